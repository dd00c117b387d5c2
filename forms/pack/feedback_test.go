package pack

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/dossier"
	"zicha/forms/feedback"
)

// The comparison codes of two versions.
const (
	codeA = "7AS3-VWY7-6YUY-VPUT"
	codeB = "7K3M-Q2XW-9HTD-4FNP"
)

// returned is a feedback on a version of a dossier that returns indicator 5.
func returned(t *testing.T, d *forms.Dossier, version int, paper string) *feedback.File {
	t.Helper()
	f := feedback.File{
		Edition: d.Edition.ID, Rules: d.Edition.Hash(), County: d.Get(forms.CountyPath("code")), Name: d.County(), Version: version, Paper: paper,
		At: "2018-02-04T09:30:00+08:00", By: "张三",
		Items: []feedback.Item{{Indicator: 5, Standing: feedback.Returned, ClaimText: "8.00", Reason: "缺活动通知", Loss: forms.LossMaterial, Field: "5.1"}},
	}
	data, err := f.Encode()
	if err != nil {
		t.Fatal(err)
	}
	read, err := feedback.Decode("反馈.fankui", data)
	if err != nil {
		t.Fatal(err)
	}
	return read
}

// pending reports whether indicator 5 still stands as the city has returned it.
func pending(d *forms.Dossier) bool {
	return slices.ContainsFunc(feedback.Notes(d), func(n feedback.Note) bool { return n.Indicator == 5 && n.Pending })
}

// twoVersions is a dossier finalized twice, changed at indicator 5 in between.
func twoVersions(t *testing.T) *dossier.File {
	t.Helper()
	f := newDossier(t)
	storeFinal(t, f, codeA)
	if err := f.Reopen("改"); err != nil {
		t.Fatal(err)
	}
	commit(t, f, f.Dossier().Replace(forms.RemarkPath(5), "第2版改的"))
	storeFinal(t, f, codeB)
	return f
}

// A feedback is held against the version it is about: what was changed since is no longer pending. One about a version the dossier does not
// have is held against what there is now, and that is told; one about another paper of that number is refused.
func TestFeedbackOnAVersion(t *testing.T) {
	f := twoVersions(t)
	code := f.Dossier().Code()
	for _, c := range []struct {
		version int
		paper   string
		told    string // "" for nothing
		refused string
		pending bool
	}{
		{1, codeA, "", "", false},
		{2, codeB, "", "", true},
		{2, "", "", "", true}, // the city had no code to name
		{0, "", "", "", true}, // nor a version
		{3, codeB, "反馈是对第3版作出的，档案里没有这一版定稿，退回的各项与现在的内容对照", "", true},
		{1, codeB, "", "反馈是对核对码为 " + codeB + " 的第1版作出的，档案里的第1版核对码是 " + codeA + "，没有收入。请核实报送时用的是哪一份档案", false},
	} {
		fb := returned(t, f.Dossier(), c.version, c.paper)
		changes, looked, lookErr := LookFeedback(f, fb)
		if f.Dossier().Get(forms.FeedbackPath(forms.FeedbackFile)) != "" {
			t.Fatal("looking has kept it")
		}
		told, taken, err := TakeFeedback(f, fb)
		if c.refused != "" {
			if lookErr == nil || err == nil || err.Error() != c.refused || !errors.Is(err, feedback.ErrOther) || taken || changes != nil {
				t.Errorf("%d %s: looked %v, took %t %v", c.version, c.paper, lookErr, taken, err)
			}
			continue
		}
		if lookErr != nil || err != nil || !taken || len(changes) == 0 || strings.Join(told, "") != c.told || strings.Join(looked, "") != c.told {
			t.Errorf("%d %s: %v %v, taken %t, looked %q, told %q", c.version, c.paper, lookErr, err, taken, looked, told)
		}
		if d := f.Dossier(); pending(d) != c.pending || !d.Final || d.Code() != code {
			t.Errorf("%d %s: pending %t, final %t", c.version, c.paper, pending(d), d.Final)
		}
		if told, taken, err := TakeFeedback(f, fb); told != nil || taken || err != nil {
			t.Errorf("%d %s, once more: %q %t %v", c.version, c.paper, told, taken, err)
		}
		if err := DropFeedback(f); err != nil {
			t.Fatal(err)
		}
	}
}

// A feedback for another county is refused before anything is kept.
func TestFeedbackForAnother(t *testing.T) {
	f := newDossier(t)
	fb := returned(t, f.Dossier(), 0, "")
	commit(t, f, f.Dossier().Replace(forms.CountyPath("code"), "341622"))
	if _, taken, err := TakeFeedback(f, fb); taken || !errors.Is(err, feedback.ErrOther) || feedback.Of(f.Dossier()) != nil {
		t.Errorf("taken %t, %v", taken, err)
	}
}

// A feedback goes out of a finalized dossier as it came in: nothing of it is left but its place in the history.
func TestFeedbackDropped(t *testing.T) {
	f := twoVersions(t)
	before := len(f.Dossier().Values())
	if err := DropFeedback(f); err != nil {
		t.Fatal("where there is none:", err)
	}
	if _, _, err := TakeFeedback(f, returned(t, f.Dossier(), 2, codeB)); err != nil {
		t.Fatal(err)
	}
	if err := DropFeedback(f); err != nil {
		t.Fatal(err)
	}
	if d := f.Dossier(); feedback.Of(d) != nil || len(d.Values()) != before || !d.Final {
		t.Errorf("%d values, were %d", len(d.Values()), before)
	}
	entries, err := f.History(dossier.Filter{})
	var notes []string
	for _, e := range entries {
		notes = append(notes, e.Note)
	}
	for _, want := range []string{"收入对第2版的反馈（过程，结果还没有定）", "移出对第2版的反馈（过程，结果还没有定）"} {
		if !slices.Contains(notes, want) {
			t.Errorf("the history has no %s: %q, %v", want, notes, err)
		}
	}
}

// What is returned of the version there is gives the reason for the next; what was about an earlier one does not.
func TestFeedbackAsAReason(t *testing.T) {
	f := twoVersions(t)
	for version, want := range map[int]string{1: "", 2: "市里退回补正：第5项 缺活动通知"} {
		if got := FeedbackReason(f.Dossier()); got != "" {
			t.Errorf("without a feedback: %s", got)
		}
		if _, _, err := TakeFeedback(f, returned(t, f.Dossier(), version, "")); err != nil {
			t.Fatal(err)
		}
		if got := FeedbackReason(f.Dossier()); got != want {
			t.Errorf("on version %d: %q", version, got)
		}
		if err := DropFeedback(f); err != nil {
			t.Fatal(err)
		}
	}
}
