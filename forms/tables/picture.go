package tables

import (
	"bytes"
	"errors"
	"fmt"
	"image/png"

	"github.com/xuri/excelize/v2"
)

// Picture is a PNG beside a table; Width is in pixels, 96 to the inch.
type Picture struct {
	PNG   []byte
	Words string // for who cannot see it
	Width float64
}

// Beside puts a picture to the right of the table, from its second row on.
func (p *Page) Beside(pic Picture) {
	img, err := png.DecodeConfig(bytes.NewReader(pic.PNG))
	if err != nil || img.Width < 1 {
		p.Fail(errors.New("封面的二维码图片无法读取，工作簿没有写出，请重新导出"))
		return
	}
	for i, height := range p.heights { // by which the library finds the picture's lower end
		p.keep(p.file.SetRowHeight(p.name, i+1, height))
	}
	gap, at := ColumnName(len(p.columns)), ColumnName(len(p.columns)+1)
	p.keep(p.file.SetColWidth(p.name, gap, gap, 2))
	p.keep(p.file.SetColWidth(p.name, at, at, 16))
	scale := pic.Width / float64(img.Width)
	p.keep(p.file.AddPictureFromBytes(p.name, at+"2", &excelize.Picture{
		Extension: ".png", File: pic.PNG,
		Format: &excelize.GraphicOptions{AltText: pic.Words, ScaleX: scale, ScaleY: scale, LockAspectRatio: true, Positioning: "oneCell"},
	}))
}

// Bars is a chart of bars for the rows of a table: a bar for each column named, with its colour, and the first column's words beside.
type Bars struct {
	Title  string
	Series []struct{ Column, Color string }
}

// Below draws a chart under the table.
func (p *Page) Below(b Bars) {
	ref := func(column, first, last int) string {
		name := ColumnName(column)
		return fmt.Sprintf("'%s'!$%s$%d:$%s$%d", p.name, name, first, name, last)
	}
	chart := &excelize.Chart{Type: excelize.Bar, Dimension: excelize.ChartDimension{Width: 760, Height: 460}}
	for _, s := range b.Series {
		at := p.column(s.Column)
		chart.Series = append(chart.Series, excelize.ChartSeries{
			Name: fmt.Sprintf("'%s'!$%s$1", p.name, ColumnName(at)), Categories: ref(0, 2, p.Last()), Values: ref(at, 2, p.Last()),
			Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{s.Color}},
		})
	}
	font := excelize.Font{Family: bodyFont, Size: 10, Color: "333333"}
	head := &excelize.Font{Family: headFont, Size: 13, Color: "333333"}
	chart.Title = excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: b.Title, Font: head}}}
	chart.Legend = excelize.ChartLegend{Position: "bottom", Font: &font}
	chart.XAxis = excelize.ChartAxis{ReverseOrder: true, Font: font}
	chart.YAxis = excelize.ChartAxis{MajorGridLines: true, NumFmt: excelize.ChartNumFmt{CustomNumFmt: "0"}, Font: font}
	p.keep(p.file.AddChart(p.name, fmt.Sprintf("A%d", p.Last()+2), chart))
}
