package dossier

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"zicha/forms"
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

// TestRandomHistory holds a random run of commits, undos, redos and reopenings against a plain model.
func TestRandomHistory(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	f := newDossier(t)
	base := f.Dossier()
	type step []forms.Change
	var undo, redo []step
	for i := range 300 {
		switch n := rnd.IntN(10); {
		case n < 5:
			p := forms.RemarkPath(1 + rnd.IntN(4))
			c := step{{Path: p, Old: base.Get(p), New: []string{"", "甲", "乙", fmt.Sprint(i)}[rnd.IntN(4)]}}
			if err := f.Commit("", c); err != nil {
				t.Fatal(err)
			}
			base.Apply(c...)
			undo, redo = append(undo, c), nil
		case n < 8 && len(undo) > 0:
			if _, _, err := f.Undo(); err != nil {
				t.Fatal(err)
			}
			c := undo[len(undo)-1]
			base.Apply(forms.Inverse(c)...)
			undo, redo = undo[:len(undo)-1], append(redo, c)
		case n < 9 && len(redo) > 0:
			if _, _, err := f.Redo(); err != nil {
				t.Fatal(err)
			}
			c := redo[len(redo)-1]
			base.Apply(c...)
			undo, redo = append(undo, c), redo[:len(redo)-1]
		case i%7 == 0:
			f = reopen(t, f)
		}
		sameValues(t, f.Dossier(), base)
	}
}

func TestHistory(t *testing.T) {
	f := newDossier(t)
	set(t, f, forms.AnswerPath("5.3", "articles"), "4")
	set(t, f, forms.AnswerPath("15.1", "held"), "true")
	item, changes, err := f.Dossier().AddEvidence("5.1", forms.Evidence{Title: "通知"})
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
	if err != nil || len(all) != 5 || all[0].Kind != kindUndo || all[4].Kind != kindStart {
		t.Fatalf("%v %+v", err, all)
	}
	five, err := f.History(Filter{Indicator: 5})
	if err != nil || len(five) != 3 {
		t.Fatalf("%v %+v", err, five)
	}
	if five[2].Changes[0].New != "4" || five[2].Who == "" || five[2].When.IsZero() || five[1].Note != "加入佐证" {
		t.Errorf("%+v", five)
	}
	one, err := f.History(Filter{Prefix: forms.EvidencePath(item.ID, ""), Limit: 1})
	if err != nil || len(one) != 1 || one[0].Kind != kindUndo {
		t.Errorf("%v %+v", err, one)
	}
}

// TestLogChain follows each change to the previous one of the same field.
func TestLogChain(t *testing.T) {
	f := newDossier(t)
	p := forms.RemarkPath(3)
	for i := range 4 {
		if i == 2 {
			f = reopen(t, f)
		}
		set(t, f, p, fmt.Sprint(i))
	}
	prev, n := "", 0
	err := f.store.each(logTable(), func(row []any) error {
		if row[7] == string(p) {
			if row[2] != prev {
				t.Errorf("row %v follows %v, want %s", row[0], row[2], prev)
			}
			prev = row[1].(string)
			n++
		}
		return nil
	})
	if err != nil || n != 4 {
		t.Error(n, err)
	}
}
