package clues

import (
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"zicha/forms"
	"zicha/scoring"
)

// A figure is far from another where it is at least so many times as large or as small, and a count differs by so many besides: counties
// differ by half or double by nature, and five articles for one are no matter.
const (
	farTimes  = 5
	leastDiff = 10
)

// standing is a county's dossier as it stands for comparing figures: with the city's own in place of what the county thinks they are.
func (f *finder) standing(c County) *forms.Dossier {
	own := f.Figures[c.Code]
	if len(own) == 0 {
		return c.Dossier
	}
	d := c.Dossier.Clone()
	for ref, value := range own {
		crit, field := f.Edition.FieldNamed(ref)
		if crit == nil || field.Entry() != nil { // no figure
			continue
		}
		if slices.Contains(crit.CountedFields(), field) {
			for _, row := range d.Rows(crit.ID) {
				d.Apply(d.RemoveRows(crit.ID, row.ID)...)
			}
		}
		d.Apply(d.Replace(forms.AnswerPath(crit.ID, field.Key), value)...)
	}
	return d
}

// value is a county's figure.
type value struct {
	county County
	rat    *big.Rat
}

// numberOf reads a figure exactly, as it is scored; ok is false where it is blank.
func numberOf(c *scoring.Criterion, key string, a scoring.Answer) (*big.Rat, bool) {
	const most = 60 // digits: more are never stored
	if n, ok := c.Count(key, a); ok {
		return new(big.Rat).SetInt64(n), true
	}
	text := a.Values[key]
	if text == "" || len(text) > most {
		return nil, false
	}
	return new(big.Rat).SetString(text)
}

// figures compares every figure with those of the others and with last year's.
func (f *finder) figures() {
	answers := make([]scoring.Answers, len(f.Counties))
	for i, c := range f.Counties {
		answers[i] = f.standing(c).Answers()
	}
	past := f.lastFigures()
	for _, crit := range f.Edition.Criteria() {
		for _, field := range crit.Fields {
			if field.Kind != scoring.KindCount && field.Kind != scoring.KindAmount {
				continue
			}
			var values []value
			for i, c := range f.Counties {
				if n, ok := numberOf(crit, field.Key, answers[i][crit.ID]); ok {
					values = append(values, value{c, n})
				}
			}
			f.amongOthers(crit, field, values)
			for _, v := range values {
				if was, ok := past[v.county.Code][field]; ok {
					f.besideLast(crit, field, v, was)
				}
			}
		}
	}
}

// amongOthers holds each county's figure against the median of the others'. Of two others, both must be far; of one, nothing can be said.
func (f *finder) amongOthers(crit *scoring.Criterion, field *scoring.Field, values []value) {
	slices.SortStableFunc(values, func(a, b value) int { return a.rat.Cmp(b.rat) })
	for i, v := range values {
		others := len(values) - 1
		if others < 2 {
			return
		}
		median := medianWithout(values, i)
		far := isFar(field, v.rat, median)
		if others == 2 {
			lone := values[(i+1)%3].rat
			other := values[(i+2)%3].rat
			far = isFar(field, v.rat, lone) && isFar(field, v.rat, other) && v.rat.Cmp(lone) == v.rat.Cmp(other)
		}
		if !far {
			continue
		}
		times := timesWords(v.rat, median)
		words := fmt.Sprintf("%s%s“%s”为%s，是其他%s中位数%s的%s，请核对", v.county.Name, crit.ID, field.Label, amountWords(field, v.rat), f.Edition.Words.Unit, amountWords(field, median), times)
		f.add(Clue{Kind: FarFromOthers, Words: words, Uses: []Use{fieldUse(v.county, crit, field)}, Figures: []Figure{
			{field.Label, amountWords(field, v.rat)}, {"其他中位数", amountWords(field, median)}, {"其他个数", strconv.Itoa(others)}, {"倍数", times},
		}}, crit.ID, field.Key, v.rat.RatString())
	}
}

