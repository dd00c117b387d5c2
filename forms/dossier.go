package forms

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"zicha/scoring"
)

// Dossier is a county's self-check for one edition: the values in memory, without a file. Its typed views (Answers, Rows,
// Evidence, Profile) are made from the values on demand.
type Dossier struct {
	Edition *scoring.Edition
	// Version and Final say which finalized version (定稿) this is; a draft has Final false and the number it would get.
	Version int
	Final   bool

	values map[Path]string
	drafts map[Path]Draft
	worked atomic.Pointer[worked]
}

// worked is what is worked out of the values once and shared by all readers until a row or a piece of evidence changes: nobody
// may write to it.
type worked struct {
	rows     map[string][]scoring.Row // by criterion, in their order
	places   func() map[string]int    // of the rows, as counted from 1, by reference, "5.3#" and the row's id
	evidence []Evidence
	serving  func() map[string][]Evidence // the items in use, by criterion
	backed   func() map[string]bool       // see BackedCriteria
}

func (d *Dossier) derived() *worked {
	w := d.worked.Load()
	if w == nil {
		rows := d.collectRows()
		w = &worked{rows: rows, places: sync.OnceValue(func() map[string]int { return placesOf(rows) }), evidence: d.collectEvidence()}
		w.serving, w.backed = sync.OnceValue(w.byCriterion), sync.OnceValue(w.counting)
		d.worked.Store(w)
	}
	return w
}

// New makes a dossier of the values; blank ones are left out. The map is copied.
func New(edition *scoring.Edition, values map[Path]string) *Dossier {
	d := &Dossier{Edition: edition, Version: 1, values: make(map[Path]string, len(values))}
	for p, v := range values {
		if v != "" {
			d.values[p] = v
		}
	}
	return d
}

// Clone gives an independent copy, for work off the window's goroutine.
func (d *Dossier) Clone() *Dossier {
	c := &Dossier{Edition: d.Edition, Version: d.Version, Final: d.Final, values: maps.Clone(d.values), drafts: maps.Clone(d.drafts)}
	c.worked.Store(d.worked.Load())
	return c
}

// Get gives a value, "" where it is blank.
func (d *Dossier) Get(p Path) string { return d.values[p] }

// Apply makes the changes without any check; the Old values are not looked at.
func (d *Dossier) Apply(changes ...Change) {
	for _, c := range changes {
		if c.New == "" {
			delete(d.values, c.Path)
		} else {
			d.values[c.Path] = c.New
		}
		switch c.Path.Kind() {
		case KindRow, KindEvidence, KindFile:
			d.worked.Store(nil)
		}
	}
}

// Change plans setting a value to what was typed: it normalizes the text, brings a new one into canonical form (canon.Text says what that
// alters) and gives the change, none where nothing changes. The error is one plain Chinese sentence.
func (d *Dossier) Change(p Path, text string) ([]Change, error) {
	value, err := d.Normalize(p, text)
	if err != nil {
		return nil, err
	}
	changes, _ := d.Clean(d.Replace(p, value))
	return changes, nil
}

// Replace plans setting a value that is canonical text already: the change, none where nothing changes.
func (d *Dossier) Replace(p Path, value string) []Change {
	if old := d.values[p]; old != value {
		return []Change{{p, old, value}}
	}
	return nil
}

// Paths lists the paths of all values, sorted.
func (d *Dossier) Paths() []Path { return slices.Sorted(maps.Keys(d.values)) }

// Values gives a copy of all values.
func (d *Dossier) Values() map[Path]string { return maps.Clone(d.values) }

// Answers gives the answers to score.
func (d *Dossier) Answers() scoring.Answers {
	rows := d.allRows()
	answers := make(scoring.Answers, len(d.Edition.Asked()))
	for _, c := range d.Edition.Asked() {
		a := scoring.Answer{Values: make(map[string]string, len(c.Fields))}
		for _, f := range c.Fields {
			if v := d.values[AnswerPath(c.ID, f.Key)]; v != "" {
				a.Values[f.Key] = v
			}
		}
		a.Register = rows[c.ID]
		answers[c.ID] = a
	}
	return answers
}

// Score applies the rulebook.
func (d *Dossier) Score() scoring.Scorecard { return d.Edition.Score(d.Answers()) }

