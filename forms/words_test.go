package forms_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/formtest"
)

// Where an item stands in the volume, as the catalogue and the annexes print it.
func TestSpanInWords(t *testing.T) {
	for span, want := range map[forms.Span][2]string{
		{}:                              {"—", ""},
		{First: 1, Last: 1}:             {"1", "汇编第1页"},
		{First: 37, Last: 41}:           {"37—41", "汇编第37页"},
		{First: 7, Last: 7, Volume: 1}:  {"第1册 7", "汇编第1册第7页"},
		{First: 7, Last: 12, Volume: 2}: {"第2册 7—12", "汇编第2册第7页"},
	} {
		if got := [2]string{span.Pages(), span.Cited()}; got != want {
			t.Errorf("%+v: %q, want %q", span, got, want)
		}
	}
}

// What a department has, by key and by the names of the screen.
func TestDepartmentValues(t *testing.T) {
	d := forms.New(formtest.Edition(t), nil)
	id := departments(t, d, "县公安局")[0]
	for _, v := range [][3]string{
		{forms.DepartmentContact, "王晓", "部门“县公安局” 联系人"},
		{forms.DepartmentPhone, "0558-1234567", "部门“县公安局” 联系电话"},
		{forms.DepartmentDue, "2018-01-15", "部门“县公安局” 交回期限"},
		{forms.DepartmentReturned, "2018-01-12", "部门“县公安局” 交回日期"},
	} {
		p := forms.DepartmentPath(id, v[0])
		changes, err := d.Change(p, v[1])
		if err != nil || d.Label(p) != v[2] {
			t.Errorf("%s: %q, %v", v[0], d.Label(p), err)
		}
		d.Apply(changes...)
	}
	got, ok := d.Department(id)
	if !ok || got.Name != "县公安局" || got.Contact != "王晓" || got.Phone != "0558-1234567" || got.Due != "2018-01-15" || got.Returned != "2018-01-12" {
		t.Errorf("%+v %v", got, ok)
	}
	if _, err := d.Change(forms.DepartmentPath(id, forms.DepartmentDue), "月底"); err == nil {
		t.Error("no date was taken for one")
	}
	d.Apply(d.Replace(forms.DepartmentPath(id, forms.DepartmentName), " ")...)
	if got, _ = d.Department(id); got.Title() != "（没有名称的部门）" {
		t.Errorf("without a name it is called %q", got.Title())
	}
	if _, ok := d.DepartmentNamed(" "); ok {
		t.Error("a department is found by no name at all")
	}
	if _, ok := d.Department("other"); ok {
		t.Error("a department nobody added is there")
	}
}

// A name has 60 characters at most; departments of the same place stand by their ids, and one without a place is none.
func TestNamesOfDepartments(t *testing.T) {
	d := forms.New(formtest.Edition(t), map[forms.Path]string{
		"department/b/name": "乙", "department/b/place": "1", "department/a/name": "甲", "department/a/place": "1",
		"department/c/name": "没有次序的", "department/d/place": "0",
	})
	if all := d.Departments(); len(all) != 2 || all[0].Name != "甲" || all[1].Name != "乙" {
		t.Errorf("%+v", all)
	}
	changes, _, refused := d.AddDepartments([]string{strings.Repeat("长", 60), strings.Repeat("很", 61), "甲"})
	if len(changes) != 2 || !slices.Equal(refused, []string{strings.Repeat("很", 61)}) {
		t.Errorf("added %v, refused %v", changes, refused)
	}
	d.Apply(changes...)
	if all := d.Departments(); len(all) != 3 || all[2].Name != strings.Repeat("长", 60) {
		t.Errorf("the new one does not stand last: %+v", all)
	}
}

// Values that are ids or tokens are shown as words.
func TestIDsAsWords(t *testing.T) {
	d := forms.New(formtest.Edition(t), nil)
	ids := departments(t, d, "县公安局", "县税务局")
	for p, c := range map[forms.Path][2]string{
		forms.AssignPath("5.1"):                      {ids[0] + " gone " + ids[1], "县公安局、已删去的部门、县税务局"},
		forms.EvidencePath("x", forms.AttrExpect):    {"5.1#2 5.3#1", "5.1第2种、5.3第1种"},
		forms.UnconfirmedPath("5.1"):                 {"1", "尚未确认"},
		forms.EvidencePath("x", forms.AttrDelivery):  {"separate", "另行报送"},
		forms.EvidencePath("x", forms.AttrState):     {"removed", "已撤销"},
		forms.ProfilePath("kind"):                    {"letter", "函"},
		forms.AnswerPath("1.1", "tasks"):             {"true", "是"},
		forms.FilePath("x", "f"):                     {"as it is", "as it is"},
		forms.RemarkPath(25):                         {"备", "备"},
		forms.Path("remark/26"):                      {"as it is", "as it is"},
		forms.LastYearPath(forms.LastYearOther):      {"去年", "去年"},
		forms.DepartmentPath(ids[0], forms.OrderKey): {"as it is", "as it is"},
	} {
		if got := d.Display(p, c[0]); got != c[1] {
			t.Errorf("%s: %q, want %q", p, got, c[1])
		}
	}
	for _, p := range []forms.Path{"remark/0", "remark/26", "remark/05", "remark/x", "narrative/+5", "unconfirmed/5.9", "assign/5.9", "row/1.1/r/name"} {
		if _, err := d.Field(p); err == nil || err.Error() != "没有“"+string(p)+"”这一项，请检查要点和字段的写法" {
			t.Errorf("%s: %v", p, err)
		}
	}
}

