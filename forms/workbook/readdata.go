package workbook

import (
	"cmp"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"zicha/forms"
	"zicha/forms/tables"
	"zicha/scoring"
)

// evidenceNumber is what a number of evidence looks like: 5-02.
var evidenceNumber = regexp.MustCompile(`^[1-9][0-9]{0,2}-[0-9]{2,6}$`)

// data reads 填报数据.
func (r *reading) data(lines []line) {
	last := forms.Path("")
	for _, l := range lines {
		point, key := l.key(colPoint), l.key(colKey)
		if point == "" && key == "" && l.blank(colValue) {
			continue
		}
		p, f := r.target(point, key)
		switch {
		case p == "" && l.blank(colValue):
		case p == "":
			r.unknown(l, colPoint, "“"+scoring.Clip(point)+"”“"+scoring.Clip(key)+"”")
		case p.Kind() == forms.KindEvidence && key == forms.AttrRows:
			r.rows[point] = tables.List(l.Text(colValue))
		case p == last && strings.HasSuffix(strings.TrimSpace(l.Text(colName)), continuation):
			r.goOn(l, p)
		default:
			r.take(l, colValue, p, f)
		}
		last = p
	}
}

// maxValue is how many bytes a text in several rows may have; no letter is a tenth as long.
const maxValue = 1 << 20

// goOn adds a row that goes on with the text of the row before.
func (r *reading) goOn(l line, p forms.Path) {
	text := l.Text(colValue)
	switch {
	case r.wrong(l, colValue, p):
	case len(r.values[p])+len(text) > maxValue:
		r.problem(forms.Problem{
			Code: codeCell, Severity: forms.Error, Criterion: criterionOf(p), Where: p, Place: l.Place(colValue),
			Message: "与上面几行合起来太长，这一行没有读取。请删减后再导入",
		})
	default:
		r.values[p] += text
	}
}

// target finds the value a row of 填报数据 names; "" where there is none.
func (r *reading) target(point, key string) (forms.Path, *scoring.Field) {
	if c := r.edition.Criterion(point); c != nil {
		if f := field(c.Fields, key); f != nil {
			return forms.AnswerPath(c.ID, f.Key), f
		}
		if !c.IsMark() { // a mark shares its 要点 with the texts of the indicator
			return "", nil
		}
	}
	if point == letterPoint {
		if f := field(forms.LetterParts, key); f != nil {
			return forms.NarrativePath(f.Key), f
		}
		return "", nil
	}
	if r.values[forms.EvidencePath(point, forms.AttrNumber)] != "" && slices.Contains([]string{forms.AttrKeep, forms.AttrRows, forms.AttrDoubt}, key) {
		return forms.EvidencePath(point, key), forms.EvidenceField(key)
	}
	no, err := strconv.Atoi(point)
	if err != nil || r.edition.Indicator(no) == nil {
		return "", nil
	}
	switch key {
	case fieldStory, "完成情况":
		return forms.NarrativePath(strconv.Itoa(no)), &scoring.Field{Label: "完成情况", Kind: scoring.KindText}
	case fieldRemark, "备注":
		return forms.RemarkPath(no), &scoring.Field{Label: "备注", Kind: scoring.KindText}
	}
	return "", nil
}

// field finds a field by its key, or by its label.
func field(fields []*scoring.Field, key string) *scoring.Field {
	for _, f := range fields {
		if f.Key == key {
			return f
		}
	}
	for _, f := range fields {
		if scoring.FoldKey(f.Label) == key {
			return f
		}
	}
	return nil
}

// registerKey is the place of a register row in the file: rows of a criterion are ordered by 序号, whatever their order in the sheet.
type registerKey struct {
	criterion string
	no        int
}

// registers reads 台账.
func (r *reading) registers(lines []line) {
	cells := map[registerKey][]line{}
	for _, l := range lines {
		if l.blank(colValue) {
			continue // a row offered to be filled in
		}
		if key, ok := r.registerKey(l); ok {
			cells[key] = append(cells[key], l)
		}
	}
	if r.tooMany = forms.FewRows(len(cells)); r.tooMany != nil {
		return
	}
	place := map[string]int{}
	for _, k := range slices.SortedFunc(maps.Keys(cells), registerKey.compare) {
		place[k.criterion]++
		r.registerRow(k, place[k.criterion], cells[k])
	}
}

func (k registerKey) compare(other registerKey) int {
	return cmp.Or(strings.Compare(k.criterion, other.criterion), cmp.Compare(k.no, other.no))
}

// registerKey reads which register row a line is about; ok is false where it says none, which is told.
func (r *reading) registerKey(l line) (key registerKey, ok bool) {
	point := l.key(colPoint)
	c := r.edition.Criterion(point)
	if c == nil || c.Register == nil {
		r.unknown(l, colPoint, "台账“"+scoring.Clip(point)+"”")
		for _, c := range r.edition.Criteria() { // it may have been a row of any
			r.book.unread[c.ID] = true
		}
		return registerKey{}, false
	}
	no, ok := l.whole(colNo)
	if !ok {
		r.problem(forms.Problem{
			Code: codeCell, Severity: forms.Error, Criterion: c.ID, Place: l.Place(colNo),
			Message: "序号应为1、2、3这样的整数，这一行没有读取",
		})
		r.book.unread[c.ID] = true
	}
	return registerKey{c.ID, no}, ok
}

