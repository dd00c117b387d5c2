package receive

import (
	"context"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"zicha/forms/files"
	"zicha/forms/review"
	"zicha/forms/tables"
	"zicha/forms/workbook"
	"zicha/scoring"
)

// FigureChange is a figure of the city's that would be set.
type FigureChange struct {
	County, Name string
	Field, Label string // "11.1.standard", "第11项考核标准"
	Old, New     string // canonical; Old is "" where there was none
	Place        string // the cell
}

// FigurePlan is what taking figures over would come to. It is taken whole or not at all.
type FigurePlan struct {
	File    string
	Changes []FigureChange
	Same    int      // figures that are there already
	Wrong   []string // sentences: what stands in the way; with any of them nothing is taken
	Notes   []string // sentences: what is not read
	Doubts  []string // sentences: what is to be looked at before it is taken, such as figures that leap
}

// Only is the plan with those of its changes alone that keep says are wanted.
func (p *FigurePlan) Only(keep func(FigureChange) bool) *FigurePlan {
	out := *p
	out.Changes = slices.DeleteFunc(slices.Clone(p.Changes), func(c FigureChange) bool { return !keep(c) })
	return &out
}

// figureField is a field whose value is the city's to give.
type figureField struct {
	name  string // "11.1.standard"
	label string
	field *scoring.Field
	no    int // of its indicator
}

// figureFields are the fields that are the city's to give.
type figureFields struct {
	list  []*figureField
	byRow []*scoring.Criterion    // whose register's places are the city's to tell of
	heads map[string]*figureField // by heading, nil for one that several have in common
}

func figureFieldsOf(e *scoring.Edition) *figureFields {
	out := &figureFields{heads: map[string]*figureField{}}
	for _, c := range e.Criteria() {
		if len(c.Entries) > 0 {
			out.byRow = append(out.byRow, c)
		}
		for _, field := range review.CityFields(c) {
			f := figureFieldOf(c, field)
			item := itemWords(c)
			out.list = append(out.list, f)
			for _, lead := range []string{"", item, c.ID, c.Title, item + c.Title, item + c.ID, c.ID + c.Title, c.Indicator.Title, item + c.Indicator.Title} {
				out.put(lead+field.Label, f)
			}
			out.put(f.name, f)
		}
	}
	return out
}

func figureFieldOf(c *scoring.Criterion, field *scoring.Field) *figureField {
	return &figureField{name: c.ID + "." + field.Key, label: itemWords(c) + field.Label, field: field, no: c.Indicator.No}
}

func itemWords(c *scoring.Criterion) string { return "第" + strconv.Itoa(c.Indicator.No) + "项" }

func (fs *figureFields) put(heading string, f *figureField) {
	key := folded(heading)
	if other, there := fs.heads[key]; there && other != f {
		f = nil
	}
	fs.heads[key] = f
}

// numbered is a heading that begins with the number of an indicator: 第11项考核标准.
var numbered = regexp.MustCompile(`^第?([0-9]{1,3})项?([^0-9.].+)$`)

// find finds the field that a heading names: the field itself, its label with or without 第n项 or its criterion before it, or behind 第n项 a
// part of the label that no other field of the indicator has. A heading that fits several finds none.
func (fs *figureFields) find(heading string) *figureField {
	for _, key := range []string{folded(heading), remark.ReplaceAllString(folded(heading), "")} {
		if f := fs.heads[key]; f != nil {
			return f
		}
		m := numbered.FindStringSubmatch(key)
		if m == nil {
			continue
		}
		var found []*figureField
		for _, f := range fs.list {
			if strconv.Itoa(f.no) == m[1] && strings.Contains(folded(f.field.Label), m[2]) {
				found = append(found, f)
			}
		}
		if len(found) == 1 {
			return found[0]
		}
	}
	return nil
}

// figureHeads are the columns of a table of figures.
type figureHeads struct {
	row     int // its place among the rows
	columns map[int]*figureField
	others  []int
	entries *entryHeads // nil where the rows do not say which place of a register they are of
}

// PlanFigures reads a table with a row per county: a column that names it by code or name, and columns headed by fields that are the city's
// to give. Nothing is stored; a blank cell changes nothing. The error is for a file that is no such table.
func PlanFigures(ctx context.Context, b *review.Book, path string) (*FigurePlan, error) {
	v, err := b.View()
	if err != nil {
		return nil, err
	}
	sheets, err := readSheets(ctx, path)
	if err != nil {
		return nil, err
	}
	fields := figureFieldsOf(v.Edition)
	for _, sheet := range sheets {
		heads := findFigures(sheet, fields)
		if heads == nil {
			continue
		}
		p := &figuring{FigurePlan: &FigurePlan{File: path}, view: v, sheet: sheet, heads: heads, seen: map[string]string{}, old: figuresOf(v)}
		p.read()
		return p.FigurePlan, nil
	}
	return nil, refuse("“%s”里没有找到%s数据的表头；第一列写%s的代码或名称，其余各列的表头写字段（如 11.1.standard）或“第n项”加字段名称，每个%s一行",
		filepath.Base(path), v.Edition.Words.Assessor, v.Edition.Words.Unit, v.Edition.Words.Unit)
}

// mostAbove is how many rows may stand above the headings.
const mostAbove = 30

