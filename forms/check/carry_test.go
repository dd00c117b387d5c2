package check_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/check"
	"zicha/forms/formtest"
	"zicha/scoring"
)

// nextYear is the rulebook of another year: indicator 5 has another text, 24.1 is gone, everything else is as it was.
func nextYear(t testing.TB) *scoring.Edition {
	t.Helper()
	text := strings.NewReplacer(`id = "bozhou-2017"`, `id = "bozhou-2018"`, "\nyear = 2017\n", "\nyear = 2018\n", `"2018-01-29"`, `"2019-01-29"`, `"2018-02-05"`, `"2019-02-05"`,
		"县、区级层面开展诚信文化主题宣传活动的，得4分", "县、区级层面每季度开展诚信文化主题宣传活动的，得4分",
		`text = "印发个人`, `text = " 印发 个人`).Replace(formtest.Rules(t))
	from, to := strings.Index(text, "[[section.indicator.criterion]]\nid = \"24.1\""), strings.Index(text, "[[section.indicator.criterion]]\nid = \"24.2\"")
	text = text[:from] + strings.Replace(text[to:], `id = "24.2"`, `id = "24.1"`, 1) // ids are counted anew
	e, err := scoring.LoadEdition("bozhou-2018.toml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func carry(t testing.TB, old *forms.Dossier, e *scoring.Edition) (check.Carried, *forms.Dossier) {
	t.Helper()
	plan, err := check.Carry(old, e)
	if err != nil {
		t.Fatal(err)
	}
	return plan, forms.New(e, plan.Values)
}

// Answers and registers of unchanged indicators come over unconfirmed and are the same; the others, and what was written, are notes.
func TestCarry(t *testing.T) {
	old, e := formtest.Perfect(t), nextYear(t)
	old.Apply(forms.Change{Path: forms.RedHeadPath, New: "true"})
	plan, d := carry(t, old, e)
	if !d.RedHead() {
		t.Error("the room of the red head is gone")
	}
	for _, c := range e.Criteria() {
		changed, was := c.Indicator.No == 5, c.ID
		if c.ID == "24.1" {
			was = "24.2"
		}
		if d.Unconfirmed(c.ID) == changed || slices.Contains(plan.Kept, c.ID) == changed {
			t.Errorf("%s: unconfirmed %v, kept %v", c.ID, d.Unconfirmed(c.ID), slices.Contains(plan.Kept, c.ID))
		}
		if (d.LastYear(c.ID) != "") != changed {
			t.Errorf("%s: the note is %q", c.ID, d.LastYear(c.ID))
		}
		for _, f := range c.Fields {
			want := old.Get(forms.AnswerPath(was, f.Key))
			if changed {
				want = ""
			}
			if got := d.Get(forms.AnswerPath(c.ID, f.Key)); got != want {
				t.Errorf("%s %s: %q, want %q", c.ID, f.Key, got, want)
			}
		}
		rows := old.Rows(was)
		if changed {
			rows = nil
		}
		if got := d.Rows(c.ID); len(got) != len(rows) || len(rows) > 0 && !maps.Equal(got[len(rows)-1].Cells, rows[len(rows)-1].Cells) {
			t.Errorf("%s: rows %v, want %v", c.ID, got, rows)
		}
	}
	if got := d.LastYear("5.3"); !strings.HasPrefix(got, "（2017年度）") || !strings.Contains(got, "台账") || !strings.Contains(got, "稿件1") {
		t.Errorf("the note of 5.3 is %q", got)
	}
	if got := d.LastYear("24"); !strings.Contains(got, "24.1 2016年批复的区域示范：") || !slices.ContainsFunc(plan.Changed, func(s string) bool { return strings.HasPrefix(s, "24.1 ") }) {
		t.Errorf("the note of 24 is %q, told %q", got, plan.Changed)
	}
	for _, part := range []string{"overall", "problems", "plans", "5", "7"} {
		if d.Narrative(part) != "" || !strings.Contains(d.LastYear(part), old.Narrative(part)) {
			t.Errorf("%s: written %q, noted %q", part, d.Narrative(part), d.LastYear(part))
		}
	}
	for _, key := range []string{"signatory", "kind", "recipient", "contact", "phone", "preparer", "checker", "head"} {
		if d.Profile(key) != old.Profile(key) {
			t.Errorf("%s is %q", key, d.Profile(key))
		}
	}
	if d.Profile("date") != "" || d.Profile("number") != "" || len(d.AllEvidence()) != 0 || d.Get(forms.RemarkPath(5)) != "" {
		t.Error("the date, the number, a remark or evidence came over")
	}
	if old.Get(forms.CountyPath("code")) != d.Get(forms.CountyPath("code")) || old.County() != d.County() {
		t.Error("another county")
	}
}

// Spaces and widths of an official text make no other text; the hash goes by the text alone, so a new number changes nothing.
func TestCarryGoesByTheText(t *testing.T) {
	old := formtest.Perfect(t)
	text := strings.NewReplacer(`id = "bozhou-2017"`, `id = "x"`, "；", ";", "，", "， ").Replace(formtest.Rules(t))
	e, err := scoring.LoadEdition("x.toml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	if plan, _ := carry(t, old, e); len(plan.Changed) != 0 || len(plan.Kept) != len(e.Criteria()) || len(plan.Notes) != 1 {
		t.Errorf("kept %d, changed %q, noted %q", len(plan.Kept), plan.Changed, plan.Notes)
	}
}

// Nothing unconfirmed is printed or covered by the code, and nothing unconfirmed is finalized.
func TestUnconfirmed(t *testing.T) {
	_, d := carry(t, formtest.Perfect(t), nextYear(t))
	code := d.Code()
	errorsOf := func(criterion string) int {
		n := 0
		for _, p := range check.Dossier(d, d.Score(), "2019-01-27") {
			if p.Code == "unconfirmed" && p.Criterion == criterion && p.Severity == forms.Error && strings.Contains(p.Message, "沿用上年，尚未确认") {
				n++
			}
		}
		return n
	}
	if errorsOf("6.1") != 1 || errorsOf("5.1") != 0 {
		t.Errorf("6.1 has %d, 5.1 %d", errorsOf("6.1"), errorsOf("5.1"))
	}
	hints := 0
	for _, p := range check.Dossier(d, d.Score(), "2019-01-27") {
		if p.Code == "last_year" && p.Severity == forms.Hint {
			hints++
		}
	}
	if hints != 3 {
		t.Errorf("%d hints at last year's answers of indicator 5", hints)
	}
	d.Apply(d.Confirm("6.1")...)
	if errorsOf("6.1") != 0 || errorsOf("6.2") != 1 || d.Code() != code {
		t.Error("confirming touched something else")
	}
	changes, err := d.Change(forms.AnswerPath("6.2", "met"), "否")
	if err != nil {
		t.Fatal(err)
	}
	settled := d.Settled(changes)
	d.Apply(settled...)
	if d.Unconfirmed("6.2") || !d.Unconfirmed("6.3") || !strings.HasPrefix(d.Describe(settled), "6.2 ") {
		t.Errorf("a change: %s", d.Describe(settled))
	}
	d.Apply(formtest.Inverse(settled)...)
	if !d.Unconfirmed("6.2") {
		t.Error("taking the change back does not bring the mark back")
	}
	row := d.AddRows("10.1", map[string]string{"name": "新部门"})
	d.Apply(d.Settled(row)...)
	if d.Unconfirmed("10.1") {
		t.Error("a new row leaves the mark")
	}
	remark, err := d.Change(forms.RemarkPath(7), "备注")
	if err != nil || len(d.Settled(remark)) != 1 {
		t.Errorf("a remark settles %v, %v", d.Settled(remark), err)
	}
}

func TestCarryRefuses(t *testing.T) {
	nameless := forms.New(formtest.Edition(t), nil)
	if _, err := check.Carry(nameless, nextYear(t)); err == nil || !strings.Contains(err.Error(), "未填单位名称") {
		t.Errorf("said %v", err)
	}
	_, later := carry(t, formtest.Perfect(t), nextYear(t))
	if _, err := check.Carry(later, formtest.Edition(t)); err == nil || !strings.Contains(err.Error(), "2018年度的，不能用来新建2017年度") {
		t.Errorf("said %v", err)
	}
}

// An item of evidence comes without number, files, state and date's excuse, and goes to the criteria there are.
func TestCarryEvidence(t *testing.T) {
	old := formtest.Perfect(t)
	plan, _ := carry(t, old, nextYear(t))
	row := old.Rows("10.1")[0].ID
	item, criterion, ok := plan.Evidence(forms.Evidence{
		ID: "x", Number: "5-07", Title: "名单", Date: "2017-05-06", Keep: "确需保留", Criteria: []string{"24.1", "10.1", "5.1"},
		Rows: []string{"10.1#" + row, "5.3#y"}, Expect: []string{"10.1#1", "5.1#2", "24.1#1"}, Files: []forms.FileRef{{Name: "a"}},
	})
	if !ok || criterion != "10.1" || !slices.Equal(item.Criteria, []string{"10.1", "5.1"}) || !slices.Equal(item.Rows, []string{"10.1#" + row}) ||
		!slices.Equal(item.Expect, []string{"10.1#1"}) || item.ID+item.Number+item.Keep != "" || item.Files != nil || item.Date != "2017-05-06" {
		t.Errorf("%v %s %+v", ok, criterion, item)
	}
	if _, _, ok := plan.Evidence(forms.Evidence{Criteria: []string{"24.1"}}); ok {
		t.Error("an item without a criterion")
	}
	if _, criterion, _ := plan.Evidence(forms.Evidence{Criteria: []string{"24.2"}}); criterion != "24.1" {
		t.Errorf("the item of 24.2 goes to %q", criterion)
	}
	if _, _, ok := plan.Evidence(forms.Evidence{Criteria: []string{"10.1"}, Removed: true}); ok {
		t.Error("an item that was removed")
	}
}

// A note of last year's register says what the screen said: options by their labels.
func TestCarriedRowsInWords(t *testing.T) {
	old := forms.New(formtest.Edition(t), forms.Begin(formtest.Edition(t), "341621", ""))
	old.Apply(old.AddRows("23.1", map[string]string{"month": "3", "kind": "incentive", "title": "红榜"}, map[string]string{"kind": "punishment"})...)
	text := strings.NewReplacer(`id = "bozhou-2017"`, `id = "x"`, "每月报送守信联合激励和失信联合惩戒案例各1例", "每季度报送守信联合激励和失信联合惩戒案例各1例").Replace(formtest.Rules(t))
	e, err := scoring.LoadEdition("x.toml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	plan, d := carry(t, old, e)
	if got := d.LastYear("23.1"); got != "（2017年度）台账2行：3 守信联合激励 红榜、失信联合惩戒" || len(plan.Kept) != 0 || !slices.Equal(plan.Changed, []string{"23.1 典型案例报送：评分标准有变化，只作备注"}) {
		t.Errorf("%q, kept %q, changed %q", got, plan.Kept, plan.Changed)
	}
}

// A dossier without its county's code or name cannot be carried over; a name the new list words otherwise is told.
func TestCarryNamesTheCounty(t *testing.T) {
	e := nextYear(t)
	for _, p := range []forms.Path{"county/code", "county/name"} {
		old := formtest.Perfect(t)
		old.Apply(forms.Change{Path: p})
		if _, err := check.Carry(old, e); err == nil || err.Error() != "上年档案未填单位名称和行政区划代码，无法确定是哪个县（区）的，没有新建。请先在上年档案里补填" {
			t.Errorf("without %s: %v", p, err)
		}
	}
	old := formtest.Perfect(t)
	name := old.County()
	old.Apply(forms.Change{Path: "county/name", New: "旧名县"}, forms.Change{Path: "narrative/5", New: "办了活动。"}, forms.Change{Path: "narrative/overall", New: "总体。"})
	plan, d := carry(t, old, e)
	if want := []string{"单位名称按考核指标的名单改为“" + name + "”，上年是“旧名县”"}; !slices.Equal(plan.Notes, want) {
		t.Errorf("%q", plan.Notes)
	}
	if d.LastYear("5") != "（2017年度）办了活动。" || d.LastYear("overall") != "（2017年度）总体。" {
		t.Errorf("%q %q", d.LastYear("5"), d.LastYear("overall"))
	}
	place := func(id string) int {
		return slices.IndexFunc(e.Criteria(), func(c *scoring.Criterion) bool { return c.ID == id })
	}
	if !slices.IsSortedFunc(plan.Kept, func(a, b string) int { return place(a) - place(b) }) || len(plan.Kept) < 20 {
		t.Errorf("kept %q", plan.Kept)
	}
}
