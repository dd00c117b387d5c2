package sheets_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"zicha/forms"
	"zicha/forms/dossier"
	"zicha/forms/formtest"
	"zicha/forms/merge"
	"zicha/forms/pack"
	"zicha/forms/sheets"
	"zicha/scoring"
)

const today = "2018-01-20"

func edition(t testing.TB) *scoring.Edition {
	t.Helper()
	return formtest.Edition(t)
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// county is an open dossier of 涡阳县 with departments, each with what it is responsible for.
type county struct {
	*dossier.File
	dir string
	ids map[string]string
}

func newCounty(t testing.TB, assigned string) county {
	t.Helper()
	dir := t.TempDir()
	f, err := dossier.Create(filepath.Join(dir, "涡阳县.zicha"), edition(t), forms.Begin(edition(t), "341621", ""))
	must(t, err)
	return assign(t, county{f, dir, nil}, assigned)
}

// sample is the sample county with all its answers and evidence.
func sample(t testing.TB, assigned string) county {
	t.Helper()
	dir := t.TempDir()
	f, err := pack.Sample(context.Background(), filepath.Join(dir, "示例县.zicha"), []*scoring.Edition{edition(t)})
	must(t, err)
	return assign(t, county{f, dir, nil}, assigned)
}

func assign(t testing.TB, c county, text string) county {
	t.Helper()
	t.Cleanup(func() { _ = c.Close() })
	changes, _, err := sheets.ParseAssignments(c.Dossier(), text)
	must(t, err)
	must(t, c.Commit("分工", changes))
	c.ids = map[string]string{}
	for _, dep := range c.Dossier().Departments() {
		c.ids[dep.Name] = dep.ID
	}
	return c
}

// out writes the sheets into a folder of their own and gives them by department.
func (c county) out(t testing.TB, prefill bool) map[string]string {
	t.Helper()
	written, err := sheets.Write(context.Background(), c.Dossier(), sheets.Job{Dir: filepath.Join(t.TempDir(), "填报表"), Prefill: prefill, Day: "2018-01-26"})
	must(t, err)
	paths := map[string]string{}
	for _, w := range written {
		paths[w.Department.Name] = w.Path
	}
	return paths
}

// plan reads sheets and plans taking them over.
func (c county) plan(t testing.TB, paths ...string) *sheets.Plan {
	t.Helper()
	var list []*sheets.Sheet
	for _, path := range paths {
		s, err := sheets.Read(t.Context(), path, c.Dossier())
		must(t, err)
		list = append(list, s)
	}
	p, err := sheets.MakePlan(context.Background(), c.Dossier(), list)
	must(t, err)
	return p
}

// take carries a plan out.
func (c county) take(t testing.TB, p *sheets.Plan) []merge.Outcome {
	t.Helper()
	must(t, p.Store(context.Background(), c.File, nil))
	step, outcomes := p.Step(c.Dossier(), today)
	must(t, c.Commit(step.Note, step.Changes))
	return outcomes
}

// evidence is how the items in use read: "5-01 通知（通知.pdf）5.1".
func (c county) evidence() []string {
	var out []string
	for _, e := range c.Dossier().AllEvidence() {
		var names []string
		for _, f := range e.Files {
			names = append(names, f.Name)
		}
		out = append(out, e.Number+" "+e.Title+"（"+strings.Join(names, "、")+"）"+strings.Join(e.Criteria, "、"))
	}
	return out
}

// filled edits a workbook as a person would.
func filled(t testing.TB, path string, work func(*book)) {
	t.Helper()
	f, err := excelize.OpenFile(path)
	must(t, err)
	defer f.Close()
	work(&book{t, f})
	must(t, f.SaveAs(path))
}

type book struct {
	t testing.TB
	f *excelize.File
}

// answer fills the row of 填报 with the key "5.1/met".
func (b *book) answer(key, value string) {
	b.t.Helper()
	b.put(sheets.SheetAsk, func(row []string) bool { return slices.Contains(row, key) }, "填报值", value)
}

// piece fills a row of 佐证材料: that of an expected piece, or where piece is "" a spare one. More are pairs of heading and value.
func (b *book) piece(criterion, piece string, more ...string) {
	b.t.Helper()
	rows, err := b.f.GetRows(sheets.SheetEvidence)
	must(b.t, err)
	for i := range len(rows) + 6 { // spare rows hold nothing, and are not among those listed
		var row []string
		if i < len(rows) {
			row = rows[i]
		}
		for len(row) < 9 {
			row = append(row, "")
		}
		if i == 0 || row[0]+row[3]+row[8] != "" || row[2] != piece || piece != "" && row[1] != criterion || piece == "" && row[1] != "" {
			continue
		}
		b.set(sheets.SheetEvidence, 2, i+1, criterion)
		for j := 0; j < len(more); j += 2 {
			b.set(sheets.SheetEvidence, slices.Index(rows[0], more[j])+1, i+1, more[j+1])
		}
		return
	}
	b.t.Fatalf("no row for %s %s", criterion, piece)
}

// numbered fills a cell in the row of an item's number.
func (b *book) numbered(number, heading, value string) {
	b.t.Helper()
	b.put(sheets.SheetEvidence, func(row []string) bool { return len(row) > 0 && row[0] == number }, heading, value)
}

// put sets a cell of the first row that fits.
func (b *book) put(sheet string, fits func([]string) bool, heading, value string) {
	b.t.Helper()
	rows, err := b.f.GetRows(sheet)
	must(b.t, err)
	head := slices.IndexFunc(rows, func(row []string) bool { return slices.Contains(row, heading) })
	for i := head + 1; i < len(rows); i++ {
		if fits(rows[i]) {
			b.set(sheet, slices.Index(rows[head], heading)+1, i+1, value)
			return
		}
	}
	b.t.Fatalf("no row for %s in %s", value, sheet)
}

func (b *book) set(sheet string, col, row int, value string) {
	b.t.Helper()
	at, err := excelize.CoordinatesToCellName(col, row)
	must(b.t, err)
	must(b.t, b.f.SetCellStr(sheet, at, value))
}

// row fills the next free row of a register.
func (b *book) row(criterion string, cells ...string) {
	b.t.Helper()
	sheet := sheets.SheetRegister + criterion
	rows, err := b.f.GetRows(sheet)
	must(b.t, err)
	for i := 2; i < len(rows); i++ {
		if len(rows[i]) < 2 || strings.Join(rows[i][1:], "") == "" {
			for j, v := range cells {
				b.set(sheet, j+2, i+1, v)
			}
			return
		}
	}
	b.t.Fatalf("no room in %s", sheet)
}

// notes are the sentences of a plan.
func notes(p *sheets.Plan) string {
	var out []string
	for _, n := range p.Notes {
		out = append(out, n.Department+"｜"+n.Place+"｜"+n.Message)
	}
	return strings.Join(out, "\n")
}

func lay(t testing.TB, dir, name, content string) {
	t.Helper()
	must(t, os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600))
}
