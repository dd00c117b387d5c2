package forms

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"zicha/scoring"
)

// The attributes of an evidence item, each a value under evidence/<item>/.
const (
	AttrNumber   = "number"   // "5-02", given once and never again
	AttrTitle    = "title"    // 材料名称
	AttrDocNo    = "docno"    // 文号
	AttrDate     = "date"     // 成文日期, ISO
	AttrIssuer   = "issuer"   // 印发单位
	AttrPages    = "pages"    // 页数
	AttrDelivery = "delivery" // 报送方式, see Deliveries
	AttrCriteria = "criteria" // criterion ids, separated by spaces
	AttrRows     = "rows"     // register rows "5.3#<row id>", separated by spaces
	AttrState    = "state"    // "" in use, "removed" 已撤销
	AttrReason   = "reason"   // 撤销原因
	AttrKeep     = "keep"     // why a document dated outside the year is kept
	AttrExpect   = "expect"   // the expected pieces it serves, "5.1#2" the second of 5.1, separated by spaces; not printed
)

// StateRemoved is the state of an item taken out; its number, name and reason stay.
const StateRemoved = "removed"

// The ways evidence is handed in (报送方式).
const (
	DeliveryFile     = "electronic"
	DeliveryPaper    = "paper"
	DeliverySeparate = "separate" // 另行报送, without a file
)

var evidenceFields = []*scoring.Field{
	{Key: AttrNumber, Label: "编号", Kind: scoring.KindText},
	{Key: AttrTitle, Label: "材料名称", Kind: scoring.KindText},
	{Key: AttrDocNo, Label: "文号", Kind: scoring.KindText},
	{Key: AttrDate, Label: "成文日期", Kind: scoring.KindDate},
	{Key: AttrIssuer, Label: "印发单位", Kind: scoring.KindText},
	{Key: AttrPages, Label: "页数", Kind: scoring.KindCount},
	{Key: AttrDelivery, Label: "报送方式", Kind: scoring.KindOption, Options: []scoring.Option{
		{Key: DeliveryFile, Label: "电子"}, {Key: DeliveryPaper, Label: "纸质"}, {Key: DeliverySeparate, Label: "另行报送"},
	}},
	{Key: AttrCriteria, Label: "要点", Kind: scoring.KindText},
	{Key: AttrRows, Label: "台账行", Kind: scoring.KindText},
	{Key: AttrState, Label: "状态", Kind: scoring.KindOption, Options: []scoring.Option{{Key: StateRemoved, Label: "已撤销"}}},
	{Key: AttrReason, Label: "撤销原因", Kind: scoring.KindText},
	{Key: AttrKeep, Label: "日期说明", Kind: scoring.KindText},
	{Key: AttrExpect, Label: "对应的应附材料", Kind: scoring.KindText},
	{Key: AttrDoubt, Label: "存疑的文件", Kind: scoring.KindText},
}

// DescribingAttrs lists the attributes a person describes an item by, in the order of forms and tables.
func DescribingAttrs() []string {
	return []string{AttrTitle, AttrDocNo, AttrDate, AttrIssuer, AttrPages, AttrDelivery}
}

// EvidenceField describes an attribute of an evidence item, nil where there is none of that name.
func EvidenceField(attr string) *scoring.Field { return fieldOf(evidenceFields, attr) }

// Evidence is one item of evidence (佐证材料): a numbered piece that serves one criterion or several, with any number of files.
type Evidence struct {
	ID, Number, Title, DocNo, Date, Issuer, Pages, Delivery string
	Criteria                                                []string
	Rows                                                    []string // "5.3#<row id>"
	Removed                                                 bool
	Reason, Keep                                            string
	Expect                                                  []string // see AttrExpect
	Files                                                   []FileRef
}

