package review

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"zicha/forms/review"
	"zicha/ui/widgets"
	"zicha/ui/work"
)

// blockKey is the key of a blocker of 定稿.
func blockKey(kind, about string) string { return kind + ":" + about }

// contradiction is what two copies say differently: the acts that stand side by side.
type contradiction struct {
	words string
	acts  []*review.Event
	at    At     // the cell, where it is about one
	key   string // of the blocker of 定稿 that it is
}

// contradictionCard sets the sides of a contradiction beside each other.
func (d *Desk) contradictionCard(c contradiction) fyne.CanvasObject {
	var sides []fyne.CanvasObject
	weights := []float32{}
	for _, e := range c.acts {
		choose := widgets.NewAction("用这一份…", theme.ConfirmIcon(), func() { d.choose(c, e) })
		widgets.Reveal(choose, !d.session.Locked())
		sides = append(sides, widgets.Panel(widgets.ToneQuote, 10, widgets.Column(4, d.contradictionSide(e), widgets.Row(0, -1, choose))))
		weights = append(weights, 1)
	}
	rows := widgets.Column(8)
	head := widgets.NewText(c.words, widgets.Style{Bold: true})
	if c.at.Indicator > 0 {
		rows.Add(widgets.Row(8, 0, head, widgets.NewAction("看这一项", theme.NavigateNextIcon(), func() { d.GoCell(c.at) })))
	} else {
		rows.Add(head)
	}
	if len(sides) == 2 {
		rows.Add(widgets.Sides(8, sides[0], sides[1]))
	} else {
		rows.Add(widgets.Beside(8, weights, sides...))
	}
	return widgets.Card(rows)
}

// contradictionSide is one of the acts that contradict each other.
func (d *Desk) contradictionSide(e *review.Event) fyne.CanvasObject {
	a := e.Act()
	lines := widgets.Column(2, widgets.NewText(strings.TrimSpace(a.Kind.Label()+" "+a.Says(d.session.View.Edition)), widgets.Style{Bold: true}))
	if a.Reason != "" {
		lines.Add(widgets.Body(a.Reason))
	}
	lines.Add(widgets.Muted(joined(strings.Join(strings.Fields(a.Unit+" "+a.Role+" "+a.Who()), " "), formatted(a.At, "2006-01-02 15:04"), "副本 "+e.Copy)))
	return lines
}

// choose settles a contradiction, with a reason.
func (d *Desk) choose(c contradiction, e *review.Event) {
	d.signed("没有选定", func() {
		a := e.Act()
		words := "选定“" + strings.TrimSpace(a.Kind.Label()+" "+a.Says(d.session.View.Edition)) + "”（" + a.Who() + "），其余的留作未采用。请写明理由，理由会留在审核记录里："
		d.host.Ask(work.Question{Title: "选定一份", Words: words, Rows: 2}, func(reason string) {
			me := d.session.Me
			d.session.Act(func(b *review.Book) error { return b.Choose(me, e.ID, reason) }, d.host.After("没有选定", func() {}))
		})
	})
}
