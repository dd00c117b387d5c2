package assess

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

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

// pageTitle is the head of a page: a heading with secondary words under it.
func pageTitle(title, under string) *fyne.Container {
	head := widgets.NewText(title, widgets.Style{Size: theme.SizeNameHeadingText, Bold: true})
	if under == "" {
		return widgets.Column(4, head)
	}
	return widgets.Column(4, head, widgets.Muted(under))
}

// topOf is where an object begins in the scrolled content.
func topOf(scroll *widgets.Scroll, o fyne.CanvasObject) float32 {
	if y, ok := heightOf(scroll.Content, o); ok {
		return y
	}
	driver := fyne.CurrentApp().Driver()
	return driver.AbsolutePositionForObject(o).Y - driver.AbsolutePositionForObject(scroll.Content).Y
}

// scrollTo brings an object inside the scrolled content into sight.
func scrollTo(scroll *widgets.Scroll, o fyne.CanvasObject) {
	y := topOf(scroll, o)
	most := scroll.Content.Size().Height - scroll.Size().Height
	scroll.ScrollToOffset(fyne.NewPos(0, max(0, min(y-80, most))))
}

// keepInSight scrolls only where an object of the scrolled content, or as much again above and below it, is out of sight, as going
// from line to line wants it: what comes next is seen too.
func keepInSight(scroll *widgets.Scroll, o fyne.CanvasObject) {
	if y, ok := heightOf(scroll.Content, o); ok {
		high := o.Size().Height
		more := max(0, min(high, (scroll.Size().Height-high)/2))
		showPart(scroll, y-more, y+high+more)
	}
}

// showPart scrolls as little as brings a part of the content into sight.
func showPart(scroll *widgets.Scroll, from, to float32) {
	top, height := scroll.Offset.Y, scroll.Size().Height
	switch {
	case height == 0:
	case from < top:
		scroll.ScrollToOffset(fyne.NewPos(0, max(0, from)))
	case to > top+height:
		scroll.ScrollToOffset(fyne.NewPos(0, to-height))
	}
}

// heightOf is how far below the top of a container an object lies. The driver does not know where an object is before it was
// drawn once, so a page opened just now has to be looked through.
func heightOf(root, o fyne.CanvasObject) (y float32, ok bool) {
	if root == o {
		return 0, true
	}
	c, isContainer := root.(*fyne.Container)
	if !isContainer {
		return 0, false
	}
	for _, child := range c.Objects {
		if y, ok := heightOf(child, o); ok {
			return child.Position().Y + y, true
		}
	}
	return 0, false
}

// reveal shows or hides an object and reports whether that changed anything.
func reveal(o fyne.CanvasObject, on bool) bool {
	if o.Visible() == on {
		return false
	}
	if on {
		o.Show()
	} else {
		o.Hide()
	}
	return true
}

// say shows words, or nothing where there are none, and reports whether the text came or went.
func say(t *widgets.Text, words string) bool {
	t.SetText(words)
	return reveal(t, words != "")
}

// enable lets a widget be used or not.
func enable(w fyne.Disableable, on bool) {
	switch {
	case on && w.Disabled():
		w.Enable()
	case !on && !w.Disabled():
		w.Disable()
	}
}

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
