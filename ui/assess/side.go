package assess

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"zicha/forms"
	"zicha/forms/wording"
	"zicha/scoring"
	"zicha/ui/widgets"
)

// side is the column on the right: the three figures, the sections as bars, what would gain more, and the problems.
type side struct {
	desk     *Desk
	box      fyne.CanvasObject
	fold     *widgets.Action
	help     *widgets.Action // what the three figures are
	figures  [3]*figure
	sections []sectionBars
	gains    *fyne.Container
	all      *widgets.Line
	allWords *widgets.Text
	beyond   *beyond
	problems *widgets.Text
	found    [3]*widgets.Text // by severity
	shown    string
}

// sectionBars are a section's points as small bars: what the county scores, and apart from it what the city confirms.
type sectionBars struct{ self, forecast sectionBar }

type sectionBar struct {
	bar *widgets.Bar
	sum *widgets.Text
}

// show fills the bar and words its points.
func (b sectionBar) show(word string, t scoring.Total) {
	b.bar.Set(share(t))
	b.sum.SetText(totalWords(word, t))
}

// share is how much of the points is had.
func share(t scoring.Total) float32 {
	if t.Max == 0 {
		return 0
	}
	return float32(t.Score) / float32(t.Max)
}

// figure is one of the three totals, which are never added together.
type figure struct {
	value *widgets.Text
	bar   *widgets.Bar
	box   fyne.CanvasObject
}

func newFigure(label string, tone fyne.ThemeColorName) *figure {
	f := &figure{value: widgets.NewText("", widgets.Style{Size: widgets.SizeFigure, Bold: true, Whole: true}), bar: widgets.NewBar(6, tone)}
	f.box = widgets.Column(2, widgets.Muted(label), f.value, f.bar)
	return f
}

func (f *figure) show(t scoring.Total) {
	f.value.SetText(t.Score.String() + " / " + t.Max.Short())
	f.bar.Set(share(t))
}

func newSide(d *Desk) *side {
	s := &side{desk: d, gains: widgets.Column(2)}
	s.build()
	return s
}

func (s *side) build() {
	e := s.desk.session.Values.Edition
	s.figures = [3]*figure{
		newFigure("自评得分", widgets.ToneBar), newFigure(forms.BackedLabel, widgets.ToneGood), newFigure(e.Words.ForecastLabel(), widgets.ToneHalf),
	}
	bars := widgets.Column(8)
	for i, section := range e.Sections {
		if section.Apart != scoring.InTotal { // those are figures of their own
			s.sections = append(s.sections, sectionBars{})
			continue
		}
		bars.Add(s.section(i, section))
	}
	s.problems = widgets.NewText("", widgets.Style{Bold: true})
	found := widgets.Column(1, s.problems)
	for i, severity := range severities {
		s.found[i] = widgets.NewText("", widgets.Style{Size: theme.SizeNameCaptionText, Tone: severityTone(severity)})
		found.Add(s.found[i])
	}
	s.allWords = widgets.NewText("", widgets.Style{Size: theme.SizeNameCaptionText, Tone: widgets.ToneBar})
	s.all = widgets.NewLine(widgets.Inset(4, 4, s.allWords), s.desk.ShowGains)
	s.fold = widgets.NewIconAction("收起分数栏（Ctrl+B）", theme.NavigateNextIcon(), s.desk.Fold)
	s.help = widgets.NewHelp(wording.ExplainAll(&e.Words, wording.TermSelf, wording.TermBackedSum, wording.TermForecast))
	parts := []fyne.CanvasObject{widgets.Row(0, 0, s.figures[0].box, s.help, s.fold), s.figures[1].box}
	if s.desk.session.Card.Forecast.Max > 0 {
		parts = append(parts, s.figures[2].box)
	}
	if s.beyond = newBeyond(s.desk.session.Card, e); s.beyond.box != nil {
		parts = append(parts, widgets.Rule(), s.beyond.box, widgets.Rule())
	}
	parts = append(parts,
		widgets.Column(8, widgets.NewText(e.SectionsTitle(), widgets.Style{Bold: true}), bars),
		widgets.Column(4, widgets.NewText("还能多得", widgets.Style{Bold: true}), s.gains, s.all),
		widgets.NewLine(widgets.Inset(4, 4, found), s.desk.ShowProblems))
	s.box = container.NewStack(widgets.NewGround(widgets.ToneSheet, 0), widgets.NewScroll(widgets.Inset(16, 12, widgets.Column(spaced, parts...))))
}

