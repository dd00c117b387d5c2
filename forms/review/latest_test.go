package review

import (
	"strings"
	"testing"
)

// finalize makes a result of a book whatever stands in the way.
func finalize(t *testing.T, b *Book) *Snapshot {
	t.Helper()
	left, err := b.Blockers()
	must(t, err)
	var waivers []Waiver
	for _, l := range left {
		waivers = append(waivers, Waiver{l.Key, "试"})
	}
	s, _, err := b.Finalize(t.Context(), commission, waivers...)
	must(t, err)
	return s
}

// joins takes b into a.
func joins(t *testing.T, a, b *Book) {
	t.Helper()
	plan, err := a.PlanJoin(b)
	must(t, err)
	must(t, a.Join(bureau, plan))
}

// Two results that copies made apart are a contradiction like others: neither serves, the gate names it, choosing settles it on both sides, and
// the other is told to be 未采用. The next result is the second whatever there was.
func TestTwoResultsApart(t *testing.T) {
	a := newBookAt(t)
	receive(t, a, version(t, "341621", 1))
	b := copyOf(t, a)
	one, two := finalize(t, a), finalize(t, b)
	joins(t, a, b)
	v := view(t, a)
	if len(v.Disputes) != 1 || v.Disputes[0].Key() != "finalized" || !strings.Contains(v.Disputes[0].Words(v), one.Code) {
		t.Fatal(v.Disputes)
	}
	left, err := a.Blockers()
	must(t, err)
	if !hasKey(left, BlockConflict+":finalized") {
		t.Error("the gate does not name it", left)
	}
	_, err = a.Result("")
	refused(t, err, "请先选定一份")
	refused(t, a.Approve(commission, "", "2018-02-20", "1号"), "请先选定一份")
	if n := len(a.Results()); n != 2 {
		t.Error(n, "results")
	}
	must(t, a.Choose(commission, a.finalized(one.Code).ID, "以先定的为准"))
	joins(t, b, a)
	for _, book := range []*Book{a, b} {
		s, err := book.Result("")
		must(t, err)
		if s.Code != one.Code || book.ChosenOver(two.Code) != one.Code || book.ChosenOver(one.Code) != "" || len(view(t, book).Disputes) != 0 || len(book.Results()) != 2 {
			t.Errorf("%s holds, want %s", s.Code, one.Code)
		}
		if list, err := book.Recompute(); err != nil || len(list) != 2 || len(list[0].Differs)+len(list[1].Differs) > 0 {
			t.Error(list, err)
		}
	}
	refused(t, a.Approve(commission, two.Code, "2018-02-20", "1号"), "没有采用")
	must(t, a.Approve(commission, "", "2018-02-20", "1号"))
	if s := finalize(t, a); s.Number != 2 {
		t.Error("number", s.Number)
	}
}

// Choices made apart contradict each other like what they are about.
func TestTwoChoicesApart(t *testing.T) {
	a := newBookAt(t)
	b := copyOf(t, a)
	one, two := finalize(t, a), finalize(t, b)
	joins(t, a, b)
	joins(t, b, a)
	must(t, a.Choose(commission, a.finalized(one.Code).ID, "前一份"))
	must(t, b.Choose(commission, a.finalized(two.Code).ID, "后一份"))
	joins(t, a, b)
	if n := len(view(t, a).Disputes); n != 1 {
		t.Fatal(n, "disputes")
	}
	must(t, a.Choose(commission, a.finalized(two.Code).ID, "商定"))
	if s, err := a.Result(""); err != nil || s.Code != two.Code {
		t.Error(s, err)
	}
}

// Two approvals of one result: none counts until one is chosen, or it is recorded anew.
func TestTwoApprovalsApart(t *testing.T) {
	for _, settle := range []func(b *Book, first *Event) error{
		func(b *Book, first *Event) error { return b.Choose(commission, first.ID, "文件以此为准") },
		func(b *Book, first *Event) error { return b.Approve(commission, "", first.Data[DataDate], first.Value) },
	} {
		a := newBookAt(t)
		s := finalize(t, a)
		b := copyOf(t, a)
		must(t, a.Approve(commission, "", "2018-02-20", "1号"))
		must(t, b.Approve(commission, "", "2018-02-21", "1号"))
		joins(t, a, b)
		v := view(t, a)
		if len(v.Disputes) != 1 || v.Disputes[0].Key() != "approved/"+s.Code {
			t.Fatal(v.Disputes)
		}
		if got, err := a.Result(""); err != nil || got.Approval != nil {
			t.Error("an approval counts that is contradicted", err)
		}
		first := v.Disputes[0].Events[0]
		must(t, settle(a, first))
		if got, err := a.Result(""); err != nil || got.Approval == nil || got.Approval.Date != first.Data[DataDate] || len(view(t, a).Disputes) > 0 {
			t.Error("not settled", err)
		}
	}
}

func hasKey(list []Blocker, key string) bool {
	for _, b := range list {
		if b.Key == key {
			return true
		}
	}
	return false
}

// A forged choice, of what is not there or of a result that another took the place of, chooses nothing; what is chosen after it holds.
func TestForgedChoices(t *testing.T) {
	a := newBookAt(t)
	old := finalize(t, a)
	b := copyOf(t, a)
	one := finalize(t, a)
	two := finalize(t, b)
	for _, forged := range []string{"00000000000000000000000000000000", a.finalized(old.Code).ID} {
		forge(t, a, Event{Kind: Chosen, Subject: forged, Value: old.Code})
		if s, err := a.Result(""); err != nil || s.Code != one.Code || a.ChosenOver(one.Code) != "" {
			t.Error(s, err)
		}
	}
	joins(t, a, b)
	forge(t, a, Event{Kind: Chosen, Subject: "x", Replaces: []string{a.finalized(one.Code).ID, a.finalized(two.Code).ID}})
	_, err := a.Result("")
	refused(t, err, "请先选定一份")
	must(t, a.Choose(commission, a.finalized(two.Code).ID, "商定"))
	if s, err := a.Result(""); err != nil || s.Code != two.Code || a.ChosenOver(one.Code) != two.Code || len(view(t, a).Disputes) > 0 {
		t.Error(s, err)
	}
}