// registerRow reads the cells of one register row into the place given.
func (r *reading) registerRow(k registerKey, place int, cells []line) {
	no := strconv.Itoa(place)
	row := "r" + no
	columns := r.edition.Criterion(k.criterion).Register.Columns
	r.values[forms.CellPath(k.criterion, row, emptyRow)] = no // "#" is also the path of a row's place
	for _, l := range cells {
		key := l.key(colColumn)
		if key == emptyRow {
			continue
		}
		if f := field(columns, key); f != nil {
			r.take(l, colValue, forms.CellPath(k.criterion, row, f.Key), f)
		} else {
			r.unknown(l, colColumn, "台账列“"+scoring.Clip(key)+"”")
			r.book.unread[k.criterion] = true
		}
	}
}

// evidence reads 佐证材料.
func (r *reading) evidence(lines []line) {
	files := map[string]int{}
	for _, l := range lines {
		if r.broken(l) {
			continue
		}
		number := l.key(colNumber)
		if number == "" {
			r.newItem(l)
			continue
		}
		if !r.numbered(number) {
			r.problem(forms.Problem{
				Code: codeUnknown, Severity: forms.Warning, Place: l.Place(colNumber),
				Message: "编号不是“5-02”这样的写法，这份材料没有读取。佐证材料请在程序里添加，编号由程序给出",
			})
			continue
		}
		r.set(forms.EvidencePath(number, forms.AttrNumber), number, l.Place(colNumber))
		r.countNumber(number)
		for _, attr := range append(forms.DescribingAttrs(), forms.AttrReason) {
			f := r.edition.Shown(forms.EvidenceField(attr)) // its label is the column's heading
			r.take(l, f.Label, forms.EvidencePath(number, attr), f)
		}
		r.set(forms.EvidencePath(number, forms.AttrCriteria), strings.Join(r.links(l), " "), l.Place(colPoint))
		if l.key(colState) == stateRemoved {
			r.set(forms.EvidencePath(number, forms.AttrState), forms.StateRemoved, l.Place(colState))
		}
		if f, ok := r.file(l); ok {
			files[number]++
			f.Place = files[number]
			r.values[forms.FilePath(number, strconv.Itoa(f.Place))] = f.Value()
		}
	}
}

// broken reports whether a formula gone wrong stands where the program looks for what a row is about; the row is not read.
func (r *reading) broken(l line) bool {
	wrong := false
	for _, title := range []string{colNumber, colPoint, colFile, colSize, colHash, colState} {
		wrong = r.wrong(l, title, "") || wrong
	}
	return wrong
}

// newItem reads a row that has no number yet.
func (r *reading) newItem(l line) {
	var e forms.Evidence
	blank := true
	for _, attr := range forms.DescribingAttrs() {
		f := r.edition.Shown(forms.EvidenceField(attr))
		v := r.cell(l, f.Label, "", f)
		e.Set(attr, v)
		blank = blank && strings.TrimSpace(v) == ""
	}
	e.Criteria = r.links(l)
	if f, ok := r.file(l); ok {
		f.Place = 1
		e.Files = append(e.Files, f)
	}
	if !blank || len(e.Criteria) > 0 || len(e.Files) > 0 {
		r.book.New = append(r.book.New, e)
	}
}

// numbered reports whether a text is the number of an item of evidence of this edition.
func (r *reading) numbered(number string) bool {
	head, _, _ := strings.Cut(number, "-")
	no, err := strconv.Atoi(head)
	return err == nil && r.edition.Indicator(no) != nil && evidenceNumber.MatchString(number)
}

// countNumber keeps the last number given under an indicator, which is never given again.
func (r *reading) countNumber(number string) {
	head, tail, _ := strings.Cut(number, "-")
	seq := forms.NumberPath(head)
	n, _ := strconv.Atoi(tail)
	if last, _ := strconv.Atoi(r.values[seq]); n > last {
		r.values[seq] = strconv.Itoa(n)
	}
}

// links reads the criteria an item serves.
func (r *reading) links(l line) []string {
	var ids []string
	for _, id := range tables.List(l.Text(colPoint)) {
		id = scoring.FoldKey(id)
		if r.edition.Criterion(id) == nil {
			r.unknown(l, colPoint, "要点“"+scoring.Clip(id)+"”")
			continue
		}
		ids = append(ids, id)
	}
	return ids
}

// file reads the file of a row; ok is false where it has none.
func (r *reading) file(l line) (f forms.FileRef, ok bool) {
	name, size, sum := l.Text(colFile), l.key(colSize), strings.ToLower(l.key(colHash))
	if name == "" && size == "" && sum == "" {
		return f, false
	}
	bytes, err := strconv.ParseInt(size, 10, 64)
	if (size != "" || sum != "") && (err != nil || bytes < 0) { // a name alone is what a person writes
		r.problem(forms.Problem{
			Code: codeCell, Severity: forms.Warning, Place: l.Place(colSize),
			Message: "应为文件的字节数，没有读取。文件大小由程序给出，请不要改动",
		})
	}
	return forms.FileRef{Name: name, Size: max(bytes, 0), SHA256: sum}, true
}
