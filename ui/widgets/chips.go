package widgets

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Chip is one of the filters of Chips, with how many lines it leaves.
type Chip struct {
	Key, Label string
	Count      int
}

// Chips is a row of filters of which one is in force; the arrow keys go from one to the next.
type Chips struct {
	widget.BaseWidget
	// OnChanged is called with the key the user picked.
	OnChanged func(key string)

	chips    []Chip
	selected string
	hovered  int
	focused  bool
	grounds  []*canvas.Rectangle
	labels   []*canvas.Text
	objects  []fyne.CanvasObject
}

// NewChips makes the row; the first chip is in force. Keys and labels stay, only counts change.
func NewChips(chips ...Chip) *Chips {
	c := &Chips{chips: chips, selected: chips[0].Key, hovered: -1}
	for range chips {
		ground, label := canvas.NewRectangle(nil), canvas.NewText("", nil)
		label.Alignment = fyne.TextAlignCenter
		c.grounds, c.labels = append(c.grounds, ground), append(c.labels, label)
		c.objects = append(c.objects, ground, label)
	}
	c.ExtendBaseWidget(c)
	return c
}

// Selected gives the key of the filter in force.
func (c *Chips) Selected() string { return c.selected }

// Count gives how many lines a filter leaves.
func (c *Chips) Count(key string) int {
	for _, chip := range c.chips {
		if chip.Key == key {
			return chip.Count
		}
	}
	return 0
}

// SetCounts takes the counts in the order of the chips.
func (c *Chips) SetCounts(counts ...int) {
	changed := false
	for i, n := range counts {
		changed = changed || c.chips[i].Count != n
		c.chips[i].Count = n
	}
	if changed {
		c.Refresh()
	}
}

// Pick puts a filter in force as if the user had clicked it.
func (c *Chips) Pick(key string) {
	if key == c.selected {
		return
	}
	c.selected = key
	c.Refresh()
	if c.OnChanged != nil {
		c.OnChanged(key)
	}
}

const chipPad, chipGap = 11, 6

func (c *Chips) words(i int) string { return c.chips[i].Label + " " + strconv.Itoa(c.chips[i].Count) }

func (c *Chips) wide(i int) float32 {
	return fyne.MeasureText(c.words(i), theme.Size(theme.SizeNameCaptionText), fyne.TextStyle{Bold: true}).Width + 2*chipPad
}

func chipHeight() float32 { return theme.Size(theme.SizeNameCaptionText) + 13 }

// place gives the corner of every chip at a width, and the height of all.
func (c *Chips) place(width float32) (corners []fyne.Position, height float32) {
	var x, y float32
	for i := range c.chips {
		w := c.wide(i)
		if x > 0 && x+w > width {
			x, y = 0, y+chipHeight()+chipGap
		}
		corners = append(corners, fyne.NewPos(x, y))
		x += w + chipGap
	}
	return corners, y + chipHeight()
}

// HeightFor gives the height at a width.
func (c *Chips) HeightFor(width float32) float32 {
	_, h := c.place(width)
	return h
}

// NaturalWidth is the width on one line.
func (c *Chips) NaturalWidth() float32 {
	w := float32(-chipGap)
	for i := range c.chips {
		w += c.wide(i) + chipGap
	}
	return w
}

// MinSize implements fyne.CanvasObject.
func (c *Chips) MinSize() fyne.Size {
	var w float32
	for i := range c.chips {
		w = max(w, c.wide(i))
	}
	width := c.Size().Width
	if width == 0 {
		width = c.NaturalWidth()
	}
	return fyne.NewSize(w, c.HeightFor(width))
}

// Middle gives a point inside a chip, for pointing at it.
func (c *Chips) Middle(key string) fyne.Position {
	corners, _ := c.place(c.Size().Width)
	for i, chip := range c.chips {
		if chip.Key == key {
			return corners[i].AddXY(c.wide(i)/2, chipHeight()/2)
		}
	}
	return fyne.NewPos(-1, -1)
}

