package results

import (
	"fmt"
	"slices"

	"zicha/forms/letter"
	"zicha/forms/letterdoc"
	"zicha/forms/report/typeset"
)

// column is a column of a table, on paper and in the workbook.
type column struct {
	head  string
	width float64 // millimetres on paper; of 0, what is left
	words bool    // running text, flush left; else short and centred
	score bool    // points, numbers in the workbook
}

// grid is a table in words, from which paper, workbook and Word document are made alike.
type grid struct {
	sheet   string // its name in the workbook
	title   string
	part    int // of a table that paper has no room for in one, from 1; 0 is whole
	parts   int
	columns []column
	rows    [][]string
	strong  map[int]bool // rows set bold on a ground
	notes   []string     // below it
	size    float64      // of its type on paper, 0 for the usual
	dense   bool         // little room between border and text
	charted bool         // the charts of the ranking stand under it on paper
}

// densePad is the room between border and text where there are many columns, millimetres.
const densePad = 0.6

// heading is the title with the part it is.
func (g *grid) heading() string {
	if g.part == 0 {
		return g.title
	}
	return fmt.Sprintf("%s（%d/%d）", g.title, g.part, g.parts)
}

// add appends a row.
func (g *grid) add(cells ...string) { g.rows = append(g.rows, cells) }

// none says in a row of its own that there is nothing, where there is nothing.
func (g *grid) none(words string) {
	if len(g.rows) == 0 {
		g.rows = append(g.rows, append([]string{words}, make([]string, len(g.columns)-1)...))
	}
}

// empty reports whether a row says that there is nothing.
func (g *grid) empty(row []string) bool {
	return len(g.rows) == 1 && len(row) > 1 && !slices.ContainsFunc(row[1:], func(c string) bool { return c != "" })
}

// widths are the columns' in so wide a frame.
func (g *grid) widths(wide float64) []float64 {
	left, open := wide, 0
	for _, c := range g.columns {
		left -= c.width
		if c.width == 0 {
			open++
		}
	}
	out := make([]float64, len(g.columns))
	for i, c := range g.columns {
		if out[i] = c.width; c.width == 0 {
			out[i] = left / float64(open)
		}
	}
	return out
}

// table is the grid as a paper sets it in so wide a frame.
func (g *grid) table(wide float64) typeset.Table {
	columns := make([]typeset.Column, len(g.columns))
	for i, w := range g.widths(wide) {
		c := g.columns[i]
		columns[i] = typeset.Column{Head: c.head, Width: w, Align: typeset.Center}
		if c.words {
			columns[i].Align = typeset.Left
		}
	}
	rows := make([]typeset.Row, len(g.rows))
	for i, cells := range g.rows {
		rows[i] = g.row(i, cells)
	}
	t := letter.Table(columns, rows)
	if g.size > 0 {
		t.Style.Size, t.HeadStyle.Size = g.size, g.size
		t.Pitch = t.Pitch * g.size / letter.CellStyle.Size
	}
	if g.dense {
		t.Pad = densePad
	}
	t.Notes = letter.Notes(g.notes...)
	return t
}

func (g *grid) row(at int, cells []string) typeset.Row {
	if g.empty(cells) {
		return typeset.Row{Cells: []typeset.Cell{{Text: cells[0], Span: len(g.columns), Align: typeset.At(typeset.Center)}}}
	}
	row := typeset.Row{Again: 2}
	for _, text := range cells {
		cell := typeset.Cell{Text: text}
		if g.strong[at] {
			cell.Style = &letter.CellBold
			if g.size > 0 {
				style := letter.CellBold
				style.Size = g.size
				cell.Style = &style
			}
			row.Ground = letter.RowGround
		}
		row.Cells = append(row.Cells, cell)
	}
	return row
}

// mostOnPaper is how many rows a list has on paper at most: some hundreds of pages. A longer one stands in the workbook alone.
const mostOnPaper = 6000

// onPaper is the grid as papers have it: of one that is too long how long it is and where it stands.
func (g *grid) onPaper() *grid {
	n := len(g.rows)
	if n <= mostOnPaper {
		return g
	}
	short := *g
	short.rows, short.strong = nil, nil
	short.none(fmt.Sprintf("共%d条，纸面不逐条排印，见本次结果工作簿的“%s”工作表", n, g.sheet))
	return &short
}

// set sets the grid and its notes.
func (g *grid) set(flow *typeset.Flow) { flow.Table(g.onPaper().table(letter.AcrossWidth)) }

// document is the grid as a Word document has it, under the name of an annex; without one it goes on under the table before it.
func (g *grid) document(name, title string) letterdoc.Table {
	g = g.onPaper()
	t := letterdoc.Table{Name: name, Title: title, Rows: g.rows, Strong: g.strong, Notes: g.notes, Size: g.size}
	for i, w := range g.widths(letter.AcrossWidth) {
		t.Columns = append(t.Columns, letterdoc.Column{Head: g.columns[i].head, Width: w, Words: g.columns[i].words})
	}
	if len(g.rows) == 1 && g.empty(g.rows[0]) {
		t.Rows = [][]string{g.rows[0][:1]}
	}
	return t
}
