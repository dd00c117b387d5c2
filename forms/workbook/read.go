package workbook

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"zicha/forms"
	"zicha/forms/merge"
	"zicha/forms/tables"
	"zicha/scoring"
)

// Book is what a workbook says.
type Book struct {
	// Dossier holds the values. Rows have the ids r1, r2, …; an evidence item's id is its number, its files are 1, 2, ….
	Dossier  *forms.Dossier
	Scores   []forms.Line // the scores as printed in the file, see forms.ScoreLines
	Code     string       // the comparison code printed in the file
	Schema   forms.Schema // of the code; forms.Schema1 where the file names none
	Words    string       // the code of the reasons printed in the file, "" for none
	Version  int          // 1 where the file says none
	Layout   int          // the number of the way it is laid out, layoutFirst where the file says none
	Final    bool         // 定稿
	Problems []forms.Problem
	QR       []byte           // for Altered, what the cover should carry; nil where there is none
	New      []forms.Evidence // the rows of 佐证材料 without a number, for the caller to add; without ID and Number

	tables map[string]*tables.Grid // the sheets as read, by their contract names
	others []string                // the other sheets
	faults []string                // why programs may see different things in the file
	unread map[string]bool         // criteria in whose register something could not be read
}

// Plan lists the changes that bring what the workbook says into a dossier, as merge.Plan does. A register in which something could not be
// read changes nothing: a blank or a missing row of it would be taken for what was deleted on purpose. New texts come in canonical form; told
// says what that altered.
func (b *Book) Plan(d *forms.Dossier) (changes []forms.Change, unknown []forms.Evidence, told []string) {
	says := b.Dossier.Clone()
	for id := range b.unread {
		var rows []string
		for _, row := range says.Rows(id) {
			rows = append(rows, row.ID)
		}
		says.Apply(says.RemoveRows(id, rows...)...)
	}
	changes, unknown = merge.Plan(d, says, b.New...)
	changes, told = d.Clean(changes)
	return changes, unknown, told
}

// Lines gives the printed values of the file, so that forms.Code over them can be compared with Code.
// The states and points of the criteria are printed only as part of the reasons; they are worked out from the answers.
func (b *Book) Lines() []forms.Line {
	return b.Dossier.LinesUnder(b.Schema, append(b.Dossier.Scores().CriterionLines(), b.Scores...))
}

// The codes of the problems, for tools.
const (
	codeSheet    = "workbook_sheet"    // a sheet or a column is missing
	codeCell     = "workbook_cell"     // a value cannot be read
	codeFormula  = "workbook_formula"  // a spreadsheet error stands in a cell
	codeBeside   = "workbook_beside"   // a picture, a comment or hidden rows beside what is read
	codeUnknown  = "workbook_unknown"  // a row names something the edition does not have
	codeConflict = "workbook_conflict" // two rows say different things
	codeRegister = "workbook_register" // a register changes nothing, since something in it could not be read
)

// CodeRules is the code of the problem that a workbook was scored by other rules than those it is read by.
const CodeRules = "workbook_rules"

// maxProblems bounds the list; more are counted in the last one.
const maxProblems = 500

// reading collects what one workbook says.
type reading struct {
	edition  *scoring.Edition
	book     *Book
	values   map[forms.Path]string
	places   map[forms.Path]string // where a value was read
	rows     map[string][]string   // evidence number → register rows by place
	problems int
	tooMany  error // rows of registers
}

func readTables(found map[string]*tables.Grid, editions []*scoring.Edition) (*Book, error) {
	r := &reading{
		book: &Book{Version: 1, Layout: layoutFirst, Schema: forms.Schema1, tables: found, unread: map[string]bool{}}, values: map[forms.Path]string{}, places: map[forms.Path]string{}, rows: map[string][]string{},
	}
	var err error
	if r.edition, err = chooseEdition(found[SheetCover], editions); err != nil {
		return nil, err
	}
	r.edition = asWritten(r.edition, found[SheetCover])
	for _, part := range []struct {
		sheet string
		read  func([]line)
	}{
		{SheetCover, r.cover}, {SheetEvidence, r.evidence}, {SheetData, r.data}, {SheetRegister, r.registers}, {SheetAssess, r.assess},
	} {
		if found[part.sheet] == nil {
			r.missing(part.sheet)
			continue
		}
		part.read(lines(found[part.sheet]))
		r.beside(found[part.sheet], part.sheet)
	}
	if r.tooMany != nil {
		return nil, r.tooMany
	}
	return r.finish(), nil
}

