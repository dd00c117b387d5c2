package review

import (
	"maps"
	"testing"

	"zicha/forms"
)

// What was done last is taken back, act by act, as far as the procedure has a way; nothing is removed.
func TestUndo(t *testing.T) {
	b := newBookAt(t)
	_, err := b.Undo(bureau)
	refused(t, err, "没有可以撤销")
	receive(t, b, version(t, "341621", 1))
	_, err = b.CanUndo(bureau)
	refused(t, err, "最近一步是收件，不能撤销")
	facts := func() map[string]string {
		v, out := view(t, b), map[string]string{}
		for _, no := range []int{4, 5, 12} {
			c := v.Cell("341621", no)
			out[c.Indicator.Title] = string(c.State) + c.Score.String()
		}
		for _, f := range v.Figures {
			out[f.Field] = f.Value
		}
		for _, r := range v.Rulings {
			out[r.Criterion] = r.Text
		}
		return out
	}
	figure := func(value string) error {
		_, err := b.SetFigures(bureau, Figure{County: "341621", Field: "11.1.standard", Value: value})
		return err
	}
	ruling := func(text string) error {
		effect, err := b.Rule(commission, "10.1", text, "")
		if err == nil {
			err = b.Apply(effect)
		}
		return err
	}
	steps := []struct {
		p  Person
		do func() error
		n  int
	}{
		{bureau, func() error {
			return b.Decide(bureau, initial("341621", 4, "1", "少"), initial("341621", 5, "2", "少"))
		}, 2},
		{commission, func() error { return b.Decide(commission, confirm("341621", 5, "2", "")) }, 1},
		{bureau, func() error { return figure("50") }, 1},
		{bureau, func() error { return figure("60") }, 1},
		{commission, func() error { return ruling("从严") }, 1},
		{commission, func() error { return ruling("从宽") }, 1},
		{bureau, func() error { return b.Return(bureau, "341621", 4, "缺材料") }, 1},
	}
	var was []map[string]string
	for _, s := range steps {
		was = append(was, facts())
		must(t, s.do())
	}
	events := len(b.Events())
	for i := len(steps) - 1; i >= 0; i-- {
		list, err := b.Undo(steps[i].p)
		must(t, err)
		if len(list) != steps[i].n || !maps.Equal(facts(), was[i]) {
			t.Errorf("step %d: %d acts, %v, want %v", i, len(list), facts(), was[i])
		}
	}
	if _, err := b.Undo(bureau); err == nil || len(b.Events()) != events+8 {
		t.Error("more undone than was done", err)
	}
}

// A 初评 that another copy confirmed is locked, and what is another unit's to take back is refused.
func TestUndoObeysTheLock(t *testing.T) {
	a := newBookAt(t)
	receive(t, a, version(t, "341621", 1))
	b := copyOf(t, a)
	must(t, a.Decide(bureau, initial("341621", 5, "2", "少")))
	joins(t, b, a)
	must(t, b.Decide(commission, confirm("341621", 5, "2", "")))
	joins(t, a, b)
	_, err := a.Undo(bureau)
	refused(t, err, "请先撤回确认")
	_, err = b.Undo(bureau)
	refused(t, err, "也由它撤回")
	_, err = b.Undo(commission)
	must(t, err)
	joins(t, a, b)
	if _, err := a.Undo(bureau); err != nil || view(t, a).Cell("341621", 5).State != Unreviewed {
		t.Error(err)
	}
}

// Where another copy gave the same score, undoing one's own does not take the other's back.
func TestUndoTakesBackNobodyElses(t *testing.T) {
	a := newBookAt(t)
	receive(t, a, version(t, "341621", 1))
	b := copyOf(t, a)
	must(t, b.Decide(bureau, initial("341621", 5, "2", "少")))
	must(t, a.Decide(bureau, initial("341621", 5, "2", "少")))
	joins(t, a, b)
	_, err := a.Undo(bureau)
	refused(t, err, "另一份副本里又有其他记录")
	if c := view(t, a).Cell("341621", 5); c.State != InitiallyScored {
		t.Error(c.State)
	}
}

// Two plain copies of one file count on from the same number: which act was the last is the same whenever it is asked.
func TestLastOfPlainCopies(t *testing.T) {
	l := NewLedger()
	for n := range 12 {
		e := Event{Kind: Dismissed, Subject: string(rune('a' + n)), Value: "疑", By: "甲", Copy: "1", Seq: 5, At: "2018-02-01T00:00:00.000Z"}
		e.seal()
		l.Add(&e)
	}
	want := l.lastOf("1")
	for range 20 {
		if got := l.lastOf("1"); len(got) != 1 || got[0] != want[0] {
			t.Fatalf("%s, before %s", got[0].Subject, want[0].Subject)
		}
	}
}

// What an act replaced may be lost with a part of the file: then it is told.
func TestUndoOfWhatReplacedSomethingLost(t *testing.T) {
	b := newBookAt(t)
	forge(t, b, Event{Kind: Figured, County: "341621", Subject: "11.1.standard", Value: "50", Replaces: []string{"00000000000000000000000000000000"}})
	_, err := b.Undo(bureau)
	refused(t, err, "没有找回")
	forge(t, b, Event{Kind: Initial, County: "341621", Indicator: 900, Value: "1.00"}) // says nothing: it was never done
	_, err = b.Undo(bureau)
	refused(t, err, "没有找回")
}

// What says nothing in the book says nothing either in how it stood before a decision.
func TestChangesHearNothingForged(t *testing.T) {
	b := newBookAt(t)
	receive(t, b, version(t, "341621", 1))
	forge(t, b, Event{Kind: Ruled, Subject: "10.1", Reason: "改", Data: map[string]string{DataRule: "kind = \"none of ours\""}})
	must(t, b.Decide(bureau, initial("341621", 5, "2", "少")))
	receive(t, b, version(t, "341621", 2, forms.Change{Path: forms.NarrativePath("5"), New: "另写"}))
	list, proved, err := b.Changes("341621", 5)
	if err != nil || !proved || len(list) != 1 {
		t.Error(list, proved, err)
	}
}
