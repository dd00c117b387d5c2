package sheets_test

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"strings"
	"testing"

	"zicha/forms/sheets"
)

// A sheet of a department's that is damaged in the middle refuses the workbook: what is behind the damage was answered too.
func TestDamageInTheMiddle(t *testing.T) {
	c := newCounty(t, "县公安局 | 5")
	path := c.out(t, false)["县公安局"]
	filled(t, path, func(b *book) { b.answer("5.1/met", "是") })
	data, err := os.ReadFile(path)
	must(t, err)
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	must(t, err)
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range z.File {
		in, err := f.Open()
		must(t, err)
		part, err := io.ReadAll(in)
		must(t, err)
		if f.Name == "xl/worksheets/sheet2.xml" { // 填报
			part = bytes.Replace(part, []byte(`<row r="4"`), []byte(`&#0;<row r="4"`), 1)
		}
		to, err := w.Create(f.Name)
		must(t, err)
		_, err = to.Write(part)
		must(t, err)
	}
	must(t, w.Close())
	must(t, os.WriteFile(path, out.Bytes(), 0o600))
	s, err := sheets.Read(t.Context(), path, c.Dossier())
	if s != nil || err == nil || !strings.Contains(err.Error(), "“填报”（第3行附近）已损坏") {
		t.Errorf("%+v %v", s, err)
	}
}
