package assess

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"zicha/forms"
	"zicha/forms/check"
	"zicha/forms/wording"
	"zicha/scoring"
	"zicha/ui/widgets"
)

// nav is the list on the left: the overview, the unit's data and what is to be done, which stay; under them the indicators by their
// sections, which scroll; and at the foot what else there is.
type nav struct {
	desk        *Desk
	box         fyne.CanvasObject
	scroll      *widgets.Scroll
	overview    *widgets.Line
	profile     *widgets.Line
	problems    *widgets.Line
	gains       *widgets.Line
	feedback    *widgets.Line // shown where the assessor has told something
	departments *widgets.Line
	publicity   *widgets.Line // nil where the edition takes nothing from decisions
	versions    *widgets.Line
	help        *widgets.Action // what the three lights mean
	found       *widgets.Text
	gained      *widgets.Text
	told        *widgets.Text
	lines       []*navLine
	sections    []navSection
	chosen      *widgets.Line // the line in the scroll that is selected, nil for none
}

// navLine is an indicator's line: three lights, number, title, points.
type navLine struct {
	line   *widgets.Line
	lights *widgets.Lights
	back   *widgets.Text // returned by the assessor
	points *widgets.Text
}

// navSection holds the sums of a section, 自评 over 预估.
type navSection struct{ self, forecast *widgets.Text }

func newNav(d *Desk) *nav {
	n := &nav{desk: d}
	n.build()
	return n
}

// navMargin is the margin beside the lines of the list.
const navMargin = 12

func (n *nav) build() {
	n.found, n.gained, n.told = figureHead(""), figureHead(""), figureHead("")
	n.overview = n.plain("总览", nil, n.desk.Overview)
	n.profile = n.plain("单位信息与报告正文", nil, n.desk.Profile)
	n.problems = n.plain("待处理问题", n.found, n.desk.ShowProblems)
	n.gains = n.plain("还能多得", n.gained, n.desk.ShowGains)
	n.feedback = n.plain("反馈单", n.told, n.desk.ShowFeedback)
	n.feedback.Hide()
	n.help = widgets.NewHelp(lightWords(n.desk.session.Values.Edition))
	heads := widgets.Row(8, 1, widgets.NewLightHead("填", "证", "分"), widgets.Muted("考核指标"), n.help, figureHead("得分"))
	top := widgets.Column(0, n.overview, n.profile, n.problems, n.gains, n.feedback, widgets.Gap(4), widgets.Rule(), widgets.Inset(navMargin, 3, heads))
	list := widgets.Column(0)
	all := []*widgets.Line{n.overview, n.profile, n.problems, n.gains, n.feedback}
	apart := false
	for i, s := range n.desk.session.Values.Edition.Sections {
		if s.Apart != scoring.InTotal && !apart {
			apart = true
			list.Add(widgets.Gap(6))
			list.Add(widgets.Rule())
			list.Add(widgets.Inset(navMargin, 3, widgets.Muted("不计入总分，另计")))
		}
		list.Add(n.section(i, s))
		for _, ind := range s.Indicators {
			l := n.indicator(ind)
			list.Add(l)
			all = append(all, l)
		}
	}
	n.scroll = widgets.NewScroll(list)
	foot := n.foot()
	widgets.Walk(func(o fyne.CanvasObject) { widgets.KeepInSight(n.scroll, o) }, all...)
	under := widgets.Column(4, widgets.Rule(), widgets.Inset(navMargin, 0, foot), widgets.Gap(0))
	n.box = container.NewStack(widgets.NewGround(widgets.ToneSheet, 0), container.New(navLayout{n}, top, n.scroll, under))
}

// lightWords say what the three lights mean.
func lightWords(e *scoring.Edition) string {
	return wording.ExplainAll(&e.Words, wording.TermFilled, wording.TermBacked, wording.TermPoints)
}

