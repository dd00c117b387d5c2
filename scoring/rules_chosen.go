package scoring

import (
	"fmt"
	"math/big"
	"slices"
	"strings"
)

// ItemSpec is one of the things to choose from.
type ItemSpec struct {
	Flag   string `toml:"flag"`
	Points Points `toml:"points"`
}

// chosenRule: the best so many of several flags count (9个方向选2项).
type chosenRule struct {
	best  int
	items []pick // from the most points to the least, else as written
}

type pick struct {
	flag   string
	points fixed
}

func (s RuleSpec) compileChosen(need *fieldCheck) rule {
	var r chosenRule
	seen := map[string]bool{}
	for i, it := range s.Items {
		need.one(KindYes, it.Flag)
		if it.Points == 0 || seen[it.Flag] {
			need.fail("items 第%d条：应写不重复的字段 flag 和大于0的 points", i+1)
		}
		seen[it.Flag] = true
		r.items = append(r.items, pick{it.Flag, it.Points.exact()})
	}
	if s.Best == nil || *s.Best == 0 || *s.Best%100 != 0 || int(*s.Best)/100 > len(s.Items) {
		need.fail("best（取几项）应为整数，从1到 items 的条数")
		return r
	}
	r.best = int(*s.Best) / 100
	slices.SortStableFunc(r.items, func(a, b pick) int { return compare(b.points.Rat, a.points.Rat) })
	return r
}

// eval counts as soon as enough are chosen: the others need no answer.
func (r chosenRule) eval(in input) Result {
	sum := new(big.Rat)
	var words, points, blank []string
	beyond := 0
	for _, it := range r.items {
		yes, ok := in.flag(it.flag)
		switch {
		case !ok:
			blank = append(blank, it.flag)
		case yes && len(points) == r.best:
			beyond++
		case yes:
			sum.Add(sum, it.points.Rat)
			words = append(words, in.c.fields[it.flag].Label)
			points = append(points, it.points.text)
		}
	}
	switch {
	case len(points) < r.best && len(blank) > 0:
		return unanswered(in, blank...)
	case len(points) == 0:
		return scored(nought, fmt.Sprintf("%d项都是“否”，不得分", len(r.items)))
	}
	text := strings.Join(words, "、") + "，" + strings.Join(points, "＋")
	if len(points) > 1 {
		text += equals(sum)
	} else {
		text += "分"
	}
	if beyond > 0 {
		text += fmt.Sprintf("（取%d项，另有%d项不计）", r.best, beyond)
	}
	return Result{State: Scored, Points: sum, Reason: text, Outcome: outcomeWhole}
}

func (r chosenRule) most() *big.Rat {
	sum := new(big.Rat)
	for _, it := range r.items[:min(r.best, len(r.items))] {
		sum.Add(sum, it.points.Rat)
	}
	return sum
}

func (r chosenRule) describe(c *Criterion) string {
	words := make([]string, 0, len(r.items))
	for _, it := range r.items {
		words = append(words, c.fields[it.flag].Label+it.points.text+"分")
	}
	return fmt.Sprintf("%d项中取得分最多的%d项：%s", len(r.items), r.best, strings.Join(words, "，"))
}

func (chosenRule) outcomes() []string { return []string{outcomeWhole} }

// moves adds the best of what is not chosen yet, as many as count.
func (r chosenRule) moves(in input) []move {
	var keys []string
	for _, it := range r.items[:r.best] {
		keys = append(keys, it.flag)
	}
	values := map[string]string{}
	labels := flagged{keys}.missing(in, values)
	return []move{{values: values, words: "落实" + strings.Join(labels, "、")}}
}
