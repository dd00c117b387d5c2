package review

import (
	"maps"
	"slices"
	"sync"

	"zicha/scoring"
)

// changed says what was added to the ledger since the view was worked out.
func (b *Book) changed(events []*Event) {
	if b.view == nil || !b.view.follows(events) {
		b.view, b.since = nil, nil
		return
	}
	b.since = append(b.since, events...)
}

// follows reports whether events change nothing but the counties they are about: they are acts on cells, and what came in. A ruling, a case,
// a join may change any.
func (v *View) follows(events []*Event) bool {
	if v.averages() {
		return false
	}
	return !slices.ContainsFunc(events, func(e *Event) bool {
		switch e.Kind {
		case Initial, Confirmed, Direct, Returned, Upheld, Received, Dismissed, Inspected:
			return false
		case Withdrawn:
			return e.Indicator == 0
		}
		return true
	})
}

// averages reports whether what one county gets may be part of what others get.
func (v *View) averages() bool {
	return slices.ContainsFunc(v.Edition.Indicators(), func(ind *scoring.Indicator) bool { return ind.Absent == scoring.Averaged })
}

// follow gives what holds after events that the view follows: only the counties they are about are worked out anew.
func (b *Book) follow(before *View, events []*Event) (*View, error) {
	v := *before
	v.Units, v.byCode, v.Cases = slices.Clone(before.Units), maps.Clone(before.byCode), b.ledger.cases()
	w := &viewing{View: &v, book: b, answers: map[string]scoring.Answers{}}
	concerned := map[string]bool{}
	for _, e := range events {
		concerned[e.County] = true
		for _, c := range e.Cells {
			concerned[c.County] = true
		}
	}
	for i, old := range before.Units {
		if !concerned[old.Unit.Code] {
			continue
		}
		w.answers[old.Unit.Code] = old.figures
		u, err := w.unit(old.Unit)
		if err != nil {
			return nil, err
		}
		u.sum(v.Edition)
		v.Units[i], v.byCode[old.Unit.Code] = u, u
	}
	v.void()
	v.places = sync.OnceValue(v.rank)
	return &v, nil
}