// foot leads to what is neither an indicator nor asked for every day: who is responsible for what, the decisions made public, and the
// versions finalized.
func (n *nav) foot() *fyne.Container {
	line := func(label string, tapped func()) *widgets.Line {
		return widgets.NewLine(widgets.Inset(4, 5, widgets.NewText(label, widgets.Style{Size: widgets.SizeList, Align: fyne.TextAlignCenter})), tapped)
	}
	n.departments, n.versions = line("部门分工", n.desk.Departments), line("定稿版本", n.desk.AskVersions)
	lines := []*widgets.Line{n.departments, n.versions}
	if n.desk.TakesPublicity() {
		n.publicity = line("双公示", n.desk.AskPublicity)
		lines = []*widgets.Line{n.departments, n.publicity, n.versions}
	}
	widgets.Walk(func(fyne.CanvasObject) {}, lines...)
	var foot []fyne.CanvasObject
	for _, l := range lines {
		foot = append(foot, l)
	}
	return widgets.Tiles(4, widgets.Sample{Text: "部门分工 ", Size: widgets.SizeList}, foot...)
}

// navLayout sets the scroll, its second object, between what stays above and below; the line selected in it stays in sight.
type navLayout struct{ n *nav }

func (navLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(0, objects[0].MinSize().Height+objects[2].MinSize().Height)
}

func (l navLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	high := func(o fyne.CanvasObject) float32 { // which follows from the width
		o.Resize(fyne.NewSize(size.Width, o.MinSize().Height))
		return o.MinSize().Height
	}
	top, foot := high(objects[0]), high(objects[2])
	place := func(o fyne.CanvasObject, y, height float32) {
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(size.Width, height))
	}
	place(objects[0], 0, top)
	place(objects[1], top, max(0, size.Height-top-foot))
	place(objects[2], size.Height-foot, foot)
	l.n.follow()
}

// follow keeps the selected line in sight.
func (n *nav) follow() {
	if n.chosen != nil {
		widgets.KeepInSight(n.scroll, n.chosen)
	}
}

// section is the head of a section with its sums, 自评 and 预估 one over the other where it has both.
func (n *nav) section(i int, s *scoring.Section) fyne.CanvasObject {
	o := navSection{figureHead(""), figureHead("")}
	n.sections = append(n.sections, o)
	t := n.desk.session.Card.Sections[i]
	var sums fyne.CanvasObject = o.self
	switch {
	case s.Apart != scoring.InTotal:
	case t.Self.Max == 0:
		sums = o.forecast
	case t.Forecast.Max > 0:
		sums = widgets.Sized(widgets.Column(0, o.self, o.forecast), widestTotal)
	}
	head := widgets.NewText(s.No+" "+s.Title, widgets.Style{Size: theme.SizeNameCaptionText, Bold: true})
	return widgets.Inset(navMargin, 6, widgets.Row(8, 1, widgets.NewMark(widgets.SectionTone(i)), head, sums))
}

// widestTotal is the widest words of a section's points.
var widestTotal = widgets.Sample{Text: "预估18.88/20", Size: theme.SizeNameCaptionText}

// totalWords words a section's points in a narrow column.
func totalWords(word string, t scoring.Total) string {
	return word + t.Score.String() + "/" + t.Max.Short()
}

func (n *nav) plain(label string, extra fyne.CanvasObject, tapped func()) *widgets.Line {
	text := widgets.NewText(label, widgets.Style{Bold: true})
	if extra == nil {
		return widgets.NewLine(widgets.Inset(navMargin, 5, text), tapped)
	}
	return widgets.NewLine(widgets.Inset(navMargin, 5, widgets.Row(8, 0, text, extra)), tapped)
}

