package scoring

import (
	"math/rand/v2"
	"testing"
)

// What a total may still come to, against every way to give the open indicators nothing or all: with weights, a bonus and a penalty that are
// bounded, indicators left out, and vetoes, which stay as they are.
func TestSpan(t *testing.T) {
	e := ManyParts(t)
	r := rand.New(rand.NewPCG(7, 13))
	moved := 0
	for range 400 {
		card := anyCard(e, r)
		var open, free []int
		for i, ind := range e.indicators {
			if r.IntN(2) == 0 {
				continue
			}
			open = append(open, ind.No)
			if ind.Section.Apart != MayStrike && !card.Indicators[i].leftOut() {
				free = append(free, ind.No)
			}
		}
		least, most := card.Sum(), card.Sum()
		for way := range 1 << len(free) {
			results := append([]IndicatorResult{}, card.Indicators...)
			for k, no := range free {
				score := Points(0)
				if way>>k&1 == 1 {
					score = e.indicators[no-1].Max
				}
				results[no-1] = results[no-1].Decided(score)
			}
			tried := e.Tally(results)
			if least = min(least, tried.Sum()); way == 0 {
				least, most = tried.Sum(), tried.Sum()
			}
			least, most = min(least, tried.Sum()), max(most, tried.Sum())
		}
		if low, high := e.Span(&card, open); low != least || high != most {
			t.Fatalf("open %v: %s to %s, not %s to %s", open, low, high, least, most)
		}
		if least < most {
			moved++
		}
	}
	if moved < 100 {
		t.Errorf("only %d of 400 totals could move", moved)
	}
}
