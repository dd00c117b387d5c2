package sheets_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"zicha/forms"
	"zicha/forms/dossier"
	"zicha/forms/sheets"
)

func createWith(t testing.TB, path string, values map[forms.Path]string) *dossier.File {
	t.Helper()
	f, err := dossier.Create(path, edition(t), values)
	must(t, err)
	t.Cleanup(func() { _ = f.Close() })
	return f
}

// clearEvidence takes the rows of 佐证材料 away.
func clearEvidence(t testing.TB, path string) {
	t.Helper()
	filled(t, path, func(b *book) {
		rows, err := b.f.GetRows(sheets.SheetEvidence)
		must(t, err)
		for i := len(rows); i > 1; i-- {
			must(t, b.f.RemoveRow(sheets.SheetEvidence, i))
		}
	})
}

// What people do to a sheet: columns moved, rows put in, sheets renamed, the hidden parts lost, dates and numbers typed as such.
func TestSheetsAreFoundByTheirHeadings(t *testing.T) {
	c := newCounty(t, "县公安局 | 5 9.2")
	for name, change := range map[string]func(b *book){
		"moved columns": func(b *book) { must(t, b.f.InsertCols(sheets.SheetAsk, "A", 2)) },
		"rows above":    func(b *book) { must(t, b.f.InsertRows(sheets.SheetAsk, 1, 3)) },
		"renamed":       func(b *book) { must(t, b.f.SetSheetName(sheets.SheetAsk, "Sheet1")) },
		"no keys": func(b *book) {
			must(t, b.f.RemoveCol(sheets.SheetAsk, "F"))
			must(t, b.f.DeleteSheet(sheets.SheetKeys))
		},
		"a number": func(b *book) { must(t, b.f.SetCellValue(sheets.SheetAsk, cellOf(t, b, "9.2/catalogue_items"), 133)) },
		"true":     func(b *book) { must(t, b.f.SetCellValue(sheets.SheetAsk, cellOf(t, b, "5.1/met"), true)) },
	} {
		path := c.out(t, false)["县公安局"]
		filled(t, path, func(b *book) {
			b.answer("5.1/met", "是")
			b.answer("9.2/catalogue_items", "133")
			b.piece("5.1", "主题宣传活动通知", "材料名称", "活动通知", "成文日期", "2017.3.2")
			change(b)
		})
		s, err := sheets.Read(t.Context(), path, c.Dossier())
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		got := map[forms.Path]string{}
		for _, v := range s.Values {
			got[v.Path] = v.Value
		}
		if len(got) != 2 || got[forms.AnswerPath("5.1", "met")] != "true" || got[forms.AnswerPath("9.2", "catalogue_items")] != "133" || len(s.Problems) != 0 {
			t.Errorf("%s: %v %+v", name, got, s.Problems)
		}
		if s.Department.Name != "县公安局" || len(s.Pieces) != 1 || s.Pieces[0].Attrs[forms.AttrDate] != "2017-03-02" || s.Pieces[0].Expect[0] != "5.1#1" {
			t.Errorf("%s: %+v", name, s)
		}
	}
}

func cellOf(t testing.TB, b *book, key string) string {
	t.Helper()
	rows, err := b.f.GetRows(sheets.SheetAsk)
	must(t, err)
	for i, row := range rows {
		if len(row) > 5 && row[5] == key {
			at, err := excelize.CoordinatesToCellName(3, i+1)
			must(t, err)
			return at
		}
	}
	t.Fatalf("no %s", key)
	return ""
}

