package forms

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"zicha/scoring"
)

// AddRow plans a new register row at the end; cells are canonical text.
func (d *Dossier) AddRow(criterion string, cells map[string]string) (id string, changes []Change) {
	return d.addRowAt(criterion, NewID(), lastPlace(d, criterion)+1, cells)
}

func (d *Dossier) addRowAt(criterion, id string, place int, cells map[string]string) (string, []Change) {
	changes := []Change{{Path: CellPath(criterion, id, orderKey), New: strconv.Itoa(place)}}
	for _, col := range d.Edition.Criterion(criterion).Register.Columns {
		if v := cells[col.Key]; v != "" {
			changes = append(changes, Change{Path: CellPath(criterion, id, col.Key), New: v})
		}
	}
	return id, changes
}

// lastPlace is the highest place in use.
func lastPlace(d *Dossier, criterion string) int {
	last := 0
	for _, r := range d.Rows(criterion) {
		n, _ := strconv.Atoi(d.values[CellPath(criterion, r.ID, orderKey)])
		last = max(last, n)
	}
	return last
}

// RemoveRow plans removing a register row with all its cells.
func (d *Dossier) RemoveRow(criterion, id string) []Change {
	var changes []Change
	prefix := string(CellPath(criterion, id, ""))
	for _, p := range d.Paths() {
		if strings.HasPrefix(string(p), prefix) {
			changes = append(changes, Change{p, d.values[p], ""})
		}
	}
	return changes
}

// SortRows plans the register's order by a column, blank cells last.
func (d *Dossier) SortRows(criterion, column string) []Change {
	rows := d.Rows(criterion)
	sortRows(rows, column)
	var changes []Change
	for i, r := range rows {
		p := CellPath(criterion, r.ID, orderKey)
		if v := strconv.Itoa(i + 1); d.values[p] != v {
			changes = append(changes, Change{p, d.values[p], v})
		}
	}
	return changes
}

// PasteProblem is a cell of pasted text that could not be taken.
type PasteProblem struct {
	Row, Column int // counted from 1 in the pasted text
	Message     string
}

// PasteRows plans adding a spreadsheet selection (tab-separated lines, cells perhaps quoted) to a register. A first line that
// holds the register's own headings names the columns; otherwise they are taken in order. Cells that cannot be read are left
// blank and reported.
func (d *Dossier) PasteRows(criterion, text string) ([]Change, []PasteProblem) {
	reg := d.Edition.Criterion(criterion).Register
	lines := splitTSV(text)
	columns := reg.Columns
	skip := 0
	if len(lines) > 0 {
		if named := headings(reg, lines[0]); named != nil {
			columns, skip = named, 1
		}
	}
	var changes []Change
	var problems []PasteProblem
	place := lastPlace(d, criterion)
	for i, line := range lines[skip:] {
		cells := map[string]string{}
		for j, cell := range line {
			if j >= len(columns) || columns[j] == nil || strings.TrimSpace(cell) == "" {
				if strings.TrimSpace(cell) != "" && j >= len(columns) {
					problems = append(problems, PasteProblem{i + skip + 1, j + 1, "这一列在台账里没有对应的列，未粘贴"})
				}
				continue
			}
			value, err := columns[j].Normalize(strings.TrimSpace(cell))
			if err != nil {
				problems = append(problems, PasteProblem{i + skip + 1, j + 1, err.Error()})
				continue
			}
			cells[columns[j].Key] = value
		}
		if len(cells) == 0 {
			continue
		}
		place++
		_, added := d.addRowAt(criterion, NewID(), place, cells)
		changes = append(changes, added...)
	}
	return changes, problems
}

// headings maps a line to columns where every non-blank cell is a heading, else nil.
func headings(reg *scoring.Register, line []string) []*scoring.Field {
	columns := make([]*scoring.Field, len(line))
	found := 0
	for j, cell := range line {
		key := scoring.FoldKey(cell)
		if key == "" || key == "序号" {
			continue
		}
		for _, col := range reg.Columns {
			if key == scoring.FoldKey(col.Label) || key == col.Key {
				columns[j] = col
			}
		}
		if columns[j] == nil {
			return nil
		}
		found++
	}
	if found == 0 {
		return nil
	}
	return columns
}

// splitTSV splits a spreadsheet selection: tabs and line ends, with "…" around cells that hold either.
func splitTSV(text string) [][]string {
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	var lines [][]string
	var line []string
	for text != "" {
		cell, rest := cutCell(text)
		line = append(line, cell)
		if rest == "" || rest[0] == '\n' {
			lines = append(lines, line)
			line = nil
		}
		if rest == "" {
			return lines
		}
		text = rest[1:]
		if text == "" && rest[0] == '\t' {
			return append(lines, append(line, ""))
		}
	}
	return lines
}

// cutCell takes the first cell; rest begins with the tab or line end after it.
func cutCell(text string) (cell, rest string) {
	if strings.HasPrefix(text, `"`) {
		for i := 1; i < len(text); i++ {
			switch {
			case text[i] != '"':
			case i+1 < len(text) && text[i+1] == '"':
				i++
			case i+1 == len(text) || text[i+1] == '\t' || text[i+1] == '\n':
				return strings.ReplaceAll(text[1:i], `""`, `"`), text[i+1:]
			default:
				i = len(text)
			}
		}
	}
	if end := strings.IndexAny(text, "\t\n"); end >= 0 {
		return text[:end], text[end:]
	}
	return text, ""
}

// sortRows orders rows by a column: numbers by value, then texts, blank cells last.
func sortRows(rows []scoring.Row, column string) {
	rank := func(cell string) (class, value int) {
		n, err := strconv.Atoi(cell)
		switch {
		case cell == "":
			return 2, 0
		case err != nil:
			return 1, 0
		}
		return 0, n
	}
	slices.SortStableFunc(rows, func(a, b scoring.Row) int {
		x, y := a.Cells[column], b.Cells[column]
		classX, valueX := rank(x)
		classY, valueY := rank(y)
		return cmp.Or(cmp.Compare(classX, classY), cmp.Compare(valueX, valueY), strings.Compare(x, y))
	})
}
