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
	Taken       bool       // Message says what was altered in it
	At          forms.Path // the cell of the register it belongs in, "" for none
	Text        string     // what it says, where it could not be taken and has its cell
}

// Texts are the texts that could not be taken, by the cells they belong in.
func Texts(problems []PasteProblem) map[forms.Path]string {
	out := map[forms.Path]string{}
	for _, p := range problems {
		if p.At != "" && p.Text != "" {
			out[p.At] = p.Text
		}
	}
	return out
}

// Spot is a cell of a register by place, both counted from 0; the row may be the one after the last.
type Spot struct{ Row, Column int }

// PasteBlock plans taking a spreadsheet selection (tab-separated lines, cells perhaps quoted) into a register from a cell on: over the
// rows there, then as new ones. A line of the first few that holds the register's own headings names the columns; otherwise they are taken
// in order. Blank cells change nothing, those that cannot be read are reported with the cell they belong in.
func PasteBlock(d *forms.Dossier, criterion string, at Spot, text string) ([]forms.Change, []PasteProblem) {
	return pasteLines(d, criterion, at, splitCells(text))
}

// pasteLines takes the cells of a text.
func pasteLines(d *forms.Dossier, criterion string, at Spot, lines [][]string) ([]forms.Change, []PasteProblem) {
	reg := d.Edition.Criterion(criterion).Register
	columns := reg.Columns[min(max(at.Column, 0), len(reg.Columns)):]
	skip := 0
	for i, line := range lines[:min(len(lines), titleRows)] {
		if named := headings(reg, line, i > 0); named != nil {
			columns, skip = named, i+1
			break
		}
	}
	numbers := skip == 0 && at.Column == 0 && areNumbered(columns, lines)
	if numbers {
		columns = append([]*scoring.Field{nil}, columns...)
	}
	read, problems := cells{columns: columns, year: d.Edition.Year}.readLines(lines[skip:], skip+1)
	if numbers {
		problems = append([]PasteProblem{{Row: 1, Column: 1, Message: "第1列是序号，没有采用", Taken: true}}, problems...)
	}
	if skip > 0 {
		problems = append(aboveHeadings(lines[:skip-1]), append(problems, strangeHeadings(reg, columns, lines[skip-1], skip)...)...)
	}
	changes, cells := block{d, criterion, at.Row - skip - 1}.lay(read)
	for i, p := range problems {
		if row, ok := cells[p.Row]; ok && p.Column <= len(columns) && columns[p.Column-1] != nil {
			problems[i].At = forms.CellPath(criterion, row, columns[p.Column-1].Key)
		}
	}
	return changes, problems
}

// block is where pasted lines go: line n over the row at place n+shift, counted from 0, or as a new one.
type block struct {
	d         *forms.Dossier
	criterion string
	shift     int
}

// lay plans the lines' values, and gives the row of each line.
func (b block) lay(read []readLine) (changes []forms.Change, row map[int]string) {
	rows := b.d.Rows(b.criterion)
	var added []map[string]string
	place := map[int]int{} // by line, among the rows there and those added
	for _, l := range read {
		n := b.shift + l.line
		if n >= len(rows) {
			place[l.line] = len(rows) + len(added)
			added = append(added, l.cells)
			continue
		}
		place[l.line] = n
		for _, col := range b.d.Edition.Criterion(b.criterion).Register.Columns {
			if v := l.cells[col.Key]; v != "" {
				changes = append(changes, b.d.Replace(forms.CellPath(b.criterion, rows[n].ID, col.Key), v)...)
			}
		}
	}
	fresh := b.d.AddRows(b.criterion, added...)
	ids := append(rowIDs(rows), newIDs(fresh)...)
	row = make(map[int]string, len(place))
	for line, n := range place {
		row[line] = ids[n]
	}
	return append(changes, fresh...), row
}

func rowIDs(rows []scoring.Row) (ids []string) {
	for _, row := range rows {
		ids = append(ids, row.ID)
	}
	return ids
}

// newIDs are the rows that changes add, in their order.
func newIDs(changes []forms.Change) (ids []string) {
	for _, c := range changes {
		if c.Path.Order() && c.Old == "" {
			ids = append(ids, c.Path.Parts().ID)
		}
	}
	return ids
}

// readLine is a line of foreign cells brought into canonical text, by column key.
type readLine struct {
	line    int // counted from 1 in the whole text
	cells   map[string]string
	refused map[string]string // what could not be read
}

// cells are those of a foreign table: the columns they are read into, and the year of the register.
type cells struct {
	columns []*scoring.Field
	year    int
	own     bool // they come from a register, as it shows them
}

// readLines reads cells into the columns; a nil column is passed over. first is the number of the first line. Lines in which nothing
// stands in a column are left out.
func (c cells) readLines(lines [][]string, first int) (out []readLine, problems []PasteProblem) {
	columns := c.columns
	for i, line := range lines {
		if word := asideRow(line, firstNamed(columns)); word != "" && !c.own {
			problems = append(problems, PasteProblem{Row: i + first, Column: 1, Message: "这一行（“" + scoring.Clip(word) + "”）像是合计、签名或说明，没有采用"})
			continue
		}
		l := readLine{i + first, map[string]string{}, map[string]string{}}
		for j, cell := range line {
			if !c.own {
				cell = strings.TrimSpace(cell)
			}
			if cell == "" || j < len(columns) && columns[j] == nil {
				continue
			}
			if j >= len(columns) {
				problems = append(problems, PasteProblem{Row: i + first, Column: j + 1, Message: "这一列在台账里没有对应的列，没有采用"})
				continue
			}
			note := ""
			if !c.own {
				cell, note = c.foreign(columns[j], cell)
			}
			if note != "" {
				problems = append(problems, PasteProblem{Row: i + first, Column: j + 1, Message: note, Taken: true})
			}
			value, err := columns[j].Normalize(cell)
			if err != nil {
				problems = append(problems, PasteProblem{Row: i + first, Column: j + 1, Message: err.Error(), Text: cell})
				l.refused[columns[j].Key] = cell
				continue
			}
			value, notes := columns[j].Clean(value)
			if len(notes) > 0 {
				problems = append(problems, PasteProblem{Row: i + first, Column: j + 1, Message: canon.Words(notes), Taken: true})
			}
			if value != "" { // nothing is left of a cell of characters that cannot be shown
				l.cells[columns[j].Key] = value
			}
		}
		if len(l.cells)+len(l.refused) > 0 {
			out = append(out, l)
			if !c.own { // there it is said already
				problems = append(problems, outsideMonth(columns, l.cells, i+first)...)
			}
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
	words := date.Label + cells[date.Key] + "不在" + cells[month.Key] + "月，仍已填入，请核对"
	return []PasteProblem{{Row: line, Column: slices.Index(columns, date) + 1, Message: words, Taken: true}}
}

// JoinCells is what a spreadsheet takes for rows of cells, which splitCells takes apart again: tabs between cells, every row with an end of
// its line unless there is but one cell, "…" around a cell that holds a tab or an end of a line, or begins with such a mark.
func JoinCells(rows [][]string) string {
	var out strings.Builder
	for _, row := range rows {
		for i, cell := range row {
			if i > 0 {
				out.WriteByte('\t')
			}
			if strings.ContainsAny(cell, "\t\n\r") || strings.HasPrefix(cell, `"`) {
				cell = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
			}
			out.WriteString(cell)
		}
		if len(rows) > 1 || len(row) > 1 {
			out.WriteByte('\n')
		}
	}
	return out.String()
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
