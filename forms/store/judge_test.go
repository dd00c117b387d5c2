package store

import (
	"fmt"
	"slices"
	"testing"
)

// what gives a row of the values as it was found, an entry of the log.
func found(text string, rank int) foundRow { return foundRow{fields: []any{"p", text}, rank: rank} }

func entry(seq int64, before, after string) Entry {
	return Entry{Change: Change{"p", before, after}, Seq: seq}
}

// What is taken for the present value, what it may be instead, and whether that is sure: by the rows found, the entries found and the
// number of the last entry that is missing.
func TestJudge(t *testing.T) {
	t.Parallel()
	wrote := []Entry{entry(3, "甲", "乙")}
	for _, c := range []struct {
		why          string
		rows         []foundRow
		log          []Entry
		gap          int64
		beyond       bool
		behind       bool
		intact       bool
		taken, other string
		sure         bool
	}{
		{why: "both say the same", rows: []foundRow{found("乙", alive)}, log: wrote, taken: "乙", other: "乙", sure: true},
		{why: "the row is from after the log", rows: []foundRow{found("丙", alive)}, log: wrote, taken: "丙", other: "乙"},
		{why: "the row is as it was before the last entry", rows: []foundRow{found("甲", alive)}, log: wrote, taken: "乙", other: "甲"},
		{why: "the same, and later entries are missing", rows: []foundRow{found("甲", alive)}, log: wrote, gap: 4, taken: "甲", other: "乙"},
		{why: "the same, and earlier entries are missing", rows: []foundRow{found("甲", alive)}, log: wrote, gap: 2, taken: "乙", other: "甲"},
		{why: "the same, and the log goes on after the totals", rows: []foundRow{found("甲", alive)}, log: wrote, gap: 4, beyond: true, taken: "乙", other: "甲"},
		{why: "two rows live, one as the log says", rows: []foundRow{found("乙", alive), found("甲", alive)}, log: wrote, taken: "乙", other: "甲"},
		{why: "no row, a blank at last", log: []Entry{entry(3, "甲", "")}, taken: "", other: "", sure: true},
		{why: "no row, and the whole log", log: wrote, taken: "乙", other: "乙", sure: true},
		{why: "no row, and a later entry is missing", log: wrote, gap: 4, taken: "乙", other: "乙"},
		{why: "no row, and the table has lost nothing", log: wrote, intact: true, taken: "乙", other: ""},
		{why: "the row on a page put elsewhere", rows: []foundRow{found("乙", stray)}, log: wrote, intact: true, taken: "乙", other: "乙", sure: true},
		{why: "a later row on a page put elsewhere", rows: []foundRow{found("丙", stray)}, log: wrote, gap: 4, taken: "丙", other: "乙"},
		{why: "a row on a page out of use says nothing", rows: []foundRow{found("丙", outdated)}, log: wrote, gap: 2, taken: "乙", other: "乙", sure: true},
		{why: "a stray row says nothing against the whole log", rows: []foundRow{found("丙", stray)}, log: wrote, gap: 2, taken: "乙", other: "乙", sure: true},
		{why: "no entry, and part of the log is missing", rows: []foundRow{found("甲", alive)}, gap: 4, taken: "甲", other: "甲", sure: true},
		{why: "no entry, the row does not live, the log is whole", rows: []foundRow{found("甲", stray)}, taken: "", other: "甲"},
		{why: "no entry, the row does not live, entries are missing", rows: []foundRow{found("甲", stray)}, gap: 4, taken: "甲", other: "甲"},
		{why: "no entry, two rows live", rows: []foundRow{found("甲", alive), found("乙", alive)}, gap: 4, taken: "甲", other: "乙"},
		{why: "no entry, and the totals vouch for an older log", rows: []foundRow{found("甲", alive)}, gap: unknown, behind: true, taken: "甲", other: ""},
	} {
		j := judge{rows: map[string][]foundRow{"p": c.rows}, log: map[string][]Entry{"p": c.log}, gap: c.gap, beyond: c.beyond, behind: c.behind, intact: c.intact}
		d, sure := j.one("p")
		if d.Path != "p" || d.Taken != c.taken || d.Other != c.other || sure != c.sure {
			t.Errorf("%s: %q or %q, sure %v; want %q or %q, %v", c.why, d.Taken, d.Other, sure, c.taken, c.other, c.sure)
		}
	}
}

// The number of the last entry of the log that is missing: by the numbers found and by how many there were.
func TestLastGap(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		found []int64
		rows  int64
		want  int64
	}{
		{[]int64{1, 2, 3}, 3, 0},
		{[]int64{1, 2, 4, 5}, 5, 3},
		{[]int64{1, 3, 5}, 5, 4},
		{[]int64{2, 3}, 3, 1},
		{[]int64{1, 2}, 3, 3},
		{[]int64{1}, 3, 3},
		{nil, 3, 3},
		{nil, 0, unknown},
		{[]int64{1, 2, 4}, 3, unknown}, // it goes on after the totals
		{[]int64{1, 2, 3, 4}, 3, unknown},
	} {
		var list []Entry
		for _, seq := range c.found {
			list = append(list, entry(seq, "", "甲"))
		}
		got := total{rows: int64(len(c.found))}
		if gap := lastGap(list, total{rows: c.rows}, got); gap != c.want {
			t.Errorf("%v of %d: %d, want %d", c.found, c.rows, gap, c.want)
		}
	}
	if gap := lastGap([]Entry{entry(1, "", "甲"), entry(2, "", "乙")}, total{2, 7}, total{2, 8}); gap != 0 {
		t.Errorf("all numbers and another sum: %d", gap)
	}
}

// Of two entries with one number the one counts that can be trusted more, whichever was found first.
func TestTwoEntriesOfOneNumber(t *testing.T) {
	t.Parallel()
	row := func(seq int64, to string, rank int) foundRow {
		e := entry(seq, "", to)
		return foundRow{fields: e.row(), rank: rank}
	}
	rows := []foundRow{row(2, "游", stray), row(1, "旧", outdated), row(1, "真", alive), row(2, "真", alive), row(3, "旧", outdated), row(3, "真", stray)}
	for range 2 {
		s := salvage{rows: map[string][]foundRow{"log": rows}}
		var got []string
		for _, e := range s.log() {
			got = append(got, fmt.Sprint(e.Seq, e.New))
		}
		if fmt.Sprint(got) != "[1 真 2 真 3 真]" && fmt.Sprint(got) != "[1真 2真 3真]" {
			t.Errorf("%v", got)
		}
		rows = slices.Clone(rows)
		slices.Reverse(rows)
	}
}

// Of two values under one key in the meta table the one counts that can be trusted more, whichever was found first.
func TestTwoMetaRowsOfOneKey(t *testing.T) {
	t.Parallel()
	rows := []foundRow{
		{fields: []any{"title", []byte("旧")}, rank: outdated},
		{fields: []any{"title", []byte("真")}, rank: alive},
		{fields: []any{"title", []byte("游")}, rank: stray},
		{fields: []any{"title", "不是字节"}, rank: alive},
		{fields: []any{"id", []byte("旧")}, rank: outdated},
	}
	for range 2 {
		s := salvage{rows: map[string][]foundRow{"meta": rows}}
		if got := s.meta(); got["title"] != "真" || got["id"] != "旧" || len(got) != 2 {
			t.Error(got)
		}
		rows = slices.Clone(rows)
		slices.Reverse(rows)
	}
}