// Scores is a dossier as it is scored, and scored again with every criterion left blank that has no evidence (其中有佐证): of Backed
// only 自评 counts.
type Scores struct {
	Card, Backed scoring.Scorecard
	Edition      *scoring.Edition
}

// Scores applies the rulebook to all answers, and to those that evidence stands behind. What needs it is given it, so that one change
// scores once. A mark of 不涉及 without evidence is taken back only where it gives points: both scores are out of the same total.
func (d *Dossier) Scores() Scores {
	answers := d.Answers()
	card := d.Edition.Score(answers)
	backed := d.BackedCriteria()
	for _, ind := range d.Edition.Indicators() {
		absent := ind.AbsentIn(answers)
		for _, c := range ind.Asked() {
			if absent && ind.Absent == scoring.FullPoints && !backed[ind.Mark().ID] || !absent && !backs(backed, c) {
				delete(answers, c.ID)
			}
		}
	}
	return Scores{card, d.Edition.Score(answers), d.Edition}
}

// placed is a register row with its place.
type placed struct {
	scoring.Row
	place int
}

// allRows gives the register rows of every criterion, in their order.
func (d *Dossier) allRows() map[string][]scoring.Row { return d.derived().rows }

func (d *Dossier) collectRows() map[string][]scoring.Row {
	type owner struct{ criterion, row string }
	found := make(map[owner]*placed, len(d.values)/4)
	byCriterion := map[string][]*placed{}
	for p, v := range d.values {
		part := p.Parts()
		if part.Kind != KindRow {
			continue
		}
		key := owner{part.Criterion, part.ID}
		row := found[key]
		if row == nil {
			row = &placed{Row: scoring.Row{ID: part.ID, Cells: make(map[string]string, 4)}}
			found[key] = row
			byCriterion[part.Criterion] = append(byCriterion[part.Criterion], row)
		}
		if part.Key == OrderKey {
			row.place, _ = strconv.Atoi(v)
		} else {
			row.Cells[part.Key] = v
		}
	}
	out := make(map[string][]scoring.Row, len(byCriterion))
	for criterion, rows := range byCriterion {
		if c := d.Edition.Criterion(criterion); c == nil || c.Register == nil {
			continue // rows kept from another rulebook
		}
		slices.SortFunc(rows, func(a, b *placed) int {
			return cmp.Or(cmp.Compare(a.place, b.place), strings.Compare(a.ID, b.ID))
		})
		for _, row := range rows {
			if row.place > 0 {
				out[criterion] = append(out[criterion], row.Row)
			}
		}
	}
	return out
}

// Rows gives the register of a criterion in its order; the cells are only to be read.
func (d *Dossier) Rows(criterion string) []scoring.Row { return slices.Clone(d.allRows()[criterion]) }

// Normalize brings what was typed for a path into canonical text. The error is one plain Chinese sentence.
func (d *Dossier) Normalize(p Path, text string) (string, error) {
	field, err := d.Field(p)
	if err != nil {
		return "", err
	}
	return field.Normalize(text)
}

// Field describes the value a path names. The error is one plain Chinese sentence: there is no such value.
func (d *Dossier) Field(p Path) (*scoring.Field, error) {
	if f := d.fieldOf(p.Parts()); f != nil {
		return f, nil
	}
	return nil, fmt.Errorf("没有“%s”这一项，请检查要点和字段的写法", p)
}

// fieldOf is Field, nil where there is no such value.
func (d *Dossier) fieldOf(part Parts) *scoring.Field {
	c := d.Edition.Criterion(part.Criterion)
	switch part.Kind {
	case KindAnswer:
		if c != nil {
			return c.Field(part.Key)
		}
	case KindRow:
		if c != nil && c.Register != nil {
			return c.Register.Column(part.Key)
		}
	case KindAssignment:
		if c != nil {
			return assignField
		}
	case KindUnconfirmed:
		if c != nil {
			return unconfirmedField(c.ID)
		}
	case KindEvidence:
		return d.Edition.Shown(EvidenceField(part.Key))
	case KindDepartment:
		return d.Edition.Shown(DepartmentField(part.Key))
	case KindCounty:
		return countyField(d.Edition, fieldOf(countyFields, part.Key))
	case KindProfile:
		return profileField(d.Edition, fieldOf(profileFields, part.Key))
	case KindLayout:
		return fieldOf(layoutFields, part.Key)
	case KindLastYear:
		return &scoring.Field{Key: part.Key, Label: "上年内容", Kind: scoring.KindText}
	case KindFeedback:
		return &scoring.Field{Key: part.Key, Label: "反馈", Kind: scoring.KindText}
	case KindNarrative:
		if f := fieldOf(LetterParts, part.Key); f != nil {
			return f
		}
		return d.indicatorField(part.Key, "完成情况")
	case KindRemark:
		return d.indicatorField(part.Key, "备注")
	}
	return nil
}

