package workbook

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/xuri/excelize/v2"

	"zicha/forms"
	"zicha/forms/formtest"
	"zicha/forms/tables"
	"zicha/scoring"
)

// edited opens a written workbook, lets a test change it the way a person would, and gives the saved bytes.
func edited(t testing.TB, data []byte, change func(f *excelize.File)) []byte {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	change(f)
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// find gives the row of a sheet whose first cells are those given.
func find(t testing.TB, f *excelize.File, sheet string, first ...string) int {
	t.Helper()
	rows, err := f.GetRows(sheet)
	must(t, err)
	for i, row := range rows {
		if len(row) >= len(first) && slices.Equal(row[:len(first)], first) {
			return i + 1
		}
	}
	t.Fatalf("%s has no row %q", sheet, first)
	return 0
}

// TestEmptyWorkbookFilledInByHand fills an exported empty workbook as a person at a spreadsheet would.
func TestEmptyWorkbookFilledInByHand(t *testing.T) {
	d := begun(t)
	book := read(t, formtest.FillByHand(t, written(t, d)), d)
	for _, p := range book.Problems {
		t.Errorf("%s: %s", p.Place, p.Message)
	}
	formtest.CheckByHand(t, book.Dossier)
}

// TestDatesAsSpreadsheetsKeepThem: a date cell holds a day number.
func TestDatesAsSpreadsheetsKeepThem(t *testing.T) {
	d := begun(t)
	changes := d.AddRows("5.3", map[string]string{"title": "甲", "date": "2017-01-01"})
	d.Apply(changes...)
	data := written(t, d)
	for typed, want := range map[any]string{
		43126: "2018-01-26", 43126.75: "2018-01-26", "2018.1.26": "2018-01-26", "２０１８年１月２６日": "2018-01-26", 20180126: "2018-01-26", "43126": "2018-01-26",
	} {
		out := edited(t, data, func(f *excelize.File) {
			style, err := f.NewStyle(&excelize.Style{NumFmt: 14})
			must(t, err)
			at := fmt.Sprintf("D%d", find(t, f, SheetRegister, "5.3", "1", "date"))
			must(t, f.SetCellValue(SheetRegister, at, typed))
			must(t, f.SetCellStyle(SheetRegister, at, at, style))
		})
		book := read(t, out, d)
		if got := book.Dossier.Rows("5.3")[0].Cells["date"]; got != want || len(book.Problems) > 0 {
			t.Errorf("%v (%T): %q, want %q; %v", typed, typed, got, want, book.Problems)
		}
	}
}

// TestOtherOrdersAndNames: columns in another order, foreign columns and sheets, blank rows, a title above the header, a renamed
// sheet, headings with spaces.
func TestOtherOrdersAndNames(t *testing.T) {
	d := full(t)
	data := edited(t, written(t, d), func(f *excelize.File) {
		must(t, f.InsertCols(SheetData, "A", 2))
		must(t, f.SetCellStr(SheetData, "A1", "经办"))
		must(t, f.SetCellStr(SheetData, "A5", "张三"))
		must(t, f.InsertRows(SheetData, 1, 2))
		must(t, f.SetCellStr(SheetData, "A1", "涡阳县填报数据"))
		must(t, f.InsertRows(SheetData, 20, 30))
		must(t, f.InsertRows(SheetRegister, 2, 3))
		must(t, f.SetCellStr(SheetRegister, "A1", " 要 点 "))
		moveColumn(t, f, SheetEvidence, "C", "N")
		moveColumn(t, f, SheetAssess, "G", "N")
		moveColumn(t, f, SheetCover, "A", "E")
		must(t, f.SetSheetName(SheetEvidence, "佐证清单"))
		_, err := f.NewSheet("佐证材料")
		must(t, err)
		must(t, f.SetCellStr("佐证材料", "A1", "另一张表"))
		_, err = f.NewSheet("Sheet9")
		must(t, err)
		must(t, f.MoveSheet(SheetRegister, SheetCover))
		must(t, f.DeleteSheet(SheetChart))
	})
	same(t, d, read(t, data, d))
}

// moveColumn copies a column to a free one and clears the old one.
func moveColumn(t *testing.T, f *excelize.File, sheet, from, to string) {
	t.Helper()
	rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
	must(t, err)
	col, _ := excelize.ColumnNameToNumber(from)
	for i, row := range rows {
		if col <= len(row) {
			must(t, f.SetCellStr(sheet, fmt.Sprintf("%s%d", to, i+1), row[col-1]))
			must(t, f.SetCellValue(sheet, fmt.Sprintf("%s%d", from, i+1), nil))
		}
	}
}

// TestWhatCannotBeReadIsToldAndTheRestComesIn gives each kind of bad cell and looks for its place.
func TestWhatCannotBeReadIsToldAndTheRestComesIn(t *testing.T) {
	d := begun(t)
	changes := d.AddRows("5.3", map[string]string{"title": "甲", "date": "2017-01-01"})
	d.Apply(changes...)
	_, changes, _ = d.AddEvidence("5.3", forms.Evidence{Title: "乙", Date: "2017-05-01"})
	d.Apply(changes...)
	want := map[string]string{}
	data := edited(t, written(t, d), func(f *excelize.File) {
		bad := func(sheet, col string, row int, v any, code string) {
			at := fmt.Sprintf("%s%d", col, row)
			must(t, f.SetCellValue(sheet, at, v))
			want[sheet+"!"+at] = code
		}
		bad(SheetData, "D", find(t, f, SheetData, "5.3", "articles"), "四篇", codeCell)
		bad(SheetData, "D", find(t, f, SheetData, "10.1", "departments"), 2.5, codeCell)
		bad(SheetData, "D", find(t, f, SheetData, "9.2", "power_items"), -3, codeCell)
		bad(SheetData, "D", find(t, f, SheetData, "1.2", "met"), "也许", codeCell)
		bad(SheetData, "D", find(t, f, SheetData, "1.3", "met"), 1, codeCell)
		bad(SheetData, "D", find(t, f, SheetData, "1.1", "issuer"), "别的", codeCell)
		bad(SheetData, "D", find(t, f, SheetData, "20.1", "claimed"), 2.5, codeCell)
		bad(SheetData, "D", find(t, f, SheetData, "6", "narrative"), "#REF!", codeFormula)
		bad(SheetRegister, "D", find(t, f, SheetRegister, "5.3", "1", "date"), "去年", codeCell)
		bad(SheetEvidence, "E", 2, "2017-02-30", codeCell)
		must(t, f.SetSheetRow(SheetData, "A900", &[]any{"99.1", "met", "没有", "是"}))
		want["填报数据!A900"] = codeUnknown
		must(t, f.SetSheetRow(SheetData, "A901", &[]any{"2.1", "issued", "重复", "是"}))
		must(t, f.SetSheetRow(SheetData, "A902", &[]any{"2.1", "issued", "重复", "否"}))
		want["填报数据!D902"] = codeConflict
		must(t, f.SetSheetRow(SheetRegister, "A900", &[]any{"5.3", "第一", "title", "丙"}))
		want["台账!B900"] = codeCell
		must(t, f.SetSheetRow(SheetRegister, "A901", &[]any{"5.3", 9, "nothing", "丙"}))
		want["台账!C901"] = codeUnknown
		want["台账"] = codeRegister
		must(t, f.SetSheetRow(SheetEvidence, "A3", &[]any{"5—2", "5.3", "编号写错"}))
		want["佐证材料!A3"] = codeUnknown
		must(t, f.SetCellStr(SheetData, fmt.Sprintf("D%d", find(t, f, SheetData, "7.1", "met")), "是"))
	})
	book := read(t, data, d)
	got := map[string]string{}
	for _, p := range book.Problems {
		got[p.Place] = p.Code
		if p.Place == "" || strings.Contains(p.Message, p.Place) || strings.ContainsAny(p.Message, "%!(") && strings.Contains(p.Message, "%!") {
			t.Errorf("%s: %s", p.Place, p.Message)
		}
	}
	for place, code := range want {
		if got[place] != code {
			t.Errorf("%s: problem %q, want %q", place, got[place], code)
		}
		delete(got, place)
	}
	for place, code := range got {
		t.Errorf("%s: unexpected problem %q", place, code)
	}
	if book.Dossier.Get("answer/7.1/met") != "true" || book.Dossier.Rows("5.3")[0].Cells["title"] != "甲" || book.Dossier.Get("answer/2.1/issued") != "true" {
		t.Error("the readable cells must come in all the same")
	}
}

// TestOneChangedDigitChangesTheCode changes printed scores and values, one at a time.
func TestOneChangedDigitChangesTheCode(t *testing.T) {
	d := full(t)
	data := written(t, d)
	for _, c := range []struct{ sheet, cell string }{{SheetAssess, "E3"}, {SheetCover, "B10"}, {SheetCover, "B12"}, {SheetEvidence, "J3"}, {SheetEvidence, "K3"}, {SheetRegister, "D2"}, {SheetData, "D7"}} {
		book := read(t, edited(t, data, func(f *excelize.File) { must(t, f.SetCellValue(c.sheet, c.cell, "7")) }), d)
		if forms.Code(book.Lines()) == d.Code() || len(forms.Compare(d.Lines(d.Scores().Lines()), book.Lines())) == 0 {
			t.Errorf("%s!%s changed, the code did not", c.sheet, c.cell)
		}
	}
}

func TestMissingSheetsAreTold(t *testing.T) {
	d := full(t)
	book := read(t, edited(t, written(t, d), func(f *excelize.File) {
		must(t, f.DeleteSheet(SheetRegister))
		must(t, f.DeleteSheet(SheetAssess))
	}), d)
	var places []string
	for _, p := range book.Problems {
		if p.Code == codeSheet {
			places = append(places, p.Place)
		}
	}
	if strings.Join(places, " ") != "台账 自评表" {
		t.Errorf("problems at %q", places)
	}
	if book.Dossier.Narrative("5") != d.Narrative("5") {
		t.Error("the other sheets must still come in")
	}
}

// foreign gives files that are no workbook of ours, with a word of the sentence each gets.
func foreign(t testing.TB) map[string]struct{ data, word string } {
	ours := string(written(t, begun(t)))
	var other, packed bytes.Buffer
	f := excelize.NewFile()
	must(t, f.SetCellStr("Sheet1", "A1", "工资表"))
	must(t, f.Write(&other))
	zipped(t, &packed, "a.txt", strings.NewReader("x"))
	unknown := edited(t, []byte(ours), func(f *excelize.File) {
		must(t, f.SetCellStr(SheetCover, fmt.Sprintf("B%d", find(t, f, SheetCover, itemEdition)), "bozhou-2031"))
	})
	return map[string]struct{ data, word string }{
		"empty":     {"", "空的"},
		"text":      {"要点,字段\n", "不是.xlsx"},
		"old":       {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("x", 600), "密码"},
		"truncated": {ours[:len(ours)/2], "损坏"},
		"other":     {other.String(), "不是本程序"},
		"zip":       {packed.String(), "压缩包"},
		"bomb":      {bomb(), "过大"},
		"year":      {string(unknown), "bozhou-2031"},
	}
}

// bomb is a small file of more than may be unpacked.
var bomb = sync.OnceValue(func() string {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestSpeed) })
	w, err := z.Create("xl/workbook.xml")
	if err == nil {
		_, err = io.Copy(w, io.LimitReader(blanks{}, tables.Small(64<<20).Work+1))
	}
	if errors.Join(err, z.Close()) != nil {
		panic(err)
	}
	return b.String()
})

