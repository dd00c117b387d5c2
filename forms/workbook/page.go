package workbook

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// The fills of the sheets: paper white, and a few calm tints.
const (
	fillHead    = "E9E4DA"
	fillSection = "F5F2EA"
	fillOpen    = "FFFBEA" // what may be filled in
	fillShut    = "ECECEC" // what does not apply
)

// The number formats.
const (
	formatText    = "@"
	formatPoints  = "0.00"
	formatNumber  = "General"
	lineHeight    = 14.5
	maxRowHeight  = 409
	maxTextHeight = 400
	maxGrowWidth  = 160
)

// look is how a cell looks; equal looks share a style.
type look struct {
	fill, format, align string
	bold, open          bool // open cells may be edited in a protected sheet
	run                 bool // the text runs on over the blank cells beside it
}

var (
	lookText    = look{format: formatText}
	lookCenter  = look{format: formatText, align: "center"}
	lookNumber  = look{format: formatNumber, align: "center"}
	lookPoints  = look{format: formatPoints, align: "center"}
	lookHead    = look{format: formatText, align: "center", fill: fillHead, bold: true}
	lookSection = look{format: formatText, fill: fillSection, bold: true}
	lookSum     = look{format: formatPoints, align: "center", fill: fillSection, bold: true}
)

func (l look) opened() look {
	l.open, l.fill = true, fillOpen
	return l
}

func (l look) filled(fill string) look {
	l.fill = fill
	return l
}

func (l look) shut() look { return l.filled(fillShut) }

// cell is what a row holds in one column.
type cell struct {
	text    string
	look    look
	number  bool   // text is a canonical decimal, written as a number where that keeps every digit
	formula string // text is the number stored beside it
	what    string // names the value where it does not fit
}

// page is one sheet being written, row by row.
type page struct {
	*builder
	layout
	widths []float64
	next   int
	rules  []*rule
}

// rule is a validation with the rows it holds for.
type rule struct {
	key    string
	column int
	dv     *excelize.DataValidation
	rows   []int
}

// page starts a sheet with its header row.
func (b *builder) page(l layout) *page {
	p := &page{builder: b, layout: l, next: 1}
	cells := make([]cell, len(l.columns))
	for i, c := range l.columns {
		p.widths = append(p.widths, c.width)
		cells[i] = cell{text: c.title, look: lookHead}
	}
	p.row(cells)
	return p
}

// widen makes a growing column wide enough for a text to show in one row.
func (p *page) widen(title, text string) {
	i := slices.IndexFunc(p.columns, func(c column) bool { return c.title == title })
	for p.widths[i] < maxGrowWidth && float64(rowsOf(text, p.widths[i]))*lineHeight > maxTextHeight {
		p.widths[i] += 4
	}
}

// row writes the next row and gives its number. Its height is set for the longest text.
func (p *page) row(cells []cell) int {
	lines := 1
	for i, c := range cells {
		p.put(i+1, c)
		if !c.look.run {
			lines = max(lines, rowsOf(c.text, p.widths[i]))
		}
	}
	p.keep(p.f.SetRowHeight(p.name, p.next, min(float64(lines)*lineHeight+6, maxRowHeight)))
	p.next++
	return p.next - 1
}

func (p *page) put(col int, c cell) {
	at, err := excelize.CoordinatesToCellName(col, p.next)
	p.keep(err)
	switch {
	case p.err != nil:
		return
	case c.formula != "":
		p.keep(p.f.SetCellDefault(p.name, at, c.text))
		p.keep(p.f.SetCellFormula(p.name, at, c.formula))
	case c.number && exactNumber(c.text):
		p.keep(p.f.SetCellDefault(p.name, at, c.text)) // the digits as they stand, no float in between
	case c.text != "":
		p.string(at, c)
	}
	p.keep(p.f.SetCellStyle(p.name, at, at, p.style(c.look)))
}

// string writes a text cell, refusing what would be cut off.
func (p *page) string(at string, c cell) {
	text := hide(c.text)
	what := c.what
	if what == "" {
		what = p.name + " " + at
	}
	switch {
	case !utf8.ValidString(c.text):
		p.err = fmt.Errorf("“%s”含有无法识别的字符，请在程序里重新填写这一处后再导出", what)
	case units(text) > maxCell:
		p.err = fmt.Errorf("“%s”的文字超过%d个字，工作簿的一个单元格放不下，请缩短后再导出", what, maxCell)
	default:
		p.keep(p.f.SetCellStr(p.name, at, text))
	}
}

