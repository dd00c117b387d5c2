package pack_test

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/carry"
	"zicha/forms/dossier"
	"zicha/forms/pack"
)

// The sample carried into another year: what lasts and is unchanged is unconfirmed, what is of a year is empty, evidence comes with its files
// under new numbers and asks for a look only where something carried rests on it; nothing is finalized before every mark is gone, and last
// year's dossier stays as it was.
func TestCarryWithEvidence(t *testing.T) {
	ctx := context.Background()
	old, _ := finalized(t)
	code := old.Dossier().Code()
	next := edition(t, `id = "bozhou-2017"`, `id = "bozhou-2018"`, "\nyear = 2017\n", "\nyear = 2018\n",
		"县、区级层面开展诚信文化主题宣传活动的，得4分", "县、区级层面每季度开展诚信文化主题宣传活动的，得4分")
	path := filepath.Join(t.TempDir(), "新.zicha")
	f, plan, err := carry.Begin(old, path, next)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	n, notes, err := carry.Evidence(ctx, old, f, nil)
	if err != nil || n == 0 || len(notes) != 1 || !strings.Contains(notes[0], "15-02") || !strings.Contains(notes[0], "没有关联要点") {
		t.Fatalf("%d copied, %q, %v", n, notes, err)
	}
	d := f.Dossier()
	used := slices.DeleteFunc(old.Dossier().AllEvidence(), func(e forms.Evidence) bool { return e.Removed || len(e.Criteria) == 0 })
	items := d.AllEvidence()
	if len(items) != len(used) || n != len(used) {
		t.Fatalf("%d items, want %d", len(items), len(used))
	}
	for i, item := range items {
		was := used[i]
		if item.Title != was.Title || item.Date != was.Date || item.Keep != "" || len(item.Files) != len(was.Files) {
			t.Errorf("%s came as %+v", was.Number, item)
		}
		for j, ref := range item.Files {
			if ref.SHA256 != was.Files[j].SHA256 || ref.Name != was.Files[j].Name || !f.Holds(ref) {
				t.Errorf("%s: file %d is %+v", was.Number, j, ref)
			}
		}
		carried := slices.ContainsFunc(item.Criteria, func(c string) bool { return slices.Contains(plan.Kept, c) })
		if asks := slices.ContainsFunc(item.Criteria, d.Unconfirmed); asks != carried {
			t.Errorf("%s: to be looked at %t, of something carried %t", item.Number, asks, carried)
		}
	}
	if d.Get(forms.AnswerPath("5.1", "met")) != "" || !strings.Contains(d.LastYear("5.1"), "是") || !slices.Contains(plan.Kept, "1.1") || slices.Contains(plan.Kept, "6.1") {
		t.Error("the answers came over otherwise")
	}
	if _, err := pack.Finalize(ctx, f, "2019-02-05", nil); err == nil || !strings.Contains(err.Error(), "沿用上年，尚未确认") {
		t.Errorf("finalizing says %v", err)
	}
	if bad, err := f.CheckFiles(ctx, nil); err != nil || len(bad) != 0 {
		t.Errorf("%v, %v", bad, err)
	}
	if old.Dossier().Code() != code || !old.Dossier().Final {
		t.Error("last year's dossier has changed")
	}
	if _, _, err := carry.Begin(old, path, next); err == nil || !strings.Contains(err.Error(), "已经存在") {
		t.Errorf("said %v", err)
	}
}

// A change in the store confirms like one in the window.
func TestCommitConfirms(t *testing.T) {
	f := create(t, "a.zicha")
	if err := f.Commit("", f.Dossier().Doubt([]string{"5.1", "5.2"})); err != nil {
		t.Fatal(err)
	}
	changes, err := f.Dossier().Change(forms.AnswerPath("5.1", "met"), "是")
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Commit("", changes); err != nil {
		t.Fatal(err)
	}
	if d := f.Dossier(); d.Unconfirmed("5.1") || !d.Unconfirmed("5.2") {
		t.Error("the marks are otherwise")
	}
	if _, _, err := f.Undo(); err != nil || !f.Dossier().Unconfirmed("5.1") {
		t.Errorf("undo: %v", err)
	}
	entries, err := f.History(dossier.Filter{Indicator: 5})
	if err != nil || len(entries) != 3 {
		t.Errorf("%d entries, %v", len(entries), err)
	}
}

// Cancelling ends the copying with a sentence; no file is left without an item.
func TestCarryEvidenceCancelled(t *testing.T) {
	old, _ := finalized(t)
	f := create(t, "新.zicha")
	ctx, cancel := context.WithCancel(context.Background())
	files := 0
	n, _, err := carry.Evidence(ctx, old, f, func(string, int64, int64) {
		if files++; files == 6 {
			cancel()
		}
	})
	cancel()
	if err == nil || !strings.Contains(err.Error(), "已取消") || n == 0 || len(f.Dossier().AllEvidence()) != n {
		t.Errorf("%d copied, %d items, %v", n, len(f.Dossier().AllEvidence()), err)
	}
}