// indicatorField describes a text that belongs to an indicator, nil where there is none of the number.
func (d *Dossier) indicatorField(no, label string) *scoring.Field {
	n, err := strconv.Atoi(no)
	if err != nil || strconv.Itoa(n) != no || d.Edition.Indicator(n) == nil {
		return nil
	}
	return &scoring.Field{Key: no, Label: label, Kind: scoring.KindText}
}

// Label names a value in the words of the screen: "5.3 刊发篇数", "第5项完成情况", "佐证5-02 文号".
func (d *Dossier) Label(p Path) string {
	part := p.Parts()
	field := d.fieldOf(part)
	switch {
	case part.Kind == KindRow:
		return d.cellLabel(part, field)
	case part.Kind == KindFile:
		return "佐证" + d.values[EvidencePath(part.ID, AttrNumber)] + " 文件"
	case part.Kind == KindNumber:
		return "佐证编号"
	case field == nil:
		return string(p)
	case part.Kind == KindAnswer && d.Edition.Criterion(part.Criterion).IsMark():
		return "第" + part.Criterion + "项" + field.Label
	case part.Kind == KindAnswer, part.Kind == KindAssignment:
		return part.Criterion + " " + field.Label
	case part.Kind == KindEvidence:
		return "佐证" + d.values[EvidencePath(part.ID, AttrNumber)] + " " + field.Label
	case part.Kind == KindDepartment:
		return d.departmentLabel(part.ID, field)
	case part.Kind == KindRemark, part.Kind == KindNarrative && fieldOf(LetterParts, part.Key) == nil:
		return "第" + part.Key + "项" + field.Label
	}
	return field.Label
}

// cellLabel names a register cell, "5.3 台账第2行标题"; rows that are gone have no place.
func (d *Dossier) cellLabel(part Parts, column *scoring.Field) string {
	name := part.Criterion + " 台账"
	if place := d.rowPlace(part.Criterion, part.ID); place > 0 {
		name += "第" + strconv.Itoa(place) + "行"
	}
	switch {
	case part.Key == OrderKey:
		return name + "行次"
	case column != nil:
		return name + column.Label
	}
	return name
}

// rowPlace is a row's place as counted from 1, 0 where it is gone.
func (d *Dossier) rowPlace(criterion, row string) int {
	return d.derived().places()[criterion+"#"+row]
}

func placesOf(rows map[string][]scoring.Row) map[string]int {
	places := map[string]int{}
	for criterion, list := range rows {
		for i, row := range list {
			places[criterion+"#"+row.ID] = i + 1
		}
	}
	return places
}

// Describe words a set of changes for undo and history: "5.3 刊发篇数 4→5", with the number of further changes.
func (d *Dossier) Describe(changes []Change) string {
	for i, c := range changes {
		if c.Path.Lasting() || (c.Path.Order() || c.Path.Kind() == KindUnconfirmed) && i < len(changes)-1 {
			continue
		}
		text := d.Label(c.Path) + " " + d.shown(c.Path, c.Old) + "→" + d.shown(c.Path, c.New)
		if len(changes) > 1 {
			text += fmt.Sprintf(" 等%d处", len(changes))
		}
		return text
	}
	return "无改动"
}

// Display is a value of a path as a person reads it: an option's label, 是 and 否.
func (d *Dossier) Display(p Path, value string) string {
	field, err := d.Field(p)
	switch {
	case err != nil:
		return value
	case field.Key == AttrExpect:
		return expectWords(value)
	case field == assignField:
		return d.departmentNames(value)
	}
	return field.Display(value)
}

// shown is a value as a person reads it, shortened.
func (d *Dossier) shown(p Path, value string) string {
	if value = d.Display(p, value); value == "" {
		return "空白"
	}
	return scoring.Shorten(value, 16)
}
