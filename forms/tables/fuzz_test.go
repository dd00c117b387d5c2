package tables

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
)

// FuzzSheet changes the parts rather than the package, whose checksums would stop most changes. What encoding/xml refuses is never read.
func FuzzSheet(f *testing.F) {
	f.Add(`<row r="1"><c r="A1" t="s"><v>0</v></c></row>`, `<sst><si><t>甲</t></si></sst>`)
	f.Add(`<row><c t="d"><v>2017-06-01</v></c><c r="ZZ1"><v>1E400</v></c></row><!-- --><?x ?>`, `<sst><si><rPh><t/></si>`)
	f.Add(`<row r="1"><c r="A1" t="str" s="1"><f>1</f><v>&#x7532;_x000D_<![CDATA[]]></v></c></row>`, "<sst><si><t>\r\n</t></si></sst>")
	f.Fuzz(func(t *testing.T, sheet, shared string) {
		list := with(bare(sheet), part{partStrings, shared})
		sheets, err := readAll(packedParts(t, list...), Small(64<<20))
		if err != nil {
			plainSentence(t, err)
			return
		}
		if len(sheets) != 1 {
			t.Fatalf("%d sheets", len(sheets))
		}
		last := 0
		for _, row := range sheets[0].Rows {
			if row.No <= last || row.No > lastRow || len(row.Cells) > MaxColumns {
				t.Fatalf("row %d after %d, %d cells", row.No, last, len(row.Cells))
			}
			last = row.No
		}
		if err := wellFormed(list[3].text); err != nil {
			t.Errorf("read, though encoding/xml says %v", err)
		}
	})
}

// wellFormed asks the standard library.
func wellFormed(text string) error {
	d := xml.NewDecoder(strings.NewReader(text))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}

// FuzzBook changes a package as a whole.
func FuzzBook(f *testing.F) {
	f.Add(packedParts(f, bare(`<row r="1"><c r="A1" t="s"><v>0</v></c></row>`)...))
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if _, err := readAll(data, Small(64<<20)); err != nil {
			plainSentence(t, err)
		}
	})
}

// FuzzText reads any bytes as text, strictly or not.
func FuzzText(f *testing.F) {
	f.Add([]byte("a,b\n\"c\nd\",e\n"), true)
	f.Add([]byte("\xff\xfea\x00,\x00b\x00\n\x00"), false)
	f.Add([]byte("\"\n\",\"\"\"\n,,\"a\"b\n"), false)
	f.Add([]byte("\xd0\xed\xbf\xc9;\xc8\xd5\xc6\xda\r"), true)
	f.Fuzz(func(t *testing.T, data []byte, strict bool) {
		got, err := split(data, Dialect{Separator: ",", Strict: strict})
		if err != nil {
			plainSentence(t, err)
		} else if strict && strings.ContainsAny(got, "\x00\ufffd") {
			t.Errorf("%q", got)
		}
	})
}

// FuzzCell: every text comes back from a cell's form, whole or in pieces, and through a workbook.
func FuzzCell(f *testing.F) {
	for _, s := range []string{"", "甲\n乙", "_x0041_", "␀␛␡␦", "#REF!", "\x00\x1f\x7f\r", "\ufffe\uffff", "𬱖&<>\"'", " 5.00 "} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.ToValidUTF8(s, "")
		if back := Show(Hide(s)); back != s {
			t.Errorf("%q came back as %q", s, back)
		}
		if joined := strings.Join(Pieces(s), ""); joined != s {
			t.Errorf("%q came back in pieces as %q", s, joined)
		}
		if !Fits(s) || s == "" {
			return
		}
		w := NewWriter(10)
		p := w.Page("表", []Column{{Title: "列", Width: 10}})
		p.Row([]Entry{{Text: s}})
		p.Finish(Setup{})
		var b bytes.Buffer
		must(t, w.Write(&b))
		sheets, err := readAll(b.Bytes(), Small(64<<20))
		must(t, err)
		if got := sheets[0].Rows[0].Cells[0]; got.Typed(false) != s || got.Kind != Text {
			t.Errorf("%q is read as %q", s, got.Text)
		}
	})
}
