package review

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// forge puts an event into a book as whoever can write its file would: sealed rightly, whatever it says.
func forge(t *testing.T, b *Book, e Event) {
	t.Helper()
	must(t, b.add("试", addition{events: []*Event{b.act(commission, e)}}))
}

// What no command would make, and a foreign copy may bring: joining it is refused, and in a book itself it says nothing.
func TestForgedEventsSayNothing(t *testing.T) {
	b := newBookAt(t)
	receive(t, b, version(t, "341621", 1))
	must(t, b.Decide(bureau, initial("341621", 6, "2", "缺一项")))
	sixth := view(t, b).Cell("341621", 6).Act.ID
	for name, e := range map[string]Event{
		"unknown county":     {Kind: Confirmed, County: "999999", Indicator: 5, Value: "1.00"},
		"unknown indicator":  {Kind: Initial, County: "341621", Indicator: 900, Value: "1.00"},
		"case of nobody":     {Kind: Cased, County: "999999", Indicator: 5, Subject: "1f2e3d4c", Value: CaseOpened},
		"case of no cell":    {Kind: Cased, County: "341621", Indicator: 900, Subject: "1f2e3d4c", Value: CaseOpened},
		"too much":           {Kind: Confirmed, County: "341621", Indicator: 5, Value: "900.00"},
		"no number":          {Kind: Confirmed, County: "341621", Indicator: 5, Value: "一"},
		"direct on track A":  {Kind: Direct, County: "341621", Indicator: 5, Value: "1.00"},
		"初评 on track B":      {Kind: Initial, County: "341621", Indicator: 11, Value: "1.00"},
		"returned, track B":  {Kind: Returned, County: "341621", Indicator: 11, Value: "1"},
		"rule of nothing":    {Kind: Ruled, Subject: "99.9", Reason: "x"},
		"broken rule":        {Kind: Ruled, Subject: "5.3", Reason: "x", Data: map[string]string{DataRule: "[["}},
		"figure of nobody":   {Kind: Figured, County: "999999", Subject: "11.1.standard", Value: "5"},
		"figure of no field": {Kind: Figured, County: "341621", Subject: "x", Value: "5"},
		"figure no number":   {Kind: Figured, County: "341621", Subject: "11.1.standard", Value: "五十"},
		"the county's own":   {Kind: Figured, County: "341621", Subject: "5.3.articles", Value: "5"},
		"version of nobody":  {Kind: Received, County: "999999", Value: "1"},
		"result no number":   {Kind: Finalized, Subject: "99999999999999999999", Value: "AAAA-AAAA-AAAA-AAAA"},
		"approved never":     {Kind: Approved, Subject: "AAAA-AAAA-AAAA-AAAA", Value: "1号", Data: map[string]string{DataDate: "某日"}},
		"endless version":    {Kind: Received, County: "341621", Value: "99999999999999999999"},
		"uphold no cell":     {Kind: Upheld, Cells: []UpheldCell{{County: "341621", Indicator: 900}}},
	} {
		other := newBookAt(t)
		forge(t, other, e)
		_, err := b.PlanJoin(other)
		refused(t, err, "不是按审核程序作出的")
		before, events := *view(t, b).Cell("341621", 5), len(b.Events())
		forge(t, b, e)
		if c := view(t, b).Cell("341621", 5); c.State != before.State || c.Score != before.Score || c.Decided || len(b.Events()) != events+1 {
			t.Errorf("%s: %v %v", name, c.State, c.Score)
		}
	}
	for name, e := range map[string]Event{
		"another cell's score upheld":   {Kind: Upheld, Cells: []UpheldCell{{County: "341621", Indicator: 5, Event: sixth}}},
		"another cell's score restored": {Kind: Withdrawn, County: "341621", Indicator: 5, Data: map[string]string{DataRestores: sixth}},
		"void without its case":         {Kind: Voided, County: "341621", Indicator: 5, Subject: "1f2e3d4c", Value: "0.00"},
	} {
		forge(t, b, e)
		if c := view(t, b).Cell("341621", 5); c.State != Unreviewed || c.Decided {
			t.Errorf("%s: %v %v", name, c.State, c.Score)
		}
	}
	_, left, _ := b.Finalize(t.Context(), bureau) // names them all
	path := b.Path()
	must(t, b.Close())
	b, err := Open(path, Options{})
	must(t, err)
	defer b.Close()
	if again, err := b.Blockers(); err != nil || len(again) != len(left) {
		t.Errorf("opened again: %d things in the way, %v; before %d", len(again), err, len(left))
	}
}

// A foreign copy whose kept contents are not what its events say, and one of another list of units.
func TestJoinRefusesForeignContent(t *testing.T) {
	b, other := newBookAt(t), newBookAt(t)
	in := version(t, "341621", 1)
	sum, data := in.Encoded()
	e := other.act(bureau, Event{Kind: Received, County: "341622", Value: "7", Content: sum})
	must(t, other.add("试", addition{events: []*Event{e}, contents: map[string][]byte{sum: new(presser).press(data)}}))
	p, err := b.PlanJoin(other)
	must(t, err)
	refused(t, b.Join(bureau, p), "不是按审核程序作出的")

	fewer := *b.edition
	fewer.Units = fewer.Units[1:]
	stranger := newBookAt(t)
	stranger.edition = &fewer
	_, err = b.PlanJoin(stranger)
	refused(t, err, "考核对象名单")
}

