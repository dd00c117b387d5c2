package scoring

import (
	"cmp"
	"fmt"
	"maps"
	"math/big"
	"slices"
	"strconv"
	"strings"
)

// Gain is one thing that would give a county more points, found by scoring the changed answer.
type Gain struct {
	Criterion *Criterion
	Words     string // "再归集3家：3→5分"
	Plus      Points // what the indicator's printed score would gain
	Possible  bool   // papers still to be found may bring it; otherwise it was an event of the assessed year
}

// When says in Chinese whether the gain can still be had after the assessed year.
func (g Gain) When() string {
	if g.Possible {
		return "补材料即可"
	}
	return "年度已过，不能再补"
}

// move is a change of one answer worth trying.
type move struct {
	values map[string]string
	words  string
	tiers  bool // word the gain as "3→5分" rather than "+0.5分"
}

// Gains lists what would gain more over all of the county's own criteria, the largest first.
func (e *Edition) Gains(answers Answers) []Gain {
	var gains []Gain
	for _, ind := range e.indicators {
		gains = append(gains, ind.Gains(answers)...)
	}
	slices.SortStableFunc(gains, func(a, b Gain) int { return cmp.Compare(b.Plus, a.Plus) })
	return gains
}

// Gains lists what would gain more at one indicator; indicators scored by the city have none, nor have those marked 不涉及 and those of
// sections that take off or may strike. In a bonus section nothing gains more than its cap leaves room for.
func (ind *Indicator) Gains(answers Answers) []Gain {
	if apart := ind.Section.Apart; !ind.Source.Self() || apart == TakesOff || apart == MayStrike || ind.AbsentIn(answers) {
		return nil
	}
	var gains []Gain
	now := ind.Score(answers)
	for _, c := range ind.Criteria {
		if p := now.pool(c); p != nil && (p.Points == nil || p.Spent()) {
			continue // one criterion alone gains nothing, or not all that is to be gained
		}
		in := input{c, answers[c.ID]}
		for _, m := range c.rule.moves(in) {
			if g, ok := ind.try(answers, now, c, m); ok {
				gains = append(gains, g)
			}
		}
	}
	for _, p := range now.Pools {
		if p.Points == nil || p.Spent() {
			gains = append(gains, ind.refill(answers, now, p.Pool)...)
		}
	}
	return ind.roomFor(gains, answers)
}

// roomFor leaves of the gains in a bonus section what its cap has room for.
func (ind *Indicator) roomFor(gains []Gain, answers Answers) []Gain {
	if ind.Section.Apart != AddsOn || len(gains) == 0 {
		return gains
	}
	total := SectionTotal{Section: ind.Section}
	for _, other := range ind.Section.Indicators {
		total.add(other.Score(answers))
	}
	room := ind.Section.Most() - total.counted().Score
	if room == 0 {
		return nil
	}
	for i, g := range gains {
		if g.Plus > room {
			gains[i].Plus = room
			gains[i].Words += "（加分合计最多再多" + room.Short() + "分）"
		}
	}
	return gains
}

// refill is the gain of all criteria of a pool answered at their best, which stands at the first of them.
func (ind *Indicator) refill(answers Answers, now IndicatorResult, pool *Pool) []Gain {
	swapped := ind.own(answers)
	possible := true
	for _, c := range pool.criteria {
		in := input{c, answers[c.ID]}
		var values map[string]string
		swapped[c.ID], values = c.best(in.a)
		possible = possible && (c.Late == "papers" || in.onlyBlank(values))
	}
	plus := ind.Score(swapped).Score - now.Score
	if plus <= 0 {
		return nil
	}
	words := strings.Join(pool.IDs, "、") + "填报完整、没有扣分情形：+" + plus.Short() + "分"
	return []Gain{{Criterion: pool.criteria[0], Words: words, Plus: plus, Possible: possible}}
}

// mostMoves bounds the search of the best answer; no rule needs as many moves one after the other.
const mostMoves = 32

// best makes move after move as long as the criterion gets more by it, and gives what they set.
func (c *Criterion) best(a Answer) (Answer, map[string]string) {
	set := map[string]string{}
	for range mostMoves {
		now, next := c.rule.eval(input{c, a}).Points, a
		var values map[string]string
		for _, m := range c.rule.moves(input{c, a}) {
			changed := input{c, a}.with(m.values)
			if then := c.rule.eval(input{c, changed}).Points; then != nil && (now == nil || then.Cmp(now) > 0) {
				now, next, values = then, changed, m.values
			}
		}
		if values == nil {
			break
		}
		maps.Copy(set, values)
		a = next
	}
	return a, set
}

// own copies the answers to the indicator's criteria.
func (ind *Indicator) own(answers Answers) Answers {
	own := make(Answers, len(ind.Criteria))
	for _, c := range ind.Criteria {
		own[c.ID] = answers[c.ID]
	}
	return own
}

// pool finds the pool a criterion takes from, nil where it gives points of its own.
func (res IndicatorResult) pool(c *Criterion) *PoolResult {
	for i := range res.Pools {
		if res.Pools[i].Pool == c.pool {
			return &res.Pools[i]
		}
	}
	return nil
}

