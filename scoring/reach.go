package scoring

import (
	"cmp"
	"math/big"
	"slices"
)

// reach is how far a unit's total can be moved one way by changing its cells, each within 0 and its points: after[k] is the farthest total that
// k cells can bring, cells[k] are such k indicators. It is exact: in a sum no k cells bring more than the k with the most room, since of any k
// the one with the most room has no more than the first of all, the next no more than the second, and so on; so sorting is enumerating. What
// counts of a bonus or penalty section is bounded, so that its cells bring less together than apart; within the section the same holds, and for
// the sections together every way to divide k among them is tried. A veto takes or gives all at once. What others get on the average for
// 不涉及 is taken as it stands.
type reach struct {
	after []Points
	cells [][]int
}

// at is the total after k cells, or all where there are no more.
func (r reach) at(k int) Points { return r.after[min(k, len(r.after)-1)] }

// first is the fewest cells that bring another total, 0 where none do.
func (r reach) first(total Points) int {
	return max(0, slices.IndexFunc(r.after, func(p Points) bool { return p != total }))
}

// option is what the best k cells of a part of the rulebook bring, exactly.
type option struct {
	gain  *big.Rat
	cells []int
}

// room is how far one cell can be moved, in points of the total.
type room struct {
	no   int
	gain *big.Rat
}

// reach finds how far a unit's total goes up, or down.
func (e *Edition) reach(card *Scorecard, up bool) reach {
	if card.Overall == nil {
		return card.reach(up)
	}
	base, share := e.base(card)
	if base == nil {
		return reach{[]Points{card.Overall.Score}, [][]int{nil}}
	}
	var rooms []room
	var blocks [][]option
	for _, s := range card.Sections {
		switch s.Section.Apart {
		case InTotal:
			rooms = append(rooms, card.rooms(s.Section, up, share(s.Section))...)
		case AddsOn:
			blocks = append(blocks, card.bounded(&s, up))
		case TakesOff:
			blocks = append(blocks, card.bounded(&s, !up))
		}
	}
	best := firstOf(rooms)
	for _, block := range blocks {
		best = both(best, block)
	}
	out := reach{}
	for _, o := range best {
		sum := new(big.Rat).Sub(base, o.gain)
		if up {
			sum.Add(base, o.gain)
		}
		out.after, out.cells = append(out.after, rounded0(sum)), append(out.cells, o.cells)
	}
	return e.struck(card, out, up)
}

// reach is that of a total that is the sum of the scores.
func (c *Scorecard) reach(up bool) reach {
	n := len(c.Indicators)
	out := reach{make([]Points, n+1), make([][]int, n+1)}
	nos := make([]int, n)
	for i := range nos {
		nos[i] = i + 1
	}
	room := func(no int) Points { return c.Indicators[no-1].room(up) }
	slices.SortStableFunc(nos, func(a, b int) int { return cmp.Compare(room(b), room(a)) })
	sum := c.Sum()
	out.after[0] = sum
	for k, no := range nos {
		if up {
			sum += room(no)
		} else {
			sum -= room(no)
		}
		out.after[k+1], out.cells[k+1] = sum, nos[:k+1:k+1]
	}
	return out
}

// room is how far the score can go up, or down.
func (res *IndicatorResult) room(up bool) Points {
	score := Points(0)
	if res.Known {
		score = res.Score
	}
	if up {
		return max(0, res.Indicator.Max-score)
	}
	return score
}

// rounded0 is a total as it is printed: never below 0.
func rounded0(sum *big.Rat) Points {
	if sum.Sign() <= 0 {
		return 0
	}
	return round(sum)
}

