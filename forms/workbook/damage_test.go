package workbook

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"zicha/forms"
	"zicha/forms/formtest"
	"zicha/scoring"
)

// repacked makes a workbook of parts.
func repacked(t testing.TB, parts map[string][]byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, part := range parts {
		w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		must(t, err)
		_, err = w.Write(part)
		must(t, err)
	}
	must(t, z.Close())
	return b.Bytes()
}

// Damage in the middle of a sheet refuses the workbook and names the sheet: rows behind it must not be taken as deleted.
func TestDamageInTheMiddle(t *testing.T) {
	d := full(t)
	data := written(t, d)
	for i, sheet := range []string{SheetCover, SheetAssess, SheetData, SheetRegister, SheetEvidence, SheetChart} {
		name := fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1)
		for what, change := range map[string]func(xml []byte, middle int) []byte{
			"null character": func(xml []byte, middle int) []byte {
				return append(append(bytes.Clone(xml[:middle]), `<row r="9999"><c r="A9999" t="str"><v>&#0;</v></c></row>`...), xml[middle:]...)
			},
			"torn":   func(xml []byte, middle int) []byte { return xml[:middle] },
			"closed": func(xml []byte, middle int) []byte { return append(bytes.Clone(xml[:middle]), "</worksheet>"...) },
		} {
			parts := unzipped(t, data)
			xml := parts[name]
			middle := len(xml)/2 + bytes.Index(xml[len(xml)/2:], []byte("<row "))
			if sheet == SheetCover || sheet == SheetChart {
				middle = bytes.LastIndex(xml, []byte("<row "))
			}
			parts[name] = change(xml, middle)
			book, err := Read(t.Context(), bytes.NewReader(repacked(t, parts)), []*scoring.Edition{d.Edition})
			if book != nil || err == nil || !strings.Contains(err.Error(), "“"+sheet+"”（第") {
				t.Errorf("%s, %s: %v", sheet, what, err)
			}
		}
	}
}

// What a cell is counts, not only what stands in it.
func TestKindsOfCells(t *testing.T) {
	const yes, count = "5.1/met", "5.3/articles"
	value := func(book *Book, field string) string {
		criterion, key, _ := strings.Cut(field, "/")
		return book.Dossier.Get(forms.AnswerPath(criterion, key))
	}
	for name, c := range map[string]struct {
		field  string
		change func(f *excelize.File, at string) error
		want   string
		code   string // of the problem told
	}{
		"TRUE for yes":      {yes, func(f *excelize.File, at string) error { return f.SetCellBool(SheetData, at, true) }, "true", ""},
		"TRUE is not 1":     {count, func(f *excelize.File, at string) error { return f.SetCellBool(SheetData, at, true) }, "", codeCell},
		"a number":          {count, func(f *excelize.File, at string) error { return f.SetCellInt(SheetData, at, 3) }, "3", ""},
		"a number as text":  {count, func(f *excelize.File, at string) error { return f.SetCellStr(SheetData, at, "3") }, "3", ""},
		"a sum":             {count, func(f *excelize.File, at string) error { return f.SetCellFormula(SheetData, at, "1+2") }, "", codeFormula},
		"an error as text":  {count, func(f *excelize.File, at string) error { return f.SetCellStr(SheetData, at, "#REF!") }, "", codeFormula},
		"a date in a count": {count, dated, "", codeCell},
	} {
		d := begun(t)
		data := edited(t, written(t, d), func(f *excelize.File) {
			criterion, key, _ := strings.Cut(c.field, "/")
			must(t, c.change(f, fmt.Sprintf("D%d", find(t, f, SheetData, criterion, key))))
		})
		book := read(t, data, d)
		if got := value(book, c.field); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
		var codes []string
		for _, p := range book.Problems {
			codes = append(codes, p.Code)
		}
		if strings.Join(codes, " ") != c.code {
			t.Errorf("%s: problems %q, want %q", name, codes, c.code)
		}
	}
}

