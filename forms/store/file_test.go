package store

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"zicha/forms/files"
)

func TestCommitSurvivesReopening(t *testing.T) {
	t.Parallel()
	f := newTest(t)
	fill(t, f)
	set(t, f, "many/3", "4")
	set(t, f, "many/5", "")
	want, seq := f.Values()
	f = reopen(t, f)
	sameValues(t, f, want)
	if _, again := f.Values(); again != seq || seq != 403 || value(f, "many/3") != "4" || value(f, "county") != "涡阳县" {
		t.Error("values lost", seq, again)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	if names := folder(t, f); len(names) != 1 {
		t.Errorf("left behind: %q", names)
	}
}

func TestCreateNeverOverwrites(t *testing.T) {
	t.Parallel()
	f := newTest(t)
	_, err := Create(f.Path(), testFormat(), Start{}, Options{})
	wantKind(t, err, files.Exists)
	other := testFile(t, "别的.txt", []byte("原有内容"))
	_, err = Create(other, testFormat(), Start{}, Options{})
	wantKind(t, err, files.Exists)
	if data, _ := os.ReadFile(other); string(data) != "原有内容" {
		t.Error("overwritten")
	}
	_, err = Create(filepath.Join(t.TempDir(), "没有", "a.test"), testFormat(), Start{}, Options{})
	wantKind(t, err, files.NotFound)
}

func TestCommitRefusesStaleValues(t *testing.T) {
	t.Parallel()
	f := newTest(t)
	set(t, f, "a", "4")
	wantKind(t, f.Commit(edit(Change{"b", "", "x"}, Change{"a", "3", "5"})), ErrConflict)
	wantKind(t, f.Commit(edit(Change{"", "", "x"})), ErrConflict)
	if value(f, "b") != "" {
		t.Error("half a step was taken")
	}
	if err := f.Commit(edit(Change{"a", "4", "5"}, Change{"a", "5", "6"})); err != nil {
		t.Fatal(err)
	}
	if got := value(reopen(t, f), "a"); got != "6" {
		t.Errorf("value is %q", got)
	}
}

func TestOneWriterManyReaders(t *testing.T) {
	t.Parallel()
	f := newTest(t)
	set(t, f, "a", "甲")
	_, err := Open(f.Path(), testFormat(), Options{})
	if wantKind(t, err, files.InUse); !strings.Contains(err.Error(), "王某") {
		t.Error("the holder is not named:", err)
	}
	r, err := Open(f.Path(), testFormat(), Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if value(r, "a") != "甲" || !r.ReadOnly() {
		t.Error("reader does not see the value")
	}
	set(t, f, "a", "乙") // the reader is not in the way
	wantKind(t, r.Commit(edit(Change{"b", "", "x"})), ErrReadOnly)
	_, _, err = r.AddFile(t.Context(), Intake{Path: testFile(t, "a.txt", []byte("x"))})
	wantKind(t, err, ErrReadOnly)
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	wantKind(t, f.Commit(edit(Change{"b", "", "x"})), ErrClosed)
	open(t, f.Path())
}

// What the owner refuses is refused, for steps and for files, and what was stored is told.
func TestTheOwnerIsAskedAndTold(t *testing.T) {
	t.Parallel()
	var told []string
	f, err := Create(filepath.Join(t.TempDir(), "a.test"), testFormat(), Start{Meta: map[string]string{"title": "x"}}, Options{
		Allow: func(kind string) error {
			if kind == "closed" {
				return files.Failure(ErrRefused, "现在不行，请等一等")
			}
			return nil
		},
		Applied: func(s Step) { told = append(told, s.Kind) },
		Label:   func(path string) string { return "名：" + path },
	})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	wantKind(t, f.Commit(Step{Kind: "closed", Changes: []Change{{"a", "", "1"}}}), ErrRefused)
	_, _, err = f.AddFile(t.Context(), Intake{Path: testFile(t, "a.txt", []byte("x")), Kind: "closed"})
	wantKind(t, err, ErrRefused)
	set(t, f, "a", "1")
	if _, _, err := f.Undo(); err != nil {
		t.Fatal(err)
	}
	if err = f.Commit(edit(Change{"a", "9", "1"})); !strings.Contains(err.Error(), "名：a") {
		t.Error(err)
	}
	if !slices.Equal(told, []string{KindEdit, KindUndo}) {
		t.Error(told)
	}
}

func TestLongPaths(t *testing.T) {
	t.Parallel()
	deep := t.TempDir()
	for len(deep) < 200 {
		deep = filepath.Join(deep, strings.Repeat("d", 40))
	}
	if err := os.MkdirAll(deep, 0o700); err != nil {
		t.Fatal(err)
	}
	first := Start{Meta: map[string]string{"title": "x"}}
	path := filepath.Join(deep, strings.Repeat("e", 260-len(deep)-7)+".test")
	f, err := Create(path, testFormat(), first, Options{})
	if err != nil {
		t.Fatalf("path of %d: %v", len(path), err)
	}
	f.Close()
	_, err = Create(filepath.Join(t.TempDir(), strings.Repeat("县", 260)+".test"), testFormat(), first, Options{})
	wantKind(t, err, files.Path)
	for len(deep) < 700 {
		deep = filepath.Join(deep, strings.Repeat("县", 40))
	}
	if err := os.MkdirAll(deep, 0o700); err != nil {
		t.Fatal(err)
	}
	f, err = Create(filepath.Join(deep, "a.test"), testFormat(), first, Options{})
	if err == nil {
		t.Fatal(f.Close(), "SQLite took a path it used to refuse; fine, but then this test is stale")
	}
	wantKind(t, err, files.Path)
	if entries, _ := os.ReadDir(deep); len(entries) != 0 {
		t.Errorf("left behind: %v", entries)
	}
}

func TestLongestName(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), strings.Repeat("县", 79)+".test") // 242 bytes: the name of a backup would be too long
	f, err := Create(path, testFormat(), Start{Meta: map[string]string{"title": "x"}}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	f.Close()
	f = open(t, path)
	if f.Warning() != nil {
		plain(t, f.Warning())
	}
	f.Close()
	if names := folder(t, f); len(names) != 1 {
		t.Error(names)
	}
}

func TestDiskFullLosesNothing(t *testing.T) {
	t.Parallel()
	f := newTest(t)
	set(t, f, "a", "甲")
	if err := f.db.drain("PRAGMA max_page_count=1"); err != nil { // becomes the present size
		t.Fatal(err)
	}
	err := f.Commit(edit(Change{"b", "", strings.Repeat("满", 1<<16)}))
	if wantKind(t, err, files.Full); !strings.Contains(err.Error(), "磁盘空间不够") {
		t.Error(err)
	}
	_, _, err = f.AddFile(t.Context(), Intake{Path: testFile(t, "大.bin", noise(3<<20))})
	wantKind(t, err, files.Full)
	if value(f, "a") != "甲" || value(f, "b") != "" {
		t.Error("the state in memory is not the acknowledged one")
	}
	if err := f.db.drain("PRAGMA max_page_count=1000000"); err != nil {
		t.Fatal(err)
	}
	set(t, f, "b", "乙")
	want, _ := f.Values()
	sameValues(t, reopen(t, f), want)
}

func TestUpgradeOnACopy(t *testing.T) {
	t.Parallel()
	f := newTest(t)
	fill(t, f)
	b := add(t, f, testFile(t, "a.txt", []byte("佐证")))
	f.Close()
	want, _ := f.Values()
	before, err := os.ReadFile(f.Path())
	if err != nil {
		t.Fatal(err)
	}
	next := testFormat()
	next.Version++
	next.Steps = map[int]func(*Tx) error{3: func(tx *Tx) error { return tx.SetMeta("new", "1") }}
	r, err := Open(f.Path(), next, Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	sameValues(t, r, want)
	r.Close()
	if now, _ := os.ReadFile(f.Path()); !bytes.Equal(now, before) || len(folder(t, f)) != 1 {
		t.Error("reading an older file changed it or left something")
	}
	broken := next
	broken.Steps = map[int]func(*Tx) error{3: func(tx *Tx) error { return errors.Join(tx.db.exec("DELETE FROM value"), errors.New("fails")) }}
	_, err = Open(f.Path(), broken, Options{})
	wantKind(t, err, files.Damaged)
	if now, _ := os.ReadFile(f.Path()); !bytes.Equal(now, before) || len(folder(t, f)) != 1 {
		t.Error("a failed upgrade changed the file or left something", folder(t, f))
	}
	w, err := Open(f.Path(), next, Options{})
	if err != nil {
		t.Fatal(err)
	}
	sameValues(t, w, want)
	set(t, w, "a", "1") // the lock is on the new file
	if !w.Holds(b) || w.Meta("new") != "1" {
		t.Error("a file or the step is lost")
	}
	w.Close()
	names := folder(t, f)
	i := slices.IndexFunc(names, func(n string) bool { return strings.Contains(n, oldMark) })
	if len(names) != 2 || i < 0 {
		t.Fatal("the original is not kept:", names)
	}
	if old, _ := os.ReadFile(filepath.Join(filepath.Dir(f.Path()), names[i])); !bytes.Equal(old, before) {
		t.Error("the original was changed")
	}
	upgraded, _ := os.ReadFile(f.Path())
	_, err = Open(f.Path(), testFormat(), Options{}) // to today's program the file is now a newer one
	wantKind(t, err, ErrNewer)
	if now, _ := os.ReadFile(f.Path()); !bytes.Equal(now, upgraded) || len(folder(t, f)) != 2 {
		t.Error("a newer file was touched")
	}
}

// A file that is only open to look at, since another program has it, is copied too, and cannot be written afterwards either.
func TestSaveAsOfReadOnly(t *testing.T) {
	t.Parallel()
	f := newTest(t)
	set(t, f, "a", "甲")
	r, err := Open(f.Path(), testFormat(), Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	to := filepath.Join(t.TempDir(), "b.test")
	if err := r.SaveAs(to, false); err != nil {
		t.Fatal(err)
	}
	if value(open(t, to), "a") != "甲" {
		t.Error("the copy lacks what was stored")
	}
	if r.db.exec("DELETE FROM value") == nil {
		t.Error("what is open to look at was written")
	}
}

func TestSaveAs(t *testing.T) {
	t.Parallel()
	f := newTest(t)
	fill(t, f)
	b := add(t, f, testFile(t, "a.bin", noise(3<<20)))
	wantKind(t, f.SaveAs(f.Path(), true), ErrRefused)
	to := filepath.Join(t.TempDir(), "副本 %#?.test")
	if err := f.SaveAs(to, false); err != nil {
		t.Fatal(err)
	}
	wantKind(t, f.SaveAs(to, false), files.Exists)
	if err := f.SaveAs(to, true); err != nil {
		t.Fatal(err)
	}
	wantKind(t, f.SaveAs(filepath.Join(t.TempDir(), "无", "a.test"), false), files.Folder)
	if entries, _ := os.ReadDir(filepath.Dir(to)); len(entries) != 1 {
		t.Error("left behind:", entries)
	}
	set(t, f, "a", "只在原件里")
	g := open(t, to)
	if !g.Holds(b) || value(g, "a") != "" || g.CheckFile(t.Context(), b) != nil {
		t.Error("copy is not what was saved")
	}
	wantKind(t, f.SaveAs(to, true), files.InUse)
}
