package sheets

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"zicha/forms"
	"zicha/forms/tables"
	"zicha/forms/workbook"
	"zicha/scoring"
	"zicha/scoring/canon"
)

// Sheet is what a department's workbook says.
type Sheet struct {
	Path       string
	Department forms.Department
	Criteria   []*scoring.Criterion // what it was asked
	Values     []Value              // its answers, blank ones left out
	Tables     []Table
	Pieces     []Piece
	Problems   []forms.Problem // what could not be read, by sheet and cell

	asked map[forms.Path]bool // the fields it has rows for
}

// Value is one answer.
type Value struct {
	Path         forms.Path
	Value, Place string
}

// Table is a register as the department filled it in, with its headings.
type Table struct {
	Criterion *scoring.Criterion
	Sheet     string
	Rows      [][]string
}

// Piece is a row of 佐证材料.
type Piece struct {
	Place    string // "佐证材料!A3"
	Number   string // of an item the dossier has, "" for a new one
	Criteria []string
	Expect   []string // see forms.AttrExpect
	Attrs    map[string]string
	Files    string // as written
	pictures []file // laid upon the row, or put into its cells
}

// Name is what the sheet is called in front of a person.
func (s *Sheet) Name() string { return filepath.Base(s.Path) }

// The codes of the problems, for tools.
const (
	codeCell    = "sheet_cell"    // a value cannot be read
	codeUnknown = "sheet_unknown" // a row names something that is not asked for
	codeTwice   = "sheet_twice"   // two rows say different things
	codeFile    = "sheet_file"    // a file that is named is not there, or one that is there is not named
	codeBeside  = "sheet_beside"  // a picture, a comment or hidden rows beside what is read
	codeText    = "sheet_text"    // characters were taken out of a text or replaced
	codeRow     = "sheet_row"     // a row of a register is there already, or differs
)

// maxProblems bounds the list of one sheet.
const maxProblems = 300

var errForeign = errors.New("这不是本程序生成的部门填报表，里面没有“填报”表。请选择从“生成填报表”得到、由部门填好的.xlsx文件")

// Read reads a department's workbook for a dossier. The error is one plain Chinese sentence: not such a workbook, or another county's,
// year's or department's.
func Read(ctx context.Context, path string, d *forms.Dossier) (*Sheet, error) {
	r := &reader{d: d, s: &Sheet{Path: path, asked: map[forms.Path]bool{}}, seen: map[forms.Path]Value{}}
	book, err := tables.Open(ctx, path, tables.Small(maxFile))
	if err != nil {
		return nil, err
	}
	defer book.Close()
	if err := r.read(book); err != nil {
		return nil, err
	}
	return r.s, nil
}

// maxFile bounds a department's workbook, which has some dozen rows.
const maxFile = 16 << 20

// reader fills a Sheet.
type reader struct {
	d    *forms.Dossier
	s    *Sheet
	seen map[forms.Path]Value
	book *tables.Book
}

func (r *reader) read(book *tables.Book) error {
	var list []*tables.Sheet
	for i := range book.Names() {
		sheet, err := book.Read(i)
		if err != nil {
			return err
		}
		list = append(list, sheet)
	}
	ask := find(list, SheetAsk, headPoint, headName, headValue)
	if ask == nil {
		return errForeign
	}
	if err := r.identify(identity(list)); err != nil {
		return err
	}
	r.book = book
	taken, err := r.pictures(list)
	if err != nil {
		return err
	}
	r.beside(list, taken)
	r.unlike(ask.Name, ask.Unlike(headName, headValue))
	r.answers(ask)
	r.strays(ask)
	for _, sheet := range list {
		if err := r.register(sheet); err != nil {
			return err
		}
	}
	if g := find(list, SheetEvidence, headPoint, attrHead(forms.AttrTitle), headFile); g != nil {
		r.unlike(g.Name, g.Unlike(evidenceTitles()...))
		r.evidence(g, taken)
	} else {
		r.problem(forms.Warning, codeUnknown, SheetEvidence, "没有“佐证材料”表，或它的表头已被改动，佐证材料没有读取")
	}
	return nil
}

// beside tells of pictures, comments and hidden rows.
func (r *reader) beside(list []*tables.Sheet, taken *pictures) {
	for _, sheet := range list {
		for _, x := range sheet.Beside {
			if taken.has(sheet.Name, x) {
				continue
			}
			r.problem(forms.Warning, codeBeside, sheet.Place(x.Row, x.Column), x.Words)
		}
	}
}

