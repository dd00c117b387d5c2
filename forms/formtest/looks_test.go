package formtest_test

import (
	"bytes"
	"fmt"
	"html"
	"math"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// sameLooks fails where a workbook saved again does not look as it did: widths, heights, formats, locks, protection, filters, what cells may
// hold, and how it is printed. Panes are not among it: of no workbook does LibreOffice keep them without a window.
func sameLooks(t *testing.T, was, now []byte) {
	t.Helper()
	before, after := opened(t, was), opened(t, now)
	for _, sheet := range before.GetSheetList() {
		a, b := looksOf(t, before, sheet), looksOf(t, after, sheet)
		for what, look := range a {
			if b[what] != look {
				t.Errorf("%s %s was %s, now it is %s", sheet, what, look, b[what])
			}
		}
	}
}

func opened(t *testing.T, data []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	must(t, err)
	t.Cleanup(func() { f.Close() })
	return f
}

// looksOf lists what a sheet looks like, in words that do not depend on how a program writes it.
func looksOf(t *testing.T, f *excelize.File, sheet string) map[string]string {
	t.Helper()
	out := map[string]string{}
	say := func(what, format string, args ...any) { out[what] = fmt.Sprintf(format, args...) }
	rows, err := f.GetRows(sheet)
	must(t, err)
	for i := range rows[0] {
		name, err := excelize.ColumnNumberToName(i + 1)
		must(t, err)
		width, err := f.GetColWidth(sheet, name)
		must(t, err)
		say("column "+name, "%.0f wide", math.Round(width))
		for row := 1; row <= min(len(rows), 6); row++ {
			at := fmt.Sprint(name, row)
			id, err := f.GetCellStyle(sheet, at)
			must(t, err)
			style, err := f.GetStyle(id)
			must(t, err)
			say(at, "%s, %v", format(style), style.Protection == nil || style.Protection.Locked)
		}
	}
	for row := 1; row <= len(rows); row++ {
		height, err := f.GetRowHeight(sheet, row)
		must(t, err)
		say(fmt.Sprint("row ", row), "%.0f high", height)
	}
	protection, err := f.GetSheetProtection(sheet)
	say("protection", "%v, formats %v", err == nil && protection.SelectLockedCells, protection.FormatRows)
	page, err := f.GetPageLayout(sheet)
	must(t, err)
	props, err := f.GetSheetProps(sheet)
	must(t, err)
	say("page", "%d %s, %d by %d, fits %v", *page.Size, *page.Orientation, *page.FitToWidth, *page.FitToHeight, *props.FitToPage)
	margins, err := f.GetPageMargins(sheet)
	must(t, err)
	say("margins", "%.2f %.2f %.2f %.2f", *margins.Left, *margins.Right, *margins.Top, *margins.Bottom)
	for _, name := range f.GetDefinedName() {
		if name.Scope == sheet {
			say(strings.TrimPrefix(name.Name, "_xlnm."), "%s", strings.NewReplacer("'", "", "$", "").Replace(name.RefersTo))
			if strings.HasSuffix(name.Name, "FilterDatabase") { // elsewhere it does not matter
				say("filters", "%v", protection.AutoFilter)
			}
		}
	}
	validations(t, f, sheet, say)
	return out
}

// format is a number format: a spreadsheet's own by its code.
func format(s *excelize.Style) string {
	if s.CustomNumFmt != nil {
		return *s.CustomNumFmt
	}
	return map[int]string{0: "General", 1: "0", 2: "0.00", 49: "@"}[s.NumFmt]
}

func validations(t *testing.T, f *excelize.File, sheet string, say func(what, format string, args ...any)) {
	t.Helper()
	list, err := f.GetDataValidations(sheet)
	must(t, err)
	for _, dv := range list {
		refusal := ""
		if dv.Error != nil {
			refusal = *dv.Error
		}
		kind, formula := dv.Type, strings.ReplaceAll(html.UnescapeString(dv.Formula1), `"`, "")
		if kind == "" || kind == "none" {
			kind, formula = "none", ""
		}
		for _, area := range strings.Fields(dv.Sqref) {
			say("rule of "+area, "%s %s, refused with %q", kind, formula, refusal)
		}
	}
}
