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
	var width, of float32 // of is the size of body text the width was measured with: all sizes change together
	return container.New(fixed(func() float32 {
		if now := theme.Size(theme.SizeNameText); now != of {
			width, of = 0, now
			for _, s := range samples {
				width = max(width, s.Width())
			}
		}
		return width
	}), object)
}
