package workbook

import (
	"strconv"
	"strings"

	"zicha/forms/tables"
	"zicha/forms/wording"
	"zicha/scoring"
)

// reviewReasons are what a reviewer may choose in 核定理由.
func reviewReasons(assessor string) []string {
	return []string{"材料齐全，予以认定", "材料不足，酌减", "与监测数据不符", "超过规定日期", "按" + assessor + "口径核定", "虚假材料不得分", "其他"}
}

// The columns in which the reviewers' subtotals add up, in the order of the sheet.
func reviewedColumns() []string { return []string{colInitial, colConfirmed} }

// assess writes the 自评表: a row per indicator, a row per section with its subtotals, and the totals.
func (b *builder) assess() {
	p := b.page(assessLayout())
	for _, res := range b.card.Indicators {
		p.Widen(colReason, res.Reason)
		p.Widen(colRemark, b.remark(res.Indicator))
	}
	var sections []int
	for _, total := range scoring.LastApart(b.card.Sections) {
		if row := p.section(total); total.Section.Apart == scoring.InTotal {
			sections = append(sections, row)
		}
		for _, ind := range total.Section.Indicators {
			p.indicator(b.card.Indicators[ind.No-1])
		}
	}
	p.filtered = p.Last()
	if b.has(true) {
		p.total("自评合计", tables.Values{colMax: sum(b.card.Self.Max), colSelf: sum(b.card.Self.Score)})
		p.total(itemBacked+"合计", tables.Values{colMax: sum(b.back.Max), colSelf: sum(b.back.Score)})
	}
	if b.has(false) {
		p.total(b.d.Edition.Words.ForecastLabel()+"合计", tables.Values{colMax: sum(b.card.Forecast.Max), colForecast: sum(b.card.Forecast.Score)})
	}
	p.figures()
	review := tables.Values{}
	for _, title := range reviewedColumns() {
		var cells []string
		for _, row := range sections {
			cells = append(cells, p.At(title, row))
		}
		review[title] = sumOf(strings.Join(cells, ","))
	}
	if len(sections) < len(b.card.Sections) {
		review[colReason] = tables.Entry{Text: "只含计入总分的各类，不含加分、扣分和一票否决", Look: lookSection}
	}
	p.total(b.d.Edition.Words.Assessor+"审核合计", review)
	p.finish(true)
}

// sumOf adds up cells; it stays blank until a figure stands in one of them, for 0 would be read as a score.
func sumOf(cells string) tables.Entry {
	return tables.Entry{Look: lookSum, Formula: `IF(COUNT(` + cells + `)=0,"",SUM(` + cells + `))`}
}

func sum(points scoring.Points) tables.Entry {
	return tables.Entry{Text: points.String(), Look: lookSum, Number: true}
}

// section is a section's row; its indicators stand in the rows under it, which the reviewers' subtotals add up.
func (p *page) section(total scoring.SectionTotal) int {
	if total.Section.Apart != scoring.InTotal {
		return p.apartSection(total)
	}
	v := tables.Values{colMax: sum(total.Section.Max)}
	var words []string
	if total.Self.Max > 0 {
		v[colSelf] = sum(total.Self.Score)
		words = append(words, "自评小计"+total.Self.Score.String()+"（满分"+total.Self.Max.Short()+"）")
	}
	if total.Forecast.Max > 0 {
		v[colForecast] = sum(total.Forecast.Score)
		words = append(words, "预估小计"+total.Forecast.Score.String()+"（满分"+total.Forecast.Max.Short()+"）")
	}
	if out := wording.LeftOut(total.Section.Max, total); out != "" {
		words = append(words, out)
	}
	v[colReason] = tables.Entry{Text: strings.Join(words, "；"), Look: lookSection}
	for _, title := range reviewedColumns() {
		v[title] = sumOf(p.under(title, total.Section))
	}
	return p.total(total.Section.No+"、"+total.Section.Title, v)
}

// under are the cells of a section's indicators, which stand below the row that is written next.
func (p *page) under(title string, s *scoring.Section) string {
	first := p.Last() + 2
	return p.At(title, first) + ":" + p.At(title, first+len(s.Indicators)-1)
}

// total writes a row of sums under a name.
func (p *page) total(name string, v tables.Values) int {
	run := lookSection
	run.Run = true
	v[colIndicator] = tables.Entry{Text: name, Look: run}
	for _, title := range append(reviewedColumns(), colMax, colSelf, colForecast) {
		if _, given := v[title]; !given {
			v[title] = tables.Entry{Look: lookSum}
		}
	}
	return p.Put(lookSection, v)
}

func (b *builder) remark(ind *scoring.Indicator) string {
	return shorten(b.d.Get(remarkPath(ind)))
}

// shorten cuts a remark that one cell cannot hold; 填报数据 has all of it.
func shorten(text string) string {
	if tables.Fits(text) {
		return text
	}
	return string([]rune(text)[:tables.MaxText/4]) + "……（全文见填报数据）"
}

// county are an indicator's cells in the county's columns.
func (b *builder) county(res scoring.IndicatorResult) tables.Values {
	ind := res.Indicator
	no := strconv.Itoa(ind.No)
	own := tables.Entry{Text: wording.Signed(res), Look: lookPoints, Number: res.Figure(), What: "第" + no + "项得分"}
	forecast := tables.Entry{Look: filled(lookPoints, tables.FillShut)}
	if !ind.Source.Self() {
		own, forecast = forecast, own
	}
	return tables.Values{
		colNo:        {Text: no, Look: lookNumber, Number: true},
		colIndicator: {Text: ind.Title},
		colStandard:  {Text: ind.Text},
		colMax:       marks(ind),
		colSelf:      own,
		colForecast:  forecast,
		colReason:    {Text: res.Reason, What: "第" + no + "项得分理由"},
		colCited:     {Text: b.d.Cited(res)},
		colSource:    {Text: ind.SourceText},
		colRemark:    {Text: b.remark(ind)},
	}
}

// indicator writes an indicator's row. The county's columns are locked; the reviewers' are open but for the 初评 of what the
// city scores directly.
func (p *page) indicator(res scoring.IndicatorResult) {
	ind := res.Indicator
	open, words := tables.Entry{Look: filled(lookPoints, tables.FillOpen)}, tables.Entry{Look: filled(lookText, tables.FillOpen)}
	shut := tables.Entry{Look: filled(lookPoints, tables.FillShut)}
	v := p.county(res)
	v[colInitial], v[colConfirmed], v[colGrounds], v[colFree], v[colFirst] = open, open, words, words, words
	if !ind.Source.Self() {
		v[colInitial], v[colFirst] = shut, shut
	}
	row := p.Put(lookText, v)
	p.rows[ind.No] = row
	limit := pointsOf(ind)
	if ind.Source.Self() {
		p.Allow(colInitial, row, row, limit)
	}
	p.Allow(colConfirmed, row, row, limit)
	p.Allow(colGrounds, row, row, tables.Rule{List: reviewReasons(p.d.Edition.Words.Assessor), Refusal: "请从列表中选择核定理由，详细情况请写在“" + colFree + "”一栏。"})
}
