package typeset

import (
	"cmp"
	"slices"
	"strconv"
)

// Column is a column of a table; Width is in millimetres, Align holds for the
// cells that name none of their own.
type Column struct {
	Head  string
	Width float64
	Align Align
}

// Cell is one cell of a row. Runs replace Text where styles are mixed. Span
// is the number of columns it covers, at least one. A nil Align or Style is
// the column's or the table's.
type Cell struct {
	Text  string
	Runs  []Run
	Span  int
	Align *Align
	Style *Style
}

// Row is a row of cells, on a coloured ground if Ground is set. Keep keeps it
// on the page of the row that follows, as a section's heading should be. The
// first Again cells stand once more where the row goes on over a page. High
// is how high it is at least, in millimetres; such a row is not broken.
type Row struct {
	Cells  []Cell
	Ground *Color
	Keep   bool
	Again  int
	High   float64
	Drawn  func(x, y, w, h float64) // is told where the row, or a part of it, stands on the current page
}

// Table is set by Flow.Table.
type Table struct {
	Columns    []Column
	Rows       []Row
	HeadStyle  Style
	HeadGround *Color
	Style      Style
	Pitch      float64     // of the baselines within a cell, millimetres
	Pad        float64     // between border and text, millimetres; 0 is the usual
	Notes      []Paragraph // below it; they never part from its last rows
	Gap        float64     // between it and its notes, millimetres; 0 is the usual
	Below      float64     // room that is left below the notes on that page, millimetres, as for a seal
}

// pad is the distance between border and text, gap that between the table and its notes.
func (t Table) pad() float64 { return cmp.Or(t.Pad, pad) }
func (t Table) gap() float64 { return cmp.Or(t.Gap, gap) }

const (
	gap    = 2.0  // millimetres between a table and its notes
	pad    = 1.1  // millimetres between border and text
	border = 0.15 // thickness of the borders, millimetres
)

// At makes a pointer for Cell.Align.
func At(a Align) *Align { return &a }

// box is a cell broken into lines.
type box struct {
	x, w  float64
	align Align
	em    float64
	runs  []Run
	lines []Line
	again []Line // what stands where the row goes on
	span  int
	cell  *element
}

// strip is a row ready to be drawn.
type strip struct {
	boxes  []box
	ground *Color
	height float64
	after  float64 // what stands below the row on its page: a table's notes
	lines  int     // of its tallest cell
	keep   bool
	whole  bool // not to be broken
	drawn  func(x, y, w, h float64)
}

// Table sets a table from the frame's left edge on. The head is repeated on
// every page, rows are broken as Flow.row says, and nothing is drawn outside
// of the cells or the frame. Its notes stand on the page of its last rows.
func (f *Flow) Table(t Table) {
	if f.doc.options.CharactersOnly {
		f.noteTable(t)
		return
	}
	head := t.head()
	rows := make([]strip, len(t.Rows))
	for i, row := range t.Rows {
		if f.doc.unwanted() {
			return
		}
		rows[i] = t.measure(row)
	}
	f.keepNotes(t, rows)
	f.Need(head.height + least(t, rows))
	table := f.doc.section.add("Table", "")
	f.strip(t, head.tag(table, "TH"))
	for i := range rows {
		if f.doc.unwanted() {
			return
		}
		rows[i] = rows[i].tag(table, "TD")
		f.row(t, rows[i:], head)
	}
	if len(t.Notes) > 0 {
		f.Skip(t.gap())
	}
	for _, n := range t.Notes {
		f.Paragraph(n)
	}
}

// keepNotes keeps the last rows together with what stands below them; where that takes more than half a frame, with the beginning of it.
func (f *Flow) keepNotes(t Table, rows []strip) {
	last := len(rows) - 1
	if last < 0 || len(t.Notes) == 0 && t.Below == 0 {
		return
	}
	high := t.gap() + t.Below
	for _, n := range t.Notes {
		high += n.Pitch * float64(len(n.Lines(f.frame.W)))
	}
	rows[last].after = min(high, f.frame.H/2)
	if last > 0 {
		rows[last-1].keep = true
	}
}

// noteTable asks the fonts for every character of a table.
func (f *Flow) noteTable(t Table) {
	for _, column := range t.Columns {
		f.doc.note(each(Plain(column.Head, t.HeadStyle)))
	}
	for _, row := range t.Rows {
		for _, cell := range row.Cells {
			f.doc.note(each(t.box(cell, Column{}).runs))
		}
	}
	for _, n := range t.Notes {
		f.Paragraph(n)
	}
}

// height is that of a row of so many lines.
func (t Table) height(lines int) float64 { return float64(lines)*t.Pitch + 2*t.pad() }

