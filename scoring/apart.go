package scoring

import (
	"math/big"
	"strings"
)

// left is what the criteria leave in a pool, nothing while one of them is not scored.
func (p *Pool) left(results []Result) PoolResult {
	out := PoolResult{Pool: p}
	left := p.Points.exact().Rat
	for _, r := range results {
		if r.Criterion.pool != p {
			continue
		}
		if r.State != Scored {
			return PoolResult{Pool: p}
		}
		left = sumOf(left, r.Points)
		if r.Points.Sign() != 0 {
			out.taken = append(out.taken, new(big.Rat).Abs(r.Points))
		}
	}
	if out.Points = left; left.Sign() < 0 {
		out.Points = new(big.Rat)
	}
	return out
}

// Spent reports whether more was taken than the pool has.
func (p PoolResult) Spent() bool {
	sum := new(big.Rat)
	for _, t := range p.taken {
		sum.Add(sum, t)
	}
	return compare(sum, p.Pool.Points.exact().Rat) > 0
}

// words is the arithmetic of a pool: “5－0.5－0.2＝4.3”. named says whose pool it is, where the indicator has criteria besides.
func (p PoolResult) words(named bool) string {
	head := ""
	if named {
		head = strings.Join(p.Pool.IDs, "、") + "合计："
	}
	points := p.Pool.Points.Short()
	switch {
	case p.Points == nil:
		return head + "共" + points + "分，各要点都填报完整后计算"
	case len(p.taken) == 0:
		return head + "没有扣分，得" + points + "分"
	}
	sum := points
	for _, t := range p.taken {
		sum += "－" + short(t)
	}
	if p.Spent() {
		return head + sum + "，扣完为止，得0分"
	}
	return head + sum + equals(p.Points)
}

// AbsentIn reports whether the indicator is marked 不涉及 in the answers.
func (ind *Indicator) AbsentIn(answers Answers) bool {
	return ind.mark != nil && answers[ind.mark.ID].Values[MarkAbsent] == "true"
}

// leftOut reports whether the indicator counts neither with its points nor with what they are measured against.
func (res IndicatorResult) leftOut() bool {
	return res.Status == NotAsked && res.Indicator.Absent == LeftOut
}

// scoreAbsent is the outcome of an indicator marked 不涉及. What is filled in at its criteria does not count.
func (ind *Indicator) scoreAbsent(answers Answers) IndicatorResult {
	res := IndicatorResult{Indicator: ind, Status: NotAsked, Reason: ind.absentWords()}
	state := Absent
	switch ind.Absent {
	case Averaged:
		state = Pending
	case FullPoints:
		res.Known, res.Score = true, ind.Max
	}
	for _, c := range ind.Criteria {
		res.Results = append(res.Results, Result{Criterion: c, State: state, Reason: res.Reason})
	}
	for _, p := range ind.Pools {
		res.Pools = append(res.Pools, PoolResult{Pool: p})
	}
	if why := strings.Join(strings.Fields(answers[ind.mark.ID].Values[MarkReason]), " "); why != "" {
		res.Reason += "（理由：" + why + "）"
	}
	return res
}

// averagedWords say of an indicator marked 不涉及 that only the assessor, who knows the others, can work out what it gets.
func (ind *Indicator) averagedWords() string {
	return Absent.Label() + "，按平均分计，由" + ind.words.Assessor + "计算"
}

// absentWords says how an indicator marked 不涉及 is treated.
func (ind *Indicator) absentWords() string {
	switch ind.Absent {
	case Averaged:
		return Pending.Label() + "：" + ind.averagedWords()
	case FullPoints:
		return Absent.Label() + "，按满分计，得" + ind.Max.Short() + "分"
	}
	return Absent.Label() + "，不计入总分，其余各项换算"
}

// apartWords words a reason in a section outside the total: what a rule gives is taken off, or lets a criterion pass or strike.
func (r Result) apartWords() string {
	if r.State != Scored {
		return r.Reason
	}
	if _, said := r.Criterion.rule.(deductRule); said {
		return r.Reason // a deduction says itself what it takes
	}
	points := short(r.Points)
	words := strings.TrimSuffix(r.Reason, "，得"+points+"分")
	words = strings.TrimSuffix(words, "，不得分")
	switch r.Criterion.Indicator.Section.Apart {
	case TakesOff:
		if r.Points.Sign() == 0 {
			return words + "，不扣分"
		}
		return words + "，扣" + points + "分"
	case MayStrike:
		return words + "，" + verdictWords[r.Verdict()]
	}
	return r.Reason
}

// verdictWords are the verdicts as papers and screen say them.
var verdictWords = map[Verdict]string{Passed: "通过", Struck: "未通过", Open: "未填报"}

// Label gives the Chinese word for the verdict.
func (v Verdict) Label() string { return verdictWords[v] }

// Shown are the points of a scored criterion as papers and screen show them, with two decimals; what is taken off, or out of a pool, is “扣5.00”
// or “不扣分”, and in a veto section there is a verdict.
func (r Result) Shown() string {
	switch c := r.Criterion; {
	case c.Indicator.Section.Apart == MayStrike:
		return r.Verdict().Label()
	case c.pool == nil && c.Indicator.Section.Apart != TakesOff:
		return FormatShown(r.Points)
	case r.Points.Sign() == 0:
		return "不扣分"
	}
	return "扣" + FormatShown(new(big.Rat).Abs(r.Points))
}

// Verdict is what a criterion of a veto section comes to by the result.
func (r Result) Verdict() Verdict {
	switch {
	case r.State != Scored:
		return Open
	case compare(r.Points, r.Criterion.Max.exact().Rat) < 0:
		return Struck
	}
	return Passed
}

// verdicts are the verdicts of a veto section's indicator: of one that the assessor has decided the same for all its criteria, which need
// not have been scored.
func (res IndicatorResult) verdicts() []VetoResult {
	if res.decided {
		verdict := Passed
		if res.Score < res.Indicator.Max {
			verdict = Struck
		}
		out := make([]VetoResult, len(res.Indicator.Criteria))
		for i, c := range res.Indicator.Criteria {
			out[i] = VetoResult{Result{Criterion: c}, verdict}
		}
		return out
	}
	out := make([]VetoResult, 0, len(res.Results))
	for _, r := range res.Results {
		out = append(out, VetoResult{r, r.Verdict()})
	}
	return out
}

// verdictText is the verdict of a whole indicator: it strikes where one of its criteria does, and passes where all do.
func (res IndicatorResult) verdictText() string {
	for _, v := range res.verdicts() {
		if v.Verdict == Struck {
			return Struck.Label()
		}
	}
	if res.Status == Complete {
		return Passed.Label()
	}
	return res.Gap()
}
