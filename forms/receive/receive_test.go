package receive

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"zicha/forms"
	"zicha/forms/formtest"
	"zicha/forms/review"
	"zicha/forms/workbook"
	"zicha/scoring"
)

var bureau = review.Person{By: "甲", Role: "审核员", Unit: "市信息局"}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// refused wants an error that says so.
func refused(t testing.TB, err error, words string) {
	t.Helper()
	if err == nil || !strings.Contains(err.Error(), words) {
		t.Errorf("got %v, want “%s”", err, words)
	}
}

func newBook(t testing.TB) *review.Book {
	t.Helper()
	return bookOf(t, formtest.Edition(t))
}

func bookOf(t testing.TB, e *scoring.Edition) *review.Book {
	t.Helper()
	b, err := review.Create(filepath.Join(t.TempDir(), "a.huizong"), e)
	must(t, err)
	t.Cleanup(func() { b.Close() })
	return b
}

// dossier is a county's version of the perfect dossier.
func dossier(t testing.TB, county string, version int, changes ...forms.Change) *forms.Dossier {
	t.Helper()
	d := formtest.Perfect(t)
	u := d.Edition.Units[slices.IndexFunc(d.Edition.Units, func(u scoring.Unit) bool { return u.Code == county })]
	d.Apply(forms.Change{Path: forms.CountyPath("code"), New: u.Code}, forms.Change{Path: forms.CountyPath("name"), New: u.Name})
	d.Apply(changes...)
	d.Version, d.Final = version, true
	return d
}

func written(t testing.TB, d *forms.Dossier) []byte {
	t.Helper()
	var data bytes.Buffer
	must(t, workbook.Write(&data, d, workbook.Options{}))
	return data.Bytes()
}

func save(t testing.TB, path string, data []byte) string {
	t.Helper()
	must(t, os.MkdirAll(filepath.Dir(path), 0o700))
	must(t, os.WriteFile(path, data, 0o600))
	return path
}

// altered changes one cell of a workbook: the first row that has the texts in its first columns, in the column with the heading.
func altered(t testing.TB, data []byte, sheet, heading, value string, first ...string) []byte {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	must(t, err)
	defer f.Close()
	rows, err := f.GetRows(sheet)
	must(t, err)
	column := slices.Index(rows[0], heading) + 1
	for i, row := range rows {
		if column > 0 && len(row) >= len(first) && slices.Equal(row[:len(first)], first) {
			cell, err := excelize.CoordinatesToCellName(column, i+1)
			must(t, err)
			must(t, f.SetCellStr(sheet, cell, value))
			var b bytes.Buffer
			must(t, f.Write(&b))
			return b.Bytes()
		}
	}
	t.Fatalf("%s has no row %v with a column %s", sheet, first, heading)
	return nil
}

func plan(t testing.TB, b *review.Book, paths ...string) *Plan {
	t.Helper()
	p, err := New(t.Context(), b, paths, Options{})
	must(t, err)
	return p
}

func carry(t testing.TB, b *review.Book, p *Plan) {
	t.Helper()
	must(t, Take(t.Context(), b, bureau, p, nil))
}

// said wants an item of a status whose reason says so.
func said(t testing.TB, i *Item, status review.Receipt, words string) {
	t.Helper()
	if i.Status != status || !strings.Contains(i.Reason, words) || words == "" && i.Reason != "" {
		t.Errorf("%s: %s “%s”, want %s “%s”", filepath.Base(i.File), i.Status, i.Reason, status, words)
	}
}