// base is the exact total without what a veto does, and what a point of a section counts in it; nil where no score changes anything.
func (e *Edition) base(card *Scorecard) (sum *big.Rat, share func(*Section) *big.Rat) {
	one := big.NewRat(1, 1)
	if card.Overall == nil {
		return card.Sum().exact().Rat, func(*Section) *big.Rat { return one }
	}
	parts := e.parts(card)
	if sum = e.weigh(card, parts); sum == nil || !card.Overall.Known {
		return nil, nil
	}
	var weights Points
	for _, p := range parts {
		if p.max > 0 {
			weights += p.weight
		}
	}
	full := big.NewRat(int64(e.OverallMax()), int64(weights))
	return sum, func(s *Section) *big.Rat {
		p := parts[e.partOf(s)]
		if p.max == 0 {
			return new(big.Rat)
		}
		r := big.NewRat(int64(p.weight), int64(p.max))
		return r.Mul(r, full)
	}
}

// rooms lists the cells of a section that count, with the most room first.
func (c *Scorecard) rooms(s *Section, up bool, share *big.Rat) []room {
	var out []room
	for _, ind := range s.Indicators {
		res := &c.Indicators[ind.No-1]
		if res.leftOut() {
			continue
		}
		gain := big.NewRat(int64(res.room(up)), 100)
		out = append(out, room{ind.No, gain.Mul(gain, share)})
	}
	return out
}

// firstOf is what the k cells with the most room bring, for every k.
func firstOf(rooms []room) []option {
	slices.SortStableFunc(rooms, func(a, b room) int { return cmp.Or(compare(b.gain, a.gain), cmp.Compare(a.no, b.no)) })
	nos := make([]int, len(rooms))
	out := []option{{gain: new(big.Rat)}}
	for k, r := range rooms {
		nos[k] = r.no
		out = append(out, option{new(big.Rat).Add(out[k].gain, r.gain), nos[: k+1 : k+1]})
	}
	return out
}

// bounded is what the cells of a section apart bring where its points become more, or fewer: what counts is bounded by its most.
func (c *Scorecard) bounded(s *SectionTotal, more bool) []option {
	out := firstOf(c.rooms(s.Section, more, big.NewRat(1, 1)))
	all := (s.Self.Score + s.Forecast.Score).exact().Rat
	most := s.Section.Most().exact().Rat
	counted := func(sum *big.Rat) *big.Rat {
		if compare(sum, most) > 0 {
			return most
		}
		return sum
	}
	for k := range out {
		sum := new(big.Rat)
		if more {
			sum.Sub(counted(sum.Add(all, out[k].gain)), counted(all))
		} else {
			sum.Sub(counted(all), counted(sum.Sub(all, out[k].gain)))
		}
		out[k].gain = sum
	}
	return out
}

// both is what the best k cells of two parts together bring, for every k: every way to divide them is tried.
func both(a, b []option) []option {
	out := make([]option, len(a)+len(b)-1)
	for i, x := range a {
		for j, y := range b {
			sum := new(big.Rat).Add(x.gain, y.gain)
			if out[i+j].gain == nil || sum.Cmp(out[i+j].gain) > 0 {
				out[i+j] = option{sum, slices.Concat(x.cells, y.cells)}
			}
		}
	}
	return out
}

// struck takes a veto that sets the total to 0 into account: it must be cleared before anything counts, and one cell is enough to bring it about.
func (e *Edition) struck(card *Scorecard, r reach, up bool) reach {
	if !e.Veto.Zero {
		return r
	}
	var clear, strike []int
	for _, s := range card.Sections {
		if s.Section.Apart != MayStrike {
			continue
		}
		for _, ind := range s.Section.Indicators {
			if res := &card.Indicators[ind.No-1]; res.Known && res.Score < ind.Max {
				clear = append(clear, ind.No)
			} else {
				strike = append(strike, ind.No)
			}
		}
	}
	switch {
	case up && len(clear) > 0:
		none := reach{}
		for k := range clear {
			none.after, none.cells = append(none.after, 0), append(none.cells, clear[:k:k])
		}
		for k := range r.after {
			none.after, none.cells = append(none.after, r.after[k]), append(none.cells, slices.Concat(clear, r.cells[k]))
		}
		return none
	case len(clear) > 0:
		return reach{[]Points{0}, [][]int{nil}}
	case !up && len(strike) > 0:
		return reach{[]Points{r.after[0], 0}, [][]int{nil, strike[:1]}}
	}
	return r
}
