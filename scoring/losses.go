package scoring

import (
	"math/big"
	"strings"
)

// loss is one cause of a deduction.
type loss struct {
	flag  string
	when  bool // the answer of the flag that costs
	costs fixed

	choose   string
	byOption map[string]fixed

	measure measure
	base    *fixed // counted is the difference to it
	side    side
	step    step
	limit   *fixed
	each    fixed
	cap     *fixed

	tiers []tier
}

// side says which way from its base a measure costs.
type side uint8

const (
	anySide side = iota
	belowBase
	aboveBase
)

// taken is what one loss takes, and its words; points is nil while that is not known.
type taken struct {
	points *big.Rat
	words  string
	blank  []string
	zero   string
	over   bool
}

// compile builds the loss of one entry; the error is a sentence about it.
func (s LossSpec) compile(c *Criterion) (loss, error) {
	need := fieldCheck{c: c}
	l := loss{costs: s.Points.exact()}
	keys := s.name(&l, &need)
	switch {
	case need.err != nil:
	case l.flag != "":
		if need.one(KindYes, l.flag); s.Points == 0 {
			need.fail("没有写扣几分 points")
		}
	case l.choose != "":
		l.byOption = need.byOption(s.Choose, s.ByOption)
	case s.Tiers != nil:
		keys += " tiers"
		need.compileMeasure(l.measure)
		l.tiers = need.compileTiers(s.Tiers, l.measure)
	default:
		keys += " each per broken limit cap below above target"
		need.compileMeasure(l.measure)
		s.compileEach(&l, &need)
	}
	if key := unused(s, keys); key != "" {
		need.fail("用不到“%s”，请删去，或分成两条写", key)
	}
	return l, need.err
}

// name finds what the loss is about, and gives the keys that say so.
func (s LossSpec) name(l *loss, need *fieldCheck) (keys string) {
	switch {
	case s.Flag != "":
		l.flag, l.when = s.Flag, true
		return "flag points"
	case s.Unless != "":
		l.flag = s.Unless
		return "unless points"
	case s.Choose != "":
		l.choose = s.Choose
		return "choose by_option"
	case s.Count != "":
		need.one(KindCount, s.Count)
		l.measure = measure{key: s.Count}
		return "count"
	case s.Amount != "":
		l.measure = measure{key: s.Amount}
		return "amount"
	case s.Part != "" && s.Whole != "":
		l.measure = measure{key: s.Part, whole: s.Whole}
		return "part whole"
	case s.Date != "" && s.Due != "":
		l.measure = measure{key: s.Date, due: s.Due}
		return "date due"
	}
	need.fail("没有写扣分看什么：flag、unless、choose、count、amount、part 和 whole、date 和 due 选一种")
	return ""
}

func (s LossSpec) compileEach(l *loss, need *fieldCheck) {
	bases := 0
	for i, b := range []*Points{s.Target, s.Below, s.Above} {
		if b != nil {
			bases++
			l.base, l.side = b.exactOrNil(), side(i)
		}
	}
	l.limit, l.cap = s.Limit.exactOrNil(), s.Cap.exactOrNil()
	switch {
	case bases > 1:
		need.fail("below、above、target 只写一个")
	case s.Each == nil || *s.Each == 0:
		need.fail("没有写每个扣几分 each，或分档 tiers")
		return
	case s.Limit != nil && (*s.Limit == 0 || *s.Limit%100 != 0):
		need.fail("limit（最多计几个）应为大于0的整数")
	}
	l.step = need.compileStep(s.Per, s.Broken)
	l.each = s.Each.exact()
}

func (l loss) take(in input) taken {
	switch {
	case l.flag != "":
		return l.takeFlag(in)
	case l.choose != "":
		return l.takeOption(in)
	}
	r := l.measure.read(in)
	out := taken{words: r.words, blank: r.blank, zero: r.zero, over: r.over}
	switch {
	case r.value == nil:
	case l.tiers == nil:
		out.points, out.words = l.takeEach(in.c, r)
	default:
		out.points = nought.Rat
		if i, ok := find(l.tiers, r.value); ok && l.tiers[i].points.Sign() > 0 {
			t := l.tiers[i]
			if reach := t.reason(l.measure.unit(in.c)); reach != "" {
				out.words += "，" + reach
			}
			out.points, out.words = t.points.Rat, out.words+"，扣"+t.points.text+"分"
		}
	}
	return out
}

func (l loss) takeFlag(in input) taken {
	yes, ok := in.flag(l.flag)
	if !ok {
		return taken{blank: []string{l.flag}}
	}
	words := in.c.fields[l.flag].stated(yes)
	if yes != l.when {
		return taken{points: nought.Rat, words: words}
	}
	return taken{points: l.costs.Rat, words: words + "，扣" + l.costs.text + "分"}
}

func (l loss) takeOption(in input) taken {
	costs, ok := l.byOption[in.text(l.choose)]
	if !ok {
		return taken{blank: []string{l.choose}}
	}
	f := in.c.fields[l.choose]
	words := f.Label + "：" + f.OptionLabel(in.text(l.choose))
	if costs.Sign() > 0 {
		words += "，扣" + costs.text + "分"
	}
	return taken{points: costs.Rat, words: words}
}

