package review

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"zicha/forms/formtest"
	"zicha/scoring"
	"zicha/scoring/soak"
)

// The tests' ledgers are small: three cells, four copies, and clocks that run as they like.
type randomLedgers struct {
	*rand.Rand
	copies []*Ledger
}

// act adds one act to a copy, as a reviewer there would make it, seeing only that copy.
func (r *randomLedgers) act(at int) {
	l := r.copies[at]
	cell := CellOf("1", 1+r.IntN(3))
	e := Event{
		Kind: Initial, County: cell.County, Indicator: cell.Indicator, Value: strconv.Itoa(r.IntN(3)) + ".00", Facts: "f",
		By: "甲", At: fmt.Sprintf("2018-02-%02dT00:00:00.000+08:00", 1+r.IntN(28)), Copy: strconv.Itoa(at), Seq: l.next[strconv.Itoa(at)],
	}
	heads := l.Heads(cell)
	for _, h := range heads {
		e.Replaces = append(e.Replaces, h.ID)
	}
	if len(heads) == 1 {
		s := l.standingOf(cell, heads[0])
		switch {
		case s.state == InitiallyScored && r.IntN(2) == 0:
			e.Kind, e.Data = Confirmed, map[string]string{DataInitial: s.initial.ID}
		case s.act != nil && r.IntN(3) == 0:
			e.Kind, e.Value, e.Data = Withdrawn, "", map[string]string{DataRestores: l.before(cell, s.act)}
		}
	}
	if len(heads) > 1 && r.IntN(2) == 0 {
		chosen := heads[r.IntN(len(heads))]
		e.Kind, e.Value, e.Cells = Upheld, "", []UpheldCell{{County: cell.County, Indicator: cell.Indicator, Event: chosen.ID, Facts: "f"}}
	}
	e.seal()
	l.Add(&e)
}

func union(a, b *Ledger) *Ledger {
	out := a.Fork()
	for _, e := range b.events {
		if out.Add(e); len(e.ID)%2 == 0 && e.Seq%3 == 0 {
			out.All() // asked for in between, the order is the same in the end
		}
	}
	return out
}

func ids(l *Ledger) []string {
	out := make([]string, 0, l.Len())
	for _, e := range l.All() {
		out = append(out, e.ID)
	}
	return out
}

// says is all that the cells of a ledger come to, as text.
func says(l *Ledger) string {
	text := ""
	for i := 1; i <= 3; i++ {
		cell := CellOf("1", i)
		var all []standing
		for _, h := range l.Heads(cell) {
			all = append(all, l.standingOf(cell, h))
		}
		if len(all) > 0 {
			s, conflict, older := agreed(all)
			text += fmt.Sprint(i, s.state, valueOf(s.initial), valueOf(s.confirmed), conflict, older, ";")
		}
	}
	return text
}

// Joining commutes, groups as one likes, twice is once, loses nothing, and what the cells come to does not depend on the way.
func TestJoinIsUnion(t *testing.T) {
	for seed := range soak.Times(1_000, 10_000) {
		r := &randomLedgers{rand.New(rand.NewPCG(uint64(seed), 5)), []*Ledger{NewLedger(), NewLedger(), NewLedger()}}
		for range 3 + r.IntN(12) {
			at := r.IntN(3)
			if r.act(at); r.IntN(5) == 0 {
				to := (at + 1) % 3
				r.copies[to] = union(r.copies[to], r.copies[at])
			}
		}
		a, b, c := r.copies[0], r.copies[1], r.copies[2]
		ab := union(a, b)
		for _, pair := range [][2]*Ledger{{ab, union(b, a)}, {union(ab, c), union(a, union(c, b))}, {union(ab, b), ab}} {
			if !slices.Equal(ids(pair[0]), ids(pair[1])) || says(pair[0]) != says(pair[1]) {
				t.Fatalf("seed %d: %s\n%s", seed, says(pair[0]), says(pair[1]))
			}
		}
		for _, l := range []*Ledger{a, b} {
			for id := range l.events {
				if ab.Event(id) == nil {
					t.Fatalf("seed %d: %s is lost", seed, id)
				}
			}
		}
		follows(t, ab)
	}
}

