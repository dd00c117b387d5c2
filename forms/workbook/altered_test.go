package workbook

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/xuri/excelize/v2"

	"zicha/forms"
	"zicha/forms/formtest"
	"zicha/forms/tables"
	"zicha/scoring/soak"
)

// finalized is a dossier with every value, finalized.
func finalized(t testing.TB) *forms.Dossier {
	d := full(t)
	d.Final = true
	return d
}

// finalBook is the workbook of finalized, written by the first test that wants it.
var finalBook struct {
	sync.Once
	data []byte
}

// finalWritten is finalized and its workbook, both the caller's own.
func finalWritten(t testing.TB) (*forms.Dossier, []byte) {
	t.Helper()
	d := finalized(t)
	finalBook.Do(func() { finalBook.data = written(t, d) })
	return d, bytes.Clone(finalBook.data)
}

// TestAlteredNamesTheCell changes cells the comparison code does not cover.
func TestAlteredNamesTheCell(t *testing.T) {
	d, data := finalWritten(t)
	cover := func(item string) []string { return []string{item} }
	type change struct {
		sheet, column string
		row           []string
		value         any
	}
	together := []change{
		{SheetAssess, "B", []string{"1"}, "别的指标"},
		{SheetAssess, "C", []string{"2"}, "别的标准"},
		{SheetAssess, "D", []string{"1"}, 6},
		{SheetAssess, "H", []string{"1"}, "1-99"},
		{SheetAssess, "I", []string{"9"}, "别处"},
		{SheetAssess, "J", []string{"9"}, "别的备注"},
		{SheetAssess, "D", []string{"", "自评合计"}, 99},
		{SheetAssess, "E", []string{"", "自评合计"}, 99},
		{SheetData, "C", []string{"9.2", "catalogue_items"}, "别的名称"},
		{SheetData, "E", []string{"9.2", "catalogue_items"}, "万条"},
		{SheetCover, "B", cover("考核名称"), "别的考核"},
		{SheetCover, "B", cover("状态"), "草稿"},
		{SheetCover, "B", cover("核对码"), "AAAA-BBBB-CCCC-DDDD"},
		{SheetCover, "B", cover("自评满分"), 70},
		{SheetCover, "B", cover("分数说明"), "无"},
		{SheetCover, "B", cover("口径说明1"), "无"},
		{SheetCover, "B", cover("版本"), "三"},
		{SheetEvidence, "L", []string{"1-01"}, "在用吧"},
		{SheetChart, "C", nil, 50},
	}
	for _, changes := range [][]change{
		together,
		{{SheetAssess, "A", []string{"25"}, 26}}, // what a row is known by
		{{SheetAssess, "B", []string{"", "自评合计"}, "总分"}},
		{{SheetCover, "A", cover("自评满分"), "满分"}},
	} {
		var at []string
		got := read(t, edited(t, data, func(f *excelize.File) {
			for _, c := range changes {
				row := "2"
				if c.row != nil {
					row = strconv.Itoa(find(t, f, c.sheet, c.row...))
				}
				at = append(at, c.column+row)
			}
			for i, c := range changes {
				must(t, f.SetCellValue(c.sheet, at[i], c.value))
			}
		}), d).Altered(t.Context(), d.Code())
		for i, c := range changes {
			if !slices.ContainsFunc(got, func(p forms.Problem) bool {
				return p.Place == c.sheet+"!"+at[i] && strings.HasPrefix(p.Message, "应为") && strings.HasSuffix(p.Message, "，现为“"+fmt.Sprint(c.value)+"”")
			}) {
				t.Errorf("%s!%s: %+v", c.sheet, at[i], got)
			}
		}
	}
}

// TestEveryCellOfTheCountyIsCompared changes each of them in turn.
func TestEveryCellOfTheCountyIsCompared(t *testing.T) {
	d, data := finalWritten(t)
	want := read(t, data, d)
	tried := 0
	for _, l := range layouts() {
		table := want.tables[l.name]
		for i, at := range table.Rows {
			if at.No%17 > 1 && l.name != SheetCover && l.name != SheetAssess { // all kinds, not all rows
				continue
			}
			for j, col := range l.columns {
				got := *table
				got.Rows = slices.Clone(table.Rows)
				cells := append(slices.Clone(at.Cells), make([]tables.Cell, len(l.columns))...)
				cells[j] = tables.Cell{Kind: tables.Text, Text: cells[j].Text + "7"}
				got.Rows[i].Cells = cells
				var c comparison
				c.sheet(l, table, &got)
				reviewers := l.name == SheetAssess && j >= 10
				if len(c.found) == 0 != reviewers {
					t.Errorf("%s %s row %d: %+v", l.name, col.Title, at.No, c.found)
				}
				tried++
			}
		}
	}
	if tried < 500 {
		t.Errorf("only %d cells", tried)
	}
}

