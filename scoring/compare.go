package scoring

import "slices"

// Comparison holds two rulebooks side by side, criterion by criterion, each found by the sentence it implements: years, dates and
// numbers of documents make no other sentence, nor does a new place or number.
type Comparison struct {
	Was, Is *Edition
	Head    []Difference // of the whole: totals, dates, units
	// Indicators are the new rulebook's in order, then those that are gone.
	Indicators []IndicatorPair
}

// IndicatorPair is an indicator in both rulebooks: Was is nil where it is new, Is where it is gone.
type IndicatorPair struct {
	Was, Is     *Indicator
	Differences []Difference
	Criteria    []Pair // those of Is in order, then those of Was that are gone
}

// Pair is a criterion in both rulebooks: Was is nil where it is new, Is where it is gone.
type Pair struct {
	Was, Is     *Criterion
	Differences []Difference
	fields      map[*Field]*Field // last year's fields and columns to the new ones that ask the same
}

// Compare holds two rulebooks side by side.
func Compare(was, is *Edition) *Comparison {
	c := &Comparison{Was: was, Is: is}
	m := matcher{was: folded(was), is: folded(is), criteria: map[*Criterion]*Criterion{}, taken: map[*Criterion]bool{}}
	m.bySentence()
	m.matchIndicators(was, is)
	m.withinIndicators()
	c.Head = headDifferences(was, is)
	from := map[*Criterion]*Criterion{}
	for a, b := range m.criteria {
		from[b] = a
	}
	origin := map[*Indicator]*Indicator{}
	for a, b := range m.indicators {
		origin[b] = a
	}
	for _, ind := range is.indicators {
		pair := IndicatorPair{Was: origin[ind], Is: ind}
		for _, crit := range ind.Criteria {
			pair.Criteria = append(pair.Criteria, newPair(from[crit], crit))
		}
		c.Indicators = append(c.Indicators, m.finished(pair))
	}
	for _, ind := range was.indicators {
		if m.indicators[ind] == nil {
			c.Indicators = append(c.Indicators, m.finished(IndicatorPair{Was: ind}))
		}
	}
	c.tellRest()
	return c
}

// finished adds the criteria that are gone, and what differs of the indicator itself.
func (m *matcher) finished(pair IndicatorPair) IndicatorPair {
	if pair.Was != nil {
		for _, crit := range pair.Was.Criteria {
			if m.criteria[crit] == nil {
				pair.Criteria = append(pair.Criteria, newPair(crit, nil))
			}
		}
	}
	pair.Differences = m.indicatorDifferences(pair)
	return pair
}

// Pairs are all pairs of criteria: the new rulebook's in order, each indicator's followed by those gone from it.
func (c *Comparison) Pairs() []Pair {
	var out []Pair
	for _, ind := range c.Indicators {
		out = append(out, ind.Criteria...)
	}
	return out
}

// Changed reports whether anything is asked or scored otherwise. Other years and days, and who reviews, are told, and are no change but under
// the same id.
func (c *Comparison) Changed() bool {
	if c.Was.ID == c.Is.ID && c.Was.Hash() != c.Is.Hash() {
		return true
	}
	counts := func(d Difference) bool { return d.Kind != DaysChanged && d.Kind != ReviewChanged }
	return slices.ContainsFunc(c.Head, counts) || slices.ContainsFunc(c.Indicators, func(ind IndicatorPair) bool { return ind.Changed() })
}

// Changed reports whether anything of the indicator is asked or scored otherwise.
func (ind IndicatorPair) Changed() bool {
	counts := func(d Difference) bool { return d.Kind != DaysChanged }
	return slices.ContainsFunc(ind.Differences, counts) || slices.ContainsFunc(ind.Criteria, func(p Pair) bool { return slices.ContainsFunc(p.Differences, counts) })
}

// From gives the pair that a criterion of the older rulebook is in.
func (c *Comparison) From(was *Criterion) Pair {
	pairs := c.Pairs()
	if at := slices.IndexFunc(pairs, func(p Pair) bool { return p.Was == was }); at >= 0 {
		return pairs[at]
	}
	return Pair{Was: was}
}

// Indicator gives what an indicator of the older rulebook has become, nil where it is gone.
func (c *Comparison) Indicator(was *Indicator) *Indicator {
	for _, pair := range c.Indicators {
		if pair.Was == was {
			return pair.Is
		}
	}
	return nil
}

// Has reports whether a difference of a kind was found.
func (p Pair) Has(kind DifferenceKind) bool {
	return slices.ContainsFunc(p.Differences, func(d Difference) bool { return d.Kind == kind })
}

// SameSentence reports whether both rulebooks ask the same of the criterion, whatever it scores.
func (p Pair) SameSentence() bool { return p.Was != nil && p.Is != nil && !p.Has(TextChanged) }

// Field gives the new rulebook's field, or column, that asks the same in the same kind and unit, nil where there is none.
func (p Pair) Field(was *Field) *Field { return p.fields[was] }

// Carried gives a value as the new rulebook's field takes it; ok is false where it has no such field, or not this option any more.
func (p Pair) Carried(was *Field, value string) (carried string, ok bool) {
	is := p.fields[was]
	if is == nil || value == "" {
		return "", false
	}
	if was.Kind == KindOption {
		option := sameOption(was, is, value, p.years())
		return option, option != ""
	}
	carried, err := is.Normalize(value)
	return carried, err == nil
}

// Piece gives the place among the papers the new rulebook expects of one the old one expects, -1 where it is not expected any more.
func (p Pair) Piece(n int) int {
	return slices.IndexFunc(p.Is.Evidence, func(name string) bool { return sameTitle(p.Was.Evidence[n], name, p.years()) })
}