type blanks struct{}

func (blanks) Read(p []byte) (int, error) {
	return copy(p, strings.Repeat(" ", len(p))), nil
}

func zipped(t testing.TB, b *bytes.Buffer, name string, r io.Reader) {
	t.Helper()
	z := zip.NewWriter(b)
	w, err := z.Create(name)
	must(t, err)
	_, err = io.Copy(w, r)
	must(t, err)
	must(t, z.Close())
}

func TestForeignFilesGetASentence(t *testing.T) {
	ed := edition(t)
	for name, c := range foreign(t) {
		book, err := Read(t.Context(), strings.NewReader(c.data), []*scoring.Edition{ed})
		if book != nil || err == nil || !strings.Contains(err.Error(), c.word) || !strings.Contains(err.Error(), "请") {
			t.Errorf("%s: %v", name, err)
		}
		if _, values := ReadValues(t.Context(), []byte(c.data), []*scoring.Edition{ed}); values == nil || err == nil || values.Error() != err.Error() {
			t.Errorf("%s: %v, not %v", name, values, err)
		}
	}
	if _, err := ReadFile(t.Context(), filepath.Join(t.TempDir(), "没有.xlsx"), nil); err == nil || !strings.Contains(err.Error(), "没有找到") {
		t.Errorf("missing file: %v", err)
	}
}

