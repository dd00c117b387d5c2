package scoring

import (
	"cmp"
	"fmt"
	"math/big"
	"strconv"
	"strings"
)

// LevelSpec is one level (国家级、省级、市级) with its own points for each.
type LevelSpec struct {
	Count string  `toml:"count"`
	Each  Points  `toml:"each"`
	Limit *Points `toml:"limit"` // how many count at most
	Cap   *Points `toml:"cap"`   // how many points it gives at most
}

// levelsRule: several counts with points of their own for each, perhaps up to one cap for all.
type levelsRule struct {
	levels []level
	cap    *fixed
}

type level struct {
	count string
	each  fixed
	limit int64 // 0: none
	cap   *fixed
}

func (s RuleSpec) compileLevels(need *fieldCheck) rule {
	if len(s.Levels) == 0 {
		need.fail("没有写各级 levels")
	}
	r := levelsRule{cap: s.Cap.exactOrNil()}
	seen := map[string]bool{}
	for i, l := range s.Levels {
		need.one(KindCount, l.Count)
		switch {
		case seen[l.Count]:
			need.fail("levels 第%d级：字段“%s”写了两次", i+1, l.Count)
		case l.Each == 0:
			need.fail("levels 第%d级：没有写每个得几分 each", i+1)
		case l.Limit != nil && (*l.Limit == 0 || *l.Limit%100 != 0):
			need.fail("levels 第%d级：limit（最多计几个）应为大于0的整数", i+1)
		}
		seen[l.Count] = true
		out := level{count: l.Count, each: l.Each.exact(), cap: l.Cap.exactOrNil()}
		if l.Limit != nil {
			out.limit = int64(*l.Limit) / 100
		}
		r.levels = append(r.levels, out)
	}
	if most := r.most(); r.cap != nil && compare(most, r.cap.Rat) < 0 {
		need.fail("合计上限 cap 写的是%s，各级加起来最多只有%s", r.cap.text, short(most))
	}
	return r
}

// worth is what a level gives for a count, with its words: "省级：15×2＝30".
func (l level) worth(in input, n int64, repeated int) (points *big.Rat, words string) {
	f := in.c.fields[l.count]
	words = f.Label + "：" + strconv.FormatInt(n, 10) + f.Unit + repeatWords(repeated)
	if l.limit > 0 && n > l.limit {
		words += "，最多计" + strconv.FormatInt(l.limit, 10) + f.Unit
		n = l.limit
	}
	points = times(&l.each, n)
	words += "，" + product(&l.each, n, points)
	if l.cap != nil && compare(points, l.cap.Rat) > 0 {
		return l.cap.Rat, words + "，不超过" + l.cap.text + "分"
	}
	return points, words
}

func (r levelsRule) eval(in input) Result {
	sum := new(big.Rat)
	var some, blank []string
	for _, l := range r.levels {
		n, repeated, ok := in.items(l.count)
		if !ok {
			blank = append(blank, l.count)
			continue
		}
		if points, words := l.worth(in, n, repeated); n > 0 {
			sum.Add(sum, points)
			some = append(some, words)
		}
	}
	switch {
	case len(blank) > 0:
		return unanswered(in, blank...)
	case len(some) == 0:
		return scored(nought, r.none(in.c)+"，不得分").as(outcomeItems)
	}
	words := strings.Join(some, "，")
	if len(some) > 1 {
		words += "，合计" + short(sum)
	}
	if r.cap != nil && compare(sum, r.cap.Rat) >= 0 {
		if compare(sum, r.cap.Rat) > 0 {
			words += "，不超过" + r.cap.text + "分"
		}
		return scored(*r.cap, words).as(outcomeCap)
	}
	return Result{State: Scored, Points: sum, Reason: words, Outcome: outcomeItems}
}

// none says that there are none: "国家级0个，省级0个".
func (r levelsRule) none(c *Criterion) string {
	words := make([]string, 0, len(r.levels))
	for _, l := range r.levels {
		words = append(words, c.fields[l.count].Label+"0"+c.fields[l.count].Unit)
	}
	return strings.Join(words, "，")
}

// bound is the most a level can give, nil where it has none of its own.
func (l level) bound() *big.Rat {
	if l.limit == 0 {
		if l.cap == nil {
			return nil
		}
		return l.cap.Rat
	}
	total := times(&l.each, l.limit)
	if l.cap != nil && compare(total, l.cap.Rat) > 0 {
		return l.cap.Rat
	}
	return total
}

func (r levelsRule) most() *big.Rat {
	sum := new(big.Rat)
	for _, l := range r.levels {
		bound := l.bound()
		switch {
		case bound == nil && r.cap == nil:
			return nil
		case bound == nil:
			return r.cap.Rat
		}
		sum.Add(sum, bound)
	}
	if r.cap != nil && compare(sum, r.cap.Rat) > 0 {
		return r.cap.Rat
	}
	return sum
}

func (r levelsRule) describe(c *Criterion) string {
	words := make([]string, 0, len(r.levels)+1)
	for _, l := range r.levels {
		f := c.fields[l.count]
		unit := cmp.Or(f.Unit, "个")
		text := fmt.Sprintf("%s每%s得%s分", f.Label, unit, l.each.text)
		if l.limit > 0 {
			text += fmt.Sprintf("（最多计%d%s）", l.limit, unit)
		}
		if l.cap != nil {
			text += "（不超过" + l.cap.text + "分）"
		}
		words = append(words, text)
	}
	if r.cap != nil {
		words = append(words, "合计不超过"+r.cap.text+"分")
	}
	return strings.Join(words, "，")
}

func (levelsRule) outcomes() []string { return []string{outcomeItems, outcomeCap} }

// moves tries one more of every level; what is blank besides is taken for none.
func (r levelsRule) moves(in input) []move {
	out := make([]move, 0, len(r.levels))
	for _, l := range r.levels {
		m := more(in, l.count, 1)
		m.words = in.c.fields[l.count].Label + m.words
		for _, other := range r.levels {
			if _, ok := in.count(other.count); !ok && other.count != l.count {
				m.values[other.count] = "0"
			}
		}
		out = append(out, m)
	}
	return out
}
