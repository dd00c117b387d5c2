package tables

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"regexp"
	"strings"
	"testing"
)

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// part is a part of a package made by hand.
type part struct{ name, text string }

// packed makes a package of parts, in their order.
func packedParts(t testing.TB, list ...part) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range list {
		w, err := z.Create(p.name)
		must(t, err)
		_, err = io.WriteString(w, spaced(p.text))
		must(t, err)
	}
	must(t, z.Close())
	return b.Bytes()
}

// spaced writes the namespaces into the root of a part, which the parts of the tests leave out.
func spaced(text string) string {
	for root, uri := range map[string]string{
		"Relationships": spacePackage, "workbook": spaceMain + `" xmlns:r="` + spaceLinks, "worksheet": spaceMain, "sst": spaceMain, "styleSheet": spaceMain,
	} {
		for _, end := range []string{">", "/>"} {
			text = strings.Replace(text, "<"+root+end, "<"+root+` xmlns="`+uri+`"`+end, 1)
		}
	}
	return text
}

const (
	partBook    = "xl/workbook.xml"
	partRels    = "xl/_rels/workbook.xml.rels"
	partSheet   = "xl/worksheets/sheet1.xml"
	partStrings = "xl/sharedStrings.xml"
	partStyles  = "xl/styles.xml"
)

// bare are the parts of a workbook of one sheet 台账 with what stands in its sheetData.
func bare(data string) []part {
	return []part{
		{"_rels/.rels", `<Relationships><Relationship Id="r1" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{partBook, `<workbook><workbookPr/><sheets><sheet name="台账" sheetId="1" r:id="s1"/></sheets></workbook>`},
		{partRels, `<Relationships><Relationship Id="s1" Type="x/worksheet" Target="worksheets/sheet1.xml"/>` +
			`<Relationship Id="s2" Type="x/sharedStrings" Target="/xl/sharedStrings.xml"/><Relationship Id="s3" Type="x/styles" Target="styles.xml"/></Relationships>`},
		{partSheet, `<?xml version="1.0" encoding="UTF-8"?><worksheet><sheetData>` + data + `</sheetData></worksheet>`},
		{partStrings, `<sst><si><t>甲</t></si><si><r><t>乙</t></r><rPh><t>yi</t></rPh><r><t>丙</t></r></si></sst>`},
		{partStyles, `<styleSheet><numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/><numFmt numFmtId="171" formatCode="0.00&quot;day&quot;"/></numFmts>` +
			`<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/></cellXfs></styleSheet>`},
	}
}

// with puts a part in place of the one of its name.
func with(list []part, p part) []part {
	out := []part{}
	for _, have := range list {
		if have.name != p.name {
			out = append(out, have)
		}
	}
	return append(out, p)
}

// readAll reads all sheets of a workbook.
func readAll(data []byte, limits Limits) ([]*Sheet, error) {
	b, err := NewBook(context.Background(), io.NewSectionReader(bytes.NewReader(data), 0, int64(len(data))), limits)
	if err != nil {
		return nil, err
	}
	defer b.Close()
	var out []*Sheet
	for i := range b.Names() {
		s, err := b.Read(i)
		if err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, nil
}

// shownRows words the cells of a sheet: "1: 甲|乙".
func shownRows(s *Sheet) string {
	var out []string
	for _, row := range s.Rows {
		var cells []string
		for _, c := range row.Cells {
			cells = append(cells, c.Typed(s.Date1904))
		}
		out = append(out, Place(row.No, 0)+": "+strings.Join(cells, "|"))
	}
	return strings.Join(out, "\n")
}

// jargon are words an official would not understand.
var jargon = regexp.MustCompile(`(?i)xml|zip|EOF|utf|invalid|unexpected|panic|runtime|index|directory|%!`)

// plainSentence reports an error that is no plain sentence.
func plainSentence(t testing.TB, err error) {
	t.Helper()
	if err == nil || jargon.MatchString(strings.ReplaceAll(err.Error(), ".xlsx", "")) || !strings.Contains(err.Error(), "请") {
		t.Errorf("no plain sentence: %v", err)
	}
}
