package workbook

import (
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"zicha/forms"
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
}

// entries lists every value 填报数据 has a row for, blank ones too.
func entries(d *forms.Dossier) []entry {
	var out []entry
	for _, ind := range d.Edition.Indicators() {
		for _, c := range ind.Criteria {
			for _, f := range c.Fields {
				out = append(out, entry{c.ID, f, f.Key, d.Get(forms.AnswerPath(c.ID, f.Key)), c.Max})
			}
		}
		no := strconv.Itoa(ind.No)
		out = append(out,
			entry{no, &scoring.Field{Label: "完成情况", Kind: scoring.KindText}, fieldStory, d.Narrative(no), 0},
			entry{no, &scoring.Field{Label: "备注", Kind: scoring.KindText}, fieldRemark, d.Get(remarkPath(ind)), 0})
	}
	for _, f := range forms.LetterParts {
		out = append(out, entry{letterPoint, f, f.Key, d.Narrative(f.Key), 0})
	}
	for _, e := range d.AllEvidence() {
		if e.Keep != "" {
			out = append(out, entry{e.Number, forms.EvidenceField(forms.AttrKeep), forms.AttrKeep, e.Keep, 0})
		}
		if places := d.RowPlaces(e); len(places) > 0 {
			out = append(out, entry{e.Number, forms.EvidenceField(forms.AttrRows), forms.AttrRows, strings.Join(places, "、"), 0})
		}
	}
	return out
}

// data writes 填报数据: a row for every field, blank or not.
func (b *builder) data() {
	p := b.page(dataLayout)
	all := entries(b.d)
	for _, e := range all {
		p.widen("值", e.value)
	}
	for _, e := range all {
		for i, piece := range pieces(e.value) {
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
		fill = fillSection
	}
	row := p.row([]cell{
		{text: e.point, look: lookCenter.filled(fill)},
		{text: e.key, look: lookText.filled(fill)},
		{text: name, look: lookText.filled(fill)},
		p.valueCell(e.field, value),
		{text: e.field.Unit, look: lookCenter.filled(fill)},
	})
	if e.field.Kind != scoring.KindText || e.field.Help != "" {
		p.validate("值", e.point+"/"+e.key, row, e.validation)
	}
}

// validation is the field's, and for a claim the points it may hold.
func (e entry) validation() *excelize.DataValidation {
	if e.field.Kind != scoring.KindClaim {
		return validation(e.field)()
	}
	dv := pointsUpTo(e.most)
	dv.SetInput(box(e.field.Label, maxBoxTitle), box(e.field.Help, maxBoxText))
	return dv
}

// valueCell shows a canonical value the way it is filled in.
func (p *page) valueCell(f *scoring.Field, value string) cell {
	c := cell{text: f.Display(value), look: lookText, what: f.Label}
	switch f.Kind {
	case scoring.KindCount, scoring.KindAmount, scoring.KindClaim, scoring.KindMonth:
		c.number = true
		c.look = look{format: formatNumber}
	}
	c.look = p.fillable(c.look)
	return c
}

// registers writes 台账: a row for every cell. Empty registers of a draft get a few rows to fill in.
func (b *builder) registers() {
	p := b.page(registerLayout)
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
					p.registerCell(c, col, i+1, "")
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
			p.registerCell(c, col, place, v)
		}
	}
	if blank {
		p.registerCell(c, &scoring.Field{Key: emptyRow, Kind: scoring.KindText}, place, emptyRowValue)
	}
}

func (p *page) registerCell(c *scoring.Criterion, col *scoring.Field, place int, value string) {
	p.widen("值", value)
	no := strconv.Itoa(place)
	v := p.valueCell(col, value)
	v.what = c.ID + " 台账第" + no + "行" + col.Label
	row := p.row([]cell{
		{text: c.ID, look: lookCenter},
		{text: no, look: lookNumber, number: true},
		{text: col.Key, look: lookText},
		v,
	})
	if col.Key == emptyRow {
		return
	}
	p.validate("值", c.ID+"/"+col.Key, row, func() *excelize.DataValidation {
		dv := validation(col)()
		dv.SetInput(box(col.Label, maxBoxTitle), box(c.ID+" "+c.Title+"台账的“"+col.Label+"”。"+hint(col), maxBoxText))
		return dv
	})
}
