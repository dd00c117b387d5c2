package forms

import (
	"maps"
	"slices"
	"strings"

	"zicha/scoring"
)

// Evidence lists the items in use for a criterion.
func (d *Dossier) Evidence(criterion string) []Evidence {
	return slices.Clone(d.derived().serving()[criterion])
}

// byCriterion gives the items in use by criterion.
func (w *worked) byCriterion() map[string][]Evidence {
	out := map[string][]Evidence{}
	for _, e := range w.evidence {
		for i, id := range e.Criteria {
			if !e.Removed && !slices.Contains(e.Criteria[:i], id) {
				out[id] = append(out[id], e)
			}
		}
	}
	return out
}

// BackedCriteria gives the criteria that have evidence that counts.
func (d *Dossier) BackedCriteria() map[string]bool { return maps.Clone(d.derived().backed()) }

// counting gives the criteria that have evidence that counts.
func (w *worked) counting() map[string]bool {
	backed := map[string]bool{}
	for _, e := range w.evidence {
		for _, id := range e.Criteria {
			backed[id] = backed[id] || e.Counts()
		}
	}
	return backed
}

// Citation lists the numbers of the evidence that counts for an indicator: "5-01、5-02".
func (d *Dossier) Citation(ind *scoring.Indicator) string {
	var numbers []string
	for _, e := range d.AllEvidence() {
		serves := func(c *scoring.Criterion) bool { return slices.Contains(e.Criteria, c.ID) }
		if e.Counts() && slices.ContainsFunc(ind.Asked(), serves) {
			numbers = append(numbers, e.Number)
		}
	}
	return strings.Join(numbers, "、")
}

// Backed reports whether evidence that counts stands behind a criterion, see Claims.
func (d *Dossier) Backed(c *scoring.Criterion) bool { return backs(d.derived().backed(), c) }

// backs reports whether evidence stands behind a criterion. What several criteria take from one pool is one thing to prove: evidence of
// one of them stands behind all.
func backs(backed map[string]bool, c *scoring.Criterion) bool {
	return backed[c.ID] || slices.ContainsFunc(c.Pool().Criteria(), func(other *scoring.Criterion) bool { return backed[other.ID] })
}
