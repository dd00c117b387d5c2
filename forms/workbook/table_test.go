package workbook

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"zicha/forms/formtest"
	"zicha/forms/tables"
	"zicha/scoring"
)

func tableText(table [][]string) string {
	var lines []string
	for _, row := range table {
		lines = append(lines, strings.Join(row, "|"))
	}
	return strings.Join(lines, "\n")
}

// TestTextTables reads text files for 5.3 (标题 媒体 日期).
func TestTextTables(t *testing.T) {
	reg := edition(t).Criterion("5.3").Register
	gb := func(s string) string {
		out, err := simplifiedchinese.GB18030.NewEncoder().String(s)
		must(t, err)
		return out
	}
	wide := func(s string) string {
		out, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(s)
		must(t, err)
		return out
	}
	for name, c := range map[string]struct{ data, want string }{
		"comma":               {"标题,媒体,日期\n甲,日报,2017-03-05\n", "标题|媒体|日期\n甲|日报|2017-03-05"},
		"mark":                {"\ufeff标题,媒体\r\n甲,日报\r\n", "标题|媒体\n甲|日报"},
		"semicolon":           {"标题;媒体\n甲,乙;日报\n", "标题|媒体\n甲,乙|日报"},
		"tab":                 {"标题\t媒体\n甲\t日报", "标题|媒体\n甲|日报"},
		"wide comma":          {"标题，媒体\n甲，日报", "标题|媒体\n甲|日报"},
		"GB 18030":            {gb("标题,媒体\n甲镕𬱖,日报\n"), "标题|媒体\n甲镕𬱖|日报"},
		"UTF-16 from Excel":   {wide("标题\t媒体\r\n甲\t日报\r\n"), "标题|媒体\n甲|日报"},
		"quoted":              {"标题,媒体\n\"甲,乙\",\"日\"\"报\"\"\"\n", "标题|媒体\n甲,乙|日\"报\""},
		"line end in a cell":  {"标题,媒体\n\"甲\n乙\",日报\n丙,网\n", "标题|媒体\n甲\n乙|日报\n丙|网"},
		"old Mac line ends":   {"标题,媒体\r甲,日报\r", "标题|媒体\n甲|日报"},
		"blank lines counted": {"说明\n\n\n标题,媒体\n\"甲\n乙\",日报\n\n丙,网", "说明\n\n\n标题|媒体\n甲\n乙|日报\n\n丙|网"},
		"ragged":              {"标题,媒体,日期\n甲\n乙,,,多\n", "标题|媒体|日期\n甲\n乙|||多"},
		"a lone quote":        {"标题,媒体\n甲\"乙,日报\n", "标题|媒体\n甲\"乙|日报"},
		"formula":             {"标题,媒体\n=1+1,-2\n", "标题|媒体\n=1+1|-2"},
		"no headings":         {"甲,日报\n", "甲|日报"},
	} {
		got, err := parsed(t, []byte(c.data), reg)
		if err != nil || tableText(got) != c.want {
			t.Errorf("%s: %q %v, want %q", name, tableText(got), err, c.want)
		}
	}
}

// parsed reads a file of that content.
func parsed(t *testing.T, data []byte, reg *scoring.Register) ([][]string, error) {
	path := filepath.Join(t.TempDir(), "台账")
	must(t, os.WriteFile(path, data, 0o600))
	read, err := ReadTable(t.Context(), path, reg)
	if err != nil {
		return nil, err
	}
	return read.Rows, nil
}

func TestTablesRefused(t *testing.T) {
	reg := edition(t).Criterion("5.3").Register
	for name, data := range map[string]string{
		"empty": "", "blank": " \n\n", "picture": "\xff\xd8\xff\xe0\x00\x10JFIF", "old workbook": "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
		"archive": "PK\x05\x06" + strings.Repeat("\x00", 18), "cut off": "PK\x03\x04", "NUL": "标题,媒体\n甲\x00,日报", "torn": "标题,媒体\n甲,\"日报\n乙,晚报\n",
		"too many rows": strings.Repeat("甲\n", maxTableRows+1), "too big": strings.Repeat("甲", maxTable/3+1),
	} {
		table, err := parsed(t, []byte(data), reg)
		if err == nil || !strings.ContainsRune(err.Error(), '请') {
			t.Errorf("%s: %d rows, %v", name, len(table), err)
		}
	}
	folder := t.TempDir()
	for _, path := range []string{folder, filepath.Join(folder, "没有.csv")} {
		if _, err := ReadTable(t.Context(), path, reg); err == nil {
			t.Errorf("%s was read", path)
		}
	}
}

