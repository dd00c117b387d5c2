// Package chart describes charts once for screen and paper: a head and rows of one height, each of rectangles, dots and words at their places in
// millimetres. Whoever draws them brings the letters' widths and the colours; nothing is placed twice.
package chart

import (
	"strconv"

	"zicha/scoring"
)

// Ink is what a thing is drawn in; screen and paper each have a colour for it. A section's is Section(i), and words on it OnSection(i).
type Ink int

// The inks beside those of the sections.
const (
	Words   Ink = iota // black
	Quiet              // secondary words
	Scale              // the lines of a scale
	Mark               // dots, and bars that are not divided
	Gap                // between two neighbours
	Average            // what a bar is compared with
	Span               // what a total may still come to: a light ground under everything
	Ground             // of the page: the inside of a hollow dot
	sections
	onSections Ink = 1000
)

// Section is the ink of the section at place i, from 0, OnSection that of words on it.
func Section(i int) Ink { return sections + Ink(i) }

// OnSection is the ink of words on that of a section.
func OnSection(i int) Ink { return onSections + Ink(i) }

// SectionOf tells which section's ink it is, and whether it is for words on it; ok is false for another ink.
func (k Ink) SectionOf() (i int, words, ok bool) {
	switch {
	case k >= onSections:
		return int(k - onSections), true, true
	case k >= sections:
		return int(k - sections), false, true
	}
	return 0, false, false
}

// Rect is a filled rectangle; a line is a thin one.
type Rect struct {
	X, Y, W, H float64
	Ink        Ink
}

// Dot is a filled circle; a hollow one is the ring of its ink round the ground of the page.
type Dot struct {
	X, Y, R float64
	Ink     Ink
	Hollow  bool
}

// Align says where words stand in their room.
type Align int

// The alignments.
const (
	Left Align = iota
	Center
	Right
)

// Text are words on one line in the middle of a room, which is as high as their line and never narrower than they are.
type Text struct {
	X, Y, W, H float64
	Align      Align
	Ink        Ink
	Words      string
}

// Strip is a part of a chart across its width, measured from its upper left corner. Rectangles are drawn first, then dots, then words.
type Strip struct {
	High  float64
	Rects []Rect
	Dots  []Dot
	Texts []Text
}

// Measure tells how wide words are in the type of the chart, millimetres.
type Measure func(words string) float64

// The type of a chart: its size in points, and the height of a line and of a row, millimetres.
const (
	Size     = 9.0
	lineHigh = 4.4
	RowHigh  = 5.8
)

// Chart is a chart of units, one in a row, under a head that is drawn on each page again. What is on one row never depends on how many there
// are, so that a screen draws those in sight alone, and paper as many as a page takes.
type Chart struct {
	Wide  float64
	Title string
	Head  Strip
	Rows  int
	row   func(i int) Strip
	says  func(i int) string
}

// Row is a unit's strip.
func (c *Chart) Row(i int) Strip { return c.row(i) }

// Says is what a row shows in words, for those who cannot see it.
func (c *Chart) Says(i int) string { return c.says(i) }

// Unit is a unit as the charts show it.
type Unit struct {
	Name  string
	Rank  int
	Tied  bool // others have the same rank
	Total scoring.Points
	Open  int // cells not decided
	// Least and Most are what the total may still come to.
	Least, Most scoring.Points
	// Swap is how many cells are enough to change the rank, 0 where none are or it is not known.
	Swap int
	// Sections are what the sections of the total give, in the order of the chart's; nil where the total is not what they add up to.
	Sections []scoring.Points
}

// open marks a total that has cells not decided.
const openMark = "*"

// total is a total as the charts print it.
func (u *Unit) total() string {
	if u.Open > 0 {
		return u.Total.String() + openMark
	}
	return u.Total.String()
}

// columns are the places that both charts have: rank, name, what is drawn, and the total.
type columns struct {
	measure   Measure
	rank      float64 // how wide the ranks are, and the names
	name      float64
	from, to  float64 // where what is drawn begins and ends
	totalFrom float64
	wide      float64
}

// The room between columns, and the largest part of the width that names take.
const (
	between  = 2.0
	mostName = 0.26
)

func newColumns(units []Unit, wide float64, m Measure) *columns {
	c := &columns{measure: m, wide: wide}
	rank, name, total := 0.0, 0.0, 0.0
	for i := range units {
		u := &units[i]
		rank, total = max(rank, m(rankWords(u))), max(total, m(u.total()))
		if name < mostName*wide {
			name = max(name, m(u.Name))
		}
	}
	c.rank, c.name = rank, min(name, mostName*wide)
	c.from = c.rank + between + c.name + between
	c.totalFrom = wide - total
	c.to = c.totalFrom - between
	return c
}

func rankWords(u *Unit) string { return strconv.Itoa(u.Rank) }

// fitted is a name as far as there is room for it.
func (c *columns) fitted(name string) string {
	if c.measure(name) <= c.name {
		return name
	}
	r := []rune(name)
	for n := len(r) - 1; n > 0; n-- {
		if short := string(r[:n]) + "…"; c.measure(short) <= c.name {
			return short
		}
	}
	return "…"
}

// begin is a row with what both charts have.
func (c *columns) begin(u *Unit) Strip {
	y := (RowHigh - lineHigh) / 2
	return Strip{High: RowHigh, Texts: []Text{
		{0, y, c.rank, lineHigh, Right, Quiet, rankWords(u)},
		{c.rank + between, y, c.name, lineHigh, Left, Words, c.fitted(u.Name)},
		{c.totalFrom, y, c.wide - c.totalFrom, lineHigh, Right, Words, u.total()},
	}}
}

// place is where a figure of the scale stands across.
func (c *columns) place(p, low, high scoring.Points) float64 {
	return c.from + (c.to-c.from)*float64(p-low)/float64(high-low)
}
