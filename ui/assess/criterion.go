package assess

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"zicha/forms"
	"zicha/scoring"
	"zicha/ui/widgets"
)

// criterionCard is one criterion on an indicator's page: the official sentence, its fields, its register, its evidence, and
// what it scores and why.
type criterionCard struct {
	session  *Session
	c        *scoring.Criterion
	box      *fyne.Container
	points   *widgets.Text
	reason   *widgets.Text
	gains    *fyne.Container
	fields   []*field
	register *register
	evidence *evidenceList
	gainText string
}

func newCriterionCard(d *Desk, c *scoring.Criterion) *criterionCard {
	card := &criterionCard{session: d.session, c: c, gains: widgets.Column(2)}
	card.points = widgets.NewText("", widgets.Style{Bold: true, Align: fyne.TextAlignTrailing})
	card.reason = widgets.Muted("")
	head := widgets.Row(12, 0, widgets.NewText(c.ID+" "+c.Title, widgets.Style{Bold: true}),
		widgets.Muted("最高"+c.Max.Short()+"分"), widgets.Fixed(92, card.points))
	quote := widgets.Panel(widgets.ToneQuote, 8, widgets.Body(strings.Join(c.Quotes, "")))
	rows := []fyne.CanvasObject{head, quote}
	for _, spec := range c.Fields {
		lines := 0
		if spec.Kind == scoring.KindText {
			lines = 3
		}
		f := newField(d.session, slot{forms.AnswerPath(c.ID, spec.Key), spec, lines})
		card.fields = append(card.fields, f)
		rows = append(rows, f.box)
	}
	if c.Register != nil {
		card.register = newRegister(d, c)
		rows = append(rows, card.register.box)
	}
	card.evidence = newEvidenceList(d, c)
	rows = append(rows, card.reason, card.gains, rule(), card.evidence.box)
	card.box = widgets.Card(widgets.Column(10, rows...))
	return card
}

// rule is a hairline across the page.
func rule() fyne.CanvasObject {
	bar := widgets.NewBar(1, widgets.ToneRule)
	return bar
}

func (card *criterionCard) show() {
	for _, f := range card.fields {
		f.show()
	}
	if card.register != nil {
		card.register.show()
		card.showCounted()
	}
	card.evidence.show()
	res := card.session.Card.Result(card.c)
	switch res.State {
	case scoring.Scored:
		word, tone := "得", widgets.ToneGood
		if !card.c.Indicator.Source.Self() {
			word, tone = "预估", widgets.ToneWait
		} else if res.Points.Sign() == 0 {
			tone = widgets.ToneMuted
		}
		card.points.Set(word+scoring.FormatExact(res.Points), tone)
	case scoring.Unanswered:
		card.points.Set(res.State.Label(), widgets.ToneMuted)
	default:
		card.points.Set(res.State.Label(), widgets.ToneWait)
	}
	words := res.Reason
	if res.State == scoring.Scored {
		words = "计算：" + words
	}
	card.reason.SetText(words)
	card.showGains()
}

// showCounted tells at the number's field that the register stands for it while it has rows.
func (card *criterionCard) showCounted() {
	counts := card.c.Register.Counts
	distinct, _ := card.c.RegisterCount(card.session.Values.Rows(card.c.ID))
	for _, f := range card.fields {
		if counts != "" && f.spec.Key == counts && f.entry != nil && distinct > 0 {
			f.entry.SetPlaceHolder("按台账计")
		} else if f.spec.Key == counts && f.entry != nil {
			f.entry.SetPlaceHolder("")
		}
	}
}

func (card *criterionCard) showGains() {
	var lines []string
	for _, g := range card.session.Gains {
		if g.Criterion == card.c {
			lines = append(lines, "还能多得 · "+g.Words+"（"+g.When()+"）")
		}
	}
	if text := strings.Join(lines, "\n"); text == card.gainText {
		return
	} else {
		card.gainText = text
	}
	card.gains.Objects = nil
	for _, line := range lines {
		card.gains.Add(widgets.NewText(line, widgets.Style{Size: theme.SizeNameCaptionText, Tone: widgets.ToneWait}))
	}
	card.gains.Refresh()
}

// field finds the field of a path.
func (card *criterionCard) field(p forms.Path) *field {
	for _, f := range card.fields {
		if f.path == p {
			return f
		}
	}
	return nil
}
