package workbook

import (
	"testing"

	"zicha/forms"
	"zicha/forms/formtest"
)

// A workbook carries which files do not count, as the sums with evidence behind them follow from that; and it does not let them count.
func TestDoubtIsCarried(t *testing.T) {
	d := full(t)
	d.Apply(forms.Change{Path: forms.AnswerPath("5.3", "articles"), New: "4"})
	for _, e := range d.Evidence("5.3") {
		changes, err := d.RemoveEvidence(e.ID, "换")
		must(t, err)
		d.Apply(changes...)
	}
	formtest.Attach(t, d, "5.3", forms.Evidence{Title: "甲", Files: []forms.FileRef{{Name: "断.pdf", Place: 1}}})
	before := d.Scores().Backed.Self.Score
	for _, e := range d.AllEvidence() {
		for i := range e.Files {
			e.Files[i].Doubt = forms.DoubtBroken
		}
		d.Apply(d.Redoubt(e.ID, e.Files)...)
	}
	if d.Scores().Backed.Self.Score >= before {
		t.Fatal("nothing was in doubt")
	}
	book := read(t, written(t, d), d)
	if got := forms.Code(book.Lines()); got != d.Code() {
		t.Errorf("the workbook's code is %s, the dossier's %s: %v", got, d.Code(), forms.Compare(d.AllLines(forms.CurrentSchema), book.Lines()))
	}
	for _, e := range d.AllEvidence() {
		d.Apply(d.Accept(e.ID)...)
	}
	accepted := read(t, written(t, d), d)
	for _, e := range d.AllEvidence() {
		d.Apply(d.Redoubt(e.ID, []forms.FileRef{{Doubt: forms.DoubtBroken}})...)
	}
	changes, _, _ := accepted.Plan(d)
	for _, c := range changes {
		if c.Path.Parts().Key == forms.AttrDoubt {
			t.Errorf("importing an older workbook lets a file count: %v", c)
		}
	}
}
