package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// drawn is the renderer of the program's own widgets, which say themselves how small they can be.
type drawn struct {
	widget  fyne.Widget
	objects []fyne.CanvasObject
	place   func(size fyne.Size) // brings the objects to their places
	paint   func()               // gives them the colours and words of the moment
}

// newDrawn paints a widget for the first time; it is placed when it gets its size.
func newDrawn(r drawn) fyne.WidgetRenderer {
	r.paint()
	return &r
}

func (r *drawn) Destroy()                     {}
func (r *drawn) Objects() []fyne.CanvasObject { return r.objects }
func (r *drawn) MinSize() fyne.Size           { return r.widget.MinSize() }
func (r *drawn) Layout(size fyne.Size)        { r.place(size) }

func (r *drawn) Refresh() {
	r.paint()
	r.place(r.widget.Size())
	canvas.Refresh(r.widget)
}

func put(o fyne.CanvasObject, at fyne.Position, size fyne.Size) {
	o.Move(at)
	o.Resize(size)
}

// setText changes a text where it is another one; texts that stay are not drawn anew.
func setText(t *canvas.Text, text string, size float32, name fyne.ThemeColorName) {
	color := tone(name)
	if t.Text == text && t.TextSize == size && t.Color == color {
		return
	}
	t.Text, t.TextSize, t.Color = text, size, color
	t.Refresh()
}

func fillRect(r *canvas.Rectangle, name fyne.ThemeColorName) {
	if color := tone(name); r.FillColor != color {
		r.FillColor = color
		r.Refresh()
	}
}

// picture is an icon of the theme in one of its colours.
type picture struct {
	image *canvas.Image
	ink   color.Color
}

func newPicture() *picture { return &picture{image: canvas.NewImageFromResource(nil)} }

// show makes it another icon or gives it another colour; what stays is not read and drawn anew, which is slow.
func (p *picture) show(icon fyne.Resource, name fyne.ThemeColorName) {
	shown, ink := theme.NewColoredResource(icon, name), tone(name)
	if p.image.Resource != nil && p.image.Resource.Name() == shown.Name() && p.ink == ink {
		return
	}
	p.image.Resource, p.ink = shown, ink
	p.image.Refresh()
}

// shorten cuts a text to a width, with … where something is left out.
func shorten(text string, width float32, size fyne.ThemeSizeName) string {
	t := &Text{text: text, style: Style{Size: size}}
	t.width = width
	return t.shortened()
}
