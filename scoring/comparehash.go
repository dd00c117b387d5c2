package scoring

import (
	"bytes"
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// aspect is how a field of a hashed struct is told of: the kinds of difference that do, and the words where none of them was found, as
// with what another year's rulebook may have otherwise without asking or scoring otherwise: keys, spaces, the order of fields.
type aspect[T any] struct {
	kinds []DifferenceKind
	words func(was, is T) string
}

// general are the words for what has none of its own.
const general = "计分所用的内容有变化"

func headAspects() map[string]aspect[hashed] {
	return map[string]aspect[hashed]{
		"ID":         {},
		"Year":       {kinds: []DifferenceKind{DaysChanged}},
		"Indicators": {}, // told one by one
		"Parts": {words: func(was, is hashed) string {
			return "总分以外的各类、各分组" + turned("“"+partWords(was.Parts)+"”", "“"+partWords(is.Parts)+"”")
		}},
		"Groups": {kinds: []DifferenceKind{HeadChanged}},
		"Grades": {kinds: []DifferenceKind{HeadChanged}},
		"Veto": {[]DifferenceKind{HeadChanged}, func(was, is hashed) string {
			return "一票否决的后果" + turned("“"+strings.TrimPrefix(was.Veto.words(), "，")+"”", "“"+strings.TrimPrefix(is.Veto.words(), "，")+"”")
		}},
	}
}

func indicatorAspects() map[string]aspect[hashedIndicator] {
	return map[string]aspect[hashedIndicator]{
		"No": {kinds: []DifferenceKind{Moved}},
		"Title": {[]DifferenceKind{TitleChanged}, func(was, is hashedIndicator) string {
			return turned("“"+was.Title+"”", "“"+is.Title+"”")
		}},
		"Text": {[]DifferenceKind{TextChanged, DaysChanged, RuleChanged, PointsChanged}, func(was, is hashedIndicator) string {
			return turned(around(was.Text, is.Text))
		}},
		"Max":      {kinds: []DifferenceKind{PointsChanged}},
		"Source":   {kinds: []DifferenceKind{SourceChanged}},
		"Criteria": {}, // told one by one
		"Absent":   {kinds: []DifferenceKind{AbsentChanged}},
		"Pools":    {kinds: []DifferenceKind{PoolChanged, Moved}},
	}
}

func criterionAspects() map[string]aspect[hashedCriterion] {
	return map[string]aspect[hashedCriterion]{
		"ID":     {kinds: []DifferenceKind{Moved}},
		"Max":    {kinds: []DifferenceKind{PointsChanged}},
		"Fields": {[]DifferenceKind{FieldsChanged}, fieldKeyWords},
		"Counts": {[]DifferenceKind{FieldsChanged, RuleChanged}, func(_, _ hashedCriterion) string { return "台账按哪一列计数的代号有变化" }},
		"Spec":   {[]DifferenceKind{RuleChanged, PointsChanged, FieldsChanged}, nil},
	}
}

// tellRest adds, for two rulebooks of one id, what the hash covers and no difference tells as yet: they are exchanged for each other under
// that id, so what is not the same must not look the same.
func (c *Comparison) tellRest() {
	if c.Was.ID != c.Is.ID {
		return
	}
	was, is := c.Was.hashed(), c.Is.hashed()
	told := c.Head
	if !slices.Equal(c.Was.partTerms(), c.Is.partTerms()) {
		was.Parts, is.Parts = nil, nil // told by the terms
	}
	c.Head = append(c.Head, untold(was, is, told, headAspects())...)
	for i := range c.Indicators {
		pair := &c.Indicators[i]
		if pair.Was == nil || pair.Is == nil {
			continue
		}
		told := slices.Clone(pair.Differences)
		for j := range pair.Criteria {
			if p := &pair.Criteria[j]; p.Was != nil && p.Is != nil {
				p.Differences = append(p.Differences, untold(p.Was.hashed(), p.Is.hashed(), p.Differences, criterionAspects())...)
			}
			told = append(told, pair.Criteria[j].Differences...)
		}
		pair.Differences = append(pair.Differences, untold(pair.Was.hashed(), pair.Is.hashed(), told, indicatorAspects())...)
	}
}

// untold finds the fields of a hashed struct that differ though none of what is told says so.
func untold[T any](was, is T, told []Difference, aspects map[string]aspect[T]) []Difference {
	var out []Difference
	a, b := reflect.ValueOf(was), reflect.ValueOf(is)
	for i := range a.NumField() {
		if bytes.Equal(asJSON(a.Field(i).Interface()), asJSON(b.Field(i).Interface())) {
			continue
		}
		as, known := aspects[a.Type().Field(i).Name]
		switch {
		case known && as.kinds == nil && as.words == nil:
		case slices.ContainsFunc(told, func(d Difference) bool { return slices.Contains(as.kinds, d.Kind) }):
		default:
			d := Difference{HeadChanged, general}
			if as.kinds != nil {
				d.Kind = as.kinds[0]
			}
			if as.words != nil {
				d.Detail = as.words(was, is)
			}
			out, told = append(out, d), append(told, d)
		}
	}
	return out
}

// partWords says how the sections outside the total and those in groups are written.
func partWords(parts []hashedSection) string {
	var out []string
	for _, s := range parts {
		words := fmt.Sprintf("第%d至%d项", s.First, s.Last)
		if s.Apart != InTotal {
			words += map[Apart]string{AddsOn: "加分", TakesOff: "扣分", MayStrike: "一票否决"}[s.Apart]
		}
		if s.Cap != 0 {
			words += "，最多" + s.Cap.Short() + "分"
		}
		if s.Group != "" {
			words += "属“" + s.Group + "”"
		}
		out = append(out, words)
	}
	return cmp.Or(strings.Join(out, "；"), "无")
}

// fieldKeyWords says which keys of fields have changed, or that only their order has.
func fieldKeyWords(was, is hashedCriterion) string {
	without := func(list, other []string) string {
		var left []string
		for _, f := range list {
			if !slices.Contains(other, f) {
				_, key, _ := strings.Cut(f, " ")
				left = append(left, key)
			}
		}
		return strings.Join(left, "、")
	}
	a, b := without(was.Fields, is.Fields), without(is.Fields, was.Fields)
	if a == "" && b == "" {
		return "填报项目的顺序有变化"
	}
	return "填报项目的代号" + turned(cmp.Or(a, "无"), cmp.Or(b, "无"))
}

// around quotes where two texts begin to differ, with a little of what stands before.
func around(was, is string) (a, b string) {
	const before, shown = 8, 40
	x, y := []rune(was), []rune(is)
	n := 0
	for n < len(x) && n < len(y) && x[n] == y[n] {
		n++
	}
	from := max(0, n-before)
	quote := func(text []rune) string {
		words := Shorten(string(text[from:]), shown)
		if from > 0 {
			words = "…" + words
		}
		return "“" + words + "”"
	}
	return quote(x), quote(y)
}
