package check_test

import (
	"slices"
	"testing"

	"zicha/forms"
	"zicha/forms/check"
	"zicha/forms/formtest"
)

// What was typed and is not counted is a problem at its place: of an answer its criterion, of evidence the first it is for, of a text its
// indicator; check.Answers finds it too.
func TestTextsNotTaken(t *testing.T) {
	d := formtest.Perfect(t)
	item := formtest.Attach(t, d, "5.1", forms.Evidence{Title: "通知"})
	d.SetDraft(forms.AnswerPath("11.1", "updated"), forms.Draft{Text: "3万个", Left: true})
	d.SetDraft(forms.EvidencePath(item.ID, forms.AttrDate), forms.Draft{Text: "2018-1-32", Left: true})
	d.SetDraft(forms.NarrativePath("7"), forms.Draft{Text: "写到一半"})
	d.SetDraft(forms.ProfilePath("date"), forms.Draft{Text: "2018-1-32", Left: true})
	var got []string
	for _, p := range check.Drafts(d) {
		if !check.NotTaken(p) || p.Severity != forms.Error || p.Where == "" {
			t.Errorf("%+v", p)
		}
		got = append(got, p.Code+" "+p.Criterion)
	}
	slices.Sort(got)
	if want := []string{"field_refused ", "field_refused 11.1", "field_refused 5.1", "field_unsaved 7"}; !slices.Equal(got, want) {
		t.Errorf("found %q, want %q", got, want)
	}
	if all := check.Answers(d, d.Score(), formtest.Today); len(all) < 4 || !check.NotTaken(all[0]) {
		t.Errorf("the answers alone: %v", all)
	}
	if check.NotTaken(forms.Problem{Code: "date_future"}) {
		t.Error("any problem is said to be about a text not taken")
	}
}
