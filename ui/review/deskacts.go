package review

import (
	"context"

	"fyne.io/fyne/v2"

	"zicha/forms"
	"zicha/forms/review"
	"zicha/ui/widgets"
)

// Undo takes back what was done last in this copy of the book, by acts like any others, and shows where that was.
func (d *Desk) Undo() {
	if d.session.Me.By == "" {
		d.AskMe()
		return
	}
	me := d.session.Me
	var last []*review.Event
	d.session.Act(func(b *review.Book) (err error) {
		last, err = b.Undo(me)
		return err
	}, d.host.After("没有撤销", func() {
		if e := last[0]; e.Indicator > 0 && d.scoring() != nil {
			d.scoring().goTo(At{e.County, e.Indicator})
		}
	}))
}

// figures are the city's own figures for a county.
func (d *Desk) figures(county string) []review.Figure {
	list := d.session.View.Figures
	if len(list) != len(d.figured.list) || len(list) > 0 && &list[0] != &d.figured.list[0] {
		d.figured.list, d.figured.of = list, map[string][]review.Figure{}
		for _, f := range list {
			d.figured.of[f.County] = append(d.figured.of[f.County], f)
		}
	}
	return d.figured.of[county]
}

// figured are the city's figures by county.
type figured struct {
	list []review.Figure
	of   map[string][]review.Figure
}

// changed says whether it is known what has changed in a cell, for whoever shows it.
func (d *Desk) changed(at At) int {
	if c, ok := d.changes[at]; ok && c.cell == d.session.View.Cell(at.County, at.Indicator) {
		return 1
	}
	return 0
}

// readChanges finds out what has changed in a cell since it was decided, off the window's goroutine.
func (d *Desk) readChanges(at At, c *review.Cell, then func()) {
	if d.reading[at] {
		return
	}
	d.reading[at] = true
	var list []forms.Difference
	var proved bool
	d.session.Aside(func(context.Context) (err error) {
		list, proved, err = d.session.Book.Changes(at.County, at.Indicator)
		return err
	}, func(err error) {
		delete(d.reading, at)
		d.changes[at] = changed{c, list, proved, err}
		then()
	})
}

// scoring is the page on show, where scores are given on it.
func (d *Desk) scoring() *scorePage {
	p, _ := d.pages[d.current].(*scorePage)
	return p
}

// Step goes to the neighbouring indicator or unit.
func (d *Desk) Step(by int) {
	if p := d.scoring(); p != nil {
		p.step(by)
	}
}

// NextDue goes to the next cell that waits for the person at work, on the page of the indicators where no other is on show.
func (d *Desk) NextDue() {
	if d.scoring() == nil {
		d.Show(pageAcross)
	}
	d.scoring().NextDue()
}

// finds is a page with a field in which a unit is sought.
type finds interface{ finder() *widgets.Entry }

// Find gives the keyboard to the field in which a unit is sought.
func (d *Desk) Find() {
	if p, ok := d.pages[d.current].(finds); ok {
		d.host.Window.Canvas().Focus(p.finder())
	}
}

// copies is a page whose table can be taken along whole.
type copies interface{ copied() string }

// Copy takes the table of the page on show along, for a spreadsheet; the menu has its key before the field that is written in, whose own text
// it is then.
func (d *Desk) Copy() {
	if field, ok := d.host.Window.Canvas().Focused().(interface{ SelectedText() string }); ok {
		if text := field.SelectedText(); text != "" {
			fyne.CurrentApp().Clipboard().SetContent(text)
			return
		}
	}
	if p, ok := d.pages[d.current].(copies); ok {
		if text := p.copied(); text != "" {
			fyne.CurrentApp().Clipboard().SetContent(text)
		}
	}
}
