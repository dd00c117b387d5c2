package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"zicha/forms"
	"zicha/forms/letter"
	"zicha/forms/report/typeset"
	"zicha/forms/wording"
	"zicha/scoring"
	"zicha/scoring/canon"
)

// annex starts annex n on a new page.
func (b *builder) annex(n int) *typeset.Flow {
	return letter.Across(b.doc, "附件"+strconv.Itoa(n), wording.AnnexTitles(b.d)[n-1])
}

// assessment is 附件1 自评表.
func (b *builder) assessment() {
	flow := b.annex(1)
	if b.opts.Code != "" {
		b.qr(letter.AcrossLeft+letter.AcrossWidth-qrSide, letter.AcrossTop-6, qrSide)
	}
	unit := wording.OrGap(wording.Unit(b.d)) + b.unitCode()
	letter.Note(flow, "填报单位："+unit+"　　考核年度："+strconv.Itoa(b.d.Edition.Year)+"年　　分值、得分单位：分")
	b.assessmentNotes(flow)
	flow.Skip(1)
	var rows []typeset.Row
	for _, total := range b.scores.Card.Sections {
		if total.Section.Apart == scoring.InTotal {
			rows = append(rows, b.sectionRows(total)...)
		}
	}
	rows[len(rows)-1].Keep = true // the sums and the signatures never stand alone on a page
	rows = append(rows, b.totalRow("合计", scoring.SectionTotal{Self: b.scores.Card.Self, Forecast: b.scores.Card.Forecast}))
	for _, total := range b.scores.Card.Sections {
		if total.Section.Apart != scoring.InTotal {
			rows = append(rows, b.sectionRows(total)...)
		}
	}
	rows[len(rows)-1].Keep = true
	rows = append(append(rows, b.figureRows()...), b.signatureRow())
	flow.Table(letter.Table(b.assessmentColumns(), rows))
}

// assessmentColumns are those of 附件1; one for 自评 or 预估 is there only where there can be such, else the reasons have its room.
func (b *builder) assessmentColumns() []typeset.Column {
	at := b.without(selfColumn)
	if at < 0 {
		return allColumns
	}
	out := slices.Delete(slices.Clone(allColumns), at, at+1)
	out[selfColumn+1].Width += allColumns[at].Width // the reasons
	return out
}

// selfColumn is the place of 自评 in allColumns; 预估 comes next.
const selfColumn = 4

// without is the place that is left out where 自评 has the place self and 预估 comes next: the one of which there is nothing; -1 for none.
func (b *builder) without(self int) int {
	switch {
	case !b.d.Edition.HasPoints(false):
		return self + 1
	case !b.d.Edition.HasPoints(true):
		return self
	}
	return -1
}

// cells leaves the cell out for which there is no column; self is the place of 自评.
func (b *builder) cells(self int, cells ...typeset.Cell) []typeset.Cell {
	if at := b.without(self); at >= 0 {
		return slices.Delete(cells, at, at+1)
	}
	return cells
}

var allColumns = []typeset.Column{
	{Head: "序号", Width: 9, Align: typeset.Center},
	{Head: "考核指标", Width: 20},
	{Head: "评分标准", Width: 49},
	{Head: "分值", Width: 9, Align: typeset.Center},
	{Head: "自评\n得分", Width: 13, Align: typeset.Center},
	{Head: "预估\n得分", Width: 13, Align: typeset.Center},
	{Head: "得分理由", Width: 41},
	{Head: "佐证材料", Width: 39},
	{Head: "数据来源", Width: 17},
	{Head: "备注", Width: remarkWidth},
}

// remarkWidth is the width of the remarks' column, and mostRemark how many lines stand there.
const (
	remarkWidth = 15.0
	mostRemark  = 3
)

// sumRow is a section's or the whole table's sums, 自评 and 预估 apart.
func (b *builder) sumRow(title string, most scoring.Points, total scoring.SectionTotal) typeset.Row {
	self, forecast := total.Self, total.Forecast
	part := func(t scoring.Total) typeset.Cell {
		if t.Max == 0 {
			return typeset.Cell{Text: "—", Style: &letter.CellBold}
		}
		if !t.Known {
			return typeset.Cell{Style: &letter.CellBold} // the sum of nothing is no 0.00
		}
		return typeset.Cell{Text: t.Score.String(), Style: &letter.CellBold}
	}
	var words []string
	if self.Max > 0 {
		words = append(words, "自评部分满分"+self.Max.Short()+"分")
	}
	if forecast.Max > 0 {
		words = append(words, b.d.Edition.Words.Confirmed()+"部分满分"+forecast.Max.Short()+"分")
	}
	return typeset.Row{Ground: letter.RowGround, Keep: true, Cells: b.cells(2,
		typeset.Cell{Text: title, Span: 3, Align: typeset.At(typeset.Left), Style: &letter.CellBold},
		typeset.Cell{Text: most.Short(), Style: &letter.CellBold},
		part(self), part(forecast),
		typeset.Cell{Text: strings.Join(words, "，"), Span: 4},
	)}
}

