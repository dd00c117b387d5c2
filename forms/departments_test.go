package forms_test

import (
	"slices"
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/answers"
	"zicha/forms/check"
	"zicha/forms/formtest"
	"zicha/forms/merge"
	"zicha/scoring"
)

// departments adds the names and gives their ids.
func departments(t testing.TB, d *forms.Dossier, names ...string) []string {
	t.Helper()
	changes, _, refused := d.AddDepartments(names)
	if len(refused) > 0 {
		t.Fatalf("refused %v", refused)
	}
	d.Apply(changes...)
	var ids []string
	for _, dep := range d.Departments() {
		ids = append(ids, dep.ID)
	}
	return ids
}

func encoded(t testing.TB, d *forms.Dossier) string {
	t.Helper()
	data, err := answers.Encode(d)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestDepartmentsAreListedOnce(t *testing.T) {
	d := forms.New(formtest.Edition(t), forms.Begin(formtest.Edition(t), "341621", ""))
	departments(t, d, "县公安局", "  ", "县　公安局", "县税务局")
	changes, _, refused := d.AddDepartments([]string{"县民政局", "县税务局", strings.Repeat("很长", 40)})
	d.Apply(changes...)
	var names []string
	for _, dep := range d.Departments() {
		names = append(names, dep.Name)
	}
	if want := []string{"县公安局", "县税务局", "县民政局"}; !slices.Equal(names, want) || len(refused) != 1 {
		t.Errorf("%v, refused %v", names, refused)
	}
	if dep, ok := d.DepartmentNamed("县 民政局"); !ok || dep.Name != "县民政局" {
		t.Errorf("named: %+v %v", dep, ok)
	}
}

func TestAssignments(t *testing.T) {
	d := forms.New(formtest.Edition(t), nil)
	ids := departments(t, d, "县公安局", "县税务局")
	d.Apply(d.AssignCriteria(ids[1], []string{"5.1"})...)
	d.Apply(d.AssignCriteria(ids[0], []string{"5.1", "5.3"})...)
	var names []string
	for _, dep := range d.Responsible("5.1") {
		names = append(names, dep.Name)
	}
	if !slices.Equal(names, []string{"县公安局", "县税务局"}) {
		t.Errorf("5.1 is for %v", names)
	}
	if n, all := len(d.Unassigned()), len(d.Edition.Criteria()); n != all-2 {
		t.Errorf("%d of %d are left", n, all)
	}
	if again := d.AssignCriteria(ids[0], []string{"5.1", "5.3"}); len(again) != 0 {
		t.Errorf("assigning the same changes %v", again)
	}
	change := forms.Change{Path: forms.AssignPath("5.1"), New: d.Get(forms.AssignPath("5.1"))}
	if got := d.Describe([]forms.Change{change}); got != "5.1 责任部门 空白→县税务局、县公安局" {
		t.Errorf("described as %q", got)
	}
	if got := d.Label(forms.DepartmentPath(ids[0], forms.DepartmentPhone)); got != "部门“县公安局” 联系电话" {
		t.Errorf("labelled %q", got)
	}
	if _, err := d.Normalize(forms.DepartmentPath(ids[0], forms.DepartmentDue), "2018.1.20"); err != nil {
		t.Error(err)
	}
	if _, err := d.Normalize(forms.DepartmentPath(ids[0], forms.DepartmentDue), "下周"); err == nil {
		t.Error("a deadline that is no date was taken")
	}
	d.Apply(d.RemoveDepartment(ids[0])...)
	if len(d.Departments()) != 1 || d.Get(forms.AssignPath("5.3")) != "" || d.Get(forms.AssignPath("5.1")) != ids[1] {
		t.Errorf("after removal: %v, 5.1 %q", d.Departments(), d.Get(forms.AssignPath("5.1")))
	}
}

// Who collects what is the county's own affair: code, answers file and what a workbook says stay what they were.
func TestDepartmentsAreNotPrinted(t *testing.T) {
	d := formtest.Perfect(t)
	code, file := d.Code(), encoded(t, d)
	other := d.Clone()
	ids := departments(t, d, "县公安局")
	d.Apply(d.AssignCriteria(ids[0], []string{"5.1", "10.1"})...)
	if d.Code() != code {
		t.Error("the comparison code changed")
	}
	if got := encoded(t, d); got != file {
		t.Error("the answers file changed")
	}
	if changes, _ := merge.Plan(d, other); len(changes) != 0 {
		t.Errorf("an import would change %v", changes)
	}
	if changes, _ := merge.Plan(other, d); len(changes) != 0 {
		t.Errorf("an import would take %v", changes)
	}
	if len(check.Dossier(d, d.Score(), "2018-01-26")) != len(check.Dossier(other, other.Score(), "2018-01-26")) {
		t.Error("the problems changed")
	}
}

func TestProgressOfADepartment(t *testing.T) {
	d := forms.New(formtest.Edition(t), nil)
	id := departments(t, d, "县教育局")[0]
	d.Apply(d.AssignCriteria(id, []string{"6.1", "6.2", "11.1"})...)
	if p := d.ProgressOfAll(d.Score())[id]; p != (forms.Progress{Criteria: 3, Wanted: 2}) || p.Done() {
		t.Errorf("%+v", p)
	}
	for p, v := range map[forms.Path]string{forms.AnswerPath("6.1", "met"): "true", forms.AnswerPath("6.2", "met"): "false", forms.AnswerPath("11.1", "updated"): "3"} {
		d.Apply(forms.Change{Path: p, New: v})
	}
	_, changes, err := d.AddEvidence("6.1", forms.Evidence{Title: "通知"})
	if err != nil {
		t.Fatal(err)
	}
	d.Apply(changes...)
	if p := d.ProgressOfAll(d.Score())[id]; p != (forms.Progress{3, 3, 1, 2}) {
		t.Errorf("%+v", p)
	}
	if blank := forms.BlankCriteria(d.Edition.Score(scoring.Answers{})); !blank["6.1"] {
		t.Error("nothing filled in, but not blank")
	}
}
