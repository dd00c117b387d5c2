package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
)

// focusRing is how thick the outline of what has the keyboard is.
const focusRing = 2

// paintRing shows or hides an outline for what has the keyboard.
func paintRing(r *canvas.Rectangle, on bool) {
	r.FillColor, r.StrokeColor, r.StrokeWidth = nil, tone(ToneFocus), focusRing
	r.CornerRadius, r.Hidden = theme.Size(theme.SizeNameInputRadius), !on
}

// ringed draws the outline over one of Fyne's own widgets, whose mark of the focus is a faint colour.
type ringed struct {
	fyne.WidgetRenderer
	ring    *canvas.Rectangle
	focused *bool
	over    []fyne.CanvasObject
}

// withRing adds the outline to a renderer, and what else lies over the widget in its whole size.
func withRing(r fyne.WidgetRenderer, focused *bool, over ...fyne.CanvasObject) fyne.WidgetRenderer {
	out := &ringed{r, canvas.NewRectangle(nil), focused, over}
	paintRing(out.ring, *focused)
	return out
}

func (r *ringed) Layout(size fyne.Size) {
	r.WidgetRenderer.Layout(size)
	r.ring.Resize(size)
	for _, o := range r.over {
		o.Resize(size)
	}
}

func (r *ringed) Objects() []fyne.CanvasObject {
	inner := r.WidgetRenderer.Objects()
	return append(append(inner[:len(inner):len(inner)], r.ring), r.over...)
}

func (r *ringed) Refresh() {
	paintRing(r.ring, *r.focused)
	r.WidgetRenderer.Refresh()
}

// focusMargin is how much is shown above and below what the keyboard has come to.
const focusMargin = 24

// reveal scrolls what has got the keyboard into sight: Tab also goes to what is further down a page.
func reveal(o fyne.CanvasObject) {
	c := canvasOf(o)
	if c == nil {
		return
	}
	root := c.Overlays().Top()
	if root == nil {
		root = c.Content()
	}
	scroll := scrollAround(root, o, nil)
	if scroll == nil || scroll.Content == nil {
		return
	}
	d := fyne.CurrentApp().Driver()
	top := d.AbsolutePositionForObject(o).Y - d.AbsolutePositionForObject(scroll.Content).Y
	from, height := scroll.Offset.Y, scroll.Size().Height
	bottom := top + min(o.Size().Height, height-2*focusMargin)
	most := max(0, scroll.Content.Size().Height-height)
	switch {
	case top < from:
		scroll.ScrollToOffset(fyne.NewPos(scroll.Offset.X, max(0, top-focusMargin)))
	case bottom > from+height:
		scroll.ScrollToOffset(fyne.NewPos(scroll.Offset.X, min(most, bottom+focusMargin-height)))
	}
}

// scrollAround finds the innermost scroll around an object, looking from root, which lies in the scroll around.
func scrollAround(root, o fyne.CanvasObject, around *Scroll) *Scroll {
	if root == o {
		return around
	}
	if at, ok := root.(*Scroll); ok {
		around = at
	}
	for _, child := range within(root) {
		if found := scrollAround(child, o, around); found != nil {
			return found
		}
	}
	return nil
}

// firstField finds the first field that can be typed into or picked from.
func firstField(root fyne.CanvasObject) fyne.Focusable {
	if all := fields(root); len(all) > 0 {
		return all[0]
	}
	return nil
}

// fields lists what can be typed into or picked from, in its order.
func fields(root fyne.CanvasObject) []fyne.Focusable {
	if root == nil || !root.Visible() {
		return nil
	}
	switch at := root.(type) {
	case *Table:
		return fields(at.editor)
	case *Entry, *Choices, *Select, *Check:
		if at.(fyne.Disableable).Disabled() {
			return nil
		}
		return []fyne.Focusable{at.(fyne.Focusable)}
	}
	var all []fyne.Focusable
	for _, child := range within(root) {
		all = append(all, fields(child)...)
	}
	return all
}

// shownFields lists the fields of the dialog on top, else of the window.
func shownFields(c fyne.Canvas) []fyne.Focusable {
	if top := c.Overlays().Top(); top != nil {
		return fields(top)
	}
	return fields(c.Content())
}

// lastField reports whether no field follows this one.
func lastField(c fyne.Canvas, f fyne.Focusable) bool {
	all := shownFields(c)
	return slices.Index(all, f) == len(all)-1
}

// nextField gives the keyboard to the field after one, past the buttons between them; after the last field to whatever follows it.
func nextField(from fyne.Focusable) {
	c := canvasOf(from.(fyne.CanvasObject))
	if c == nil {
		return
	}
	all := shownFields(c)
	if i := slices.Index(all, from); i >= 0 && i < len(all)-1 {
		c.Focus(all[i+1])
		return
	}
	c.FocusNext()
}

// within gives the objects an object holds, for those that hold fields.
func within(root fyne.CanvasObject) []fyne.CanvasObject {
	switch at := root.(type) {
	case *fyne.Container:
		return at.Objects
	case *Scroll:
		return []fyne.CanvasObject{at.Content}
	case *container.ThemeOverride:
		return []fyne.CanvasObject{at.Content}
	case interface{ inside() []fyne.CanvasObject }:
		return at.inside()
	}
	return nil
}
