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