func (p Pair) years() [2]int { return [2]int{p.Was.year, p.Is.year} }

func newPair(was, is *Criterion) Pair {
	p := Pair{Was: was, Is: is, fields: map[*Field]*Field{}}
	switch {
	case was == nil:
		p.Differences = []Difference{{Kind: Added}}
	case is == nil:
		p.Differences = []Difference{{Kind: Gone}}
	default:
		p.matchFields()
		p.Differences = p.differences()
	}
	return p
}

// foldedCriterion is a criterion with what it is found by.
type foldedCriterion struct {
	*Criterion
	sentence [foldLevels]string
	title    string
	own      bool // the sentence is the criterion's own, not the whole text for want of a quote
}

func folded(e *Edition) []foldedCriterion {
	var out []foldedCriterion
	for _, c := range e.criteria {
		f := foldedCriterion{Criterion: c, title: sentenceFolds(c.Title, e.Year)[undated], own: c.Quote() != ""}
		f.sentence = sentenceFolds(c.sentence(), e.Year)
		out = append(out, f)
	}
	return out
}

// sentence is the official text of a criterion: its quotes, or all of the indicator's where it has none.
func (c *Criterion) sentence() string {
	if q := c.Quote(); q != "" {
		return q
	}
	return c.Indicator.Text
}

// matcher finds for each criterion and indicator of one rulebook the one that is the same in the other.
type matcher struct {
	was, is    []foldedCriterion
	criteria   map[*Criterion]*Criterion
	taken      map[*Criterion]bool
	indicators map[*Indicator]*Indicator
}

// pair takes the pairs for which a likeness holds, of those not paired yet.
func (m *matcher) pair(alike func(a, b foldedCriterion) bool) {
	for _, a := range m.was {
		for _, b := range m.is {
			if m.criteria[a.Criterion] == nil && !m.taken[b.Criterion] && alike(a, b) {
				m.criteria[a.Criterion], m.taken[b.Criterion] = b.Criterion, true
			}
		}
	}
}

// bySentence pairs what has the same sentence, wherever it stands; of several with one sentence those of one title, or asking the same.
func (m *matcher) bySentence() {
	for level := range foldLevels {
		same := func(a, b foldedCriterion) bool { return a.sentence[level] == b.sentence[level] }
		m.pair(func(a, b foldedCriterion) bool {
			return same(a, b) && a.title == b.title && a.Indicator.Title == b.Indicator.Title
		})
		m.pair(func(a, b foldedCriterion) bool { return same(a, b) && a.title == b.title })
		m.pair(func(a, b foldedCriterion) bool { return same(a, b) && sameFields(a.Criterion, b.Criterion) })
		count := map[string]int{}
		for _, f := range slices.Concat(m.was, m.is) {
			count[f.sentence[level]]++
		}
		m.pair(func(a, b foldedCriterion) bool {
			return same(a, b) && a.own && b.own && count[a.sentence[level]] == 2
		})
	}
}

// likelyText is from how much on, of 100, two texts are taken for one that was changed.
const likelyText = 50

// foldedIndicator is an indicator with what it is found by.
type foldedIndicator struct {
	*Indicator
	text, title string
}

func foldedIndicators(e *Edition) []foldedIndicator {
	var out []foldedIndicator
	for _, ind := range e.indicators {
		out = append(out, foldedIndicator{ind, sentenceFolds(ind.Text, e.Year)[pointless], sentenceFolds(ind.Title, e.Year)[undated]})
	}
	return out
}

// matchIndicators pairs the indicators: by text, by title, by where most of their criteria went, or by what is left of a changed text.
func (m *matcher) matchIndicators(was, is *Edition) {
	m.indicators = map[*Indicator]*Indicator{}
	taken := map[*Indicator]bool{}
	before, after := foldedIndicators(was), foldedIndicators(is)
	for _, same := range []func(a, b foldedIndicator) bool{
		func(a, b foldedIndicator) bool { return a.text == b.text },
		func(a, b foldedIndicator) bool { return a.title == b.title },
		m.mostOf,
		func(a, b foldedIndicator) bool { return alike(a.text, b.text) >= likelyText },
	} {
		for _, a := range before {
			for _, b := range after {
				if m.indicators[a.Indicator] == nil && !taken[b.Indicator] && same(a, b) {
					m.indicators[a.Indicator], taken[b.Indicator] = b.Indicator, true
				}
			}
		}
	}
}

// mostOf reports whether most criteria of one indicator are found in the other.
func (m *matcher) mostOf(a, b foldedIndicator) bool {
	n := 0
	for _, c := range a.Criteria {
		if to := m.criteria[c]; to != nil && to.Indicator == b.Indicator {
			n++
		}
	}
	return 2*n > len(a.Criteria)
}

// withinIndicators pairs criteria whose sentences were changed: of one title, asking the same, or like each other.
func (m *matcher) withinIndicators() {
	here := func(a, b foldedCriterion) bool { return m.indicators[a.Indicator] == b.Indicator }
	m.pair(func(a, b foldedCriterion) bool { return here(a, b) && a.title == b.title })
	m.pair(func(a, b foldedCriterion) bool { return here(a, b) && sameFields(a.Criterion, b.Criterion) })
	m.pair(func(a, b foldedCriterion) bool {
		return here(a, b) && alike(a.sentence[pointless], b.sentence[pointless]) >= likelyText
	})
}

// sameFields reports whether two criteria ask the same, by the labels of their fields.
func sameFields(a, b *Criterion) bool {
	years := [2]int{a.year, b.year}
	return slices.EqualFunc(a.Fields, b.Fields, func(x, y *Field) bool { return x.Kind == y.Kind && sameTitle(x.Label, y.Label, years) })
}
