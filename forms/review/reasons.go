package review

import (
	"cmp"
	"slices"
	"strings"
	"sync"
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
	if v.Edition.Indicator(indicator) == nil {
		return nil
	}
	var out []Reason
	at := map[Reason]int{}
	for _, here := range v.remembered(indicator) {
		for _, r := range here.reasons {
			r.Indicator = indicator
			last := r.Last
			r.Last = ""
			i, known := at[r]
			if !known {
				i = len(out)
				at[r], out = i, append(out, r)
			}
			out[i].Count++
			if instant(last) > instant(out[i].Last) {
				out[i].Last = last
			}
		}
	}
	slices.SortStableFunc(out, func(x, y Reason) int {
		return cmp.Or(cmp.Compare(x.group(), y.group()), cmp.Compare(instant(y.Last), instant(x.Last)), cmp.Compare(y.Count, x.Count), cmp.Compare(x.Text, y.Text))
	})
	return out
}

// reasonMemory keeps the reasons given for each cell, by indicator and in the order of the units, as long as the cell is the same in the views
// that follow each other: an act on one cell leaves the steps of the others as they were.
type reasonMemory struct {
	mu sync.Mutex
	of map[int][]cellReasons
}

// cellReasons are the reasons given for a cell, each once.
type cellReasons struct {
	cell    *Cell
	reasons []Reason
}

// remembered are the reasons given for an indicator, unit by unit.
func (v *View) remembered(indicator int) []cellReasons {
	m := v.reasons
	m.mu.Lock()
	defer m.mu.Unlock()
	kept := m.of[indicator]
	out := make([]cellReasons, len(v.Units)) // another view may be looking at what was kept
	for i, u := range v.Units {
		c := u.Cells[indicator-1]
		if i < len(kept) && kept[i].cell == c {
			out[i] = kept[i]
			continue
		}
		out[i] = cellReasons{c, v.reasonsOf(c)}
	}
	m.of[indicator] = out
	return out
}

// reasonsOf lists the reasons given for a cell, each once with when it was given last.
func (v *View) reasonsOf(c *Cell) []Reason {
	var out []Reason
	for _, s := range v.Steps(c) {
		r := Reason{Returned: s.Kind == Returned, Loss: s.Loss, Text: strings.TrimSpace(s.Reason), Last: s.At}
		if s.Unused || r.Text == "" || !slices.Contains([]Kind{Initial, Confirmed, Direct, Returned}, s.Kind) {
			continue
		}
		i := slices.IndexFunc(out, func(o Reason) bool { return o.Returned == r.Returned && o.Loss == r.Loss && o.Text == r.Text })
		switch {
		case i < 0:
			out = append(out, r)
		case instant(r.Last) > instant(out[i].Last):
			out[i].Last = r.Last
		}
	}
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
