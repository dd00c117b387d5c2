package report

import (
	"fmt"
	"strconv"

	"zicha/forms"
	"zicha/forms/letter"
	"zicha/forms/report/typeset"
	"zicha/forms/wording"
	"zicha/scoring"
)

// data is 附件3 数据表: every field, then every register.
func (b *builder) data() {
	flow := b.annex(3)
	var rows []typeset.Row
	for _, ind := range b.d.Edition.Indicators() {
		title := strconv.Itoa(ind.No) + " " + ind.Title
		rows = append(rows, typeset.Row{Ground: letter.RowGround, Keep: true, Cells: []typeset.Cell{{Text: title, Span: 5, Style: &letter.CellBold, Align: typeset.At(typeset.Left)}}})
		for _, c := range ind.Asked() {
			rows = append(rows, b.fieldRows(c)...)
		}
	}
	flow.Table(letter.Table([]typeset.Column{
		{Head: "要点", Width: 14, Align: typeset.Center},
		{Head: "内容", Width: 56},
		{Head: "名称", Width: 56},
		{Head: "填报值", Width: letter.AcrossWidth - 150},
		{Head: "单位", Width: 24, Align: typeset.Center},
	}, rows))
	for _, c := range b.d.Edition.Criteria() {
		if list := b.d.Rows(c.ID); c.Register != nil && len(list) > 0 {
			b.register(flow, c, list)
		}
	}
	if b.opts.Code == "" {
		b.unsettled(flow)
	}
}

// unsettled ends a draft with what was typed and is not counted.
func (b *builder) unsettled(flow *typeset.Flow) {
	list := b.d.Unsettled()
	if len(list) == 0 {
		return
	}
	flow.Skip(5)
	flow.Need(30)
	title := fmt.Sprintf("没有采用的填写（共%d处，改正或清空后才能定稿）", len(list))
	flow.Paragraph(typeset.Paragraph{Runs: typeset.Plain(title, typeset.Style{Face: typeset.Hei, Size: 11}), Heading: 2, Pitch: 7})
	for i, u := range list {
		letter.Note(flow, strconv.Itoa(i+1)+". "+b.d.UnsettledWords(u)+"。")
	}
}

func (b *builder) fieldRows(c *scoring.Criterion) []typeset.Row {
	answers := b.d.Answers()
	if c.IsMark() && len(answers[c.ID].Values) == 0 {
		return nil
	}
	var rows []typeset.Row
	for _, f := range c.Fields {
		value := f.Display(b.d.Get(forms.AnswerPath(c.ID, f.Key)))
		if value == "" && !c.IsMark() && c.Indicator.AbsentIn(answers) {
			value = scoring.Absent.Label()
		}
		value = wording.OrGap(value)
		if counted := wording.CountedWords(c, f, b.d.Rows(c.ID)); counted != "" {
			value = counted
		}
		rows = append(rows, typeset.Row{Again: 1, Cells: []typeset.Cell{{Text: c.ID}, {Text: c.Title}, {Text: f.Label}, {Text: value}, {Text: wording.UnitOf(c, f)}}})
	}
	return rows
}

// register prints one 台账 under its own heading.
func (b *builder) register(flow *typeset.Flow, c *scoring.Criterion, list []scoring.Row) {
	flow.Skip(5)
	flow.Need(30)
	flow.Paragraph(typeset.Paragraph{Runs: typeset.Plain("台账 "+c.ID+" "+c.Title+"（共"+strconv.Itoa(len(list))+"条）", typeset.Style{Face: typeset.Hei, Size: 11}), Heading: 2, Pitch: 7})
	flow.Table(letter.Table(registerColumns(c.Register, list), registerRows(c, list)))
}

// registerRows are the lines of a 台账; those that do not count say why.
func registerRows(c *scoring.Criterion, list []scoring.Row) []typeset.Row {
	marks := wording.Uncounted(c, list)
	var rows []typeset.Row
	for i, r := range list {
		cells := []typeset.Cell{{Text: strconv.Itoa(i + 1)}}
		for _, col := range c.Register.Columns {
			cells = append(cells, typeset.Cell{Text: col.Display(r.Cells[col.Key])})
		}
		rows = append(rows, typeset.Row{Again: 1, Cells: append(cells, typeset.Cell{Text: marks[i]})})
	}
	return rows
}

// registerColumns gives dates, months and options the width they need and shares the rest among the texts by what stands in them.
func registerColumns(reg *scoring.Register, list []scoring.Row) []typeset.Column {
	const place, remark, most = 14.0, 34.0, 110.0
	fixed := map[string]float64{scoring.KindDate: 24, scoring.KindMonth: 14, scoring.KindOption: 30}
	rest := letter.AcrossWidth - place - remark
	need := make([]float64, len(reg.Columns))
	var sum float64
	for i, col := range reg.Columns {
		if w, ok := fixed[col.Kind]; ok {
			need[i] = -w
			rest -= w
			continue
		}
		need[i] = 16
		for _, row := range list {
			need[i] = max(need[i], min(typeset.Width(row.Cells[col.Key], letter.CellStyle)+4, most))
		}
		sum += need[i]
	}
	columns := []typeset.Column{{Head: "序号", Width: place, Align: typeset.Center}}
	for i, col := range reg.Columns {
		column := typeset.Column{Head: col.Label, Width: -need[i], Align: typeset.Center}
		if need[i] > 0 {
			column.Width, column.Align = min(need[i]*rest/sum, most), typeset.Left
		}
		columns = append(columns, column)
	}
	return append(columns, typeset.Column{Head: "备注", Width: remark, Align: typeset.Center})
}
