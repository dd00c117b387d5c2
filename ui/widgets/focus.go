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
	border  bool // the widget has none of its own: the outline is its border while the keyboard is elsewhere
}

// withRing adds the outline to a renderer, and what else lies over the widget in its whole size.
func withRing(r fyne.WidgetRenderer, focused *bool, over ...fyne.CanvasObject) fyne.WidgetRenderer {
	out := &ringed{WidgetRenderer: r, ring: canvas.NewRectangle(nil), focused: focused, over: over}
	out.paint()
	return out
}

// withBorder adds the outline to a renderer that draws no border.
func withBorder(r fyne.WidgetRenderer, focused *bool) fyne.WidgetRenderer {
	out := &ringed{WidgetRenderer: r, ring: canvas.NewRectangle(nil), focused: focused, border: true}
	out.paint()
	return out
}

func (r *ringed) paint() {
	paintRing(r.ring, *r.focused)
	if r.border && !*r.focused {
		r.ring.Hidden, r.ring.StrokeColor, r.ring.StrokeWidth = false, tone(theme.ColorNameInputBorder), theme.Size(theme.SizeNameInputBorder)
	}
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
	r.paint()
	r.WidgetRenderer.Refresh()
}

// focusMargin is how much is shown above and below what the keyboard has come to.
const focusMargin = 24

// reveal scrolls what has the keyboard into sight, with the label of its question: when it gets it, for Tab also goes to what is further
// down a page, and when something is typed, for the wheel may have taken the page elsewhere. So nothing is answered unseen.
func reveal(o fyne.CanvasObject) {
	root := rootAround(o)
	if root == nil {
		return
	}
	scroll, at := scrollAround(root, o)
	if scroll == nil {
		return
	}
	height := scroll.Size().Height
	from, top := scroll.Offset.Y, at.at.Y
	bottom := top + min(at.size.Height, height-2*focusMargin)
	most := max(0, scroll.Content.Size().Height-height)
	switch {
	case top < from:
		scroll.ScrollToOffset(fyne.NewPos(scroll.Offset.X, max(0, top-focusMargin)))
	case bottom > from+height:
		scroll.ScrollToOffset(fyne.NewPos(scroll.Offset.X, min(most, bottom+focusMargin-height)))
	}
}

// rootAround is what is on top of the window an object is in; the driver knows the window only once the object was drawn.
func rootAround(o fyne.CanvasObject) fyne.CanvasObject {
	top := func(c fyne.Canvas) fyne.CanvasObject {
		if over := c.Overlays().Top(); over != nil {
			return over
		}
		return c.Content()
	}
	if c := canvasOf(o); c != nil {
		return top(c)
	}
	if fyne.CurrentApp() == nil {
		return nil
	}
	for _, w := range fyne.CurrentApp().Driver().AllWindows() {
		if root := top(w.Canvas()); root != nil && pathTo(root, o) != nil {
			return root
		}
	}
	return nil
}

// scrollAround finds the innermost scroll around an object, nil for none, and where in its content the object lies with its label. It goes
// by the layout, not by the driver, which does not know where something is before it was drawn.
func scrollAround(root, o fyne.CanvasObject) (scroll *Scroll, at part) {
	for _, step := range pathTo(root, o) {
		if inner, ok := step.(*Scroll); ok {
			scroll, at = inner, part{}
			continue
		}
		if scroll == nil || step == scroll.Content {
			continue
		}
		at.at = at.at.Add(step.Position())
		if at.size = step.Size(); asks(step, scroll.Size().Height) {
			return scroll, at
		}
	}
	return scroll, at
}

// asks reports whether an object is a field with its label, and can be seen whole.
func asks(o fyne.CanvasObject, room float32) bool {
	box, ok := o.(*fyne.Container)
	if !ok {
		return false
	}
	_, labels := box.Layout.(*labelled)
	return labels && box.Size().Height <= room-2*focusMargin
}

// pathTo lists what lies around an object, from the outermost to itself; nil where it is not inside root.
func pathTo(root, o fyne.CanvasObject) []fyne.CanvasObject {
	if root == o {
		return []fyne.CanvasObject{o}
	}
	for _, child := range within(root) {
		if child == nil {
			continue
		}
		if path := pathTo(child, o); path != nil {
			return append([]fyne.CanvasObject{root}, path...)
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
		if box, ok := at.(*Check); ok && box.aside {
			return nil
		}
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

// nextField gives the keyboard to the field after one, past the buttons between them; after the last field of a sheet to its main button,
// never to the one that gives up, else to whatever follows it.
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
	if top, ok := c.Overlays().Top().(*veil); ok && top.sheet.main != nil {
		c.Focus(top.sheet.main)
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
		if at.Content == nil {
			return nil
		}
		return []fyne.CanvasObject{at.Content}
	case *container.ThemeOverride:
		return []fyne.CanvasObject{at.Content}
	case interface{ inside() []fyne.CanvasObject }:
		return at.inside()
	}
	return nil
}