// unlike tells of what a reader of a sheet sees otherwise.
func (r *reader) unlike(sheet string, list []tables.Beside) {
	for _, x := range list {
		r.problem(forms.Warning, codeBeside, (&tables.Sheet{Name: sheet}).Place(x.Row, x.Column), x.Words)
	}
}

// find finds a sheet by its name, else by its headings.
func find(list []*tables.Sheet, name string, need ...string) *tables.Grid {
	for _, named := range []bool{true, false} {
		for _, sheet := range list {
			if (scoring.FoldKey(sheet.Name) == scoring.FoldKey(name)) != named {
				continue
			}
			if g := sheet.Grid(scoring.FoldKey, need); g != nil {
				return g
			}
		}
	}
	return nil
}

// text gives what stands under a heading, without white space around it.
func text(l tables.Line, title string) string { return strings.TrimSpace(l.Text(title)) }

// identity gathers what 标识 and, where that was lost, 说明 say in their first two columns.
func identity(list []*tables.Sheet) map[string]string {
	said := map[string]string{}
	for _, name := range []string{SheetKeys, SheetGuide} {
		for _, sheet := range list {
			if scoring.FoldKey(sheet.Name) != scoring.FoldKey(name) {
				continue
			}
			for _, row := range sheet.Rows[:min(len(sheet.Rows), 40)] {
				if key := scoring.FoldKey(row.Cell(0).Typed(sheet.Date1904)); said[key] == "" {
					said[key] = strings.TrimSpace(row.Cell(1).Typed(sheet.Date1904))
				}
			}
		}
	}
	return said
}

// identify refuses what belongs to another dossier and finds the department.
func (r *reader) identify(said map[string]string) error {
	get := func(item string) string { return said[scoring.FoldKey(item)] }
	d := r.d
	code, county, edition := canon.Identity(get(d.Edition.CodeLabel())), get(d.Edition.Words.Unit), get(itemEdition)
	mine := d.Get(forms.CountyPath("code"))
	switch {
	case get(itemSchema) != "" && get(itemSchema) != schemaTag:
		return errors.New("这份填报表是另一个版本的程序生成的，没有读取。请用生成它的程序收回，或者重新生成一份再填")
	case code != "" && mine != "" && code != mine, code == "" && county != "" && scoring.FoldKey(county) != scoring.FoldKey(d.County()):
		return fmt.Errorf("这份填报表是%s的，档案是%s的，没有读取。请换成本单位的填报表", scoring.Clip(strings.TrimSpace(county+" "+code)), d.County())
	case edition != "" && edition != d.Edition.ID,
		edition == "" && get(itemYear) != "" && get(itemYear) != fmt.Sprint(d.Edition.Year):
		return fmt.Errorf("这份填报表用的考核指标是“%s”，档案用的是“%s”，没有读取。请换成同一年度的填报表", scoring.Clip(cmp.Or(edition, get(itemYear))), d.Edition.ID)
	}
	dep, ok := d.Department(get(itemID))
	if !ok {
		dep, ok = d.DepartmentNamed(get(itemDepartment))
	}
	switch {
	case !ok && get(itemDepartment) == "":
		return errors.New("填报表里没有写明是哪个部门的，没有读取。请在“说明”表的“填报部门”后面写上部门名称，再收回一次")
	case !ok:
		return fmt.Errorf("档案的部门名单里没有“%s”，没有读取。请先在“部门分工”里添加这个部门，再收回一次", scoring.Clip(get(itemDepartment)))
	}
	r.s.Department = dep
	return nil
}

func (r *reader) problem(severity forms.Severity, code, place, message string) {
	if len(r.s.Problems) < maxProblems {
		r.s.Problems = append(r.s.Problems, forms.Problem{Code: code, Severity: severity, Place: place, Message: message})
	}
}

// answers reads 填报.
func (r *reader) answers(g *tables.Grid) {
	asked := map[string]bool{}
	for _, l := range g.Lines() {
		c, f := r.target(l)
		value := text(l, headValue)
		switch {
		case c == nil && value == "":
			continue
		case c == nil:
			if foreignRow(l) {
				r.problem(forms.Warning, codeUnknown, l.Place(headPoint),
					"“"+scoring.Clip(text(l, headPoint)+" "+text(l, headName))+"”不在考核指标里，这一行没有读取。请对照原来的填报表核对")
			}
			continue
		}
		asked[c.ID] = true
		path := forms.AnswerPath(c.ID, f.Key)
		r.s.asked[path] = true
		if v := r.cell(l, headValue, f); v != "" {
			r.take(Value{path, v, l.Place(headValue)})
		}
	}
	for _, c := range r.d.Edition.Asked() {
		if asked[c.ID] {
			r.s.Criteria = append(r.s.Criteria, c)
		}
	}
}

