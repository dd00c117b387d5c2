package workbook

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"zicha/scoring"
)

// Reasons are what a reviewer may choose in 核定理由.
var reviewReasons = []string{"材料齐全，予以认定", "材料不足，酌减", "与监测数据不符", "超过规定日期", "按市里口径核定", "虚假材料不得分", "其他"}

// assess writes the 自评表: a row per indicator, a row per section with its subtotals, and the totals.
func (b *builder) assess() {
	p := b.page(assessLayout)
	for _, res := range b.card.Indicators {
		p.widen("得分理由", res.Reason)
		p.widen("备注", b.remark(res.Indicator))
	}
	var sections []string
	i := 0
	for _, total := range b.card.Sections {
		n := len(total.Section.Indicators)
		first := p.next + 1
		sections = append(sections, strconv.Itoa(p.next))
		p.row(sectionCells(total, first))
		for _, res := range b.card.Indicators[i : i+n] {
			p.indicator(res)
		}
		i += n
	}
	sum := func(col string) string { return col + strings.Join(sections, "+"+col) }
	p.total("自评合计", 4, b.card.Self)
	p.total(itemBacked+"合计", 4, b.d.Scores().Backed.Self)
	p.total(itemForecast+"合计", 5, b.card.Forecast)
	cells := totalCells("市里审核合计")
	cells[10].formula, cells[11].formula = sum("K"), sum("L")
	cells[10].text, cells[11].text = "0", "0"
	p.row(cells)
	p.finish(true)
}

// sectionCells is a section's row; its indicators stand in the rows from first on, which the reviewers' subtotals add up.
func sectionCells(total scoring.SectionTotal, first int) []cell {
	cells := totalCells(total.Section.No + "、" + total.Section.Title)
	cells[3] = cell{text: total.Section.Max.String(), look: lookSum, number: true}
	var words []string
	if total.Self.Max > 0 {
		cells[4] = cell{text: total.Self.Score.String(), look: lookSum, number: true}
		words = append(words, "自评小计"+total.Self.Score.String()+"（满分"+total.Self.Max.Short()+"）")
	}
	if total.Forecast.Max > 0 {
		cells[5] = cell{text: total.Forecast.Score.String(), look: lookSum, number: true}
		words = append(words, "预估小计"+total.Forecast.Score.String()+"（满分"+total.Forecast.Max.Short()+"）")
	}
	cells[6].text = strings.Join(words, "；")
	for i, col := range map[int]string{10: "K", 11: "L"} {
		last := first + len(total.Section.Indicators) - 1
		cells[i].text, cells[i].formula = "0", fmt.Sprintf("SUM(%s%d:%s%d)", col, first, col, last)
	}
	return cells
}

func totalCells(name string) []cell {
	cells := make([]cell, len(assessLayout.columns))
	for i := range cells {
		cells[i].look = lookSection
	}
	cells[1].text, cells[1].look.run = name, true
	for _, i := range []int{3, 4, 5, 10, 11} {
		cells[i].look = lookSum
	}
	return cells
}

// total writes a total in the given column beside the points it is measured by.
func (p *page) total(name string, col int, t scoring.Total) {
	cells := totalCells(name)
	cells[3] = cell{text: t.Max.String(), look: lookSum, number: true}
	cells[col] = cell{text: t.Score.String(), look: lookSum, number: true}
	p.row(cells)
}

func (b *builder) remark(ind *scoring.Indicator) string {
	return shorten(b.d.Get(remarkPath(ind)))
}

// shorten cuts a remark that one cell cannot hold; 填报数据 has all of it.
func shorten(text string) string {
	if units(hide(text)) <= maxCell {
		return text
	}
	return string([]rune(text)[:maxCell/4]) + "……（全文见填报数据）"
}

// indicator writes an indicator's row. The county's columns are locked; the reviewers' are open but for the 初评 of what the
// city scores directly.
func (p *page) indicator(res scoring.IndicatorResult) {
	ind := res.Indicator
	self := ind.Source.Self()
	score := cell{text: res.Text(), look: lookPoints, number: res.Known, what: "第" + strconv.Itoa(ind.No) + "项得分"}
	none := cell{look: lookPoints.shut()}
	own, forecast, first := score, none, cell{look: lookPoints.opened()}
	if !self {
		own, forecast, first = none, score, none
	}
	row := p.row([]cell{
		{text: strconv.Itoa(ind.No), look: lookNumber, number: true},
		{text: ind.Title, look: lookText},
		{text: ind.Text, look: lookText},
		{text: ind.Max.String(), look: lookPoints, number: true},
		own, forecast,
		{text: res.Reason, look: lookText, what: "第" + strconv.Itoa(ind.No) + "项得分理由"},
		{text: p.d.Cited(res), look: lookText},
		{text: ind.SourceText, look: lookText},
		{text: p.remark(ind), look: lookText},
		first,
		{look: lookPoints.opened()},
		{look: lookText.opened()},
	})
	limit := func() *excelize.DataValidation { return pointsUpTo(ind.Max) }
	if self {
		p.validate("初评分", ind.Max.String(), row, limit)
	}
	p.validate("核定分", ind.Max.String(), row, limit)
	p.validate("核定理由", "reason", row, func() *excelize.DataValidation {
		return listOf(reviewReasons, "请从列表中选择核定理由，详细情况可另附说明。")
	})
}