// sheets makes a workbook of the sheets given.
func sheets(t testing.TB, fill func(f *excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	fill(f)
	var b bytes.Buffer
	must(t, f.Write(&b))
	return b.Bytes()
}

func TestSheetTables(t *testing.T) {
	reg := edition(t).Criterion("5.3").Register
	set := func(f *excelize.File, sheet string, cells map[string]any) {
		for at, v := range cells {
			must(t, f.SetCellValue(sheet, at, v))
		}
	}
	for name, c := range map[string]struct {
		fill func(f *excelize.File)
		want string
	}{
		"dates as numbers": {func(f *excelize.File) {
			set(f, "Sheet1", map[string]any{"A1": "标题", "B1": "日期", "A2": "甲", "B2": 42799, "A3": 20170101, "B3": "2017.3.6"})
		}, "标题|日期\n甲|2017-03-05\n20170101|2017-03-06"},
		"the sheet with the headings": {func(f *excelize.File) {
			set(f, "Sheet1", map[string]any{"A1": "说明"})
			_, err := f.NewSheet("名单")
			must(t, err)
			set(f, "名单", map[string]any{"B3": "标题", "C3": "媒体", "B4": "甲"})
		}, "\n\n|标题|媒体\n|甲"},
		"none has them": {func(f *excelize.File) {
			set(f, "Sheet1", map[string]any{"A1": "甲"})
			_, err := f.NewSheet("名单")
			must(t, err)
			set(f, "名单", map[string]any{"A1": "乙"})
		}, "甲"},
	} {
		got, err := parsed(t, sheets(t, c.fill), reg)
		if err != nil || tableText(got) != c.want {
			t.Errorf("%s: %q %v, want %q", name, tableText(got), err, c.want)
		}
	}
}

// What lies beside a register's cells, and a second sheet with the same headings, is told with its place; cells without a result are named
// and nothing is taken.
func TestBesideRegisters(t *testing.T) {
	reg := edition(t).Criterion("5.3").Register
	fill := func(f *excelize.File) {
		for at, v := range map[string]any{"A1": "标题", "B1": "媒体", "A2": "甲", "A3": "乙", "A4": "丙"} {
			must(t, f.SetCellValue("Sheet1", at, v))
		}
		must(t, f.MergeCell("Sheet1", "A4", "A5"))
		must(t, f.AddComment("Sheet1", excelize.Comment{Cell: "B2", Paragraph: []excelize.RichTextRun{{Text: "日报"}}}))
		must(t, f.SetRowVisible("Sheet1", 3, false))
		_, err := f.NewSheet("二月")
		must(t, err)
		must(t, f.SetSheetRow("二月", "A1", &[]string{"标题", "媒体"}))
	}
	path := filepath.Join(t.TempDir(), "台账.xlsx")
	must(t, os.WriteFile(path, sheets(t, fill), 0o600))
	read, err := ReadTable(t.Context(), path, reg)
	must(t, err)
	var told []string
	for _, p := range read.Beside {
		told = append(told, read.Place(p.Row, p.Column)+" "+p.Message)
	}
	want := []string{
		"Sheet1 只读取了工作表“Sheet1”；工作表“二月”也有这些列名，没有读取，需要的请另存为单独的文件再导入",
		"Sheet1!B2 这一格有批注“日报”，批注没有读取。内容写在批注里的，请填到格里",
		"Sheet1!A3 有1行被隐藏或筛选掉了（第3行），里面的内容仍然读取。请在WPS或Excel中取消隐藏和筛选，核对这些行",
		"Sheet1!A4 A4:A5合并成了一格，“丙”只算在A4，其余的格当作空白。各格都要填的，请取消合并，逐格填写",
	}
	if strings.Join(told, "\n") != strings.Join(want, "\n") {
		t.Errorf("told %s", strings.Join(told, "\n"))
	}
	_, err = parsed(t, sheets(t, func(f *excelize.File) {
		fill(f)
		must(t, f.SetCellFormula("Sheet1", "B2", "C2&D2"))
		must(t, f.SetCellFormula("Sheet1", "B3", `_xlfn.DISPIMG("ID_1",1)`))
	}), reg)
	want = []string{"Sheet1!B2里是没有算出结果的公式（请在WPS或Excel中打开，保存一次），Sheet1!B3里是嵌入单元格的图片，没有导入"}
	if err == nil || !strings.HasPrefix(err.Error(), want[0]) {
		t.Errorf("refused as %v", err)
	}
}

// TestTablesWrittenAndRead takes every kind of text through both kinds of file.
func TestTablesWrittenAndRead(t *testing.T) {
	reg := edition(t).Criterion("23.1").Register
	var rows []scoring.Row
	for i, text := range append([]string{"", "=SUM(A1)", "+86", "-1", "@x", " 甲 ", "甲\n乙", "a,b;c\td", `"甲"`, "007", "1e5", "2017-09-01", "𬱖😀"}, formtest.Rare...) {
		if strings.ContainsAny(text, "\x00\r") {
			continue
		}
		rows = append(rows, scoring.Row{ID: fmt.Sprint(i), Cells: map[string]string{
			"month": fmt.Sprint(i%12 + 1), "kind": "incentive", "title": text, "date": "2017-09-01",
		}})
	}
	for _, end := range []string{".xlsx", ".csv", ".CSV"} {
		path := filepath.Join(t.TempDir(), "台账"+end)
		must(t, WriteTable(path, reg, rows))
		read, err := ReadTable(t.Context(), path, reg)
		must(t, err)
		got := read.Rows
		if len(got) != len(rows)+1 || tableText(got[:1]) != "月份|类别|标题|日期" {
			t.Fatalf("%s: %d rows, head %q", end, len(got), got[0])
		}
		for i, row := range rows {
			if want := "守信联合激励"; got[i+1][1] != want || got[i+1][2] != row.Cells["title"] || got[i+1][3] != "2017-09-01" {
				t.Errorf("%s: %q came back as %q", end, row.Cells["title"], got[i+1])
			}
		}
		data, err := os.ReadFile(path)
		must(t, err)
		if end != ".xlsx" && (!bytes.HasPrefix(data, []byte("\ufeff\"月份\",\"类别\"")) || !bytes.HasSuffix(data, []byte("\"\r\n"))) {
			t.Errorf("%s begins %q", end, data[:20])
		}
		if err := WriteTable(path, reg, rows[:1]); err == nil || !strings.Contains(err.Error(), "没有覆盖") {
			t.Errorf("%s: written over: %v", end, err)
		}
		left, err := os.ReadDir(filepath.Dir(path))
		must(t, err)
		if len(left) != 1 {
			t.Errorf("%s leaves %v", end, left)
		}
	}
	if err := WriteTable(filepath.Join(t.TempDir(), "无此", "台账.xlsx"), reg, rows); err == nil || !strings.Contains(err.Error(), "文件夹") {
		t.Errorf("into no folder: %v", err)
	}
	long := []scoring.Row{{Cells: map[string]string{"title": strings.Repeat("长", tables.MaxText+1)}}}
	if err := WriteTable(filepath.Join(t.TempDir(), "台账.xlsx"), reg, long); err == nil || !strings.Contains(err.Error(), "超过") {
		t.Errorf("a text too long for a cell: %v", err)
	}
}

// TestWrittenSheetIsText: what begins like a formula is none, and new cells are text cells too.
func TestWrittenSheetIsText(t *testing.T) {
	reg := edition(t).Criterion("10.1").Register
	path := filepath.Join(t.TempDir(), "台账.xlsx")
	must(t, WriteTable(path, reg, []scoring.Row{{Cells: map[string]string{"name": "=1+1"}}}))
	f, err := excelize.OpenFile(path)
	must(t, err)
	defer f.Close()
	formula, err := f.GetCellFormula(SheetRegister, "A2")
	must(t, err)
	id, err := f.GetCellStyle(SheetRegister, "A2")
	must(t, err)
	style, err := f.GetStyle(id)
	must(t, err)
	if formula != "" || style.NumFmt != 49 {
		t.Errorf("formula %q, number format %d", formula, style.NumFmt)
	}
}

// TestBlankRegisterRowGoesThroughTheWorkbook: a row nobody has filled in stands between others.
func TestBlankRegisterRowGoesThroughTheWorkbook(t *testing.T) {
	d := begun(t)
	changes := d.AddRows("10.1", map[string]string{"name": "县公安局"})
	d.Apply(changes...)
	changes = d.AddRows("10.1", nil)
	d.Apply(changes...)
	changes = d.AddRows("10.1", map[string]string{"name": "县税务局"})
	d.Apply(changes...)
	_, err := Build(t.Context(), d, Options{})
	must(t, err)
}

func FuzzReadTable(f *testing.F) {
	ed := edition(f)
	for _, s := range []string{"标题,媒体,日期\n甲,\"日\n报\",2017\n", "\xff\xfe\x07\x68", "\xb1\xea\xcc\xe2;\xc3\xbd\xcc\xe5", "\"", "PK\x03\x04", "\xd0\xcf\x11\xe0"} {
		f.Add([]byte(s))
	}
	f.Add(sheets(f, func(f *excelize.File) { _ = f.SetCellValue("Sheet1", "A1", "标题") }))
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, id := range []string{"5.3", "10.1"} {
			table, err := parsed(t, data, ed.Criterion(id).Register)
			if err != nil && (table != nil || !strings.ContainsRune(err.Error(), '请')) {
				t.Errorf("%d rows and %v", len(table), err)
			}
			if len(table) > maxTableRows {
				t.Errorf("%d rows", len(table))
			}
		}
	})
}