func dated(f *excelize.File, at string) error {
	style, err := f.NewStyle(&excelize.Style{NumFmt: 14})
	if err != nil {
		return err
	}
	if err := f.SetCellInt(SheetData, at, 43102); err != nil {
		return err
	}
	return f.SetCellStyle(SheetData, at, at, style)
}

// A cell gone wrong as spreadsheets store it, and a number of a text that is not there.
func TestWrongCells(t *testing.T) {
	d := full(t)
	parts := unzipped(t, written(t, d))
	const register = "xl/worksheets/sheet4.xml"
	xml := string(parts[register])
	at := strings.Index(xml, `<c r="D2"`)
	end := at + strings.Index(xml[at:], "</c>") + len("</c>")
	put := func(cell string) []byte { return []byte(xml[:at] + cell + xml[end:]) }
	parts[register] = put(`<c r="D2" t="e"><v>#REF!</v></c>`)
	book := read(t, repacked(t, parts), d)
	if len(book.Problems) != 2 || book.Problems[1].Code != codeRegister || book.Problems[0].Code != codeFormula || book.Problems[0].Place != "台账!D2" || !strings.Contains(book.Problems[0].Message, "#REF!") {
		t.Errorf("%+v", book.Problems)
	}
	parts[register] = put(`<c r="D2" t="s"><v>99</v></c>`)
	if _, err := Read(t.Context(), bytes.NewReader(repacked(t, parts)), []*scoring.Edition{d.Edition}); err == nil || !strings.Contains(err.Error(), "“台账”") {
		t.Errorf("a text that is not there: %v", err)
	}
}

// Free text stays as it was typed, and 5.00 is not 5 there; a number is the same however it is stored.
func TestTypedTextStays(t *testing.T) {
	d := begun(t)
	d.Apply(forms.Change{Path: forms.RemarkPath(5), New: "5.00"}, forms.Change{Path: forms.NarrativePath("5"), New: "5"},
		forms.Change{Path: forms.AnswerPath("5.3", "articles"), New: "5"})
	data := written(t, d)
	want := read(t, data, d)
	same(t, d, want)
	set := func(key, text string, number bool) *Book {
		return read(t, edited(t, data, func(f *excelize.File) {
			at := fmt.Sprintf("D%d", find(t, f, SheetData, strings.Split(key, "/")...))
			if number {
				must(t, f.SetCellDefault(SheetData, at, text))
			} else {
				must(t, f.SetCellStr(SheetData, at, text))
			}
		}), d)
	}
	for name, c := range map[string]struct {
		book   *Book
		differ int
	}{
		"text":           {set("5/remark", "5", false), 1},
		"text, longer":   {set("5/narrative", "5.00", false), 1},
		"number, longer": {set("5.3/articles", "5.00", true), 0},
		"number as text": {set("5.3/articles", "5", false), 0},
		"number, other":  {set("5.3/articles", "6", true), 1},
	} {
		if found := c.book.Against(want); len(found) != c.differ {
			t.Errorf("%s: %+v", name, found)
		}
	}
}

// A text in several rows is put together as far as a letter can be long; a formula gone wrong among them is told.
func TestTextInSeveralRows(t *testing.T) {
	d := begun(t)
	d.Apply(forms.Change{Path: forms.NarrativePath("5"), New: strings.Repeat("长", 3*16_383)})
	parts := unzipped(t, written(t, d))
	const data = "xl/worksheets/sheet3.xml"
	xml := string(parts[data])
	last := strings.LastIndex(xml, "（续）")
	at := last + strings.Index(xml[last:], `<c r="D`)
	end := at + strings.Index(xml[at:], "</c>")
	place := xml[at+len(`<c r="`) : at+strings.Index(xml[at:], `" s=`)]
	parts[data] = []byte(xml[:at] + `<c r="` + place + `" t="e"><v>#N/A</v>` + xml[end:])
	book := read(t, repacked(t, parts), d)
	if len(book.Problems) != 1 || book.Problems[0].Place != "填报数据!"+place || book.Problems[0].Code != codeFormula {
		t.Errorf("%+v", book.Problems)
	}
	if got := len(book.Dossier.Narrative("5")); got != len("长")*2*16_383 {
		t.Errorf("%d bytes", got)
	}
	longest := strings.Repeat("长", maxValue/len("长")) + "a" // 349,525 characters of three bytes and one
	d.Apply(forms.Change{Path: forms.NarrativePath("5"), New: longest})
	if book = read(t, written(t, d), d); len(longest) != maxValue || len(book.Problems) != 0 || book.Dossier.Narrative("5") != longest {
		t.Errorf("%d bytes, %+v", len(longest), book.Problems)
	}
	d.Apply(forms.Change{Path: forms.NarrativePath("5"), New: strings.Repeat("长", maxValue/len("长")+1)})
	book = read(t, written(t, d), d)
	if len(book.Problems) != 1 || !strings.Contains(book.Problems[0].Message, "太长") {
		t.Errorf("%+v", book.Problems)
	}
}

