package assess

import (
	"fyne.io/fyne/v2"

	"zicha/forms"
	"zicha/ui/widgets"
)

// page is a screen in the middle of the window.
type page interface {
	// object is the page's content; the desk scrolls it.
	object() fyne.CanvasObject
	// show brings everything on the page in line with the session.
	show()
}

// jumper is a page of fields: jump brings the value with a path into sight and gives it the keyboard.
type jumper interface{ jump(p forms.Path) }

// spaced is the vertical rhythm of a page.
const spaced = 12

// listPage is a page of lines that lead somewhere; its list is made anew only where what it shows has changed.
type listPage struct {
	desk  *Desk
	box   *fyne.Container
	list  *fyne.Container
	lines []*widgets.Line
	shown string
}

func (p *listPage) object() fyne.CanvasObject { return p.box }

// fill has the list made by add; shown is all that it shows.
func (p *listPage) fill(shown string, add func()) {
	if shown == p.shown {
		return
	}
	p.shown, p.list.Objects, p.lines = shown, nil, nil
	add()
	widgets.Walk(p.desk.pane.keepInSight, p.lines...)
	p.list.Refresh()
}

// line makes a line that leads somewhere.
func (p *listPage) line(content fyne.CanvasObject, tapped func()) *widgets.Line {
	l := widgets.NewLine(content, tapped)
	p.lines = append(p.lines, l)
	return l
}
