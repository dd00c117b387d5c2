package scoring

import (
	"math/big"
	"strconv"
	"strings"
)

// tiersRule: points by the first tier that holds a count, an amount or a percentage (100%得2分，98%以上得1分).
type tiersRule struct {
	measure measure
	tiers   []tier
}

func (s RuleSpec) compileTiers(need *fieldCheck) rule {
	m := s.measure(need)
	return tiersRule{need.compileMeasure(m), need.compileTiers(s.Tiers, m)}
}

// measure finds what a rule looks at.
func (s RuleSpec) measure(need *fieldCheck) measure {
	named := 0
	for _, key := range []string{s.Count, s.Amount, s.Part} {
		if key != "" {
			named++
		}
	}
	if named != 1 || (s.Part == "") != (s.Whole == "") {
		need.fail("应写明看什么：count、amount、part 和 whole 选一种")
	}
	switch {
	case s.Count != "":
		need.one(KindCount, s.Count)
		return measure{key: s.Count}
	case s.Amount != "":
		return measure{key: s.Amount}
	}
	return measure{key: s.Part, whole: s.Whole}
}

func (r tiersRule) eval(in input) Result {
	read := r.measure.read(in)
	if read.value == nil {
		return lacking(in, read.blank, read.zero)
	}
	i, ok := find(r.tiers, read.value)
	if !ok {
		return Result{State: Scored, Points: nought.Rat, Reason: read.words + "，不得分", Over: read.over}
	}
	t := r.tiers[i]
	words := read.words
	if reach := t.reason(r.measure.unit(in.c)); reach != "" {
		words += "，" + reach
	}
	res := scored(t.points, words+gained(t.points)).as(strconv.Itoa(i + 1))
	res.Over = read.over
	return res
}

// gained words what a result gives: "，得2分", "，不得分".
func gained(points fixed) string {
	if points.Sign() == 0 {
		return "，不得分"
	}
	return "，得" + points.text + "分"
}

func (r tiersRule) most() *big.Rat {
	best := nought.Rat
	for _, t := range r.tiers {
		if compare(t.points.Rat, best) > 0 {
			best = t.points.Rat
		}
	}
	return best
}

func (r tiersRule) describe(c *Criterion) string {
	unit := r.measure.unit(c)
	words := make([]string, 0, len(r.tiers))
	for _, t := range r.tiers {
		words = append(words, t.describe(unit)+strings.TrimPrefix(gained(t.points), "，"))
	}
	return r.measure.label(c) + "：" + strings.Join(words, "，")
}

func (r tiersRule) outcomes() []string { return tierNames(len(r.tiers)) }

// tierNames names outcomes by the place of their tier, from 1.
func tierNames(n int) []string {
	out := make([]string, 0, n)
	for i := range n {
		out = append(out, strconv.Itoa(i+1))
	}
	return out
}

// moves tries the nearest value of every tier, from the last one up.
func (r tiersRule) moves(in input) []move {
	now := r.measure.read(in).value
	here := now
	if here == nil {
		here = nought.Rat
	}
	nearest := make([]*big.Rat, len(r.tiers))
	for _, value := range candidates(r.tiers, r.measure, in.c) {
		if i, ok := find(r.tiers, value); ok && (nearest[i] == nil || compare(away(value, here), away(nearest[i], here)) < 0) {
			nearest[i] = value
		}
	}
	var out []move
	for i := len(nearest) - 1; i >= 0; i-- {
		if nearest[i] == nil {
			continue
		}
		if m, ok := r.measure.reach(in, nearest[i], now == nil || compare(nearest[i], now) >= 0); ok {
			m.tiers = true
			out = append(out, m)
		}
	}
	return out
}

func away(a, b *big.Rat) *big.Rat {
	d := new(big.Rat).Sub(a, b)
	return d.Abs(d)
}
