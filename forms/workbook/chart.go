package workbook

import (
	"fmt"

	"github.com/xuri/excelize/v2"
)

var chartLayout = layout{SheetChart, []column{{"一级分类", 44}, {"自评满分", 13}, {"自评得分", 13}, {"预估满分", 13}, {"预估得分", 13}}, nil}

// chart draws the eight sections. It stands on a sheet of its own, which is not read back.
func (b *builder) chart() {
	p := b.page(chartLayout)
	for _, t := range b.card.Sections {
		cells := []cell{{text: t.Section.No + "、" + t.Section.Title, look: lookText}}
		for _, total := range []struct{ score, max string }{
			{t.Self.Score.String(), t.Self.Max.String()},
			{t.Forecast.Score.String(), t.Forecast.Max.String()},
		} {
			for _, v := range []string{total.max, total.score} {
				c := cell{text: v, look: lookPoints, number: true}
				if total.max == "0.00" {
					c = cell{look: lookPoints.shut()}
				}
				cells = append(cells, c)
			}
		}
		p.row(cells)
	}
	last := p.next - 1
	p.finish(true)
	series := func(col, colour string) excelize.ChartSeries {
		ref := func(c string) string { return fmt.Sprintf("'%s'!$%s$2:$%s$%d", SheetChart, c, c, last) }
		return excelize.ChartSeries{
			Name: fmt.Sprintf("'%s'!$%s$1", SheetChart, col), Categories: ref("A"), Values: ref(col),
			Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}},
		}
	}
	font := excelize.Font{Family: "宋体", Size: 10, Color: "333333"}
	b.keep(b.f.AddChart(SheetChart, fmt.Sprintf("A%d", last+2), &excelize.Chart{
		Type:      excelize.Bar,
		Series:    []excelize.ChartSeries{series("E", "B8B2A4"), series("D", "E4E0D6"), series("C", "9E2B25"), series("B", "E3C9C2")},
		Title:     excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: "八类得分", Font: &excelize.Font{Family: "黑体", Size: 13, Color: "333333"}}}},
		Legend:    excelize.ChartLegend{Position: "bottom", Font: &font},
		XAxis:     excelize.ChartAxis{ReverseOrder: true, Font: font},
		YAxis:     excelize.ChartAxis{MajorGridLines: true, NumFmt: excelize.ChartNumFmt{CustomNumFmt: "0"}, Font: font},
		Dimension: excelize.ChartDimension{Width: 760, Height: 460},
		PlotArea:  excelize.ChartPlotArea{ShowVal: false},
	}))
}
