package scoring

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// Contender is a unit to be ranked, with its scores as they count, added up by Tally.
type Contender struct {
	Code string
	Card *Scorecard
}

// Place is where a unit stands among all.
type Place struct {
	Contender
	Total         Points
	Rank          int    // by the printed total; of a tie all have one rank and the next ones are skipped: 1, 1, 3 (G4)
	Objective     Points // without the indicators that are judged, see Review.Judged
	ObjectiveRank int
}

// Rank orders units by their totals, the best first (按分值高低进行位次排序), within a tie by code.
func (e *Edition) Rank(units []Contender) []Place {
	places := make([]Place, len(units))
	for i, u := range units {
		places[i] = Place{Contender: u, Total: u.Card.Sum(), Objective: e.objective(u.Card)}
	}
	order(places, func(p *Place) (Points, *int) { return p.Objective, &p.ObjectiveRank })
	order(places, func(p *Place) (Points, *int) { return p.Total, &p.Rank })
	return places
}

// order sorts by a figure and gives the ranks.
func order(places []Place, by func(*Place) (figure Points, rank *int)) {
	sorted := make([]*Place, len(places))
	for i := range places {
		sorted[i] = &places[i]
	}
	slices.SortFunc(sorted, func(a, b *Place) int {
		x, _ := by(a)
		y, _ := by(b)
		return cmp.Or(cmp.Compare(y, x), strings.Compare(a.Code, b.Code))
	})
	out := make([]Place, len(places))
	for i, p := range sorted {
		out[i] = *p
	}
	copy(places, out)
	for i := range places {
		figure, rank := by(&places[i])
		*rank = i + 1
		if i == 0 {
			continue
		}
		if before, shared := by(&places[i-1]); before == figure {
			*rank = *shared
		}
	}
}

// objective is the total without what is judged: such an indicator gives nothing, takes nothing off, and strikes nobody.
func (e *Edition) objective(card *Scorecard) Points {
	if card.Overall != nil {
		results := slices.Clone(card.Indicators)
		for i, res := range results {
			if e.Review.Judges(res.Indicator.No) && !res.leftOut() {
				neutral := Points(0)
				if res.Indicator.Section.Apart == MayStrike {
					neutral = res.Indicator.Max
				}
				results[i] = res.Decided(neutral)
			}
		}
		total := e.Tally(results)
		return total.Sum()
	}
	total := card.Sum()
	for _, no := range e.Review.Judged {
		if res := card.Indicators[no-1]; res.Known {
			total -= res.Score
		}
	}
	return total
}

// Deciding lists, by unit, the rulings that decide its rank: those without which it would be another. without has for each ruling, by its
// criterion, the ranking as it is without it.
func Deciding(now []Place, without map[string][]Place) map[string][]string {
	out := map[string][]string{}
	ranks := make(map[string]int, len(now))
	for _, p := range now {
		ranks[p.Code] = p.Rank
	}
	for _, criterion := range slices.Sorted(maps.Keys(without)) {
		for _, p := range without[criterion] {
			if rank, known := ranks[p.Code]; known && rank != p.Rank {
				out[p.Code] = append(out[p.Code], criterion)
			}
		}
	}
	return out
}
