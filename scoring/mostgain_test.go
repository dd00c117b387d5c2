package scoring_test

import (
	"testing"

	"zicha/scoring"
)

// TestMostToGain: of the gains at one criterion only the largest counts, and no indicator goes beyond what it can reach.
func TestMostToGain(t *testing.T) {
	e := edition2017(t)
	card := e.Score(scoring.Answers{"1.1": {Values: map[string]string{"issuer": "other", "tasks": "true", "milestones": "true"}}})
	one, nine := e.Criterion("1.1"), e.Criterion("9.1")
	cases := map[string]struct {
		gains []scoring.Gain
		want  scoring.Points
	}{
		"none":           {nil, 0},
		"one criterion":  {[]scoring.Gain{{Criterion: one, Plus: 100}, {Criterion: one, Plus: 200}}, 200},
		"two criteria":   {[]scoring.Gain{{Criterion: one, Plus: 200}, {Criterion: e.Criterion("1.2"), Plus: 100}}, 300},
		"cap":            {[]scoring.Gain{{Criterion: one, Plus: 300}, {Criterion: e.Criterion("1.2"), Plus: 300}}, 400},
		"reachable":      {[]scoring.Gain{{Criterion: nine, Plus: 300}, {Criterion: e.Criterion("9.2"), Plus: 300}}, 500},
		"two indicators": {[]scoring.Gain{{Criterion: one, Plus: 200}, {Criterion: nine, Plus: 300}}, 500},
	}
	for name, c := range cases {
		if got := card.MostToGain(c.gains); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}
