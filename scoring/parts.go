package scoring

import (
	"cmp"
	"math/big"
	"slices"
)

// Apart says what a section outside the total is; "" is a section of the total, as nearly all are.
type Apart string

// The kinds of sections outside the total. What they give is shown apart, and only the overall total counts it.
const (
	InTotal   Apart = ""
	AddsOn    Apart = "bonus"   // 加分项: its points are added, up to the section's cap
	TakesOff  Apart = "penalty" // 扣分项: its points are what is taken off, up to the section's cap
	MayStrike Apart = "veto"    // 一票否决: every criterion must get its full points
)

// Absence says how an indicator is treated that an assessed unit objectively has nothing for (不涉及、缺项); "" where it must be answered.
type Absence string

// The treatments.
const (
	NeverAbsent Absence = ""
	Averaged    Absence = "average"     // the average of all units, which only the assessor can work out: 待定 until then
	LeftOut     Absence = "renormalise" // out of the total; the rest is brought to the full total
	FullPoints  Absence = "full"        // its full points
)

// Group is a part of the total with a weight of its own in the overall total (共性70、个性30). A section names the group it belongs to.
type Group struct {
	Name   string `toml:"name"`
	Weight Points `toml:"weight"`
}

// Grade is a name for the overall totals from From upwards (优秀、良好、合格); the rulebook lists them from high to low.
type Grade struct {
	Name string `toml:"name"`
	From Points `toml:"from"`
}

// Veto is what follows where a criterion of a veto section strikes (一票否决): the grade, the overall total set to 0, or both.
type Veto struct {
	Grade string `toml:"grade"`
	Zero  bool   `toml:"zero"`
}

// Pool is one stock of points that several criteria take from (在同一项5分里扣，扣完为止). It gives what is left, 0 at least, once all of them
// are scored; until then it gives nothing, as blank is not zero.
type Pool struct {
	Points Points   `toml:"points"`
	IDs    []string `toml:"criteria"`

	criteria []*Criterion
}

// Criteria lists the criteria that take from the pool, none for nil.
func (p *Pool) Criteria() []*Criterion {
	if p == nil {
		return nil
	}
	return p.criteria
}

// Pool is the pool that the criterion takes from; nil where it gives points of its own.
func (c *Criterion) Pool() *Pool { return c.pool }

// The fields of a mark, see Indicator.Mark.
const (
	MarkAbsent = "absent" // true where the indicator is marked 不涉及
	MarkReason = "reason"
)

// Mark is the pseudo criterion by which the indicator is marked 不涉及: its id is the indicator's number, its fields are MarkAbsent and
// MarkReason. Evidence may serve it. nil where the rulebook lets the indicator not be absent. It is none of Criteria and has no points.
func (ind *Indicator) Mark() *Criterion { return ind.mark }

// IsMark reports whether the criterion is the mark of an indicator, see Indicator.Mark.
func (c *Criterion) IsMark() bool { return c == c.Indicator.mark }

// Asked lists all that is asked at the indicator: its mark, where it has one, and its criteria.
func (ind *Indicator) Asked() []*Criterion {
	if ind.mark == nil {
		return ind.Criteria
	}
	return slices.Concat([]*Criterion{ind.mark}, ind.Criteria)
}

// Asked lists all that is asked, the marks and the criteria in order: whoever walks fields walks these. Without an indicator that can be
// absent it equals Criteria.
func (e *Edition) Asked() []*Criterion { return e.asked }

// Group gives the group with the name, or nil.
func (e *Edition) Group(name string) *Group {
	if i := slices.IndexFunc(e.Groups, func(g Group) bool { return g.Name == name }); i >= 0 {
		return &e.Groups[i]
	}
	return nil
}

// HasTotal reports whether the total has a part the unit scores itself (自评), or else one the assessor scores (预估).
func (e *Edition) HasTotal(self bool) bool {
	return slices.ContainsFunc(e.indicators, func(ind *Indicator) bool {
		return ind.Section.Apart == InTotal && ind.Source.Self() == self
	})
}

// HasPoints reports the same of everything there is, the sections outside the total too: whether a table needs a column for it.
func (e *Edition) HasPoints(self bool) bool {
	return slices.ContainsFunc(e.indicators, func(ind *Indicator) bool { return ind.Source.Self() == self })
}

// LastApart are the sections of the total, then those outside it.
func LastApart(sections []SectionTotal) []SectionTotal {
	out := slices.Clone(sections)
	slices.SortStableFunc(out, func(a, b SectionTotal) int { return apartRank(a.Section) - apartRank(b.Section) })
	return out
}

func apartRank(s *Section) int {
	if s.Apart == InTotal {
		return 0
	}
	return 1
}

// Most is what can count of a section outside the total: its cap, or all of its points where the rulebook gives none.
func (s *Section) Most() Points { return cmp.Or(s.Cap, s.Max) }

// HasOverall reports whether the rulebook makes more of the points than to add them up, so that there is an overall total: it has groups,
// grades, sections outside the total or indicators that may be absent.
func (e *Edition) HasOverall() bool { return e.overall }

func (e *Edition) makesOverall() bool {
	return len(e.Groups) > 0 || len(e.Grades) > 0 || len(e.asked) > len(e.criteria) ||
		slices.ContainsFunc(e.Sections, func(s *Section) bool { return s.Apart != InTotal })
}

// Verdict is what a criterion of a veto section comes to.
type Verdict string

// The verdicts.
const (
	Passed Verdict = "passed" // it gets its full points
	Struck Verdict = "struck" // it gets less
	Open   Verdict = "open"   // it is not scored
)

// PoolResult is what is left in a pool.
type PoolResult struct {
	Pool   *Pool
	Points *big.Rat // exact, 0 at least; nil while a criterion of it is not scored; never to be changed
	taken  []*big.Rat
}

// VetoResult is the outcome of one criterion of a veto section.
type VetoResult struct {
	Result
	Verdict Verdict
}

// Overall is what the rulebook makes of all points (总评): the groups by their weights or the plain total, brought to the full total where
// something is left out as 不涉及, with bonus and penalty, the grade, and what a veto does. 自评 and 预估 are added in it.
type Overall struct {
	Score  Points // rounded once, half up; never below 0; 0 where not Known
	Max    Points // the full total without bonus: the rulebook's total, with groups the sum of the weights
	Known  bool   // nothing it needs is open
	Grade  string // by the score, or by a veto; "" where it is not known yet, or the rulebook has no grades
	Struck bool   // a veto strikes
	Words  string // one line in Chinese: the arithmetic, or what is open
}
