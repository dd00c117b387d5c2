package tables

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"
	"time"
)

// The properties of a file have the prefix cp: of every office program, by which alone ExcelJS knows them, and the parts a date that is one.
func TestWrittenForOtherReaders(t *testing.T) {
	w := NewWriter(10)
	w.Properties(Properties{Title: "自查<数据>", Creator: "示例县", Created: time.Date(2018, 1, 30, 0, 0, 0, 0, time.UTC)})
	p := w.Page("台账", []Column{{"名称", 10}})
	p.Heads()
	p.Finish(Setup{})
	var out bytes.Buffer
	must(t, w.Write(&out))
	z, err := zip.NewReader(bytes.NewReader(out.Bytes()), int64(out.Len()))
	must(t, err)
	text := ""
	for _, f := range z.File {
		if f.Modified.Format(time.DateOnly) != "1980-01-01" {
			t.Errorf("%s is of %s", f.Name, f.Modified)
		}
		if f.Name != "docProps/core.xml" {
			continue
		}
		in, err := f.Open()
		must(t, err)
		data, err := io.ReadAll(in)
		must(t, err)
		text = string(data)
	}
	for _, want := range []string{
		`<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"`, `</cp:coreProperties>`,
		`<cp:lastModifiedBy>`, `<dc:title>自查&lt;数据&gt;</dc:title>`, `<dc:creator>示例县</dc:creator>`,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s in %s", want, text)
		}
	}
}

// What is yes or no is written as every office program does, and what only reads like it stays.
func TestBooleansAreShort(t *testing.T) {
	got := string(shortBooleans([]byte(`<x sheet="true" locked="false"/><y error="true or false"><f>"true"</f>`)))
	if want := `<x sheet="1" locked="0"/><y error="true or false"><f>"true"</f>`; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	var b bytes.Buffer
	w := NewWriter(10)
	p := w.Page("表", []Column{{Title: "列", Width: 9}})
	p.Heads()
	p.Row([]Entry{{Look: Look{Open: true}}})
	p.Finish(Setup{Heads: 1, Protected: true, Filtered: 2})
	if err := w.Write(&b); err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{"xl/worksheets/sheet1.xml", "xl/styles.xml"} {
		if text := partOf(t, b.Bytes(), part); longBoolean.MatchString(text) || !strings.Contains(text, `="1"`) {
			t.Errorf("%s: %s", part, longBoolean.FindString(text))
		}
	}
}

func partOf(t *testing.T, data []byte, name string) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	r, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	text, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// A sheet of more rows than are kept at hand has all of them in their order.
func TestManyRows(t *testing.T) {
	var b bytes.Buffer
	w := NewWriter(10)
	p := w.Page("表", []Column{{Title: "列", Width: 9}})
	p.Heads()
	text := strings.Repeat("长", MaxText/2)
	for len(p.before) < 2 {
		p.Row([]Entry{{Text: text}})
	}
	p.Row([]Entry{{Text: "最后"}})
	p.Finish(Setup{})
	must(t, w.Write(&b))
	sheet := partOf(t, b.Bytes(), "xl/worksheets/sheet1.xml")
	if strings.Count(sheet, text) != p.Last()-2 || strings.Count(sheet, "</row>") != p.Last() {
		t.Errorf("%d texts in %d rows, want %d", strings.Count(sheet, text), strings.Count(sheet, "</row>"), p.Last()-2)
	}
	for _, part := range []string{"列", "长", "最后", "</row></sheetData>"} {
		at := strings.Index(sheet, part)
		if at < 0 {
			t.Fatalf("no %s, or not in its place", part)
		}
		sheet = sheet[at:]
	}
}