func (b *builder) style(l look) int {
	if id, ok := b.looks[l]; ok {
		return id
	}
	s := &excelize.Style{
		Font:       &excelize.Font{Family: "宋体", Size: 10, Bold: l.bold},
		Alignment:  &excelize.Alignment{Horizontal: l.align, Vertical: "center", WrapText: !l.run},
		Protection: &excelize.Protection{Locked: !l.open},
	}
	if l.bold {
		s.Font.Family = "黑体"
		s.Font.Bold = false
	}
	if l.align == "" {
		s.Alignment.Horizontal = "left"
	}
	for _, side := range []string{"left", "right", "top", "bottom"} {
		s.Border = append(s.Border, excelize.Border{Type: side, Color: "8C8577", Style: 1})
	}
	if l.fill != "" {
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{l.fill}}
	}
	switch l.format {
	case formatText:
		s.NumFmt = 49
	case formatPoints:
		s.NumFmt = 2
	}
	id, err := b.f.NewStyle(s)
	b.keep(err)
	b.looks[l] = id
	return id
}

// validate makes a row's cell in the column follow a validation; rows with the same key share it.
func (p *page) validate(title, key string, row int, dv func() *excelize.DataValidation) {
	col := slices.IndexFunc(p.columns, func(c column) bool { return c.title == title }) + 1
	for _, r := range p.rules {
		if r.key == key && r.column == col {
			r.rows = append(r.rows, row)
			return
		}
	}
	p.rules = append(p.rules, &rule{key, col, dv(), []int{row}})
}

// sqref names the cells of a rule, runs of rows together.
func (r *rule) sqref() string {
	name, _ := excelize.ColumnNumberToName(r.column)
	var out []string
	for i := 0; i < len(r.rows); {
		j := i
		for j+1 < len(r.rows) && r.rows[j+1] == r.rows[j]+1 {
			j++
		}
		ref := name + strconv.Itoa(r.rows[i])
		if j > i {
			ref += ":" + name + strconv.Itoa(r.rows[j])
		}
		out = append(out, ref)
		i = j + 1
	}
	return strings.Join(out, " ")
}

// finish sets widths, validations, head, protection and print of the sheet.
func (p *page) finish(protect bool) {
	for i, w := range p.widths {
		name, err := excelize.ColumnNumberToName(i + 1)
		p.keep(err)
		p.keep(p.f.SetColWidth(p.name, name, name, w))
	}
	for _, r := range p.rules {
		r.dv.SetSqref(r.sqref())
		p.keep(p.f.AddDataValidation(p.name, r.dv))
	}
	last, err := excelize.CoordinatesToCellName(len(p.widths), p.next)
	p.keep(err)
	p.keep(p.f.AddIgnoredErrors(p.name, "A1:"+last, excelize.IgnoredErrorsNumberStoredAsText)) // codes are meant as text
	p.keep(p.f.SetPanes(p.name, &excelize.Panes{
		Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft",
		Selection: []excelize.Selection{{SQRef: "A2", ActiveCell: "A2", Pane: "bottomLeft"}},
	}))
	if protect {
		p.keep(p.f.ProtectSheet(p.name, &excelize.SheetProtectionOptions{
			FormatCells: true, FormatColumns: true, FormatRows: true, SelectLockedCells: true, SelectUnlockedCells: true,
		}))
	}
	p.keep(p.f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: "'" + p.name + "'!$1:$1", Scope: p.name}))
	p.print(p.name)
}

// print sets a sheet for A4 landscape, one page wide, cover and chart on one page, with the title above and code, page and
// state below.
func (b *builder) print(sheet string) {
	paper, orientation, across, down, fit := 9, "landscape", 1, 0, true
	if sheet == SheetChart || sheet == SheetCover {
		down = 1
	}
	b.keep(b.f.SetPageLayout(sheet, &excelize.PageLayoutOptions{Size: &paper, Orientation: &orientation, FitToWidth: &across, FitToHeight: &down}))
	b.keep(b.f.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: &fit}))
	side, top, edge, centre := 0.45, 0.8, 0.35, true
	b.keep(b.f.SetPageMargins(sheet, &excelize.PageLayoutMarginsOptions{
		Left: &side, Right: &side, Top: &top, Bottom: &top, Header: &edge, Footer: &edge, Horizontally: &centre,
	}))
	head := func(s string) string { // a header has room for 255 units; & is its own sign
		r := []rune(hide(s))
		return strings.ReplaceAll(string(r[:min(len(r), 80)]), "&", "&&")
	}
	scale := false
	b.keep(b.f.SetHeaderFooter(sheet, &excelize.HeaderFooterOptions{
		ScaleWithDoc: &scale,
		OddHeader:    `&C&"黑体,Regular"&13 ` + head(b.title()) + `&R&"宋体,Regular"&9` + sheet,
		OddFooter:    `&L&"宋体,Regular"&9核对码 ` + head(b.code) + `&C&"宋体,Regular"&9第&P页 共&N页&R&"宋体,Regular"&9` + b.state(),
	}))
}
