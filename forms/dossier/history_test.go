package dossier

import (
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/store"
)

func TestUndoRedo(t *testing.T) {
	f := newDossier(t)
	if _, ok := f.CanUndo(); ok {
		t.Error("a new dossier has nothing to undo")
	}
	_, _, err := f.Undo()
	wantKind(t, err, ErrRefused)
	p := forms.AnswerPath("5.3", "articles")
	set(t, f, p, "4")
	set(t, f, p, "5")
	words, ok := f.CanUndo()
	if !ok || !strings.Contains(words, "4→5") {
		t.Errorf("CanUndo is %q", words)
	}
	f = reopen(t, f)
	mine := f.Dossier()
	said, changes, err := f.Undo()
	if err != nil || said != words {
		t.Fatal(said, err)
	}
	mine.Apply(changes...)
	sameValues(t, mine, f.Dossier())
	if f.Dossier().Get(p) != "4" {
		t.Error("not undone")
	}
	f = reopen(t, f)
	if words, ok = f.CanRedo(); !ok || !strings.Contains(words, "4→5") {
		t.Errorf("CanRedo is %q after reopening", words)
	}
	if _, _, err = f.Redo(); err != nil || f.Dossier().Get(p) != "5" {
		t.Error("not redone", err)
	}
	if _, _, err = f.Undo(); err != nil {
		t.Fatal(err)
	}
	set(t, f, p, "9")
	if _, ok = f.CanRedo(); ok {
		t.Error("a new change should clear redo")
	}
	f = reopen(t, f)
	for range 2 {
		if _, _, err = f.Undo(); err != nil {
			t.Fatal(err)
		}
	}
	if f.Dossier().Get(p) != "" {
		t.Error("not back at the start")
	}
}

func TestEvidenceNumbersAreNeverGivenAgain(t *testing.T) {
	f := newDossier(t)
	add := func() string {
		item, changes, err := f.Dossier().AddEvidence("5.1", forms.Evidence{Title: "通知"})
		if err != nil {
			t.Fatal(err)
		}
		if err := f.Commit("", changes); err != nil {
			t.Fatal(err)
		}
		return item.Number
	}
	if n := add(); n != "5-01" {
		t.Fatal(n)
	}
	if _, changes, err := f.Undo(); err != nil || len(f.Dossier().AllEvidence()) != 0 {
		t.Fatal(changes, err)
	}
	f = reopen(t, f)
	if n := add(); n != "5-02" {
		t.Errorf("after undo the next number is %s", n)
	}
	// Only a lasting value: the step can be taken back, though nothing is left to change.
	if err := f.Commit("", []forms.Change{{Path: "seq/7", New: "1"}}); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if _, _, err := f.Undo(); err != nil {
			t.Fatal(err)
		}
	}
	if _, _, err := f.Redo(); err != nil {
		t.Fatal(err)
	}
	want, _ := f.CanRedo()
	f = reopen(t, f)
	if got, _ := f.CanRedo(); got != want || f.Dossier().Get("seq/7") != "1" {
		t.Errorf("redo is %q after reopening, was %q", got, want)
	}
}

func TestHistory(t *testing.T) {
	f := newDossier(t)
	set(t, f, forms.AnswerPath("5.3", "articles"), "4")
	set(t, f, forms.AnswerPath("15.1", "held"), "true")
	_, changes, err := f.Dossier().AddEvidence("5.1", forms.Evidence{Title: "通知"})
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Commit("加入佐证", changes); err != nil {
		t.Fatal(err)
	}
	if _, _, err := f.Undo(); err != nil {
		t.Fatal(err)
	}
	all, err := f.History(Filter{})
	if err != nil || len(all) != 5 || all[0].Kind != store.KindUndo || all[4].Kind != store.KindStart {
		t.Fatalf("%v %+v", err, all)
	}
	five, err := f.History(Filter{Indicator: 5})
	if err != nil || len(five) != 3 {
		t.Fatalf("%v %+v", err, five)
	}
	if five[2].Changes[0].New != "4" || five[2].Who == "" || five[2].When.IsZero() || five[1].Note != "加入佐证" {
		t.Errorf("%+v", five)
	}
	one, err := f.History(Filter{Indicator: 5, Limit: 1})
	if err != nil || len(one) != 1 || one[0].Kind != store.KindUndo {
		t.Errorf("%v %+v", err, one)
	}
}
