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

// Of many waivers the first that is of a blocker counts, by its own key or by the beginning of several.
func TestFirstWaiverCounts(t *testing.T) {
	list := []Blocker{{"open:1/1", "一"}, {"open:1/2", "二"}, {"open:2/1", "三"}, {"stale:1/1", "四"}}
	left, accepted, err := waived(list, commission, []Waiver{{"open:1/2", "单写的"}, {"open:1/*", "一家的"}, {"open:*", "全部的"}})
	must(t, err)
	if len(left) != 1 || left[0].Key != "stale:1/1" {
		t.Error(left)
	}
	var got []string
	for _, a := range accepted {
		got = append(got, a.Blocker+" "+a.Reason)
	}
	if want := []string{"open:1/1 一家的", "open:1/2 单写的", "open:2/1 全部的"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	_, _, err = waived(list, commission, []Waiver{{"open:*", " "}})
	refused(t, err, "接受“一”要写明理由")
	_, _, err = waived(list, commission, []Waiver{{"open:1/1", "甲"}, {"open:9/9", "乙"}})
	refused(t, err, "没有“open:9/9”这一处")
}

// A blocker says which county and indicator it is about; one about a copy or a result is about none.
func TestPlaceOfBlocker(t *testing.T) {
	b := newBookAt(t)
	receive(t, b, version(t, "341621", 1))
	id, err := b.Case(bureau, CaseAct{County: "341621", Indicator: 5, Step: CaseOpened, Text: "截图被改过"})
	must(t, err)
	v := view(t, b)
	for key, want := range map[string]Topic{
		"open:341621/5": {County: "341621", Indicator: 5}, "missing:341622": {County: "341622"}, "standard:341621/11.1.standard": {County: "341621", Indicator: 11},
		"case:" + id: {County: "341621", Indicator: 5}, "conflict:case/341621/" + id: {County: "341621", Indicator: 5},
		"conflict:figure/341621/17.1.standard": {County: "341621", Indicator: 17}, "conflict:ruling/10.1": {}, "conflict:finalized": {}, "copy:1f2e3d4c": {}, "case:00000000": {},
	} {
		if county, no := (Blocker{Key: key}).Place(v); county != want.County || no != want.Indicator {
			t.Errorf("%s is about %s, %d", key, county, no)
		}
	}
}

// A result's line says whether it holds and how much was done after it; a code tells what has changed since. To prove it can be cancelled.
func TestResultLinesAndVerify(t *testing.T) {
	b := doneBook(t)
	if len(b.ResultLines()) != 0 {
		t.Error(b.ResultLines())
	}
	s, _, err := b.Finalize(t.Context(), commission)
	must(t, err)
	must(t, b.Approve(commission, "", "2018-02-20", "1号"))
	line := b.ResultLines()[0]
	if !line.Holds || line.Later != 0 || line.Code != s.Code || line.Number != 1 || line.Approval == nil || line.Approval.Words() != "已经审定：2018-02-20，1号" {
		t.Errorf("%+v", line)
	}
	found, err := b.Verify(t.Context(), s.Code, nil)
	must(t, err)
	if !found.Current() || len(found.Head()) != 2 || len(found.Now()) != 1 {
		t.Errorf("%+v: %q", found.Now(), found.Head())
	}
	must(t, b.Withdraw(commission, "341621", 11, "再看"))
	if later := b.ResultLines()[0].Later; later != 1 {
		t.Errorf("%d acts after it", later)
	}
	found, err = b.Verify(t.Context(), s.Code, nil)
	must(t, err)
	if found.Current() || !found.Newest || len(found.Since) == 0 || !found.Now()[0].Lists {
		t.Errorf("%+v", found.Now())
	}
	second := finalize(t, b)
	old, err := b.Verify(t.Context(), s.Code, nil)
	must(t, err)
	if old.Newest || old.Holds == nil || old.Holds.Code != second.Code || len(old.ToHolds) == 0 || !strings.HasPrefix(old.Now()[0].Words, "不是最近一次：最近一次是第2次") {
		t.Errorf("%+v", old.Now())
	}
	if lines := b.ResultLines(); lines[0].Holds || !lines[1].Holds {
		t.Error("the first holds")
	}
	_, err = b.Verify(t.Context(), "7K3M-Q2XW-9HTD-4FNP", nil)
	refused(t, err, "没有核对码为")
	told := 0
	proof, err := b.RecomputeOne(t.Context(), s.Code, func(done, total int) { told++ })
	must(t, err)
	if proof.Code != s.Code || len(proof.Differs) != 0 || told != 2*len(s.Units) || !strings.Contains(proof.Words(), "与定稿一致") {
		t.Errorf("%+v, told %d times", proof, told)
	}
	stopped, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := b.RecomputeOne(stopped, s.Code, nil); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