func (c *Chips) at(p fyne.Position) int {
	corners, _ := c.place(c.Size().Width)
	for i, at := range corners {
		if p.X >= at.X && p.X < at.X+c.wide(i) && p.Y >= at.Y && p.Y < at.Y+chipHeight() {
			return i
		}
	}
	return -1
}

// Tapped puts the chip under the pointer in force.
func (c *Chips) Tapped(ev *fyne.PointEvent) {
	if cv := canvasOf(c); cv != nil {
		cv.Focus(c)
	}
	if i := c.at(ev.Position); i >= 0 {
		c.Pick(c.chips[i].Key)
	}
}

// FocusGained implements fyne.Focusable.
func (c *Chips) FocusGained() { c.focused = true; c.Refresh() }

// FocusLost implements fyne.Focusable.
func (c *Chips) FocusLost() { c.focused = false; c.Refresh() }

// TypedRune implements fyne.Focusable.
func (c *Chips) TypedRune(rune) {}

// TypedKey goes on with the arrow keys.
func (c *Chips) TypedKey(key *fyne.KeyEvent) {
	if passOn(c, key) {
		return
	}
	at := 0
	for i, chip := range c.chips {
		if chip.Key == c.selected {
			at = i
		}
	}
	switch key.Name {
	case fyne.KeyRight, fyne.KeySpace:
		at = (at + 1) % len(c.chips)
	case fyne.KeyLeft:
		at = (at + len(c.chips) - 1) % len(c.chips)
	case fyne.KeyHome:
		at = 0
	case fyne.KeyEnd:
		at = len(c.chips) - 1
	}
	c.Pick(c.chips[at].Key)
}

// MouseIn implements desktop.Hoverable.
func (c *Chips) MouseIn(ev *desktop.MouseEvent) { c.MouseMoved(ev) }

// MouseMoved implements desktop.Hoverable.
func (c *Chips) MouseMoved(ev *desktop.MouseEvent) {
	if i := c.at(ev.Position); i != c.hovered {
		c.hovered = i
		c.Refresh()
	}
}

// MouseOut implements desktop.Hoverable.
func (c *Chips) MouseOut() { c.hovered = -1; c.Refresh() }

// CreateRenderer implements fyne.Widget.
func (c *Chips) CreateRenderer() fyne.WidgetRenderer {
	r := &chipsRenderer{c}
	r.paint()
	return r
}

type chipsRenderer struct{ c *Chips }

func (r *chipsRenderer) Destroy()                     {}
func (r *chipsRenderer) Objects() []fyne.CanvasObject { return r.c.objects }
func (r *chipsRenderer) MinSize() fyne.Size           { return r.c.MinSize() }

func (r *chipsRenderer) Layout(size fyne.Size) {
	corners, _ := r.c.place(size.Width)
	for i, at := range corners {
		for _, o := range []fyne.CanvasObject{r.c.grounds[i], r.c.labels[i]} {
			o.Move(at)
			o.Resize(fyne.NewSize(r.c.wide(i), chipHeight()))
		}
	}
}

func (r *chipsRenderer) paint() {
	for i, chip := range r.c.chips {
		ground, label := r.c.grounds[i], r.c.labels[i]
		on := chip.Key == r.c.selected
		ground.FillColor, ground.StrokeColor, ground.StrokeWidth = tone(theme.ColorNameBackground), tone(theme.ColorNameInputBorder), 1
		ground.CornerRadius = chipHeight() / 2
		label.Text, label.TextSize, label.Color = r.c.words(i), theme.Size(theme.SizeNameCaptionText), tone("")
		label.TextStyle = fyne.TextStyle{Bold: on}
		switch {
		case on:
			ground.FillColor, ground.StrokeColor, label.Color = tone(ToneSeal), tone(ToneSeal), tone(theme.ColorNameForegroundOnPrimary)
		case i == r.c.hovered:
			ground.FillColor = tone(ToneSheet)
		case chip.Count == 0:
			label.Color = tone(ToneMuted)
		}
		if on && r.c.focused {
			ground.StrokeColor, ground.StrokeWidth = tone(""), 2
		}
	}
}

func (r *chipsRenderer) Refresh() {
	r.paint()
	r.Layout(r.c.Size())
	canvas.Refresh(r.c)
}
