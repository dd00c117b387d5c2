package sheets_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/sheets"
	"zicha/scoring"
)

// all gives every indicator to one of three departments.
const all = "县发展改革委 | 1 2 3 4 7 8 9 20 21 23 24 25\n县委宣传部 | 5 6 15 16\n县信息中心 | 10 11 12 13 14 17 18 19 22\n"

// What is sent out filled in and comes back unchanged changes nothing.
func TestUnchangedSheetsChangeNothing(t *testing.T) {
	c := sample(t, all)
	paths := c.out(t, true)
	p := c.plan(t, paths["县发展改革委"], paths["县委宣传部"], paths["县信息中心"])
	if len(p.Items) != 0 || p.Same < 60 {
		t.Errorf("%d items, %d the same", len(p.Items), p.Same)
	}
	for _, it := range p.Items {
		t.Errorf("%s: %q, %+v", it.Title, it.Mine, it.Offers)
	}
	for _, n := range p.Notes {
		if n.Severity != forms.Hint && !strings.Contains(n.Message, "这一行加入后不计数") { // the sample has such a row
			t.Errorf("told: %+v", n)
		}
	}
}

// The sample's answers go through the sheets into an empty dossier of the same county, and are the same there. One step back for each department takes all of it away.
func TestEveryAnswerComesBack(t *testing.T) {
	from := sample(t, all)
	paths := from.out(t, true)
	to := county{dir: t.TempDir()}
	d := from.Dossier()
	values := d.Values()
	for p := range values {
		switch p.Kind() {
		case "answer", "row", "evidence", "file", "seq":
			delete(values, p)
		}
	}
	to.File = createWith(t, filepath.Join(to.dir, "空.zicha"), values)
	var list []string
	for _, path := range paths {
		list = append(list, path)
	}
	slices.Sort(list)
	for _, path := range list {
		clearEvidence(t, path)
	}
	p := to.plan(t, list...)
	if p.Open() != 0 {
		t.Errorf("%d conflicts with an empty dossier", p.Open())
	}
	to.take(t, p)
	got := to.Dossier()
	for _, crit := range d.Edition.Criteria() {
		for _, f := range crit.Fields {
			want := d.Get(forms.AnswerPath(crit.ID, f.Key))
			if f.By == "city" {
				want = ""
			}
			if have := got.Get(forms.AnswerPath(crit.ID, f.Key)); have != want {
				t.Errorf("%s %s: %q, want %q", crit.ID, f.Label, have, want)
			}
		}
		if want, have := cells(distinct(crit, d.Rows(crit.ID))), cells(got.Rows(crit.ID)); !slices.Equal(want, have) {
			t.Errorf("%s: rows\n%v\nwant\n%v", crit.ID, have, want)
		}
	}
	if dep, _ := got.DepartmentNamed("县委宣传部"); dep.Returned != today {
		t.Errorf("returned %q", dep.Returned)
	}
	words, _ := to.CanUndo()
	if !strings.HasPrefix(words, "收回") || !strings.Contains(words, "的填报表") {
		t.Errorf("the step is called %q", words)
	}
	_, _, err := to.Undo() // the sheets came back together
	must(t, err)
	for p := range to.Dossier().Values() {
		if kind := p.Kind(); kind == "answer" || kind == "row" {
			t.Errorf("%s is left after one step back", p)
		}
	}
}

// distinct leaves out rows that repeat an earlier one, which a sheet does not add.
func distinct(c *scoring.Criterion, rows []scoring.Row) []scoring.Row {
	if c.Register == nil || c.Register.Counts == "" {
		return rows
	}
	var out []scoring.Row
	for i, again := range c.Repeats(rows) {
		if !again {
			out = append(out, rows[i])
		}
	}
	return out
}

