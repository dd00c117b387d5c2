package merge

import (
	"slices"
	"strings"

	"zicha/forms"
	"zicha/scoring"
	"zicha/scoring/canon"
)

// PasteProblem is a cell of pasted text that could not be taken, or was taken in another form than it came.
type PasteProblem struct {
	Row, Column int // counted from 1 in the pasted text
	Message     string
	Taken       bool // Message says what was altered in it
}

// Spot is a cell of a register by place, both counted from 0; the row may be the one after the last.
type Spot struct{ Row, Column int }

// PasteBlock plans taking a spreadsheet selection (tab-separated lines, cells perhaps quoted) into a register from a cell on: over the
// rows there, then as new ones. A line of the first few that holds the register's own headings names the columns; otherwise they are taken
// in order. Blank cells change nothing, those that cannot be read are left out and reported.
func PasteBlock(d *forms.Dossier, criterion string, at Spot, text string) ([]forms.Change, []PasteProblem) {
	reg := d.Edition.Criterion(criterion).Register
	lines := splitCells(text)
	columns := reg.Columns[min(max(at.Column, 0), len(reg.Columns)):]
	skip := 0
	for i, line := range lines[:min(len(lines), titleRows)] {
		if named := headings(reg, line, i > 0); named != nil {
			columns, skip = named, i+1
			break
		}
	}
	read, problems := readLines(columns, lines[skip:], skip+1)
	if skip > 0 {
		problems = append(aboveHeadings(lines[:skip-1]), append(problems, strangeHeadings(columns, lines[skip-1], skip)...)...)
	}
	rows := d.Rows(criterion)
	var changes []forms.Change
	var added []map[string]string
	for _, l := range read {
		if n := at.Row + l.line - skip - 1; n < len(rows) {
			for _, col := range reg.Columns {
				if v := l.cells[col.Key]; v != "" {
					changes = append(changes, d.Replace(forms.CellPath(criterion, rows[n].ID, col.Key), v)...)
				}
			}
			continue
		}
		added = append(added, l.cells)
	}
	return append(changes, d.AddRows(criterion, added...)...), problems
}

// readLine is a line of foreign cells brought into canonical text, by column key.
type readLine struct {
	line  int // counted from 1 in the whole text
	cells map[string]string
}

// readLines reads cells into the columns; a nil column is passed over. first is the number of the first line. Lines without any
// value are left out.
func readLines(columns []*scoring.Field, lines [][]string, first int) (out []readLine, problems []PasteProblem) {
	for i, line := range lines {
		if word := asideRow(line, firstNamed(columns)); word != "" {
			problems = append(problems, PasteProblem{Row: i + first, Column: 1, Message: "这一行（“" + scoring.Clip(word) + "”）像是合计、签名或说明，没有采用"})
			continue
		}
		cells := map[string]string{}
		for j, cell := range line {
			cell = strings.TrimSpace(cell)
			if cell == "" || j < len(columns) && columns[j] == nil {
				continue
			}
			if j >= len(columns) {
				problems = append(problems, PasteProblem{Row: i + first, Column: j + 1, Message: "这一列在台账里没有对应的列，没有采用"})
				continue
			}
			cell, note := foreign(columns[j], cell)
			if note != "" {
				problems = append(problems, PasteProblem{i + first, j + 1, note, true})
			}
			value, err := columns[j].Normalize(cell)
			if err != nil {
				problems = append(problems, PasteProblem{Row: i + first, Column: j + 1, Message: err.Error()})
				continue
			}
			value, notes := columns[j].Clean(value)
			if len(notes) > 0 {
				problems = append(problems, PasteProblem{i + first, j + 1, canon.Words(notes), true})
			}
			cells[columns[j].Key] = value
		}
		if len(cells) > 0 {
			out = append(out, readLine{i + first, cells})
			problems = append(problems, outsideMonth(columns, cells, i+first)...)
		}
	}
	return out, problems
}

// outsideMonth tells of a date that is not of the month beside it.
func outsideMonth(columns []*scoring.Field, cells map[string]string, line int) []PasteProblem {
	named := slices.DeleteFunc(slices.Clone(columns), func(col *scoring.Field) bool { return col == nil })
	month, date := (&scoring.Register{Columns: named}).OutsideMonth(cells)
	if month == nil {
		return nil
	}
	words := date.Label + cells[date.Key] + "不在" + cells[month.Key] + "月，已照样填入，请核对"
	return []PasteProblem{{line, slices.Index(columns, date) + 1, words, true}}
}

// splitCells splits a spreadsheet selection: tabs and line ends, with "…" around cells that hold either.
func splitCells(text string) [][]string {
	text = canon.Lines(text)
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
