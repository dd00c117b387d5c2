package scoring

import (
	"fmt"
	"maps"
	"math/big"
	"strings"
)

// LossSpec is one cause of a deduction: a flag, an option, or a measure with so much for each, or with tiers.
type LossSpec struct {
	Flag   string `toml:"flag"`   // taken where it is true
	Unless string `toml:"unless"` // taken where it is false
	Points Points `toml:"points"` // of a flag

	Choose   string            `toml:"choose"`
	ByOption map[string]Points `toml:"by_option"`

	Count  string `toml:"count"`
	Amount string `toml:"amount"`
	Part   string `toml:"part"`
	Whole  string `toml:"whole"`
	Date   string `toml:"date"`
	Due    string `toml:"due"`

	Below  *Points `toml:"below"`  // counted is what is missing to it,
	Above  *Points `toml:"above"`  // what goes beyond it,
	Target *Points `toml:"target"` // or both
	Per    *Points `toml:"per"`    // how much of it counts as one, 1 where left out
	Broken string  `toml:"broken"` // what is less than one: "" not counted, "share" in proportion, "whole" as one
	Limit  *Points `toml:"limit"`  // how many count at most
	Each   *Points `toml:"each"`
	Cap    *Points `toml:"cap"`

	Tiers []TierSpec `toml:"tiers"`
}

// deductRule: full marks less what the losses take, never below 0. In a pool it gives what they take as points below 0, and in a section
// of penalties as points.
type deductRule struct {
	points fixed // full marks; elsewhere the most that is taken
	from   purse
	bound  bool // the rulebook says itself what is taken at most
	losses []loss
}

// purse says what a deduction is taken from.
type purse uint8

const (
	fullMarks purse = iota
	sharedPool
	otherTotals // of a penalty
)

func (s RuleSpec) compileDeduct(need *fieldCheck) rule {
	r := deductRule{points: s.Points.exact(), bound: s.Points > 0}
	switch {
	case need.c.pool != nil:
		r.from = sharedPool
		if s.Points == 0 {
			r.points = need.c.pool.Points.exact()
		}
	case need.c.Indicator.Section.Apart == TakesOff:
		r.from = otherTotals
	}
	if len(s.Losses) == 0 {
		need.fail("没有写扣分情形 losses")
	}
	for i, l := range s.Losses {
		out, err := l.compile(need.c)
		if err != nil {
			need.fail("losses 第%d条：%w", i+1, err)
		}
		r.losses = append(r.losses, out)
	}
	return r
}

func (r deductRule) eval(in input) Result {
	sum := new(big.Rat)
	var lost, kept, blank []string
	var zero string
	over := false
	for _, l := range r.losses {
		t := l.take(in)
		blank = append(blank, t.blank...)
		over = over || t.over
		switch {
		case t.zero != "":
			zero = t.zero
		case t.points == nil:
		case t.points.Sign() == 0:
			kept = append(kept, t.words)
		default:
			sum.Add(sum, t.points)
			lost = append(lost, t.words)
		}
	}
	if len(blank) > 0 || zero != "" {
		return lacking(in, blank, zero)
	}
	res := r.taken(sum, lost, kept)
	res.Over = over
	return res
}

// taken words what the losses come to.
func (r deductRule) taken(sum *big.Rat, lost, kept []string) Result {
	words := strings.Join(lost, "，")
	switch {
	case len(lost) == 0 && r.from == fullMarks:
		return scored(r.points, strings.Join(kept, "，")+"，不扣分，得"+r.points.text+"分").as(outcomeFull)
	case len(lost) == 0:
		return scored(nought, strings.Join(kept, "，")+"，不扣分").as(outcomeFull)
	case len(lost) > 1:
		words += "，共扣" + short(sum) + "分"
	}
	over, outcome := compare(sum, r.points.Rat), outcomeSome
	if over >= 0 {
		outcome = outcomeNone
	}
	if r.from == fullMarks {
		if over > 0 {
			return scored(nought, words+"，扣完为止，得0分").as(outcome)
		}
		left := new(big.Rat).Sub(r.points.Rat, sum)
		return Result{State: Scored, Points: left, Reason: words + "，" + r.points.text + "－" + short(sum) + equals(left), Outcome: outcome}
	}
	if over > 0 {
		words += "，最多扣" + r.points.text + "分"
		sum = r.points.Rat
	}
	if r.from == sharedPool {
		sum = new(big.Rat).Neg(sum)
	}
	return Result{State: Scored, Points: sum, Reason: words, Outcome: outcome}
}

func (r deductRule) most() *big.Rat {
	if r.from == sharedPool {
		return nought.Rat
	}
	return r.points.Rat
}

func (r deductRule) describe(c *Criterion) string {
	words := make([]string, 0, len(r.losses))
	for _, l := range r.losses {
		words = append(words, l.describe(c))
	}
	text := strings.Join(words, "，")
	switch r.from {
	case sharedPool:
		if !r.bound { // as much as the pool has, which is told of the pool
			return "从共用的分值中扣：" + text
		}
		return fmt.Sprintf("从共用的分值中扣：%s，最多扣%s分", text, r.points.text)
	case otherTotals:
		return "扣分：" + text
	}
	return fmt.Sprintf("从%s分起扣：%s，扣完为止", r.points.text, text)
}

func (deductRule) outcomes() []string { return []string{outcomeFull, outcomeSome, outcomeNone} }

// moves undoes every loss, and all of them together; what is blank is answered as costing nothing.
func (r deductRule) moves(in input) []move {
	blank := map[string]string{}
	all := move{values: map[string]string{}}
	var words []string
	var out []move
	for _, l := range r.losses {
		t := l.take(in)
		if t.points != nil && t.points.Sign() == 0 {
			continue
		}
		m, ok := l.undo(in)
		switch {
		case !ok:
			continue
		case len(t.blank) > 0:
			maps.Copy(blank, m.values)
		default:
			out = append(out, m)
			words = append(words, m.words)
		}
		maps.Copy(all.values, m.values)
	}
	for _, m := range out {
		maps.Copy(m.values, blank)
	}
	switch {
	case len(out) == 0 && len(blank) > 0:
		return []move{{values: blank, words: "没有扣分情形的，如实填报"}}
	case len(out) > 1:
		all.words = strings.Join(words, "、")
		out = append(out, all)
	}
	return out
}