func cells(rows []scoring.Row) []string {
	var out []string
	for _, r := range rows {
		var keys []string
		for k, v := range r.Cells {
			keys = append(keys, k+"="+v)
		}
		slices.Sort(keys)
		out = append(out, strings.Join(keys, " "))
	}
	return out
}

func TestConflictsAreChosen(t *testing.T) {
	c := newCounty(t, "县公安局 | 9.2 5.3\n县税务局 | 9.2\n县民政局 | 1")
	d := c.Dossier()
	change, err := d.Change(forms.AnswerPath("9.2", "power_items"), "400")
	must(t, err)
	must(t, c.Commit("", change))
	paths := c.out(t, false)
	filled(t, paths["县公安局"], func(b *book) {
		b.answer("9.2/catalogue_items", "133")
		b.answer("9.2/power_items", "４０１")
		b.answer("5.3/articles", "2")
	})
	filled(t, paths["县税务局"], func(b *book) {
		b.answer("9.2/catalogue_items", "134")
		b.answer("9.2/power_items", "401")
	})
	p := c.plan(t, paths["县公安局"], paths["县税务局"])
	byTitle := map[string]*sheets.Item{}
	for _, it := range p.Items {
		byTitle[it.Title] = it
	}
	items, power, articles := byTitle["9.2 目录条目"], byTitle["9.2 权力事项"], byTitle["5.3 刊发宣传稿件"]
	switch {
	case items == nil || power == nil || articles == nil || len(p.Items) != 3:
		t.Fatalf("items %v", byTitle)
	case !items.Open() || items.Mine != "" || len(items.Offers) != 2 || items.Offers[0].Who() != "县公安局" || items.Offers[1].Text != "134":
		t.Errorf("two departments: %+v", items)
	case !power.Open() || power.Mine != "400" || len(power.Offers) != 1 || power.Offers[0].Who() != "县公安局、县税务局":
		t.Errorf("against the dossier: %+v", power)
	case articles.Conflict() || articles.Pick != 0:
		t.Errorf("a blank filled: %+v", articles)
	}
	for _, it := range p.Items {
		it.Prefer(true)
	}
	if p.Open() != 1 || !items.Open() {
		t.Errorf("preferring the sheets leaves %d open; two departments cannot both be right", p.Open())
	}
	c.take(t, p)
	if got := c.Dossier(); got.Get(forms.AnswerPath("9.2", "power_items")) != "401" || got.Get(forms.AnswerPath("9.2", "catalogue_items")) != "" {
		t.Errorf("after taking: %q %q", got.Get(forms.AnswerPath("9.2", "power_items")), got.Get(forms.AnswerPath("9.2", "catalogue_items")))
	}
	var waiting []string
	for _, w := range p.Waiting {
		waiting = append(waiting, w.String())
	}
	if got := strings.Join(waiting, "\n"); !strings.Contains(got, "县民政局：还没有交回；未填1.1、1.2、1.3") || strings.Contains(got, "县税务局：还没有交回") {
		t.Errorf("waiting for:\n%s", got)
	}
	items.Pick = 1
	c.take(t, p)
	if got := c.Dossier().Get(forms.AnswerPath("9.2", "catalogue_items")); got != "134" {
		t.Errorf("chosen: %q", got)
	}
}

