package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// tiles sets objects in a grid of equal cells, all of a row as high as the highest.
type tiles struct {
	gap, width float32
	least      Sample
}

// Tiles sets objects side by side in cells of equal width, in half as many columns where a cell would be narrower than the sample.
func Tiles(gap float32, least Sample, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&tiles{gap: gap, least: least}, objects...)
}

// grid gives the number of columns and the width of a cell.
func (l *tiles) grid(objects []fyne.CanvasObject, width float32) (columns int, wide float32) {
	columns = len(objects)
	for columns > 1 {
		if wide = l.cell(columns, width); wide >= l.least.Width() {
			return columns, wide
		}
		columns = (columns + 1) / 2
	}
	return 1, width
}

func (l *tiles) cell(columns int, width float32) float32 {
	return (width - l.gap*float32(columns-1)) / float32(columns)
}

// each goes through the cells, row by row, and gives the height of all.
func (l *tiles) each(objects []fyne.CanvasObject, width float32, at func(o fyne.CanvasObject, x, y float32, size fyne.Size)) float32 {
	columns, wide := l.grid(objects, width)
	var y float32
	for from := 0; from < len(objects); from += columns {
		row := objects[from:min(from+columns, len(objects))]
		var high float32
		for _, o := range row {
			high = max(high, heightFor(o, wide))
		}
		for i, o := range row {
			at(o, float32(i)*(wide+l.gap), y, fyne.NewSize(wide, high))
		}
		y += high + l.gap
	}
	return y - l.gap
}

func (l *tiles) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	return l.each(objects, width, func(fyne.CanvasObject, float32, float32, fyne.Size) {})
}

func (l *tiles) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(l.least.Width(), l.heightFor(objects, max(l.width, l.least.Width())))
}

func (l *tiles) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	l.each(objects, size.Width, func(o fyne.CanvasObject, x, y float32, size fyne.Size) {
		put(o, fyne.NewPos(x, y), size)
	})
}
