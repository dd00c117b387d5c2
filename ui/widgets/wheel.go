package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// wheel lies over a field and takes the mouse's wheel alone, which the field's own scroll would keep even where it has nothing to
// scroll: the page goes on under the pointer. Only a field of several lines that has the keyboard scrolls its text first.
type wheel struct {
	widget.BaseWidget
	entry *Entry
	inner *container.Scroll // the field's own, nil where its text does not scroll up and down
}

func newWheel(e *Entry, parts []fyne.CanvasObject) *wheel {
	w := &wheel{entry: e}
	for _, o := range parts {
		if scroll, ok := o.(*container.Scroll); ok {
			w.inner = scroll
		}
	}
	w.ExtendBaseWidget(w)
	return w
}

// Scrolled implements fyne.Scrollable.
func (w *wheel) Scrolled(ev *fyne.ScrollEvent) {
	if c := canvasOf(w); c != nil && !w.takes(ev) {
		root := c.Overlays().Top()
		if root == nil {
			root = c.Content()
		}
		if under := scrollUnder(root, ev.AbsolutePosition); under != nil {
			under.Scrolled(ev)
			return
		}
	}
	if w.inner != nil {
		w.inner.Scrolled(paced(ev))
	}
}

// takes reports whether the field itself is to scroll.
func (w *wheel) takes(ev *fyne.ScrollEvent) bool {
	if w.inner == nil || w.inner.Content == nil || !w.entry.focused || !w.entry.MultiLine {
		return false
	}
	end := w.inner.Content.Size().Height - w.inner.Size().Height
	if ev.Scrolled.DY > 0 {
		return w.inner.Offset.Y > 0
	}
	return w.inner.Offset.Y < end
}

// CreateRenderer implements fyne.Widget.
func (w *wheel) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(canvas.NewRectangle(nil))
}

// scrollUnder finds the innermost scroll at a place of the window.
func scrollUnder(root fyne.CanvasObject, at fyne.Position) fyne.Scrollable {
	var found fyne.Scrollable
	switch scroll := root.(type) {
	case *Scroll, *Grid:
		from := fyne.CurrentApp().Driver().AbsolutePositionForObject(scroll)
		to := from.Add(scroll.Size())
		if at.X < from.X || at.Y < from.Y || at.X >= to.X || at.Y >= to.Y {
			return nil
		}
		found = scroll.(fyne.Scrollable)
	}
	for _, child := range within(root) {
		if child == nil || !child.Visible() {
			continue
		}
		if deeper := scrollUnder(child, at); deeper != nil {
			return deeper
		}
	}
	return found
}

// lineStep is how far an arrow key scrolls, pageKept how much of a page is still seen after a page key.
const (
	lineStep = 48
	pageKept = 48
)

// Page scrolls by a key: a page or a line up or down, to the start or the end. It reports whether it was such a key.
func Page(scroll *Scroll, key fyne.KeyName) bool {
	high := scroll.Size().Height
	page := max(lineStep, high-pageKept)
	most := max(0, scroll.Content.Size().Height-high)
	to := scroll.Offset.Y
	switch key {
	case fyne.KeyPageDown:
		to += page
	case fyne.KeyPageUp:
		to -= page
	case fyne.KeyDown:
		to += lineStep
	case fyne.KeyUp:
		to -= lineStep
	case fyne.KeyHome:
		to = 0
	case fyne.KeyEnd:
		to = most
	default:
		return false
	}
	scroll.ScrollToOffset(fyne.NewPos(scroll.Offset.X, max(0, min(to, most))))
	return true
}
