package review

import (
	"cmp"
	"slices"
	"strings"
)

// Reason is one that was given in the book for an indicator, to choose from where it holds again.
type Reason struct {
	Indicator int    `json:"indicator"`
	Returned  bool   `json:"returned"` // why a cell was sent back; else why a score is as it is
	Loss      Loss   `json:"loss"`     // what the score lost, "" where nobody said
	Text      string `json:"reason"`
	Count     int    `json:"count"` // counties it was given to
	Last      string `json:"last"`  // when it was given last
}

// ReasonsGiven lists the reasons given for an indicator, those of acts taken back or not chosen left out: by what the score lost in the order in
// which losses are offered, then without a loss, then of what was sent back; within each the latest first.
func (v *View) ReasonsGiven(indicator int) []Reason {
	var out []Reason
	at := map[Reason]int{}
	for _, u := range v.Units {
		c := v.Cell(u.Unit.Code, indicator)
		if c == nil {
			return nil
		}
		here := map[int]bool{}
		for _, s := range v.Steps(c) {
			r := Reason{Indicator: indicator, Returned: s.Kind == Returned, Loss: s.Loss, Text: strings.TrimSpace(s.Reason)}
			if s.Unused || r.Text == "" || !slices.Contains([]Kind{Initial, Confirmed, Direct, Returned}, s.Kind) {
				continue
			}
			i, known := at[r]
			if !known {
				i = len(out)
				at[r], out = i, append(out, r)
			}
			if !here[i] {
				here[i] = true
				out[i].Count++
			}
			if instant(s.At) > instant(out[i].Last) {
				out[i].Last = s.At
			}
		}
	}
	slices.SortStableFunc(out, func(x, y Reason) int {
		return cmp.Or(cmp.Compare(x.group(), y.group()), cmp.Compare(instant(y.Last), instant(x.Last)), cmp.Compare(y.Count, x.Count), cmp.Compare(x.Text, y.Text))
	})
	return out
}

// group is where a reason stands among the others.
func (r Reason) group() int {
	losses := Losses()
	switch at := slices.Index(losses, r.Loss); {
	case r.Returned:
		return len(losses) + 1
	case at >= 0:
		return at
	}
	return len(losses)
}

// Label is what a reason is for: what the score lost, or that it was sent back.
func (r Reason) Label() string {
	if r.Returned {
		return Returned.Label()
	}
	return cmp.Or(r.Loss.Label(), "其他")
}
