package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// flow sets objects side by side and goes on in a new line where there is no room.
type flow struct{ gap, width float32 }

// Flow sets objects side by side at the width they like, in as many lines as that takes.
func Flow(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&flow{gap: gap}, objects...)
}

// lines places the objects in a width and gives the height that takes.
func (l *flow) lines(objects []fyne.CanvasObject, width float32, at func(o fyne.CanvasObject, x, y, h float32)) float32 {
	var x, y, high float32
	line := []fyne.CanvasObject{}
	end := func() {
		x = 0
		for _, o := range line {
			own := heightFor(o, naturalWidth(o))
			at(o, x, y+(high-own)/2, own)
			x += naturalWidth(o) + l.gap
		}
		y += high + l.gap
		x, high, line = 0, 0, line[:0]
	}
	for _, o := range visible(objects) {
		w := naturalWidth(o)
		if x > 0 && x+w > width {
			end()
		}
		line = append(line, o)
		x, high = x+w+l.gap, max(high, heightFor(o, w))
	}
	if len(line) > 0 {
		end()
	}
	return max(0, y-l.gap)
}

func (l *flow) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	return l.lines(objects, width, func(fyne.CanvasObject, float32, float32, float32) {})
}

func (l *flow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var width float32
	for _, o := range visible(objects) {
		width = max(width, leastWidth(o))
	}
	return fyne.NewSize(width, l.heightFor(objects, max(l.width, width)))
}

func (l *flow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	l.lines(objects, size.Width, func(o fyne.CanvasObject, x, y, h float32) {
		put(o, fyne.NewPos(x, y), fyne.NewSize(naturalWidth(o), h))
	})
}
