package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Labelled sets an object beside its label, or under it where there is little room. The width of the label is made for letters of the
// usual size; label may be nil for an object that stands in line with others.
func Labelled(width float32, label, object fyne.CanvasObject) *fyne.Container {
	l := &labelled{beside: row{gap: labelGap, stretch: 1}, under: column{gap: underGap}, bare: label == nil}
	if l.bare {
		label = Column(0)
	}
	return container.New(l, Fixed(width, label), object)
}

// labelled is a row where there is room for it, else a column.
type labelled struct {
	beside row
	under  column
	bare   bool // the label is but room, which only a row needs
	width  float32
}

const (
	labelGap  = 12
	underGap  = 4
	labelRoom = 440 // a field narrower than this has its label above it
)

func (l *labelled) at(objects []fyne.CanvasObject, width float32) (tallLayout, []fyne.CanvasObject) {
	switch {
	case width <= 0 || width >= Scaled(labelRoom):
		return &l.beside, objects
	case l.bare:
		return &l.under, objects[1:]
	}
	return &l.under, objects
}

func (l *labelled) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	layout, parts := l.at(objects, width)
	return layout.heightFor(parts, width)
}

func (l *labelled) MinSize(objects []fyne.CanvasObject) fyne.Size {
	width := max(objects[0].MinSize().Width, objects[1].MinSize().Width)
	return fyne.NewSize(width, l.heightFor(objects, max(l.width, width)))
}

func (l *labelled) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	layout, parts := l.at(objects, size.Width)
	layout.Layout(parts, size)
}
