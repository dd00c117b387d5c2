package scoring_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"zicha/scoring"
)

// TestDeciding against comparing every rank: the rulings without which a unit would have another.
func TestDeciding(t *testing.T) {
	r := rand.New(rand.NewPCG(12, 5))
	e := judgedBook(t, []scoring.Points{3, 2, 5}, nil)
	for range 50 {
		now := e.Rank(randomUnits(e, 4, r))
		without := map[string][]scoring.Place{}
		want := map[string][]string{}
		for _, criterion := range []string{"1.1", "2.1", "3.1"} {
			without[criterion] = e.Rank(randomUnits(e, 4, r))
			for _, p := range now {
				for _, q := range without[criterion] {
					if p.Code == q.Code && p.Rank != q.Rank {
						want[p.Code] = append(want[p.Code], criterion)
					}
				}
			}
		}
		if got := scoring.Deciding(now, without); !reflect.DeepEqual(got, want) {
			t.Fatalf("%v, not %v", got, want)
		}
	}
}

// TestEffectOfARuling: 0家得1分 instead of 0分 in 10, as the rules score it: the two with nothing gain a point, and one of them a rank.
func TestEffectOfARuling(t *testing.T) {
	e := edition2017(t)
	ruling, err := ruled(e, "10.1", "kind = \"bands\"\ncount = \"departments\"\nbands = [{ from = \"30\", points = \"5\" }, { from = \"20\", points = \"3\" }, { from = \"0\", points = \"1\" }]")
	if err != nil {
		t.Fatal(err)
	}
	rank := func(e *scoring.Edition) []scoring.Place {
		var units []scoring.Contender
		for code, values := range map[string][2]string{"341602": {"0", "4"}, "341621": {"1", "0"}, "341622": {"0", "0"}, "341623": {"30", "0"}} {
			card := e.Score(scoring.Answers{
				"10.1": {Values: map[string]string{"departments": values[0]}}, "5.3": {Values: map[string]string{"articles": values[1]}},
			})
			units = append(units, scoring.Contender{Code: code, Card: &card})
		}
		return e.Rank(units)
	}
	was, is := rank(e), rank(ruling)
	told := func(places []scoring.Place) (text string) {
		for _, p := range places {
			text += fmt.Sprintf("%s %s %d;", p.Code, p.Total, p.Rank)
		}
		return text
	}
	if got, want := told(was)+told(is), "341623 5.00 1;341602 2.00 2;341621 1.00 3;341622 0.00 4;341623 5.00 1;341602 3.00 2;341621 1.00 3;341622 1.00 3;"; got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
	if got := scoring.Deciding(is, map[string][]scoring.Place{"10.1": was}); !reflect.DeepEqual(got, map[string][]string{"341622": {"10.1"}}) {
		t.Errorf("%v", got)
	}
}

// TestDecidedVetoInWords: a veto that the assessor decides strikes by its score, whatever the unit filled in.
func TestDecidedVetoInWords(t *testing.T) {
	e := parts(t)["zero"]
	for _, c := range []struct {
		passes bool
		words  string
		sum    scoring.Points
	}{{true, "通过", 100_00}, {false, "未通过", 0}} {
		var scores []scoring.Points
		for _, ind := range e.Indicators() {
			p := ind.Max
			if apart := ind.Section.Apart; apart == scoring.TakesOff || apart == scoring.MayStrike && !c.passes {
				p = 0
			}
			scores = append(scores, p)
		}
		card := decided(e, "A", scores).Card
		for _, res := range card.Indicators {
			if res.Indicator.Section.Apart == scoring.MayStrike && res.Text() != c.words {
				t.Errorf("%d: %s, not %s", res.Indicator.No, res.Text(), c.words)
			}
		}
		if card.Sum() != c.sum || len(card.Vetoes) == 0 || card.Overall.Struck != (c.sum == 0) {
			t.Errorf("%s: %s, %v: %s", c.words, card.Sum(), card.Vetoes, card.Overall.Words)
		}
	}
}

// TestObjectiveOfParts: where the total is more than a sum, what is judged gives nothing, takes nothing off and strikes nobody. By hand, with 3
// 不涉及: 0.3÷0.6×70＋0.1÷0.1×30＋20－10＝75; with what is judged 10 strikes, so that the total is 0.
func TestObjectiveOfParts(t *testing.T) {
	e := scoring.ManyParts(t)
	e.Review.Judged = []int{2, 3, 6, 8, 10}
	u := decided(e, "A", []scoring.Points{30, 30, 0, 10, 20_00, 0, 10_00, 5_00, 1_00, 0})
	results := slices.Clone(u.Card.Indicators)
	results[2] = scoring.IndicatorResult{Indicator: e.Indicators()[2], Status: scoring.NotAsked}
	card := e.Tally(results)
	places := e.Rank([]scoring.Contender{{Code: "A", Card: &card}})
	if p := places[0]; p.Total != 0 || p.Objective != 75_00 {
		t.Errorf("total %s, objective %s", p.Total, p.Objective)
	}
}
