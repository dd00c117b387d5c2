package invent

import (
	"context"
	"math/rand/v2"

	"zicha/forms/files"
	"zicha/scoring"
)

// The streams of random numbers that a county is drawn from, so that what it claims and what the city is to score can be drawn apart.
const (
	streamNames = iota
	streamSelf  // what it answers to indicators it scores itself
	streamCity  // and to those the city scores
	streamTexts // its people, words and evidence
	streams
)

// county is an invented county: all of it follows from these.
type county struct {
	unit               scoring.Unit
	index              int
	seed               uint64
	self, city         uint64 // which of its drawings is taken
	selfAble, cityAble int    // how well it does in them, 0 for as chance has it
}

// random gives a stream of the county's.
func (c county) random(stream int) *rand.Rand {
	drawing := map[int]uint64{streamSelf: c.self, streamCity: c.city}[stream]
	return rand.New(rand.NewPCG(c.seed, (drawing*Most+uint64(c.index))*streams+uint64(stream)))
}

// maxDrawings bounds how often a county is drawn anew because its total is another's.
const maxDrawings = 2000

// drawing is what was drawn.
type drawing struct {
	counties []county
	tie      []string
	ties     int
}

// totals are what counties are ranked by, as the rules make them of the answers: of what they score themselves, with what they expect of the
// city, and of all with bonus and penalty.
type totals struct{ self, both, overall scoring.Points }

func totalsOf(card scoring.Scorecard) totals {
	t := totals{self: card.Self.Score, both: card.Self.Score + card.Forecast.Score}
	t.overall = t.both
	if card.Overall != nil && card.Overall.Known {
		t.overall = card.Overall.Score
	}
	return t
}

// sieve remembers which totals are taken.
type sieve struct{ self, both, overall map[scoring.Points]bool }

func (s sieve) free(t totals) bool {
	return !s.self[t.self] && !s.both[t.both] && !s.overall[t.overall]
}

func (s sieve) take(t totals) {
	s.self[t.self], s.both[t.both], s.overall[t.overall] = true, true, true
}

// draw chooses the counties so that no two have the same total, but for one pair.
func draw(ctx context.Context, edition *scoring.Edition, seed uint64) (drawing, error) {
	var out drawing
	taken := sieve{map[scoring.Points]bool{}, map[scoring.Points]bool{}, map[scoring.Points]bool{}}
	first, second := pair(len(edition.Units), seed)
	var tied totals
	for i, u := range edition.Units {
		if ctx.Err() != nil {
			return out, files.ErrCancelled
		}
		c := county{unit: u, index: i, seed: seed}
		var t totals
		ok := false
		if i == second {
			t, ok = c.equal(edition, out.counties[first], tied)
		} else {
			t, ok = c.apart(edition, taken)
		}
		switch {
		case !ok:
			out.ties++
		case i == second:
			out.tie = []string{edition.Units[first].Code, u.Code}
		}
		if taken.take(t); i == first {
			tied = t
		}
		out.counties = append(out.counties, c)
	}
	return out, nil
}

// pair chooses the two counties that are to have the same total; both are -1 where there is only one.
func pair(count int, seed uint64) (first, second int) {
	if count < 2 {
		return -1, -1
	}
	r := rand.New(rand.NewPCG(seed, streams))
	first = r.IntN(count - 1)
	return first, first + 1 + r.IntN(count-first-1)
}

// apart draws the county until its total is no other's; ok is false where that does not come.
func (c *county) apart(edition *scoring.Edition, taken sieve) (t totals, ok bool) {
	for ; c.self < maxDrawings; c.self++ {
		c.city = c.self
		if t = c.totals(edition); taken.free(t) {
			return t, true
		}
	}
	return t, false
}

// equal draws the county until its totals are those of another, which does about as well: first what it scores itself, then what the city is
// to.
func (c *county) equal(edition *scoring.Edition, like county, want totals) (t totals, ok bool) {
	const often = 10 * maxDrawings
	c.selfAble, c.cityAble = ability(like.random(streamSelf), 0), ability(like.random(streamCity), 0)
	for c.self = 1; c.self < often; c.self++ {
		if t = c.totals(edition); t.self == want.self {
			break
		}
	}
	for c.city = 1; c.city < often; c.city++ {
		if t = c.totals(edition); t == want {
			return t, true
		}
	}
	return t, t.self == want.self
}

func (c county) totals(edition *scoring.Edition) totals {
	return totalsOf(edition.Score(c.answers(edition)))
}
