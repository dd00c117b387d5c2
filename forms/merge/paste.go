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
// rows there, then as new ones. A first line that holds the register's own headings names the columns; otherwise they are taken in
// order. Blank cells change nothing, those that cannot be read are reported with the cell they belong in.
func PasteBlock(d *forms.Dossier, criterion string, at Spot, text string) ([]forms.Change, []PasteProblem) {
	reg := d.Edition.Criterion(criterion).Register
	lines := splitCells(text)
	columns := reg.Columns[min(max(at.Column, 0), len(reg.Columns)):]
	skip := 0
	if len(lines) > 0 {
		if named := headings(reg, lines[0]); named != nil {
			columns, skip = named, 1
		}
	}
	read, problems := readLines(columns, lines[skip:], skip+1)
	if skip > 0 {
		problems = append(problems, strangeHeadings(columns, lines[0])...)
	}
	rows := d.Rows(criterion)
	var changes []forms.Change
	var added []map[string]string
	place := map[int]int{} // by line, among the rows there and those added
	for _, l := range read {
		n := at.Row + l.line - skip - 1
		if n >= len(rows) {
			place[l.line] = len(rows) + len(added)
			added = append(added, l.cells)
			continue
		}
		place[l.line] = n
		for _, col := range reg.Columns {
			if v := l.cells[col.Key]; v != "" {
				changes = append(changes, d.Replace(forms.CellPath(criterion, rows[n].ID, col.Key), v)...)
			}
		}
	}
	fresh := d.AddRows(criterion, added...)
	ids := append(rowIDs(rows), newIDs(fresh)...)
	for i, p := range problems {
		if n, ok := place[p.Row]; ok && p.Column <= len(columns) && columns[p.Column-1] != nil {
			problems[i].At = forms.CellPath(criterion, ids[n], columns[p.Column-1].Key)
		}
	}
	return append(changes, fresh...), problems
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

// readLines reads cells into the columns; a nil column is passed over. first is the number of the first line. Lines in which nothing
// stands in a column are left out.
func readLines(columns []*scoring.Field, lines [][]string, first int) (out []readLine, problems []PasteProblem) {
	for i, line := range lines {
		if word := asideRow(line, firstNamed(columns)); word != "" {
			problems = append(problems, PasteProblem{Row: i + first, Column: 1, Message: "这一行（“" + scoring.Clip(word) + "”）像是合计、签名或说明，没有采用"})
			continue
		}
		l := readLine{i + first, map[string]string{}, map[string]string{}}
		for j, cell := range line {
			cell = strings.TrimSpace(cell)
			if cell == "" || j < len(columns) && columns[j] == nil {
				continue
			}
			if j >= len(columns) {
				problems = append(problems, PasteProblem{Row: i + first, Column: j + 1, Message: "这一列在台账里没有对应的列，没有采用"})
				continue
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
			l.cells[columns[j].Key] = value
		}
		if len(l.cells)+len(l.refused) > 0 {
			out = append(out, l)
		}
	}
	return out, problems
}

// strangeHeadings tells of the headings that name no column of the register.
func strangeHeadings(columns []*scoring.Field, line []string) (out []PasteProblem) {
	for j, cell := range line {
		if key := scoring.FoldKey(cell); columns[j] == nil && key != "" && key != "序号" {
			out = append(out, PasteProblem{Row: 1, Column: j + 1, Message: "列名“" + scoring.Clip(cell) + "”在台账里没有，这一列没有采用"})
		}
	}
	return out
}

// headings maps a line to columns where every non-blank cell is a heading, or two at least are, else nil.
func headings(reg *scoring.Register, line []string) []*scoring.Field {
	columns, found := namedColumns(reg, line)
	strange := 0
	for j, cell := range line {
		if key := scoring.FoldKey(cell); columns[j] == nil && key != "" && key != "序号" {
			strange++
		}
	}
	if found == 0 || strange > 0 && found < 2 {
		return nil
	}
	return columns
}

// headingWords are what offices write over a column beside the name it has here.
var headingWords = [][]string{
	{"月份", "月", "报送月份", "所属月份"},
	{"类别", "类型", "案例类别", "案例类型", "种类"},
	{"标题", "题目", "案例标题", "案例名称", "文章标题", "信息标题"},
	{"日期", "时间", "报送日期", "报送时间", "发布日期", "发布时间", "刊发日期", "刊发时间"},
	{"部门", "部门名称", "单位", "单位名称"},
	{"媒体", "媒体名称", "发布媒体", "刊发媒体"},
	{"名称", "姓名", "企业名称"},
}

// columnNamed finds the column a heading names, nil where there is none; spaces, widths and a colon at the end make no difference.
func columnNamed(reg *scoring.Register, heading string) *scoring.Field {
	key := strings.TrimRight(scoring.FoldKey(heading), ":*")
	for _, col := range reg.Columns {
		if key == scoring.FoldKey(col.Label) || key == col.Key {
			return col
		}
	}
	for _, words := range headingWords {
		if !slices.Contains(words, key) {
			continue
		}
		for _, col := range reg.Columns {
			if slices.Contains(words, scoring.FoldKey(col.Label)) {
				return col
			}
		}
	}
	return nil
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
