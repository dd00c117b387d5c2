package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Choice is one of the answers of Choices; Key "" stands for not filled in.
type Choice struct{ Key, Label string }

// Choices lets one answer be picked from a few that are all in sight; the arrow keys move on, 1 to 9 pick at once, Delete
// clears, Enter goes on to the next field.
type Choices struct {
	widget.DisableableWidget
	// OnChanged is called with the key picked by the user.
	OnChanged func(key string)

	choices  []Choice
	selected string
	hovered  int
	focused  bool
}

// NewChoices makes the widget; the choice with the key "" is shown as the clear one.
func NewChoices(choices ...Choice) *Choices {
	c := &Choices{choices: choices, hovered: -1}
	c.ExtendBaseWidget(c)
	return c
}

// Selected gives the key picked.
func (c *Choices) Selected() string { return c.selected }

// Put picks a key without calling OnChanged.
func (c *Choices) Put(key string) {
	if key != c.selected {
		c.selected = key
		c.Refresh()
	}
}

func (c *Choices) pick(key string) {
	if key == c.selected || c.Disabled() {
		return
	}
	c.selected = key
	c.Refresh()
	if c.OnChanged != nil {
		c.OnChanged(key)
	}
}

const (
	choicePad = 12
	choiceGap = 4
)

func choiceHeight() float32 { return controlHeight() }

func (c *Choices) cell(i int) float32 {
	return fyne.MeasureText(c.choices[i].Label, theme.Size(theme.SizeNameText), fyne.TextStyle{Bold: true}).Width + 2*choicePad + 16
}

// place gives the corner of every choice at a width, and the height of all.
func (c *Choices) place(width float32) (corners []fyne.Position, height float32) {
	var x, y float32
	for i := range c.choices {
		w := c.cell(i)
		if x > 0 && x+w > width {
			x, y = 0, y+choiceHeight()+choiceGap
		}
		corners = append(corners, fyne.NewPos(x, y))
		x += w + choiceGap
	}
	return corners, y + choiceHeight()
}

// HeightFor gives the height at a width.
func (c *Choices) HeightFor(width float32) float32 {
	_, h := c.place(width)
	return h
}

// NaturalWidth is the width on one line.
func (c *Choices) NaturalWidth() float32 {
	w := float32(-choiceGap)
	for i := range c.choices {
		w += c.cell(i) + choiceGap
	}
	return w
}

// MinSize implements fyne.CanvasObject.
func (c *Choices) MinSize() fyne.Size {
	var w float32
	for i := range c.choices {
		w = max(w, c.cell(i))
	}
	width := c.Size().Width
	if width == 0 {
		width = c.NaturalWidth()
	}
	return fyne.NewSize(w, c.HeightFor(width))
}

// Middle gives a point inside the choice with the key, for pointing at it.
func (c *Choices) Middle(key string) fyne.Position {
	corners, _ := c.place(c.Size().Width)
	for i, choice := range c.choices {
		if choice.Key == key {
			return corners[i].AddXY(c.cell(i)/2, choiceHeight()/2)
		}
	}
	return fyne.NewPos(-1, -1)
}

func (c *Choices) at(p fyne.Position) int {
	corners, _ := c.place(c.Size().Width)
	for i, at := range corners {
		if p.X >= at.X && p.X < at.X+c.cell(i) && p.Y >= at.Y && p.Y < at.Y+choiceHeight() {
			return i
		}
	}
	return -1
}

// Tapped picks what is under the pointer.
func (c *Choices) Tapped(ev *fyne.PointEvent) {
	if cv := canvasOf(c); cv != nil && !c.Disabled() {
		cv.Focus(c)
	}
	if i := c.at(ev.Position); i >= 0 {
		c.pick(c.choices[i].Key)
	}
}

// FocusGained implements fyne.Focusable.
func (c *Choices) FocusGained() {
	c.focused = true
	c.Refresh()
	reveal(c)
}

// FocusLost implements fyne.Focusable.
func (c *Choices) FocusLost() { c.focused = false; c.Refresh() }

// TypedRune picks the choice of a number and goes on to the next field; an input method may give the digit in its wide form.
func (c *Choices) TypedRune(r rune) {
	n := int(r - '1')
	if r >= '１' {
		n = int(r - '１')
	}
	if n >= 0 && n < min(9, len(c.choices)) {
		c.pick(c.choices[n].Key)
		nextField(c)
	}
}

