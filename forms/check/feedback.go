package check

import (
	"zicha/forms"
	"zicha/forms/feedback"
	"zicha/scoring"
)

// feedback shows what the assessor has said of the review at its place: what was returned until it is answered, and what lost points.
func (c *checker) feedback() {
	f := feedback.Of(c.d)
	if f == nil {
		return
	}
	for _, i := range f.Items {
		at, ok := feedback.PlaceOf(c.d.Edition, i)
		switch {
		case !ok:
		case feedback.Pending(c.d, i):
			c.add("feedback_returned", forms.Warning, at.Criterion, at.Path, "%s：%s退回补正：%s。请补正后作为下一版报送；没有可改的，请在备注里说明", at.Words, c.d.Edition.Words.Assessor, i.Told())
		case i.Lost():
			c.add("feedback_loss", forms.Hint, at.Criterion, at.Path, "%s：%s", at.Words, i.Words(c.d.Edition))
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
