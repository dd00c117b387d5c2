package merge

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"zicha/forms"
	"zicha/scoring"
)

// TablePlan is what a table from outside would bring into a register, before anything is taken.
type TablePlan struct {
	New      int // rows added
	Same     int // rows the register has already
	Filled   int // blank cells of those that the table fills
	Changes  []forms.Change
	Texts    map[forms.Path]string // what could not be read, by the cells of these rows it belongs in
	Problems []PasteProblem        // by row and column of the table
	Ignored  []string              // headings the register has no column for
}

// headingRows is among how many rows the headings may stand; notes often stand above them.
const headingRows = 20

// maxPlanned bounds a register; the longest known lists have some hundred rows.
const maxPlanned = 2000

// FindHeadings finds the row that names the register's columns and gives them by place, nil for those that are not the register's;
// found is how many are named, 0 where there is no such row. Spaces, widths and a colon at the end make no difference.
func FindHeadings(reg *scoring.Register, table [][]string) (row, found int, columns []*scoring.Field) {
	for i, line := range table[:min(len(table), headingRows)] {
		h := headsOf(reg, line)
		if n := h.found(); n > found && (n > 1 || slices.Contains(h.columns, reg.Columns[0])) {
			row, found, columns = i, n, h.columns
		}
	}
	return row, found, columns
}

// PlanTable plans taking a table over: rows the register does not have are added; of those it has, known by the column it counts or
// else by all cells, only blank cells are filled. The error is a plain sentence where the table cannot be taken at all.
func PlanTable(d *forms.Dossier, criterion string, table [][]string) (TablePlan, error) {
	c := d.Edition.Criterion(criterion)
	if c == nil || c.Register == nil {
		return TablePlan{}, fmt.Errorf("“%s”没有台账，不能导入", criterion)
	}
	head, found, columns := FindHeadings(c.Register, table)
	if found == 0 {
		return TablePlan{}, fmt.Errorf("没有找到表头。请在第一行写上列名：%s，再导入一次", strings.Join(columnLabels(c.Register), "、"))
	}
	p := &tablePlanner{d: d, c: c, columns: columns, known: map[string]*plannedRow{}}
	for j, cell := range table[head] {
		if key := scoring.FoldKey(cell); columns[j] == nil && key != "" && !isNumbering(cell) {
			p.plan.Ignored = append(p.plan.Ignored, strings.TrimSpace(cell))
		}
	}
	lines, problems := cells{columns: withWidth(columns, table), year: d.Edition.Year}.readLines(table[head+1:], head+2)
	if len(lines) > maxPlanned {
		return TablePlan{}, fmt.Errorf("表里有%d行，一个台账最多%d行，请核对是否选错了文件", len(lines), maxPlanned)
	}
	p.plan.Problems, p.plan.Texts = append(nameless(columns, table, head), problems...), map[forms.Path]string{}
	for _, r := range d.Rows(criterion) {
		p.remember(&plannedRow{id: r.ID, cells: maps.Clone(r.Cells)})
	}
	for _, l := range lines {
		p.take(l)
	}
	return p.finish(), nil
}

// nameless tells of columns without a heading in which something stands.
func nameless(columns []*scoring.Field, table [][]string, head int) (out []PasteProblem) {
	at := map[int]int{} // the problem of a column
	for i, line := range table[head+1:] {
		if asideRow(line, firstNamed(columns)) != "" {
			continue
		}
		for j, cell := range line {
			if cell = strings.TrimSpace(cell); cell == "" || j < len(table[head]) && scoring.FoldKey(table[head][j]) != "" {
				continue
			}
			if _, told := at[j]; !told {
				at[j] = len(out)
				out = append(out, PasteProblem{Row: head + i + 2, Column: j + 1, Message: "这一列没有列名，里面的内容（如“" + scoring.Clip(cell) + "”）没有采用"})
			}
		}
	}
	return out
}

// withWidth lengthens the columns to the table's widest row; what stands beyond the headings is passed over.
func withWidth(columns []*scoring.Field, table [][]string) []*scoring.Field {
	width := len(columns)
	for _, line := range table {
		width = max(width, len(line))
	}
	return append(columns, make([]*scoring.Field, width-len(columns))...)
}

