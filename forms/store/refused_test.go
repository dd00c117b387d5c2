package store

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"zicha/forms/files"
)

// What SQLite refuses is never passed over: an act that needs a table fails where that table cannot be used, and then nothing of it is
// taken for stored, neither values nor drafts nor kept files.
func TestActsThatFail(t *testing.T) {
	t.Parallel()
	type act struct {
		needs string // the tables it cannot do without
		do    func(t *testing.T, f *File, b Blob) error
	}
	at := time.Date(2018, 1, 26, 9, 0, 0, 0, time.UTC)
	acts := map[string]act{
		"change":              {"meta value log", func(_ *testing.T, f *File, _ Blob) error { return f.Commit(edit(Change{"a", "甲", "乙"})) }},
		"blank":               {"meta value log", func(_ *testing.T, f *File, _ Blob) error { return f.Commit(edit(Change{"a", "甲", ""})) }},
		"undo":                {"meta value log", func(_ *testing.T, f *File, _ Blob) error { _, _, err := f.Undo(); return err }},
		"draft":               {"meta", func(_ *testing.T, f *File, _ Blob) error { return f.Keep(map[string]Draft{"b": {"丙", at, true}}) }},
		"change with a draft": {"meta value log", func(_ *testing.T, f *File, _ Blob) error { return f.Commit(edit(Change{"drafted", "", "乙"})) }},
		"log":                 {"log", func(_ *testing.T, f *File, _ Blob) error { return f.Log(func(Entry) {}) }},
		"rows": {"paper", func(_ *testing.T, f *File, _ Blob) error {
			return f.Rows(paperTable(), func([]any) error { return nil }, "")
		}},
		"own table": {"meta paper", func(_ *testing.T, f *File, _ Blob) error {
			return f.Do("封存", Step{Kind: "seal"}, func(tx *Tx) error { return tx.Insert(paperTable(), int64(1), []byte("x")) })
		}},
		"own meta": {"meta", func(_ *testing.T, f *File, _ Blob) error {
			return f.Do("封存", Step{Kind: "seal"}, func(tx *Tx) error { return tx.SetMetas(map[string]string{"title": "别的"}) })
		}},
		"take in": {"meta chunk file", func(t *testing.T, f *File, _ Blob) error {
			_, _, err := f.AddFile(t.Context(), Intake{Path: testFile(t, "b.bin", noise(99))})
			return err
		}},
		"give out": {"chunk", func(t *testing.T, f *File, b Blob) error {
			return f.SaveCopy(t.Context(), b, files.Place{Path: filepath.Join(t.TempDir(), "a.bin")})
		}},
		"check":   {"chunk", func(t *testing.T, f *File, b Blob) error { return f.CheckFile(t.Context(), b) }},
		"discard": {"meta log file", func(_ *testing.T, f *File, b Blob) error { return f.Discard(b, "") }},
		"save as": {"meta value log file chunk paper", func(t *testing.T, f *File, _ Blob) error {
			return f.SaveAs(filepath.Join(t.TempDir(), "b.test"), false)
		}},
		"back up": {"meta value log file paper", func(_ *testing.T, f *File, _ Blob) error { return f.backUp(true) }},
	}
	for _, table := range []string{"meta", "value", "log", "file", "chunk", "paper"} {
		f := newTest(t)
		b := add(t, f, testFile(t, "a.bin", noise(500)))
		set(t, f, "a", "甲")
		drafts := map[string]Draft{"drafted": {"丁", at, true}}
		if err := f.Keep(drafts); err != nil {
			t.Fatal(err)
		}
		values, _ := f.Values()
		if err := f.db.exec("ALTER TABLE " + table + " RENAME TO gone"); err != nil {
			t.Fatal(err)
		}
		for name, act := range acts {
			if !slices.Contains(strings.Fields(act.needs), table) {
				continue
			}
			err := act.do(t, f, b)
			if err == nil {
				t.Errorf("%s without %s: no fault", name, table)
				continue
			}
			plain(t, err)
			if sameValues(t, f, values); !maps.Equal(f.Drafts(), drafts) || f.Meta("title") != "名称" || len(f.files) != 1 {
				t.Errorf("%s without %s: takes for stored %v, %q, %d files", name, table, f.Drafts(), f.Meta("title"), len(f.files))
			}
		}
	}
}

