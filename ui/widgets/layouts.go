package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
)

// tall is what has a height that depends on its width.
type tall interface{ HeightFor(width float32) float32 }

// tallLayout is a layout whose height depends on the width.
type tallLayout interface {
	fyne.Layout
	heightFor(objects []fyne.CanvasObject, width float32) float32
}

// heightFor gives the height an object needs at a width.
func heightFor(o fyne.CanvasObject, width float32) float32 {
	if t, ok := o.(tall); ok {
		return t.HeightFor(width)
	}
	if c, ok := o.(*fyne.Container); ok {
		if l, ok := c.Layout.(tallLayout); ok {
			return l.heightFor(c.Objects, width)
		}
	}
	return o.MinSize().Height
}

// naturalWidth is the width an object likes to have.
func naturalWidth(o fyne.CanvasObject) float32 {
	if n, ok := o.(interface{ NaturalWidth() float32 }); ok {
		return n.NaturalWidth()
	}
	return leastWidth(o)
}

// wideLayout is a layout that says how wide it is at least without asking how high it would then be.
type wideLayout interface {
	leastWidth(objects []fyne.CanvasObject) float32
}

// leastWidth is the width of an object's least size. To ask for the whole size at every level of a page makes the lowest of them break their
// lines many times over.
func leastWidth(o fyne.CanvasObject) float32 {
	if w, ok := o.(interface{ LeastWidth() float32 }); ok {
		return w.LeastWidth()
	}
	if c, ok := o.(*fyne.Container); ok {
		if l, ok := c.Layout.(wideLayout); ok {
			return l.leastWidth(c.Objects)
		}
	}
	return o.MinSize().Width
}

func visible(objects []fyne.CanvasObject) []fyne.CanvasObject {
	out := make([]fyne.CanvasObject, 0, len(objects))
	for _, o := range objects {
		if o.Visible() {
			out = append(out, o)
		}
	}
	return out
}

// column stacks objects, each as wide as the whole and as high as it needs to be there.
type column struct{ gap, width float32 }

// Column stacks objects with a gap between them.
func Column(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&column{gap: gap}, objects...)
}

func (l *column) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	var h float32
	for i, o := range visible(objects) {
		if i > 0 {
			h += l.gap
		}
		h += heightFor(o, width)
	}
	return h
}

func (l *column) leastWidth(objects []fyne.CanvasObject) float32 {
	var width float32
	for _, o := range objects {
		if o.Visible() {
			width = max(width, leastWidth(o))
		}
	}
	return width
}

func (l *column) MinSize(objects []fyne.CanvasObject) fyne.Size {
	width := l.leastWidth(objects)
	return fyne.NewSize(width, l.heightFor(objects, max(l.width, width)))
}

func (l *column) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	var y float32
	for _, o := range visible(objects) {
		h := heightFor(o, size.Width)
		put(o, fyne.NewPos(0, y), fyne.NewSize(size.Width, h))
		y += h + l.gap
	}
}

// row sets objects side by side, each at the width it likes; one takes what is left.
type row struct {
	gap, width float32
	stretch    int
}

// Row sets objects side by side; the one at place stretch (from 0, -1 for none) takes the rest of the width.
func Row(gap float32, stretch int, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&row{gap: gap, stretch: stretch}, objects...)
}

func (l *row) widths(objects []fyne.CanvasObject, width float32) []float32 {
	out := make([]float32, len(objects))
	var used float32
	shown := 0
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		shown++
		if i != l.stretch {
			out[i] = naturalWidth(o)
			used += out[i]
		}
	}
	if l.stretch >= 0 && shown > 0 {
		least := leastWidth(objects[l.stretch])
		out[l.stretch] = max(least, width-used-l.gap*float32(shown-1))
	}
	return out
}

func (l *row) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	var h float32
	for i, w := range l.widths(objects, width) {
		if objects[i].Visible() {
			h = max(h, heightFor(objects[i], w))
		}
	}
	return h
}

func (l *row) leastWidth(objects []fyne.CanvasObject) float32 {
	var width float32
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		if i > 0 {
			width += l.gap
		}
		if i == l.stretch {
			width += leastWidth(o)
		} else {
			width += naturalWidth(o)
		}
	}
	return width
}

func (l *row) MinSize(objects []fyne.CanvasObject) fyne.Size {
	width := l.leastWidth(objects)
	return fyne.NewSize(width, l.heightFor(objects, max(l.width, width)))
}

func (l *row) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	var x float32
	for i, w := range l.widths(objects, size.Width) {
		o := objects[i]
		if !o.Visible() {
			continue
		}
		h := heightFor(o, w)
		put(o, fyne.NewPos(x, max(0, (size.Height-h)/2)), fyne.NewSize(w, h))
		x += w + l.gap
	}
}

// inset keeps a margin around its content.
type inset struct{ x, y, width float32 }

// Inset puts margins beside (x) and above and below (y) an object.
func Inset(x, y float32, object fyne.CanvasObject) *fyne.Container {
	return container.New(&inset{x: x, y: y}, object)
}