// try scores the indicator with one move made.
func (ind *Indicator) try(answers Answers, now IndicatorResult, c *Criterion, m move) (Gain, bool) {
	in := input{c, answers[c.ID]}
	changed := in.with(m.values)
	swapped := ind.own(answers)
	swapped[c.ID] = changed
	then := ind.Score(swapped)
	plus := then.Score - now.Score
	if plus <= 0 {
		return Gain{}, false
	}
	words := m.words + "：+" + plus.Short() + "分"
	if m.tiers && c.pool == nil {
		before := c.eval(in.a).Points
		if before == nil {
			before = new(big.Rat)
		}
		words = fmt.Sprintf("%s：%s→%s分", m.words, short(before), short(c.eval(changed).Points))
	}
	return Gain{Criterion: c, Words: words, Plus: plus, Possible: c.Late == "papers" || in.onlyBlank(m.values)}, true
}

// onlyBlank reports whether a move fills in blanks and takes back nothing that was stated.
func (in input) onlyBlank(values map[string]string) bool {
	for k := range values {
		if in.text(k) != "" {
			return false
		}
		if n, ok := in.count(k); ok && n > 0 {
			return false
		}
	}
	return true
}

// missing makes a move that sets every flag not yet true, adding to the values given.
func (f flagged) missing(in input, values map[string]string) (labels []string) {
	for _, k := range f.keys {
		if yes, _ := in.flag(k); !yes {
			values[k] = "true"
			labels = append(labels, "“"+in.c.fields[k].Label+"”")
		}
	}
	return labels
}

func (r flagsRule) moves(in input) []move {
	values := map[string]string{}
	labels := r.missing(in, values)
	return []move{{values: values, words: "落实" + strings.Join(labels, "、")}}
}

func (r choiceRule) moves(in input) []move {
	best := in.text(r.choose)
	for _, o := range in.c.fields[r.choose].Options {
		if p, ok := r.points[best]; !ok || r.points[o.Key].Cmp(p.Rat) > 0 {
			best = o.Key
		}
	}
	var out []move
	tried := map[string]bool{"": true}
	for _, option := range []string{in.text(r.choose), best} {
		if tried[option] {
			continue
		}
		tried[option] = true
		values := map[string]string{}
		labels := r.missing(in, values)
		if option != in.text(r.choose) {
			values[r.choose] = option
			field := in.c.fields[r.choose]
			labels = append([]string{field.Label + "为“" + field.OptionLabel(option) + "”"}, labels...)
		}
		out = append(out, move{values: values, words: "落实" + strings.Join(labels, "、"), tiers: true})
	}
	return out
}

// more makes the move that raises a count by so many, or lowers it where that is negative.
func more(in input, key string, by int64) move {
	n, _ := in.count(key)
	f := in.c.fields[key]
	verb, pieces := cmp.Or(f.More, "再增加"), by
	if by < 0 {
		verb, pieces = f.Label+"减少", -by
	}
	return move{
		values: map[string]string{key: strconv.FormatInt(n+by, 10)},
		words:  fmt.Sprintf("%s%d%s", verb, pieces, f.Unit),
	}
}

func (r perItemRule) moves(in input) []move { return []move{more(in, r.count, 1)} }

func (r shareRule) moves(in input) []move {
	part, _ := in.count(r.part)
	whole, ok := in.count(r.whole)
	if !ok || whole <= part {
		return nil
	}
	return []move{more(in, r.part, whole-part)}
}

func (r attainRule) moves(in input) []move { return nil }

func (r frequencyRule) moves(in input) []move { return nil }

func (r judgedRule) moves(in input) []move {
	most := r.points.text
	return []move{{values: map[string]string{r.claim: most}, words: "理由和材料充分的，可自评至" + most + "分"}}
}

func (r uptimeRule) moves(in input) []move {
	values := map[string]string{}
	words := flagged{[]string{r.platform, r.secure}}.missing(in, values)
	if hours, ok := in.number(r.hours); !ok || compare(hours, r.fullHours.Rat) > 0 {
		limit := r.fullHours.text
		values[r.hours] = limit
		words = append(words, "累计中断不超过"+limit+"小时")
	}
	return []move{{values: values, words: "落实" + strings.Join(words, "、"), tiers: true}}
}

// MostToGain adds the largest of the gains at every criterion, as those of one criterion exclude each other, and takes no indicator
// beyond what its text can reach, no bonus section beyond its cap.
func (c Scorecard) MostToGain(gains []Gain) Points {
	best := map[*Criterion]Points{}
	for _, g := range gains {
		best[g.Criterion] = max(best[g.Criterion], g.Plus)
	}
	var sum Points
	for _, s := range c.Sections {
		var more Points
		for _, ind := range s.Section.Indicators {
			var plus Points
			for _, criterion := range ind.Criteria {
				plus += best[criterion]
			}
			more += min(plus, ind.most()-c.Indicators[ind.No-1].Score)
		}
		if s.Section.Apart == AddsOn {
			more = min(more, s.Counted.Max-s.Counted.Score)
		}
		sum += more
	}
	return sum
}

// most is what an indicator can reach.
func (ind *Indicator) most() Points {
	if ind.Reachable != 0 {
		return ind.Reachable
	}
	return ind.Max
}
