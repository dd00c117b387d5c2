package results

import (
	"testing"

	"zicha/forms/review"
)

// What a case came to: a 认定 that was taken back is neither a void nor a case that was dropped.
func TestOutcomeOfCases(t *testing.T) {
	voided := []review.CaseStep{{Step: review.CaseOpened}, {Step: review.CaseVoided}}
	for want, c := range map[string]review.Case{
		"核查中": {Open: true}, "该项不得分": {Void: true, Steps: voided}, "认定已撤回": {Steps: voided}, "不予认定": {Steps: []review.CaseStep{{Step: review.CaseDropped}}},
	} {
		if got := outcome(c); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}