func (l *inset) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	return heightFor(objects[0], width-2*l.x) + 2*l.y
}

func (l *inset) leastWidth(objects []fyne.CanvasObject) float32 {
	return leastWidth(objects[0]) + 2*l.x
}

func (l *inset) MinSize(objects []fyne.CanvasObject) fyne.Size {
	width := l.leastWidth(objects)
	return fyne.NewSize(width, l.heightFor(objects, max(l.width, width)))
}

func (l *inset) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	put(objects[0], fyne.NewPos(l.x, l.y), size.Subtract(fyne.NewSize(2*l.x, 2*l.y)))
}

// over lays its first objects as a ground under the last one, or with under the others over the first one; that one object
// says how large all are.
type over struct {
	width float32
	under bool
}

func (l *over) leading(objects []fyne.CanvasObject) fyne.CanvasObject {
	if l.under {
		return objects[0]
	}
	return objects[len(objects)-1]
}

func (l *over) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	return heightFor(l.leading(objects), width)
}

func (l *over) leastWidth(objects []fyne.CanvasObject) float32 { return leastWidth(l.leading(objects)) }

func (l *over) MinSize(objects []fyne.CanvasObject) fyne.Size {
	width := l.leastWidth(objects)
	return fyne.NewSize(width, l.heightFor(objects, max(l.width, width)))
}

func (l *over) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	for _, o := range objects {
		put(o, fyne.Position{}, size)
	}
}

// Panel sets an object on a ground of the given colour, with a margin.
func Panel(ground fyne.ThemeColorName, margin float32, object fyne.CanvasObject) *fyne.Container {
	return container.New(&over{}, NewGround(ground, 0), Inset(margin, margin, object))
}

// Card sets an object on white with a hairline around it.
func Card(object fyne.CanvasObject) *fyne.Container {
	ground := NewGround("", 4)
	ground.hairline = true
	return container.New(&over{}, ground, Inset(16, 12, object))
}

// Gap is an empty stretch of the given height.
func Gap(height float32) fyne.CanvasObject {
	r := canvas.NewRectangle(nil)
	r.SetMinSize(fyne.NewSize(0, height))
	return r
}

// Fixed gives an object a least width, made for letters of the usual size.
func Fixed(width float32, object fyne.CanvasObject) *fyne.Container {
	return container.New(fixed(func() float32 { return Scaled(width) }), object)
}

// fixed says at any time how wide its object is at least; it stands in the middle of the height.
type fixed func() float32

func (width fixed) heightFor(objects []fyne.CanvasObject, w float32) float32 {
	return heightFor(objects[0], w)
}

func (width fixed) leastWidth([]fyne.CanvasObject) float32 { return width() }

func (width fixed) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(width(), heightFor(objects[0], width()))
}

func (width fixed) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	h := heightFor(objects[0], size.Width)
	put(objects[0], fyne.NewPos(0, (size.Height-h)/2), fyne.NewSize(size.Width, h))
}

// Cells sets objects side by side, their widths in the proportion of the weights, as the cells of a table's row.
func Cells(gap float32, weights []float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&cells{gap, weights, func(own, row float32) (y, height float32) { return (row - own) / 2, own }}, objects...)
}

// Sides sets two objects beside each other, equally wide and both as high as the higher one, for comparing.
func Sides(gap float32, left, right fyne.CanvasObject) *fyne.Container {
	return container.New(&cells{gap, []float32{1, 1}, func(_, row float32) (y, height float32) { return 0, row }}, left, right)
}

// Beside sets objects side by side from the top, each with its own height, their widths in the proportion of the weights.
func Beside(gap float32, weights []float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&cells{gap, weights, func(own, _ float32) (y, height float32) { return 0, own }}, objects...)
}

// cells shares the width out by weight; upright says where an object of a height stands in the row, and how high it is made.
type cells struct {
	gap     float32
	weights []float32
	upright func(own, row float32) (y, height float32)
}

func (l *cells) widths(width float32) []float32 {
	var sum float32
	for _, w := range l.weights {
		sum += w
	}
	width -= l.gap * float32(len(l.weights)-1)
	out := make([]float32, len(l.weights))
	for i, w := range l.weights {
		out[i] = width * w / sum
	}
	return out
}

func (l *cells) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	var h float32
	for i, w := range l.widths(width) {
		h = max(h, heightFor(objects[i], w))
	}
	return h
}

func (l *cells) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		least := o.MinSize()
		size.Width += min(least.Width, 48)
		size.Height = max(size.Height, least.Height)
	}
	size.Width += l.gap * float32(len(objects)-1)
	return size
}

func (l *cells) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	var x float32
	for i, w := range l.widths(size.Width) {
		y, h := l.upright(heightFor(objects[i], w), size.Height)
		put(objects[i], fyne.NewPos(x, y), fyne.NewSize(w, h))
		x += w + l.gap
	}
}