// TestUntouchedIsNotAltered: saving in another program, sorting, moving columns and reviewing change nothing of the county's.
func TestUntouchedIsNotAltered(t *testing.T) {
	for start := range soak.Times(1, 3) {
		d := formtest.Full(t, start*5)
		d.Final = true
		data := written(t, d)
		reviewed := edited(t, data, func(f *excelize.File) {
			row := strconv.Itoa(find(t, f, SheetAssess, "9"))
			must(t, f.SetCellValue(SheetAssess, "K"+row, 3.5))
			must(t, f.SetCellValue(SheetAssess, "M"+row, "材料不足，酌减"))
			must(t, f.InsertCols(SheetData, "A", 1))
			must(t, f.SetCellStr(SheetData, "A1", "经办"))
			must(t, f.SetCellStr(SheetData, "A9", "张三"))
			must(t, f.DuplicateRowTo(SheetData, 4, 900))
			must(t, f.RemoveRow(SheetData, 4))
			must(t, f.InsertRows(SheetRegister, 1, 2))
			must(t, f.InsertRows(SheetEvidence, 3, 1))
			moveColumn(t, f, SheetEvidence, "C", "N")
			moveColumn(t, f, SheetCover, "A", "H") // beyond the picture
			must(t, f.SetSheetName(SheetEvidence, "佐证清单"))
		})
		for name, data := range map[string][]byte{"as written": data, "reviewed": reviewed} {
			for _, p := range read(t, data, d).Altered(t.Context(), d.Code()) {
				if p.Severity != forms.Hint {
					t.Errorf("%d %s: %s %s", start, name, p.Place, p.Message)
				} else if p.Place != SheetData+"!A1" {
					t.Errorf("%d %s: a hint about %s", start, name, p.Place)
				}
			}
		}
	}
}