func columnLabels(reg *scoring.Register) []string {
	var out []string
	for _, col := range reg.Columns {
		out = append(out, col.Label)
	}
	return out
}

// tablePlanner compares a table's rows with a register's.
type tablePlanner struct {
	d       *forms.Dossier
	c       *scoring.Criterion
	columns []*scoring.Field
	known   map[string]*plannedRow
	added   []*plannedRow
	plan    TablePlan
}

// plannedRow is a row the register has, or will have where id is "".
type plannedRow struct {
	id    string
	cells map[string]string
	texts map[string]string // what could not be read
}

// key is what makes two rows the same one.
func (p *tablePlanner) key(cells map[string]string) string {
	reg := p.c.Register
	if k := scoring.FoldKey(cells[reg.Columns[0].Key]); k != "" && reg.Counts != "" {
		if level := reg.Level(); level != nil {
			return k + "\x00" + cells[level.Key]
		}
		return k
	}
	var all strings.Builder
	for _, col := range reg.Columns {
		all.WriteString("\x00" + scoring.FoldKey(cells[col.Key]))
	}
	return all.String()
}

func (p *tablePlanner) remember(row *plannedRow) {
	if k := p.key(row.cells); p.known[k] == nil {
		p.known[k] = row
	}
}

// take plans one row of the table.
func (p *tablePlanner) take(l readLine) {
	for _, col := range p.c.Register.Columns {
		if v := l.cells[col.Key]; isFormulaError(v) {
			delete(l.cells, col.Key)
			p.problem(l, col, "“"+col.Label+"”里是公式错误"+v+"，没有读取，请改填实际的内容")
		}
	}
	if len(l.cells) == 0 {
		return
	}
	first := p.c.Register.Columns[0]
	if p.c.Register.Counts != "" && scoring.FoldKey(l.cells[first.Key]) == "" {
		p.problem(l, first, "未填“"+first.Label+"”，这一行加入后不计数")
	}
	row := p.known[p.key(l.cells)]
	if row == nil {
		row = &plannedRow{cells: l.cells, texts: l.refused}
		p.added = append(p.added, row)
		p.remember(row)
		return
	}
	p.plan.Same++
	for key, text := range l.refused {
		if row.id != "" && row.cells[key] == "" {
			p.plan.Texts[forms.CellPath(p.c.ID, row.id, key)] = text
		}
	}
	for _, col := range p.c.Register.Columns {
		said, had := l.cells[col.Key], row.cells[col.Key]
		switch {
		case said == "":
		case had == "":
			row.cells[col.Key] = said
			if row.id != "" {
				p.plan.Filled++
				p.plan.Changes = append(p.plan.Changes, p.d.Replace(forms.CellPath(p.c.ID, row.id, col.Key), said)...)
			}
		case scoring.FoldKey(said) != scoring.FoldKey(had):
			p.problem(l, col, "“"+col.Label+"”与台账里的“"+col.Display(had)+"”不同，没有改动")
		}
	}
}

func (p *tablePlanner) problem(l readLine, col *scoring.Field, message string) {
	p.plan.Problems = append(p.plan.Problems, PasteProblem{Row: l.line, Column: slices.Index(p.columns, col) + 1, Message: message})
}

// finish adds the new rows after the register's own.
func (p *tablePlanner) finish() TablePlan {
	var rows []map[string]string
	for _, row := range p.added {
		rows = append(rows, row.cells)
	}
	fresh := p.d.AddRows(p.c.ID, rows...)
	for i, id := range newIDs(fresh) {
		for key, text := range p.added[i].texts {
			p.plan.Texts[forms.CellPath(p.c.ID, id, key)] = text
		}
	}
	p.plan.Changes = append(p.plan.Changes, fresh...)
	p.plan.New = len(p.added)
	slices.SortStableFunc(p.plan.Problems, func(a, b PasteProblem) int { return a.Row - b.Row })
	return p.plan
}

// isFormulaError reports whether a cell is what spreadsheets show for a formula gone wrong.
func isFormulaError(cell string) bool {
	switch cell {
	case "#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#SPILL!", "#CALC!":
		return true
	}
	return false
}