// present is the place of the choice picked, or of the first.
func (c *Choices) present() int {
	for i, choice := range c.choices {
		if choice.Key == c.selected {
			return i
		}
	}
	return 0
}

// TypedKey moves with the arrow keys, and clears with Delete.
func (c *Choices) TypedKey(key *fyne.KeyEvent) {
	if passOn(c, key) || goOn(c, key) {
		return
	}
	at := c.present()
	switch key.Name {
	case fyne.KeyRight, fyne.KeyDown, fyne.KeySpace:
		at = (at + 1) % len(c.choices)
	case fyne.KeyLeft, fyne.KeyUp:
		at = (at + len(c.choices) - 1) % len(c.choices)
	case fyne.KeyDelete, fyne.KeyBackspace:
		c.pick("")
		return
	default:
		return
	}
	c.pick(c.choices[at].Key)
}

// MouseIn implements desktop.Hoverable.
func (c *Choices) MouseIn(ev *desktop.MouseEvent) { c.MouseMoved(ev) }

// MouseMoved implements desktop.Hoverable.
func (c *Choices) MouseMoved(ev *desktop.MouseEvent) {
	if i := c.at(ev.Position); i != c.hovered {
		c.hovered = i
		c.Refresh()
	}
}

// MouseOut implements desktop.Hoverable.
func (c *Choices) MouseOut() { c.hovered = -1; c.Refresh() }

// CreateRenderer implements fyne.Widget.
func (c *Choices) CreateRenderer() fyne.WidgetRenderer {
	r := &choicesRenderer{c: c}
	for _, choice := range c.choices {
		part := choicePart{canvas.NewRectangle(nil), canvas.NewCircle(nil), canvas.NewCircle(nil), canvas.NewText(choice.Label, nil)}
		r.parts = append(r.parts, part)
		r.objects = append(r.objects, part.box, part.ring, part.dot, part.label)
	}
	r.Refresh()
	return r
}

type choicePart struct {
	box       *canvas.Rectangle
	ring, dot *canvas.Circle
	label     *canvas.Text
}

type choicesRenderer struct {
	c       *Choices
	parts   []choicePart
	objects []fyne.CanvasObject
}

func (r *choicesRenderer) Destroy()                     {}
func (r *choicesRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *choicesRenderer) MinSize() fyne.Size           { return r.c.MinSize() }

func (r *choicesRenderer) Layout(size fyne.Size) {
	corners, _ := r.c.place(size.Width)
	h := choiceHeight()
	for i, p := range r.parts {
		p.box.Move(corners[i])
		p.box.Resize(fyne.NewSize(r.c.cell(i), h))
		p.ring.Move(corners[i].AddXY(choicePad-2, h/2-6+inkDrop))
		p.ring.Resize(fyne.NewSquareSize(12))
		p.dot.Move(corners[i].AddXY(choicePad+1, h/2-3+inkDrop))
		p.dot.Resize(fyne.NewSquareSize(6))
		p.label.Move(corners[i].AddXY(choicePad+16, 0))
		p.label.Resize(fyne.NewSize(r.c.cell(i)-choicePad-16, h))
	}
}

func (r *choicesRenderer) Refresh() {
	for i, p := range r.parts {
		on := r.c.choices[i].Key == r.c.selected
		ink, edge := tone(""), tone(theme.ColorNameInputBorder)
		if r.c.choices[i].Key == "" || r.c.Disabled() {
			ink = tone(ToneMuted)
		}
		ring := tone(ToneMuted)
		if on && r.c.choices[i].Key != "" {
			edge, ring = tone(ToneSeal), tone(ToneSeal)
		}
		p.box.FillColor, p.box.StrokeColor, p.box.StrokeWidth, p.box.CornerRadius = tone(theme.ColorNameInputBackground), edge, 1, 4
		if r.c.focused && i == r.c.present() {
			p.box.StrokeColor, p.box.StrokeWidth = tone(ToneFocus), focusRing
		}
		if i == r.c.hovered && !r.c.Disabled() {
			p.box.FillColor = tone(ToneSheet)
		}
		p.ring.StrokeColor, p.ring.StrokeWidth, p.ring.FillColor = ring, 1.5, nil
		p.dot.FillColor, p.dot.Hidden = ring, !on
		p.label.Color, p.label.TextSize = ink, theme.Size(theme.SizeNameText)
		p.label.TextStyle = fyne.TextStyle{Bold: on && r.c.choices[i].Key != ""}
	}
	r.Layout(r.c.Size())
	canvas.Refresh(r.c)
}
