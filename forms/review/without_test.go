package review

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"zicha/forms"
	"zicha/forms/formtest"
	"zicha/scoring/soak"
)

// Without a ruling counties rank as the whole view without it has them: of random books, with rulings on what they hold and on what the city
// holds, with cells decided and not, with figures of the city's and without, and with counties that sent nothing.
func TestWithoutIsTheWholeView(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 8))
	rounds, differs := soak.Times(6, 100), 0
	for range rounds {
		b := newBookAt(t)
		fillAtRandom(t, b, random)
		for _, r := range []struct{ criterion, rule string }{
			{"10.1", bandRule("departments", 25, 15, random.IntN(3))},
			{"11.1", "kind = \"attain\"\npart = \"updated\"\nstandard = \"standard\"\npoints = \"4\""},
			{"17.1", "kind = \"attain\"\npart = \"reported\"\nstandard = \"standard\"\npoints = \"1\""},
		} {
			effect, err := b.Rule(commission, r.criterion, "另一口径", r.rule)
			must(t, err)
			must(t, b.Apply(effect))
		}
		v := view(t, b)
		for _, r := range v.Rulings {
			got, err := b.without(v, r)
			must(t, err)
			want, err := b.viewWithout(v, r)
			must(t, err)
			for i, w := range want {
				if g := got[i]; g.Code != w.Code || g.Total != w.Total || g.Rank != w.Rank || g.Objective != w.Objective || g.ObjectiveRank != w.ObjectiveRank {
					t.Fatalf("without %s: %s %s第%d, want %s %s第%d", r.Criterion, g.Code, g.Total, g.Rank, w.Code, w.Total, w.Rank)
				}
			}
			for i, p := range v.places() {
				if p.Code != want[i].Code || p.Total != want[i].Total {
					differs++
					break
				}
			}
		}
	}
	if differs < rounds {
		t.Errorf("only %d rulings change anything: the test says little", differs)
	}
}

func bandRule(count string, high, low, least int) string {
	return fmt.Sprintf("kind = \"bands\"\ncount = %q\nbands = [{ from = \"%d\", points = \"3\" }, { from = \"%d\", points = \"2\" }, { from = \"0\", points = \"%d\" }]",
		count, high, low, least)
}

// fillAtRandom gives a book versions, figures and decisions at random.
func fillAtRandom(t *testing.T, b *Book, random *rand.Rand) {
	t.Helper()
	e := formtest.Edition(t)
	for _, u := range e.Units {
		if random.IntN(5) > 0 {
			in := departments(t, u.Code, fmt.Sprint(random.IntN(35)))
			if random.IntN(3) == 0 {
				in = version(t, u.Code, 1, forms.Change{Path: forms.AnswerPath("11.1", "updated"), New: fmt.Sprint(random.IntN(80))})
			}
			receive(t, b, in)
		}
		if random.IntN(3) > 0 {
			_, err := b.SetFigures(bureau, Figure{County: u.Code, Field: "11.1.standard", Value: fmt.Sprint(1 + random.IntN(60))},
				Figure{County: u.Code, Field: "11.1.updated", Value: fmt.Sprint(random.IntN(80))},
				Figure{County: u.Code, Field: "17.1.reported", Value: fmt.Sprint(random.IntN(300))},
				Figure{County: u.Code, Field: "17.1.standard", Value: fmt.Sprint(100 + random.IntN(400))})
			must(t, err)
		}
		for _, no := range []int{2, 10, 11, 17} {
			d := Decision{County: u.Code, Indicator: no, Stage: StageDirect, Score: "1", Reason: "核查"}
			who := commission
			if e.Indicator(no).Source.Self() {
				d.Stage, who = StageInitial, bureau
			}
			if random.IntN(3) > 0 {
				continue
			}
			must(t, b.Decide(who, d))
			if d.Stage == StageInitial && random.IntN(2) == 0 {
				d.Stage = StageConfirmed
				must(t, b.Decide(commission, d))
			}
		}
	}
}
