package workbook

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"zicha/forms"
	"zicha/scoring"
)

func opened(t *testing.T, data []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	must(t, err)
	t.Cleanup(func() { f.Close() })
	return f
}

func locked(t *testing.T, f *excelize.File, sheet, at string) bool {
	t.Helper()
	id, err := f.GetCellStyle(sheet, at)
	must(t, err)
	style, err := f.GetStyle(id)
	must(t, err)
	return style.Protection == nil || style.Protection.Locked
}

// holds reports whether a validation of the kind covers a cell, and its limits.
func holds(t *testing.T, f *excelize.File, sheet, column string, row int) *excelize.DataValidation {
	t.Helper()
	all, err := f.GetDataValidations(sheet)
	must(t, err)
	for _, dv := range all {
		for _, ref := range strings.Fields(dv.Sqref) {
			from, to, ranged := strings.Cut(ref, ":")
			if !ranged {
				to = from
			}
			first, _ := strconv.Atoi(strings.TrimPrefix(from, column))
			last, _ := strconv.Atoi(strings.TrimPrefix(to, column))
			if strings.HasPrefix(from, column) && first <= row && row <= last {
				return dv
			}
		}
	}
	return nil
}

// TestReviewersColumns: the reviewers fill in 初评分, 核定分 and their reasons, points within bounds and of two decimals, the county's columns are locked, and what
// the city scores directly has no 初评.
func TestReviewersColumns(t *testing.T) {
	d := full(t)
	f := opened(t, written(t, d))
	for _, ind := range d.Edition.Indicators() {
		row := find(t, f, SheetAssess, strconv.Itoa(ind.No))
		for _, col := range strings.Split("ABCDEFGHIJ", "") {
			if !locked(t, f, SheetAssess, fmt.Sprint(col, row)) {
				t.Errorf("%s%d is open", col, row)
			}
		}
		for _, col := range []string{"K", "O"} {
			if got := locked(t, f, SheetAssess, fmt.Sprint(col, row)); got == ind.Source.Self() {
				t.Errorf("indicator %d: %s locked is %v", ind.No, col, got)
			}
		}
		for _, col := range []string{"L", "M", "N"} {
			if locked(t, f, SheetAssess, fmt.Sprint(col, row)) {
				t.Errorf("%s%d is locked", col, row)
			}
		}
		points, reason := holds(t, f, SheetAssess, "L", row), holds(t, f, SheetAssess, "M", row)
		if points == nil || !strings.HasSuffix(points.Formula1, "<="+ind.Max.Short()+",ABS("+firstOf(points)+"*100-ROUND("+firstOf(points)+"*100,0))<0.000001)") || points.Type != "custom" {
			t.Errorf("indicator %d: 核定分 is checked by %+v", ind.No, points)
		}
		if reason == nil || reason.Type != "list" {
			t.Errorf("indicator %d: 核定理由 is checked by %+v", ind.No, reason)
		}
		if first := holds(t, f, SheetAssess, "K", row); (first != nil) != ind.Source.Self() {
			t.Errorf("indicator %d: 初评分 is checked by %+v", ind.No, first)
		}
	}
}

// firstOf is the first cell a validation is for.
func firstOf(dv *excelize.DataValidation) string {
	at, _, _ := strings.Cut(strings.Fields(dv.Sqref)[0], ":")
	return at
}

// TestTwoDecimals calculates the rule of a cell that takes up to 5 points.
func TestTwoDecimals(t *testing.T) {
	d := full(t)
	f := opened(t, written(t, d))
	row := find(t, f, SheetAssess, "1")
	dv := holds(t, f, SheetAssess, "L", row)
	for _, c := range []struct {
		value any
		ok    string
	}{
		{0, "TRUE"}, {4.35, "TRUE"}, {0.07, "TRUE"}, {1.1, "TRUE"}, {5, "TRUE"}, {2.675, "FALSE"}, {1.001, "FALSE"}, {5.01, "FALSE"}, {-0.5, "FALSE"}, {3.3333333, "FALSE"},
	} {
		must(t, f.SetCellValue(SheetAssess, firstOf(dv), c.value))
		must(t, f.SetCellFormula(SheetAssess, "Z1", dv.Formula1))
		if got, err := f.CalcCellValue(SheetAssess, "Z1"); err != nil || got != c.ok {
			t.Errorf("%v: %s, want %s (%v)", c.value, got, c.ok, err)
		}
	}
}

