package check_test

import (
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/check"
	"zicha/forms/formtest"
)

// served words what is expected and what is there: "通知=5-01;材料=;loose=5-02".
func served(d *forms.Dossier, criterion string) string {
	numbers := func(items []forms.Evidence) string {
		var out []string
		for _, e := range items {
			out = append(out, e.Number)
		}
		return strings.Join(out, "+")
	}
	pieces, loose := check.Pieces(d, d.Edition.Criterion(criterion))
	var out []string
	for _, p := range pieces {
		out = append(out, numbers(p.Items))
	}
	return strings.Join(out, ";") + " loose " + numbers(loose)
}

func TestExpected(t *testing.T) {
	d := forms.New(formtest.Edition(t), nil)
	notice := formtest.Attach(t, d, "5.1", forms.Evidence{Title: "活动通知"})
	photos := formtest.Attach(t, d, "5.1", forms.Evidence{Title: "照片"})
	single := formtest.Attach(t, d, "5.3", forms.Evidence{Title: "报样"})
	c := d.Edition.Criterion("5.1")
	steps := []struct {
		name    string
		changes func() []forms.Change
		want    string
	}{
		{"nothing assigned", func() []forms.Change { return nil }, "; loose 5-01+5-02"},
		{"the notice", func() []forms.Change { return d.AssignEvidence(notice.ID, c, 0) }, "5-01; loose 5-02"},
		{"the photos", func() []forms.Change { return d.AssignEvidence(photos.ID, c, 1) }, "5-01;5-02 loose "},
		{"one item for both", func() []forms.Change { return d.AssignEvidence(notice.ID, c, 0, 1) }, "5-01;5-01+5-02 loose "},
		{"a place that is not there", func() []forms.Change { return d.AssignEvidence(photos.ID, c, 7) }, "5-01;5-01 loose 5-02"},
		{"taken back", func() []forms.Change { return d.AssignEvidence(notice.ID, c) }, "; loose 5-01+5-02"},
	}
	var done [][]forms.Change
	for _, s := range steps {
		changes := s.changes()
		d.Apply(changes...)
		done = append(done, changes)
		if got := served(d, "5.1"); got != s.want {
			t.Errorf("%s: %q, want %q", s.name, got, s.want)
		}
	}
	if got := served(d, "5.3"); got != single.Number+" loose " {
		t.Errorf("the one expected piece of 5.3: %q", got)
	}
	for i := len(done) - 1; i > 0; i-- {
		d.Apply(formtest.Inverse(done[i])...)
		if got := served(d, "5.1"); got != steps[i-1].want {
			t.Errorf("%s taken back: %q, want %q", steps[i].name, got, steps[i-1].want)
		}
	}
}

// TestExpectOfOtherCriteriaStays: an item that serves two criteria keeps what it serves of the other.
func TestExpectOfOtherCriteriaStays(t *testing.T) {
	d := forms.New(formtest.Edition(t), nil)
	item := formtest.Attach(t, d, "5.1", forms.Evidence{Title: "活动通知", Criteria: []string{"5.1", "5.2"}})
	one, two := d.Edition.Criterion("5.1"), d.Edition.Criterion("5.2")
	d.Apply(d.AssignEvidence(item.ID, one, 0)...)
	d.Apply(d.AssignEvidence(item.ID, two, 1)...)
	d.Apply(d.AssignEvidence(item.ID, one, 1)...)
	if got := served(d, "5.1") + " / " + served(d, "5.2"); got != ";5-01 loose  / ;5-01 loose " {
		t.Error(got)
	}
	if got := d.Get(forms.EvidencePath(item.ID, forms.AttrExpect)); got != "5.2#2 5.1#2" {
		t.Errorf("kept as %q", got)
	}
}
