package assess

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"zicha/forms"
	"zicha/scoring"
	"zicha/ui/widgets"
)

// markCard is where an indicator is marked 不涉及, on its page: whether, why, what follows, and the evidence for it.
type markCard struct {
	desk     *Desk
	c        *scoring.Criterion
	box      *fyne.Container
	fields   []*field
	follows  *widgets.Text
	evidence *evidenceList
	proof    *fyne.Container // reason and evidence, which only a marked indicator needs
}

// newMarkCard makes the card; nil where the rulebook lets the indicator not be absent.
func newMarkCard(d *Desk, ind *scoring.Indicator) *markCard {
	if ind.Mark() == nil {
		return nil
	}
	m := &markCard{desk: d, c: ind.Mark(), proof: widgets.Column(spaced)}
	m.follows = widgets.NewText("", widgets.Style{Size: theme.SizeNameCaptionText, Tone: widgets.ToneWait})
	rows := []fyne.CanvasObject{widgets.Heading("本单位没有这项工作的")}
	for _, spec := range m.c.Fields {
		lines := 0
		if spec.Kind == scoring.KindText {
			lines = 2
		}
		f := newField(d.session, slot{forms.AnswerPath(m.c.ID, spec.Key), spec, lines})
		m.fields = append(m.fields, f)
		if spec.Key == scoring.MarkAbsent {
			rows = append(rows, f.box, m.follows)
		} else {
			m.proof.Add(f.box)
		}
	}
	m.evidence = newEvidenceList(d, m.c)
	m.proof.Add(m.evidence.box)
	m.box = widgets.Card(widgets.Column(spaced, append(rows, m.proof)...))
	return m
}

// marked reports whether the indicator is marked 不涉及.
func marked(res scoring.IndicatorResult) bool { return res.Status == scoring.NotAsked }

// show brings the card in line with the session. A reason or evidence that is there stays in sight, whatever the mark says.
func (m *markCard) show() {
	s := m.desk.session
	for _, f := range m.fields {
		f.show()
	}
	m.evidence.show()
	res := s.Card.Indicators[m.c.Indicator.No-1]
	words := ""
	if marked(res) {
		words = res.Reason
	}
	widgets.Say(m.follows, words)
	widgets.Reveal(m.proof, marked(res) || s.Shown(forms.AnswerPath(m.c.ID, scoring.MarkReason)) != "" || s.Covered[m.c.ID])
}