// follows wants every event after those it replaces and after those its copy made before, whatever the clocks said.
func follows(t *testing.T, l *Ledger) {
	t.Helper()
	seen, last := map[string]bool{}, map[string]int64{}
	for _, e := range l.All() {
		for _, id := range e.Replaces {
			if l.Event(id) != nil && !seen[id] {
				t.Fatalf("%s stands before %s, which it replaces", e.ID, id)
			}
		}
		if n, ok := last[e.Copy]; ok && e.Seq < n {
			t.Fatalf("%s stands after a later one of its copy", e.ID)
		}
		seen[e.ID], last[e.Copy] = true, e.Seq
	}
}

// Two copies of one book: each kind of meeting is told apart before anything is joined, and nothing is chosen by itself.
func TestJoinTellsApart(t *testing.T) {
	a := newBookAt(t)
	receive(t, a, version(t, "341621", 1))
	must(t, a.Decide(bureau, initial("341621", 6, "2", "缺一项"), initial("341621", 3, "5", "缺时间"), initial("341621", 4, "3", "")))
	path := filepath.Join(t.TempDir(), "b.huizong")
	id, err := a.CopyTo(t.Context(), bureau, path)
	must(t, err)
	b, err := Open(path, Options{})
	must(t, err)
	defer b.Close()
	if b.Copy() != id || a.Copy() == id {
		t.Fatal("the copy does not know itself")
	}
	must(t, b.Decide(bureau, initial("341621", 1, "4", "缺方案"), initial("341621", 2, "3", ""), initial("341621", 5, "6", "媒体不足")))
	must(t, a.Decide(bureau, initial("341621", 2, "3", ""), initial("341621", 5, "7", "媒体3篇")))
	must(t, b.Decide(commission, confirm("341621", 6, "2", ""), confirm("341621", 3, "5", ""), confirm("341621", 4, "3", "")))
	must(t, a.Decide(bureau, initial("341621", 6, "2", "缺一项"), initial("341621", 3, "4", "两份都缺")))
	plan, err := a.PlanJoin(b)
	must(t, err)
	for name, got := range map[string][]*Cell{"1 4": plan.Taken, "2": plan.Same, "6": plan.Sequences, "3": plan.Older, "5": plan.Conflicts} {
		var list []int
		for _, c := range got {
			list = append(list, c.Indicator.No)
		}
		if fmt.Sprint(list) != "["+name+"]" {
			t.Errorf("got %v, want %s", list, name)
		}
	}
	must(t, a.Join(commission, plan))
	if c := view(t, a).Cell("341621", 5); c.State != Stale || len(c.Conflict) != 2 {
		t.Error(c.State, c.Conflict)
	}
	refused(t, a.Decide(commission, confirm("341621", 5, "7", "")), "互相矛盾")
	loser := view(t, a).Cell("341621", 5).Conflict[0]
	chosen := view(t, a).Cell("341621", 5).Conflict[1]
	must(t, a.Choose(commission, chosen.ID, ""))
	c := view(t, a).Cell("341621", 5)
	if c.State != InitiallyScored || c.Initial.String() != chosen.Value || len(c.Conflict) != 0 {
		t.Error(c.State, c.Initial)
	}
	for _, s := range view(t, a).Steps(c) {
		if s.Unused != (s.Event == loser.ID) {
			t.Errorf("%s %s 未采用 %t", s.Kind, s.Value, s.Unused)
		}
	}
	plan, err = a.PlanJoin(b)
	must(t, err)
	if !plan.Empty() {
		t.Errorf("joining twice brings %d", plan.New)
	}
	back, err := b.PlanJoin(a)
	must(t, err)
	must(t, b.Join(bureau, back))
	plan, err = a.PlanJoin(b)
	must(t, err)
	must(t, a.Join(bureau, plan)) // the mark that b took a in
	if x, y := fmt.Sprint(idsOf(a)), fmt.Sprint(idsOf(b)); x != y {
		t.Errorf("the copies differ after they were joined both ways")
	}
	again(t, a)
}

