package review

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"zicha/forms/review"
)

// Two results that copies made apart stand beside each other on the page until one is chosen with a reason.
func TestGateTwoResultsApart(t *testing.T) {
	o := newOffice(t, commission, version(t, "341621", 1))
	b := o.desk.session.Book
	path := filepath.Join(t.TempDir(), "副本.huizong")
	if _, err := b.CopyTo(t.Context(), commission, path); err != nil {
		t.Fatal(err)
	}
	other, err := review.Open(path, review.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	var codes []string
	for _, book := range []*review.Book{other, b} {
		left, err := book.Blockers()
		if err != nil {
			t.Fatal(err)
		}
		var waivers []review.Waiver
		for _, l := range left {
			waivers = append(waivers, review.Waiver{Key: l.Key, Reason: "试"})
		}
		s, _, err := book.Finalize(context.Background(), commission, waivers...)
		if err != nil {
			t.Fatal(err)
		}
		codes = append(codes, s.Code)
	}
	plan, err := b.PlanJoin(other)
	if err == nil {
		err = b.Join(commission, plan)
	}
	if err != nil {
		t.Fatal(err)
	}
	o.desk.refreshed(func() {})
	o.settle()
	p := o.gate()
	if said := o.shown(); !strings.Contains(said, "两份副本各自定了稿") || strings.Contains(said, "最近一次定稿") {
		t.Fatalf("the page says\n%s", said)
	}
	o.tap("用这一份…")
	o.answer("以先定的为准")
	o.until("the choice", func() bool {
		return slices.ContainsFunc(p.facts.results, func(r review.ResultLine) bool { return r.Holds })
	})
	said := o.shown()
	for _, code := range codes {
		if !strings.Contains(said, code) {
			t.Errorf("%s is not on the page", code)
		}
	}
	if !strings.Contains(said, "未采用：") || !strings.Contains(said, "最近一次定稿") {
		t.Errorf("the page says\n%s", said)
	}
}

// The result before another is the last of a smaller number that was not put aside, whatever two copies made of its own number.
func TestResultBefore(t *testing.T) {
	lines := []review.ResultLine{
		{Number: 1, Code: "一"}, {Number: 2, Code: "二甲", Over: "二乙"}, {Number: 2, Code: "二乙"}, {Number: 3, Code: "三甲"}, {Number: 3, Code: "三乙"},
	}
	for at, want := range []string{"", "一", "一", "二乙", "二乙"} {
		got := ""
		if before := beforeOf(lines, lines[at]); before != nil {
			got = before.Code
		}
		if got != want {
			t.Errorf("before %s there is %q, not %q", lines[at].Code, got, want)
		}
	}
}

// The result that holds stands on top, whichever was made last.
func TestResultThatHoldsIsOnTop(t *testing.T) {
	var got []string
	for _, line := range inOrder([]review.ResultLine{{Code: "一"}, {Code: "二甲", Holds: true}, {Code: "二乙", Over: "二甲"}}) {
		got = append(got, line.Code)
	}
	if want := []string{"二甲", "二乙", "一"}; !slices.Equal(got, want) {
		t.Errorf("%q, not %q", got, want)
	}
}

// Two copies that recorded different approvals of one result: neither is one until it is chosen on the page.
func TestGateTwoApprovalsApart(t *testing.T) {
	o := newOffice(t, commission, version(t, "341621", 1))
	b := o.desk.session.Book
	left, err := b.Blockers()
	must(t, err)
	var waivers []review.Waiver
	for _, l := range left {
		waivers = append(waivers, review.Waiver{Key: l.Key, Reason: "试"})
	}
	s, _, err := b.Finalize(t.Context(), commission, waivers...)
	must(t, err)
	path := filepath.Join(t.TempDir(), "副本.huizong")
	_, err = b.CopyTo(t.Context(), commission, path)
	must(t, err)
	other, err := review.Open(path, review.Options{})
	must(t, err)
	defer other.Close()
	must(t, other.Approve(commission, s.Code, "2018-02-20", "甲号"))
	must(t, b.Approve(commission, s.Code, "2018-02-21", "乙号"))
	plan, err := b.PlanJoin(other)
	must(t, err)
	must(t, b.Join(commission, plan))
	o.desk.refreshed(func() {})
	o.settle()
	p := o.gate()
	if said := o.shown(); !strings.Contains(said, "选定之前不作为已经审定") || strings.Contains(said, "已经审定：") {
		t.Fatalf("the page says\n%s", said)
	}
	o.tap("用这一份…")
	o.answer("以文件为准")
	o.until("the approval", func() bool { return p.facts.results[0].Approval != nil })
	if said := o.shown(); !strings.Contains(said, "已经审定："+p.facts.results[0].Approval.Date) {
		t.Errorf("the page says\n%s", said)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
