package sheets_test

import (
	"context"
	"path/filepath"
	"slices"
	"testing"

	"zicha/forms"
	"zicha/forms/formtest"
	"zicha/forms/sheets"
)

// TestMarkGoesToDepartments: whoever is responsible for a criterion of an indicator that may be 不涉及 is asked for its mark too, and both
// come back with what else was filled in.
func TestMarkGoesToDepartments(t *testing.T) {
	ed := formtest.Parts(t, "weights")
	d := formtest.FullOf(t, ed)
	changes, _, err := sheets.ParseAssignments(d, "县财政局\t1、3\n县司法局\t2.1\n")
	must(t, err)
	d.Apply(changes...)
	written, err := sheets.Write(context.Background(), d, sheets.Job{Dir: filepath.Join(t.TempDir(), "填报表"), Prefill: true})
	must(t, err)
	want := map[string][]forms.Path{
		"县财政局": {"answer/1.1/claimed", "answer/3/absent", "answer/3/reason", "answer/3.1/claimed"},
		"县司法局": {"answer/2/absent", "answer/2/reason", "answer/2.1/claimed"},
	}
	for _, w := range written {
		back, err := sheets.Read(t.Context(), w.Path, d)
		must(t, err)
		var got []forms.Path
		for _, v := range back.Values {
			if got = append(got, v.Path); v.Value != d.Get(v.Path) {
				t.Errorf("%s: %q, want %q", v.Path, v.Value, d.Get(v.Path))
			}
		}
		if !slices.Equal(got, want[w.Department.Name]) || len(back.Problems) > 0 {
			t.Errorf("%s: %v (%v), want %v", w.Department.Name, got, back.Problems, want[w.Department.Name])
		}
	}
	if len(written) != 2 || len(d.Unassigned()) != 0 {
		t.Errorf("%d sheets, %v with nobody", len(written), d.Unassigned())
	}
}
