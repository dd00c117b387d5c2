package forms_test

import (
	"testing"

	"zicha/forms"
	"zicha/forms/formtest"
)

// A date typed without its year is of the assessed one, in the papers about the assessment of the time they are written in; in a row with a
// month the day alone will do. What is a whole date already, or none, stays as it is typed.
func TestDatesTypedShort(t *testing.T) {
	d := forms.New(formtest.Edition(t), nil) // of 2017
	d.Apply(d.AddRows("23.1", map[string]string{"month": "3"}, map[string]string{"title": "甲"})...)
	rows := d.Rows("23.1")
	march, none := forms.CellPath("23.1", rows[0].ID, "date"), forms.CellPath("23.1", rows[1].ID, "date")
	article := forms.CellPath("5.3", forms.NewID(), "date")
	for _, c := range []struct {
		at         forms.Path
		text, want string
	}{
		{article, "3月5日", "2017-03-05"},
		{article, "3月5号", "2017-03-05"},
		{article, "３月５日", "2017-03-05"},
		{article, "3-5", "2017-03-05"},
		{article, "3.5", "2017-03-05"},
		{article, "12/31", "2017-12-31"},
		{article, "3月", "3月"},
		{article, "2月30日", "2月30日"},
		{article, "13.1", "13.1"},
		{article, "5", "5"},
		{article, "5日", "5日"},
		{article, "2016-3-5", "2016-3-5"},
		{article, "20170305", "20170305"},
		{article, "", ""},
		{march, "9", "2017-03-09"},
		{march, "9日", "2017-03-09"},
		{march, "31", "2017-03-31"},
		{march, "32", "32"},
		{march, "4月1日", "2017-04-01"},
		{none, "9", "9"},
		{forms.ProfilePath("date"), "1月26日", "2018-01-26"},
		{forms.ProfilePath("date"), "12月29日", "2017-12-29"},
		{forms.DepartmentPath("a", forms.DepartmentDue), "1-19", "2018-01-19"},
		{forms.EvidencePath("a", forms.AttrDate), "3月2日", "2017-03-02"},
		{forms.EvidencePath("a", forms.AttrTitle), "3月2日", "3月2日"},
		{forms.CellPath("23.1", rows[0].ID, "kind"), "守信", "守信联合激励"},
	} {
		if got := d.Typed(c.at, c.text); got != c.want {
			t.Errorf("%s in %s is %q, want %q", c.text, c.at, got, c.want)
		}
	}
}
