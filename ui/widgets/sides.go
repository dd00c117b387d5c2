package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Sides sets two objects beside each other, equally wide and both as high as the higher one, for comparing.
func Sides(gap float32, left, right fyne.CanvasObject) *fyne.Container {
	return container.New(&sides{cells{gap, []float32{1, 1}}}, left, right)
}

type sides struct{ cells }

func (l *sides) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	var x float32
	for i, w := range l.widths(size.Width) {
		put(objects[i], fyne.NewPos(x, 0), fyne.NewSize(w, size.Height))
		x += w + l.gap
	}
}

// Beside sets objects side by side from the top, each with its own height, their widths in the proportion of the weights.
func Beside(gap float32, weights []float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&beside{cells{gap, weights}}, objects...)
}

type beside struct{ cells }

func (l *beside) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	var x float32
	for i, w := range l.widths(size.Width) {
		put(objects[i], fyne.NewPos(x, 0), fyne.NewSize(w, heightFor(objects[i], w)))
		x += w + l.gap
	}
}
