package review

import (
	"path/filepath"
	"testing"
)

// A figure said twice in one go is refused where the two differ; before, one act contradicted itself.
func TestFigureTwiceInOneGo(t *testing.T) {
	b := newBookAt(t)
	figure := func(value string) Figure { return Figure{County: "341621", Field: "11.1.standard", Value: value} }
	_, err := b.SetFigures(bureau, figure("50"), figure("60"))
	refused(t, err, "两个不同的数")
	n, err := b.SetFigures(bureau, figure("50"), figure("50"))
	if must(t, err); n != 1 || len(view(t, b).Disputes) != 0 {
		t.Errorf("%d stored, %d disputes", n, len(view(t, b).Disputes))
	}
}

// Where two copies have different figures, saying one of them again settles it, also the one that serves meanwhile.
func TestFigureSaidAgainSettles(t *testing.T) {
	a := newBookAt(t)
	b := copyOf(t, a)
	figure := func(value string) Figure { return Figure{County: "341621", Field: "11.1.standard", Value: value} }
	_, err := a.SetFigures(bureau, figure("50"))
	must(t, err)
	_, err = b.SetFigures(bureau, figure("60"))
	must(t, err)
	plan, err := a.PlanJoin(b)
	must(t, err)
	must(t, a.Join(bureau, plan))
	if len(view(t, a).Disputes) != 1 {
		t.Fatal("no dispute")
	}
	_, err = a.SetFigures(bureau, Figure{County: "341621", Field: "11.1.standard", Value: view(t, a).Figures[0].Value})
	must(t, err)
	if n := len(view(t, a).Disputes); n != 0 {
		t.Errorf("%d disputes", n)
	}
}

// Several versions of a county taken at once: the highest holds, in whatever order they come.
func TestVersionsAtOnceInAnyOrder(t *testing.T) {
	for _, order := range [][]int{{2, 3, 4}, {3, 2, 4}, {4, 3, 2}, {4, 2, 3}} {
		b := newBookAt(t)
		receive(t, b, version(t, "341621", 1))
		var list []Incoming
		for _, n := range order {
			list = append(list, version(t, "341621", n))
		}
		receive(t, b, list...)
		heads := b.ledger.Heads(Topic{Class: string(Received), County: "341621"})
		if u := view(t, b).Unit("341621"); u.Version != 4 || len(u.Rivals) > 0 {
			t.Errorf("%v: version %d holds, heads %d", order, u.Version, len(heads))
		}
	}
}

// 其余各项一并维持 is by one unit: what is another's to keep is left, and named, it is refused.
func TestUpholdAllLeavesWhatIsAnothers(t *testing.T) {
	b := newBookAt(t)
	receive(t, b, version(t, "341621", 1))
	must(t, b.Decide(bureau, initial("341621", 4, "1", "少"), initial("341621", 5, "2", "少")))
	must(t, b.Decide(commission, confirm("341621", 5, "2", "")))
	n, err := b.Uphold(commission, "341621", "")
	if must(t, err); n != 1 {
		t.Errorf("%d kept", n)
	}
	_, err = b.Uphold(commission, "341621", "不变", 4)
	refused(t, err, "由市信息局维持")
	_, err = b.Uphold(commission, "341621", "不变", 5, 99)
	refused(t, err, "没有第99项")
}

// 不涉及 is a score like others: to confirm something else than was 初评 asks for a reason, and so does not accepting what was claimed.
func TestAbsentAsksForItsReason(t *testing.T) {
	five := Cell{Absent: true, ClaimText: "不涉及"}
	if score, _ := five.baseline(Initial); score != ValueAbsent {
		t.Errorf("an 初评 of %s needs no reason", score)
	}
	five.standing.initial = &Event{Kind: Initial, Value: "3.00"}
	if score, _ := five.baseline(Confirmed); score != "3.00" {
		t.Errorf("a 确认 of %s needs no reason", score)
	}
}

