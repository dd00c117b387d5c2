package check_test

import (
	"fmt"
	"slices"
	"testing"

	"zicha/forms"
	"zicha/forms/check"
	"zicha/forms/formtest"
)

// Every date outside the year of its criterion is listed, also one that is kept with a reason, which is no problem to the county.
func TestDates(t *testing.T) {
	d := formtest.Perfect(t)
	if got := check.Dates(d, d.Score(), formtest.Today); len(got) > 0 {
		t.Fatalf("a perfect dossier: %v", got)
	}
	set := func(p forms.Path, v string) { d.Apply(forms.Change{Path: p, New: v}) }
	row := d.Rows("5.3")[0].ID
	set(forms.CellPath("5.3", row, "date"), "2016-12-31")
	set(forms.EvidencePath("e1.1", forms.AttrDate), "2018-01-05")
	set(forms.EvidencePath("e1.1", forms.AttrKeep), "年前已审定")
	set(forms.EvidencePath("e2.1", forms.AttrDate), "2018-03-01")
	set(forms.EvidencePath("e24.1", forms.AttrDate), "2016-05-06") // as it should be: G13
	set(forms.EvidencePath("e3.1", forms.AttrDate), "2016-05-06")
	set(forms.EvidencePath("e3.1", forms.AttrState), forms.StateRemoved)
	var got []string
	for _, x := range check.Dates(d, d.Score(), formtest.Today) {
		got = append(got, fmt.Sprint(x.Criterion.ID, " ", x.What, " ", x.Date, " ", x.Outside, x.Keep))
	}
	slices.Sort(got)
	want := []string{
		"1.1 佐证1-01的成文日期 2018-01-05 after年前已审定", "2.1 佐证2-01的成文日期 2018-03-01 today", "5.3 5.3 台账第1行日期 2016-12-31 before",
	}
	if !slices.Equal(got, want) {
		t.Errorf("found %q", got)
	}
}
