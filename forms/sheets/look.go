package sheets

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"zicha/forms"
	"zicha/forms/workbook"
	"zicha/scoring"
)

// The fills: paper white and a few calm tints; what may be filled in is pale yellow.
const (
	fillHead    = "E9E4DA"
	fillSection = "F5F2EA"
	fillOpen    = "FFFBEA"
)

const (
	lineHeight   = 14.5
	maxRowHeight = 409
)

// look is how a cell looks; equal looks share a style. All cells are text cells.
type look struct {
	fill, align string
	bold, plain bool // plain cells have no frame
	size        float64
}

var (
	lookText    = look{}
	lookCenter  = look{align: "center"}
	lookHead    = look{align: "center", fill: fillHead, bold: true}
	lookSection = look{fill: fillSection, bold: true}
	lookOpen    = look{fill: fillOpen}
	lookTitle   = look{align: "center", bold: true, plain: true, size: 15}
)

// builder makes the workbook of one department. The first thing that goes wrong is kept.
type builder struct {
	f        *excelize.File
	d        *forms.Dossier
	dep      forms.Department
	criteria []*scoring.Criterion
	prefill  bool
	asked    int // fields asked for
	filled   int // of them, filled in already
	styles   map[look]int
	err      error
}

func newBuilder(d *forms.Dossier, dep forms.Department, prefill bool) *builder {
	return &builder{f: excelize.NewFile(), d: d, dep: dep, criteria: d.Assigned(dep.ID), prefill: prefill, styles: map[look]int{}}
}

func (b *builder) keep(err error) {
	if b.err == nil && err != nil {
		b.err = fmt.Errorf("写填报表时出错：%w", err)
	}
}

func (b *builder) style(l look) int {
	if id, ok := b.styles[l]; ok {
		return id
	}
	s := &excelize.Style{
		NumFmt:    49,
		Font:      &excelize.Font{Family: "宋体", Size: 10.5},
		Alignment: &excelize.Alignment{Horizontal: "left", Vertical: "center", WrapText: true},
	}
	if l.align != "" {
		s.Alignment.Horizontal = l.align
	}
	if l.bold {
		s.Font.Family = "黑体"
	}
	if l.size > 0 {
		s.Font.Size = l.size
	}
	for _, side := range []string{"left", "right", "top", "bottom"} {
		if !l.plain {
			s.Border = append(s.Border, excelize.Border{Type: side, Color: "8C8577", Style: 1})
		}
	}
	if l.fill != "" {
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{l.fill}}
	}
	id, err := b.f.NewStyle(s)
	b.keep(err)
	b.styles[l] = id
	return id
}

// column is a column of a sheet: its heading and its width in characters; width 0 hides it.
type column struct {
	title string
	width float64
}

// page is one sheet being written, row by row.
type page struct {
	*builder
	name    string
	columns []column
	next    int // number of the next row
}

// page starts a sheet; heads are written by the caller.
func (b *builder) page(name string, columns []column) *page {
	if _, err := b.f.NewSheet(name); err != nil {
		b.keep(err)
	}
	p := &page{builder: b, name: name, columns: columns, next: 1}
	for i, c := range columns {
		col, err := excelize.ColumnNumberToName(i + 1)
		b.keep(err)
		width := c.width
		if width == 0 {
			width = 10
			b.keep(b.f.SetColVisible(name, col, false))
		}
		b.keep(b.f.SetColWidth(name, col, col, width))
	}
	return p
}

func (p *page) heads() {
	cells := make([]cell, len(p.columns))
	for i, c := range p.columns {
		cells[i] = cell{c.title, lookHead}
	}
	p.row(cells...)
}

// cell is what a row holds in one column.
type cell struct {
	text string
	look look
}

// row writes the next row, high enough for its longest text, and gives its number.
func (p *page) row(cells ...cell) int {
	lines := 1
	for i, c := range cells {
		p.put(i+1, c)
		if w := p.columns[i].width; w > 0 {
			lines = max(lines, workbook.Lines(c.text, w))
		}
	}
	if p.name == SheetEvidence && p.next > 1 {
		lines = max(lines, 2) // titles are long
	}
	p.height(lines)
	p.next++
	return p.next - 1
}

