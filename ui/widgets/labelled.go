package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Labelled sets an object beside its label, or under it where there is little room. The width of the label is made for letters of the
// usual size; label may be nil for an object that stands in line with others.
func Labelled(width float32, label, object fyne.CanvasObject) *fyne.Container {
	l := &labelled{label: width, labels: 1}
	if label == nil {
		l.labels = 0
		return container.New(l, object)
	}
	return container.New(l, label, object)
}

type labelled struct {
	label, width float32
	labels       int // how many of the objects are labels: 1 or 0
}

const (
	labelGap  = 12
	underGap  = 4
	labelRoom = 440 // a field narrower than this has its label above it
)

func (l *labelled) stacked(width float32) bool { return width > 0 && width < Scaled(labelRoom) }

// rest is the room beside the label.
func (l *labelled) rest(width float32) float32 { return max(0, width-Scaled(l.label)-labelGap) }

func (l *labelled) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	object := objects[len(objects)-1]
	if !l.stacked(width) {
		h := heightFor(object, l.rest(width))
		if l.labels > 0 {
			h = max(h, heightFor(objects[0], Scaled(l.label)))
		}
		return h
	}
	h := heightFor(object, width)
	if l.labels > 0 {
		h += heightFor(objects[0], width) + underGap
	}
	return h
}

func (l *labelled) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var width float32
	for _, o := range objects {
		width = max(width, o.MinSize().Width)
	}
	return fyne.NewSize(width, l.heightFor(objects, max(l.width, width)))
}

func (l *labelled) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	object := objects[len(objects)-1]
	x, y, width := Scaled(l.label)+labelGap, float32(0), l.rest(size.Width)
	if l.stacked(size.Width) {
		x, width = 0, size.Width
	}
	if l.labels > 0 {
		label := objects[0]
		labelWidth := min(Scaled(l.label), size.Width)
		if x == 0 {
			labelWidth = size.Width
		}
		h := heightFor(label, labelWidth)
		if x == 0 {
			y = h + underGap
		} else {
			label.Move(fyne.NewPos(0, max(0, (size.Height-h)/2)))
		}
		label.Resize(fyne.NewSize(labelWidth, h))
	}
	h := heightFor(object, width)
	if x > 0 {
		y = max(0, (size.Height-h)/2)
	}
	put(object, fyne.NewPos(x, y), fyne.NewSize(width, h))
}