// TestRowsTooManyAndTooFew: what is appended or taken out is told.
func TestRowsTooManyAndTooFew(t *testing.T) {
	d, data := finalWritten(t)
	for name, c := range map[string]struct {
		change func(f *excelize.File)
		word   string
	}{
		"twice": {func(f *excelize.File) {
			must(t, f.DuplicateRowTo(SheetData, find(t, f, SheetData, "9.2", "catalogue_items"), 900))
		}, "多出"},
		"an indicator more": {func(f *excelize.File) { must(t, f.DuplicateRowTo(SheetAssess, 3, 900)) }, "多出"},
		"a strange row":     {func(f *excelize.File) { must(t, f.SetSheetRow(SheetAssess, "A900", &[]any{"", "附加分", "", 5})) }, "多出"},
		"an unknown point":  {func(f *excelize.File) { must(t, f.SetSheetRow(SheetData, "A900", &[]any{"99.1", "x", "甲", "乙"})) }, "多出这一行（99.1 x 甲）"},
		"no number": {func(f *excelize.File) {
			must(t, f.SetSheetRow(SheetEvidence, "A900", &[]any{"", "5.3", "没有编号"}))
		}, "多出"},
		"a row less":     {func(f *excelize.File) { must(t, f.RemoveRow(SheetAssess, find(t, f, SheetAssess, "", "自评合计"))) }, "缺少“自评合计"},
		"a column less":  {func(f *excelize.File) { must(t, f.RemoveCol(SheetAssess, "D")) }, "没有“分值”"},
		"a column twice": {func(f *excelize.File) { must(t, f.SetCellStr(SheetAssess, "P1", "分值")) }, "两列“分值”"},
		"no sheet":       {func(f *excelize.File) { must(t, f.DeleteSheet(SheetAssess)) }, "没有这张工作表"},
	} {
		got := read(t, edited(t, data, c.change), d).Altered(t.Context(), d.Code())
		if len(got) == 0 || !strings.Contains(got[0].Message, c.word) {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

// TestAFormulaIsNoValue: what is stored beside a formula is not what a spreadsheet shows.
func TestAFormulaIsNoValue(t *testing.T) {
	d, data := finalWritten(t)
	for _, at := range []string{"D3", "E3"} {
		book := read(t, edited(t, data, func(f *excelize.File) {
			raw := excelize.Options{RawCellValue: true}
			was, err := f.GetCellValue(SheetAssess, at, raw)
			must(t, err)
			must(t, f.SetCellFormula(SheetAssess, at, "1+98"))
			if now, err := f.GetCellValue(SheetAssess, at, raw); err != nil || now != was {
				t.Fatalf("the stored value is %q, was %q (%v)", now, was, err)
			}
		}), d)
		got := book.Altered(t.Context(), d.Code())
		if len(got) != 1 || got[0].Place != "自评表!"+at || !strings.HasSuffix(got[0].Message, "现为公式") {
			t.Errorf("%s: %+v", at, got)
		}
	}
}

func TestAroundShowsWhereTextsPart(t *testing.T) {
	long := strings.Repeat("长", 100)
	for _, c := range []struct{ a, b, wantA, wantB string }{
		{"5", "", "“5”", "空白"},
		{long + "甲", long + "乙", "“…长长长长长长长长甲”", "“…长长长长长长长长乙”"},
		{"甲" + long, long, "“甲" + strings.Repeat("长", 39) + "…”", "“" + strings.Repeat("长", 40) + "…”"},
	} {
		if a, b := around(c.a, c.b); a != c.wantA || b != c.wantB {
			t.Errorf("%s %s", a, b)
		}
	}
}

// TestRowsWithoutANumberAreNewItems: what an office writes below the list comes in for the caller to add.
func TestRowsWithoutANumberAreNewItems(t *testing.T) {
	d := begun(t)
	book := read(t, edited(t, written(t, d), func(f *excelize.File) {
		must(t, f.SetSheetRow(SheetEvidence, "A2", &[]any{"", "5.1、5.3", "通知", "涡政〔2017〕1号", "2017年5月1日", "县政府", 3, "纸质"}))
		must(t, f.SetSheetRow(SheetEvidence, "A3", &[]any{" ", "5.3", "照片", "", "", "", "", "电子", "照片.jpg"}))
		must(t, f.SetSheetRow(SheetEvidence, "A4", &[]any{" ", "", " "}))
		must(t, f.SetSheetRow(SheetEvidence, "A5", &[]any{"", "5.3", "日期写错", "", "去年"}))
	}), d)
	if len(book.Problems) != 1 || book.Problems[0].Place != "佐证材料!E5" {
		t.Errorf("problems %+v", book.Problems)
	}
	if len(book.New) != 3 || len(book.Dossier.AllEvidence()) != 0 {
		t.Fatalf("%+v", book.New)
	}
	e := book.New[0]
	if e.ID != "" || e.Number != "" || e.Title != "通知" || e.DocNo != "涡政〔2017〕1号" || e.Date != "2017-05-01" || e.Issuer != "县政府" || e.Pages != "3" ||
		e.Delivery != forms.DeliveryPaper || strings.Join(e.Criteria, " ") != "5.1 5.3" || len(e.Files) != 0 {
		t.Errorf("%+v", e)
	}
	if e := book.New[1]; len(e.Files) != 1 || e.Files[0].Name != "照片.jpg" || e.Delivery != forms.DeliveryFile {
		t.Errorf("%+v", e)
	}
	if e := book.New[2]; e.Title != "日期写错" || e.Date != "" {
		t.Errorf("%+v", e)
	}
}

// TestCitationsAreThoseOfThePaper: the 佐证材料 column holds the string the report prints.
func TestCitationsAreThoseOfThePaper(t *testing.T) {
	d := full(t)
	d.Apply(forms.Change{Path: "answer/2.1/issued", New: "true"})
	for _, e := range d.Evidence("2.1") {
		changes, err := d.RemoveEvidence(e.ID, "重复")
		must(t, err)
		d.Apply(changes...)
	}
	f := opened(t, written(t, d))
	bare := 0
	for _, res := range d.Score().Indicators {
		got, err := f.GetCellValue(SheetAssess, "H"+strconv.Itoa(find(t, f, SheetAssess, strconv.Itoa(res.Indicator.No))))
		if want := d.Cited(res); err != nil || got != want {
			t.Errorf("indicator %d: %q, want %q (%v)", res.Indicator.No, got, want, err)
		}
		if strings.Contains(got, "缺佐证：") {
			bare++
		}
	}
	if bare == 0 {
		t.Error("nothing was without evidence")
	}
}

// TestFormulasShowNothingYet: beside a formula of the reviewers' stands a blank text, so that programs that do not calculate show no score of 0.
func TestFormulasShowNothingYet(t *testing.T) {
	data := written(t, full(t))
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	must(t, err)
	formulas := 0
	for _, part := range z.File {
		if !strings.HasPrefix(part.Name, "xl/worksheets/sheet") {
			continue
		}
		r, err := part.Open()
		must(t, err)
		xml, err := io.ReadAll(r)
		must(t, err)
		for _, cell := range strings.Split(string(xml), "<c ")[1:] {
			if head, after, ok := strings.Cut(cell, "<f>"); ok {
				formulas++
				if !strings.Contains(head, ` t="str"`) || !strings.Contains(after, "</f><v></v></c>") {
					t.Errorf("%s: <c %s", part.Name, cell)
				}
			}
		}
	}
	if formulas != 18+25*5 { // the sums of 自评表, the reviewers' columns of 排序用
		t.Errorf("%d formulas", formulas)
	}
}

// TestSameDossierSameBytes: writing again gives the same file.
func TestSameDossierSameBytes(t *testing.T) {
	d := full(t)
	first := written(t, d)
	for range 5 {
		if !bytes.Equal(first, written(t, d)) {
			t.Fatal("the files differ")
		}
	}
}

func TestAFolderIsNoWorkbook(t *testing.T) {
	_, err := ReadFile(t.Context(), t.TempDir(), nil)
	if err == nil || !strings.Contains(err.Error(), "是文件夹") || strings.Contains(err.Error(), "directory") {
		t.Errorf("%v", err)
	}
}
