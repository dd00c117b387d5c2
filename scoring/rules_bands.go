package scoring

import (
	"cmp"
	"fmt"
	"math/big"
	"strconv"
	"strings"
)

// BandSpec is one tier of a bands rule.
type BandSpec struct {
	From   Points  `toml:"from"` // a whole number
	Points Points  `toml:"points"`
	Each   *Points `toml:"each"`
}

// band is one tier: from N upwards a fixed number of points, or so much for each.
type band struct {
	from   int64
	points fixed
	each   *fixed
}

// bandsRule: the first tier reached counts, written from high to low (G1, G2).
type bandsRule struct {
	count string
	bands []band
	cap   *fixed // the most that "so much for each" gives, nil: only the indicator's own cap
}

func (s RuleSpec) compileBands(need *fieldCheck) rule {
	need.one(KindCount, s.Count)
	if len(s.Bands) == 0 {
		need.fail("没有写分档 bands")
	}
	r := bandsRule{count: s.Count, cap: s.Cap.exactOrNil()}
	for i, b := range s.Bands {
		if b.From%100 != 0 || i > 0 && b.From >= s.Bands[i-1].From {
			need.fail("分档应为整数并从高到低写（第%d档）", i+1)
		}
		r.bands = append(r.bands, band{from: int64(b.From) / 100, points: b.Points.exact(), each: b.Each.exactOrNil()})
	}
	return r
}

// doubtful says of tiers that one has both points and so much for each, or brings more just below the next tier than that itself. What dossiers
// keep may have such: they were taken once, and are scored as they were.
func (r bandsRule) doubtful(c *Criterion) string {
	for i, b := range r.bands {
		if b.each == nil {
			continue
		}
		if b.points.Sign() != 0 {
			return fmt.Sprintf("分档第%d档同时写了 points 和 each，只能写一个：得固定分数的写 points，每个得几分的写 each", i+1)
		}
		if i == 0 {
			continue
		}
		higher := r.bands[i-1]
		most, next := r.worth(b, higher.from-1), r.worth(higher, higher.from)
		if compare(most, next) > 0 {
			unit := cmp.Or(c.fields[r.count].Unit, "个")
			return fmt.Sprintf("分档第%d档每%s得%s分，到%d%s时得%s分，比第%d档（%d%s以上）的%s分还多，请核对原文后改写", i+1, unit, b.each.text,
				higher.from-1, unit, short(most), i, higher.from, unit, short(next))
		}
	}
	return ""
}

// worth is what a tier gives for a count it holds.
func (r bandsRule) worth(b band, n int64) *big.Rat {
	if b.each == nil {
		return b.points.Rat
	}
	total := times(b.each, n)
	if r.cap != nil && compare(total, r.cap.Rat) > 0 {
		return r.cap.Rat
	}
	return total
}

func (r bandsRule) eval(in input) Result {
	n, repeated, ok := in.items(r.count)
	if !ok {
		return unanswered(in, r.count)
	}
	unit := in.c.fields[r.count].Unit
	amount := strconv.FormatInt(n, 10) + unit + repeatWords(repeated)
	for _, b := range r.bands {
		switch {
		case n < b.from:
		case b.each != nil:
			total, worth := times(b.each, n), r.worth(b, n)
			reason := amount + "，" + product(b.each, n, total)
			if compare(total, worth) > 0 {
				reason += "，不超过" + r.cap.text + "分"
			}
			return Result{State: Scored, Points: worth, Reason: reason, Outcome: b.name()}
		case b.from == 0:
			return scored(b.points, amount+"，得"+b.points.text+"分").as(b.name())
		default:
			return scored(b.points, amount+"，达到"+strconv.FormatInt(b.from, 10)+unit+"，得"+b.points.text+"分").as(b.name())
		}
	}
	return scored(nought, amount+"，不得分")
}

// most takes a tier that brings so much for each for no more than the next one, which doubtful holds against every new rulebook.
func (r bandsRule) most() *big.Rat {
	best := new(big.Rat)
	for i, b := range r.bands {
		top := b.from
		switch {
		case i > 0:
			top = r.bands[i-1].from - 1
		case b.each != nil && r.cap == nil:
			return nil
		case b.each != nil:
			return r.cap.Rat
		}
		worth := r.worth(b, top)
		if i > 0 && b.each != nil {
			if next := r.worth(r.bands[i-1], r.bands[i-1].from); compare(worth, next) > 0 {
				worth = next
			}
		}
		if compare(worth, best) > 0 {
			best = worth
		}
	}
	return best
}

func (r bandsRule) describe(c *Criterion) string {
	unit := c.fields[r.count].Unit
	var parts []string
	for i, b := range r.bands {
		reach := strconv.FormatInt(b.from, 10) + unit + "以上"
		switch {
		case b.from == 0 && i > 0 && r.bands[i-1].from == 1:
			reach = "0" + unit
		case b.from == 0 && i > 0:
			reach = "不足" + strconv.FormatInt(r.bands[i-1].from, 10) + unit
		case b.from == 0:
			reach = ""
		}
		gain := "得" + b.points.text + "分"
		if b.each != nil {
			gain = "每" + cmp.Or(unit, "个") + "得" + b.each.text + "分"
		}
		parts = append(parts, reach+gain)
	}
	words := strings.Join(parts, "，")
	if r.cap != nil {
		words += "，不超过" + r.cap.text + "分"
	}
	return words
}

// moves tries every tier from the count as it is: those above it, those below it where fewer are better, and one more for each.
func (r bandsRule) moves(in input) []move {
	n, _ := in.count(r.count)
	var out []move
	for i := len(r.bands) - 1; i >= 0; i-- {
		by := r.bands[i].from - n
		switch {
		case by > 0:
		case i > 0 && n >= r.bands[i-1].from:
			by = r.bands[i-1].from - 1 - n
		case i == 0 && r.bands[i].each != nil:
			by = 1
		default:
			continue
		}
		m := more(in, r.count, by)
		m.tiers = true
		out = append(out, m)
	}
	return out
}

func (r bandsRule) outcomes() []string {
	names := make([]string, 0, len(r.bands))
	for _, b := range r.bands {
		names = append(names, b.name())
	}
	return names
}

// name is the outcome of reaching the band: where it begins.
func (b band) name() string { return strconv.FormatInt(b.from, 10) }
