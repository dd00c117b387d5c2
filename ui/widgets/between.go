package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Between sets an object that scrolls by itself between what stands over and under it, which are as high as they need to be.
func Between(over, body, under fyne.CanvasObject) *fyne.Container {
	return container.New(between{}, over, body, under)
}

type between struct{}

func (between) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.Size{}
	for _, o := range objects {
		least := o.MinSize()
		size = fyne.NewSize(max(size.Width, least.Width), size.Height+least.Height)
	}
	return size
}

func (between) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	over, under := heightFor(objects[0], size.Width), heightFor(objects[2], size.Width)
	put(objects[0], fyne.Position{}, fyne.NewSize(size.Width, over))
	put(objects[1], fyne.NewPos(0, over), fyne.NewSize(size.Width, max(0, size.Height-over-under)))
	put(objects[2], fyne.NewPos(0, size.Height-under), fyne.NewSize(size.Width, under))
}
