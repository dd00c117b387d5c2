package review

import "testing"

// What a case came to: a 认定 that was taken back is neither a void nor a case that was dropped.
func TestOutcomeOfCases(t *testing.T) {
	voided := []CaseStep{{Step: CaseOpened}, {Step: CaseVoided}}
	for want, c := range map[string]Case{
		"核查中": {Open: true}, "该项不得分": {Void: true, Steps: voided}, "认定已撤回": {Steps: voided}, "不予认定": {Steps: []CaseStep{{Step: CaseDropped}}},
	} {
		if got := c.Outcome(); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

// A 认定 that is taken back stays on record and is marked as one that does not hold.
func TestCaseAfterItsWithdrawal(t *testing.T) {
	b := newBookAt(t)
	receive(t, b, version(t, "341621", 1))
	id := ""
	for _, a := range []CaseAct{
		{County: "341621", Indicator: 5, Step: CaseOpened, Text: "线索"},
		{Step: CaseChecked, Text: "核查"},
		{Step: CaseTold, Text: "告知"},
		{Step: CaseVoided, Text: "属实", Second: "丙", Evidence: []string{"5-01"}},
	} {
		a.ID = id
		var err error
		id, err = b.Case(commission, a)
		must(t, err)
	}
	last := func() CaseStep { return view(t, b).Cases[0].Steps[3] }
	if got := last().Label(); got != "认定" {
		t.Error(got)
	}
	must(t, b.Withdraw(commission, "341621", 5, "认定有误"))
	c := view(t, b).Cases[0]
	if got := last().Label(); got != "认定（不再有效）" || c.Outcome() != "认定已撤回" || c.Open || c.Void {
		t.Error(got, c.Outcome())
	}
}
