package feedback_test

import (
	"math/rand/v2"
	"reflect"
	"testing"

	"zicha/forms/feedback"
	"zicha/forms/formtest"
	"zicha/scoring/soak"
)

// However a feedback file is spoilt: it is refused in a sentence, or says exactly what it said.
func TestDamagedFeedback(t *testing.T) {
	good, before := encoded(t, result(t)), encoded(t, back(t))
	want, err := feedback.Decode("a.fankui", good)
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(14, 6))
	kept, tally := soak.Kept{Data: good, Before: before, Another: before}, soak.Tally{}
	rounds := soak.Times(500, 100_000)
	for range rounds {
		how, bad := kept.Damage(r)
		got, err := feedback.Decode("a.fankui", bad)
		switch {
		case err != nil && formtest.Jargon(err.Error()) != "":
			t.Errorf("%s: %q in %s", how, formtest.Jargon(err.Error()), err)
		case err != nil:
			tally.Add(how, "told")
		case !reflect.DeepEqual(got, want) && string(bad) != string(before):
			t.Errorf("%s: says something else: %s", how, bad)
		default:
			tally.Add(how, "the same")
		}
	}
	soak.Report(t, "%d damaged feedback files: %v", rounds, tally)
}