// The names of what a person fills in or reads beside a piece of evidence, in the order of the catalogue.
func TestNamesOfFields(t *testing.T) {
	var got []string
	for _, attr := range []string{
		forms.AttrNumber, forms.AttrTitle, forms.AttrDocNo, forms.AttrDate, forms.AttrIssuer, forms.AttrPages, forms.AttrDelivery, forms.AttrCriteria,
		forms.AttrRows, forms.AttrState, forms.AttrReason, forms.AttrKeep, forms.AttrExpect,
	} {
		f := forms.EvidenceField(attr)
		got = append(got, f.Label+" "+f.Kind)
	}
	want := "编号 text、材料名称 text、文号 text、成文日期 date、印发单位 text、页数 count、报送方式 option、要点 text、台账行 text、状态 option、撤销原因 text、日期说明 text、对应的应附材料 text"
	if strings.Join(got, "、") != want {
		t.Errorf("%s", strings.Join(got, "、"))
	}
	got = nil
	for _, f := range append(forms.ProfileFields(formtest.Edition(t)), forms.LetterParts...) {
		got = append(got, f.Label+" "+f.Kind)
	}
	want = "署名机关 text、文种 option、主送机关 text、文号 text、成文日期 date、联系人 text、联系电话 text、填报人 text、审核人 text、负责人 text、" +
		"自查总体情况 text、存在的主要问题 text、下一步工作打算 text"
	if strings.Join(got, "、") != want {
		t.Errorf("%s", strings.Join(got, "、"))
	}
	if labels := forms.Error.Label() + forms.Warning.Label() + forms.Hint.Label(); labels != "必须处理请核对提示" {
		t.Error(labels)
	}
}

// Problems stand by their gravity, and the worst decides.
func TestGravity(t *testing.T) {
	var all []forms.Problem
	for i, s := range []forms.Severity{forms.Hint, forms.Warning, forms.Error, forms.Hint, forms.Error} {
		all = append(all, forms.Problem{Severity: s, Code: strconv.Itoa(i)})
	}
	for n, want := range []forms.Severity{forms.Hint, forms.Hint, forms.Warning, forms.Error, forms.Error, forms.Error} {
		if got := forms.Worst(all[:n]); got != want {
			t.Errorf("of the first %d: %s", n, got)
		}
	}
	forms.SortProblems(all)
	order := ""
	for _, p := range all {
		order += p.Code
	}
	if order != "24103" {
		t.Errorf("sorted %s", order)
	}
}

// Last year's answers count as confirmed once one of them changes, and are not marked anew by what marks them.
func TestSettled(t *testing.T) {
	d := forms.New(formtest.Edition(t), map[forms.Path]string{"answer/5.1/met": "true"})
	d.Apply(d.Doubt([]string{"5.1", "5.3", "10.1"})...)
	for _, id := range []string{"5.1", "5.3", "10.1"} {
		if !d.Unconfirmed(id) {
			t.Errorf("%s is not marked", id)
		}
	}
	if again := d.Doubt([]string{"5.1"}); len(again) > 0 {
		t.Errorf("marked twice: %v", again)
	}
	mark := func(id string) forms.Change { return forms.Change{Path: forms.UnconfirmedPath(id), Old: "1"} }
	answer, row := forms.Change{Path: "answer/5.1/met", Old: "true"}, forms.Change{Path: "row/10.1/r/name", New: "县公安局"}
	other, marked := forms.Change{Path: "remark/5", New: "备"}, forms.Change{Path: "unconfirmed/5.1", New: "1"}
	for name, c := range map[string][2][]forms.Change{
		"an answer":            {{answer}, {answer, mark("5.1")}},
		"twice the same":       {{answer, answer}, {answer, answer, mark("5.1")}},
		"a row and an answer":  {{row, answer}, {row, answer, mark("10.1"), mark("5.1")}},
		"a remark":             {{other}, {other}},
		"an answer and a mark": {{answer, marked}, {answer, marked}},
		"a remark first":       {{other, answer}, {other, answer, mark("5.1")}},
		"nothing":              {nil, nil},
	} {
		if got := d.Settled(c[0]); !slices.Equal(got, c[1]) {
			t.Errorf("%s: %v", name, got)
		}
	}
	if d.Apply(d.Confirm("5.3")...); d.Unconfirmed("5.3") || len(d.Confirm("5.3")) > 0 {
		t.Error("not confirmed, or confirmed twice")
	}
}