// beside tells of pictures, comments, hidden rows and of what a reader sees otherwise; a hint, for no value is another by them.
func (r *reading) beside(g *tables.Grid, name string) {
	for _, x := range append(slices.Clip(g.Beside), g.Unlike(readTitles(name)...)...) {
		if x.Picture && g == r.book.tables[SheetCover] { // the program's own
			continue
		}
		r.problem(forms.Problem{
			Code: codeBeside, Severity: forms.Hint, Place: g.At(x.Row, x.Column), Message: x.Words,
		})
	}
}

// problem adds a finding.
func (r *reading) problem(p forms.Problem) {
	r.problems++
	if r.problems <= maxProblems {
		r.book.Problems = append(r.book.Problems, p)
	}
}

// set takes a value read at a place. A second value for the same path does not replace the first.
func (r *reading) set(p forms.Path, value, place string) {
	if value == "" {
		return
	}
	old, twice := r.values[p]
	if !twice {
		r.values[p], r.places[p] = value, place
		return
	}
	if old != value {
		r.problem(forms.Problem{
			Code: codeConflict, Severity: forms.Warning, Criterion: criterionOf(p), Where: p, Place: place,
			Message: fmt.Sprintf("与%s填的是同一处，但内容不同，已按先出现的那一处读取。请核对后删去多余的一行", r.places[p]),
		})
	}
}

func criterionOf(p forms.Path) string {
	switch part := p.Parts(); part.Kind {
	case forms.KindAnswer, forms.KindRow:
		return part.Criterion
	case forms.KindRemark:
		return part.Key
	case forms.KindNarrative:
		if _, err := strconv.Atoi(part.Key); err == nil {
			return part.Key
		}
	}
	return ""
}

// take reads one cell as a field's value into a path.
func (r *reading) take(l line, title string, p forms.Path, f *scoring.Field) {
	r.set(p, r.cell(l, title, p, f), l.Place(title))
}

// cell reads one cell as a field's value; where it cannot be read that is told, and the value is blank.
func (r *reading) cell(l line, title string, p forms.Path, f *scoring.Field) string {
	if r.wrong(l, title, p) {
		return ""
	}
	value, err := Value(l.Cell(title), l.Date1904, f)
	if err != nil {
		r.problem(forms.Problem{
			Code: codeCell, Severity: forms.Error, Criterion: criterionOf(p), Where: p, Place: l.Place(title),
			Message: "没有读取：" + err.Error(),
		})
		r.holdBack(p)
		return ""
	}
	return value
}

// holdBack notes that something in the register a path belongs to could not be read.
func (r *reading) holdBack(p forms.Path) {
	if p.Kind() == forms.KindRow {
		r.book.unread[p.Parts().Criterion] = true
	}
}

// wrong reports whether a formula gone wrong stands in a cell, which is told.
func (r *reading) wrong(l line, title string, p forms.Path) bool {
	word, wrong := l.Cell(title).Wrong()
	if wrong {
		r.problem(forms.Problem{
			Code: codeFormula, Severity: forms.Error, Criterion: criterionOf(p), Where: p, Place: l.Place(title),
			Message: fmt.Sprintf("“%s”里是%s，没有读取。请改填实际的内容", title, tables.WrongWords(word)),
		})
		r.holdBack(p)
	}
	return wrong
}

func (r *reading) missing(sheet string) {
	r.problem(forms.Problem{
		Code: codeSheet, Severity: forms.Warning, Place: sheet,
		Message: "工作簿里没有“" + sheet + "”工作表，或它的表头已被改动，这一部分没有读取。需要时请重新导出一份工作簿再填",
	})
}

// unknown tells of a row that names nothing the edition has. Blank rows of a template are passed over.
func (r *reading) unknown(l line, title, what string) {
	r.problem(forms.Problem{
		Code: codeUnknown, Severity: forms.Warning, Place: l.Place(title),
		Message: what + "在本年度考核指标里没有，这一行没有读取。请对照导出的工作簿核对",
	})
}

