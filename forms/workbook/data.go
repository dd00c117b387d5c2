package workbook

import (
	"cmp"
	"strconv"
	"strings"

	"zicha/forms"
	"zicha/forms/tables"
	"zicha/forms/wording"
	"zicha/scoring"
)

const (
	letterPoint   = "letter"    // 要点 of the letter's parts
	fieldStory    = "narrative" // 字段 of an indicator's 完成情况
	fieldRemark   = "remark"    // 字段 of an indicator's 备注
	continuation  = "（续）"       // ends the 名称 of a row that goes on with the text of the row before
	emptyRow      = "#"         // 列 of a register row that has no value at all
	emptyRowValue = "空行"
	blankRows     = 2 // rows offered in an empty register of a draft
)

func remarkPath(ind *scoring.Indicator) forms.Path { return forms.RemarkPath(ind.No) }

// entry is one value of 填报数据.
type entry struct {
	point string
	field *scoring.Field
	key   string
	value string         // canonical
	most  scoring.Points // what a claim may be at most
	unit  string         // as people read it, where that is not the field's own
	note  string         // what the register counts that goes before the value

	of     *scoring.Indicator // nil for what belongs to none
	clause string             // what of the indicator the value is about
}

// entries lists every value 填报数据 has a row for, blank ones too.
func entries(d *forms.Dossier) []entry {
	var out []entry
	for _, ind := range d.Edition.Indicators() {
		for _, c := range ind.Asked() {
			for _, f := range c.Fields {
				out = append(out, entry{
					point: c.ID, field: f, key: f.Key, value: d.Get(forms.AnswerPath(c.ID, f.Key)), most: c.Max,
					unit: wording.UnitOf(c, f), note: wording.CountedWords(c, f, d.Rows(c.ID)), of: ind, clause: c.Title,
				})
			}
		}
		no := strconv.Itoa(ind.No)
		text := func(label, key, value string) entry {
			return entry{point: no, field: &scoring.Field{Label: label, Kind: scoring.KindText}, key: key, value: value, of: ind}
		}
		out = append(out, text("完成情况", fieldStory, d.Narrative(no)), text("备注", fieldRemark, d.Get(remarkPath(ind))))
	}
	for _, f := range forms.LetterParts {
		out = append(out, entry{point: letterPoint, field: f, key: f.Key, value: d.Narrative(f.Key), clause: "自查报告正文"})
	}
	for _, e := range d.AllEvidence() {
		about := func(attr, value string) {
			if value != "" {
				out = append(out, entry{point: e.Number, field: forms.EvidenceField(attr), key: attr, value: value, clause: "佐证材料：" + cmp.Or(e.Title, blankField)})
			}
		}
		about(forms.AttrKeep, e.Keep)
		about(forms.AttrDoubt, e.Hindrances())
		about(forms.AttrRows, strings.Join(d.RowPlaces(e), "、"))
	}
	return out
}

// data writes 填报数据: a row for every field, blank or not.
func (b *builder) data() {
	p := b.page(dataLayout())
	all := entries(b.d)
	for _, e := range all {
		p.Widen(colValue, e.value)
	}
	for _, e := range all {
		for i, piece := range tables.Pieces(e.value) {
			p.entry(e, piece, i > 0)
		}
	}
	p.finish(true)
}

func (p *page) entry(e entry, value string, goesOn bool) {
	name := e.field.Label
	if goesOn {
		name += continuation
	}
	fill := ""
	if e.field.Key == "" { // an indicator's own two rows close its block
		fill = tables.FillSection
	}
	row := p.Put(lookText, tables.Values{
		colPoint: {Text: e.point, Look: filled(lookCenter, fill)},
		colKey:   {Text: e.key, Look: filled(lookText, fill)},
		colName:  {Text: name, Look: filled(lookText, fill)},
		colValue: p.valueCell(e.field, value),
		colUnit:  {Text: e.field.Unit, Look: filled(lookCenter, fill)},
		colNote:  {Text: e.note, Look: filled(lookText, fill)},
	})
	if e.field.Kind == scoring.KindText && e.field.Help == "" {
		return
	}
	rule := RuleOf(e.field)
	if e.field.Kind == scoring.KindClaim {
		limit := pointsUpTo(e.most)
		rule.Least, rule.Most, rule.Refusal = limit.Least, limit.Most, limit.Refusal
		rule.Points = true
	}
	rule.Key = e.point + "/" + e.key
	p.Allow(colValue, row, row, rule)
}

// valueCell shows a canonical value the way it is filled in.
func (p *page) valueCell(f *scoring.Field, value string) tables.Entry {
	e := tables.Entry{Text: f.Display(value), What: f.Label}
	switch f.Kind {
	case scoring.KindCount, scoring.KindAmount, scoring.KindClaim, scoring.KindMonth:
		e.Number = true
		e.Look.Format = tables.General
	}
	e.Look = p.fillable(e.Look)
	return e
}

// registers writes 台账: a row for every cell. Empty registers of a draft get a few rows to fill in.
func (b *builder) registers() {
	p := b.page(registerLayout())
	for _, c := range b.d.Edition.Criteria() {
		if c.Register == nil {
			continue
		}
		rows := b.d.Rows(c.ID)
		for i, row := range rows {
			p.registerRow(c, i+1, row)
		}
		if len(rows) == 0 && !b.d.Final {
			for i := range blankRows {
				for _, col := range c.Register.Columns {
					p.registerCell(c, col, registerValue{place: i + 1})
				}
			}
		}
	}
	p.finish(b.d.Final)
}

func (p *page) registerRow(c *scoring.Criterion, place int, row scoring.Row) {
	blank := true
	for _, col := range c.Register.Columns {
		if v := row.Cells[col.Key]; v != "" {
			blank = false
			p.registerCell(c, col, registerValue{place, v})
		}
	}
	if blank {
		p.registerCell(c, &scoring.Field{Key: emptyRow, Kind: scoring.KindText}, registerValue{place, emptyRowValue})
	}
}

// registerValue is a value with the number of its row in a register.
type registerValue struct {
	place int
	text  string
}

func (p *page) registerCell(c *scoring.Criterion, col *scoring.Field, value registerValue) {
	no := strconv.Itoa(value.place)
	p.Widen(colValue, value.text)
	v := p.valueCell(col, value.text)
	v.What = c.ID + " 台账第" + no + "行" + col.Label
	row := p.Put(lookText, tables.Values{
		colPoint:  {Text: c.ID, Look: lookCenter},
		colNo:     {Text: no, Look: lookNumber, Number: true},
		colColumn: {Text: col.Key},
		colValue:  v,
	})
	if col.Key == emptyRow {
		return
	}
	rule := RuleOf(col)
	rule.Key, rule.Title, rule.Words = c.ID+"/"+col.Key, col.Label, c.ID+" "+c.Title+"台账的“"+col.Label+"”。"+Hint(col)
	p.Allow(colValue, row, row, rule)
}
