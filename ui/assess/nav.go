package assess

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"zicha/scoring"
	"zicha/ui/widgets"
)

// nav is the list on the left: the overview, the unit's data, and 25 indicators under their eight sections.
type nav struct {
	desk     *Desk
	box      fyne.CanvasObject
	scroll   *container.Scroll
	overview *widgets.Line
	profile  *widgets.Line
	problems *widgets.Line
	found    *widgets.Text
	lines    []*navLine
	sums     []*widgets.Text
}

// navLine is an indicator's line: three lights, number, title, points.
type navLine struct {
	line   *widgets.Line
	lights *widgets.Lights
	points *widgets.Text
}

func newNav(d *Desk) *nav {
	n := &nav{desk: d}
	n.build()
	return n
}

func (n *nav) build() {
	n.found = widgets.NewText("", widgets.Style{Size: theme.SizeNameCaptionText, Align: fyne.TextAlignTrailing})
	n.overview = n.plain("总览", nil, n.desk.Overview)
	n.profile = n.plain("单位信息与报告正文", nil, n.desk.Profile)
	n.problems = n.plain("待处理问题", n.found, n.desk.ShowProblems)
	list := widgets.Column(0, n.overview, n.profile, n.problems)
	for _, s := range n.desk.session.Values.Edition.Sections {
		sum := widgets.NewText("", widgets.Style{Size: theme.SizeNameCaptionText, Tone: widgets.ToneMuted, Align: fyne.TextAlignTrailing})
		n.sums = append(n.sums, sum)
		head := widgets.NewText(s.No+" "+s.Title, widgets.Style{Size: theme.SizeNameCaptionText, Bold: true, Single: true})
		list.Add(widgets.Inset(12, 6, widgets.Row(8, 0, head, sum)))
		for _, ind := range s.Indicators {
			list.Add(n.indicator(ind))
		}
	}
	n.scroll = container.NewVScroll(list)
	n.box = container.NewStack(widgets.NewGround(widgets.ToneSheet, 0), n.scroll)
}

func (n *nav) plain(label string, extra fyne.CanvasObject, tapped func()) *widgets.Line {
	text := widgets.NewText(label, widgets.Style{Bold: true})
	if extra == nil {
		return widgets.NewLine(widgets.Inset(12, 5, text), tapped)
	}
	return widgets.NewLine(widgets.Inset(12, 5, widgets.Row(8, 0, text, extra)), tapped)
}

func (n *nav) indicator(ind *scoring.Indicator) *widgets.Line {
	l := &navLine{lights: widgets.NewLights(widgets.Empty, widgets.Empty, widgets.Empty)}
	l.points = widgets.NewText("", widgets.Style{Size: theme.SizeNameCaptionText, Align: fyne.TextAlignTrailing})
	title := widgets.NewText(strconv.Itoa(ind.No)+" "+ind.Title, widgets.Style{Size: widgets.SizeList, Single: true})
	row := widgets.Row(8, 1, l.lights, title, widgets.Fixed(52, l.points))
	l.line = widgets.NewLine(widgets.Inset(12, 4, row), func() { n.desk.Go(ind.No) })
	n.lines = append(n.lines, l)
	return l.line
}

// show brings lights and points in line with the session.
func (n *nav) show() {
	s := n.desk.session
	for i, res := range s.Card.Indicators {
		l := n.lines[i]
		l.lights.Set(lights(s, res)...)
		switch {
		case !res.Known:
			l.points.Set(shortGap(res), widgets.ToneMuted)
		default:
			l.points.Set(res.Score.String(), "")
		}
	}
	for i, t := range s.Card.Sections {
		n.sums[i].SetText(sectionSum(t))
	}
	n.found.Set(strconv.Itoa(len(s.Problems))+"个", problemTone(s.Problems))
}

// shortGap is the state of an indicator in a narrow column.
func shortGap(res scoring.IndicatorResult) string {
	gap := []rune(res.Gap())
	if len(gap) > 4 {
		return string(gap[:2]) + "等"
	}
	return string(gap)
}

// sectionSum shows 自评 and 预估 of a section, never added together.
func sectionSum(t scoring.SectionTotal) string {
	switch {
	case t.Forecast.Max == 0:
		return t.Self.Score.Short() + "/" + t.Self.Max.Short()
	case t.Self.Max == 0:
		return "预估" + t.Forecast.Score.Short() + "/" + t.Forecast.Max.Short()
	}
	return t.Self.Score.Short() + "/" + t.Self.Max.Short() + " 预估" + t.Forecast.Score.Short() + "/" + t.Forecast.Max.Short()
}

// lights are 填 · 证 · 分 of an indicator: filled in, backed by evidence, points had.
func lights(s *Session, res scoring.IndicatorResult) []widgets.Level {
	ind := res.Indicator
	filled := widgets.Half
	switch res.Status {
	case scoring.NoAnswer:
		filled = widgets.Empty
	case scoring.Complete:
		filled = widgets.Full
	}
	covered := 0
	for _, c := range ind.Criteria {
		if s.Covered[c.ID] {
			covered++
		}
	}
	backed := widgets.Half
	switch {
	case covered == len(ind.Criteria):
		backed = widgets.Full
	case covered == 0 && !ind.Source.Self():
		backed = widgets.None
	case covered == 0:
		backed = widgets.Empty
	}
	points := widgets.Half
	switch {
	case !res.Known || res.Score == 0:
		points = widgets.Empty
	case res.Score == ind.Max || ind.Reachable != 0 && res.Score >= ind.Reachable:
		points = widgets.Full
	}
	return []widgets.Level{filled, backed, points}
}

// mark shows which page is in the middle.
func (n *nav) mark(current string) {
	n.overview.Select(current == pageOverview)
	n.profile.Select(current == pageProfile)
	n.problems.Select(current == pageProblems)
	for i, l := range n.lines {
		on := current == strconv.Itoa(i+1)
		l.line.Select(on)
		if on {
			n.reveal(l.line)
		}
	}
}

// reveal scrolls the list only where the line is out of sight.
func (n *nav) reveal(o fyne.CanvasObject) {
	y := o.Position().Y
	top, height := n.scroll.Offset.Y, n.scroll.Size().Height
	switch {
	case height == 0:
	case y < top:
		n.scroll.ScrollToOffset(fyne.NewPos(0, y))
	case y+o.Size().Height > top+height:
		n.scroll.ScrollToOffset(fyne.NewPos(0, y+o.Size().Height-height))
	}
}
