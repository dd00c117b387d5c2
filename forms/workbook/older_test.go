package workbook

import (
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/skip2/go-qrcode"
	"github.com/xuri/excelize/v2"

	"zicha/forms"
	"zicha/scoring"
)

// The sample's workbook as it was finalized before reviewers had free reasons: no number on its cover, thirteen columns in 自评表; and before
// the code of the rules stood on the cover.
const (
	firstBook  = "testdata/layout1.xlsx"
	secondBook = "testdata/layout2.xlsx"
	firstCode  = "UAL4-MBZ6-2AKG-BUSG"
)

func firstLaidOut(t *testing.T) []byte {
	t.Helper()
	data, err := os.ReadFile(firstBook)
	must(t, err)
	return data
}

// TestOlderLayoutIsReadAndNotAltered: it says what it said, and what this program words otherwise is named as not compared.
func TestOlderLayoutIsReadAndNotAltered(t *testing.T) {
	book := read(t, firstLaidOut(t), begun(t))
	if book.Layout != layoutFirst || forms.Code(book.Lines()) != firstCode || book.Code != firstCode || len(book.Problems) > 0 {
		t.Errorf("layout %d, code %s, %+v", book.Layout, forms.Code(book.Lines()), book.Problems)
	}
	if changes, _, _ := book.Plan(book.Dossier); len(changes) > 0 {
		t.Errorf("changes %v", changes)
	}
	book.QR, _ = qrcode.Encode("another picture", qrcode.Medium, 180)
	for _, p := range book.Altered(t.Context(), firstCode) {
		if p.Severity != forms.Hint || p.Code != codeReworded && p.Place != SheetCover {
			t.Errorf("%s: %s", p.Place, p.Message)
		}
	}
	if found := book.Against(read(t, firstLaidOut(t), begun(t))); len(found) > 0 {
		t.Errorf("against itself: %+v", found)
	}
}

// TestSecondLayout: a workbook from before the code of the rules is read and compared to the last cell.
func TestSecondLayout(t *testing.T) {
	data, err := os.ReadFile(secondBook)
	must(t, err)
	book := read(t, data, begun(t))
	if book.Layout != layoutReview || forms.Code(book.Lines()) != firstCode || book.Code != firstCode || len(book.Problems) > 0 {
		t.Errorf("layout %d, code %s, %+v", book.Layout, forms.Code(book.Lines()), book.Problems)
	}
	for _, p := range book.Altered(t.Context(), firstCode) {
		if p.Place != SheetCover || !strings.Contains(p.Message, "二维码") { // the picture is the caller's to say
			t.Errorf("%s: %s", p.Place, p.Message)
		}
	}
}

// TestSecondLayoutOfARulebookWithoutWords: before rulebooks had words of their own their workbooks had those of the first, which the same rules
// read without them.
func TestSecondLayoutOfARulebookWithoutWords(t *testing.T) {
	data, err := os.ReadFile(secondBook)
	must(t, err)
	ed := edition(t).Worded(scoring.Words{})
	book := read(t, data, forms.New(ed, forms.Begin(ed, "341621", "")))
	if forms.Code(book.Lines()) != firstCode || len(book.Problems) > 0 {
		t.Errorf("code %s, %+v", forms.Code(book.Lines()), book.Problems)
	}
	for _, p := range book.Altered(t.Context(), firstCode) {
		if p.Place != SheetCover || !strings.Contains(p.Message, "二维码") {
			t.Errorf("%s: %s", p.Place, p.Message)
		}
	}
	if now := read(t, written(t, forms.New(ed, nil)), begun(t)); now.Layout != layoutPresent || len(now.Altered(t.Context(), now.Code)) == 0 {
		t.Error("a workbook of today in other words than the rulebook's is as it should be")
	}
}

// TestOlderLayoutIsStillCompared: what an older program wrote of values and of the notice's text is compared as ever; its own words are not.
func TestOlderLayoutIsStillCompared(t *testing.T) {
	for _, c := range []struct {
		sheet, column string
		row           []string
		altered       bool
	}{
		{SheetAssess, "D", []string{"1"}, true},
		{SheetAssess, "C", []string{"2"}, true},
		{SheetAssess, "J", []string{"3"}, true},
		{SheetAssess, "E", []string{"", "自评合计"}, true},
		{SheetData, "B", []string{"9.2", "catalogue_items"}, true},
		{SheetCover, "B", []string{"自评满分"}, true},
		{SheetData, "C", []string{"9.2", "catalogue_items"}, false},
		{SheetCover, "B", []string{"分数说明"}, false},
		{SheetAssess, "G", []string{"", "自评合计"}, false},
	} {
		at := ""
		book := read(t, edited(t, firstLaidOut(t), func(f *excelize.File) {
			at = c.column + strconv.Itoa(find(t, f, c.sheet, c.row...))
			must(t, f.SetCellValue(c.sheet, at, "7.77"))
		}), begun(t))
		altered, told := false, false
		for _, p := range book.Altered(t.Context(), firstCode) {
			altered = altered || p.Severity == forms.Error && p.Place == c.sheet+"!"+at
			told = told || p.Code == codeReworded && strings.Contains(p.Message, "没有核对")
		}
		if altered != c.altered || !altered && !told {
			t.Errorf("%s!%s: altered is %v, told as not compared %v", c.sheet, at, altered, told)
		}
	}
}

// TestLaterLayoutIsTold: a workbook of a later program is not said to be compared.
func TestLaterLayoutIsTold(t *testing.T) {
	d, data := finalWritten(t)
	book := read(t, edited(t, data, func(f *excelize.File) {
		must(t, f.SetCellStr(SheetCover, "B"+strconv.Itoa(find(t, f, SheetCover, itemLayout)), "99"))
	}), d)
	if len(book.Problems) != 1 || book.Problems[0].Severity != forms.Warning || !strings.Contains(book.Problems[0].Message, "请用新版程序核对") {
		t.Errorf("%+v", book.Problems)
	}
}

// TestFilteredRowsAreNamed: a reviewer who saves with a filter on has altered nothing; rows hidden otherwise are another matter.
func TestFilteredRowsAreNamed(t *testing.T) {
	d, data := finalWritten(t)
	for _, on := range []bool{true, false} {
		book := read(t, edited(t, data, func(f *excelize.File) {
			if on {
				must(t, f.AutoFilter(SheetAssess, "A1:O34", []excelize.AutoFilterOptions{{Column: "A", Expression: "x == 5"}}))
			}
			must(t, f.SetRowVisible(SheetAssess, 3, false))
		}), d)
		got := book.Altered(t.Context(), d.Code())
		if len(got) != 1 || got[0].Place != "自评表!A3" || (got[0].Severity == forms.Hint) != on {
			t.Errorf("filter on is %v: %+v", on, got)
		}
	}
}
