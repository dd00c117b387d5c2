package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
)

// Sample is words in a style whose width something is to have, at whatever size the theme gives them.
type Sample struct {
	Text string
	Size fyne.ThemeSizeName // "" is body text
	Bold bool
}

// Width is how wide the words are.
func (s Sample) Width() float32 {
	size := s.Size
	if size == "" {
		size = theme.SizeNameText
	}
	return fyne.MeasureText(s.Text, theme.Size(size), fyne.TextStyle{Bold: s.Bold}).Width + 1
}

// Sized gives an object the width of the widest of some samples, as a column of figures wants it.
func Sized(object fyne.CanvasObject, samples ...Sample) *fyne.Container {
	return container.New(&sized{samples: samples}, object)
}

type sized struct{ samples []Sample }

func (l *sized) width() float32 {
	var width float32
	for _, s := range l.samples {
		width = max(width, s.Width())
	}
	return width
}

func (l *sized) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	return heightFor(objects[0], width)
}

func (l *sized) MinSize(objects []fyne.CanvasObject) fyne.Size {
	width := l.width()
	return fyne.NewSize(width, heightFor(objects[0], width))
}

func (l *sized) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	h := heightFor(objects[0], size.Width)
	put(objects[0], fyne.NewPos(0, (size.Height-h)/2), fyne.NewSize(size.Width, h))
}