// FileRef is a file stored with an item. SHA256 is in hexadecimal, Size in bytes.
type FileRef struct {
	ID     string `json:"-"`
	Name   string `json:"name"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
	Place  int    `json:"place"` // order within the item
	Doubt  Doubt  `json:"-"`     // kept with the item, see AttrDoubt
}

// Value is the canonical text a file is kept as.
func (f FileRef) Value() string {
	data, err := json.Marshal(f)
	if err != nil {
		panic("forms: file reference cannot be encoded: " + err.Error()) // strings and numbers always encode
	}
	return string(data)
}

// AllEvidence lists every item ever attached, removed ones too, in the order of their numbers.
func (d *Dossier) AllEvidence() []Evidence { return slices.Clone(d.derived().evidence) }

func (d *Dossier) collectEvidence() []Evidence {
	items, doubts := map[string]*Evidence{}, map[string]string{}
	for p, v := range d.values {
		part := p.Parts()
		if part.Kind != KindEvidence && part.Kind != KindFile {
			continue
		}
		e := items[part.ID]
		if e == nil {
			e = &Evidence{ID: part.ID}
			items[part.ID] = e
		}
		if part.Kind == KindEvidence {
			e.Set(part.Key, v)
			if part.Key == AttrDoubt {
				doubts[part.ID] = v
			}
			continue
		}
		f := FileRef{}
		if json.Unmarshal([]byte(v), &f) == nil {
			f.ID = part.Key
			e.Files = append(e.Files, f)
		}
	}
	out := make([]Evidence, 0, len(items))
	for _, e := range items {
		if e.Number == "" {
			continue
		}
		slices.SortFunc(e.Files, func(a, b FileRef) int { return cmp.Or(cmp.Compare(a.Place, b.Place), strings.Compare(a.ID, b.ID)) })
		e.doubt(doubts[e.ID])
		out = append(out, *e)
	}
	slices.SortFunc(out, func(a, b Evidence) int { return CompareNumbers(a.Number, b.Number) })
	return out
}

// part finds what an attribute is kept in: a text, or a list; neither holds the state.
func (e *Evidence) part(attr string) (text *string, list *[]string) {
	switch attr {
	case AttrNumber:
		return &e.Number, nil
	case AttrTitle:
		return &e.Title, nil
	case AttrDocNo:
		return &e.DocNo, nil
	case AttrDate:
		return &e.Date, nil
	case AttrIssuer:
		return &e.Issuer, nil
	case AttrPages:
		return &e.Pages, nil
	case AttrDelivery:
		return &e.Delivery, nil
	case AttrReason:
		return &e.Reason, nil
	case AttrKeep:
		return &e.Keep, nil
	case AttrCriteria:
		return nil, &e.Criteria
	case AttrRows:
		return nil, &e.Rows
	case AttrExpect:
		return nil, &e.Expect
	}
	return nil, nil
}

// Set gives the item an attribute.
func (e *Evidence) Set(attr, v string) {
	switch text, list := e.part(attr); {
	case text != nil:
		*text = v
	case list != nil:
		*list = strings.Fields(v)
	case attr == AttrState:
		e.Removed = v == StateRemoved
	}
}

// Attr gives an attribute's canonical text.
func (e Evidence) Attr(attr string) string {
	switch text, list := e.part(attr); {
	case text != nil:
		return *text
	case list != nil:
		return strings.Join(*list, " ")
	case attr == AttrState && e.Removed:
		return StateRemoved
	case attr == AttrDoubt:
		return e.doubts()
	}
	return ""
}

// Cited is what stands in the 佐证材料 column of paper and workbook: the numbers of the evidence, and 缺佐证 with the criteria that
// claim points without any (G7). Indicators the city scores need none.
func (d *Dossier) Cited(res scoring.IndicatorResult) string {
	words := d.Citation(res.Indicator)
	backed := d.BackedCriteria()
	var bare []string
	for _, c := range Claims(res) {
		if !backs(backed, c) {
			bare = append(bare, c.ID)
		}
	}
	if len(bare) == 0 {
		return words
	}
	if words != "" {
		words += "；"
	}
	return words + "缺佐证：" + strings.Join(bare, "、")
}

// Claims lists the criteria of an indicator that evidence is to stand behind: those the county claims points for, the first of each pool
// that gives some, and the mark of an indicator that is 不涉及. What is taken off needs none.
func Claims(res scoring.IndicatorResult) []*scoring.Criterion {
	if res.Status == scoring.NotAsked {
		return []*scoring.Criterion{res.Indicator.Mark()}
	}
	if !res.Indicator.Source.Self() || res.Indicator.Section.Apart == scoring.TakesOff {
		return nil
	}
	var out []*scoring.Criterion
	for _, r := range res.Results {
		if r.State == scoring.Scored && r.Points.Sign() > 0 {
			out = append(out, r.Criterion)
		}
	}
	for _, p := range res.Pools {
		if p.Points != nil && p.Points.Sign() > 0 {
			out = append(out, p.Pool.Criteria()[0])
		}
	}
	return out
}

// AddEvidence plans a new item under the criterion it is first attached to. The item gets the next number of the indicator;
// the ID of the given item is filled in where it is empty.
func (d *Dossier) AddEvidence(criterion string, item Evidence) (Evidence, []Change, error) {
	c := d.Edition.Criterion(criterion)
	if c == nil {
		return item, nil, fmt.Errorf("没有“%s”这一要点，请检查编号", criterion)
	}
	if item.ID == "" {
		item.ID = NewID()
	}
	no := c.Indicator.No
	next := d.lastNumber(no) + 1
	item.Number = fmt.Sprintf("%d-%02d", no, next)
	if !slices.Contains(item.Criteria, criterion) {
		item.Criteria = append([]string{criterion}, item.Criteria...)
	}
	if item.Delivery == "" {
		item.Delivery = DeliveryFile
		if len(item.Files) == 0 {
			item.Delivery = DeliverySeparate
		}
	}
	return item, append(d.Replace(NumberPath(strconv.Itoa(no)), strconv.Itoa(next)), item.changes()...), nil
}

// AddNumbered plans a new item under the number it brings, nil where that is no number of this edition.
func (d *Dossier) AddNumbered(item Evidence) []Change {
	no, place := cutNumber(item.Number)
	if place <= 0 || place >= 10000 || d.Edition.Indicator(no) == nil {
		return nil
	}
	item.ID = NewID()
	last := max(place, d.lastNumber(no))
	return append(d.Replace(NumberPath(strconv.Itoa(no)), strconv.Itoa(last)), item.changes()...)
}

// lastNumber is the highest number ever given under an indicator.
func (d *Dossier) lastNumber(indicator int) int {
	last, _ := strconv.Atoi(d.values[NumberPath(strconv.Itoa(indicator))])
	for _, e := range d.AllEvidence() {
		if of, place := cutNumber(e.Number); of == indicator {
			last = max(last, place)
		}
	}
	return last
}

// changes writes a whole new item.
func (e Evidence) changes() []Change {
	var out []Change
	for _, f := range evidenceFields {
		if v := e.Attr(f.Key); v != "" {
			out = append(out, Change{Path: EvidencePath(e.ID, f.Key), New: v})
		}
	}
	for _, f := range e.Files {
		if f.ID == "" {
			f.ID = NewID()
		}
		out = append(out, Change{Path: FilePath(e.ID, f.ID), New: f.Value()})
	}
	return out
}

// RemoveEvidence plans taking an item out; the reason must say why, and stays with the number and the name.
func (d *Dossier) RemoveEvidence(item, reason string) ([]Change, error) {
	if strings.TrimSpace(reason) == "" {
		return nil, fmt.Errorf("请写明撤销佐证%s的原因，编号、名称和原因会留在档案里", d.values[EvidencePath(item, AttrNumber)])
	}
	return append(d.Replace(EvidencePath(item, AttrState), StateRemoved), d.Replace(EvidencePath(item, AttrReason), strings.TrimSpace(reason))...), nil
}

// LinkEvidence plans letting an item serve exactly the criteria given, in the rulebook's order.
func (d *Dossier) LinkEvidence(item string, criteria []string) []Change {
	var ids []string
	for _, c := range d.Edition.Asked() {
		if slices.Contains(criteria, c.ID) {
			ids = append(ids, c.ID)
		}
	}
	return d.Replace(EvidencePath(item, AttrCriteria), strings.Join(ids, " "))
}

// MoveFile plans moving a file of an item earlier (-1) or later (1) among its files, which are shown, printed and bound in this order; nothing
// where it stands at the end already.
func (d *Dossier) MoveFile(item, file string, by int) []Change {
	at := slices.IndexFunc(d.AllEvidence(), func(e Evidence) bool { return e.ID == item })
	if at < 0 {
		return nil
	}
	list := slices.Clone(d.AllEvidence()[at].Files)
	from := slices.IndexFunc(list, func(f FileRef) bool { return f.ID == file })
	if from < 0 || from+by < 0 || from+by >= len(list) {
		return nil
	}
	list[from], list[from+by] = list[from+by], list[from]
	var changes []Change
	for i, f := range list {
		f.Place = i + 1
		changes = append(changes, d.Replace(FilePath(item, f.ID), f.Value())...)
	}
	return changes
}

// SameFile names the items in use that already hold a file of this hash.
func (d *Dossier) SameFile(sha256 string) []Evidence {
	holds := func(f FileRef) bool { return f.SHA256 == sha256 }
	return slices.DeleteFunc(d.AllEvidence(), func(e Evidence) bool { return e.Removed || !slices.ContainsFunc(e.Files, holds) })
}

// CompareNumbers orders the numbers of evidence as people do, for sorting: "5-02" before "5-10" before "10-01".
func CompareNumbers(a, b string) int {
	indicatorA, placeA := cutNumber(a)
	indicatorB, placeB := cutNumber(b)
	return cmp.Or(cmp.Compare(indicatorA, indicatorB), cmp.Compare(placeA, placeB), strings.Compare(a, b))
}

// cutNumber takes "5-02" apart, 5 and 2; what is no number is 0.
func cutNumber(number string) (indicator, place int) {
	head, tail, _ := strings.Cut(number, "-")
	indicator, _ = strconv.Atoi(head)
	place, _ = strconv.Atoi(tail)
	return indicator, place
}
