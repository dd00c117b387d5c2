package letterdoc

import (
	"fmt"
	"strings"
)

// Table is a table that goes with a letter, set across the sheet as on paper. One with a name, such as 附件1, begins a page; one without
// goes on under the table before it.
type Table struct {
	Name, Title string
	Columns     []Column
	Rows        [][]string
	Strong      map[int]bool // rows set bold on a ground
	Notes       []string     // below it
	Size        float64      // of its type in points; 0 is the usual
}

// Column is a column: its share of the width, and whether it holds running text, flush left; else it is short and centred.
type Column struct {
	Head  string
	Width float64
	Words bool
}

// texts are all that a table says, in order.
func (t Table) texts() []string {
	out := []string{t.Name, t.Title}
	for _, c := range t.Columns {
		out = append(out, c.Head)
	}
	for _, row := range t.Rows {
		out = append(out, row...)
	}
	return append(out, t.Notes...)
}

// The width across the sheet in twips, 225 mm, the usual size of type in points, and the room at either side of a cell's text in twips.
const (
	acrossWidth = 12756
	usualSize   = 9.0
	usualMargin = 50
	denseMargin = 20 // of a table set smaller: it has many columns
)

// table is a table as the templates show it.
type table struct {
	Name, Title string
	Style       string // of its text, one for each table
	Half, Pitch int    // its type in half points, its lines in twips
	Margin      int
	Breaks      bool // it begins a page; the first of all stands on one of its own anyway
	Heads       []cell
	Rows        []tableRow
	Notes       []string
}

type tableRow struct {
	Cells  []cell
	Strong bool
	Keep   bool // on the page of the next, or of the notes
	High   int  // at least, in twips, where room is left to write in
}

// cell is a cell, Width in twips.
type cell struct {
	Text  string
	Width int
	Span  int // columns that it covers, 0 for its own
	Words bool
}

// tables are a letter's tables as the templates show them.
func tables(list []Table) []table {
	out := make([]table, len(list))
	for i, t := range list {
		size, margin := t.Size, denseMargin
		if size == 0 {
			size, margin = usualSize, usualMargin
		}
		out[i] = table{
			Name: t.Name, Title: t.Title, Style: fmt.Sprintf("Table%d", i+1), Half: int(2 * size), Pitch: int(27 * size), Margin: margin,
			Breaks: i > 0 && t.Name != "", Notes: t.Notes,
		}
		heads := make([]string, len(t.Columns))
		for j, c := range t.Columns {
			heads[j] = c.Head
		}
		out[i].Heads = t.cells(heads)
		for j, row := range t.Rows {
			out[i].Rows = append(out[i].Rows, tableRow{
				Cells: t.cells(row), Strong: t.Strong[j], Keep: len(t.Notes) > 0 && j >= len(t.Rows)-2, High: out[i].Pitch * room(row),
			})
		}
	}
	return out
}

// room is how many lines a row leaves to write in: a cell of line ends alone.
func room(row []string) int {
	lines := 0
	for _, text := range row {
		if n := strings.Count(text, "\n"); n > 0 && strings.Trim(text, "\n") == "" {
			lines = max(lines, n+1)
		}
	}
	return lines
}

// cells are a row's; a row of one text alone covers all columns.
func (t Table) cells(row []string) []cell {
	all := 0.0
	for _, c := range t.Columns {
		all += c.Width
	}
	if len(row) == 1 && len(t.Columns) > 1 {
		return []cell{{Text: row[0], Width: acrossWidth, Span: len(t.Columns)}}
	}
	out := make([]cell, len(t.Columns))
	for i, c := range t.Columns {
		out[i] = cell{Width: int(c.Width * acrossWidth / all), Words: c.Words}
		if i < len(row) {
			out[i].Text = row[i]
		}
	}
	return out
}
