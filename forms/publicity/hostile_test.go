package publicity

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// zipFile writes parts into a package.
func zipFile(t testing.TB, parts map[string]string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range parts {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, text); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return file(t, "a.xlsx", b.String())
}

// sheetFile makes a workbook of one sheet and its shared texts.
func sheetFile(t testing.TB, sheet, shared string) string {
	t.Helper()
	return zipFile(t, map[string]string{
		"xl/workbook.xml":            `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="一" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="r/worksheet" Target="/xl/worksheets/sheet1.xml"/><Relationship Id="rId2" Type="r/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml":   sheet, "xl/sharedStrings.xml": shared,
	})
}

const sheetHead = `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>许可决定日期</t></is></c><c r="B1" t="inlineStr"><is><t>行政相对人名称</t></is></c></row>`

// words an official would not understand.
var jargon = regexp.MustCompile(`(?i)xml|zip|EOF|utf8|invalid|unexpected|panic|runtime|index|no such|directory|%!`)

// tried looks at a file and counts it; what is refused is refused in a plain sentence that names the file.
func tried(t testing.TB, path string) (*Result, error) {
	t.Helper()
	s, err := Look(context.Background(), []string{path})
	var r *Result
	if err == nil {
		r, err = Count(context.Background(), Job{Tables: s.Tables, Year: 2017, Targets: bozhou, Calendar: calendar(t)})
	}
	if err != nil && (jargon.MatchString(strings.ReplaceAll(err.Error(), filepath.Base(path), "")) || !strings.Contains(err.Error(), filepath.Base(path))) {
		t.Errorf("not a plain sentence: %v", err)
	}
	return r, err
}

func TestHostileFiles(t *testing.T) {
	big := strings.Repeat("长", 32_768) // one more than a cell holds
	for name, path := range map[string]string{
		"空文件":    file(t, "a.csv", ""),
		"只有空行":   file(t, "a.csv", "\n\n\n"),
		"只有一列":   file(t, "a.csv", "abc\n1\n"),
		"零字节":    file(t, "a.csv", "a,b\x00c\n"),
		"网页":     file(t, "a.xls", "<html><table><tr><td>1</td></tr></table></html>"),
		"旧式工作簿":  file(t, "a.xls", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
		"压缩包":    zipFile(t, map[string]string{"a.txt": "b"}),
		"没写完的":   file(t, "a.xlsx", "PK\x03\x04abcdef"),
		"没有工作表":  zipFile(t, map[string]string{"xl/workbook.xml": `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>`}),
		"表没写完":   sheetFile(t, sheetHead+`<row r="2"><c r="A2"><v>1`, ""),
		"表不是XML": sheetFile(t, "<<<>>>", ""),
		"字没有":    sheetFile(t, sheetHead+`<row r="2"><c r="A2" t="s"><v>99</v></c><c r="B2"><v>1</v></c></row></sheetData></worksheet>`, `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>`),
		"字是负的":   sheetFile(t, sheetHead+`<row r="2"><c r="A2" t="s"><v>-1</v></c></row></sheetData></worksheet>`, `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>`),
		"字太长":    sheetFile(t, sheetHead+`<row r="2"><c r="A2"><v>`+big+`</v></c></row></sheetData></worksheet>`, ""),
		"共享字太长":  sheetFile(t, sheetHead+`<row r="2"><c r="A2" t="s"><v>0</v></c></row></sheetData></worksheet>`, `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>`+big+"</t></si></sst>"),
		"行太长":    file(t, "a.csv", smallHead+strings.Repeat("x", 2<<20)+"\n"),
		"文件夹":    t.TempDir(),
		"没有":     filepath.Join(t.TempDir(), "没有.csv"),
	} {
		if r, err := tried(t, path); err == nil {
			t.Errorf("%s was counted: %+v", name, r)
		}
	}
}

// Odd but honest files are counted.
func TestOddFiles(t *testing.T) {
	row := "文1,甲,91350100M000100Y43,2017-06-01,2017-06-02,县局\n"
	for name, c := range map[string]struct {
		path    string
		counted int
	}{
		"引号":     {file(t, "a.csv", smallHead+"\"文\"\"1\",\"甲,乙\n丙\", \"91350100M000100Y43\" ,2017-06-01,2017-06-02,县局\n"), 1},
		"引号在中间":  {file(t, "a.csv", smallHead+"文1,5\"管道公司,91350100M000100Y43,2017-06-01,2017-06-02,县局\n"+row), 2},
		"引号没成对":  {file(t, "a.csv", smallHead+"\"文0,甲,1,2017-06-01,2017-06-02,县局\n"+row+strings.Replace(row, "文1", "\"文2\"", 1)), 2},
		"引号到最后":  {file(t, "a.csv", smallHead+row+"\"文0,甲,1,2017-06-01,2017-06-02,县局\n"), 1},
		"最后没换行":  {file(t, "a.csv", smallHead+strings.TrimSpace(row)), 1},
		"老式换行":   {file(t, "a.csv", strings.ReplaceAll(smallHead+row, "\n", "\r")), 1},
		"列不齐":    {file(t, "a.csv", smallHead+"文0,甲\n"+strings.TrimSpace(row)+",多,出,来\n"), 2},
		"坏了一个字节": {file(t, "a.csv", smallHead+strings.Repeat(row, 3)+"文2,\xff甲,91350100M000100Y43,2017-06-01,2017-06-02,县局\n"), 2},
		"没有行号":   {sheetFile(t, `<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData><x:row><x:c t="str"><x:v>许可决定日期</x:v></x:c><x:c t="str"><x:v>行政相对人名称</x:v></x:c></x:row><x:row><x:c><x:v>42979</x:v></x:c><x:c t="str"><x:v>甲</x:v></x:c></x:row></x:sheetData></x:worksheet>`, ""), 1},
		"分段的字":   {sheetFile(t, sheetHead+`<row r="3"><c r="A3"><v>42979</v></c><c r="B3" t="s"><v>0</v></c></row></sheetData></worksheet>`, `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><r><t>甲</t></r><rPh><t>jia</t></rPh><r><t>乙</t></r></si></sst>`), 1},
		"长注释":    {sheetFile(t, sheetHead+`<!-- `+strings.Repeat("<", 1<<20)+` --><row r="3"><c r="A3"><v>42979</v></c><c r="B3" t="str"><v>甲</v></c></row></sheetData></worksheet>`, ""), 1},
		"很远的格":   {sheetFile(t, sheetHead+`<row r="2"><c r="A2"><v>42979</v></c><c r="B2" t="str"><v>甲</v></c><c r="XFD2"><v>1</v></c></row></sheetData></worksheet>`, ""), 1},
	} {
		r, err := tried(t, c.path)
		if err != nil || r.Counted != c.counted {
			t.Errorf("%s: %+v, %v", name, r, err)
		}
	}
}

func FuzzText(f *testing.F) {
	f.Add([]byte(smallHead + "文1,甲,91350100M000100Y43,2017-06-01,2017-06-02,县局\n"))
	f.Add([]byte("\xff\xfea\x00,\x00b\x00\n\x00"))
	f.Add([]byte(smallHead + "\"\n\",\"\"\"\n,,\"a\"b\n"))
	f.Add([]byte("\xd0\xed\xbf\xc9;\xc8\xd5\xc6\xda\r"))
	f.Fuzz(func(t *testing.T, data []byte) { fuzzed(t, "a.csv", data) })
}

func FuzzBook(f *testing.F) {
	for _, path := range []string{
		sheetFile(f, sheetHead+`<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="b"><v>1</v></c></row></sheetData></worksheet>`, `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>甲</t></si></sst>`),
		zipFile(f, map[string]string{"xl/workbook.xml": `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>`}),
	} {
		data, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) { fuzzed(t, "a.xlsx", data) })
}

// FuzzSheet changes the parts rather than the package, whose checksums would stop most changes.
func FuzzSheet(f *testing.F) {
	f.Add(sheetHead+`<row r="2"><c r="A2" t="s"><v>0</v></c></row></sheetData></worksheet>`, `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>甲</t></si></sst>`)
	f.Add(sheetHead+`<row><c t="d"><v>2017-06-01</v></c><c r="ZZZZ9"><v>1E400</v></c></row>`, "<sst><si><rPh><t/></si>")
	f.Fuzz(func(t *testing.T, sheet, shared string) {
		data, err := os.ReadFile(sheetFile(t, sheet, shared))
		if err != nil {
			t.Fatal(err)
		}
		fuzzed(t, "a.xlsx", data)
	})
}

// fuzzed counts any bytes; the sums must fit each other.
func fuzzed(t *testing.T, name string, data []byte) {
	t.Helper()
	r, err := tried(t, file(t, name, string(data)))
	if err != nil {
		return
	}
	left := 0
	for _, tally := range r.Left {
		left += tally.Count
	}
	if r.Rows != r.Counted+left || r.Complete > r.Counted || r.OnTime > r.Updated || r.Updated > r.Counted || len(r.Names) > r.Counted {
		t.Errorf("%+v, left %d", r, left)
	}
}
