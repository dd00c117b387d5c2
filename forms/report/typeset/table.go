package typeset

import (
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
// on the page of the row that follows, as a section's heading should be.
type Row struct {
	Cells  []Cell
	Ground *Color
	Keep   bool
}

// Table is set by Flow.Table.
type Table struct {
	Columns    []Column
	Rows       []Row
	HeadStyle  Style
	HeadGround *Color
	Style      Style
	Pitch      float64 // of the baselines within a cell, millimetres
}

const (
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
	span  int
	cell  *element
}

// strip is a row ready to be drawn.
type strip struct {
	boxes  []box
	ground *Color
	height float64
	keep   bool
}

// Table sets a table from the frame's left edge on. The head is repeated on
// every page, rows are broken only when one alone is higher than a page, and
// nothing is drawn outside of the cells or the frame.
func (f *Flow) Table(t Table) {
	if f.doc.options.CharactersOnly {
		f.noteTable(t)
		return
	}
	head := t.head()
	rows := make([]strip, len(t.Rows))
	for i, row := range t.Rows {
		rows[i] = t.measure(row)
	}
	f.Need(head.height + f.needed(t, rows, head.height))
	table := f.doc.section.add("Table", "")
	f.strip(t, head.tag(table, "TH"))
	for i, row := range rows {
		if i > 0 && f.y > f.frame.Y+head.height+rounding &&
			f.needed(t, rows[i:], head.height) > f.Room()+rounding {
			f.NewPage()
			f.repeat(t, head)
		}
		f.row(t, row.tag(table, "TD"), head)
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
}

// height is that of a row of so many lines.
func (t Table) height(lines int) float64 { return float64(lines)*t.Pitch + 2*pad }

// needed is the height wanted for the first row, with the rows it is kept
// together with. A row higher than a page is wanted in part only.
func (f *Flow) needed(t Table, rows []strip, head float64) float64 {
	page := f.frame.H - head
	height := 0.0
	for i, row := range rows {
		if row.height > page {
			return height + min(page/3, row.height)
		}
		if i > 0 && height+row.height > page {
			return height
		}
		height += row.height
		if !row.keep {
			break
		}
	}
	return max(height, t.height(1))
}

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
	s := strip{ground: row.Ground, keep: row.Keep}
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
		b.lines = Break(b.runs, Measure{Width: b.w - 2*pad, Justify: b.align == Justify})
		x += b.w
		tallest = max(tallest, len(b.lines))
		s.boxes = append(s.boxes, b)
	}
	s.height = t.height(tallest)
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

// row draws a row; one higher than a page goes on over several, under the
// head each time.
func (f *Flow) row(t Table, s strip, head strip) {
	for s.height > f.Room()+rounding {
		n := int((f.Room() - 2*pad + rounding) / t.Pitch)
		if onlyHead := f.y <= f.frame.Y+head.height+rounding; n > 0 || onlyHead {
			var upper strip
			upper, s = t.split(s, max(n, 1))
			f.strip(t, upper)
			if s.boxes == nil {
				return
			}
		}
		f.NewPage()
		f.repeat(t, head)
	}
	f.strip(t, s)
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

// split takes n lines off every cell; rest has no boxes when nothing is left.
func (t Table) split(s strip, n int) (upper, rest strip) {
	upper, rest = s, s
	upper.boxes, rest.boxes = nil, nil
	tallest := 0
	for _, b := range s.boxes {
		above, below := b, b
		above.lines, below.lines = b.lines[:min(n, len(b.lines))], b.lines[min(n, len(b.lines)):]
		tallest = max(tallest, len(below.lines))
		upper.boxes, rest.boxes = append(upper.boxes, above), append(rest.boxes, below)
	}
	upper.height, rest.height = t.height(n), t.height(tallest)
	if tallest == 0 {
		rest.boxes = nil
	}
	return upper, rest
}

// strip draws a row at the current height and goes below it.
func (f *Flow) strip(t Table, s strip) {
	for _, b := range s.boxes {
		f.box(t, s, b)
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
	owner := b.cell
	if f.doc.within != nil {
		owner = f.doc.within
	}
	f.doc.during(owner, func() {
		for _, line := range b.lines {
			f.doc.Line(x+pad, baseline(y, t.Pitch, b.em), line, b.align)
			y += t.Pitch
		}
	})
}