// difference is what is counted of a measure.
func (l loss) difference(value *big.Rat) *big.Rat {
	if l.base == nil {
		return value
	}
	d := new(big.Rat).Sub(value, l.base.Rat)
	switch {
	case l.side == belowBase:
		d.Neg(d)
	case l.side == anySide:
		d.Abs(d)
	}
	if d.Sign() < 0 {
		return nought.Rat
	}
	return d
}

// takeEach counts the steps and words them: "漏报3条，扣1.5分（0.5×3）".
func (l loss) takeEach(c *Criterion, r reading) (points *big.Rat, words string) {
	d := l.difference(r.value)
	words = r.words
	if l.base != nil && d.Sign() > 0 {
		verb := "多"
		switch {
		case l.side == anySide:
			verb = "相差"
		case compare(r.value, l.base.Rat) < 0:
			verb = "少"
		}
		words += map[bool]string{true: "，与", false: "，比"}[l.side == anySide] + l.base.text + l.measure.unit(c) + verb + short(d) + l.measure.step(c)
	}
	steps, note := l.steps(c, d)
	points = new(big.Rat).Mul(l.each.Rat, steps)
	if points.Sign() == 0 {
		return points, words
	}
	sum := note + l.each.text + "×" + short(steps)
	if l.cap != nil && compare(points, l.cap.Rat) > 0 {
		sum += equals(points) + "，不超过" + l.cap.text + "分"
		points = l.cap.Rat
	}
	return points, words + "，扣" + short(points) + "分（" + sum + "）"
}

// steps counts how often a difference holds the step, and says what was left out.
func (l loss) steps(c *Criterion, d *big.Rat) (steps *big.Rat, note string) {
	steps, note = l.step.count(d, l.measure.step(c))
	if l.limit != nil && compare(steps, l.limit.Rat) > 0 {
		return l.limit.Rat, note + "最多计" + l.limit.text + l.measure.step(c) + "，"
	}
	return steps, note
}

func (l loss) describe(c *Criterion) string {
	if l.flag != "" {
		words := c.fields[l.flag].stated(l.when)
		if strings.Contains(words, "：") {
			words = "“" + c.fields[l.flag].Label + "”为“" + map[bool]string{true: "是", false: "否"}[l.when] + "”"
		}
		return words + "扣" + l.costs.text + "分"
	}
	if l.choose != "" {
		return l.describeOptions(c.fields[l.choose])
	}
	label, unit := l.measure.label(c), l.measure.unit(c)
	if l.tiers != nil {
		words := label
		for i, t := range l.tiers {
			if i > 0 {
				words += "，"
			}
			words += t.describe(unit) + "扣" + t.points.text + "分"
		}
		return words
	}
	one := l.measure.step(c)
	words := label + "每" + l.step.words(one)
	if l.base != nil {
		words = label + map[side]string{anySide: "与", belowBase: "比", aboveBase: "比"}[l.side] + l.base.text + unit + "每" +
			map[side]string{anySide: "相差", belowBase: "少", aboveBase: "多"}[l.side] + l.step.per.text + one
	}
	words += "扣" + l.each.text + "分" + map[string]string{brokenShare: "（不足的按比例）", brokenWhole: "（不足的按一次计）"}[l.step.broken]
	if l.limit != nil {
		words += "（最多计" + l.limit.text + one + "）"
	}
	if l.cap != nil {
		words += "（不超过" + l.cap.text + "分）"
	}
	return words
}

func (l loss) describeOptions(f *Field) string {
	var words []string
	for _, o := range f.Options {
		if p := l.byOption[o.Key]; p.Sign() > 0 {
			words = append(words, "“"+o.Label+"”扣"+p.text+"分")
		}
	}
	return f.Label + "为" + strings.Join(words, "，")
}

// undo makes the move after which the loss takes nothing, or the least it can.
func (l loss) undo(in input) (m move, ok bool) {
	if l.flag != "" {
		label := "“" + in.c.fields[l.flag].Label + "”"
		if l.when {
			return move{values: map[string]string{l.flag: "false"}, words: "避免" + label}, true
		}
		return move{values: map[string]string{l.flag: "true"}, words: "落实" + label}, true
	}
	if l.choose != "" {
		return l.undoOption(in), true
	}
	best := nought.Rat
	if l.base != nil {
		best = l.base.Rat
	}
	now := l.measure.read(in).value
	if l.tiers != nil {
		best = l.cheapest(in.c, now)
	}
	return l.measure.reach(in, best, now == nil || compare(best, now) >= 0)
}

// undoOption takes the first option that costs least.
func (l loss) undoOption(in input) move {
	f := in.c.fields[l.choose]
	best := f.Options[0]
	for _, o := range f.Options {
		if l.byOption[o.Key].Cmp(l.byOption[best.Key].Rat) < 0 {
			best = o
		}
	}
	return move{values: map[string]string{l.choose: best.Key}, words: "落实" + f.Label + "为“" + best.Label + "”"}
}

// cheapest finds the value that costs least, the nearest to the present one among those.
func (l loss) cheapest(c *Criterion, now *big.Rat) *big.Rat {
	if now == nil {
		now = nought.Rat
	}
	var best, least, far *big.Rat
	for _, value := range candidates(l.tiers, l.measure, c) {
		costs := nought.Rat
		if i, ok := find(l.tiers, value); ok {
			costs = l.tiers[i].points.Rat
		}
		off := away(value, now)
		if best == nil || compare(costs, least) < 0 || compare(costs, least) == 0 && compare(off, far) < 0 {
			best, least, far = value, costs, off
		}
	}
	return best
}
