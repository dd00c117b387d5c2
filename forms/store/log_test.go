package store

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// Exactly the last 1000 steps can be taken back, also after reopening, and redone as many times.
func TestUndoDepth(t *testing.T) {
	t.Parallel()
	f := newTest(t)
	f.db.exec("PRAGMA synchronous=OFF")
	for i := range 1002 {
		set(t, f, "a", fmt.Sprint(i))
	}
	f = reopen(t, f)
	f.db.exec("PRAGMA synchronous=OFF")
	undone := 0
	for ; ; undone++ {
		if _, ok := f.CanUndo(); !ok {
			break
		}
		if _, _, err := f.Undo(); err != nil {
			t.Fatal(err)
		}
	}
	if undone != 1000 || value(f, "a") != "1" {
		t.Errorf("%d steps were taken back, to %s", undone, value(f, "a"))
	}
	f = reopen(t, f)
	f.db.exec("PRAGMA synchronous=OFF")
	for range 1000 {
		if _, _, err := f.Redo(); err != nil {
			t.Fatal(err)
		}
	}
	if _, ok := f.CanRedo(); ok || value(f, "a") != "1001" {
		t.Error("redone to", value(f, "a"))
	}
}

// What lasts is not undone, an event clears nothing unless it seals, and a step of what lasts alone still counts.
func TestLastingAndSeals(t *testing.T) {
	t.Parallel()
	f := newTest(t)
	if err := f.Commit(edit(Change{"lasting/5", "", "1"}, Change{"a", "", "甲"})); err != nil {
		t.Fatal(err)
	}
	if _, made, err := f.Undo(); err != nil || len(made) != 1 || value(f, "lasting/5") != "1" || value(f, "a") != "" {
		t.Fatal(made, err)
	}
	if err := f.Commit(edit(Change{"lasting/7", "", "1"})); err != nil {
		t.Fatal(err)
	}
	if _, _, err := f.Undo(); err != nil {
		t.Fatal(err)
	}
	f = reopen(t, f)
	if step, ok := f.CanRedo(); !ok || step.Changes[0].Path != "lasting/7" || value(f, "lasting/7") != "1" {
		t.Error(step, ok)
	}
	for kind, want := range map[string]bool{"note": true, "seal": false} {
		set(t, f, "b", kind)
		if err := f.Commit(Step{Kind: kind, Changes: []Change{{New: "1"}}}); err != nil {
			t.Fatal(err)
		}
		if _, ok := f.CanUndo(); ok != want {
			t.Errorf("after %s undo is %v", kind, ok)
		}
		f = reopen(t, f)
		if _, ok := f.CanUndo(); ok != want {
			t.Errorf("after %s and reopening undo is %v", kind, ok)
		}
	}
	if n := len(f.Events()); n != 3 { // an undo without changes is one, too
		t.Error(n, "events")
	}
}

// TestRandomHistory holds a random run of commits, undos, redos and reopenings against a plain model.
func TestRandomHistory(t *testing.T) {
	t.Parallel()
	rnd := rand.New(rand.NewPCG(1, 2))
	f := newTest(t)
	base, _ := f.Values()
	apply := func(c Change) {
		if base[c.Path] = c.New; c.New == "" {
			delete(base, c.Path)
		}
	}
	var undo, redo []Change
	for i := range 120 {
		switch n := rnd.IntN(10); {
		case n < 5:
			p := fmt.Sprint("remark/", 1+rnd.IntN(4))
			c := Change{p, base[p], []string{"", "甲", "乙", fmt.Sprint(i)}[rnd.IntN(4)]}
			if err := f.Commit(edit(c)); err != nil {
				t.Fatal(err)
			}
			apply(c)
			undo, redo = append(undo, c), nil
		case n < 8 && len(undo) > 0:
			if _, _, err := f.Undo(); err != nil {
				t.Fatal(err)
			}
			c := undo[len(undo)-1]
			apply(Change{c.Path, c.New, c.Old})
			undo, redo = undo[:len(undo)-1], append(redo, c)
		case n < 9 && len(redo) > 0:
			if _, _, err := f.Redo(); err != nil {
				t.Fatal(err)
			}
			c := redo[len(redo)-1]
			apply(c)
			undo, redo = append(undo, c), redo[:len(redo)-1]
		case i%7 == 0:
			f = reopen(t, f)
		}
		sameValues(t, f, base)
	}
}

// TestLogChain follows each change to the previous one of the same path.
func TestLogChain(t *testing.T) {
	t.Parallel()
	f := newTest(t)
	for i := range 4 {
		if i == 2 {
			f = reopen(t, f)
		}
		set(t, f, "a", fmt.Sprint(i))
	}
	prev, n := "", 0
	err := f.Log(func(e Entry) {
		if e.Path == "a" {
			if e.prev != prev {
				t.Errorf("row %v follows %v, want %s", e.Seq, e.prev, prev)
			}
			prev = e.id
			n++
		}
	})
	if err != nil || n != 4 {
		t.Error(n, err)
	}
}
