package formtest

import (
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"zicha/forms"
	"zicha/scoring"
)

// Parts loads one of the rulebooks of scoring/testdata/parts, which have pools, bonus, penalty, 不涉及, weights, grades and vetoes.
func Parts(t testing.TB, name string) *scoring.Edition {
	t.Helper()
	for up := "."; len(up) < 40; up = filepath.Join("..", up) {
		data, err := os.ReadFile(filepath.Join(up, "scoring", "testdata", "parts", name+".toml"))
		if err != nil {
			continue
		}
		e, err := scoring.LoadEdition(name+".toml", data)
		if err != nil {
			t.Fatal(err)
		}
		return e
	}
	t.Fatal("no rulebook", name)
	return nil
}

// FullOf is a dossier of an edition with a value, generated and unlike the others, in every field that is asked, and a piece of evidence
// for each criterion and each mark.
func FullOf(t testing.TB, ed *scoring.Edition) *forms.Dossier {
	t.Helper()
	d := forms.New(ed, forms.Begin(ed, ed.Units[0].Code, ""))
	g := &filling{t, d, 0}
	for _, f := range forms.ProfileFields(ed) {
		g.set(forms.ProfilePath(f.Key), f)
	}
	for _, ind := range ed.Indicators() {
		for _, p := range []forms.Path{forms.NarrativePath(strconv.Itoa(ind.No)), forms.RemarkPath(ind.No)} {
			g.set(p, &scoring.Field{Kind: scoring.KindText})
		}
	}
	for _, c := range ed.Asked() {
		for _, f := range c.Fields {
			g.set(forms.AnswerPath(c.ID, f.Key), f)
		}
		_, changes, err := d.AddEvidence(c.ID, forms.Evidence{Title: "材料" + c.ID})
		if err != nil {
			t.Fatal(err)
		}
		d.Apply(changes...)
	}
	return d
}