// TestSubtotalsAddUp: the sections' rows add up their indicators as printed, 自评 and 预估 apart, and the reviewers' sums count.
func TestSubtotalsAddUp(t *testing.T) {
	d := full(t)
	f := opened(t, written(t, d))
	rows, err := f.GetRows(SheetAssess)
	must(t, err)
	at := func(row []string, i int) scoring.Points {
		if i >= len(row) {
			return 0
		}
		p, err := scoring.ParsePoints(row[i])
		if err != nil {
			return 0 // 未填 and the like
		}
		return p
	}
	var sums, self, forecast scoring.Points
	last := 0
	for i, row := range rows[1:] {
		if row[0] != "" {
			sums -= at(row, 4) + at(row, 5)
			self += at(row, 4)
			forecast += at(row, 5)
			if last == 0 {
				for _, at := range []string{"L2", "L7", fmt.Sprint("L", len(rows))} {
					if got, err := f.CalcCellValue(SheetAssess, at); err != nil || got != "" {
						t.Errorf("before any score %s shows %q (%v)", at, got, err)
					}
				}
			}
			must(t, f.SetCellValue(SheetAssess, fmt.Sprint("L", i+2), 1))
			last = i + 2
		} else if strings.Contains(row[1], "、") {
			sums += at(row, 4) + at(row, 5)
		}
	}
	if sums != 0 {
		t.Errorf("the sections are %s off", sums)
	}
	for i, want := range []scoring.Points{self, d.Scores().Backed.Self.Score, forecast} {
		if got := at(rows[last+i], 4) + at(rows[last+i], 5); got != want {
			t.Errorf("%s is %s, want %s", rows[last+i][1], got, want)
		}
	}
	if got, err := f.CalcCellValue(SheetAssess, fmt.Sprint("L", last+4)); err != nil || got != "25.00" {
		t.Errorf("25 points of the reviewers add up to %q, %v", got, err)
	}
}

// TestTablesAreFiltered: the tables can be filtered under protection, 自评表 down to its last indicator, and the indicators' names stay in sight.
func TestTablesAreFiltered(t *testing.T) {
	_, data := finalWritten(t)
	f := opened(t, data)
	areas := map[string]string{}
	for _, name := range f.GetDefinedName() {
		if strings.Contains(name.Name, "_FilterDatabase") {
			areas[name.Scope] = name.RefersTo
		}
	}
	for _, sheet := range []string{SheetAssess, SheetData, SheetRegister, SheetEvidence} {
		if p, err := f.GetSheetProtection(sheet); err != nil || !p.AutoFilter || areas[sheet] == "" {
			t.Errorf("%s: filtered %q, %+v, %v", sheet, areas[sheet], p, err)
		}
	}
	if last := fmt.Sprint("$O$", find(t, f, SheetAssess, "25")); !strings.HasSuffix(areas[SheetAssess], "$A$1:"+last) {
		t.Errorf("filtered is %s, want down to %s", areas[SheetAssess], last)
	}
	if panes, err := f.GetPanes(SheetAssess); err != nil || panes.XSplit != 2 || panes.YSplit != 1 || panes.TopLeftCell != "C2" {
		t.Errorf("panes %+v, %v", panes, err)
	}
}

// TestFinalWorkbookIsShut: of a finalized workbook only the reviewers' cells are open.
func TestFinalWorkbookIsShut(t *testing.T) {
	d := full(t)
	for _, final := range []bool{false, true} {
		d.Final = final
		f := opened(t, written(t, d))
		if got := locked(t, f, SheetData, "D2"); got != final {
			t.Errorf("final %v: 填报数据 locked is %v", final, got)
		}
		for _, sheet := range []string{SheetRegister, SheetEvidence} {
			p, err := f.GetSheetProtection(sheet)
			if protected := err == nil && !p.EditObjects && p.SelectLockedCells && p.FormatColumns; protected != final {
				t.Errorf("final %v: %s protected is %v (%v)", final, sheet, protected, err)
			}
		}
	}
}

// TestStatesStandInWords: what is not scored says why, what nothing backs says so.
func TestStatesStandInWords(t *testing.T) {
	d := begun(t)
	d.Apply(forms.Change{Path: "answer/2.1/issued", New: "true"}, forms.Change{Path: "answer/2.1/tasks", New: "true"},
		forms.Change{Path: "answer/2.1/milestones", New: "true"}, forms.Change{Path: "answer/11.1/updated", New: "3"},
		forms.Change{Path: "answer/13.1/records", New: "0"}, forms.Change{Path: "answer/13.1/complete", New: "0"})
	f := opened(t, written(t, d))
	for at, want := range map[string]string{"1 E": "未填报", "2 E": "3.00", "2 H": "缺佐证：2.1", "1 H": "", "11 F": "待定", "11 E": "", "13 F": "暂无法计算"} {
		no, col, _ := strings.Cut(at, " ")
		got, err := f.GetCellValue(SheetAssess, fmt.Sprint(col, find(t, f, SheetAssess, no)))
		if err != nil || got != want {
			t.Errorf("%s: %q, want %q (%v)", at, got, want, err)
		}
	}
}

// TestPrintedOnA4: every sheet is A4 landscape, one page wide, with its head repeated.
func TestPrintedOnA4(t *testing.T) {
	f := opened(t, written(t, full(t)))
	titles := map[string]bool{}
	for _, name := range f.GetDefinedName() {
		titles[name.Scope] = titles[name.Scope] || name.Name == "_xlnm.Print_Titles"
	}
	for _, sheet := range f.GetSheetList() {
		page, err := f.GetPageLayout(sheet)
		must(t, err)
		props, err := f.GetSheetProps(sheet)
		must(t, err)
		if *page.Size != 9 || *page.Orientation != "landscape" || *page.FitToWidth != 1 || !*props.FitToPage || !titles[sheet] {
			t.Errorf("%s: %d %s, %d pages wide", sheet, *page.Size, *page.Orientation, *page.FitToWidth)
		}
	}
}