// assessmentRows are an indicator's row and, where the remark is long, one across the table for it.
func (b *builder) assessmentRows(res scoring.IndicatorResult) []typeset.Row {
	row := b.assessmentRow(res)
	remark := &row.Cells[len(row.Cells)-1]
	if lines := typeset.Break(typeset.Plain(remark.Text, letter.CellStyle), typeset.Measure{Width: remarkWidth - 2.2}); len(lines) <= mostRemark {
		return []typeset.Row{row}
	}
	words := wording.Remark(res.Indicator.No, remark.Text)
	remark.Text = "见下行"
	return []typeset.Row{row, {Again: 1, Cells: []typeset.Cell{{Text: row.Cells[0].Text}, {Text: words, Span: len(b.assessmentColumns()) - 1, Align: typeset.At(typeset.Justify)}}}}
}

func (b *builder) assessmentRow(res scoring.IndicatorResult) typeset.Row {
	ind := res.Indicator
	self, forecast := "—", wording.Signed(res)
	if ind.Source.Self() {
		self, forecast = forecast, self
	}
	return typeset.Row{Again: 1, Cells: b.cells(selfColumn,
		typeset.Cell{Text: strconv.Itoa(ind.No)},
		typeset.Cell{Text: ind.Title},
		typeset.Cell{Text: ind.Text},
		typeset.Cell{Text: wording.Marks(ind)},
		typeset.Cell{Text: self},
		typeset.Cell{Text: forecast},
		typeset.Cell{Text: res.Reason},
		typeset.Cell{Text: b.cited(res)},
		typeset.Cell{Text: ind.SourceText},
		typeset.Cell{Text: b.d.Get(forms.RemarkPath(ind.No))},
	)}
}

// cited is what stands in the 佐证材料 column: forms.Dossier.Cited with the pages of the evidence volume, which only paper has, a line for
// each piece.
func (b *builder) cited(res scoring.IndicatorResult) string {
	words := b.d.Cited(res)
	if b.opts.Spans == nil {
		return words
	}
	numbers := b.d.Citation(res.Indicator)
	if numbers == "" {
		return words
	}
	var pieces []string
	for _, number := range strings.Split(numbers, "、") {
		piece := "佐证" + number
		if page := b.opts.Spans[number].Cited(); page != "" {
			piece += "，" + page
		}
		pieces = append(pieces, piece)
	}
	if missing := strings.TrimPrefix(strings.TrimPrefix(words, numbers), "；"); missing != "" {
		pieces = append(pieces, missing)
	}
	return strings.Join(pieces, "\n")
}

// assessmentNotes prints the three figures and how the text was read, above the table.
func (b *builder) assessmentNotes(flow *typeset.Flow) {
	letter.Note(flow, b.totalsWords()+wording.Figures(b.d.Edition, b.scores.Card))
	if terms := b.d.Edition.Terms(); len(terms) > 0 {
		letter.Note(flow, "计分："+b.d.Edition.FullMarks()+"。"+strings.Join(terms, ""))
	}
	if b.d.Edition.ReachableNote != "" {
		letter.Note(flow, "说明："+b.d.Edition.ReachableNote)
	}
	letter.Note(flow, "口径："+strings.Join(b.d.Edition.Notes, "")+wording.RulesNote(b.d.Edition))
	b.volumeNote(flow)
}

// totalsWords are the figures in a line; what the edition has no part of is left out.
func (b *builder) totalsWords() string {
	own, city, confirmed := b.scores.Card.Self, b.scores.Card.Forecast, b.d.Edition.Words.Confirmed()
	var parts []string
	switch {
	case own.Known:
		parts = append(parts, fmt.Sprintf("自评得分%s分（满分%s分），其中有佐证材料的%s分", own.Score, own.Max.Short(), b.scores.Backed.Self.Score))
	case own.Max > 0:
		parts = append(parts, fmt.Sprintf("自评部分满分%s分，尚未填报", own.Max.Short()))
	}
	switch {
	case city.Known:
		parts = append(parts, fmt.Sprintf("%s部分预估%s分（满分%s分）", confirmed, city.Score, city.Max.Short()))
	case city.Max > 0:
		parts = append(parts, fmt.Sprintf("%s部分满分%s分，暂未预估", confirmed, city.Max.Short()))
	}
	if len(parts) == 0 {
		return ""
	}
	words := strings.Join(parts, "；") + "。"
	if len(parts) > 1 {
		words += wording.NotAdded(b.d.Edition)
	}
	return words
}

