package workbook

import (
	"bytes"
	"math/rand/v2"
	"testing"

	"zicha/forms"
	"zicha/forms/formtest"
	"zicha/scoring"
	"zicha/scoring/soak"
)

// However a finalized workbook is spoilt: it is refused in a sentence, or comes to the code printed on it, or is told to be altered.
func TestDamagedWorkbooks(t *testing.T) {
	d, other := formtest.Perfect(t), formtest.Perfect(t)
	other.Apply(forms.Change{Path: forms.RemarkPath(1), Old: other.Get(forms.RemarkPath(1)), New: "别的"})
	d.Final, other.Final = true, true
	good, another := written(t, d), written(t, other)
	r := rand.New(rand.NewPCG(14, 7))
	kept, tally := soak.Kept{Data: good, Before: another, Another: another}, soak.Tally{}
	rounds := soak.Times(60, 100_000)
	for range rounds {
		how, bad := kept.Damage(r)
		book, err := Read(t.Context(), bytes.NewReader(bad), []*scoring.Edition{d.Edition})
		switch {
		case err != nil && formtest.Jargon(err.Error()) != "":
			t.Errorf("%s: %q in %s", how, formtest.Jargon(err.Error()), err)
		case err != nil:
			tally.Add(how, "told")
		case book.Dossier.Code() == d.Code():
			tally.Add(how, "the same")
		case len(book.Altered(t.Context(), d.Code())) == 0 && len(book.Problems) == 0:
			t.Errorf("%s: another content, and not a word", how)
		default:
			tally.Add(how, "told to be altered")
		}
	}
	soak.Report(t, "%d damaged workbooks: %v", rounds, tally)
}
