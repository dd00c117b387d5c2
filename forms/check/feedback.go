package check

import (
	"zicha/forms"
	"zicha/forms/feedback"
	"zicha/scoring"
)

// feedback shows what the assessor has said of the review at its place: what was returned until it is answered, and what lost points.
func (c *checker) feedback() {
	for _, n := range feedback.Notes(c.d) {
		switch {
		case n.Pending:
			c.add("feedback_returned", forms.Warning, n.At.Criterion, n.At.Path, "%s", n.Sentence())
		case n.Lost():
			c.add("feedback_loss", forms.Hint, n.At.Criterion, n.At.Path, "%s", n.Sentence())
		}
	}
}

// lostWords begin the note of what lost points last year.
const lostWords = "上年失分："

// lost notes what lost points last year, as the assessor's feedback has it, at its criterion or indicator, before all else of last year; it
// gives how many such notes there are.
func (c *carrier) lost(diff *scoring.Comparison) (n int) {
	f := feedback.Of(c.old)
	if f == nil {
		return 0
	}
	for _, i := range f.Items {
		was := c.old.Edition.Indicator(i.Indicator)
		if was == nil || !i.Lost() {
			continue
		}
		part, name := at(was, diff.Indicator(was))
		if place, _ := feedback.PlaceOf(c.old.Edition, i); c.old.Edition.Criterion(place.Criterion) != nil {
			if p := diff.From(c.old.Edition.Criterion(place.Criterion)); p.Is != nil && !p.Is.IsMark() {
				part, name = p.Is.ID, ""
			}
		}
		if name != "" {
			name += "，"
		}
		c.note(part, "", lostWords+name+i.Words(c.old.Edition))
		n++
	}
	return n
}