// cover reads county, profile, state and totals.
func (r *reading) cover(lines []line) {
	paths := map[string]forms.Path{}
	fields := map[string]*scoring.Field{}
	for _, f := range forms.CountyFields(r.edition) {
		paths[heading(f.Label)], fields[heading(f.Label)] = forms.CountyPath(f.Key), f
	}
	for _, f := range forms.ProfileFields(r.edition) {
		paths[heading(f.Label)], fields[heading(f.Label)] = forms.ProfilePath(f.Key), f
	}
	totals := map[string]string{itemSelf: "self", itemBacked: "backed", heading(r.edition.Words.ForecastLabel()): "forecast"}
	for _, l := range lines {
		item := heading(l.Text(colItem))
		switch {
		case fields[item] != nil:
			r.take(l, colContent, paths[item], fields[item])
		case totals[item] != "":
			r.book.Scores = append(r.book.Scores, forms.TotalLine(r.edition, totals[item], l.points(colContent)))
			delete(totals, item)
		case item == itemVersion:
			if n, ok := l.whole(colContent); ok {
				r.book.Version = n
			}
		case item == itemState:
			r.book.Final = l.key(colContent) == stateWord(true)
		case item == itemCode:
			r.book.Code = strings.TrimSpace(l.Text(colContent))
		case item == itemWords:
			r.book.Words = strings.TrimSpace(l.Text(colContent))
		case item == itemRules:
			r.rules(l)
		case item == itemSchema:
			r.schema(l)
		case item == itemLayout:
			r.layout(l)
		}
	}
	for _, which := range totals { // those of which the edition has no part need not be named
		if !r.edition.HasTotal(which != "forecast") {
			r.book.Scores = append(r.book.Scores, forms.TotalLine(r.edition, which, scoring.Points(0).String()))
		}
	}
}

// rules tells where the workbook was scored by other rules than it is read by, though both are called the same.
func (r *reading) rules(l line) {
	here, there := forms.RulesCode(r.edition), strings.TrimSpace(l.Text(colContent))
	if there == here {
		return
	}
	r.problem(forms.Problem{
		Code: CodeRules, Severity: forms.Warning, Place: l.Place(colContent),
		Message: fmt.Sprintf("工作簿上的规则码是“%s”，这里用的《%s》（%s）规则码是%s，两边的计分规则不同。填报的内容仍然读取，得分按这里的规则计算；请先核对双方所用的考核指标是否相同",
			scoring.Clip(there), r.edition.Title, r.edition.ID, here),
	})
}

// schema reads under what the code was computed; a schema of a later program is told.
func (r *reading) schema(l line) {
	r.book.Schema = forms.Schema(strings.TrimSpace(l.Text(colContent)))
	if !r.book.Schema.Known() {
		r.problem(forms.Problem{
			Code: codeCell, Severity: forms.Warning, Place: l.Place(colContent),
			Message: "本程序不认识核对码格式“" + scoring.Clip(string(r.book.Schema)) + "”，无法算出它的核对码。请用新版程序核对",
		})
	}
}

// layout reads how the workbook is laid out; the layout of a later program is told.
func (r *reading) layout(l line) {
	n, ok := l.whole(colContent)
	if ok && n <= layoutPresent {
		r.book.Layout = n
		return
	}
	r.book.Layout = layoutPresent
	r.problem(forms.Problem{
		Code: codeCell, Severity: forms.Warning, Place: l.Place(colContent),
		Message: "本程序不认识工作簿格式“" + scoring.Clip(l.Text(colContent)) + "”，不能逐格核对。请用新版程序核对",
	})
}

// assess reads the scores as printed.
func (r *reading) assess(lines []line) {
	seen := map[int]bool{}
	for _, l := range lines {
		no, ok := l.whole(colNo)
		ind := r.edition.Indicator(no)
		if !ok || ind == nil || seen[no] {
			continue
		}
		seen[no] = true
		self := ind.Source.Self()
		title := colForecast
		if self {
			title = colSelf
		}
		r.book.Scores = append(r.book.Scores, forms.ScoreLine(ind, self, l.score(title, ind)), forms.ReasonLine(ind, l.Text(colReason)))
	}
}

// finish makes the dossier of what was read.
func (r *reading) finish() *Book {
	if more := r.problems - len(r.book.Problems); more > 0 {
		r.book.Problems = append(r.book.Problems, forms.Problem{
			Code: codeCell, Severity: forms.Warning, Message: fmt.Sprintf("另有%d处问题没有逐条列出，请先处理以上各处后再导入一次", more),
		})
	}
	d := forms.New(r.edition, r.values)
	for _, id := range slices.Sorted(maps.Keys(r.book.unread)) {
		if len(d.Rows(id)) > 0 {
			r.book.Problems = append(r.book.Problems, forms.Problem{
				Code: codeRegister, Severity: forms.Error, Criterion: id, Place: SheetRegister,
				Message: id + "登记的各行里有内容没有读取，导入时一行都不动，档案里的照旧。请按上面各条改好后再导入一次",
			})
		}
	}
	d.Version, d.Final = r.book.Version, r.book.Final
	var links []forms.Change // at once: each change makes the rows be gathered anew
	for number, places := range r.rows {
		if refs := d.RowRefs(places); len(refs) > 0 {
			links = append(links, forms.Change{Path: forms.EvidencePath(number, forms.AttrRows), New: strings.Join(refs, " ")})
		}
	}
	d.Apply(links...)
	r.book.Dossier = d
	return r.book
}