func (t Table) head() strip {
	row := Row{Ground: t.HeadGround}
	for _, column := range t.Columns {
		row.Cells = append(row.Cells, Cell{Text: column.Head, Align: At(Center), Style: &t.HeadStyle})
	}
	return t.measure(row)
}

// measure breaks the cells of a row into lines. Columns without a cell of
// their own stay empty; cells too many would be lost and are a mistake of the
// program, so the last column takes their text.
func (t Table) measure(row Row) strip {
	s := strip{ground: row.Ground, keep: row.Keep, whole: row.High > 0, drawn: row.Drawn}
	x, column, tallest := 0.0, 0, 1
	for i := 0; column < len(t.Columns); i++ {
		cell := Cell{}
		if i < len(row.Cells) {
			cell = row.Cells[i]
		}
		b := t.box(cell, t.Columns[column])
		b.x, b.w, b.span = x, t.width(column, cell.Span), min(max(cell.Span, 1), len(t.Columns)-column)
		column += max(cell.Span, 1)
		if column >= len(t.Columns) && i+1 < len(row.Cells) {
			b.runs = t.surplus(b.runs, row.Cells[i+1:])
		}
		b.lines = Break(b.runs, Measure{Width: b.w - 2*t.pad(), Justify: b.align == Justify})
		x += b.w
		if i < row.Again {
			b.again = b.lines
		}
		tallest = max(tallest, len(b.lines))
		s.boxes = append(s.boxes, b)
	}
	s.lines, s.height = tallest, max(t.height(tallest), row.High)
	return s
}

// box prepares a cell: its text, style and alignment.
func (t Table) box(cell Cell, column Column) box {
	style := t.Style
	if cell.Style != nil {
		style = *cell.Style
	}
	b := box{align: column.Align, em: style.em(), runs: cell.Runs}
	if cell.Align != nil {
		b.align = *cell.Align
	}
	if b.runs == nil {
		b.runs = Plain(cell.Text, style)
	} else if len(b.runs) > 0 {
		b.em = b.runs[0].Style.em()
	}
	return b
}

// surplus appends the texts of cells that have no column.
func (t Table) surplus(runs []Run, cells []Cell) []Run {
	runs = append([]Run{}, runs...)
	for _, cell := range cells {
		runs = append(append(runs, Run{"\n", t.Style}), t.box(cell, Column{}).runs...)
	}
	return runs
}

// width is the width of span columns from the given one on.
func (t Table) width(column, span int) float64 {
	total := 0.0
	for _, c := range t.Columns[column:min(column+max(span, 1), len(t.Columns))] {
		total += c.Width
	}
	return total
}

// repeat draws the head again, on a page further on: no part of the text.
func (f *Flow) repeat(t Table, head strip) {
	f.doc.during(f.doc.pagination, func() { f.strip(t, head) })
}

// tag makes a row and its cells elements of a table.
func (s strip) tag(table *element, tag string) strip {
	row := table.add("TR", "")
	s.boxes = slices.Clone(s.boxes)
	for i := range s.boxes {
		attributes := ""
		if tag == "TH" {
			attributes = "/Scope/Column"
		}
		if span := s.boxes[i].span; span > 1 {
			attributes += "/ColSpan " + strconv.Itoa(span)
		}
		if attributes != "" {
			attributes = "/A<</O/Table" + attributes + ">>"
		}
		s.boxes[i].cell = row.add(tag, attributes)
	}
	return s
}

// strip draws a row at the current height and goes below it.
func (f *Flow) strip(t Table, s strip) {
	for _, b := range s.boxes {
		f.box(t, s, b)
	}
	if s.drawn != nil {
		s.drawn(f.frame.X, f.y, t.width(0, len(t.Columns)), s.height)
	}
	f.y += s.height
}

// box draws a cell: ground, borders and lines.
func (f *Flow) box(t Table, s strip, b box) {
	x, top, bottom := f.frame.X+b.x, f.y, f.y+s.height
	if s.ground != nil {
		f.doc.Fill(x, top, b.w, s.height, *s.ground)
	}
	for _, edge := range [][4]float64{
		{x, top, x + b.w, top},
		{x, bottom, x + b.w, bottom},
		{x, top, x, bottom},
		{x + b.w, top, x + b.w, bottom},
	} {
		f.doc.Rule(edge[0], edge[1], edge[2], edge[3], border)
	}
	y := top + (s.height-float64(len(b.lines))*t.Pitch)/2
	owner := cmp.Or(f.doc.within, b.cell, f.doc.pagination) // what stands again is no part of the text
	f.doc.during(owner, func() {
		for _, line := range b.lines {
			f.doc.Line(x+t.pad(), baseline(y, t.Pitch, b.em), line, b.align)
			y += t.Pitch
		}
	})
}
