package review

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/formtest"
)

// doneBook is a book in which nothing stands in the way of 定稿.
func doneBook(t *testing.T) *Book {
	t.Helper()
	b := newBookAt(t)
	e := formtest.Edition(t)
	for _, u := range e.Units {
		receive(t, b, version(t, u.Code, 1))
		_, err := b.SetFigures(bureau, Figure{County: u.Code, Field: "11.1.standard", Value: "50"}, Figure{County: u.Code, Field: "17.1.standard", Value: "400"})
		must(t, err)
		var first, last, direct []Decision
		for _, ind := range e.Indicators() {
			if ind.Source.Self() {
				first = append(first, initial(u.Code, ind.No, "1", "按核查"))
				last = append(last, confirm(u.Code, ind.No, "1", ""))
			} else {
				direct = append(direct, Decision{County: u.Code, Indicator: ind.No, Stage: StageDirect, Score: "1", Reason: "按监测"})
			}
		}
		must(t, b.Decide(bureau, first...))
		must(t, b.Decide(commission, append(last, direct...)...))
	}
	if list, err := b.Blockers(); err != nil || len(list) != 0 {
		t.Fatal(list, err)
	}
	return b
}

// Each thing that stands in the way is named, and alone: 定稿 goes through before it and is refused after it until it is accepted by that name.
func TestEachBlockerAlone(t *testing.T) {
	done := doneBook(t)
	withdraw := func(b *Book) error { return b.Withdraw(commission, "341621", 5, "再看") }
	for _, c := range []struct {
		key string
		do  func(t *testing.T, b *Book) error
	}{
		{"open:341621/5", func(_ *testing.T, b *Book) error { return withdraw(b) }}, // 初评 that nobody confirmed
		{"open:341621/11", func(_ *testing.T, b *Book) error { return b.Withdraw(commission, "341621", 11, "再看") }},
		{"returned:341621/5", func(t *testing.T, b *Book) error {
			must(t, withdraw(b))
			return b.Return(bureau, "341621", 5, "缺截图")
		}},
		{"stale:341621/5", func(t *testing.T, b *Book) error {
			receive(t, b, version(t, "341621", 2, forms.Change{Path: forms.NarrativePath("5"), New: "另写"}))
			return nil
		}},
		{"rival:341621", func(t *testing.T, b *Book) error { // the values of no indicator differ, but the versions do
			elsewhere(t, b, func(other *Book) {
				receive(t, other, version(t, "341621", 1, forms.Change{Path: forms.ProfilePath("phone"), New: "2"}))
			})
			receive(t, b, version(t, "341621", 1, forms.Change{Path: forms.ProfilePath("phone"), New: "1"}))
			return joinElsewhere(t, b)
		}},
		{"standard:341621/11.1.standard", func(t *testing.T, b *Book) error { // taken out, and the decision kept
			_, err := b.SetFigures(bureau, Figure{County: "341621", Field: "11.1.standard"})
			must(t, err)
			_, err = b.Uphold(commission, "341621", "标准另发", 11)
			return err
		}},
		{"case:", func(_ *testing.T, b *Book) error {
			_, err := b.Case(bureau, CaseAct{County: "341621", Indicator: 5, Step: CaseOpened, Text: "截图被改过"})
			return err
		}},
		{"copy:", func(t *testing.T, b *Book) error {
			_, err := b.CopyTo(t.Context(), bureau, filepath.Join(t.TempDir(), "c.huizong"))
			return err
		}},
		{"conflict:341621/11", func(t *testing.T, b *Book) error {
			direct := func(b *Book, score string) {
				must(t, b.Decide(commission, Decision{County: "341621", Indicator: 11, Stage: StageDirect, Score: score, Reason: "再算"}))
			}
			elsewhere(t, b, func(other *Book) { direct(other, "2") })
			direct(b, "3")
			return joinElsewhere(t, b)
		}},
		{"conflict:figure/341621/17.1.standard", func(t *testing.T, b *Book) error {
			set := func(b *Book, value string) {
				_, err := b.SetFigures(bureau, Figure{County: "341621", Field: "17.1.standard", Value: value})
				must(t, err)
			}
			elsewhere(t, b, func(other *Book) { set(other, "300") })
			set(b, "200")
			must(t, joinElsewhere(t, b))
			_, err := b.Uphold(commission, "341621", "两个数都不影响得分", 17)
			return err
		}},
	} {
		t.Run(c.key, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "a.huizong")
			must(t, done.file.SaveAs(path, false))
			b, err := Open(path, Options{})
			must(t, err)
			defer b.Close()
			must(t, c.do(t, b))
			_, left, err := b.Finalize(t.Context(), commission)
			if err == nil || len(left) != 1 || !strings.HasPrefix(left[0].Key, c.key) {
				t.Fatalf("%v: %v", left, err)
			}
			s, _, err := b.Finalize(t.Context(), commission, Waiver{left[0].Key, "已说明"})
			must(t, err)
			if !slices.ContainsFunc(s.Accepted, func(a Accepted) bool { return a.Blocker == left[0].Key && a.Reason == "已说明" }) {
				t.Error(s.Accepted)
			}
		})
	}
	empty := newBookAt(t)
	list, err := empty.Blockers()
	must(t, err)
	if !slices.ContainsFunc(list, func(b Blocker) bool { return b.Key == "missing:341621" }) {
		t.Error("a county that sent nothing is not named")
	}
	stopped, stop := context.WithCancel(t.Context())
	stop()
	if _, _, err := done.Finalize(stopped, commission); !errors.Is(err, context.Canceled) || len(done.Results()) > 0 {
		t.Errorf("stopped: %v, %d results", err, len(done.Results()))
	}
	s, _, err := done.Finalize(t.Context(), commission)
	must(t, err)
	if len(s.Accepted) != 0 || s.Units[0].Total.String() != "25.00" || s.Units[3].Rank != 1 {
		t.Errorf("%+v", s.Units[0])
	}
}

// elsewhere works on a copy of the book, which joinElsewhere brings back.
func elsewhere(t *testing.T, b *Book, work func(*Book)) {
	t.Helper()
	path := filepath.Join(filepath.Dir(b.Path()), "elsewhere.huizong")
	_, err := b.CopyTo(t.Context(), bureau, path)
	must(t, err)
	other, err := Open(path, Options{})
	must(t, err)
	work(other)
	must(t, other.Close())
}

func joinElsewhere(t *testing.T, b *Book) error {
	t.Helper()
	other, err := Open(filepath.Join(filepath.Dir(b.Path()), "elsewhere.huizong"), Options{ReadOnly: true})
	must(t, err)
	defer other.Close()
	plan, err := b.PlanJoin(other)
	must(t, err)
	return b.Join(commission, plan)
}