// Two files of one number of copy: somebody copied the book by hand, and both were worked on. The result of each is still proved.
func TestRecomputeOfPlainCopies(t *testing.T) {
	b := newBookAt(t)
	receive(t, b, version(t, "341621", 1))
	path := b.Path()
	must(t, b.Close())
	data, err := os.ReadFile(path)
	must(t, err)
	plain := filepath.Join(t.TempDir(), "b.huizong")
	must(t, os.WriteFile(plain, data, 0o600))
	var books []*Book
	for i, p := range []string{path, plain} {
		b, err := Open(p, Options{})
		must(t, err)
		defer b.Close()
		_, err = b.SetFigures(bureau, Figure{County: "341621", Field: "11.1.standard", Value: []string{"50", "60"}[i]})
		must(t, err)
		_, _, err = b.Finalize(t.Context(), bureau, Waiver{"missing*", "试"}, Waiver{"open*", "试"}, Waiver{"standard*", "试"})
		must(t, err)
		books = append(books, b)
	}
	plan, err := books[0].PlanJoin(books[1])
	must(t, err)
	must(t, books[0].Join(bureau, plan))
	results, err := books[0].Recompute()
	must(t, err)
	if len(results) != 2 {
		t.Fatal(len(results), "results")
	}
	for _, r := range results {
		if len(r.Differs) > 0 || r.Events != 2 {
			t.Errorf("第%d次 of %d events differs: %v", r.Number, r.Events, r.Differs)
		}
	}
}

// Whoever is cut off while copying leaves no file that passes for the book itself, and none that the book does not know of: what lies there
// in the moment the copy gets its name is looked at.
func TestCopyIsWholeWhenItHasItsName(t *testing.T) {
	b := newBookAt(t)
	path := filepath.Join(t.TempDir(), "b.huizong")
	seen := make(chan [2][]byte)
	go func() {
		for {
			if there, err := os.ReadFile(path); err == nil {
				book, _ := os.ReadFile(b.Path())
				seen <- [2][]byte{there, book}
				return
			}
		}
	}()
	id, err := b.CopyTo(t.Context(), bureau, path)
	must(t, err)
	then := <-seen
	var books [2]*Book
	for i, data := range then {
		at := filepath.Join(t.TempDir(), "then.huizong")
		must(t, os.WriteFile(at, data, 0o600))
		books[i], err = Open(at, Options{ReadOnly: true})
		must(t, err)
		defer books[i].Close()
	}
	if books[0].Copy() != id || len(books[1].Events()) != 1 {
		t.Errorf("copy %s, want %s; the book has %d events, want the one that says so", books[0].Copy(), id, len(books[1].Events()))
	}
}

// One copy finds the material false, the other drops the case: both are told, 定稿 waits, and what is chosen holds for case and cell.
func TestCaseEndedTwoWays(t *testing.T) {
	for _, chosen := range []string{CaseVoided, CaseDropped} {
		a := newBookAt(t)
		receive(t, a, version(t, "341621", 1))
		must(t, a.Decide(bureau, initial("341621", 5, "2", "缺")))
		id, err := a.Case(commission, CaseAct{County: "341621", Indicator: 5, Step: CaseOpened, Text: "线索"})
		must(t, err)
		for _, step := range []string{CaseChecked, CaseTold} {
			_, err = a.Case(commission, CaseAct{ID: id, Step: step, Text: "核实"})
			must(t, err)
		}
		path := filepath.Join(t.TempDir(), "b.huizong")
		_, err = a.CopyTo(t.Context(), bureau, path)
		must(t, err)
		b, err := Open(path, Options{})
		must(t, err)
		defer b.Close()
		_, err = a.Case(commission, CaseAct{ID: id, Step: CaseVoided, Text: "认定", Second: "丙", Evidence: []string{"5-01"}})
		must(t, err)
		_, err = b.Case(commission, CaseAct{ID: id, Step: CaseDropped, Text: "查无实据"})
		must(t, err)
		plan, err := a.PlanJoin(b)
		must(t, err)
		must(t, a.Join(bureau, plan))
		v := view(t, a)
		if len(v.Disputes) != 1 || v.Cell("341621", 5).State != VoidedState {
			t.Fatal(v.Disputes, v.Cell("341621", 5).State)
		}
		for _, e := range v.Disputes[0].Events {
			if e.Value == chosen {
				must(t, a.Choose(commission, e.ID, "集体研究"))
			}
		}
		v = view(t, a)
		want := map[string]State{CaseVoided: VoidedState, CaseDropped: InitiallyScored}[chosen]
		if c := v.Cases[0]; len(v.Disputes) != 0 || v.Cell("341621", 5).State != want || c.Open || c.Void != (chosen == CaseVoided) {
			t.Errorf("%s chosen: %v, cell %s, case %+v", chosen, v.Disputes, v.Cell("341621", 5).State, c)
		}
	}
}

// The marks of two joins belong to no copy and follow nothing: no clock ran backwards where none did.
func TestMarksOfJoinsAreNotBackwards(t *testing.T) {
	for day := range 8 { // which of two marks has the smaller id is chance
		l := NewLedger()
		var marks []*Event
		for i, at := range []string{"2018-02-0%dT00:00:00.000+08:00", "2018-02-1%dT00:00:00.000+08:00"} {
			e := &Event{Kind: Dismissed, Subject: "x", At: fmt.Sprintf(at, day), Copy: "a", Seq: int64(i)}
			e.seal()
			l.Add(e)
			marks = append(marks, joinMark(l, "a", "b"))
		}
		for _, m := range marks {
			l.Add(m)
		}
		if list := l.Backwards(); len(list) > 0 {
			t.Fatalf("day %d: %s of %s", day, list[0].Kind, list[0].At)
		}
	}
}