// A whole folder comes in: each file is told for itself, what is wrong is skipped, the rest goes on; the same again changes nothing.
func TestFolderComesIn(t *testing.T) {
	b, dir := newBook(t), t.TempDir()
	good := written(t, dossier(t, "341621", 1))
	save(t, filepath.Join(dir, "a.xlsx"), good)
	save(t, filepath.Join(dir, "sub", "b.xlsx"), written(t, dossier(t, "341622", 1)))
	save(t, filepath.Join(dir, "c damaged.xlsx"), good[:len(good)/2])
	save(t, filepath.Join(dir, "d foreign.xlsx"), []byte("no workbook"))
	draft := dossier(t, "341623", 1)
	draft.Final = false
	save(t, filepath.Join(dir, "e draft.xlsx"), written(t, draft))
	save(t, filepath.Join(dir, "f points.xlsx"), altered(t, written(t, dossier(t, "341602", 1)), "自评表", "自评得分", "4.50", "1"))
	save(t, filepath.Join(dir, "~$a.xlsx"), []byte("lock"))
	save(t, filepath.Join(dir, "notes.docx"), []byte("x"))

	p := plan(t, b, dir)
	status := map[string]*Item{}
	for _, i := range p.Items {
		status[filepath.Base(i.File)] = i
	}
	if len(status) != 6 {
		t.Fatalf("%d files found: %v", len(status), status)
	}
	said(t, status["a.xlsx"], review.First, "")
	said(t, status["b.xlsx"], review.First, "")
	said(t, status["c damaged.xlsx"], Skipped, "损坏")
	said(t, status["d foreign.xlsx"], Skipped, "这不是.xlsx工作簿文件")
	said(t, status["e draft.xlsx"], Skipped, "草稿")
	said(t, status["f points.xlsx"], Skipped, "4.50")
	if c := status["f points.xlsx"].Claims; len(c) != 1 || c[0].Got != "4.50" || c[0].Want != "5.00" || c[0].Key != "score/1/self" {
		t.Errorf("claims %v", c)
	}
	if a := status["a.xlsx"]; a.Name != "涡阳县" || a.Version != 1 || a.Printed != a.Code || a.Self != "67.00" {
		t.Error(a.Name, a.Version, a.Printed, a.Code, a.Self)
	}
	if v, _ := b.View(); v.Unit("341621").Received != nil {
		t.Error("a plan changed the book")
	}
	carry(t, b, p)
	if !status["a.xlsx"].Done || status["e draft.xlsx"].Done {
		t.Error("done is wrong")
	}
	v, err := b.View()
	must(t, err)
	for code, there := range map[string]bool{"341621": true, "341622": true, "341623": false, "341602": false} {
		if (v.Unit(code).Received != nil) != there {
			t.Errorf("%s: received %v", code, v.Unit(code).Received)
		}
	}
	n := len(b.Events())
	again := plan(t, b, dir)
	if again.Count(review.Unchanged) != 2 || again.Count(Skipped) != 4 {
		t.Error(again.Words())
	}
	carry(t, b, again)
	if len(b.Events()) != n {
		t.Error("the same files changed the book")
	}
}

// A workbook whose fields were altered has another code than it prints. It is skipped, both codes named, unless it is accepted with a reason,
// which stands in the record; a draft likewise.
func TestAlteredWorkbook(t *testing.T) {
	b, dir := newBook(t), t.TempDir()
	d := dossier(t, "341621", 1)
	bad := save(t, filepath.Join(dir, "a.xlsx"), altered(t, written(t, d), "填报数据", "值", "9", "5.3", "articles"))
	p := plan(t, b, bad)
	i := p.Items[0]
	said(t, i, Skipped, "封面上的核对码不符：封面上是"+d.Code())
	if i.Code == i.Printed || i.Printed != d.Code() || !i.Ask {
		t.Error(i.Code, i.Printed, i.Ask)
	}
	refused(t, p.Accept(b, bad, "  "), "要写明理由")
	refused(t, p.Accept(b, "other", "x"), "没有“other”")
	must(t, p.Accept(b, bad, "县里来函更正"))
	said(t, i, review.First, "")
	refused(t, p.Accept(b, filepath.Join(dir, "a.xlsx")+"x", "x"), "没有")
	carry(t, b, p)
	v, err := b.View()
	must(t, err)
	if e := v.Unit("341621").Received; e == nil || e.Reason != "县里来函更正" || e.Data[review.DataCode] != i.Code {
		t.Errorf("%+v", e)
	}
	wrong := save(t, filepath.Join(dir, "b.xlsx"), written(t, dossier(t, "341622", 1)))
	refused(t, plan(t, b, wrong).Accept(b, wrong, "x"), "不需要")
}

// A workbook is read by the book's own rules: one of another rulebook, of other rules under the same name, of a county that is not listed.
func TestOtherRules(t *testing.T) {
	dir := t.TempDir()
	rules := formtest.Rules(t)
	own, err := scoring.LoadEdition("own", []byte(strings.ReplaceAll(rules, "341621", "990001")))
	must(t, err)
	b := bookOf(t, own)
	good := save(t, filepath.Join(dir, "a.xlsx"), written(t, dossier(t, "341622", 1)))
	gone := save(t, filepath.Join(dir, "b.xlsx"), written(t, dossier(t, "341621", 1)))
	e, err := scoring.LoadEdition("next", []byte(strings.Replace(rules, `id = "bozhou-2017"`, `id = "bozhou-2099"`, 1)))
	must(t, err)
	other := save(t, filepath.Join(dir, "c.xlsx"), written(t, under(e, dossier(t, "341623", 1))))
	e2, err := scoring.LoadEdition("changed", []byte(strings.Replace(rules, `each = "0.5"`, `each = "0.25"`, 1)))
	must(t, err)
	if e2.Hash() == own.Hash() {
		t.Fatal("the rules are the same")
	}
	changed := save(t, filepath.Join(dir, "d.xlsx"), written(t, under(e2, dossier(t, "341623", 1))))
	p, err := New(t.Context(), b, []string{good, gone, other, changed}, Options{Editions: []*scoring.Edition{e, e2}})
	must(t, err)
	said(t, p.Items[0], review.First, "")
	said(t, p.Items[1], Skipped, "没有代码为“341621”的单位")
	said(t, p.Items[2], Skipped, "bozhou-2099")
	said(t, p.Items[3], Skipped, "计分规则与这份汇总不同")
	if p.Items[2].Ask || !p.Items[3].Ask {
		t.Error("what can be accepted is wrong")
	}
	p = plan(t, b, other)
	said(t, p.Items[0], Skipped, "没有这一年度的考核指标")
}

