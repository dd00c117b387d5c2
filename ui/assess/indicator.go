package assess

import (
	"strconv"

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
	mark      *markCard // nil where it may not be 不涉及
	cards     []*criterionCard
	pools     []*widgets.Text
	narrative *field
	opening   *opening
	remark    *field
	notes     *widgets.Fold // nil where there are none
	copied    *widgets.Text
	duty      *widgets.Text // the departments responsible
	feedback  *feedbackNotes
}

func newIndicatorPage(d *Desk, ind *scoring.Indicator) *indicatorPage {
	p := &indicatorPage{desk: d, ind: ind}
	p.build()
	return p
}

func (p *indicatorPage) build() {
	rows := []fyne.CanvasObject{p.head()}
	if !p.ind.Source.Self() {
		rows = append(rows, cityBand(p.ind.Words()))
	}
	p.feedback = newFeedbackNotes(p.desk.session, atIndicator(p.ind.No))
	rows = append(rows, p.feedback.box)
	if p.mark = newMarkCard(p.desk, p.ind); p.mark != nil {
		rows = append(rows, p.mark.box)
	}
	for _, c := range p.ind.Criteria {
		card := newCriterionCard(p.desk, c)
		p.cards = append(p.cards, card)
		rows = append(rows, card.box)
	}
	for range p.ind.Pools {
		left := widgets.NewText("", widgets.Style{Bold: true})
		p.pools = append(p.pools, left)
		rows = append(rows, widgets.Panel(widgets.ToneSheet, 12, left))
	}
	rows = append(rows, p.writing())
	if len(p.ind.Notes) > 0 && len(p.ind.Criteria) > 1 {
		p.notes = newReading(p.desk, p.ind.Notes)
		rows = append(rows, widgets.Panel(widgets.ToneQuote, 4, p.notes.Object()))
	}
	rows = append(rows, widgets.Rule(), p.pager())
	p.box = widgets.Column(spaced, rows...)
}

// head is the indicator's name, its points and what they are of, who holds the data, and what can be looked up.
func (p *indicatorPage) head() fyne.CanvasObject {
	p.score = widgets.NewText("", widgets.Style{Size: theme.SizeNameHeadingText, Bold: true, Align: fyne.TextAlignTrailing, Whole: true})
	p.copied = widgets.Muted("")
	title := widgets.NewText(strconv.Itoa(p.ind.No)+" "+p.ind.Title, widgets.Style{Size: theme.SizeNameHeadingText, Bold: true})
	history := widgets.NewAction("修改记录", theme.HistoryIcon(), func() { p.desk.showHistory(p.ind) })
	text := widgets.NewAction("原文全文 F1", theme.DocumentIcon(), func() { p.desk.OfficialText() })
	copied := widgets.NewAction("复制原文", theme.ContentCopyIcon(), p.onCopy)
	rows := []fyne.CanvasObject{
		widgets.Row(12, 0, title, widgets.Fixed(176, p.score)),
		widgets.Muted(headWords(p.ind)),
	}
	if p.ind.ReachableNote != "" {
		rows = append(rows, widgets.Muted(p.ind.ReachableNote))
	}
	p.duty = widgets.Muted("")
	rows = append(rows, p.duty)
	return widgets.Column(4, append(rows, widgets.Row(4, 3, history, text, copied, p.copied))...)
}

// cityBand says of an indicator the assessor scores what the figures entered here are for.
func cityBand(w *scoring.Words) fyne.CanvasObject {
	words := widgets.NewText(w.Confirmed()+"：这一项由"+w.Assessor+"直接评分。这里填的只作预估，供参考，不计入自评得分。", widgets.Style{Bold: true})
	return widgets.Panel(widgets.ToneSheet, 12, words)
}

// writing is what goes into the report in words: 完成情况 with the offer of a first sentence, and 备注.
func (p *indicatorPage) writing() fyne.CanvasObject {
	no := strconv.Itoa(p.ind.No)
	p.narrative = newField(p.desk.session, slot{forms.NarrativePath(no), &scoring.Field{Label: "完成情况（写入报告）", Kind: scoring.KindText}, 4})
	p.opening = newOpening(p.desk.session, p.ind)
	p.remark = newField(p.desk.session, slot{forms.RemarkPath(p.ind.No), &scoring.Field{Label: "备注（印在自评表）", Kind: scoring.KindText}, 2})
	story := widgets.Column(4, p.narrative.box, p.opening.box)
	if last := p.desk.lastWords(no); last != nil {
		story.Add(last)
	}
	return widgets.Card(widgets.Column(spaced, story, p.remark.box))
}

func (p *indicatorPage) onCopy() {
	copyText(p.ind)
	p.copied.SetText("原文已复制，可以粘贴到别处")
}

// pager leads to the neighbours, and to what is still to be filled in.
func (p *indicatorPage) pager() fyne.CanvasObject {
	prev := widgets.NewAction("上一项 Ctrl+↑", theme.NavigateBackIcon(), func() { p.desk.Step(-1) })
	blank := widgets.NewAction("下一个未填", theme.MediaSkipNextIcon(), func() { p.desk.NextBlank() })
	next := widgets.NewAction("下一项 Ctrl+↓", theme.NavigateNextIcon(), func() { p.desk.Step(1) })
	if p.ind.No == 1 {
		prev.Disable()
	}
	if p.ind.No == len(p.desk.session.Values.Edition.Indicators()) {
		next.Disable()
	}
	return widgets.Row(8, 1, prev, canvas.NewRectangle(nil), blank, next)
}

func (p *indicatorPage) object() fyne.CanvasObject { return p.box }

func (p *indicatorPage) show() {
	if p.mark != nil {
		p.mark.show()
	}
	for _, c := range p.cards {
		c.show()
	}
	p.feedback.show()
	p.narrative.show()
	p.opening.show()
	p.remark.show()
	widgets.Say(p.duty, p.desk.dutyWords(p.ind))
	res := p.desk.session.Card.Indicators[p.ind.No-1]
	for i, pool := range res.Pools {
		p.pools[i].SetText(leftWords(pool))
	}
	p.score.SetText(scoreWords(res))
}

// opened begins anew with where everything stands.
func (p *indicatorPage) opened() {
	for _, c := range p.cards {
		c.opened()
	}
}

// jump goes to a field, or to the card of the criterion a path belongs to.
func (p *indicatorPage) jump(path forms.Path) {
	p.desk.pane.goField([]*field{p.narrative, p.remark}, path)
	if p.mark != nil {
		p.desk.pane.goField(p.mark.fields, path)
	}
	part := path.Parts()
	for _, card := range p.cards {
		p.desk.pane.goField(card.fields, path)
		if part.Kind == forms.KindRow && part.Criterion == card.c.ID {
			p.desk.pane.reveal(card.register.box)
			card.register.jump(path)
		}
	}
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