// TestManyBlankStyledRows: spreadsheets keep rows that only have a style, up to the last of a sheet.
func TestManyBlankStyledRows(t *testing.T) {
	d := begun(t)
	data := edited(t, written(t, d), func(f *excelize.File) {
		must(t, f.SetRowHeight(SheetData, 300_000, 20))
	})
	same(t, d, read(t, data, d))
}

// A workbook is given out only once it was read back and says what the dossier says.
func TestBuildReadsBack(t *testing.T) {
	d := full(t)
	bad := d.Clone()
	bad.Apply(forms.Change{Path: forms.ProfilePath("contact"), New: strings.Repeat("长", tables.MaxText+1)})
	if _, err := Build(t.Context(), bad, Options{}); err == nil {
		t.Fatal("a text that does not fit was written")
	}
	data, err := Build(t.Context(), d, Options{Code: "AAAA-BBBB-CCCC-DDDD"}) // a finalized code is printed as given
	must(t, err)
	if err := verify(t.Context(), data, d, Options{}); err == nil || !strings.Contains(err.Error(), "核对码、版本或状态与档案不一致") {
		t.Errorf("another code: %v", err)
	}
	other := d.Clone()
	other.Apply(forms.Change{Path: forms.RemarkPath(5), New: "另一句"})
	if err := verify(t.Context(), data, other, Options{}); err == nil || !strings.Contains(err.Error(), "核对有1处不一致") {
		t.Errorf("another value: %v", err)
	}
	if err := verify(t.Context(), data[:len(data)/2], d, Options{}); err == nil || !strings.Contains(err.Error(), "无法打开") {
		t.Errorf("half a file: %v", err)
	}
	stopped, stop := context.WithCancel(t.Context())
	stop()
	if _, err := Build(stopped, d, Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	steps := 0
	data, err = Build(t.Context(), d, Options{Progress: func(done, total int) { steps++ }})
	must(t, err)
	if same(t, d, read(t, data, d)); steps == 0 {
		t.Error("no steps told")
	}
}

// Whoever gives up is not told of damage, whichever way the file comes in.
func TestReadingIsCancelled(t *testing.T) {
	d := full(t)
	data := written(t, d)
	book, table := filepath.Join(t.TempDir(), "自查数据.xlsx"), filepath.Join(t.TempDir(), "台账.csv")
	must(t, os.WriteFile(book, data, 0o600))
	must(t, os.WriteFile(table, []byte("标题,媒体\n甲,日报\n"), 0o600))
	known, register := []*scoring.Edition{d.Edition}, d.Edition.Criterion("5.3").Register
	ctx, stop := context.WithCancel(t.Context())
	stop()
	for name, read := range map[string]func() error{
		"a file":             func() error { _, err := ReadFile(ctx, book, known); return err },
		"bytes":              func() error { _, err := Read(ctx, bytes.NewReader(data), known); return err },
		"a register":         func() error { _, err := ReadTable(ctx, book, register); return err },
		"a register as text": func() error { _, err := ReadTable(ctx, table, register); return err },
	} {
		if err := read(); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