// unitCode is the code of the unit behind its name; one that has no code is called by its name alone.
func (b *builder) unitCode() string {
	code := b.d.Get(forms.CountyPath("code"))
	if code != "" && code == canon.Identity(b.d.County()) {
		return ""
	}
	return "（" + b.d.Edition.CodeLabel() + wording.OrGap(code) + "）"
}

// volumeNote says what 汇编 is, where pages of it are named.
func (b *builder) volumeNote(flow *typeset.Flow) {
	if len(b.opts.Spans) > 0 {
		letter.Note(flow, wording.VolumeNote(b.d, b.opts.Spans))
	}
}

// signatureRow is the last row of the table: who filled in, checked and answers for it, and beside them the room for the seal, which is 42 to
// 45 mm wide.
func (b *builder) signatureRow() typeset.Row {
	const high, air = 48.0, 3 // the cells left for the seal are 69 mm wide
	fields := []string{
		"填报人：" + wording.OrGap(b.d.Profile("preparer")), "审核人：" + wording.OrGap(b.d.Profile("checker")), "负责人：" + wording.OrGap(b.d.Profile("head")),
		"联系电话：" + wording.OrGap(b.d.Profile("phone")), "填报日期：" + wording.ChineseDate(wording.OrGap(b.d.Profile("date"))),
	}
	return typeset.Row{High: high, Cells: []typeset.Cell{
		{Text: strings.Join(fields, "\n\n"), Span: len(b.assessmentColumns()) - air, Align: typeset.At(typeset.Left)},
		{Text: "（公章）", Span: air, Align: typeset.At(typeset.Center)},
	}}
}

// catalogue is 附件2 佐证材料目录; removed items stay in it with their reason.
func (b *builder) catalogue() {
	flow := b.annex(2)
	b.volumeNote(flow)
	flow.Skip(1)
	var rows []typeset.Row
	for _, e := range b.d.AllEvidence() {
		rows = append(rows, b.evidenceRow(e))
	}
	if len(rows) == 0 {
		rows = append(rows, typeset.Row{Cells: []typeset.Cell{{Text: "没有登记佐证材料", Span: 10, Align: typeset.At(typeset.Center)}}})
	}
	table := letter.Table([]typeset.Column{
		{Head: "编号", Width: 13, Align: typeset.Center},
		{Head: "要点", Width: 14},
		{Head: "材料名称", Width: 54},
		{Head: "文号", Width: 29},
		{Head: "成文日期", Width: 20, Align: typeset.Center},
		{Head: "印发单位", Width: 26},
		{Head: "页数", Width: 10, Align: typeset.Center},
		{Head: "汇编页码", Width: 16, Align: typeset.Center},
		{Head: "报送方式", Width: 15, Align: typeset.Center},
		{Head: "备注", Width: letter.AcrossWidth - 197},
	}, rows)
	table.Notes, table.Gap = letter.Notes(b.catalogueNotes()...), 3
	flow.Table(table)
}

// catalogueNotes say which scores rest on nothing, and what the numbers are.
func (b *builder) catalogueNotes() []string {
	var out, bare []string
	for _, res := range b.scores.Card.Indicators {
		if _, missing, found := strings.Cut(b.d.Cited(res), "缺佐证："); found {
			bare = append(bare, missing)
		}
	}
	if len(bare) > 0 {
		out = append(out, "缺佐证的要点："+strings.Join(bare, "、")+"。这些要点的自评得分暂无佐证材料支撑。")
	}
	return append(out, "编号由指标号和流水号组成，一经给出不再改动；撤销的材料保留编号、名称和原因。电子材料的文件内容由定稿的核对码核验。")
}

func (b *builder) evidenceRow(e forms.Evidence) typeset.Row {
	title := wording.OrGap(e.Title)
	var names []string
	for _, f := range e.Files {
		names = append(names, f.Name)
	}
	if len(names) > 0 {
		title += "（" + strings.Join(names, "、") + "）"
	}
	var remarks []string
	if e.Removed {
		remarks = append(remarks, "已撤销："+wording.OrGap(e.Reason))
	}
	if e.Keep != "" {
		remarks = append(remarks, "日期说明："+e.Keep)
	}
	if words := e.DoubtWords(); words != "" && !e.Removed {
		remarks = append(remarks, words)
	}
	pages := e.Pages
	if pages == "" {
		pages = "—"
	}
	return typeset.Row{Again: 1, Cells: []typeset.Cell{
		{Text: e.Number},
		{Text: strings.Join(e.Criteria, "、")},
		{Text: title},
		{Text: e.DocNo},
		{Text: e.Date},
		{Text: e.Issuer},
		{Text: pages},
		{Text: b.opts.Spans[e.Number].Pages()},
		{Text: forms.EvidenceField(forms.AttrDelivery).Display(e.Delivery)},
		{Text: strings.Join(remarks, "；")},
	}}
}
