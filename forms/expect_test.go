package forms_test

import (
	"slices"
	"testing"

	"zicha/forms"
	"zicha/forms/formtest"
	"zicha/forms/merge"
)

// TestExpectIsNotPrinted: assigning changes neither code nor lines, and taking a list of evidence in leaves it alone.
func TestExpectIsNotPrinted(t *testing.T) {
	d := formtest.Perfect(t)
	code, lines := d.Code(), d.Lines(d.Scores().Lines())
	plain := d.Clone()
	plain.Apply(forms.Change{Path: "evidence/e5.1/expect"})
	if plain.Code() != code || !slices.Equal(plain.Lines(plain.Scores().Lines()), lines) {
		t.Error("the assignment is in the comparison code")
	}
	plain.Apply(forms.Change{Path: "evidence/e5.1/title", New: "改过的名称"})
	changes, _ := merge.Plan(d, plain)
	d.Apply(changes...)
	if got := d.Get("evidence/e5.1/expect"); got != "5.1#1 5.1#2" {
		t.Errorf("after taking in the other list: %q", got)
	}
	if d.Get("evidence/e5.1/title") != "改过的名称" {
		t.Error("nothing was taken in")
	}
}
