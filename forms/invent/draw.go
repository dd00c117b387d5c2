package invent

import (
	"context"
	"math/rand/v2"
	"slices"

	"zicha/forms/files"
	"zicha/forms/review"
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
	alone              bool   // its total does not hang on what others get: it marks nothing 不涉及 that counts with their average
}

// random gives a stream of the county's.
func (c county) random(stream int) *rand.Rand {
	drawing := map[int]uint64{streamSelf: c.self, streamCity: c.city}[stream]
	return rand.New(rand.NewPCG(c.seed, (drawing*Most+uint64(c.index))*streams+uint64(stream)))
}

// maxDrawings bounds how often a county is drawn anew because its total is another's.
const maxDrawings = 2000

// drawing is what is drawn.
type drawing struct {
	edition  *scoring.Edition
	counties []county
	taken    sieve
	tie      []string
	ties     int
}

// totals are what a county is ranked by: right after its papers came in, and with what it expects of the city.
type totals struct{ first, last scoring.Points }

func (c county) totals(edition *scoring.Edition) totals {
	card := edition.Score(c.answers(edition))
	return totals{review.Undecided(edition, card)[0], card.Sum()}
}

// sieve remembers which totals are taken.
type sieve struct{ first, last map[scoring.Points]bool }

func (s sieve) free(t totals) bool { return !s.first[t.first] && !s.last[t.last] }

func (s sieve) take(t totals) { s.first[t.first], s.last[t.last] = true, true }

// draw chooses the counties so that no two have the same total when their papers have come in, but for one pair.
func draw(ctx context.Context, edition *scoring.Edition, seed uint64) (*drawing, error) {
	d := &drawing{edition: edition, taken: sieve{map[scoring.Points]bool{}, map[scoring.Points]bool{}}}
	first, second := pair(len(edition.Units), seed)
	for i, u := range edition.Units {
		if ctx.Err() != nil {
			return nil, files.ErrCancelled
		}
		c := county{unit: u, index: i, seed: seed}
		switch c.alone = i == first || i == second || !c.marks(edition); {
		case i == second && d.equal(c):
			d.tie = []string{edition.Units[first].Code, u.Code}
		case c.alone:
			d.apart(c)
		default:
			d.counties = append(d.counties, c)
		}
	}
	return d, d.settle(ctx)
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

// marks reports whether the county marks something 不涉及 that counts with what the others get.
func (c county) marks(edition *scoring.Edition) bool {
	answers := c.answers(edition)
	return slices.ContainsFunc(edition.Indicators(), func(ind *scoring.Indicator) bool {
		return ind.Absent == scoring.Averaged && ind.AbsentIn(answers)
	})
}

// apart draws a county until its total is no other's, as often as is worth it.
func (d *drawing) apart(c county) {
	for ; c.self < maxDrawings; c.self++ {
		c.city = c.self
		if t := c.totals(d.edition); d.taken.free(t) {
			d.put(c, t)
			return
		}
	}
	d.ties++
	d.put(c, c.totals(d.edition))
}

// put adds a county, or puts it in the place of what was drawn of it before.
func (d *drawing) put(c county, t totals) {
	d.taken.take(t)
	if c.index == len(d.counties) {
		d.counties = append(d.counties, c)
	}
	d.counties[c.index] = c
}

// equal draws a county until its total is that of the first of the pair, and does about as well: first what it scores itself, then, where that
// comes too, what it expects of the city. It reports whether it came.
func (d *drawing) equal(c county) bool {
	const often = 10 * maxDrawings
	first, _ := pair(len(d.edition.Units), c.seed)
	like := d.counties[first]
	want := like.totals(d.edition)
	c.selfAble, c.cityAble = ability(like.random(streamSelf), 0), ability(like.random(streamCity), 0)
	for c.self = 1; c.totals(d.edition).first != want.first; c.self++ {
		if c.self == 2*often {
			return false
		}
		if c.self == often { // then as chance has it
			c.selfAble, c.cityAble = 0, 0
		}
	}
	for c.city = 1; c.city < often; c.city++ {
		if c.totals(d.edition) == want {
			d.put(c, want)
			return true
		}
	}
	c.city = 0 // with which the first came
	d.put(c, c.totals(d.edition))
	return true
}

// settle draws those anew whose total, as it hangs on what the others get, is another's: after that it hangs on nothing any more.
func (d *drawing) settle(ctx context.Context) error {
	for again := slices.ContainsFunc(d.counties, func(c county) bool { return !c.alone }); again; {
		if ctx.Err() != nil {
			return files.ErrCancelled
		}
		cards := make([]scoring.Scorecard, len(d.counties))
		for i, c := range d.counties {
			cards[i] = d.edition.Score(c.answers(d.edition))
		}
		total, count := review.Undecided(d.edition, cards...), map[scoring.Points]int{}
		for _, t := range total {
			count[t]++
		}
		again = false
		for i, c := range d.counties {
			if !c.alone && count[total[i]] > 1 {
				c.alone, again = true, true
				d.apart(c)
			}
		}
	}
	return nil
}
