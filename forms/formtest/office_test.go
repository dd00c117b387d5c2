package formtest_test

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"zicha/assets"
	"zicha/forms"
	"zicha/forms/answers"
	"zicha/forms/formtest"
	"zicha/forms/letterdoc"
	"zicha/forms/pack"
	"zicha/forms/sheets"
	"zicha/forms/workbook"
	"zicha/scoring"
)

// TestLibreOffice: what the program writes LibreOffice opens, and what LibreOffice saves the program reads. Starting it costs far more
// than converting, so that one start converts all workbooks and one all letters, with one profile.
func TestLibreOffice(t *testing.T) {
	o := newOffice(t)
	checks := []struct {
		name  string
		check func(t *testing.T)
	}{
		{"letter", o.letter(t)},
		{"draft", o.draft(t)},
		{"final", o.final(t)},
		{"filled in by hand", o.byHand(t)},
		{"sheets", o.sheets(t)},
	}
	o.convert(t, "xlsx", "xlsx:Calc MS Excel 2007 XML")
	o.convert(t, "docx", "txt:Text (encoded):UTF8")
	for _, c := range checks {
		t.Run(c.name, c.check)
	}
}

// office takes files in and gives those LibreOffice made of them.
type office struct{ program, dir string }

// knownVersion is a profile that has seen the newest version: with one that has not LibreOffice tests its drawing at every start, which takes
// far longer than all else.
const knownVersion = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Setup/Product"><prop oor:name="ooSetupLastVersion" oor:op="fuse"><value>99.9</value></prop></item></oor:items>`

func newOffice(t *testing.T) office {
	t.Helper()
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("LibreOffice (soffice) is not installed here")
	}
	o := office{program: soffice, dir: t.TempDir()}
	user := filepath.Join(o.dir, "profile", "user")
	must(t, os.MkdirAll(user, 0o700))
	must(t, os.WriteFile(filepath.Join(user, "registrymodifications.xcu"), []byte(knownVersion), 0o600))
	return o
}

func (o office) put(t *testing.T, name string, data []byte) {
	t.Helper()
	must(t, os.WriteFile(filepath.Join(o.dir, name), data, 0o600))
}

// made is where what became of a file is.
func (o office) made(name string) string { return filepath.Join(o.dir, "out", name) }

func (o office) get(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(o.made(name))
	must(t, err)
	return data
}

// convert converts all files of a kind with one start.
func (o office) convert(t *testing.T, kind, filter string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(o.dir, "*."+kind))
	must(t, err)
	profile := "-env:UserInstallation=file://" + filepath.ToSlash(filepath.Join(o.dir, "profile"))
	args := append([]string{profile, "--headless", "--convert-to", filter, "--outdir", filepath.Join(o.dir, "out")}, files...)
	if said, err := exec.Command(o.program, args...).CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v\n%s", err, said)
	}
}

