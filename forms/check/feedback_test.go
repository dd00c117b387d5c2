package check_test

import (
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/check"
	"zicha/forms/feedback"
	"zicha/forms/formtest"
	"zicha/scoring"
)

// told takes a feedback on 5.1 and 9.2 into a dossier.
func told(t *testing.T, d *forms.Dossier, snapshot string, items ...feedback.Item) {
	t.Helper()
	f := feedback.File{
		Edition: d.Edition.ID, Rules: d.Edition.Hash(), County: "341621", Version: 1, Snapshot: snapshot, At: "2018-02-01T09:00:00+08:00", Items: items,
	}
	data, err := f.Encode()
	if err != nil {
		t.Fatal(err)
	}
	got, err := feedback.Decode("x", data)
	if err != nil {
		t.Fatal(err)
	}
	changes, err := got.Changes(d, d.Lines(nil))
	if err != nil {
		t.Fatal(err)
	}
	d.Apply(changes...)
}

// ofFeedback are the problems that come of a feedback: "warning 5.1 answer/5.1/met …".
func ofFeedback(d *forms.Dossier) []string {
	var out []string
	for _, p := range check.Dossier(d, d.Score(), formtest.Today) {
		if strings.HasPrefix(p.Code, "feedback_") {
			out = append(out, string(p.Severity)+" "+p.Criterion+" "+string(p.Where)+" "+p.Message)
		}
	}
	return out
}

// What is returned is a warning at its field until the indicator changes; what the result takes is a hint at its field, and a note at the
// same place in next year's dossier.
func TestFeedback(t *testing.T) {
	d := formtest.Perfect(t)
	eight, seven := scoring.Points(800), scoring.Points(700)
	told(t, d, "", feedback.Item{Indicator: 5, Standing: feedback.Returned, Claim: &eight, Reason: "缺活动通知。", Loss: forms.LossMaterial, Field: "5.1"})
	got := ofFeedback(d)
	if len(got) != 1 || !strings.HasPrefix(got[0], "warning 5.1 answer/5.1/met 5.1 ") || !strings.HasSuffix(got[0], "市里退回补正：材料不足：缺活动通知。请补正后作为下一版报送；没有可改的，请在备注里说明") {
		t.Errorf("%q", got)
	}
	d.Apply(forms.Change{Path: forms.RemarkPath(5), New: "通知已补在5-01"})
	if got := ofFeedback(d); len(got) > 0 {
		t.Errorf("answered: %q", got)
	}
	told(t, d, "7K3M-Q2XW-9HTD-4FNP", feedback.Item{
		Indicator: 5, Standing: feedback.Decided, Claim: &eight, Result: &seven, Reason: "有两篇不在2017年", Loss: forms.LossData, Field: "5.3.articles",
	})
	if got = ofFeedback(d); len(got) != 1 || !strings.HasPrefix(got[0], "hint 5.3 answer/5.3/articles ") || !strings.HasSuffix(got[0], "市里核定7.00分，自评8.00分；数据不符：有两篇不在2017年") {
		t.Errorf("%q", got)
	}
	next, err := check.Carry(d, formtest.NextYear(t))
	if err != nil {
		t.Fatal(err)
	}
	if note := next.Values[forms.LastYearPath("5.3")]; !strings.HasPrefix(note, "（2017年度）上年失分：市里核定7.00分，自评8.00分；数据不符：有两篇不在2017年\n") {
		t.Errorf("next year has %q at 5.3", note)
	}
}