// wide writes a row in which a text goes over all columns that can be seen, but for the first where something stands there, a space for
// nothing.
func (p *page) wide(first string, c cell) {
	from, to, width := 1, 0, 0.0
	if first != "" {
		p.put(1, cell{strings.TrimSpace(first), look{align: "center", fill: c.look.fill, bold: c.look.bold}})
		from = 2
	}
	for i, col := range p.columns {
		if col.width > 0 && i+1 >= from {
			p.put(i+1, cell{"", c.look})
			to = i + 1
			width += col.width
		}
	}
	p.put(from, c)
	left, err := excelize.CoordinatesToCellName(from, p.next)
	p.keep(err)
	right, err := excelize.CoordinatesToCellName(to, p.next)
	p.keep(err)
	if to > from {
		p.keep(p.f.MergeCell(p.name, left, right))
	}
	lines := workbook.Lines(c.text, width)
	if c.look.size > 0 {
		lines *= 2
	}
	p.height(lines)
	p.next++
}

func (p *page) height(lines int) {
	p.keep(p.f.SetRowHeight(p.name, p.next, min(float64(lines)*lineHeight+7, maxRowHeight)))
}

func (p *page) put(col int, c cell) {
	at, err := excelize.CoordinatesToCellName(col, p.next)
	p.keep(err)
	if p.err != nil {
		return
	}
	if !workbook.FitsCell(c.text) {
		p.err = fmt.Errorf("“%s”里的文字太长，一个单元格放不下，请在程序里缩短后再生成", p.name)
		return
	}
	if c.text != "" {
		p.keep(p.f.SetCellStr(p.name, at, workbook.Hidden(c.text)))
	}
	p.keep(p.f.SetCellStyle(p.name, at, at, p.style(c.look)))
}

// validate makes a column follow a field's choice in the rows from one to another.
func (p *page) validate(col int, rows [2]int, f *scoring.Field) {
	name, err := excelize.ColumnNumberToName(col)
	p.keep(err)
	dv := workbook.TextValidation(f)
	dv.SetSqref(fmt.Sprintf("%s%d:%s%d", name, rows[0], name, rows[1]))
	p.keep(p.f.AddDataValidation(p.name, dv))
}

// finish sets head and print of a sheet: A4, one page wide, the rows down to head on every page.
func (p *page) finish(head int, landscape bool) {
	paper, orientation, across, down, fit := 9, "portrait", 1, 0, true
	if landscape {
		orientation = "landscape"
	}
	p.keep(p.f.SetPageLayout(p.name, &excelize.PageLayoutOptions{Size: &paper, Orientation: &orientation, FitToWidth: &across, FitToHeight: &down}))
	p.keep(p.f.SetSheetProps(p.name, &excelize.SheetPropsOptions{FitToPage: &fit}))
	side, top, edge, centre := 0.5, 0.8, 0.35, true
	p.keep(p.f.SetPageMargins(p.name, &excelize.PageLayoutMarginsOptions{
		Left: &side, Right: &side, Top: &top, Bottom: &top, Header: &edge, Footer: &edge, Horizontally: &centre,
	}))
	scale, above := false, `&C&"黑体,Regular"&12 `+inHeader(p.title())
	if head == 0 {
		above = "" // the sheet has a title of its own
	}
	p.keep(p.f.SetHeaderFooter(p.name, &excelize.HeaderFooterOptions{
		ScaleWithDoc: &scale,
		OddHeader:    above,
		OddFooter:    `&L&"宋体,Regular"&9` + inHeader(p.dep.Title()) + `&R&"宋体,Regular"&9` + p.name + ` 第&P页 共&N页`,
	}))
	last, err := excelize.CoordinatesToCellName(len(p.columns), p.next)
	p.keep(err)
	p.keep(p.f.AddIgnoredErrors(p.name, "A1:"+last, excelize.IgnoredErrorsNumberStoredAsText)) // all is meant as text
	if head == 0 {
		return
	}
	below := fmt.Sprintf("A%d", head+1)
	p.keep(p.f.SetPanes(p.name, &excelize.Panes{
		Freeze: true, YSplit: head, TopLeftCell: below, ActivePane: "bottomLeft",
		Selection: []excelize.Selection{{SQRef: below, ActiveCell: below, Pane: "bottomLeft"}},
	}))
	p.keep(p.f.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Titles", RefersTo: fmt.Sprintf("'%s'!$1:$%d", p.name, head), Scope: p.name,
	}))
}

// title heads every printed page.
func (b *builder) title() string {
	return fmt.Sprintf("%s%d年度社会信用体系建设自查填报表", b.d.County(), b.d.Edition.Year)
}

// inHeader shortens a text for a page's head, where & is a sign of its own.
func inHeader(s string) string {
	r := []rune(workbook.Hidden(s))
	return strings.ReplaceAll(string(r[:min(len(r), 60)]), "&", "&&")
}