// copyOf makes a copy of a book and opens it.
func copyOf(t *testing.T, a *Book) *Book {
	t.Helper()
	path := filepath.Join(t.TempDir(), "b.huizong")
	_, err := a.CopyTo(t.Context(), bureau, path)
	must(t, err)
	b, err := Open(path, Options{})
	must(t, err)
	t.Cleanup(func() { _ = b.Close() })
	return b
}

// An event of a kind that a newer program may write is kept, and nothing follows from it, whatever its kind is called.
func TestUnknownKindsDecideNothing(t *testing.T) {
	a := newBookAt(t)
	b := copyOf(t, a)
	must(t, b.Decide(commission, Decision{County: "341621", Indicator: 12, Stage: StageDirect, Score: "1", Reason: "按数据"}))
	forge(t, b, Event{Kind: "cell", County: "341621", Indicator: 12, Replaces: []string{view(t, b).Cell("341621", 12).Act.ID}})
	forge(t, b, Event{Kind: "copy", Subject: b.Copy()})
	if c := view(t, b).Cell("341621", 12); c.State != ConfirmedState {
		t.Errorf("an unknown kind made it %s", c.State)
	}
	left, err := b.Blockers()
	must(t, err)
	for _, l := range left {
		if l.Key == BlockCopy+":"+b.Copy() {
			return
		}
	}
	t.Error("an unknown kind hides that a copy was not taken in")
}

// What one copy takes back and the other builds on contradicts it: neither is overridden in silence.
func TestWithdrawalIsNotOverridden(t *testing.T) {
	a := newBookAt(t)
	receive(t, a, version(t, "341621", 1))
	must(t, a.Decide(bureau, initial("341621", 4, "1", "少"), initial("341621", 5, "2", "少")))
	must(t, a.Decide(commission, confirm("341621", 5, "2", "")))
	b := copyOf(t, a)
	must(t, a.Withdraw(bureau, "341621", 4, "看错"))
	must(t, a.Withdraw(commission, "341621", 5, "看错"))
	must(t, b.Decide(commission, confirm("341621", 4, "1", "")))
	_, err := b.Uphold(commission, "341621", "不变")
	must(t, err)
	plan, err := a.PlanJoin(b)
	must(t, err)
	if len(plan.Conflicts) != 2 {
		t.Fatalf("%s", plan.Words())
	}
	must(t, a.Join(bureau, plan))
	for _, no := range []int{4, 5} {
		c := view(t, a).Cell("341621", no)
		if len(c.Conflict) != 2 {
			t.Fatalf("第%d项 %s", no, c.State)
		}
		for _, e := range c.Conflict {
			if e.Kind == Withdrawn {
				must(t, a.Choose(bureau, e.ID, "确实看错"))
			}
		}
	}
	if c, d := view(t, a).Cell("341621", 4), view(t, a).Cell("341621", 5); c.State != Unreviewed || d.State != InitiallyScored {
		t.Errorf("%s %s", c.State, d.State)
	}
}

// What another copy says it has worked out of a county's version is not believed.
func TestDigestsAreWorkedOutHere(t *testing.T) {
	a := newBookAt(t)
	b := copyOf(t, a)
	receive(t, b, version(t, "341621", 1))
	want := view(t, b).Unit("341621").Total
	key := digestKey(view(t, b).Unit("341621").Received.Content, b.edition.Hash())
	d := b.digests[key]
	d.Points[3] = "0.00"
	b.digests[key] = d
	plan, err := a.PlanJoin(b)
	must(t, err)
	must(t, a.Join(bureau, plan))
	if got := view(t, a).Unit("341621").Total; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// A rule that cannot be applied is refused before anything is stored.
func TestRuleThatCannotBeIsRefused(t *testing.T) {
	b := newBookAt(t)
	for _, rule := range []string{"[[", "kind = \"nothing\"", "kind = \"per\""} {
		if _, err := b.Rule(commission, "10.1", "另计", rule); err == nil {
			t.Errorf("%q is taken", rule)
		}
	}
}
