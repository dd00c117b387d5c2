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

// TestReviewersColumns: the reviewers fill in 初评分, 核定分 and 核定理由 within bounds, the county's columns are locked, and what
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
		if got := locked(t, f, SheetAssess, fmt.Sprint("K", row)); got == ind.Source.Self() {
			t.Errorf("indicator %d: 初评分 locked is %v", ind.No, got)
		}
		for _, col := range []string{"L", "M"} {
			if locked(t, f, SheetAssess, fmt.Sprint(col, row)) {
				t.Errorf("%s%d is locked", col, row)
			}
		}
		points, reason := holds(t, f, SheetAssess, "L", row), holds(t, f, SheetAssess, "M", row)
		if points == nil || points.Formula1 != "0" || points.Formula2 != ind.Max.Short() || points.Type != "decimal" {
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
	for at, want := range map[string]string{"1 E": "未填", "2 E": "3.00", "2 H": "缺佐证：2.1", "1 H": "", "11 F": "待定", "11 E": "", "13 F": "无法计算"} {
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
