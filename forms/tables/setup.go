package tables

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"
)

// Setup is how a sheet is shown and printed: on A4, one page wide. Heads is how many rows at its top stay in sight and stand on every
// page, Names how many columns at its left stay in sight. The rows from the first to Filtered can be filtered, also where a sheet is
// protected; 0 is none. Protected sheets let only open cells be edited.
type Setup struct {
	Heads, Names      int
	Filtered          int
	Portrait, OnePage bool
	Protected, Unseen bool
	Header, Footer    string // in the spreadsheet's own signs, see InHeader
}

// InHeader puts a text into the head or foot of a page: & is a sign of its own there, and there is room for 255 units in all.
func InHeader(text string, most int) string {
	r := []rune(Hide(text))
	return strings.ReplaceAll(string(r[:min(len(r), most)]), "&", "&&")
}

// Finish ends a sheet.
func (p *Page) Finish(s Setup) {
	for i, width := range p.widths {
		if name := ColumnName(i); width > 0 {
			p.keep(p.file.SetColWidth(p.name, name, name, width))
		} else {
			p.keep(p.file.SetColVisible(p.name, name, false))
		}
	}
	for _, r := range p.rules {
		r.dv.SetSqref(r.cells())
		if r.points {
			r.dv.Type, r.dv.Operator = "custom", ""
			r.dv.Formula1, r.dv.Formula2 = string(appendEscaped(nil, r.decimals())), ""
		}
		p.keep(p.file.AddDataValidation(p.name, r.dv))
	}
	p.keep(p.file.AddIgnoredErrors(p.name, "A1:"+Place(p.Last()+1, len(p.widths)-1), excelize.IgnoredErrorsNumberStoredAsText)) // codes are meant as text
	if s.Heads > 0 {
		below, pane := Place(s.Heads+1, s.Names), "bottomLeft"
		if s.Names > 0 {
			pane = "bottomRight"
		}
		p.keep(p.file.SetPanes(p.name, &excelize.Panes{
			Freeze: true, XSplit: s.Names, YSplit: s.Heads, TopLeftCell: below, ActivePane: pane,
			Selection: []excelize.Selection{{SQRef: below, ActiveCell: below, Pane: pane}},
		}))
		p.keep(p.file.SetDefinedName(&excelize.DefinedName{
			Name: "_xlnm.Print_Titles", RefersTo: fmt.Sprintf("'%s'!$1:$%d", p.name, s.Heads), Scope: p.name,
		}))
	}
	if s.Filtered > s.Heads {
		p.keep(p.file.AutoFilter(p.name, "A1:"+Place(s.Filtered, len(p.widths)-1), nil))
	}
	if s.Protected {
		p.keep(p.file.ProtectSheet(p.name, &excelize.SheetProtectionOptions{
			FormatCells: true, FormatColumns: true, FormatRows: true, SelectLockedCells: true, SelectUnlockedCells: true, AutoFilter: s.Filtered > 0,
		}))
	}
	if s.Unseen {
		p.keep(p.file.SetSheetVisible(p.name, false))
	}
	p.print(s)
}

// print sets paper, margins, head and foot.
func (p *Page) print(s Setup) {
	paper, orientation, across, down, fit := 9, "landscape", 1, 0, true
	if s.Portrait {
		orientation = "portrait"
	}
	if s.OnePage {
		down = 1
	}
	p.keep(p.file.SetPageLayout(p.name, &excelize.PageLayoutOptions{Size: &paper, Orientation: &orientation, FitToWidth: &across, FitToHeight: &down}))
	p.keep(p.file.SetSheetProps(p.name, &excelize.SheetPropsOptions{FitToPage: &fit}))
	side, top, edge, centre := 0.45, 0.8, 0.35, true
	p.keep(p.file.SetPageMargins(p.name, &excelize.PageLayoutMarginsOptions{
		Left: &side, Right: &side, Top: &top, Bottom: &top, Header: &edge, Footer: &edge, Horizontally: &centre,
	}))
	scale := false
	p.keep(p.file.SetHeaderFooter(p.name, &excelize.HeaderFooterOptions{ScaleWithDoc: &scale, OddHeader: s.Header, OddFooter: s.Footer}))
}
