package tables

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
)

// Sheet is a sheet read whole, or its first rows. Rows without any cell are left out.
type Sheet struct {
	Name     string
	Rows     []Row
	Date1904 bool
	Beside   []Beside // only of a sheet of a workbook read whole
	Seen     []Seen   // likewise
	Printed  string   // the words in heads and feet of pages, likewise
	Drawn    []Drawn  // what is drawn upon it, likewise
}

// Read reads a sheet whole.
func (b *Book) Read(sheet int) (*Sheet, error) {
	sight, err := b.sight()
	if err != nil {
		return nil, err
	}
	s, err := b.read(sheet, lastRow, sight)
	if err != nil {
		return nil, err
	}
	s.Printed = printedWords(string(sight.printed))
	if s.Seen, err = sight.ofSheet(b.sheets[sheet]); err != nil {
		return nil, err
	}
	s.Drawn = sight.drawn
	if s.Beside, err = b.Besides(sheet); err != nil {
		return nil, err
	}
	var hidden []int
	for _, row := range s.Rows {
		if row.Hidden {
			hidden = append(hidden, row.No)
		}
	}
	s.Beside = append(s.Beside, hiddenRows(hidden)...)
	return s, nil
}

// Values reads a sheet whole without looking at what is seen otherwise, printed, drawn or lies beside.
func (b *Book) Values(sheet int) (*Sheet, error) { return b.read(sheet, lastRow, nil) }

// Top reads the rows of a sheet among which headings are looked for; what is below is not looked at, and may be damaged.
func (b *Book) Top(sheet int) (*Sheet, error) { return b.read(sheet, headRows, nil) }

func (b *Book) read(sheet, last int, sight *sight) (*Sheet, error) {
	rows, err := b.Rows(sheet, nil)
	if err != nil {
		return nil, err
	}
	rows.sight = sight
	defer rows.Close()
	return b.keeper.read(&Sheet{Name: b.sheets[sheet].name, Date1904: b.Date1904}, rows, last)
}

// Read reads a text whole, see Dialect.Strict.
func (t *TextFile) Read(ctx context.Context, separator string) (*Sheet, error) {
	return (&keeper{limits: t.limits}).read(&Sheet{}, t.Rows(ctx, Dialect{Separator: separator, Strict: true}), math.MaxInt)
}

// keeper keeps rows within limits.
type keeper struct {
	limits Limits
	cells  int
	text   int64
	room   []Cell
}

// read keeps the rows up to a number.
func (k *keeper) read(out *Sheet, rows interface{ Next() (*Row, error) }, last int) (*Sheet, error) {
	for {
		row, err := rows.Next()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, err
		}
		if row.No > last {
			return out, nil
		}
		if row.IsBlank() {
			continue
		}
		cells, err := k.keep(row.Cells)
		if err != nil {
			return nil, err
		}
		out.Rows = append(out.Rows, Row{No: row.No, Cells: cells, Hidden: row.Hidden})
	}
}

// keep copies the cells of a row, a few allocations serving many rows.
func (k *keeper) keep(cells []Cell) ([]Cell, error) {
	n := len(cells)
	k.cells += n
	for _, c := range cells {
		k.text += int64(len(c.Text))
	}
	if k.cells > k.limits.Cells || k.text > k.limits.Texts {
		return nil, tooBig()
	}
	if len(k.room) < n {
		k.room = make([]Cell, max(n, 1024))
	}
	copy(k.room, cells)
	kept := k.room[:n:n]
	k.room = k.room[n:]
	return kept, nil
}

// Grid is a sheet read by its headings.
type Grid struct {
	Name     string
	Date1904 bool
	Twice    []string // headings that stand over several columns, folded; the first column is read
	Rows     []Row    // under the headings
	Beside   []Beside // what lies beside the cells of the columns that have headings
	Seen     []Seen   // of the whole sheet
	Printed  string   // in heads and feet of its pages
	Drawn    []Drawn
	Head     Row   // the row of headings
	Above    []Row // what stands above it
	columns  map[string]int
	asked    map[string]int // the columns of titles as they were asked for, -1 for none: folding takes longer than finding
	fold     func(title string) string
}

// Grid finds the row that holds all headings asked for; nil where there is none. Headings are compared folded.
func (s *Sheet) Grid(fold func(title string) string, need []string) *Grid {
	top := make([][]string, 0, headRows)
	for _, row := range s.Rows[:min(len(s.Rows), headRows)] {
		titles := make([]string, len(row.Cells))
		for i, c := range row.Cells {
			titles[i] = c.Text
		}
		top = append(top, titles)
	}
	wanted := map[string]bool{}
	for _, title := range need {
		wanted[fold(title)] = true
	}
	at, found := Head(top, func(title string) string {
		if key := fold(title); wanted[key] {
			return key
		}
		return ""
	})
	if found < len(wanted) {
		return nil
	}
	g := &Grid{
		Name: s.Name, Date1904: s.Date1904, Rows: s.Rows[at+1:], Head: s.Rows[at], Above: s.Rows[:at], Seen: s.Seen, Printed: s.Printed, Drawn: s.Drawn, fold: fold,
		asked: map[string]int{},
	}
	g.columns, g.Twice = Columns(top[at], fold)
	for _, x := range s.Beside {
		if x.Row == 0 || x.Row >= s.Rows[at].No && x.Column < len(top[at]) {
			g.Beside = append(g.Beside, x)
		}
	}
	return g
}

// Has reports whether there is a column of that heading.
func (g *Grid) Has(title string) bool {
	_, ok := g.Column(title)
	return ok
}

// Column gives the column of a heading; ok is false where there is none.
func (g *Grid) Column(title string) (column int, ok bool) {
	column, known := g.asked[title]
	if !known {
		if column, ok = g.columns[g.fold(title)]; !ok {
			column = -1
		}
		g.asked[title] = column
	}
	return column, column >= 0
}

// Line is a row of a grid.
type Line struct {
	*Grid
	Row
}

// Lines gives the rows under the head; of no grid there are none.
func (g *Grid) Lines() []Line {
	if g == nil {
		return nil
	}
	out := make([]Line, len(g.Rows))
	for i, row := range g.Rows {
		out[i] = Line{g, row}
	}
	return out
}

// Cell gives the cell under a heading, a blank one where there is no such column.
func (l Line) Cell(title string) Cell {
	column, ok := l.Column(title)
	if !ok {
		return Cell{}
	}
	return l.Row.Cell(column)
}

// Text gives what stands under a heading as it was typed.
func (l Line) Text(title string) string { return l.Cell(title).Typed(l.Date1904) }

// Place names a cell, its column counted from 0: "填报数据!D7"; without a row it names the sheet.
func (s *Sheet) Place(row, column int) string {
	if s.Name == "" { // a text
		return fmt.Sprintf("第%d行第%d列", row, column+1)
	}
	return placeIn(s.Name, row, column)
}

// At is Sheet.Place.
func (g *Grid) At(row, column int) string { return placeIn(g.Name, row, column) }

func placeIn(sheet string, row, column int) string {
	if row == 0 {
		return sheet
	}
	return sheet + "!" + Place(row, column)
}

// Place names a cell: "填报数据!D7".
func (l Line) Place(title string) string {
	column, _ := l.Column(title)
	return l.Name + "!" + Place(l.No, max(column, 0))
}
