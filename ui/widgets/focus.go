package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
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
}

func withRing(r fyne.WidgetRenderer, focused *bool) fyne.WidgetRenderer {
	out := &ringed{r, canvas.NewRectangle(nil), focused}
	paintRing(out.ring, *focused)
	return out
}

func (r *ringed) Layout(size fyne.Size) {
	r.WidgetRenderer.Layout(size)
	r.ring.Resize(size)
}

func (r *ringed) Objects() []fyne.CanvasObject {
	inner := r.WidgetRenderer.Objects()
	return append(inner[:len(inner):len(inner)], r.ring)
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
func scrollAround(root, o fyne.CanvasObject, around *container.Scroll) *container.Scroll {
	if root == o {
		return around
	}
	var inside []fyne.CanvasObject
	switch at := root.(type) {
	case *fyne.Container:
		inside = at.Objects
	case *container.Scroll:
		inside, around = []fyne.CanvasObject{at.Content}, at
	case *container.ThemeOverride:
		inside = []fyne.CanvasObject{at.Content}
	case *widget.Accordion:
		for _, item := range at.Items {
			inside = append(inside, item.Detail)
		}
	case interface{ inside() []fyne.CanvasObject }:
		inside = at.inside()
	}
	for _, child := range inside {
		if found := scrollAround(child, o, around); found != nil {
			return found
		}
	}
	return nil
}
