package forms

import (
	"slices"
	"strconv"
	"strings"

	"zicha/scoring"
)

// Expected is one piece of evidence the rulebook expects for a criterion (应附材料), and the items in use that serve it.
type Expected struct {
	Name  string
	Items []Evidence
}

// Expected lists what is expected for a criterion with the items serving each piece, and the items of the criterion that are not
// assigned to any. Where only one piece is expected, or none, every item serves it.
func (d *Dossier) Expected(c *scoring.Criterion) (pieces []Expected, loose []Evidence) {
	items := d.Evidence(c.ID)
	for i, name := range c.Evidence {
		piece := Expected{Name: name}
		for _, item := range items {
			if len(c.Evidence) == 1 || slices.Contains(item.Expect, ExpectToken(c, i)) {
				piece.Items = append(piece.Items, item)
			}
		}
		pieces = append(pieces, piece)
	}
	for _, item := range items {
		if len(c.Evidence) != 1 && len(item.Serves(c)) == 0 {
			loose = append(loose, item)
		}
	}
	return pieces, loose
}

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
	return d.replace(path, strings.Join(tokens, " "))
}

// missingPieces names what is expected for a criterion and no item serves, where the criterion has evidence at all.
func (d *Dossier) missingPieces(c *scoring.Criterion) (missing []string, loose []Evidence) {
	pieces, loose := d.Expected(c)
	for _, p := range pieces {
		if len(p.Items) == 0 {
			missing = append(missing, "“"+p.Name+"”")
		}
	}
	if len(missing) == len(pieces) && len(loose) == 0 {
		return nil, nil // no evidence at all is another problem
	}
	return missing, loose
}