// foreignRow reports whether a row of 填报 says something of a point that is not asked for.
func foreignRow(l tables.Line) bool {
	point, value := text(l, headPoint), text(l, headValue)
	return point != "" && value != "" && text(l, headName) != value
}

// take keeps an answer; a second one for the same field does not replace the first.
func (r *reader) take(v Value) {
	first, twice := r.seen[v.Path]
	if twice {
		if first.Value != v.Value {
			r.problem(forms.Warning, codeTwice, v.Place, "与"+first.Place+"填的是同一处，但内容不同，已按先出现的读取。请核对后删去多余的一行")
		}
		return
	}
	r.seen[v.Path] = v
	r.s.Values = append(r.s.Values, v)
}

// target finds the field a row of 填报 is about: by its key, or where that was lost by 要点 and 名称.
func (r *reader) target(l tables.Line) (*scoring.Criterion, *scoring.Field) {
	id, key, ok := strings.Cut(text(l, headKey), "/")
	c := r.d.Edition.Criterion(scoring.FoldKey(id))
	if ok && c != nil && c.Field(key) != nil {
		return c, c.Field(key)
	}
	if c = r.d.Edition.Criterion(scoring.FoldKey(text(l, headPoint))); c == nil {
		return nil, nil
	}
	name := scoring.FoldKey(text(l, headName))
	for _, f := range c.Fields {
		if scoring.FoldKey(f.Label) == name {
			return c, f
		}
	}
	return nil, nil
}

// cell reads one cell as a field's value; what cannot be read is told, and the value is blank.
func (r *reader) cell(l tables.Line, title string, f *scoring.Field) string {
	cell := l.Cell(title)
	if word, wrong := cell.Wrong(); wrong {
		r.problem(forms.Error, codeCell, l.Place(title), "“"+f.Label+"”里是"+tables.WrongWords(word)+"，没有读取。请改填实际的内容")
		return ""
	}
	if text(l, title) == "" {
		return ""
	}
	value, err := workbook.Value(cell, l.Date1904, f)
	if err != nil {
		r.problem(forms.Error, codeCell, l.Place(title), "没有读取："+err.Error())
		return ""
	}
	return value
}

// register takes a sheet that is a criterion's register.
func (r *reader) register(sheet *tables.Sheet) error {
	id, ok := strings.CutPrefix(scoring.FoldKey(sheet.Name), SheetRegister)
	if !ok {
		return nil
	}
	c := r.d.Edition.Criterion(id)
	if c == nil || c.Register == nil {
		r.problem(forms.Warning, codeUnknown, sheet.Name, "考核指标里没有这份台账，这张表没有读取")
		return nil
	}
	rows, wrong, err := workbook.Table(sheet, c.Register)
	if err != nil {
		return err
	}
	for _, w := range wrong {
		r.problem(forms.Error, codeCell, w.Place, "这里是"+tables.WrongWords(w.Word)+"，没有读取。请改填实际的内容")
	}
	r.unlike(sheet.Name, workbook.Unlike(sheet, c.Register))
	r.s.Tables = append(r.s.Tables, Table{c, sheet.Name, rows})
	return nil
}

// ReadAll reads the workbooks of paths; a folder stands for the .xlsx files in it and in the folders right under it, as departments hand
// them in. What is refused is told in a sentence each; workbooks in a folder that are no such sheets may be evidence and are passed over.
// The error is that of a cancelled context.
func ReadAll(ctx context.Context, d *forms.Dossier, paths []string, progress Progress) (list []*Sheet, refused []string, err error) {
	found := expand(paths)
	for i, f := range found {
		progress.tell("正在读取“"+filepath.Base(f.path)+"”", float64(i)/float64(len(found)))
		s, err := Read(ctx, f.path, d)
		switch {
		case ctx.Err() != nil:
			return nil, nil, ctx.Err()
		case err == nil:
			list = append(list, s)
		case !f.named && errors.Is(err, errForeign):
		default:
			refused = append(refused, filepath.Base(f.path)+"："+err.Error())
		}
	}
	return list, append(refused, otherForms(paths, list)...), nil
}
