package store

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// What makes a repair look for a backup: anything lost, in doubt, or not there that always is.
func TestWhatARepairLacks(t *testing.T) {
	t.Parallel()
	for what, spoil := range map[string]func(out *Repaired){
		"":                   func(*Repaired) {},
		"entries":            func(out *Repaired) { out.LostLog = 1 },
		"values":             func(out *Repaired) { out.Lost = 1 },
		"the last changes":   func(out *Repaired) { out.Behind = true },
		"certainty":          func(out *Repaired) { out.Unsure = []Doubt{{}} },
		"rows":               func(out *Repaired) { out.LostRows["paper"] = 1 },
		"totals":             func(out *Repaired) { delete(out.Meta, metaTotals) },
		"what the type says": func(out *Repaired) { delete(out.Meta, "title") },
	} {
		out := &Repaired{Meta: map[string]string{metaTotals: "x", "title": "名称"}, LostRows: map[string]int64{}}
		spoil(out)
		if out.lacks(testFormat()) != (what != "") {
			t.Errorf("without %s: lacks %t", what, out.lacks(testFormat()))
		}
	}
}

// A repair adds one step to the log: what the entries left do not lead to, in the order of the paths, or nothing at all.
func TestStepOfARepair(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		replayed, values map[string]string
		want             string
	}{
		{map[string]string{"a": "甲"}, map[string]string{"a": "甲"}, "[{  }]"},
		{map[string]string{"a": "甲", "c": "丙"}, map[string]string{"a": "乙", "b": "新"}, "[{a 甲 乙} {b  新} {c 丙 }]"},
	} {
		out := &Repaired{Values: c.values, replayed: c.replayed, Files: map[string]recovered{"x": {}}}
		if s := out.step(); fmt.Sprint(s.Changes) != c.want || s.Kind != KindRepair || s.Note != fmt.Sprintf("从损坏的文件修复，取出%d项内容、1个文件", len(c.values)) {
			t.Errorf("%+v", s)
		}
	}
}

// What is said of a repair: what came from a backup, and how much is missing or to be looked at.
func TestWordsOfARepair(t *testing.T) {
	t.Parallel()
	var m Missing
	for range 2 {
		m.Say("缺%s", "甲\x1b乙")
	}
	if strings.Contains(m[0], "\x1b") || !strings.HasPrefix(m[0], "缺甲") {
		t.Errorf("%q", m)
	}
	for _, c := range []struct {
		m      Missing
		backup string
		want   string
	}{
		{nil, "", "没有发现缺失。"},
		{nil, "a.test", "文件里缺的，能从备份“a.test”里找到的已经补上。没有发现缺失。"},
		{m, "", "下面2处缺失或需要核对："},
		{m, "a.test", "文件里缺的，能从备份“a.test”里找到的已经补上。下面2处缺失或需要核对："},
	} {
		if got := c.m.Words(c.backup); got != c.want {
			t.Errorf("%s, want %s", got, c.want)
		}
	}
}

// While a file is repaired it is told how much is done: each page is gone through twice at most, and never more than there are.
func TestRepairTellsHowFarItIs(t *testing.T) {
	t.Parallel()
	f := newTest(t)
	add(t, f, testFile(t, "a.bin", noise(600*pageSize)))
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	var told []int64
	var all int64
	if _, err := (Repair{From: f.Path(), To: filepath.Join(t.TempDir(), "b.test"), Format: testFormat(), Progress: func(done, total int64) {
		told, all = append(told, done), total
	}}).Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	if len(told) < 4 || !slices.IsSorted(told) || slices.Compact(slices.Clone(told))[0] == 0 || told[len(told)-1] > all || all < 1200 || told[len(told)-1] < all*3/4 {
		t.Errorf("told %v of %d", told, all)
	}
}

// Whose backup it is, by the file's own id, and where that is lost by the entries of the log: no number may belong to another entry.
func TestWhoseBackupItIs(t *testing.T) {
	t.Parallel()
	f := sample(t)
	backup, err := Open(f.format.Backups(f.Path())[0], testFormat(), Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer backup.Close()
	var entries []Entry
	if err := backup.Log(func(e Entry) { entries = append(entries, e) }); err != nil {
		t.Fatal(err)
	}
	other := slices.Clone(entries)
	other[1].id = NewID()
	later := entries[0]
	later.Seq = 999
	for _, c := range []struct {
		what    string
		id      string
		entries []Entry
		own     bool
	}{
		{"its id", backup.Meta(metaID), nil, true},
		{"its id and its entries", backup.Meta(metaID), entries, true},
		{"its id and another's entry", backup.Meta(metaID), other, false},
		{"another's id", NewID(), entries, false},
		{"no id, its entries", "", entries, true},
		{"no id, another's entry among them", "", other, false},
		{"no id, entries the backup does not have yet", "", []Entry{later}, false},
		{"nothing at all", "", nil, false},
	} {
		own, err := backup.sameFile(&Repaired{Meta: map[string]string{metaID: c.id}, Entries: c.entries})
		if err != nil || own != c.own {
			t.Errorf("%s: its own %t, %v", c.what, own, err)
		}
	}
}

// A backup lends what was not found: rows whose key is missing, each known state of a value, and of the meta table only what lasts. What it
// lends is the least trusted.
func TestWhatABackupLends(t *testing.T) {
	t.Parallel()
	f := sample(t)
	backup, err := Open(f.format.Backups(f.Path())[0], testFormat(), Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer backup.Close()
	s := &salvage{format: testFormat(), rows: map[string][]foundRow{}, at: map[string]int{}}
	s.keep("paper", foundRow{[]any{int64(1), []byte("坏")}, 7, alive})
	s.keep("meta", foundRow{[]any{"title", []byte("改")}, 8, alive})
	values, _ := backup.Values()
	for table, want := range map[string]int{"paper": 1, "meta": 2, "value": len(values)} { // paper 2; id and created
		i := slices.IndexFunc(testFormat().tables(), func(t Table) bool { return t.Name == table })
		for round, n := range []int{want, 0} {
			if got, err := s.lend(backup, testFormat().tables()[i]); err != nil || got != n {
				t.Errorf("%s, round %d: %d rows lent, %v", table, round+1, got, err)
			}
		}
	}
	for table, rows := range s.rows {
		for _, r := range rows {
			found := r.sum == 7 || r.sum == 8
			if (r.rank == outdated) == found {
				t.Errorf("%s row %v has rank %d", table, r.fields[0], r.rank)
			}
		}
	}
	for key, want := range map[any]bool{"id": true, "created": true, "title": true, "totals": false, "backup": false, "drafts": false, int64(1): false} {
		if s.lasts(key) != want {
			t.Errorf("%v lasts: %t", key, !want)
		}
	}
}
