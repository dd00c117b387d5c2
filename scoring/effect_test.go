package scoring_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"zicha/scoring"
)

// toldShifts words shifts: B 总分11.00→9.00 第1→第2 客观8.00→6.00 第1→第1：第1项8.00→6.00.
func toldShifts(shifts []scoring.Shift) string {
	var lines []string
	points := func(p *scoring.Points) string {
		if p == nil {
			return "不计"
		}
		return p.String()
	}
	for _, s := range shifts {
		line := fmt.Sprintf("%s 总分%s→%s 第%d→第%d 客观%s→%s 第%d→第%d：", s.Is.Code, s.Was.Total, s.Is.Total, s.Was.Rank, s.Is.Rank,
			s.Was.Objective, s.Is.Objective, s.Was.ObjectiveRank, s.Is.ObjectiveRank)
		for _, x := range s.Scores {
			line += fmt.Sprintf("第%d项%s→%s", x.Indicator, points(x.Was), points(x.Is))
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

// TestShifts: what a ruling does to every score and rank, worked out by hand: also to those whose rank alone is another.
func TestShifts(t *testing.T) {
	e := judgedBook(t, []scoring.Points{8_00, 5_00}, []int{2})
	rank := func(a, b, c [2]scoring.Points) []scoring.Place {
		return e.Rank([]scoring.Contender{decided(e, "A", a[:]), decided(e, "B", b[:]), decided(e, "C", c[:])})
	}
	was := rank([2]scoring.Points{7_00, 3_00}, [2]scoring.Points{8_00, 3_00}, [2]scoring.Points{1_00, 1_00})
	for _, c := range []struct {
		what string
		is   []scoring.Place
		want string
	}{
		{"没有变化", rank([2]scoring.Points{7_00, 3_00}, [2]scoring.Points{8_00, 3_00}, [2]scoring.Points{1_00, 1_00}), ""},
		{
			"B少2分，A因此成为第一", rank([2]scoring.Points{7_00, 3_00}, [2]scoring.Points{6_00, 3_00}, [2]scoring.Points{1_00, 1_00}),
			"A 总分10.00→10.00 第2→第1 客观7.00→7.00 第2→第1：\nB 总分11.00→9.00 第1→第2 客观8.00→6.00 第1→第2：第1项8.00→6.00",
		},
		{
			"A追平，客观位次不变", rank([2]scoring.Points{7_00, 4_00}, [2]scoring.Points{8_00, 3_00}, [2]scoring.Points{1_00, 1_00}),
			"A 总分10.00→11.00 第2→第1 客观7.00→7.00 第2→第2：第2项3.00→4.00",
		},
		{
			"总分不变，两项互换", rank([2]scoring.Points{5_00, 5_00}, [2]scoring.Points{8_00, 3_00}, [2]scoring.Points{1_00, 1_00}),
			"A 总分10.00→10.00 第2→第2 客观7.00→5.00 第2→第2：第1项7.00→5.00第2项3.00→5.00",
		},
	} {
		if got := toldShifts(scoring.Shifts(was, c.is)); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.what, got, c.want)
		}
	}
	if one := scoring.Shifts(was, was[:1]); len(one) > 0 {
		t.Errorf("a unit that is gone is no change: %v", one)
	}
}

// TestShiftsOfAbsent: an indicator left out as 不涉及 counts nothing, which is another thing than 0.
func TestShiftsOfAbsent(t *testing.T) {
	e := parts(t)["weights"]
	i := slices.IndexFunc(e.Indicators(), func(ind *scoring.Indicator) bool { return ind.Absent == scoring.LeftOut })
	u := decided(e, "A", make([]scoring.Points, len(e.Indicators())))
	results := slices.Clone(u.Card.Indicators)
	results[i] = scoring.IndicatorResult{Indicator: e.Indicators()[i], Status: scoring.NotAsked}
	card := e.Tally(results)
	shifts := scoring.Shifts(e.Rank([]scoring.Contender{u}), e.Rank([]scoring.Contender{{Code: "A", Card: &card}}))
	if got, want := toldShifts(shifts), fmt.Sprintf("A 总分0.00→0.00 第1→第1 客观0.00→0.00 第1→第1：第%d项0.00→不计", i+1); got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
}

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
	want := "341602 总分2.00→3.00 第2→第2 客观2.00→3.00 第2→第2：第10项0.00→1.00\n" +
		"341622 总分0.00→1.00 第4→第3 客观0.00→1.00 第4→第3：第10项0.00→1.00"
	if got := toldShifts(scoring.Shifts(was, is)); got != want {
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
