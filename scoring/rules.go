package scoring

import (
	"cmp"
	"fmt"
	"math/big"
	"strconv"
	"strings"
)

// State says what is known of a criterion. Unknown is a state, not zero.
type State uint8

// The states, in the words of the rulebook.
const (
	Unanswered   State = iota // 未填报
	Scored                    // 已计分
	Pending                   // 待定: the city has not given its standard
	Incomputable              // 暂无法计算: a denominator or standard of 0
	Absent                    // 不涉及: the indicator is marked so
)

// String gives the machine-readable name.
func (s State) String() string {
	return [...]string{"unanswered", "scored", "pending", "incomputable", "not_applicable"}[s]
}

// Label gives the Chinese word printed for the state.
func (s State) Label() string {
	return [...]string{"未填报", "已计分", "待定", "暂无法计算", "不涉及"}[s]
}

// Result is the outcome of one criterion.
type Result struct {
	Criterion *Criterion
	State     State
	Points    *big.Rat // exact, before the indicator's cap; nil unless Scored; never to be changed
	Reason    string   // one line in Chinese, the same on screen and in print
	Over      bool     // a share stood above 100 % and was capped (G9)
	Outcome   string   // which of the rule's outcomes it is, "" for none the official text speaks of; see Criterion.Clause
}

// rule is one kind of arithmetic with its parameters.
type rule interface {
	// eval scores one criterion's answer.
	eval(in input) Result
	// moves lists changes of the answer that might gain more; whether they do is found by scoring them.
	moves(in input) []move
	// most is what the rule can give at best, nil where it has no limit of its own.
	most() *big.Rat
	// describe says the rule in Chinese.
	describe(c *Criterion) string
	// outcomes lists what Result.Outcome can be.
	outcomes() []string
}

func scored(points fixed, reason string) Result {
	return Result{State: Scored, Points: points.Rat, Reason: reason}
}

// as names the outcome of a result.
func (r Result) as(outcome string) Result {
	r.Outcome = outcome
	return r
}

func unanswered(in input, keys ...string) Result {
	var labels []string
	for _, k := range keys {
		if in.text(k) == "" {
			labels = append(labels, in.c.fields[k].asked())
		}
	}
	return Result{State: Unanswered, Reason: Unanswered.Label() + "：" + strings.Join(labels, "、")}
}

// incomputable is the result where a field to be divided by is 0.
func incomputable(in input, key string) Result {
	return Result{State: Incomputable, Reason: Incomputable.Label() + "：" + in.c.fields[key].Label + "为0"}
}

// flagged is what all(a, b) → n needs: every flag true gives full, one false gives 0, otherwise 未填报.
type flagged struct {
	keys []string
}

// check gives the state of the flags and their words "已明确工作任务，未明确时间节点".
func (f flagged) check(in input) (all bool, state State, words string) {
	all, state = true, Scored
	var b strings.Builder
	b.Grow(48 * len(f.keys))
	var denied bool
	for i, k := range f.keys {
		yes, ok := in.flag(k)
		if !ok {
			all, state = false, Unanswered
			continue
		}
		if i > 0 && b.Len() > 0 {
			b.WriteString("，")
		}
		b.WriteString(in.c.fields[k].stated(yes))
		denied = denied || !yes
	}
	if denied {
		return false, Scored, b.String()
	}
	return all, state, b.String()
}

// flagsRule: all(a, b) → n.
type flagsRule struct {
	flagged
	points fixed
	gained string // "，得3分"
}

func (r flagsRule) eval(in input) Result {
	all, state, words := r.check(in)
	switch {
	case state == Unanswered:
		return unanswered(in, r.keys...)
	case all:
		return scored(r.points, words+r.gained).as(outcomeWhole)
	}
	return scored(nought, words+"，不得分")
}

func (r flagsRule) most() *big.Rat { return r.points.Rat }

func (r flagsRule) describe(*Criterion) string {
	return fmt.Sprintf("%d项都为“是”得%s分", len(r.keys), r.points.text)
}

