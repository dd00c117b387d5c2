package invent

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"strconv"

	"zicha/forms"
	"zicha/scoring"
)

// maker makes up what one county fills in.
type maker struct {
	*rand.Rand
	county
	edition *scoring.Edition
	able    int // how well the county does, in percent
	values  map[forms.Path]string
	files   map[string]evidenceFile // by item, nil where nobody needs them

	listed, documents int // rows of registers and pieces of evidence so far: each has a number of its own
}

// answers are the county's answers to everything that is asked, without registers: how many rows those will have stands in the fields they
// count for, so that the points are the same.
func (c county) answers(edition *scoring.Edition) scoring.Answers {
	m := &maker{county: c, edition: edition}
	self, city := c.random(streamSelf), c.random(streamCity)
	out, able := scoring.Answers{}, map[*rand.Rand]int{self: ability(self, c.selfAble), city: ability(city, c.cityAble)}
	for _, ind := range edition.Indicators() {
		if m.Rand = city; ind.Source.Self() {
			m.Rand = self
		}
		m.able = able[m.Rand]
		if m.absent(ind, out) {
			continue
		}
		for _, crit := range ind.Criteria {
			out[crit.ID] = scoring.Answer{Values: m.criterion(crit)}
		}
	}
	return out
}

// ability is how well a county does: as given, or as chance has it.
func ability(r *rand.Rand, given int) int {
	chance := 25 + r.IntN(76)
	return cmp.Or(given, chance)
}

// absent marks an indicator 不涉及 now and then, where the rulebook lets it be; what it asks stays blank.
func (m *maker) absent(ind *scoring.Indicator, out scoring.Answers) bool {
	if ind.Mark() == nil || m.alone && ind.Absent == scoring.Averaged || m.IntN(12) > 0 {
		return false
	}
	out[ind.Mark().ID] = scoring.Answer{Values: map[string]string{
		scoring.MarkAbsent: "true", scoring.MarkReason: "本年度没有这方面的工作任务（示例）。",
	}}
	return true
}

// luck is how well something turns out, in percent.
func (m *maker) luck() int64 { return int64(min(100, max(0, m.able+m.IntN(61)-30))) }

// criterion answers a criterion.
func (m *maker) criterion(c *scoring.Criterion) map[string]string {
	s := shapeOf(c)
	answer := map[string]string{}
	for _, f := range c.Fields {
		answer[f.Key] = m.field(c, f, s)
	}
	for _, p := range s.portions {
		m.portion(answer, p)
	}
	if s.split {
		m.split(answer, c.Spec)
	}
	return answer
}

// field gives a field a value by itself.
func (m *maker) field(c *scoring.Criterion, f *scoring.Field, s shape) string {
	switch f.Kind {
	case scoring.KindYes:
		bad := slices.Contains(s.bad, f.Key)
		return strconv.FormatBool(m.IntN(100) < 45+m.able/2 != bad)
	case scoring.KindOption:
		return m.option(f, s.options[f.Key])
	case scoring.KindCount, scoring.KindAmount:
		bounds, known := s.bounds[f.Key]
		if !known {
			bounds = span{0, 20_00}
		}
		n := bounds.low + (bounds.high-bounds.low)*scoring.Points(m.luck())/100
		if f.Kind == scoring.KindCount {
			return strconv.Itoa(int(n) / 100)
		}
		return n.Short()
	case scoring.KindClaim:
		return (c.Max * scoring.Points(m.luck()) / 100 * 9 / 10).Short()
	case scoring.KindDate:
		return m.date(m.edition.DocumentYear(c))
	}
	return m.sentence(c.Title)
}

// option chooses one, rather one with many points.
func (m *maker) option(f *scoring.Field, by map[string]scoring.Points) string {
	keys := make([]string, len(f.Options))
	for i, o := range f.Options {
		keys[i] = o.Key
	}
	if by == nil {
		return keys[m.IntN(len(keys))]
	}
	slices.SortStableFunc(keys, func(a, b string) int { return cmp.Compare(by[b], by[a]) })
	return keys[int(100-m.luck())*(len(keys)-1)/100]
}

// portion gives a whole and a part of it.
func (m *maker) portion(answer map[string]string, p portion) {
	low := max(p.low, 0)
	percent := low + (100_00-low)*m.luck()/100 - m.Int64N(1_00)
	percent = min(100_00, max(0, percent))
	if m.IntN(5) == 0 {
		percent = 100_00
	}
	whole := 60 + m.Int64N(900)
	part := whole * percent / 100_00
	if p.amount { // both with two decimals
		answer[p.whole], answer[p.part] = scoring.Points(whole).Short(), scoring.Points(part).Short()
		return
	}
	answer[p.whole], answer[p.part] = strconv.FormatInt(whole, 10), strconv.FormatInt(part, 10)
}

// split divides a whole into parts that are not more than it together.
func (m *maker) split(answer map[string]string, s scoring.RuleSpec) {
	whole := 20 + m.IntN(80)
	first := whole * int(m.luck()) / 100
	rest := (whole - first) * int(m.luck()) / 100
	if m.IntN(8) == 0 {
		first, rest = 0, whole*int(m.luck())/100
	}
	answer[s.Whole], answer[s.Automatic], answer[s.Manual] = strconv.Itoa(whole), strconv.Itoa(first), strconv.Itoa(rest)
}
