package workbook

import (
	"testing"

	"zicha/forms"
	"zicha/forms/answers"
	"zicha/forms/formtest"
	"zicha/scoring"
)

// TestPartsComeBack: all that is asked under rulebooks with pools, sections outside the total and 不涉及 comes back out of a workbook and
// of an answers file, the marks and their evidence too, and the code covers them.
func TestPartsComeBack(t *testing.T) {
	for _, name := range []string{"pool", "bonus", "weights", "veto"} {
		d := formtest.FullOf(t, formtest.Parts(t, name))
		same(t, d, read(t, written(t, d), d))
		data, err := answers.Encode(d)
		if err != nil {
			t.Fatal(err)
		}
		back, err := answers.Decode(data, []*scoring.Edition{d.Edition})
		if err != nil {
			t.Fatal(name, err)
		}
		marks := 0
		for _, c := range d.Edition.Asked() {
			for _, f := range c.Fields {
				p := forms.AnswerPath(c.ID, f.Key)
				if d.Get(p) == "" || back.Get(p) != d.Get(p) {
					t.Errorf("%s: %s is %q in the answers file, want %q", name, p, back.Get(p), d.Get(p))
				}
				if !c.IsMark() {
					continue
				}
				marks++
				other := d.Clone()
				other.Apply(forms.Change{Path: p})
				if other.Code() == d.Code() {
					t.Errorf("%s: the code does not cover %s", name, p)
				}
			}
		}
		if (marks == 0) != (name == "pool") {
			t.Errorf("%s: %d fields of marks", name, marks)
		}
	}
}
