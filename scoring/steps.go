package scoring

import (
	"fmt"
	"math/big"
)

// step is how much of a difference counts as one (每5日、每1个百分点), and what becomes of less than that.
type step struct {
	per    fixed
	broken string
}

// What becomes of less than one step.
const (
	brokenDropped = ""
	brokenShare   = "share"
	brokenWhole   = "whole"
)

func (f *fieldCheck) compileStep(per *Points, broken string) step {
	one := Points(100)
	if per != nil {
		one = *per
	}
	if one == 0 {
		f.fail("per 应大于0")
		one = 100
	}
	if broken != brokenDropped && broken != brokenShare && broken != brokenWhole {
		f.fail("broken 应写 share（不足一个的按比例）或 whole（不足一个的按一个计），不计的不写")
	}
	return step{one.exact(), broken}
}

// count says how many steps a difference holds, with a note where something was left out or rounded up.
func (s step) count(d *big.Rat, unit string) (steps *big.Rat, note string) {
	steps = new(big.Rat).Quo(d, s.per.Rat)
	if s.broken != brokenShare && !steps.IsInt() {
		note = "不足" + s.per.text + unit + map[bool]string{true: "的按一次计，", false: "的不计，"}[s.broken == brokenWhole]
		steps.SetInt(rounded(steps, s.broken == brokenWhole))
	}
	return steps, note
}

// words name one step: "条", "5日".
func (s step) words(unit string) string {
	if s.per.text == "1" {
		return unit
	}
	return s.per.text + unit
}

// stepsRule: a number of points at a target, so much more for each step above it and less below (每增减1个百分点增减0.3分).
type stepsRule struct {
	measure     measure
	target      fixed
	start, each fixed
	step        step
	points      fixed // the most
}

func (s RuleSpec) compileSteps(need *fieldCheck) rule {
	m := s.measure(need)
	need.compileMeasure(m)
	switch {
	case s.Target == nil:
		need.fail("没有写目标值 target")
		return stepsRule{}
	case m.whole != "" && *s.Target > 100_00:
		need.fail("占比的目标值 target 应不超过100")
	case s.Each == 0:
		need.fail("没有写每个增减几分 each")
	case s.Start > s.Points:
		need.fail("达到目标值得%s分（start），多于最高分 points", s.Start.Short())
	}
	return stepsRule{m, s.Target.exact(), s.Start.exact(), s.Each.exact(), need.compileStep(s.Per, s.Broken), s.Points.exact()}
}

func (r stepsRule) eval(in input) Result {
	read := r.measure.read(in)
	if read.value == nil {
		return lacking(in, read.blank, read.zero)
	}
	res := r.at(in.c, read)
	res.Over = read.over
	return res
}

// at is the result for a reading: "完成率93%，比90%多3个百分点，3＋0.3×3＝3.9".
func (r stepsRule) at(c *Criterion, read reading) Result {
	side := compare(read.value, r.target.Rat)
	d := away(read.value, r.target.Rat)
	unit := r.measure.unit(c)
	if side == 0 {
		return scored(r.start, read.words+"，达到"+r.target.text+unit+gained(r.start)).as(outcomeMet)
	}
	steps, note := r.step.count(d, r.measure.step(c))
	part := new(big.Rat).Mul(r.each.Rat, steps)
	outcome, way, sign := outcomeMet, "多", "＋"
	if side < 0 {
		outcome, way, sign = outcomeShort, "少", "－"
		part.Neg(part)
	}
	sum := new(big.Rat).Add(r.start.Rat, part)
	words := read.words + "，比" + r.target.text + unit + way + short(d) + r.measure.step(c) + "，" + note + r.start.text + sign +
		r.each.text + "×" + short(steps)
	switch {
	case sum.Sign() < 0:
		return scored(nought, words+"，不足0分，得0分").as(outcome)
	case compare(sum, r.points.Rat) > 0:
		return scored(r.points, words+equals(sum)+"，不超过"+r.points.text+"分").as(outcome)
	}
	return Result{State: Scored, Points: sum, Reason: words + equals(sum), Outcome: outcome}
}

// most is what the rule states, or less where a percentage of 100 does not bring as much.
func (r stepsRule) most() *big.Rat {
	if r.measure.whole == "" {
		return r.points.Rat
	}
	room := new(big.Rat).Sub(big.NewRat(100, 1), r.target.Rat)
	steps, _ := r.step.count(room, "")
	best := new(big.Rat).Mul(r.each.Rat, steps)
	if best.Add(best, r.start.Rat); compare(best, r.points.Rat) < 0 {
		return best
	}
	return r.points.Rat
}

func (r stepsRule) describe(c *Criterion) string {
	return fmt.Sprintf("%s达到%s%s得%s分，每增减%s增减%s分，不超过%s分", r.measure.label(c), r.target.text, r.measure.unit(c), r.start.text,
		r.step.per.text+r.measure.step(c), r.each.text, r.points.text)
}

func (stepsRule) outcomes() []string { return []string{outcomeMet, outcomeShort} }

// moves tries the target, and the value that brings the most.
func (r stepsRule) moves(in input) []move {
	var out []move
	full := new(big.Rat).Sub(r.points.Rat, r.start.Rat)
	full.Quo(full, r.each.Rat)
	if r.step.broken != brokenShare {
		full.SetInt(rounded(full, true))
	}
	full.Mul(full, r.step.per.Rat)
	full.Add(full, r.target.Rat)
	for _, value := range []*big.Rat{r.target.Rat, full} {
		if r.measure.whole != "" && compare(value, big.NewRat(100, 1)) > 0 {
			value = big.NewRat(100, 1)
		}
		if m, ok := r.measure.reach(in, value, true); ok {
			m.tiers = true
			out = append(out, m)
		}
	}
	return out
}