// findFigures finds the row of headings: the first that names a field.
func findFigures(sheet *tables.Sheet, fields *figureFields) *figureHeads {
	for at, row := range sheet.Rows[:min(mostAbove, len(sheet.Rows))] {
		h := &figureHeads{row: at, columns: map[int]*figureField{}}
		for column, cell := range row.Cells {
			switch f := fields.find(cell.Text); {
			case f != nil:
				h.columns[column] = f
			case strings.TrimSpace(cell.Text) != "":
				h.others = append(h.others, column)
			}
		}
		h.findEntries(row, fields)
		if (len(h.columns) > 0 || h.entries != nil) && len(h.others) > 0 {
			return h
		}
	}
	return nil
}

// figuresOf gives the city's figures by county and field.
func figuresOf(v *review.View) map[string]string {
	out := map[string]string{}
	for _, f := range v.Figures {
		out[f.County+" "+f.Field] = f.Value
	}
	return out
}

// figuring is a table of figures being read.
type figuring struct {
	*FigurePlan
	view  *review.View
	sheet *tables.Sheet
	heads *figureHeads
	seen  map[string]string // by county and field: where it was read
	old   map[string]string
}

func (p *figuring) read() {
	units := map[int]bool{}
	for _, row := range p.sheet.Rows[p.heads.row+1:] {
		if u := p.unit(row, units); u != nil {
			p.row(u, row)
		}
	}
	slices.SortFunc(p.Changes, func(a, b FigureChange) int {
		return strings.Compare(a.County+" "+a.Field, b.County+" "+b.Field)
	})
	head := p.sheet.Rows[p.heads.row]
	for _, column := range p.heads.others {
		if title := head.Cell(column).Text; !units[column] {
			p.Notes = append(p.Notes, "“"+scoring.Clip(title)+"”一列没有读取：它不是由"+p.view.Edition.Words.Assessor+"提供的字段")
		}
	}
	if len(p.Changes) == 0 && p.Same == 0 && len(p.Wrong) == 0 {
		p.Wrong = append(p.Wrong, "“"+filepath.Base(p.File)+"”里没有可以采用的数据")
	}
}

// unit finds the county of a row; columns that name counties are noted.
func (p *figuring) unit(row tables.Row, columns map[int]bool) *review.UnitView {
	var found *review.UnitView
	for _, column := range p.heads.others {
		u := unitOf(p.view, row.Cell(column).Text)
		if u == nil {
			continue
		}
		if columns[column] = true; found != nil && found != u {
			p.wrong(row, column, "同一行写了“"+found.Unit.Name+"”和“"+u.Unit.Name+"”")
			return nil
		}
		found = u
	}
	if found != nil {
		return found
	}
	for _, column := range p.heads.filled() {
		if row.Cell(column).Kind != tables.Blank {
			p.wrong(row, p.heads.others[0], "这一行没有写明是哪个"+p.view.Edition.Words.Unit+"，或者名单上没有它")
			return nil
		}
	}
	return nil
}

func (p *figuring) wrong(row tables.Row, column int, words string) {
	p.Wrong = append(p.Wrong, p.sheet.Place(row.No, column)+"："+words)
}

func (p *figuring) row(u *review.UnitView, row tables.Row) {
	for _, column := range slices.Sorted(maps.Keys(p.heads.columns)) { // from left to right: what is wrong is told in the order it stands
		p.cell(u, row, column, p.heads.columns[column])
	}
	if p.heads.entries != nil {
		p.entries(u, row)
	}
}

// cell takes one cell over as the value of a field.
func (p *figuring) cell(u *review.UnitView, row tables.Row, column int, f *figureField) {
	cell := row.Cell(column)
	if word, wrong := cell.Wrong(); wrong {
		p.wrong(row, column, "里面是"+tables.WrongWords(word)+"，请改填实际的内容")
		return
	}
	value, err := workbook.Value(cell, p.sheet.Date1904, f.field)
	if err != nil {
		p.wrong(row, column, err.Error())
		return
	}
	if value != "" || f.field.Entry() != nil && cell.Kind != tables.Blank { // “无” takes out what was entered
		p.put(u, f, value, p.sheet.Place(row.No, column))
	}
}

func (p *figuring) put(u *review.UnitView, f *figureField, value, place string) {
	key := u.Unit.Code + " " + f.name
	if before, twice := p.seen[key]; twice {
		p.Wrong = append(p.Wrong, place+"：与"+before+"是"+u.Unit.Name+"的同一个数据，请只留一处")
		return
	}
	p.seen[key] = place
	if p.old[key] == value {
		p.Same++
		return
	}
	p.Changes = append(p.Changes, FigureChange{u.Unit.Code, u.Unit.Name, f.name, f.label, p.old[key], value, place})
}

// SetFigures takes a plan over: all of it, or nothing where anything is wrong or a figure was changed since it was planned.
func SetFigures(b *review.Book, p review.Person, plan *FigurePlan) (changed int, err error) {
	if len(plan.Wrong) > 0 {
		return 0, refuse("有%d处不能采用，都没有保存：%s", len(plan.Wrong), plan.Wrong[0])
	}
	v, err := b.View()
	if err != nil {
		return 0, err
	}
	now := figuresOf(v)
	var list []review.Figure
	for _, c := range plan.Changes {
		if now[c.County+" "+c.Field] != c.Old {
			return 0, refuse("%s%s在预览之后有变化，都没有保存；请重新预览", c.Name, c.Label)
		}
		list = append(list, review.Figure{County: c.County, Field: c.Field, Value: c.New})
	}
	return b.SetFigures(p, list...)
}

// Words sums the plan up in one sentence.
func (p *FigurePlan) Words() string {
	return files.Quoted(filepath.Base(p.File)) + "：新填或改动" + strconv.Itoa(len(p.Changes)) + "处，相同" + strconv.Itoa(p.Same) + "处，不能采用" + strconv.Itoa(len(p.Wrong)) + "处"
}
