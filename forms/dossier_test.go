package forms_test

import (
	"math/rand/v2"
	"reflect"
	"testing"

	"zicha/assets"
	"zicha/forms"
	"zicha/forms/formtest"
	"zicha/scoring"
)

// TestRowsAndEvidenceFollowEveryChange: whatever changes, rows and evidence are those of a dossier made anew of the same values, in
// the dossier and in a copy taken before.
func TestRowsAndEvidenceFollowEveryChange(t *testing.T) {
	d := formtest.Perfect(t)
	random := rand.New(rand.NewPCG(1, 2))
	for i := range 300 {
		before := d.Clone()
		evidence := before.AllEvidence()
		paths := d.Paths()
		p := paths[random.IntN(len(paths))]
		switch i % 3 {
		case 0:
			d.Apply(forms.Change{Path: p, Old: d.Get(p)})
		case 1:
			changes := d.AddRows("5.3", map[string]string{"title": string(p.Kind())})
			d.Apply(changes...)
		default:
			_, changes, err := d.AddEvidence("6.2", forms.Evidence{Title: string(p)})
			if err != nil {
				t.Fatal(err)
			}
			d.Apply(changes...)
		}
		fresh := forms.New(d.Edition, d.Values())
		if !reflect.DeepEqual(d.Answers(), fresh.Answers()) || !reflect.DeepEqual(d.AllEvidence(), fresh.AllEvidence()) {
			t.Fatalf("after change %d of %s the dossier reads other rows or evidence than its values say", i, p)
		}
		if !reflect.DeepEqual(before.AllEvidence(), evidence) {
			t.Fatalf("change %d of %s shows in the copy", i, p)
		}
	}
}

// TestBackedScores: per indicator the points that evidence stands behind, and their sum.
func TestBackedScores(t *testing.T) {
	d := formtest.Perfect(t)
	if got := d.Scores(); got.Backed.Self != got.Card.Self {
		t.Errorf("backed %v, claimed %v", got.Backed.Self, got.Card.Self)
	}
	for _, e := range d.AllEvidence() {
		changes, err := d.RemoveEvidence(e.ID, "测试")
		if err != nil {
			t.Fatal(err)
		}
		d.Apply(changes...)
	}
	for _, res := range d.Scores().Backed.Indicators {
		if res.Indicator.Source.Self() && res.Known {
			t.Errorf("%d is backed by nothing and has %s", res.Indicator.No, res.Score)
		}
	}
}

// TestBackedTotal: claimed and backed points are out of the same total, whatever is marked 不涉及 and whether evidence stands behind the
// mark. 自评72分 of the example rulebook: without 14 (8分, left out) 64; 12 (8分, averaged) stays in.
func TestBackedTotal(t *testing.T) {
	edition, err := scoring.LoadEdition("shili-2017.toml", assets.EditionExample)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		absent []string
		max    string
	}{{nil, "72"}, {[]string{"14"}, "64"}, {[]string{"12"}, "72"}, {[]string{"12", "14"}, "64"}} {
		values := map[forms.Path]string{}
		for _, no := range c.absent {
			values[forms.AnswerPath(no, scoring.MarkAbsent)], values[forms.AnswerPath(no, scoring.MarkReason)] = "true", "没有"
		}
		d := forms.New(edition, values)
		if s := d.Scores(); s.Card.Self.Max.Short() != c.max || s.Backed.Self.Max != s.Card.Self.Max || s.Backed.Self.Score != 0 {
			t.Errorf("%v: claimed %v, backed %v, want out of %s", c.absent, s.Card.Self, s.Backed.Self, c.max)
		}
	}
}
