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
	ticked      bool
	box         *canvas.Rectangle
	short, long *canvas.Line
}

// NewTick makes the box.
func NewTick(ticked bool) *Tick {
	t := &Tick{ticked: ticked, box: canvas.NewRectangle(nil), short: canvas.NewLine(nil), long: canvas.NewLine(nil)}
	t.ExtendBaseWidget(t)
	return t
}

// Ticked reports whether the box is ticked.
func (t *Tick) Ticked() bool { return t.ticked }

// MinSize implements fyne.CanvasObject.
func (t *Tick) MinSize() fyne.Size { return fyne.NewSquareSize(theme.Size(theme.SizeNameText)) }

// CreateRenderer implements fyne.Widget.
func (t *Tick) CreateRenderer() fyne.WidgetRenderer {
	return newDrawn(drawn{t, []fyne.CanvasObject{t.box, t.short, t.long}, t.place, t.paint})
}

func (t *Tick) place(size fyne.Size) {
	side := min(size.Width, size.Height)
	at := func(x, y float32) fyne.Position {
		return fyne.NewPos((size.Width-side)/2+x*side, (size.Height-side)/2+y*side)
	}
	put(t.box, at(0, 0), fyne.NewSquareSize(side))
	t.short.Position1, t.short.Position2 = at(0.22, 0.52), at(0.43, 0.74)
	t.long.Position1, t.long.Position2 = at(0.43, 0.74), at(0.8, 0.28)
}

func (t *Tick) paint() {
	t.box.CornerRadius, t.box.StrokeWidth = 3, 1.5
	t.box.StrokeColor, t.box.FillColor = tone(ToneMuted), tone(theme.ColorNameBackground)
	if t.ticked {
		t.box.StrokeColor, t.box.FillColor = tone(ToneGood), tone(ToneGood)
	}
	for _, l := range []*canvas.Line{t.short, t.long} {
		l.StrokeColor, l.StrokeWidth, l.Hidden = tone(theme.ColorNameBackground), 2, !t.ticked
	}
}