// choiceRule: points by the option chosen, all flags needed besides; an option of 0 points settles it.
type choiceRule struct {
	flagged
	choose string
	points map[string]fixed
}

func (r choiceRule) eval(in input) Result {
	option := in.text(r.choose)
	points, ok := r.points[option]
	if !ok {
		return unanswered(in, r.choose)
	}
	words := in.c.fields[r.choose].Label + "：" + in.c.fields[r.choose].OptionLabel(option)
	if points.Sign() == 0 {
		return scored(points, words+"，不得分").as(option)
	}
	all, state, flags := r.check(in)
	if flags != "" {
		words += "，" + flags
	}
	switch {
	case state == Unanswered:
		return unanswered(in, r.keys...)
	case !all:
		return scored(nought, words+"，不得分")
	}
	return scored(points, words+"，得"+points.text+"分").as(option)
}

func (r choiceRule) most() *big.Rat {
	best := new(big.Rat)
	for _, p := range r.points {
		if compare(p.Rat, best) > 0 {
			best = p.Rat
		}
	}
	return best
}

func (r choiceRule) describe(*Criterion) string {
	if len(r.keys) == 0 {
		return "按选项计分"
	}
	return fmt.Sprintf("按选项计分，另须%d项都为“是”", len(r.keys))
}

// times multiplies a rulebook number by a count.
func times(each *fixed, n int64) *big.Rat {
	total := new(big.Rat).SetInt64(n)
	return total.Mul(total, each.Rat)
}

// product words a multiplication: "0.5×3＝1.5".
func product(each *fixed, n int64, total *big.Rat) string {
	return each.text + "×" + strconv.FormatInt(n, 10) + equals(total)
}

// perItemRule: so much for each item, perhaps up to a cap (不超过).
type perItemRule struct {
	count string
	each  fixed
	cap   *fixed // nil: only the indicator's own cap
}

func (r perItemRule) eval(in input) Result {
	n, repeated, ok := in.items(r.count)
	if !ok {
		return unanswered(in, r.count)
	}
	total := times(&r.each, n)
	reason := product(&r.each, n, total) + repeatWords(repeated)
	if r.cap == nil || compare(total, r.cap.Rat) < 0 {
		return Result{State: Scored, Points: total, Reason: reason, Outcome: outcomeItems}
	}
	if compare(total, r.cap.Rat) > 0 {
		reason += "，不超过" + r.cap.text + "分"
	}
	return scored(*r.cap, reason).as(outcomeCap)
}

func (r perItemRule) most() *big.Rat {
	if r.cap == nil {
		return nil
	}
	return r.cap.Rat
}

func (r perItemRule) describe(c *Criterion) string {
	words := "每" + cmp.Or(c.fields[r.count].Unit, "个") + "得" + r.each.text + "分"
	if r.cap != nil {
		words += "，不超过" + r.cap.text + "分"
	}
	return words
}

// judgedRule: the points claimed, to be confirmed by the city.
type judgedRule struct {
	claim, reason string
	points        fixed
}

func (r judgedRule) eval(in input) Result {
	claim, ok := in.number(r.claim)
	if !ok {
		return unanswered(in, r.claim)
	}
	verb := "预估"
	if in.c.Indicator.Source.Self() {
		verb = "自评"
	}
	words := verb + short(claim) + "分"
	if text := in.c.ProgressText(in.a.Register); text != "" {
		words += "（" + text + "）"
	}
	if why := strings.Join(strings.Fields(in.text(r.reason)), " "); why != "" {
		words += "，理由：" + why
	}
	return Result{State: Scored, Points: claim, Reason: words, Outcome: outcomeWhole}
}

func (r judgedRule) most() *big.Rat { return r.points.Rat }

func (r judgedRule) describe(c *Criterion) string {
	return "自评或预估0至" + r.points.text + "分，由" + c.Indicator.words.Confirmed()
}

// repeatWords says what a register left out as repeated.
func repeatWords(repeated int) string {
	if repeated == 0 {
		return ""
	}
	return "（另有" + strconv.Itoa(repeated) + "条重复未计）"
}

func short(r *big.Rat) string {
	text, _ := decimal(r)
	return text
}
