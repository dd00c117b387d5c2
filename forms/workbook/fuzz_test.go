package workbook

import (
	"archive/zip"
	"bytes"
	"io"
	"testing"

	"zicha/forms"
	"zicha/scoring"
)

// FuzzRead mutates files as a whole: never a panic, a book or a sentence.
func FuzzRead(f *testing.F) {
	ed := edition(f)
	for _, c := range foreign(f) {
		if len(c.data) < 100_000 {
			f.Add([]byte(c.data))
		}
	}
	f.Add(written(f, begun(f)))
	f.Fuzz(func(t *testing.T, data []byte) { readsOrSays(t, data, ed) })
}

// FuzzReadSheet mutates a sheet and the texts of a workbook.
func FuzzReadSheet(f *testing.F) {
	ed := edition(f)
	data := written(f, begun(f))
	const sheet, texts = "xl/worksheets/sheet3.xml", "xl/sharedStrings.xml"
	parts := unzipped(f, data)
	f.Add(parts[sheet], parts[texts])
	for _, xml := range []string{
		`<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>要点</t></is></c><c r="B1" t="str"><v>字段</v></c><c r="C1" t="str"><v>值</v></c></row><row r="3"><c r="A3"><v>5.1</v></c><c r="B3" t="str"><v>met</v></c><c r="C3" t="b"><v>1</v></c></row></sheetData></worksheet>`,
		`<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>-1</v></c><c r="XFD1" t="e"><v>#REF!</v></c><c r="B0" t="d"><v>2017</v></c></row></sheetData></worksheet>`,
	} {
		f.Add([]byte(xml), parts[texts])
	}
	f.Fuzz(func(t *testing.T, sheetXML, textsXML []byte) {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		for name, part := range parts {
			switch name {
			case sheet:
				part = sheetXML
			case texts:
				part = textsXML
			}
			w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
			must(t, err)
			_, err = w.Write(part)
			must(t, err)
		}
		must(t, z.Close())
		readsOrSays(t, b.Bytes(), ed)
	})
}

func unzipped(t testing.TB, data []byte) map[string][]byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	must(t, err)
	parts := map[string][]byte{}
	for _, part := range z.File {
		r, err := part.Open()
		must(t, err)
		parts[part.Name], err = io.ReadAll(r)
		must(t, err)
	}
	return parts
}

func readsOrSays(t *testing.T, data []byte, ed *scoring.Edition) {
	t.Helper()
	book, err := Read(t.Context(), bytes.NewReader(data), []*scoring.Edition{ed})
	if (book == nil) == (err == nil) {
		t.Fatalf("%v %v", book, err)
	}
	if book != nil {
		sameValues(t, data, book)
		book.Altered(t.Context(), forms.Code(book.Lines()))
	}
}
