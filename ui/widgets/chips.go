package widgets

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// Chip is one of the filters of Chips, with how many lines it leaves.
type Chip struct {
	Key, Label string
	Count      int
}

// Chips is a row of filters of which one is in force; the arrow keys go from one to the next.
type Chips struct {
	picks
	chips   []Chip
	grounds []*canvas.Rectangle
	labels  []*canvas.Text
}

// NewChips makes the row; the first chip is in force. Keys and labels stay, only counts change.
func NewChips(chips ...Chip) *Chips {
	c := &Chips{chips: chips}
	c.picks = picks{selected: chips[0].Key, pointed: -1, gap: chipGap, high: chipHeight, wide: c.wide}
	for _, chip := range chips {
		c.keys = append(c.keys, chip.Key)
		c.grounds, c.labels = append(c.grounds, canvas.NewRectangle(nil)), append(c.labels, canvas.NewText("", nil))
	}
	c.ExtendBaseWidget(c)
	return c
}

// Count gives how many lines a filter leaves.
func (c *Chips) Count(key string) int { return c.chips[slices.Index(c.keys, key)].Count }

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

const chipPad, chipGap = 11, 6

func (c *Chips) words(i int) string { return c.chips[i].Label + " " + strconv.Itoa(c.chips[i].Count) }

func (c *Chips) wide(i int) float32 {
	return fyne.MeasureText(c.words(i), theme.Size(theme.SizeNameCaptionText), fyne.TextStyle{Bold: true}).Width + 2*chipPad
}

func chipHeight() float32 { return theme.Size(theme.SizeNameCaptionText) + 13 }

// TypedKey goes on with the arrow keys.
func (c *Chips) TypedKey(key *fyne.KeyEvent) {
	if passOn(c, key) {
		return
	}
	switch key.Name {
	case fyne.KeyRight, fyne.KeySpace:
		c.step(1)
	case fyne.KeyLeft:
		c.step(-1)
	case fyne.KeyHome:
		c.Pick(c.keys[0])
	case fyne.KeyEnd:
		c.Pick(c.keys[len(c.keys)-1])
	}
}

// CreateRenderer implements fyne.Widget.
func (c *Chips) CreateRenderer() fyne.WidgetRenderer {
	var objects []fyne.CanvasObject
	for i := range c.chips {
		objects = append(objects, c.grounds[i], c.labels[i])
	}
	return newDrawn(drawn{c, objects, c.place, c.paint})
}

func (c *Chips) place(size fyne.Size) {
	corners, _ := c.corners(size.Width)
	for i, at := range corners {
		put(c.grounds[i], at, fyne.NewSize(c.wide(i), chipHeight()))
		put(c.labels[i], at, fyne.NewSize(c.wide(i), chipHeight()))
	}
}

func (c *Chips) paint() {
	for i, chip := range c.chips {
		ground, label := c.grounds[i], c.labels[i]
		on, ink := i == c.present(), fyne.ThemeColorName("")
		ground.FillColor, ground.StrokeColor, ground.StrokeWidth = tone(theme.ColorNameBackground), tone(theme.ColorNameInputBorder), 1
		ground.CornerRadius = chipHeight() / 2
		switch {
		case on:
			ground.FillColor, ground.StrokeColor, ink = tone(ToneSeal), tone(ToneSeal), theme.ColorNameForegroundOnPrimary
		case i == c.pointed:
			ground.FillColor = tone(ToneSheet)
		case chip.Count == 0:
			ink = ToneMuted
		}
		if on && c.focused {
			ground.StrokeColor, ground.StrokeWidth = tone(""), 2
		}
		label.Alignment, label.TextStyle = fyne.TextAlignCenter, fyne.TextStyle{Bold: on}
		setText(label, c.words(i), theme.Size(theme.SizeNameCaptionText), ink)
	}
}
