package results

import (
	"fmt"
	"strconv"
	"strings"

	"zicha/forms/review"
)

// left is what was accepted for one reason though it stands in the way, of one kind, wherever it stands.
type left struct {
	tail, reason string
	words        string           // of the only one there is
	counties     []string         // names, in the order they are met
	numbers      map[string][]int // a county's indicators; none where it is about the county
	count        int
}

// acceptedWords say what was left as it was when the result was finalized: what is alike and has one reason is said once.
func (b *builder) acceptedWords() []string {
	var groups []*left
	at := map[string]*left{}
	for _, a := range b.s.Accepted {
		county, no, tail := b.about(a)
		key := strings.Join([]string{tail, a.Reason, strconv.FormatBool(no > 0)}, "\n")
		g := at[key]
		if g == nil {
			g = &left{tail: tail, reason: a.Reason, words: a.Words, numbers: map[string][]int{}}
			groups = append(groups, g)
			at[key] = g
		}
		if _, met := g.numbers[county]; !met {
			g.counties, g.numbers[county] = append(g.counties, county), nil
		}
		if no > 0 {
			g.numbers[county] = append(g.numbers[county], no)
		}
		g.count++
	}
	var out []string
	for _, g := range groups {
		out = append(out, "定稿时保留："+b.leftWords(g)+"，理由："+stop(g.reason))
	}
	return out
}

// about takes what was accepted apart: the county and the indicator it is about, and what there is with them. What is about neither has all
// its words as the tail.
func (b *builder) about(a review.Accepted) (county string, no int, tail string) {
	_, key, _ := strings.Cut(a.Blocker, ":")
	code, rest, _ := strings.Cut(key, "/")
	u := b.unit(code)
	if u == nil {
		return "", 0, a.Words
	}
	tail, found := strings.CutPrefix(a.Words, u.Name)
	if !found {
		return "", 0, a.Words
	}
	number, _, _ := strings.Cut(rest, ".")
	if n, err := strconv.Atoi(number); err == nil {
		if inner, ok := strings.CutPrefix(tail, fmt.Sprintf("第%d项", n)); ok {
			return u.Name, n, inner
		}
	}
	return u.Name, 0, tail
}

// leftWords name the places of a group, or count them where they are too many for a sentence.
func (b *builder) leftWords(g *left) string {
	switch {
	case g.count == 1 || g.counties[0] == "":
		return "“" + strings.TrimSuffix(g.words, "。") + "”"
	case len(g.counties) > longList:
		return fmt.Sprintf("%d个%s共%d处“%s”", len(g.counties), b.e.Words.Unit, g.count, g.tail)
	}
	var places []string
	for _, name := range g.counties {
		if list := g.numbers[name]; len(list) > 0 {
			name += "第" + numbers(list) + "项"
		}
		places = append(places, name)
	}
	return fmt.Sprintf("%s“%s”，共%d处", strings.Join(places, "，"), g.tail, g.count)
}
