package assess

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"zicha/forms"
	"zicha/scoring"
	"zicha/ui/widgets"
)

// overviewPage shows the indicators with three lights, the claimed, the backed and the printed points, and the sections' sums.
type overviewPage struct {
	desk     *Desk
	box      *fyne.Container
	tips     *widgets.Tips
	first    *widgets.Text
	steps    *steps
	chips    *widgets.Chips
	list     *fyne.Container
	lines    []*overviewLine
	sections []*overviewSection
	total    [4]*widgets.Text
	end      fyne.CanvasObject
	overall  *overallRow // nil where the rulebook has no overall total
	nothing  *widgets.Text
	forecast bool // something is confirmed by the assessor
}

// overviewLine is an indicator with the hairline under it.
type overviewLine struct {
	line    *widgets.Line
	under   fyne.CanvasObject
	lights  *widgets.Lights
	figures [4]*widgets.Text
	reason  *widgets.Text
}

// overviewSection is the head of a section: its sums and its bars.
type overviewSection struct {
	head           *fyne.Container
	figures        [4]*widgets.Text
	self, forecast *widgets.Bar
}

// lightsWidth is the width of the column of lights.
const lightsWidth = 40

// The filters of the overview.
const (
	filterAll     = "all"
	filterBlank   = "blank"
	filterBare    = "bare"
	filterTrouble = "trouble"
	filterCity    = "city"
)

func newOverviewPage(d *Desk) *overviewPage {
	p := &overviewPage{desk: d}
	p.build()
	return p
}

func (p *overviewPage) build() {
	e := p.desk.session.Values.Edition
	p.first, p.steps = widgets.Body(""), newSteps(p.desk)
	p.forecast = e.HasPoints(false)
	chips := []widgets.Chip{{Key: filterAll, Label: "全部"}, {Key: filterBlank, Label: "未填"}, {Key: filterBare, Label: "缺佐证"}, {Key: filterTrouble, Label: "有问题"}}
	sums := "合计"
	if p.forecast {
		chips = append(chips, widgets.Chip{Key: filterCity, Label: e.Words.Confirmed()})
		sums = "合计（自评和预估分开计）"
	}
	p.chips = widgets.NewChips(chips...)
	p.chips.OnChanged = func(string) { p.filter(); p.desk.pane.relayout() }
	p.nothing = widgets.Body("")
	p.list = widgets.Column(0, p.nothing)
	for i, s := range e.Sections {
		p.list.Add(p.section(i, s))
		for _, ind := range s.Indicators {
			p.add(ind)
		}
	}
	p.total = newFigures(true, p.forecast)
	p.end = widgets.Panel(widgets.ToneQuote, 8, pointRow(widgets.Gap(1), widgets.NewText(sums, widgets.Style{Bold: true}), p.total))
	p.list.Add(p.end)
	if p.overall = newOverallRow(p.desk.session.Card, e); p.overall != nil {
		p.list.Add(p.overall.box)
	}
	lines := make([]*widgets.Line, 0, len(p.lines))
	for _, l := range p.lines {
		lines = append(lines, l.line)
	}
	widgets.Walk(p.desk.pane.keepInSight, lines...)
	key := widgets.Muted(strings.TrimPrefix(e.ReachableNote+"\n"+lightWords(e), "\n"))
	p.tips = widgets.NewTips(widgets.Column(spaced, widgets.Column(4, widgets.PageTitle("总览", e.Title), p.first), p.steps.box, p.chips,
		widgets.Column(4, widgets.Inset(8, 0, pointHeads(p.forecast)), p.list), key))
	p.box = p.tips.Object()
}

func (p *overviewPage) section(i int, s *scoring.Section) fyne.CanvasObject {
	o := &overviewSection{figures: newFigures(true, p.forecast), self: widgets.NewBar(4, widgets.SectionTone(i)), forecast: widgets.NewBar(4, widgets.ToneHalf)}
	title := widgets.Column(5, widgets.NewText(sectionWords(s), widgets.Style{Bold: true}))
	t := p.desk.session.Card.Sections[i]
	if t.Self.Max > 0 && s.Apart != scoring.MayStrike {
		title.Add(o.self)
	}
	if t.Forecast.Max > 0 {
		title.Add(o.forecast)
	}
	o.head = widgets.Panel(widgets.ToneQuote, 8, pointRow(widgets.NewMark(widgets.SectionTone(i)), title, o.figures))
	p.sections = append(p.sections, o)
	return o.head
}

