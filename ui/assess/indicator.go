package assess

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"zicha/forms"
	"zicha/scoring"
	"zicha/ui/widgets"
)

// indicatorPage is the page of one indicator, built from the rulebook alone.
type indicatorPage struct {
	desk      *Desk
	ind       *scoring.Indicator
	box       *fyne.Container
	score     *widgets.Text
	cards     []*criterionCard
	narrative *field
	remark    *field
}

func newIndicatorPage(d *Desk, ind *scoring.Indicator) *indicatorPage {
	p := &indicatorPage{desk: d, ind: ind}
	p.build()
	return p
}

func (p *indicatorPage) build() {
	no := strconv.Itoa(p.ind.No)
	p.score = widgets.NewText("", widgets.Style{Size: theme.SizeNameSubHeadingText, Bold: true, Align: fyne.TextAlignTrailing})
	title := widgets.NewText(no+" "+p.ind.Title, widgets.Style{Size: theme.SizeNameHeadingText, Bold: true})
	facts := "分值" + p.ind.Max.Short() + " · " + p.ind.SourceText
	if !p.ind.Source.Self() {
		facts += " · 市里核定，这里填的只作预估，不计入自评"
	}
	if p.ind.ReachableNote != "" {
		facts += "\n" + p.ind.ReachableNote
	}
	history := widgets.NewAction("修改记录", theme.HistoryIcon(), func() { p.desk.showHistory(p.ind) })
	text := widgets.NewAction("原文全文 F1", theme.DocumentIcon(), func() { p.desk.OfficialText() })
	rows := []fyne.CanvasObject{
		widgets.Row(12, 0, title, widgets.Fixed(150, p.score)),
		widgets.Row(8, 0, widgets.Muted(facts), history, text),
	}
	for _, c := range p.ind.Criteria {
		card := newCriterionCard(p.desk, c)
		p.cards = append(p.cards, card)
		rows = append(rows, card.box)
	}
	p.narrative = newField(p.desk.session, slot{forms.NarrativePath(no), &scoring.Field{Label: "完成情况（写入报告）", Kind: scoring.KindText}, 4})
	p.remark = newField(p.desk.session, slot{forms.RemarkPath(p.ind.No), &scoring.Field{Label: "备注（印在自评表）", Kind: scoring.KindText}, 2})
	rows = append(rows, widgets.Card(widgets.Column(spaced, p.narrative.box, p.remark.box)))
	if len(p.ind.Notes) > 0 {
		note := widgets.Column(4, widgets.NewText("口径说明", widgets.Style{Bold: true}), widgets.Muted(strings.Join(p.ind.Notes, "\n")))
		rows = append(rows, widgets.Panel(widgets.ToneQuote, 12, note))
	}
	rows = append(rows, p.pager())
	p.box = widgets.Column(spaced, rows...)
}

// pager leads to the neighbours.
func (p *indicatorPage) pager() fyne.CanvasObject {
	prev := widgets.NewAction("上一项 Ctrl+↑", theme.NavigateBackIcon(), func() { p.desk.Step(-1) })
	next := widgets.NewAction("下一项 Ctrl+↓", theme.NavigateNextIcon(), func() { p.desk.Step(1) })
	if p.ind.No == 1 {
		prev.Disable()
	}
	if p.ind.No == len(p.desk.session.Values.Edition.Indicators()) {
		next.Disable()
	}
	return widgets.Row(8, 1, prev, canvas.NewRectangle(nil), next)
}

func (p *indicatorPage) object() fyne.CanvasObject { return p.box }

func (p *indicatorPage) show() {
	for _, c := range p.cards {
		c.show()
	}
	p.narrative.show()
	p.remark.show()
	res := p.desk.session.Card.Indicators[p.ind.No-1]
	word := "自评 "
	if !p.ind.Source.Self() {
		word = "预估 "
	}
	p.score.SetText(word + res.Text() + " / " + p.ind.Max.Short())
}

// jump goes to a field, or to the card of the criterion a path belongs to.
func (p *indicatorPage) jump(path forms.Path) bool {
	for _, f := range []*field{p.narrative, p.remark} {
		if f.path == path {
			p.desk.reveal(f.box)
			f.focus(p.desk.host.Window.Canvas())
			return true
		}
	}
	for _, card := range p.cards {
		if f := card.field(path); f != nil {
			p.desk.reveal(f.box)
			f.focus(p.desk.host.Window.Canvas())
			return true
		}
		if strings.HasPrefix(string(path), "row/"+card.c.ID+"/") {
			p.desk.reveal(card.register.box)
			card.register.jump(path)
			return true
		}
	}
	return false
}

// card finds the card of a criterion.
func (p *indicatorPage) card(id string) *criterionCard {
	for _, c := range p.cards {
		if c.c.ID == id {
			return c
		}
	}
	return nil
}
