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

// Set ticks the box or clears it.
func (t *Tick) Set(ticked bool) {
	if t.ticked != ticked {
		t.ticked = ticked
		t.Refresh()
	}
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

// Check is a box to tick with words beside it, the same box as that of Tick.
type Check struct {
	pressable
	Text    string
	Checked bool
	// OnChanged is told when the user, or SetChecked, ticks the box (true) or clears it.
	OnChanged func(bool)

	tick  *Tick
	words *Text
	ring  *canvas.Rectangle
	width float32
	aside bool // Enter goes past it: it changes how the fields before it look, not what is in them
}

// NewCheck makes the box.
func NewCheck(label string, changed func(bool)) *Check {
	c := &Check{Text: label, OnChanged: changed, tick: NewTick(false), words: Body(label), ring: canvas.NewRectangle(nil)}
	c.OnTapped = func() {
		c.takeFocus()
		c.SetChecked(!c.Checked)
	}
	c.ExtendBaseWidget(c)
	return c
}

// SetChecked ticks the box or clears it.
func (c *Check) SetChecked(on bool) {
	if c.Checked == on {
		return
	}
	c.Checked = on
	c.Refresh()
	if c.OnChanged != nil {
		c.OnChanged(on)
	}
}

// TypedKey implements fyne.Focusable: Space ticks, Enter goes on to the next field.
func (c *Check) TypedKey(key *fyne.KeyEvent) {
	if !goOn(c, key) {
		c.pressable.TypedKey(key)
	}
}

const (
	checkPad = 4
	checkGap = 8
)

// beside is how much of the width the box takes.
func (c *Check) beside() float32 {
	out := c.tick.MinSize().Width + 2*checkPad
	if c.Text != "" {
		out += checkGap
	}
	return out
}

// HeightFor gives the height at a width.
func (c *Check) HeightFor(width float32) float32 {
	return max(controlHeight(), c.words.HeightFor(width-c.beside())+2*checkPad)
}

// NaturalWidth is the width on one line.
func (c *Check) NaturalWidth() float32 {
	if c.Text == "" {
		return c.beside()
	}
	return c.beside() + c.words.NaturalWidth()
}

// MinSize implements fyne.CanvasObject.
func (c *Check) MinSize() fyne.Size {
	width := c.NaturalWidth()
	return fyne.NewSize(min(width, c.beside()+c.words.MinSize().Width), c.HeightFor(max(c.width, width)))
}

// Resize implements fyne.CanvasObject.
func (c *Check) Resize(size fyne.Size) {
	c.width = size.Width
	c.pressable.Resize(size)
}

// CreateRenderer implements fyne.Widget.
func (c *Check) CreateRenderer() fyne.WidgetRenderer {
	return newDrawn(drawn{c, []fyne.CanvasObject{c.tick, c.words, c.ring}, c.place, c.paint})
}

func (c *Check) place(size fyne.Size) {
	side := c.tick.MinSize().Width
	high := c.words.HeightFor(size.Width - c.beside())
	top := max(checkPad, (size.Height-high)/2)
	line := c.words.lineHeight()
	put(c.tick, fyne.NewPos(checkPad, top+(line-side)/2+inkDrop), fyne.NewSquareSize(side))
	put(c.words, fyne.NewPos(c.beside()-checkPad, top), fyne.NewSize(max(0, size.Width-c.beside()), high))
	c.ring.Resize(size)
}

func (c *Check) paint() {
	c.tick.Set(c.Checked)
	ink := fyne.ThemeColorName("")
	if c.Disabled() {
		ink = theme.ColorNameDisabled
	}
	c.words.Set(c.Text, ink)
	paintRing(c.ring, c.focused)
}