// section is the title of a section over its bars.
func (s *side) section(i int, section *scoring.Section) fyne.CanvasObject {
	t := s.desk.session.Card.Sections[i]
	out := widgets.Column(1, widgets.NewText(section.No+" "+section.Title, widgets.Style{Size: theme.SizeNameCaptionText, Tone: widgets.ToneMuted}))
	add := func(max scoring.Points, tone fyne.ThemeColorName) sectionBar {
		b := sectionBar{widgets.NewBar(5, tone), figureHead("")}
		if max > 0 {
			out.Add(widgets.Row(8, 0, b.bar, widgets.Sized(b.sum, widestTotal)))
		}
		return b
	}
	s.sections = append(s.sections, sectionBars{add(t.Self.Max, widgets.SectionTone(i)), add(t.Forecast.Max, widgets.ToneHalf)})
	return out
}

// show brings the column in line with the session.
func (s *side) show() {
	state := s.desk.session
	s.figures[0].show(state.Card.Self)
	s.figures[1].show(state.Backed.Self)
	s.figures[2].show(state.Card.Forecast)
	s.beyond.show(state.Card)
	for i, t := range state.Card.Sections {
		if t.Section.Apart != scoring.InTotal {
			continue
		}
		s.sections[i].self.show("", t.Self)
		s.sections[i].forecast.show("预估", t.Forecast)
	}
	s.problems.Set("待处理问题 "+strconv.Itoa(len(state.Problems)), problemTone(state))
	counts := countBySeverity(state.Problems)
	for i, severity := range severities {
		tone := severityTone(severity)
		if counts[severity] == 0 || state.untouched() {
			tone = widgets.ToneMuted
		}
		s.found[i].Set(severity.Label()+" "+strconv.Itoa(counts[severity]), tone)
	}
	s.showGains()
}

// topGains is how many gains fit beside the page.
const topGains = 5

// bestGains is the largest gain of every criterion, the first few.
func (s *side) bestGains() []scoring.Gain {
	var out []scoring.Gain
	seen := map[*scoring.Criterion]bool{}
	for _, g := range s.desk.session.Gains {
		if !seen[g.Criterion] && len(out) < topGains {
			seen[g.Criterion] = true
			out = append(out, g)
		}
	}
	return out
}

func (s *side) showGains() {
	gains := s.bestGains()
	n := len(s.desk.session.Gains)
	s.allWords.SetText("全部" + strconv.Itoa(n) + "项…")
	widgets.Reveal(s.all, n > 0)
	shown := ""
	for _, g := range gains {
		shown += g.Criterion.ID + g.Words + g.When() + "\n"
	}
	if shown == s.shown && len(s.gains.Objects) > 0 {
		return
	}
	s.shown = shown
	s.gains.Objects = nil
	for _, g := range gains {
		words := widgets.NewText(g.Criterion.ID+" "+g.Words, widgets.Style{Size: theme.SizeNameCaptionText})
		when := widgets.Muted(g.When())
		s.gains.Add(widgets.NewLine(widgets.Inset(4, 3, widgets.Column(0, words, when)), func() { s.desk.goBlank(g.Criterion) }))
	}
	if len(gains) == 0 {
		s.gains.Add(widgets.Muted("能自评的分都已填满。"))
	}
	s.gains.Refresh()
}

// problemTone is the colour of the worst problem; what a new dossier lacks is no fault.
func problemTone(s *Session) fyne.ThemeColorName {
	if len(s.Problems) == 0 || s.untouched() {
		return widgets.ToneMuted
	}
	return severityTone(forms.Worst(s.Problems))
}
