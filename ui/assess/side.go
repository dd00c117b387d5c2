package assess

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"zicha/forms"
	"zicha/scoring"
	"zicha/ui/widgets"
)

// side is the column on the right: the three figures, the sections as bars, what would gain more, and the problems.
type side struct {
	desk     *Desk
	box      fyne.CanvasObject
	figures  [3]*figure
	sections []sectionLine
	gains    *fyne.Container
	problems *widgets.Text
	shown    string
}

// sectionLine is a section as a small bar with its points.
type sectionLine struct {
	bar *widgets.Bar
	sum *widgets.Text
}

// figure is one of the three totals, which are never added together.
type figure struct {
	value *widgets.Text
	bar   *widgets.Bar
	box   fyne.CanvasObject
}

func newFigure(label string, tone fyne.ThemeColorName) *figure {
	f := &figure{value: widgets.NewText("", widgets.Style{Size: widgets.SizeFigure, Bold: true}), bar: widgets.NewBar(6, tone)}
	f.box = widgets.Column(2, widgets.Muted(label), f.value, f.bar)
	return f
}

func (f *figure) show(t scoring.Total) {
	f.value.SetText(t.Score.String() + " / " + t.Max.Short())
	if t.Max > 0 {
		f.bar.Set(float32(t.Score) / float32(t.Max))
	}
}

func newSide(d *Desk) *side {
	s := &side{desk: d, gains: widgets.Column(2)}
	s.build()
	return s
}

func (s *side) build() {
	s.figures = [3]*figure{
		newFigure("自评得分", widgets.ToneSeal), newFigure(forms.BackedLabel, widgets.ToneGood), newFigure(forms.ForecastLabel, widgets.ToneWait),
	}
	list := widgets.Column(spaced, s.figures[0].box, s.figures[1].box, s.figures[2].box, widgets.Gap(2), widgets.NewText("八类得分", widgets.Style{Bold: true}))
	bars := widgets.Column(6)
	for i, section := range s.desk.session.Values.Edition.Sections {
		tone := widgets.ToneSeal
		if s.desk.session.Card.Sections[i].Self.Max == 0 {
			tone = widgets.ToneWait
		}
		line := sectionLine{bar: widgets.NewBar(4, tone)}
		line.sum = widgets.NewText("", widgets.Style{Size: theme.SizeNameCaptionText, Align: fyne.TextAlignTrailing})
		s.sections = append(s.sections, line)
		title := widgets.NewText(section.No+" "+section.Title, widgets.Style{Size: theme.SizeNameCaptionText, Tone: widgets.ToneMuted, Single: true})
		bars.Add(widgets.Column(1, widgets.Row(8, 0, title, line.sum), line.bar))
	}
	s.problems = widgets.NewText("", widgets.Style{Bold: true})
	list.Add(bars)
	list.Add(widgets.Gap(2))
	list.Add(widgets.NewText("还能多得", widgets.Style{Bold: true}))
	list.Add(s.gains)
	list.Add(widgets.NewLine(widgets.Inset(0, 4, s.problems), s.desk.ShowProblems))
	s.box = container.NewStack(widgets.NewGround(widgets.ToneSheet, 0), container.NewVScroll(widgets.Inset(16, 12, list)))
}

// show brings the column in line with the session.
func (s *side) show() {
	state := s.desk.session
	s.figures[0].show(state.Card.Self)
	s.figures[1].show(state.Backed)
	s.figures[2].show(state.Card.Forecast)
	for i, t := range state.Card.Sections {
		s.sections[i].bar.Set(part(t))
		s.sections[i].sum.SetText(sectionSum(t))
	}
	s.problems.Set("待处理问题 "+strconv.Itoa(len(state.Problems)), problemTone(state.Problems))
	s.showGains()
}

// part is how much of a section's points is had, 自评 where the county scores any of it.
func part(t scoring.SectionTotal) float32 {
	total := t.Self
	if total.Max == 0 {
		total = t.Forecast
	}
	if total.Max == 0 {
		return 0
	}
	return float32(total.Score) / float32(total.Max)
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
		s.gains.Add(widgets.NewLine(widgets.Inset(4, 3, widgets.Column(0, words, when)), func() { s.desk.GoCriterion(g.Criterion) }))
	}
	if len(gains) == 0 {
		s.gains.Add(widgets.Muted("能自评的分都已填满。"))
	}
	s.gains.Refresh()
}

// problemTone is the colour of the worst problem.
func problemTone(problems []forms.Problem) fyne.ThemeColorName {
	switch forms.Worst(problems) {
	case forms.Error:
		return widgets.ToneSeal
	case forms.Warning:
		return widgets.ToneWait
	}
	return widgets.ToneMuted
}