// While another program writes, an act is refused in a sentence, and done once the other is through.
func TestAnotherProgramWrites(t *testing.T) {
	t.Parallel()
	f := newTest(t)
	other, err := connect(f.Path(), false)
	if err == nil {
		defer other.close()
		err = errors.Join(f.db.exec("PRAGMA busy_timeout=0"), other.exec("BEGIN IMMEDIATE"))
	}
	if err != nil {
		t.Fatal(err)
	}
	saying(t, f.Commit(edit(Change{"a", "", "甲"})), files.InUse, "另一个程序正在读写这份簿子，保存没有成功；请稍等片刻再试")
	if err := other.exec("ROLLBACK"); err != nil {
		t.Fatal(err)
	}
	set(t, f, "a", "甲")
	if f = reopen(t, f); value(f, "a") != "甲" {
		t.Errorf("%q", value(f, "a"))
	}
}

// Who made a step and when stands in the log, as the step was told; when something was last written is known from the first writing on, and
// what changes nothing writes nothing.
func TestWhoAndWhen(t *testing.T) {
	t.Parallel()
	f := newTest(t)
	at := time.Date(2018, 1, 26, 9, 30, 0, 0, time.Local)
	f.now = func() time.Time { return at }
	if !f.Wrote().IsZero() {
		t.Errorf("opened, it was written at %s", f.Wrote())
	}
	f.SetWho("李某")
	if err := f.Do("封存", edit(Change{"a", "", "甲"}), func(tx *Tx) error {
		if tx.Who() != "李某" || !tx.Now().Equal(at) {
			t.Errorf("the step is of %s at %s", tx.Who(), tx.Now())
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	var said []string
	if err := f.Log(func(e Entry) { said = append(said, fmt.Sprint(e.Path, " ", e.Who, " ", e.When.Equal(at))) }); err != nil || said[len(said)-1] != "a 李某 true" {
		t.Errorf("the log says %q, %v", said, err)
	}
	drafts := map[string]Draft{"b": {"乙", at, true}}
	for i, c := range []struct {
		drafts map[string]Draft
		writes bool
	}{
		{drafts, true},
		{maps.Clone(drafts), false},
		{map[string]Draft{"b": {"乙", at.UTC(), true}}, false}, // the same moment
		{map[string]Draft{"b": {"丙", at, true}}, true},
		{map[string]Draft{"b": {"丙", at, false}}, true},
		{map[string]Draft{"b": {"丙", at.Add(time.Second), false}}, true},
		{nil, true},
	} {
		before := f.Wrote()
		at = at.Add(time.Minute)
		if err := f.Keep(c.drafts); err != nil {
			t.Fatal(err)
		}
		if wrote := !f.Wrote().Equal(before); wrote != c.writes || wrote && !f.Wrote().Equal(at) {
			t.Errorf("%d: drafts %v, written %t at %s", i, c.drafts, wrote, f.Wrote())
		}
	}
}

// A file of more than 64 MB is checked table by table, and the contents of kept files are left out, for which there are their hashes; a
// smaller one is checked whole.
func TestPagesOfALargeFile(t *testing.T) {
	t.Parallel()
	good := sample(t).Path()
	for _, c := range []struct {
		table string
		large bool
		told  string // "" for nothing
	}{
		{"", false, ""},
		{"", true, ""},
		{"log", false, "文件结构"},
		{"log", true, "修改记录"},
		{"paper", true, "文件"},
		{"chunk", false, "文件结构"},
		{"chunk", true, ""},
	} {
		path := filepath.Join(t.TempDir(), "a.test")
		copyFile(t, good, path)
		spoilPage(t, path, c.table)
		if c.large {
			if err := os.Truncate(path, fullCheckSize+pageSize); err != nil { // the rest is no part of the database
				t.Fatal(err)
			}
		}
		db, err := connect(path, true)
		if err != nil {
			t.Fatal(err)
		}
		err = newFile(path, testFormat(), Options{}).checkPages(db)
		if closing := db.close(); closing != nil {
			t.Fatal(closing)
		}
		if c.told == "" && err != nil {
			t.Errorf("%s, large %t: %v", c.table, c.large, err)
		}
		if c.told != "" {
			saying(t, err, files.Damaged, "“a.test”的"+c.told+"已损坏，没有打开，原文件没有改动；请打开同一文件夹里带日期的备份，或者从别处保存的副本恢复，也可以"+repairs)
		}
	}
}

// spoilPage miscounts the free bytes on a leaf page of a table, which reading its rows does not show.
func spoilPage(t *testing.T, path, table string) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	leaves, _ := pages{bytes.NewReader(data), uint32(len(data) / pageSize)}.living()
	for n, name := range leaves {
		if name == table {
			data[int(n-1)*pageSize+start(n)+7]++
			break
		}
	}
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}
