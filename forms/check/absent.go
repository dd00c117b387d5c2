package check

import (
	"strings"

	"zicha/forms"
	"zicha/scoring"
)

// absent looks at an indicator marked 不涉及: it wants a reason, and tells what is filled in besides and does not count.
func (c *checker) absent(res scoring.IndicatorResult) {
	if res.Status != scoring.NotAsked {
		return
	}
	mark := res.Indicator.Mark()
	where := forms.AnswerPath(mark.ID, scoring.MarkAbsent)
	if reason := forms.AnswerPath(mark.ID, scoring.MarkReason); strings.TrimSpace(c.d.Get(reason)) == "" {
		c.add("absent_reason", forms.Error, mark.ID, reason, "第%s项标为“不涉及”，但没有写理由，请写明理由，或取消标注", mark.ID)
	}
	if res.Indicator.Absent == scoring.Averaged {
		c.add("pending", forms.Hint, mark.ID, where, "第%s项%s", mark.ID, res.Results[0].Reason)
	}
	var filled []string
	for _, crit := range res.Indicator.Criteria {
		if c.filled(crit) {
			filled = append(filled, crit.ID)
		}
	}
	if len(filled) > 0 {
		c.add("absent_filled", forms.Warning, mark.ID, where, "第%s项标为“不涉及”，%s填报的内容不计分。确实不涉及的请清空，误标的请取消标注", mark.ID, strings.Join(filled, "、"))
	}
}

// filled reports whether anything is filled in at a criterion.
func (c *checker) filled(crit *scoring.Criterion) bool {
	for _, f := range crit.Fields {
		if c.d.Get(forms.AnswerPath(crit.ID, f.Key)) != "" {
			return true
		}
	}
	return len(c.d.Rows(crit.ID)) > 0
}
