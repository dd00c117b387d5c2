package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Tick is a small drawn box, hollow or ticked; no font has ☑ everywhere.
type Tick struct {
	widget.BaseWidget
	ticked bool
}

// NewTick makes the box.
func NewTick(ticked bool) *Tick {
	t := &Tick{ticked: ticked}
	t.ExtendBaseWidget(t)
	return t
}

// Ticked reports whether the box is ticked.
func (t *Tick) Ticked() bool { return t.ticked }

// MinSize implements fyne.CanvasObject.
func (t *Tick) MinSize() fyne.Size { return fyne.NewSquareSize(theme.Size(theme.SizeNameText)) }

// CreateRenderer implements fyne.Widget.
func (t *Tick) CreateRenderer() fyne.WidgetRenderer {
	r := &tickRenderer{t: t, box: canvas.NewRectangle(nil), short: canvas.NewLine(nil), long: canvas.NewLine(nil)}
	r.Refresh()
	return r
}

type tickRenderer struct {
	t           *Tick
	box         *canvas.Rectangle
	short, long *canvas.Line
}

func (r *tickRenderer) Destroy()           {}
func (r *tickRenderer) MinSize() fyne.Size { return r.t.MinSize() }

func (r *tickRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.box, r.short, r.long}
}

func (r *tickRenderer) Layout(size fyne.Size) {
	side := min(size.Width, size.Height)
	at := func(x, y float32) fyne.Position {
		return fyne.NewPos((size.Width-side)/2+x*side, (size.Height-side)/2+y*side)
	}
	r.box.Move(at(0, 0))
	r.box.Resize(fyne.NewSquareSize(side))
	r.short.Position1, r.short.Position2 = at(0.22, 0.52), at(0.43, 0.74)
	r.long.Position1, r.long.Position2 = at(0.43, 0.74), at(0.8, 0.28)
}

func (r *tickRenderer) Refresh() {
	r.box.CornerRadius, r.box.StrokeWidth = 3, 1.5
	r.box.StrokeColor, r.box.FillColor = tone(ToneMuted), tone(theme.ColorNameBackground)
	if r.t.ticked {
		r.box.StrokeColor, r.box.FillColor = tone(ToneGood), tone(ToneGood)
	}
	for _, l := range []*canvas.Line{r.short, r.long} {
		l.StrokeColor, l.StrokeWidth, l.Hidden = tone(theme.ColorNameBackground), 2, !r.t.ticked
	}
	canvas.Refresh(r.t)
}
