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
		objects[i].Move(fyne.NewPos(x, 0))
		objects[i].Resize(fyne.NewSize(w, size.Height))
		x += w + l.gap
	}
}
