package invent

import (
	"slices"

	"zicha/scoring"
)

// span is between what a figure lies, in hundredths.
type span struct{ low, high scoring.Points }

// portion is a part of a whole; low is the percentage, in hundredths, below which it does not fall.
type portion struct {
	part, whole string
	low         int64
	amount      bool
}

// shape is how the answers to a criterion look for its rule to make something of them.
type shape struct {
	c        *scoring.Criterion
	bounds   map[string]span
	portions []portion
	split    bool     // several parts of one whole
	bad      []string // yes fields that take points away
	options  map[string]map[string]scoring.Points
}

// shapeOf looks at a criterion's rule.
func shapeOf(c *scoring.Criterion) shape {
	r := c.Spec
	s := shape{c: c, bounds: map[string]span{}, options: map[string]map[string]scoring.Points{}, split: r.Kind == "frequency"}
	if r.Choose != "" {
		s.options[r.Choose] = r.ByOption
	}
	if r.Missed != "" {
		s.bad = append(s.bad, r.Missed)
	}
	if r.Hours != "" {
		s.bounds[r.Hours] = span{r.BelowHours * 5 / 4, 0}
	}
	s.figure(r)
	for _, l := range r.Levels {
		s.bounds[l.Count] = span{0, 3_00}
	}
	for _, l := range r.Losses {
		s.loss(l)
	}
	return s
}

// figure bounds the one figure that a rule looks at.
func (s *shape) figure(r scoring.RuleSpec) {
	top := scoring.Points(8_00)
	var edges []scoring.Points
	for _, b := range r.Bands {
		edges = append(edges, b.From)
	}
	for _, t := range r.Tiers {
		for _, edge := range []*scoring.Points{t.From, t.Above, t.To, t.Below} {
			if edge != nil {
				edges = append(edges, *edge)
			}
		}
	}
	for _, edge := range []*scoring.Points{r.Of, r.Target} {
		if edge != nil {
			edges = append(edges, *edge)
		}
	}
	if len(edges) > 0 {
		top = slices.Max(edges)
	} else if r.Cap != nil && r.Each > 0 {
		top = (*r.Cap/r.Each + 1) * 100
	}
	low := int64(30_00)
	if len(edges) > 0 {
		low = max(0, int64(slices.Min(edges))-5_00)
	}
	switch {
	case r.Kind == "frequency":
	case r.Standard != "":
		s.part(r.Part, r.Standard, 30_00)
	case r.Whole != "":
		s.part(r.Part, r.Whole, low)
	default:
		for _, key := range []string{r.Count, r.Amount, r.Part} {
			s.bounds[key] = span{0, top * 6 / 5}
		}
	}
}

// part notes a portion; amounts have two decimals.
func (s *shape) part(part, whole string, low int64) {
	f := s.c.Field(part)
	s.portions = append(s.portions, portion{part, whole, low, f != nil && f.Kind == scoring.KindAmount})
}

// loss keeps what takes points away small.
func (s *shape) loss(l scoring.LossSpec) {
	if l.Flag != "" {
		s.bad = append(s.bad, l.Flag)
	}
	if l.Choose != "" {
		s.options[l.Choose] = map[string]scoring.Points{}
		for option, points := range l.ByOption {
			s.options[l.Choose][option] = -points
		}
	}
	if l.Whole != "" {
		s.part(l.Part, l.Whole, 60_00)
	}
	for _, key := range []string{l.Count, l.Amount} {
		if key != "" {
			s.bounds[key] = span{4_00, 0}
		}
	}
}