// Rows of several departments are added after one another; one that is there already is told and not doubled.
func TestRegistersAreAdded(t *testing.T) {
	c := newCounty(t, "县公安局 | 10\n县税务局 | 10 15")
	paths := c.out(t, false)
	filled(t, paths["县公安局"], func(b *book) { b.row("10.1", "县公安局"); b.row("10.1", "县民政局") })
	filled(t, paths["县税务局"], func(b *book) {
		b.row("10.1", "县税务局")
		b.row("10.1", "县 民政局")
		b.row("15.1", "招投标", "信用报告", "某机构", "2017年9月1日")
		b.row("15.1", "采购", "信用报告", "某机构", "去年")
	})
	p := c.plan(t, paths["县公安局"], paths["县税务局"])
	c.take(t, p)
	d := c.Dossier()
	if got := cells(d.Rows("10.1")); !slices.Equal(got, []string{"name=县公安局", "name=县民政局", "name=县税务局"}) {
		t.Errorf("10.1: %v", got)
	}
	if got := d.Rows("15.1"); len(got) != 2 || got[0].Cells["date"] != "2017-09-01" || got[1].Cells["date"] != "" {
		t.Errorf("15.1: %v", got)
	}
	if got := notes(p); !strings.Contains(got, "县税务局｜台账10.1｜有1行在台账里已经有了") || !strings.Contains(got, "去年") {
		t.Errorf("told:\n%s", got)
	}
	again := c.plan(t, paths["县公安局"], paths["县税务局"])
	if len(again.Items) != 0 {
		t.Errorf("taken again: %+v", again.Items[0])
	}
}

func TestNothingIsWrittenOver(t *testing.T) {
	c := newCounty(t, "县公安局 | 10")
	dir := t.TempDir()
	var names []string
	for range 2 {
		written, err := sheets.Write(context.Background(), c.Dossier(), sheets.Job{Dir: dir})
		must(t, err)
		names = append(names, filepath.Base(written[0].Path))
	}
	if !slices.Equal(names, []string{"涡阳县2017年度自查填报表（县公安局）.xlsx", "涡阳县2017年度自查填报表（县公安局） 2.xlsx"}) {
		t.Errorf("%v", names)
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 2 {
		t.Errorf("%d entries", len(entries))
	}
}

func TestNamesThatNoSystemTakes(t *testing.T) {
	c := newCounty(t, `A/B:局 | 10
a／b：局 | 10
con | 5`)
	if n := len(c.out(t, false)); n != 3 {
		t.Errorf("%d sheets", n)
	}
}

func TestNothingAssigned(t *testing.T) {
	c := newCounty(t, "县公安局")
	if _, err := sheets.Write(context.Background(), c.Dossier(), sheets.Job{Dir: t.TempDir()}); err == nil || !strings.Contains(err.Error(), "还没有给部门分配要点") {
		t.Errorf("%v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	c = newCounty(t, "县公安局 | 10")
	if written, err := sheets.Write(ctx, c.Dossier(), sheets.Job{Dir: t.TempDir()}); err == nil || len(written) != 0 {
		t.Errorf("cancelled: %v %v", written, err)
	}
}

func TestAssignmentsAsText(t *testing.T) {
	c := newCounty(t, "# 说明\n\n县公安局｜5.1、5.3，6 | 2018.1.20 | 张三\r\n县税务局\t10\t\t\t123\n")
	d := c.Dossier()
	dep, _ := d.Department(c.ids["县公安局"])
	if dep.Due != "2018-01-20" || dep.Contact != "张三" || len(d.Assigned(dep.ID)) != 5 {
		t.Errorf("%+v, %d criteria", dep, len(d.Assigned(dep.ID)))
	}
	if tax, _ := d.Department(c.ids["县税务局"]); tax.Phone != "123" {
		t.Errorf("%+v", tax)
	}
	changes, _, err := sheets.ParseAssignments(d, "县公安局 | 无")
	must(t, err)
	d.Apply(changes...)
	if len(d.Assigned(dep.ID)) != 0 || len(d.Departments()) != 2 {
		t.Error("无 takes everything away")
	}
	for text, word := range map[string]string{
		"甲 | 5.9":              "第1行：没有“5.9”",
		"甲 | 5\n乙 | 5 | 下周":    "第2行",
		" | 5":                 "没有写部门名称",
		"甲|5|2018-1-1|a|b|c|d": "最多5栏",
	} {
		if changes, _, err := sheets.ParseAssignments(d, text); err == nil || !strings.Contains(err.Error(), word) || changes != nil {
			t.Errorf("%q: %v, %v", text, changes, err)
		}
	}
}