func (p *overviewPage) add(ind *scoring.Indicator) {
	l := &overviewLine{
		lights: widgets.NewLights(widgets.Empty, widgets.Empty, widgets.Empty), figures: newFigures(false, p.forecast), under: widgets.Rule(),
		reason: widgets.NewText("", widgets.Style{Size: theme.SizeNameCaptionText, Tone: widgets.ToneMuted, Single: true}),
	}
	p.lines = append(p.lines, l)
	title := widgets.Body(strconv.Itoa(ind.No) + " " + ind.Title)
	row := widgets.Column(1, pointRow(l.lights, title, l.figures), widgets.Row(10, 1, widgets.Fixed(lightsWidth, widgets.Gap(1)), l.reason))
	l.line = widgets.NewLine(widgets.Inset(8, 5, row), func() { p.desk.Go(ind.No) })
	l.line.Menu = func() []widgets.MenuItem { return p.desk.indicatorMenu(ind) }
	l.line.OnHover = func(in bool) { p.tip(l, in) }
	p.list.Add(l.line)
	p.list.Add(l.under)
}

// tip shows the whole reason where the line has no room for it.
func (p *overviewPage) tip(l *overviewLine, in bool) {
	if in && l.reason.NaturalWidth() > l.reason.Size().Width {
		p.tips.Show(l.reason.Text(), l.line)
		return
	}
	p.tips.Hide(l.line)
}

func (p *overviewPage) object() fyne.CanvasObject { return p.box }

func (p *overviewPage) show() {
	s := p.desk.session
	for i, res := range s.Card.Indicators {
		l := p.lines[i]
		l.lights.Set(lights(s, res)...)
		l.reason.SetText(res.Reason)
		showFigures(l.figures, res, s.Backed.Indicators[i])
	}
	for i, t := range s.Card.Sections {
		o := p.sections[i]
		if t.Section.Apart != scoring.InTotal {
			showApart(o.figures, s.Card, t)
		}
		showSum(o.figures, t, s.Backed.Sections[i])
		o.self.Set(share(t.Self))
		o.forecast.Set(share(t.Forecast))
	}
	showSum(p.total, scoring.SectionTotal{Self: s.Card.Self, Forecast: s.Card.Forecast}, scoring.SectionTotal{Self: s.Backed.Self})
	if p.overall != nil {
		p.overall.show(s.Card)
	}
	p.first.SetText(p.desk.head.deadline() + "。" + p.firstWords())
	p.steps.show()
	p.filter()
}

// firstWords says in a sentence how the work stands.
func (p *overviewPage) firstWords() string {
	state := standingOf(p.desk.session)
	switch {
	case p.desk.session.Values.Final:
		return "这份档案已经定稿，要改请先“退回修改”。"
	case state.begun == 0:
		return "这是一份新的自查档案，不必一次填完，随时自动保存。"
	case state.blank == 0:
		return "要自评的各项都已填报，请处理完问题后定稿、导出。"
	}
	return "要自评的" + strconv.Itoa(state.own) + "项已填" + strconv.Itoa(state.begun) + "项，还有" + strconv.Itoa(state.blank) + "个要点未填报完整。"
}

// holds reports for every filter whether an indicator passes it.
func (p *overviewPage) holds(res scoring.IndicatorResult) map[string]bool {
	self := res.Indicator.Source.Self()
	out := map[string]bool{filterAll: true, filterCity: !self}
	for _, r := range res.Results {
		if self && r.State == scoring.Unanswered {
			out[filterBlank] = true
		}
	}
	for _, problem := range p.desk.session.Problems {
		if indicatorOf(problem) != res.Indicator.No {
			continue
		}
		out[filterBare] = out[filterBare] || problem.Code == "evidence_missing"
		out[filterTrouble] = out[filterTrouble] || problem.Severity != forms.Hint
	}
	return out
}

// filter counts what every filter leaves, and hides what the one in force does not.
func (p *overviewPage) filter() {
	counts := map[string]int{}
	chosen := p.chips.Selected()
	for i, res := range p.desk.session.Card.Indicators {
		holds := p.holds(res)
		for key, on := range holds {
			if on {
				counts[key]++
			}
		}
		widgets.Reveal(p.lines[i].line, holds[chosen])
		widgets.Reveal(p.lines[i].under, holds[chosen])
	}
	shown := []int{counts[filterAll], counts[filterBlank], counts[filterBare], counts[filterTrouble], counts[filterCity]}
	if !p.forecast {
		shown = shown[:4]
	}
	p.chips.SetCounts(shown...)
	for i, s := range p.desk.session.Values.Edition.Sections {
		any := false
		for _, ind := range s.Indicators {
			any = any || p.lines[ind.No-1].line.Visible()
		}
		widgets.Reveal(p.sections[i].head, any)
	}
	widgets.Reveal(p.end, chosen == filterAll)
	if p.overall != nil {
		widgets.Reveal(p.overall.box, chosen == filterAll)
	}
	p.nothing.SetText(map[string]string{
		filterBlank: "要自评的指标都已填完。", filterBare: "得分的要点都有佐证材料。", filterTrouble: "没有要处理的问题。",
	}[chosen])
	widgets.Reveal(p.nothing, counts[chosen] == 0)
	p.list.Refresh()
}