func idsOf(b *Book) (out []string) {
	for _, e := range b.Events() {
		out = append(out, e.ID)
	}
	return out
}

// Two copies that enter different figures keep both until one is chosen; nobody's entry is taken without a word.
func TestFiguresDispute(t *testing.T) {
	a := newBookAt(t)
	path := filepath.Join(t.TempDir(), "b.huizong")
	_, err := a.CopyTo(t.Context(), bureau, path)
	must(t, err)
	b, err := Open(path, Options{})
	must(t, err)
	defer b.Close()
	set := func(book *Book, value string) {
		t.Helper()
		_, err := book.SetFigures(bureau, Figure{County: "341621", Field: "11.1.standard", Value: value}, Figure{County: "341621", Field: "17.1.standard", Value: "9"})
		must(t, err)
	}
	set(a, "50")
	set(b, "40")
	plan, err := a.PlanJoin(b)
	must(t, err)
	if len(plan.Disputes) != 1 || plan.Disputes[0].Key() != "figure/341621/11.1.standard" {
		t.Fatal(plan.Disputes)
	}
	must(t, a.Join(bureau, plan))
	blocked := func() bool {
		list, err := a.Blockers()
		must(t, err)
		return slices.ContainsFunc(list, func(b Blocker) bool { return b.Key == "conflict:figure/341621/11.1.standard" })
	}
	if !blocked() {
		t.Error("the gate lets two figures by")
	}
	for _, e := range plan.Disputes[0].Events {
		if e.Value == "50" {
			must(t, a.Choose(bureau, e.ID, "按通报数"))
		}
	}
	if v := view(t, a); blocked() || len(v.Disputes) != 0 || len(v.Figures) != 2 || v.Figures[0].Value != "50" {
		t.Error(v.Figures)
	}
}

// What is whole in a damaged book comes out of it, and what is missing is named.
func TestRepairOfABook(t *testing.T) {
	b := newBookAt(t)
	receive(t, b, version(t, "341621", 1), version(t, "341602", 1))
	must(t, b.Decide(bureau, initial("341621", 5, "7", "媒体不足")))
	must(t, b.Decide(commission, confirm("341621", 5, "7", "")))
	path, want := b.Path(), len(b.Events())
	must(t, b.Close())
	data, err := os.ReadFile(path)
	must(t, err)
	at := bytes.Index(data, []byte("媒体不足"))
	copy(data[at:], "媒体很足")
	must(t, os.WriteFile(path, data, 0o600))
	if _, err := Open(path, Options{}); err == nil {
		t.Fatal("opened")
	}
	to := filepath.Join(t.TempDir(), "c.huizong")
	report, err := Repair{From: path, To: filepath.Join(t.TempDir(), "b.huizong"), Editions: []*scoring.Edition{formtest.Edition(t)}}.Run(t.Context())
	must(t, err)
	if report.Events != want || len(report.Lost) != 0 || report.Backup == "" {
		t.Errorf("with its backup: %+v, of %d events", report, want)
	}
	withoutBackups(t, path)
	report, err = Repair{From: path, To: to, Editions: []*scoring.Edition{formtest.Edition(t)}}.Run(t.Context())
	must(t, err)
	if report.Events != want-1 || report.Contents != 2 || len(report.Lost) != 2 {
		t.Errorf("%+v, of %d events", report, want)
	}
	c, err := Open(to, Options{})
	must(t, err)
	defer c.Close()
	if cell := view(t, c).Cell("341621", 5); cell.Score.String() != "7.00" {
		t.Error(cell.Score)
	}
}

// A plan in one sentence names what there is, and leaves out what there is none of.
func TestPlanInWords(t *testing.T) {
	for want, p := range map[string]*JoinPlan{
		"新增1条记录：对方单独评的1项": {New: 1, Taken: []*Cell{{}}},
		"新增2条记录":          {New: 2},
		"新增3条记录：评分不同的2项，数据或口径不同的1处": {New: 3, Conflicts: []*Cell{{}, {}}, Rivals: []string{"341621"}},
	} {
		if got := p.Words(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
