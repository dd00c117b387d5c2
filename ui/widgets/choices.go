package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// Choice is one of the answers of Choices; Key "" stands for not filled in.
type Choice struct{ Key, Label string }

// Choices lets one answer be picked from a few that are all in sight; the arrow keys move on, 1 to 9 pick at once, Delete
// clears, Enter goes on to the next field.
type Choices struct {
	picks
	choices []Choice
	parts   []choicePart
}

type choicePart struct {
	box       *canvas.Rectangle
	ring, dot *canvas.Circle
	label     *canvas.Text
}

// NewChoices makes the widget; the choice with the key "" is shown as the clear one.
func NewChoices(choices ...Choice) *Choices {
	c := &Choices{choices: choices}
	c.picks = picks{pointed: -1, gap: choiceGap, high: controlHeight, wide: c.wide}
	for _, choice := range choices {
		c.keys = append(c.keys, choice.Key)
		c.parts = append(c.parts, choicePart{canvas.NewRectangle(nil), canvas.NewCircle(nil), canvas.NewCircle(nil), canvas.NewText(choice.Label, nil)})
	}
	c.ExtendBaseWidget(c)
	return c
}

// Put picks a key without calling OnChanged.
func (c *Choices) Put(key string) {
	if key != c.selected {
		c.selected = key
		c.Refresh()
	}
}

const (
	choicePad = 12
	choiceGap = 4
)

func (c *Choices) wide(i int) float32 {
	return fyne.MeasureText(c.choices[i].Label, theme.Size(theme.SizeNameText), fyne.TextStyle{Bold: true}).Width + 2*choicePad + 16
}

// TypedRune picks the choice of a number and goes on to the next field; an input method may give the digit in its wide form.
func (c *Choices) TypedRune(r rune) {
	reveal(c)
	n := int(r - '1')
	if r >= '１' {
		n = int(r - '１')
	}
	if n >= 0 && n < min(9, len(c.keys)) {
		c.Pick(c.keys[n])
		nextField(c)
	}
}

// TypedKey moves with the arrow keys, and clears with Delete.
func (c *Choices) TypedKey(key *fyne.KeyEvent) {
	if passOn(c, key) || goOn(c, key) {
		return
	}
	reveal(c)
	switch key.Name {
	case fyne.KeyRight, fyne.KeyDown, fyne.KeySpace:
		c.step(1)
	case fyne.KeyLeft, fyne.KeyUp:
		c.step(-1)
	case fyne.KeyDelete, fyne.KeyBackspace:
		c.Pick("")
	}
}

// CreateRenderer implements fyne.Widget.
func (c *Choices) CreateRenderer() fyne.WidgetRenderer {
	var objects []fyne.CanvasObject
	for _, p := range c.parts {
		objects = append(objects, p.box, p.ring, p.dot, p.label)
	}
	return newDrawn(drawn{c, objects, c.place, c.paint})
}

func (c *Choices) place(size fyne.Size) {
	corners, _ := c.corners(size.Width)
	h := c.high()
	for i, p := range c.parts {
		put(p.box, corners[i], fyne.NewSize(c.wide(i), h))
		put(p.ring, corners[i].AddXY(choicePad-2, h/2-6+inkDrop), fyne.NewSquareSize(12))
		put(p.dot, corners[i].AddXY(choicePad+1, h/2-3+inkDrop), fyne.NewSquareSize(6))
		put(p.label, corners[i].AddXY(choicePad+16, 0), fyne.NewSize(c.wide(i)-choicePad-16, h))
	}
}

func (c *Choices) paint() {
	for i, p := range c.parts {
		key := c.keys[i]
		picked := key == c.selected && key != ""
		ink, edge, ring := fyne.ThemeColorName(""), theme.ColorNameInputBorder, ToneMuted
		if key == "" || c.Disabled() {
			ink = ToneMuted
		}
		if picked {
			edge, ring = ToneSeal, ToneSeal
		}
		p.box.FillColor, p.box.StrokeColor, p.box.StrokeWidth, p.box.CornerRadius = tone(theme.ColorNameInputBackground), tone(edge), 1, 4
		if c.focused && i == c.present() {
			p.box.StrokeColor, p.box.StrokeWidth = tone(ToneFocus), focusRing
		}
		if i == c.pointed && !c.Disabled() {
			p.box.FillColor = tone(ToneSheet)
		}
		p.ring.StrokeColor, p.ring.StrokeWidth, p.ring.FillColor = tone(ring), 1.5, nil
		p.dot.FillColor, p.dot.Hidden = tone(ring), key != c.selected
		p.label.TextStyle = fyne.TextStyle{Bold: picked}
		setText(p.label, c.choices[i].Label, theme.Size(theme.SizeNameText), ink)
	}
}