// letter: the document has the same words.
func (o office) letter(t *testing.T) func(t *testing.T) {
	data, err := assets.Sample.ReadFile("sample/answers.json")
	must(t, err)
	d, err := answers.Decode(data, []*scoring.Edition{formtest.Edition(t)})
	must(t, err)
	letter, err := letterdoc.Build(d)
	must(t, err)
	want, err := letterdoc.Paragraphs(letter)
	must(t, err)
	o.put(t, "letter.docx", letter)
	return func(t *testing.T) {
		if _, err := os.Stat(o.made("letter.txt")); err != nil {
			t.Skip("LibreOffice has no Writer here")
		}
		var got []string
		for _, line := range strings.Split(strings.TrimPrefix(string(o.get(t, "letter.txt")), "\ufeff"), "\n") {
			if line = strings.Trim(line, " \r"); line != "" {
				got = append(got, line)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%d paragraphs, want %d", len(got), len(want))
		}
	}
}

// draft: every value comes back, and the formulas of the reviewers' columns add up what was typed and show nothing where nothing was; 排序用 shows
// it too.
func (o office) draft(t *testing.T) func(t *testing.T) {
	d := formtest.Full(t, 0)
	typed, err := excelize.OpenReader(bytes.NewReader(written(t, d)))
	must(t, err)
	defer typed.Close()
	must(t, typed.SetCellValue(workbook.SheetAssess, "K3", 3.25))
	scored, err := typed.WriteToBuffer()
	must(t, err)
	o.put(t, "draft.xlsx", scored.Bytes())
	return func(t *testing.T) {
		o.same(t, d, "draft.xlsx")
		f, err := excelize.OpenReader(bytes.NewReader(o.get(t, "draft.xlsx")))
		must(t, err)
		defer f.Close()
		for _, c := range [][3]string{
			{workbook.SheetAssess, "K2", "3.25"},
			{workbook.SheetAssess, "K38", "3.25"},
			{workbook.SheetAssess, "L2", ""},
			{workbook.SheetAssess, "L38", ""},
			{workbook.SheetSortable, "L2", "3.25"},
			{workbook.SheetSortable, "M2", ""},
		} {
			if got, err := f.GetCellValue(c[0], c[1], excelize.Options{RawCellValue: true}); err != nil || got != c[2] {
				t.Errorf("%s!%s: %q, %v", c[0], c[1], got, err)
			}
		}
	}
}

// final: every value comes back, nothing counts as altered, and all looks as it did.
func (o office) final(t *testing.T) func(t *testing.T) {
	d := formtest.Full(t, 0)
	d.Final = true
	data := written(t, d)
	o.put(t, "final.xlsx", data)
	return func(t *testing.T) {
		sameLooks(t, data, o.get(t, "final.xlsx"))
		for _, p := range o.same(t, d, "final.xlsx").Altered(t.Context(), d.Code()) {
			t.Errorf("%s %s", p.Place, p.Message)
		}
	}
}

// same fails where a converted workbook does not say all the dossier says.
func (o office) same(t *testing.T, d *forms.Dossier, name string) *workbook.Book {
	t.Helper()
	book := o.book(t, name)
	for _, diff := range forms.Compare(d.Lines(d.Scores().Lines()), book.Lines()) {
		t.Errorf("%q", diff.String())
	}
	if forms.Code(book.Lines()) != d.Code() || book.Code != d.Code() {
		t.Errorf("code %s, printed %s, want %s", forms.Code(book.Lines()), book.Code, d.Code())
	}
	if book.Version != d.Version || book.Final != d.Final {
		t.Errorf("version %d, final %v", book.Version, book.Final)
	}
	formtest.SameValues(t, d, book.Dossier)
	return book
}

// book reads a converted workbook in which there must be no problems.
func (o office) book(t *testing.T, name string) *workbook.Book {
	t.Helper()
	book, err := workbook.Read(t.Context(), bytes.NewReader(o.get(t, name)), []*scoring.Edition{formtest.Edition(t)})
	must(t, err)
	for _, p := range book.Problems {
		t.Errorf("%s: %s", p.Place, p.Message)
	}
	return book
}

// byHand: an empty workbook filled in and saved.
func (o office) byHand(t *testing.T) func(t *testing.T) {
	ed := formtest.Edition(t)
	o.put(t, "byhand.xlsx", formtest.FillByHand(t, written(t, forms.New(ed, forms.Begin(ed, "341621", "")))))
	return func(t *testing.T) { formtest.CheckByHand(t, o.book(t, "byhand.xlsx").Dossier) }
}

// sheets: those of the sample's departments change nothing where they came from, and bring every answer into an empty dossier.
func (o office) sheets(t *testing.T) func(t *testing.T) {
	f, err := pack.Sample(context.Background(), filepath.Join(t.TempDir(), "示例县.zicha"), []*scoring.Edition{formtest.Edition(t)})
	must(t, err)
	t.Cleanup(func() { _ = f.Close() })
	changes, _, err := sheets.ParseAssignments(f.Dossier(),
		"县发展改革委 | 1 2 3 4 7 8 9 20 21 23 24 25\n县委宣传部 | 5 6 15 16\n县信息中心 | 10 11 12 13 14 17 18 19 22\n")
	must(t, err)
	must(t, f.Commit("分工", changes))
	d := f.Dossier()
	written, err := sheets.Write(context.Background(), d, sheets.Job{Dir: filepath.Join(t.TempDir(), "填报表"), Prefill: true, Day: "2018-01-26"})
	must(t, err)
	var names []string
	for _, w := range written {
		data, err := os.ReadFile(w.Path)
		must(t, err)
		names = append(names, w.Department.Name+".xlsx")
		o.put(t, w.Department.Name+".xlsx", data)
	}
	return func(t *testing.T) {
		if p := o.plan(t, d, names); len(p.Items) != 0 || p.Same < 60 {
			t.Errorf("%d items, %d the same", len(p.Items), p.Same)
			for _, it := range p.Items {
				t.Errorf("%s: %q, %+v", it.Title, it.Mine, it.Offers)
			}
		}
		o.intoEmpty(t, d, names)
	}
}

// plan reads converted sheets and plans taking them over.
func (o office) plan(t *testing.T, d *forms.Dossier, names []string) *sheets.Plan {
	t.Helper()
	var list []*sheets.Sheet
	for _, name := range names {
		s, err := sheets.Read(t.Context(), o.made(name), d)
		must(t, err)
		list = append(list, s)
	}
	p, err := sheets.MakePlan(context.Background(), d, list)
	must(t, err)
	return p
}

// intoEmpty takes converted sheets into a dossier that has the departments alone and compares answers and registers.
func (o office) intoEmpty(t *testing.T, from *forms.Dossier, names []string) {
	t.Helper()
	values := from.Values()
	for p := range values {
		switch p.Kind() {
		case "answer", "row", "evidence", "file", "seq":
			delete(values, p)
		}
	}
	d := forms.New(from.Edition, values)
	p := o.plan(t, d, names)
	if p.Open() != 0 {
		t.Errorf("%d conflicts with an empty dossier", p.Open())
	}
	step, _ := p.Step(d, "2018-01-20")
	d.Apply(step.Changes...)
	for _, c := range d.Edition.Criteria() {
		for _, f := range c.Fields {
			want := from.Get(forms.AnswerPath(c.ID, f.Key))
			if got := d.Get(forms.AnswerPath(c.ID, f.Key)); got != want && f.By != "city" {
				t.Errorf("%s %s: %q, want %q", c.ID, f.Label, got, want)
			}
		}
		if got, want := cells(c, d.Rows(c.ID)), cells(c, from.Rows(c.ID)); !slices.Equal(got, want) {
			t.Errorf("%s: rows\n%q\nwant\n%q", c.ID, got, want)
		}
	}
}

// cells gives the rows of a register without those that repeat an earlier one, which a sheet does not add.
func cells(c *scoring.Criterion, rows []scoring.Row) []string {
	var out []string
	for i, again := range c.Repeats(rows) {
		for _, col := range c.Register.Columns {
			if !again {
				out = append(out, rows[i].Cells[col.Key])
			}
		}
	}
	return out
}

func written(t *testing.T, d *forms.Dossier) []byte {
	t.Helper()
	var b bytes.Buffer
	must(t, workbook.Write(&b, d, workbook.Options{}))
	return b.Bytes()
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