// medianWithout is the median of sorted values without the one at a place.
func medianWithout(values []value, without int) *big.Rat {
	at := func(i int) *big.Rat {
		if i >= without {
			i++
		}
		return values[i].rat
	}
	n := len(values) - 1
	if n%2 == 1 {
		return at(n / 2)
	}
	sum := new(big.Rat).Add(at(n/2-1), at(n/2))
	return sum.Quo(sum, big.NewRat(2, 1))
}

// isFar reports whether a figure is far from another. 0 is so many times of nothing, and nothing of it: it is told elsewhere.
func isFar(field *scoring.Field, v, from *big.Rat) bool {
	if v.Sign() <= 0 || from.Sign() <= 0 {
		return false
	}
	times := big.NewRat(farTimes, 1)
	if v.Cmp(new(big.Rat).Mul(from, times)) < 0 && from.Cmp(new(big.Rat).Mul(v, times)) < 0 {
		return false
	}
	diff := new(big.Rat).Sub(v, from)
	return field.Kind != scoring.KindCount || diff.Abs(diff).Cmp(big.NewRat(leastDiff, 1)) >= 0
}

// timesWords says how many times one is of another: 12.3倍, 0.08倍.
func timesWords(v, of *big.Rat) string {
	ratio := new(big.Rat).Quo(v, of)
	digits := 1
	if ratio.Cmp(big.NewRat(1, 1)) < 0 {
		digits = 2
		if ratio.Cmp(big.NewRat(1, 100)) < 0 {
			return "不到0.01倍"
		}
	}
	return strings.TrimSuffix(ratio.FloatString(digits), ".0") + "倍"
}

// amountWords is a figure with its unit, a median of two with one decimal more at most.
func amountWords(field *scoring.Field, v *big.Rat) string {
	text := v.FloatString(4)
	return strings.TrimSuffix(strings.TrimRight(text, "0"), ".") + field.Unit
}

func fieldUse(c County, crit *scoring.Criterion, field *scoring.Field) Use {
	return Use{County: c.Code, Name: c.Name, Indicator: crit.Indicator.No, Criterion: crit.ID, Field: crit.ID + "/" + field.Key}
}

// lastFigures gives last year's figures by county and by this year's field that asks the same.
func (f *finder) lastFigures() map[string]map[*scoring.Field]*big.Rat {
	out := map[string]map[*scoring.Field]*big.Rat{}
	pairs := map[*scoring.Edition][]scoring.Pair{}
	for _, c := range f.Last {
		was := c.Dossier.Edition
		if pairs[was] == nil {
			pairs[was] = scoring.Compare(was, f.Edition).Pairs()
		}
		answers := c.Dossier.Answers()
		out[c.Code] = map[*scoring.Field]*big.Rat{}
		for _, p := range pairs[was] {
			if p.Was == nil || p.Is == nil {
				continue
			}
			for _, field := range p.Was.Fields {
				if n, ok := numberOf(p.Was, field.Key, answers[p.Was.ID]); ok && p.Field(field) != nil {
					out[c.Code][p.Field(field)] = n
				}
			}
		}
	}
	return out
}

func (f *finder) besideLast(crit *scoring.Criterion, field *scoring.Field, v value, was *big.Rat) {
	if !isFar(field, v.rat, was) {
		return
	}
	times := timesWords(v.rat, was)
	words := fmt.Sprintf("%s%s“%s”为%s，是上年%s的%s，请核对", v.county.Name, crit.ID, field.Label, amountWords(field, v.rat), amountWords(field, was), times)
	f.add(Clue{Kind: FarFromLast, Words: words, Uses: []Use{fieldUse(v.county, crit, field)}, Figures: []Figure{
		{field.Label, amountWords(field, v.rat)}, {"上年", amountWords(field, was)}, {"倍数", times},
	}}, crit.ID, field.Key, v.rat.RatString(), was.RatString())
}