func TestWhatCannotBeReadIsTold(t *testing.T) {
	c := newCounty(t, "县公安局 | 5 9.2")
	path := c.out(t, false)["县公安局"]
	filled(t, path, func(b *book) {
		b.answer("9.2/catalogue_items", "很多")
		b.answer("9.2/power_items", "#REF!")
		b.answer("5.1/met", "大概")
		b.piece("9.9", "", "材料名称", "不知用在哪")
		b.piece("", "", "材料名称", "没写要点")
	})
	s, err := sheets.Read(t.Context(), path, c.Dossier())
	must(t, err)
	var told []string
	for _, p := range s.Problems {
		told = append(told, p.Place+" "+p.Message)
	}
	got := strings.Join(told, "\n")
	for _, want := range []string{"填报!C", "很多", "公式错误", "大概", "要点“9.9”在考核指标里没有", "“没写要点”没有写“要点”"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	if len(s.Values) != 0 || len(s.Pieces) != 0 {
		t.Errorf("read %v %v", s.Values, s.Pieces)
	}
}

// Sheets of others are refused in one plain sentence.
func TestForeignSheets(t *testing.T) {
	c := newCounty(t, "县公安局 | 5")
	key := func(item, value string) func(b *book) {
		return func(b *book) {
			b.put(sheets.SheetKeys, func(row []string) bool { return row[0] == item }, "内容", value)
		}
	}
	for word, change := range map[string]func(b *book){
		"这份填报表是谯城区":           func(b *book) { key("行政区划代码", "341602")(b); key("县（区）", "谯城区")(b) },
		"bozhou-2031":         key("考核指标", "bozhou-2031"),
		"部门名单里没有“县农机局”":       func(b *book) { key("部门标识", "x")(b); key("填报部门", "县农机局")(b) },
		"另一个版本的程序":            key("格式", "zicha-sheet-9"),
		"这不是本程序生成的部门填报表":      func(b *book) { must(t, b.f.DeleteSheet(sheets.SheetAsk)) },
		"填报表里没有写明是哪个部门的，没有读取": func(b *book) { must(t, b.f.DeleteSheet(sheets.SheetKeys)); must(t, b.f.DeleteSheet(sheets.SheetGuide)) },
	} {
		path := c.out(t, false)["县公安局"]
		filled(t, path, change)
		if s, err := sheets.Read(t.Context(), path, c.Dossier()); err == nil || !strings.Contains(err.Error(), word) || s != nil {
			t.Errorf("%s: %v", word, err)
		}
	}
	// a county whose keys were lost is known by its name
	other := newCounty(t, "县公安局 | 5")
	must(t, other.Commit("", []forms.Change{{Path: forms.CountyPath("name"), Old: "涡阳县", New: "蒙城县"}, {Path: forms.CountyPath("code"), Old: "341621", New: "341622"}}))
	path := c.out(t, false)["县公安局"]
	filled(t, path, func(b *book) { must(t, b.f.DeleteSheet(sheets.SheetKeys)) })
	if _, err := sheets.Read(t.Context(), path, other.Dossier()); err == nil || !strings.Contains(err.Error(), "涡阳县") {
		t.Errorf("%v", err)
	}
}

func TestHostileFiles(t *testing.T) {
	c := newCounty(t, "县公安局 | 5")
	dir := t.TempDir()
	good, err := os.ReadFile(c.out(t, false)["县公安局"])
	must(t, err)
	var bomb, packed bytes.Buffer
	zipped(t, &bomb, "xl/workbook.xml", io.LimitReader(blanks{}, 300<<20))
	zipped(t, &packed, "a.txt", strings.NewReader("x"))
	for name, c2 := range map[string]struct{ data, word string }{
		"空.xlsx":   {"", "空的"},
		"文本.xlsx":  {"要点,字段", "不是.xlsx"},
		"旧.xlsx":   {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("x", 600), "密码"},
		"截断.xlsx":  {string(good[:len(good)/2]), "损坏"},
		"压缩包.xlsx": {packed.String(), "压缩包"},
		"炸弹.xlsx":  {bomb.String(), "过大"},
		"很大.xlsx":  {"PK" + strings.Repeat("x", 17<<20), "太大，不像是要读的文件"},
	} {
		path := filepath.Join(dir, name)
		must(t, os.WriteFile(path, []byte(c2.data), 0o600))
		if s, err := sheets.Read(t.Context(), path, c.Dossier()); err == nil || s != nil || !strings.Contains(err.Error(), c2.word) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for path, word := range map[string]string{dir: "文件夹", filepath.Join(dir, "没有.xlsx"): "没有找到"} {
		if _, err := sheets.Read(t.Context(), path, c.Dossier()); err == nil || !strings.Contains(err.Error(), word) {
			t.Errorf("%s: %v", path, err)
		}
	}
}

type blanks struct{}

func (blanks) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	return len(p), nil
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

// Whoever gives up reading is not told that a sheet is damaged, nor that it was refused.
func TestReadingIsCancelled(t *testing.T) {
	c := newCounty(t, "县公安局 | 5 10")
	path := c.out(t, false)["县公安局"]
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := sheets.Read(ctx, path, c.Dossier()); !errors.Is(err, context.Canceled) {
		t.Errorf("one sheet: %v", err)
	}
	if list, refused, err := sheets.ReadAll(ctx, c.Dossier(), []string{path}, nil); !errors.Is(err, context.Canceled) || len(list)+len(refused) > 0 {
		t.Errorf("all: %d, %v, %v", len(list), refused, err)
	}
}

// FuzzRead mutates the sheets and the texts of a workbook: never a panic, a sheet that can be planned or a sentence.
func FuzzRead(f *testing.F) {
	c := newCounty(f, "县公安局 | 5 10")
	path := c.out(f, false)["县公安局"]
	filled(f, path, func(b *book) {
		b.answer("5.1/met", "是")
		b.row("10.1", "县公安局")
		b.piece("5.1", "主题宣传活动通知", "材料名称", "活动通知", "文件名", "通知.pdf")
	})
	data, err := os.ReadFile(path)
	must(f, err)
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	must(f, err)
	parts := map[string][]byte{}
	for _, part := range z.File {
		r, err := part.Open()
		must(f, err)
		parts[part.Name], err = io.ReadAll(r)
		must(f, err)
	}
	const ask, pieces, texts = "xl/worksheets/sheet2.xml", "xl/worksheets/sheet3.xml", "xl/sharedStrings.xml"
	f.Add(parts[ask], parts[pieces], parts[texts])
	f.Add([]byte(`<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>要点</t></is></c><c r="XFD1" t="e"><v>#REF!</v></c></row></sheetData></worksheet>`), parts[pieces], parts[texts])
	f.Fuzz(func(t *testing.T, askXML, piecesXML, textsXML []byte) {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		for name, part := range parts {
			switch name {
			case ask:
				part = askXML
			case pieces:
				part = piecesXML
			case texts:
				part = textsXML
			}
			w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
			must(t, err)
			_, err = w.Write(part)
			must(t, err)
		}
		must(t, z.Close())
		path := filepath.Join(t.TempDir(), "a.xlsx")
		must(t, os.WriteFile(path, b.Bytes(), 0o600))
		s, err := sheets.Read(t.Context(), path, c.Dossier())
		if (s == nil) == (err == nil) {
			t.Fatalf("%v %v", s, err)
		}
		if s != nil {
			p := c.plan(t, path)
			p.Step(c.Dossier(), today)
		}
	})
}