// A draft is skipped; asked for with a reason it comes in, and the finalized version takes its place without being asked for.
func TestDraftIsAskedFor(t *testing.T) {
	b, dir := newBook(t), t.TempDir()
	d := dossier(t, "341621", 1)
	d.Final = false
	draft := save(t, filepath.Join(dir, "a.xlsx"), written(t, d))
	p := plan(t, b, draft)
	said(t, p.Items[0], Skipped, "工作簿是草稿，没有定稿")
	must(t, p.Accept(b, draft, "先行预审"))
	carry(t, b, p)
	v, err := b.View()
	must(t, err)
	s, err := b.Submission(v.Unit("341621").Received)
	must(t, err)
	if s.Final || v.Unit("341621").Received.Reason != "先行预审" {
		t.Errorf("%+v", v.Unit("341621").Received)
	}
	said(t, plan(t, b, draft).Items[0], review.Unchanged, "")
	said(t, plan(t, b, save(t, filepath.Join(dir, "b.xlsx"), written(t, dossier(t, "341621", 1)))).Items[0], review.Updated, "")
}

// under gives a dossier under another edition.
func under(e *scoring.Edition, d *forms.Dossier) *forms.Dossier {
	s := review.Submission{Values: review.ValuesOf(d), Version: d.Version, Final: d.Final}
	return s.Dossier(e)
}

// A second version reopens what was decided on other facts, and says so beforehand; an older one is only kept; two contents of one version in
// one plan are both left.
func TestVersions(t *testing.T) {
	b, dir := newBook(t), t.TempDir()
	one := save(t, filepath.Join(dir, "1.xlsx"), written(t, dossier(t, "341621", 1)))
	story := forms.Change{Path: forms.NarrativePath("5"), New: "完成情况另写"}
	two := save(t, filepath.Join(dir, "2.xlsx"), written(t, dossier(t, "341621", 2, story)))
	rival := save(t, filepath.Join(dir, "3.xlsx"), written(t, dossier(t, "341621", 2, forms.Change{Path: forms.NarrativePath("5"), New: "第三种"})))

	both := plan(t, b, two, one) // together, the newer first
	said(t, both.Items[0], review.Updated, "")
	said(t, both.Items[1], review.First, "")
	p := plan(t, b, one)
	carry(t, b, p)
	must(t, b.Decide(bureau, review.Decision{County: "341621", Indicator: 5, Stage: review.StageInitial, Score: "7", Reason: "缺一篇"}))
	must(t, b.Decide(bureau, review.Decision{County: "341621", Indicator: 4, Stage: review.StageInitial, Score: "1", Reason: "少"}))
	p = plan(t, b, two, rival)
	said(t, p.Items[0], Skipped, "“2.xlsx”与“3.xlsx”是同一版")
	said(t, p.Items[1], Skipped, "“2.xlsx”与“3.xlsx”是同一版")
	p = plan(t, b, two)
	if !slices.Equal(p.Items[0].Reopens, []int{5}) {
		t.Errorf("reopens %v", p.Items[0].Reopens)
	}
	carry(t, b, p)
	v, err := b.View()
	must(t, err)
	if s := v.Cell("341621", 5).State; s != review.Stale {
		t.Error(s)
	}
	if s := v.Cell("341621", 4).State; s != review.InitiallyScored {
		t.Error(s)
	}
	other := save(t, filepath.Join(dir, "4.xlsx"), written(t, dossier(t, "341621", 1, forms.Change{Path: forms.NarrativePath("5"), New: "更早"})))
	p = plan(t, b, other, one)
	said(t, p.Items[0], Skipped, "同一版")
	p = plan(t, b, other)
	said(t, p.Items[0], review.Older, "")
	if plan, done := Label(review.Older, true), Label(review.Older, false); plan != "可以收下，只留存备查" || done != "已收下，只留存备查" {
		t.Errorf("an older version is %q, then %q", plan, done)
	}
	carry(t, b, p)
	if v, _ := b.View(); v.Unit("341621").Version != 2 {
		t.Error("an older version took the place of the newer")
	}
}
