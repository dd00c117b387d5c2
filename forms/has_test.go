package forms_test

import (
	"testing"

	"zicha/forms"
	"zicha/forms/formtest"
)

// A cell belongs to its row, an attribute to its item, a department's name to the department; an answer always has its place.
func TestHas(t *testing.T) {
	d := forms.New(formtest.Edition(t), map[forms.Path]string{
		forms.CellPath("5.3", "r1", forms.OrderKey): "1", forms.EvidencePath("e1", forms.AttrNumber): "5-01",
	})
	changes, _, _ := d.AddDepartments([]string{"县公安局"})
	d.Apply(changes...)
	for p, want := range map[forms.Path]bool{
		forms.CellPath("5.3", "r1", "title"): true, forms.CellPath("5.3", "r2", "title"): false, forms.CellPath("10.1", "r1", "name"): false,
		forms.EvidencePath("e1", forms.AttrTitle): true, forms.EvidencePath("e2", forms.AttrTitle): false,
		forms.DepartmentPath(d.Departments()[0].ID, forms.DepartmentPhone): true, forms.DepartmentPath("d2", forms.DepartmentPhone): false,
		forms.AnswerPath("5.3", "articles"): true, forms.RemarkPath(5): true,
	} {
		if d.Has(p) != want {
			t.Errorf("%s: %t", p, !want)
		}
	}
}
