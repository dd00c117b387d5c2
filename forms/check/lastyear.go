package check

import (
	"strconv"
	"strings"

	"zicha/forms"
	"zicha/scoring"
)

// unconfirmed finds answers that are still last year's.
func (c *checker) unconfirmed(crit *scoring.Criterion) {
	if c.d.Unconfirmed(crit.ID) {
		where := forms.AnswerPath(crit.ID, crit.Fields[0].Key)
		c.add("unconfirmed", forms.Error, crit.ID, where, "%s %s：沿用上年，尚未确认。请对照今年的情况核对：有变化的改正，没有变化的点“确认”", crit.ID, crit.Title)
	}
}

// noteWords bounds how much of last year's words a hint says; all of them stand at their place.
const noteWords = 160

// lastYear shows what was not taken over from last year while its place is not filled in.
func (c *checker) lastYear() {
	for _, n := range c.d.LastYearNotes() {
		if criterion, where, open := c.placeOf(n.Part); open {
			what := "没有沿用上年的填报，供参考"
			if strings.Contains(n.Text, lostWords) { // it may stand beside what was taken over
				what = "上年的情况，供参考"
			}
			c.add("last_year", forms.Hint, criterion, where, "%s：%s：%s", n.Place, what, scoring.Shorten(n.Text, noteWords))
		}
	}
}

// placeOf is where a note belongs and whether that is still to be filled in: a criterion, 完成情况 of an indicator, a part of the letter, at
// whose first one stands what has no place of its own any more.
func (c *checker) placeOf(part string) (criterion string, where forms.Path, open bool) {
	if crit := c.d.Edition.Criterion(part); crit != nil && !crit.IsMark() {
		return part, forms.AnswerPath(part, crit.Fields[0].Key), c.card.Result(crit).State == scoring.Unanswered || c.d.Unconfirmed(part)
	}
	where = forms.NarrativePath(part)
	if part == forms.LastYearOther {
		where = forms.NarrativePath(forms.LetterParts[0].Key)
	}
	if _, err := strconv.Atoi(part); err == nil {
		criterion = part
	}
	return criterion, where, strings.TrimSpace(c.d.Get(where)) == ""
}

// idle reports whether an item came along from last year and nothing it serves was taken over or filled in anew: it asks for nothing yet.
func (c *checker) idle(e forms.Evidence) bool {
	for _, id := range e.Criteria {
		crit := c.d.Edition.Criterion(id)
		if crit == nil || crit.IsMark() || c.d.LastYear(id) == "" || c.d.Unconfirmed(id) || c.card.Result(crit).State != scoring.Unanswered {
			return false
		}
	}
	return len(e.Criteria) > 0
}