// Reading back what was built ends with its context, in no words about the workbook.
func TestBuildIsCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Build(ctx, formtest.Perfect(t), Options{}); err != context.Canceled {
		t.Errorf("told %v", err)
	}
}

// A register in which something could not be read is left as it is: what is blank or missing there was not deleted by a person. The
// rest of the workbook comes in.
func TestRegisterNotReadWholeChangesNothing(t *testing.T) {
	d := full(t)
	data := written(t, d)
	for name, damage := range map[string]func(f *excelize.File) error{
		"error":        func(f *excelize.File) error { return f.SetCellValue(SheetRegister, "D2", "#N/A") },
		"not computed": func(f *excelize.File) error { return f.SetCellFormula(SheetRegister, "D2", "1+1") },
		"no such date": func(f *excelize.File) error {
			return f.SetCellValue(SheetRegister, fmt.Sprintf("D%d", find(t, f, SheetRegister, "5.3", "1", "date")), "2017-02-30")
		},
		"another column":  func(f *excelize.File) error { return f.SetCellValue(SheetRegister, "C2", "没有的列") },
		"no number":       func(f *excelize.File) error { return f.SetCellValue(SheetRegister, "B2", "第一") },
		"no such item":    func(f *excelize.File) error { return f.SetCellValue(SheetRegister, "A2", "5.33") },
		"error as number": func(f *excelize.File) error { return f.SetCellValue(SheetRegister, "B2", "#REF!") },
	} {
		book := read(t, edited(t, data, func(f *excelize.File) {
			must(t, damage(f))
			must(t, f.SetCellStr(SheetData, fmt.Sprintf("D%d", find(t, f, SheetData, "5", fieldRemark)), "另一句备注"))
		}), d)
		changes, _, _ := book.Plan(d)
		if len(changes) != 1 || changes[0].New != "另一句备注" {
			t.Errorf("%s: %v", name, changes)
		}
		if !slices.ContainsFunc(book.Problems, func(p forms.Problem) bool { return p.Code == codeRegister && p.Criterion == "5.3" }) {
			t.Errorf("%s: not told: %v", name, book.Problems)
		}
	}
}

// Rows of registers are counted together: one more than an office can have refuses the file, as many as it may have are read.
func TestTooManyRows(t *testing.T) {
	d := forms.New(formtest.Edition(t), nil)
	data := written(t, d)
	for n, refused := range map[int]bool{forms.MaxRows: false, forms.MaxRows + 1: true} {
		long := edited(t, data, func(f *excelize.File) {
			for i := range n {
				id, column := "5.3", "标题"
				if i%2 == 1 {
					id, column = "10.1", "部门"
				}
				must(t, f.SetSheetRow(SheetRegister, fmt.Sprintf("A%d", i+2), &[]any{id, i/2 + 1, column, fmt.Sprintf("第%d个", i)}))
			}
		})
		_, err := Read(t.Context(), bytes.NewReader(long), []*scoring.Edition{d.Edition})
		if (err != nil) != refused || refused && !strings.Contains(err.Error(), "一共有10001行") {
			t.Errorf("%d rows: %v", n, err)
		}
	}
}
