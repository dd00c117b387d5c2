package scoring

import (
	"math/big"
	"strings"
)

// TierSpec is one tier of a measure: from and to include their number, above and below do not (G1). A tier without any takes the rest.
type TierSpec struct {
	From   *Points `toml:"from"`
	Above  *Points `toml:"above"`
	To     *Points `toml:"to"`
	Below  *Points `toml:"below"`
	Points Points  `toml:"points"`
}

// edge is one end of a tier.
type edge struct {
	at   fixed
	open bool // the number itself is outside
}

// tier is one tier of a measure; an end it has not is nil.
type tier struct {
	low, high *edge
	points    fixed
}

// compileTiers builds tiers, of which the first that holds counts (G2), and refuses any that none before it leaves room for.
func (f *fieldCheck) compileTiers(specs []TierSpec, m measure) []tier {
	var out []tier
	for i, s := range specs {
		if s.From != nil && s.Above != nil || s.To != nil && s.Below != nil {
			f.fail("分档第%d档：from 与 above、to 与 below 各只写一个", i+1)
		}
		out = append(out, tier{low: end(s.From, s.Above), high: end(s.To, s.Below), points: s.Points.exact()})
	}
	if len(specs) == 0 {
		f.fail("没有写分档 tiers")
	}
	if f.err != nil {
		return out
	}
	reached := map[int]bool{}
	for _, value := range candidates(out, m, f.c) {
		if i, ok := find(out, value); ok {
			reached[i] = true
		}
	}
	for i := range out {
		if !reached[i] {
			f.fail("分档第%d档永远轮不到：不是上下限写反了，就是前面的档已经包含了它，请从要求最严的一档写起", i+1)
		}
	}
	return out
}

func end(closed, open *Points) *edge {
	switch {
	case closed != nil:
		return &edge{closed.exact(), false}
	case open != nil:
		return &edge{open.exact(), true}
	}
	return nil
}

// find gives the first tier that holds a value.
func find(tiers []tier, value *big.Rat) (i int, ok bool) {
	for i, t := range tiers {
		if t.holds(value) {
			return i, true
		}
	}
	return 0, false
}

func (t tier) holds(value *big.Rat) bool {
	if t.low != nil {
		if d := compare(value, t.low.at.Rat); d < 0 || d == 0 && t.low.open {
			return false
		}
	}
	if t.high != nil {
		if d := compare(value, t.high.at.Rat); d > 0 || d == 0 && t.high.open {
			return false
		}
	}
	return true
}

// candidates lists values among which every tier that can be reached has one: nothing, and every end with its neighbours on both sides.
func candidates(tiers []tier, m measure, c *Criterion) []*big.Rat {
	step := big.NewRat(1, 100)
	if m.integral(c) {
		step = big.NewRat(1, 1)
	}
	out := []*big.Rat{new(big.Rat)}
	for _, t := range tiers {
		for _, e := range []*edge{t.low, t.high} {
			if e == nil {
				continue
			}
			for _, value := range []*big.Rat{e.at.Rat, new(big.Rat).Sub(e.at.Rat, step), new(big.Rat).Add(e.at.Rat, step)} {
				if m.integral(c) {
					value = new(big.Rat).SetInt(rounded(value, false))
				}
				if value.Sign() >= 0 && (m.whole == "" || compare(value, big.NewRat(100, 1)) <= 0) {
					out = append(out, value)
				}
			}
		}
	}
	return out
}

// reason says which ends of the tier a value reaches: "达到98%", "超过48小时、低于96小时"; "" for the rest.
func (t tier) reason(unit string) string {
	return t.ends("达到", "超过", unit)
}

// describe is reason as a rule says it: "98%以上".
func (t tier) describe(unit string) string {
	if t.high == nil && t.low != nil && !t.low.open {
		return t.low.at.text + unit + "以上"
	}
	if words := t.ends("不少于", "超过", unit); words != "" {
		return words
	}
	return "其余情形"
}

func (t tier) ends(from, above, unit string) string {
	var words []string
	if t.low != nil {
		words = append(words, map[bool]string{true: above, false: from}[t.low.open]+t.low.at.text+unit)
	}
	if t.high != nil {
		words = append(words, map[bool]string{true: "低于", false: "不超过"}[t.high.open]+t.high.at.text+unit)
	}
	return strings.Join(words, "、")
}
