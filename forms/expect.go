package forms

import (
	"slices"
	"strconv"
	"strings"

	"zicha/scoring"
)

// ExpectToken names an expected piece of a criterion, by its place from 0, as AttrExpect keeps it: "5.1#2" is the second one of 5.1.
func ExpectToken(c *scoring.Criterion, place int) string { return c.ID + "#" + strconv.Itoa(place+1) }

// expectWords says tokens as a person reads them: "5.1第2种".
func expectWords(tokens string) string {
	words := strings.Fields(tokens)
	for i, w := range words {
		words[i] = strings.Replace(w, "#", "第", 1) + "种"
	}
	return strings.Join(words, "、")
}

// Serves lists the places (from 0) of the expected pieces of a criterion an item was assigned to.
func (e Evidence) Serves(c *scoring.Criterion) []int {
	var out []int
	for i := range c.Evidence {
		if slices.Contains(e.Expect, ExpectToken(c, i)) {
			out = append(out, i)
		}
	}
	return out
}

// AssignEvidence plans letting an item serve exactly the expected pieces of a criterion at the places given (from 0); what it
// serves of other criteria stays.
func (d *Dossier) AssignEvidence(item string, c *scoring.Criterion, places ...int) []Change {
	path := EvidencePath(item, AttrExpect)
	tokens := slices.DeleteFunc(strings.Fields(d.values[path]), func(token string) bool { return strings.HasPrefix(token, c.ID+"#") })
	for i := range c.Evidence {
		if slices.Contains(places, i) {
			tokens = append(tokens, ExpectToken(c, i))
		}
	}
	return d.Replace(path, strings.Join(tokens, " "))
}
