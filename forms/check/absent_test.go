package check_test

import (
	"slices"
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/check"
	"zicha/forms/formtest"
)

// TestAbsentIsLookedAt: an indicator marked 不涉及 wants a reason and evidence, and what is filled in besides is told and counts nowhere.
func TestAbsentIsLookedAt(t *testing.T) {
	for name, c := range map[string]struct {
		book    string
		changes string // path=value, separated by " | "
		want    string // the findings about indicator 3, or 2 of veto
	}{
		"no mark":          {"weights", "answer/3.1/claimed=20", "evidence_missing warning 3.1"},
		"a mark that is 否": {"weights", "answer/3/absent=false | answer/3.1/claimed=20", "evidence_missing warning 3.1"},
		"bare":             {"weights", "answer/3/absent=true", "absent_evidence warning 3, absent_reason error answer/3/reason"},
		"blank reason":     {"weights", "answer/3/absent=true | answer/3/reason= ", "absent_evidence warning 3, absent_reason error answer/3/reason"},
		"reason":           {"weights", "answer/3/absent=true | answer/3/reason=无", "absent_evidence warning 3"},
		"all there":        {"weights", "answer/3/absent=true | answer/3/reason=无 | 佐证 3", ""},
		"of another":       {"weights", "answer/3/absent=true | answer/3/reason=无 | 佐证 3.1", "absent_evidence warning 3"},
		"filled in":        {"weights", "answer/3/absent=true | answer/3/reason=无 | 佐证 3 | answer/3.1/claimed=20", "absent_filled warning answer/3/absent"},
		"average":          {"bonus", "answer/3/absent=true | answer/3/reason=无 | 佐证 3", "pending hint answer/3/absent"},
		"full":             {"veto", "answer/2/absent=true", "absent_evidence warning 2, absent_reason error answer/2/reason"},
	} {
		d := forms.New(formtest.Parts(t, c.book), nil)
		for _, change := range strings.Split(c.changes, " | ") {
			if path, value, ok := strings.Cut(change, "="); ok {
				d.Apply(forms.Change{Path: forms.Path(path), New: value})
				continue
			}
			_, id, _ := strings.Cut(change, " ")
			_, changes, err := d.AddEvidence(id, forms.Evidence{Title: "材料"})
			if err != nil {
				t.Fatal(err)
			}
			d.Apply(changes...)
		}
		var got []string
		for _, p := range check.Dossier(d, d.Score(), formtest.Today) {
			if no, _, _ := strings.Cut(p.Criterion, "."); no == map[bool]string{true: "2", false: "3"}[c.book == "veto"] && p.Code != "narrative_missing" {
				got = append(got, finding(p))
			}
		}
		if slices.Sort(got); strings.Join(got, ", ") != c.want {
			t.Errorf("%s: %v, want %s", name, got, c.want)
		}
	}
}

// TestAbsentNeedsEvidenceToCount: of what evidence stands behind, a mark without any is none.
func TestAbsentNeedsEvidenceToCount(t *testing.T) {
	d := forms.New(formtest.Parts(t, "veto"), nil)
	d.Apply(forms.Change{Path: "answer/2/absent", New: "true"}, forms.Change{Path: "answer/2.1/claimed", New: "4"})
	add := func(id string) {
		t.Helper()
		_, changes, err := d.AddEvidence(id, forms.Evidence{Title: "材料"})
		if err != nil {
			t.Fatal(err)
		}
		d.Apply(changes...)
	}
	add("2.1")
	if s := d.Scores(); s.Card.Self.Score != 10_00 || s.Backed.Self.Score != 0 {
		t.Errorf("%s, backed %s", s.Card.Self.Score, s.Backed.Self.Score)
	}
	add("2")
	if s := d.Scores(); s.Card.Self.Score != 10_00 || s.Backed.Self.Score != 10_00 {
		t.Errorf("with evidence %s, backed %s", s.Card.Self.Score, s.Backed.Self.Score)
	}
}

// TestPoolEvidence: evidence of one criterion stands behind a pool, and the first is told while there is none.
func TestPoolEvidence(t *testing.T) {
	d := forms.New(formtest.Parts(t, "pool"), nil)
	for _, v := range []string{"2.1/missed=2", "2.2/wrong=1", "2.3/kept=true"} {
		path, value, _ := strings.Cut(v, "=")
		d.Apply(forms.Change{Path: forms.Path("answer/" + path), New: value})
	}
	missing := func() (ids []string) {
		for _, p := range check.Dossier(d, d.Score(), formtest.Today) {
			if p.Code == "evidence_missing" {
				ids = append(ids, p.Criterion)
			}
		}
		return ids
	}
	if got := missing(); !slices.Equal(got, []string{"2.3", "2.1"}) {
		t.Errorf("without evidence %v", got)
	}
	_, changes, err := d.AddEvidence("2.2", forms.Evidence{Title: "材料"})
	if err != nil {
		t.Fatal(err)
	}
	d.Apply(changes...)
	if got := missing(); !slices.Equal(got, []string{"2.3"}) || d.Scores().Backed.Self.Score != 4_30 {
		t.Errorf("with evidence %v, backed %s", got, d.Scores().Backed.Self.Score)
	}
}

// TestPoolEvidenceInWords: one sentence for all criteria of a pool, which says where the evidence may go; what counts for none of them is
// told, and the pieces each of them expects.
func TestPoolEvidenceInWords(t *testing.T) {
	e := formtest.Parts(t, "pool")
	e.Criterion("2.2").Evidence = []string{"校对记录", "更正通知"}
	d := forms.New(e, map[forms.Path]string{"answer/2.1/missed": "2", "answer/2.2/wrong": "1"})
	said := func() (words []string) {
		for _, p := range check.Dossier(d, d.Score(), formtest.Today) {
			if p.Code == "evidence_missing" || p.Code == "expected_missing" {
				words = append(words, p.Message)
			}
		}
		return words
	}
	want := func(want ...string) {
		t.Helper()
		if got := said(); !slices.Equal(got, want) {
			t.Errorf("told %q, want %q", got, want)
		}
	}
	want("2.1、2.2共用的分值得了分，但没有佐证材料（缺佐证），请在其中任一要点添加，或登记为另行报送")
	formtest.Attach(t, d, "2.2", forms.Evidence{
		Title: "甲", Expect: []string{forms.ExpectToken(e.Criterion("2.2"), 0)}, Files: []forms.FileRef{{Name: "网页.pdf", Place: 1, Doubt: forms.DoubtWeb}},
	})
	want("2.1、2.2共用的分值得了分，但没有算数的佐证材料（缺佐证），请在其中任一要点添加，或登记为另行报送")
	formtest.Attach(t, d, "2.2", forms.Evidence{Title: "乙", Expect: []string{forms.ExpectToken(e.Criterion("2.2"), 0)}})
	want("2.2 准确的佐证里还没有“更正通知”，请添加")
}

// TestPenaltyNeedsNoEvidence: what is taken off is nothing to prove.
func TestPenaltyNeedsNoEvidence(t *testing.T) {
	d := forms.New(formtest.Parts(t, "zero"), nil)
	d.Apply(forms.Change{Path: "answer/3.1/events", New: "2"}, forms.Change{Path: "answer/1.1/claimed", New: "9"})
	for _, p := range check.Dossier(d, d.Score(), formtest.Today) {
		if p.Code == "evidence_missing" && p.Criterion != "1.1" {
			t.Errorf("%s", p.Message)
		}
	}
}