func (n *nav) indicator(ind *scoring.Indicator) *widgets.Line {
	l := &navLine{lights: widgets.NewLights(widgets.Empty, widgets.Empty, widgets.Empty)}
	l.points = figureHead("")
	l.back = widgets.NewText("", widgets.Style{Size: theme.SizeNameCaptionText, Bold: true, Whole: true})
	l.back.Hide()
	title := widgets.NewText(strconv.Itoa(ind.No)+" "+ind.Title, widgets.Style{Size: widgets.SizeList})
	row := widgets.Row(8, 1, l.lights, title, l.back, l.points)
	l.line = widgets.NewLine(widgets.Inset(navMargin, 4, row), func() { n.desk.Go(ind.No) })
	l.line.Menu = func() []widgets.MenuItem { return n.desk.indicatorMenu(ind) }
	n.lines = append(n.lines, l)
	return l.line
}

// show brings lights and points in line with the session.
func (n *nav) show() {
	s := n.desk.session
	for i, res := range s.Card.Indicators {
		l := n.lines[i]
		l.lights.Set(lights(s, res)...)
		l.points.Set(pointsOrGap(res))
		n.showBack(l, res.Indicator.No)
	}
	for i, t := range s.Card.Sections {
		if t.Section.Apart != scoring.InTotal {
			n.sections[i].self.Set(countedWords(s.Card, t))
			continue
		}
		n.sections[i].self.SetText(totalWords("", t.Self))
		n.sections[i].forecast.SetText(totalWords("预估", t.Forecast))
	}
	n.found.Set(strconv.Itoa(len(s.Problems))+"个", problemTone(s))
	n.gained.SetText(strconv.Itoa(len(s.Gains)) + "项")
	n.told.SetText(strconv.Itoa(len(s.Notes)) + "处")
	if widgets.Reveal(n.feedback, s.Feedback() != nil) {
		n.box.Refresh()
	}
}

// showBack marks an indicator that the assessor has returned.
func (n *nav) showBack(l *navLine, no int) {
	words, pending := n.desk.session.returnedWords(no)
	tone := widgets.ToneMuted
	if pending {
		tone = widgets.ToneWait
	}
	l.back.Set(words, tone)
	if widgets.Reveal(l.back, words != "") {
		l.line.Refresh()
	}
}

// shortGap is the state of an indicator in a narrow column.
func shortGap(res scoring.IndicatorResult) string {
	gap, _, more := strings.Cut(res.Gap(), "、")
	if more {
		gap += "等"
	}
	return strings.TrimPrefix(gap, "暂")
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
	if marked(res) {
		return markedLights(s, ind)
	}
	if s.refusedIn(ind) && filled == widgets.Full {
		filled = widgets.Half
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
	case res.Indicator.Section.Apart == scoring.TakesOff && res.Known && res.Score == 0:
		points = widgets.Full // nothing is taken off
	case res.Indicator.Section.Apart == scoring.TakesOff && res.Known:
	case !res.Known || res.Score == 0:
		points = widgets.Empty
	case res.Score == ind.Max || ind.Reachable != 0 && res.Score >= ind.Reachable:
		points = widgets.Full
	}
	return []widgets.Level{filled, backed, points}
}

// markedLights are those of an indicator marked 不涉及: it wants evidence for that, and no points.
func markedLights(s *Session, ind *scoring.Indicator) []widgets.Level {
	backed := widgets.Empty
	if s.Covered[ind.Mark().ID] {
		backed = widgets.Full
	}
	return []widgets.Level{widgets.Full, backed, widgets.None}
}

// refusedIn reports whether something typed in an indicator could not be taken.
func (s *Session) refusedIn(ind *scoring.Indicator) bool {
	return slices.ContainsFunc(s.Problems, func(p forms.Problem) bool {
		return check.NotTaken(p) && indicatorOf(p) == ind.No
	})
}

// choose shows which page is in the middle.
func (n *nav) choose(current string) {
	n.overview.Select(current == pageOverview)
	n.profile.Select(current == pageProfile)
	n.problems.Select(current == pageProblems)
	n.gains.Select(current == pageGains)
	n.feedback.Select(current == pageFeedback)
	n.departments.Select(current == pageDepartments)
	n.chosen = nil
	for i, l := range n.lines {
		on := current == strconv.Itoa(i+1)
		l.line.Select(on)
		if on {
			n.chosen = l.line
		}
	}
	n.follow()
}
