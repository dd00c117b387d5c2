package scoring

import (
	"math/big"
	"strings"
)

// Status says how far an indicator is answered.
type Status string

// The statuses.
const (
	Complete    Status = "complete"   // every criterion is scored
	NoAnswer    Status = "unanswered" // every criterion is blank
	PartlyKnown Status = "partial"
	NotAsked    Status = "not_applicable" // marked 不涉及, see Indicator.Absent
)

// IndicatorResult is the outcome of one indicator: its criteria, and its points after the cap and the one rounding (G3, G11).
type IndicatorResult struct {
	Indicator *Indicator
	Results   []Result
	Pools     []PoolResult
	Status    Status
	Known     bool // it has points: a criterion or a pool is scored, or it gets them as 不涉及; otherwise Score means nothing
	Score     Points
	Capped    bool // the criteria add up to more than the indicator's points
	Reason    string

	decided bool // Score is the assessor's, see Decided
}

// Total is a sum of rounded indicator scores and the printed points it is measured against.
type Total struct {
	Score, Max Points
	Known      bool // at least one of its indicators is scored; otherwise Score is 0 and says nothing
}

// SectionTotal keeps 自评 and 预估 of a section apart; sections 六 and 七 hold both.
type SectionTotal struct {
	Section        *Section
	Self, Forecast Total
	Counted        Total // of a bonus or penalty section: both together, at most its cap
}

// Scorecard is the outcome of all indicators. Self (自评) and Forecast (预估) are the total's and never added together; sections outside the
// total do not count in them, nor does what is left out as 不涉及.
type Scorecard struct {
	Indicators     []IndicatorResult
	Sections       []SectionTotal
	Self, Forecast Total
	Bonus, Penalty Total        // what counts of the sections apart; Max is their cap, 0 where there are none
	Vetoes         []VetoResult // every criterion of the veto sections
	Overall        *Overall     // nil where the rulebook has none, see Edition.HasOverall
}

// Score applies the whole rulebook to the answers. It never fails: what cannot be scored has a state and a reason.
func (e *Edition) Score(answers Answers) Scorecard {
	results := make([]IndicatorResult, 0, len(e.indicators))
	for _, ind := range e.indicators {
		results = append(results, ind.Score(answers))
	}
	return e.Tally(results)
}

// Result finds the outcome of one criterion.
func (c Scorecard) Result(criterion *Criterion) Result {
	for _, r := range c.Indicators[criterion.Indicator.No-1].Results {
		if r.Criterion == criterion {
			return r
		}
	}
	return Result{Criterion: criterion}
}

func (t *Total) plus(o Total) {
	t.Score += o.Score
	t.Max += o.Max
	t.Known = t.Known || o.Known
}

func (s *SectionTotal) add(res IndicatorResult) {
	if res.leftOut() {
		return
	}
	total := Total{Max: res.Indicator.Max, Known: res.Known}
	if res.Known {
		total.Score = res.Score
	}
	if res.Indicator.Source.Self() {
		s.Self.plus(total)
	} else {
		s.Forecast.plus(total)
	}
}

// count takes a section into the figure it belongs to.
func (c *Scorecard) count(s *SectionTotal) {
	switch s.Section.Apart {
	case InTotal:
		c.Self.plus(s.Self)
		c.Forecast.plus(s.Forecast)
	case MayStrike:
		for _, ind := range s.Section.Indicators {
			c.Vetoes = append(c.Vetoes, c.Indicators[ind.No-1].verdicts()...)
		}
	case AddsOn:
		s.Counted = s.counted()
		c.Bonus.plus(s.Counted)
	case TakesOff:
		s.Counted = s.counted()
		c.Penalty.plus(s.Counted)
	}
}

// counted is what counts of a section outside the total.
func (s *SectionTotal) counted() Total {
	most := s.Section.Most()
	return Total{Score: min(s.Self.Score+s.Forecast.Score, most), Max: most, Known: s.Self.Known || s.Forecast.Known}
}

// Score evaluates one indicator: exact parts, then the cap, then the one rounding.
func (ind *Indicator) Score(answers Answers) IndicatorResult {
	if ind.AbsentIn(answers) {
		return ind.scoreAbsent(answers)
	}
	res := IndicatorResult{Indicator: ind, Results: make([]Result, 0, len(ind.Criteria))}
	var sum *big.Rat
	blank, known := 0, 0
	for _, c := range ind.Criteria {
		r := c.eval(answers[c.ID])
		switch r.State {
		case Scored:
			known++
			if c.pool == nil {
				sum = sumOf(sum, r.Points)
			}
		case Unanswered:
			blank++
		}
		res.Results = append(res.Results, r)
	}
	for _, p := range ind.Pools {
		pool := p.left(res.Results)
		if res.Pools = append(res.Pools, pool); pool.Points != nil {
			sum = sumOf(sum, pool.Points)
		}
	}
	switch len(ind.Criteria) {
	case known:
		res.Status = Complete
	case blank:
		res.Status = NoAnswer
	default:
		res.Status = PartlyKnown
	}
	if sum != nil {
		res.Known = true
		if res.Capped = compare(sum, ind.max) > 0; res.Capped {
			res.Score = ind.Max
		} else {
			res.Score = round(sum)
		}
	}
	res.Reason = res.words(sum)
	return res
}

func (c *Criterion) eval(a Answer) Result {
	r := c.rule.eval(input{c, a})
	r.Criterion = c
	if c.Indicator.Section.Apart != InTotal {
		r.Reason = r.apartWords()
	}
	return r
}

// sumOf adds without changing either operand; a nil sum is the empty sum.
func sumOf(sum, part *big.Rat) *big.Rat {
	if sum == nil {
		return part
	}
	return new(big.Rat).Add(sum, part)
}

// words joins the criteria's reasons into the line printed as 得分理由.
func (res *IndicatorResult) words(sum *big.Rat) string {
	if len(res.Results) == 1 && len(res.Pools) == 0 && !res.Capped {
		return res.Results[0].Reason
	}
	var b strings.Builder
	b.Grow(320)
	for i, r := range res.Results {
		if i > 0 {
			b.WriteString("；")
		}
		if len(res.Results) > 1 {
			b.WriteString(r.Criterion.ID)
			b.WriteString(" ")
		}
		b.WriteString(r.Reason)
	}
	for _, p := range res.Pools {
		b.WriteString("；" + p.words(len(p.Pool.criteria) < len(res.Results)))
	}
	if res.Capped {
		b.WriteString("；合计" + short(sum) + "，不超过" + res.Indicator.Max.Short() + "分")
	}
	return b.String()
}

// Text is what is printed as an indicator's score: its points, in a veto section the verdict, or the state in words where nothing is scored.
func (res IndicatorResult) Text() string {
	if res.Indicator.Section.Apart == MayStrike {
		return res.verdictText()
	}
	if res.Known {
		return res.Score.String()
	}
	return res.Gap()
}

// Figure reports whether Text is a number.
func (res IndicatorResult) Figure() bool {
	return res.Known && res.Indicator.Section.Apart != MayStrike
}

// Gap names what keeps an indicator from being complete (未填报, 待定, 暂无法计算, 不涉及), or "".
func (res IndicatorResult) Gap() string {
	if res.Status == NotAsked && res.Known {
		return "" // it has all it can get
	}
	var seen [5]bool
	for _, r := range res.Results {
		seen[r.State] = true
	}
	var words []string
	for _, s := range []State{Unanswered, Pending, Incomputable, Absent} {
		if seen[s] {
			words = append(words, s.Label())
		}
	}
	return strings.Join(words, "、")
}
