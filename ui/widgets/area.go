package widgets

import (
	"math"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// A field of several lines grows with its text, so that nothing of it is out of sight, up to mostRows lines; longer ones scroll.
const mostRows = 16

// grown remembers how many lines a text takes at a width, which is asked for several times whenever a page is laid out.
type grown struct {
	text        string
	width, size float32
	rows        int
}

// NewArea makes a field of several lines, of which rows are seen at least.
func NewArea(rows int) *Entry {
	e := &Entry{rows: rows}
	e.MultiLine, e.Wrapping = true, fyne.TextWrapBreak
	e.Scroll = fyne.ScrollVerticalOnly
	e.ExtendBaseWidget(e)
	e.SetMinRowsVisible(rows)
	return e
}

// HeightFor gives the height at a width.
func (e *Entry) HeightFor(width float32) float32 {
	high := e.Entry.MinSize().Height
	if e.MultiLine && width > 0 {
		row := fyne.MeasureText("中", theme.Size(theme.SizeNameText), fyne.TextStyle{}).Height
		high += row * float32(max(0, min(e.rowsAt(width), mostRows)-e.rows))
	}
	return float32(math.Ceil(float64(high)))
}

// rowsAt counts the lines of the text at a width: the field breaks it wherever a line is full.
func (e *Entry) rowsAt(width float32) int {
	size := theme.Size(theme.SizeNameText)
	if g := e.grown; g.rows > 0 && g.text == e.Text && g.width == width && g.size == size {
		return g.rows
	}
	t := &Text{}
	measure, room := t.runeWidth(), width-2*theme.Size(theme.SizeNameInnerPadding)-2
	rows := 0
	for _, line := range strings.Split(e.Text, "\n") {
		runes := []rune(line)
		rows++
		for n := fit(runes, room, measure); n < len(runes); n = fit(runes, room, measure) {
			runes = runes[n:]
			rows++
		}
	}
	e.grown = grown{e.Text, width, size, rows}
	return rows
}

// growing makes an edit and keeps the field in sight where it has grown.
func (e *Entry) growing(edit func()) {
	high := e.Size().Height
	edit()
	if e.focused && e.Size().Height > high {
		reveal(e)
	}
}
