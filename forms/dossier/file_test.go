package dossier

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"zicha/forms"
	"zicha/scoring"
)

func TestCommitSurvivesReopening(t *testing.T) {
	f := newDossier(t)
	fill(t, f)
	set(t, f, forms.AnswerPath("5.3", "articles"), "4")
	set(t, f, forms.RemarkPath(5), "")
	want := f.Dossier()
	g := reopen(t, f)
	sameValues(t, g.Dossier(), want)
	if g.Dossier().Get(forms.AnswerPath("5.3", "articles")) != "4" || g.Dossier().County() != "涡阳县" {
		t.Error("values lost")
	}
	if g.Dossier().Version != 1 || g.Dossier().Final {
		t.Error("not a draft of version 1")
	}
	if err := g.Close(); err != nil {
		t.Fatal(err)
	}
	if names := folder(t, g); len(names) != 1 {
		t.Errorf("left behind: %q", names)
	}
}

func TestCreateNeverOverwrites(t *testing.T) {
	f := newDossier(t)
	_, err := Create(f.Path(), f.d.Edition, nil)
	wantKind(t, err, ErrExists)
	other := filepath.Join(t.TempDir(), "别的.txt")
	if err := os.WriteFile(other, []byte("原有内容"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err = Create(other, f.d.Edition, nil)
	wantKind(t, err, ErrExists)
	if data, _ := os.ReadFile(other); string(data) != "原有内容" {
		t.Error("overwritten")
	}
	_, err = Create(filepath.Join(t.TempDir(), "没有", "a.zicha"), f.d.Edition, nil)
	wantKind(t, err, ErrNotFound)
}

func TestCommitRefusesStaleValues(t *testing.T) {
	f := newDossier(t)
	p := forms.AnswerPath("5.3", "articles")
	set(t, f, p, "4")
	err := f.Commit("", []forms.Change{{Path: forms.RemarkPath(1), New: "x"}, {Path: p, Old: "3", New: "5"}})
	wantKind(t, err, ErrConflict)
	if f.Dossier().Get(forms.RemarkPath(1)) != "" {
		t.Error("half a batch was taken")
	}
	if err := f.Commit("", []forms.Change{{Path: p, Old: "4", New: "5"}, {Path: p, Old: "5", New: "6"}}); err != nil {
		t.Fatal(err)
	}
	if got := reopen(t, f).Dossier().Get(p); got != "6" {
		t.Errorf("value is %q", got)
	}
}

func TestDossierIsTheCallersOwn(t *testing.T) {
	f := newDossier(t)
	f.Dossier().Apply(forms.Change{Path: forms.RemarkPath(1), New: "x"})
	if f.Dossier().Get(forms.RemarkPath(1)) != "" {
		t.Error("a caller's change reached the file's state")
	}
}

func TestOneWriterManyReaders(t *testing.T) {
	f := newDossier(t)
	set(t, f, forms.RemarkPath(1), "甲")
	f.SetWho("王某")
	_, err := Open(f.Path(), Options{})
	wantKind(t, err, ErrInUse)
	r, err := Open(f.Path(), Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if r.Dossier().Get(forms.RemarkPath(1)) != "甲" || !r.ReadOnly() {
		t.Error("reader does not see the value")
	}
	set(t, f, forms.RemarkPath(1), "乙") // the reader is not in the way
	wantKind(t, r.Commit("", []forms.Change{{Path: forms.RemarkPath(2), New: "x"}}), ErrReadOnly)
	wantKind(t, r.Finalize(Version{}), ErrReadOnly)
	wantKind(t, r.Reopen("x"), ErrReadOnly)
	_, _, err = r.AddFile(t.Context(), testFile(t, "a.txt", []byte("x")), nil)
	wantKind(t, err, ErrReadOnly)
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	wantKind(t, f.Commit("", []forms.Change{{Path: forms.RemarkPath(2), New: "x"}}), ErrClosed)
	g, err := Open(f.Path(), Options{})
	if err != nil {
		t.Fatalf("after the writer has closed: %v", err)
	}
	g.Close()
}

func TestLinksLeadToTheSameLock(t *testing.T) {
	f := newDossier(t)
	link := filepath.Join(t.TempDir(), "link.zicha")
	if err := os.Symlink(f.Path(), link); err != nil {
		t.Skip("no links here:", err)
	}
	_, err := Open(link, Options{})
	wantKind(t, err, ErrInUse)
}

func TestLockNamesTheHolder(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.zicha")
	e := testEdition(t)
	f, err := Create(path, e, nil)
	if err != nil {
		t.Fatal(err)
	}
	f.Close()
	if f, err = Open(path, Options{Who: "王某"}); err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	_, err = Open(path, Options{})
	if wantKind(t, err, ErrInUse); !strings.Contains(err.Error(), "王某") {
		t.Error(err)
	}
}

func TestFolderThatCannotBeWritten(t *testing.T) {
	f := newDossier(t)
	set(t, f, forms.RemarkPath(1), "甲")
	f.Close()
	// A folder stands where the lock should: no lock can be made, as in a folder without permission.
	if err := os.Mkdir(lockPath(f.Path()), 0o700); err != nil {
		t.Fatal(err)
	}
	_, err := Open(f.Path(), Options{})
	if wantKind(t, err, ErrFolder); !strings.Contains(err.Error(), "只读") {
		t.Errorf("%v does not offer read-only", err)
	}
	r, err := Open(f.Path(), Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	r.Close()
}

func TestLongPaths(t *testing.T) {
	e := testEdition(t)
	deep := t.TempDir()
	for len(deep) < 200 {
		deep = filepath.Join(deep, strings.Repeat("d", 40))
	}
	if err := os.MkdirAll(deep, 0o700); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(deep, strings.Repeat("e", 260-len(deep)-7)+".zicha")
	f, err := Create(path, e, nil)
	if err != nil {
		t.Fatalf("path of %d: %v", len(path), err)
	}
	f.Close()
	long := filepath.Join(t.TempDir(), strings.Repeat("县", 260)+".zicha")
	_, err = Create(long, e, nil)
	wantKind(t, err, ErrPath)
	for len(deep) < 700 {
		deep = filepath.Join(deep, strings.Repeat("县", 40))
	}
	if err := os.MkdirAll(deep, 0o700); err != nil {
		t.Fatal(err)
	}
	f, err = Create(filepath.Join(deep, "a.zicha"), e, nil)
	if err == nil {
		t.Fatal(f.Close(), "SQLite took a path it used to refuse; fine, but then this test is stale")
	}
	wantKind(t, err, ErrPath)
	if entries, _ := os.ReadDir(deep); len(entries) != 0 {
		t.Errorf("left behind: %v", entries)
	}
}

func TestLongestName(t *testing.T) {
	path := filepath.Join(t.TempDir(), strings.Repeat("县", 79)+".zicha") // 243 bytes: the lock's name would be too long
	f, err := Create(path, testEdition(t), nil)
	if err != nil {
		t.Fatal(err)
	}
	f.Close()
	if f, err = Open(path, Options{}); err != nil {
		t.Fatal(err)
	}
	if f.Warning() != nil {
		plain(t, f.Warning())
	}
	f.Close()
	if names := folder(t, f); len(names) != 1 {
		t.Error(names)
	}
}

func TestDiskFullLosesNothing(t *testing.T) {
	f := newDossier(t)
	set(t, f, forms.RemarkPath(1), "甲")
	if err := f.store.drain("PRAGMA max_page_count=1"); err != nil { // becomes the present size
		t.Fatal(err)
	}
	err := f.Commit("", []forms.Change{{Path: forms.RemarkPath(2), New: strings.Repeat("满", 1<<16)}})
	if wantKind(t, err, ErrFull); !strings.Contains(err.Error(), "磁盘空间不够") {
		t.Error(err)
	}
	_, _, err = f.AddFile(t.Context(), testFile(t, "大.bin", make([]byte, 3<<20)), nil)
	wantKind(t, err, ErrFull)
	if f.Dossier().Get(forms.RemarkPath(1)) != "甲" || f.Dossier().Get(forms.RemarkPath(2)) != "" {
		t.Error("the state in memory is not the acknowledged one")
	}
	if err := f.store.drain("PRAGMA max_page_count=1000000"); err != nil {
		t.Fatal(err)
	}
	set(t, f, forms.RemarkPath(2), "乙")
	want := f.Dossier()
	sameValues(t, reopen(t, f).Dossier(), want)
}

func TestEditionChanged(t *testing.T) {
	f := newDossier(t)
	own := f.Dossier().Edition
	f.Close()
	mended := alteredEdition(t, func(s string) string {
		i := strings.Index(s, `help = "`)
		return s[:i+8] + "另说：" + s[i+8:]
	})
	if mended.Hash() != own.Hash() {
		t.Fatal("a mended help text counts as a rule")
	}
	g, err := Open(f.Path(), Options{Editions: []*scoring.Edition{mended}})
	if err != nil {
		t.Fatal(err)
	}
	if _, changed := g.EditionChanged(); changed || g.Dossier().Edition != mended {
		t.Error("a mended note should be taken over silently")
	}
	g.Close()

	other := alteredEdition(t, func(s string) string { return strings.ReplaceAll(s, `"articles"`, `"pieces"`) })
	if g, err = Open(f.Path(), Options{Editions: []*scoring.Edition{other}}); err != nil {
		t.Fatal(err)
	}
	if e, changed := g.EditionChanged(); !changed || e != other || g.Dossier().Edition.Hash() != own.Hash() {
		t.Error("other rules of the same id go unnoticed, or are used unasked")
	}
	if err := g.TakeEdition(other); err != nil {
		t.Fatal(err)
	}
	g.Close()
	if g, err = Open(f.Path(), Options{}); err != nil {
		t.Fatal(err)
	}
	defer g.Close()
	if g.Dossier().Edition.Hash() != other.Hash() {
		t.Error("the rulebook was not taken over")
	}
	h, err := g.History(Filter{})
	if err != nil || h[0].Kind != kindEdition {
		t.Error(h, err)
	}
}

func TestUnknownEditionOpensWithItsOwnRules(t *testing.T) {
	f := newDossier(t)
	f.Close()
	g, err := Open(f.Path(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if g.Dossier().Edition.Hash() != f.d.Edition.Hash() {
		t.Error("other rules")
	}
	// A rulebook this program cannot load, properly checksummed.
	err = g.write("", func() error { return g.store.setMeta(metaEdition, []byte("id = 'x'\nneu = 1\n")) })
	if err != nil {
		t.Fatal(err)
	}
	g.Close()
	_, err = Open(f.Path(), Options{})
	wantKind(t, err, ErrEdition)
	if _, err = Open(f.Path(), Options{Editions: []*scoring.Edition{f.d.Edition}}); err != nil {
		t.Errorf("the same rules are known, yet: %v", err)
	}
}

func TestUpgradeOnACopy(t *testing.T) {
	f := newDossier(t)
	fill(t, f)
	ref, _, err := f.AddFile(t.Context(), testFile(t, "a.txt", []byte("佐证")), nil)
	if err != nil {
		t.Fatal(err)
	}
	f.Close()
	before, err := os.ReadFile(f.Path())
	if err != nil {
		t.Fatal(err)
	}
	next := format{version: formatVersion + 1, steps: map[int]func(*store) error{
		formatVersion: func(s *store) error { return s.setMeta("new", []byte("1")) },
	}}
	r, err := next.open(f.Path(), Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	sameValues(t, r.Dossier(), f.Dossier())
	r.Close()
	if now, _ := os.ReadFile(f.Path()); !bytes.Equal(now, before) || len(folder(t, f)) != 1 {
		t.Error("reading an older file changed it or left something")
	}
	broken := format{version: formatVersion + 1, steps: map[int]func(*store) error{
		formatVersion: func(s *store) error { _ = s.exec("DELETE FROM value"); return errors.New("fails") },
	}}
	_, err = broken.open(f.Path(), Options{})
	plain(t, err)
	if now, _ := os.ReadFile(f.Path()); !bytes.Equal(now, before) || len(folder(t, f)) != 1 {
		t.Error("a failed upgrade changed the file or left something", folder(t, f))
	}
	w, err := next.open(f.Path(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	sameValues(t, w.Dossier(), f.Dossier())
	if !w.Holds(ref) {
		t.Error("evidence lost")
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
	_, err = Open(f.Path(), Options{}) // to today's program the file is now a newer one
	wantKind(t, err, ErrNewer)
	if now, _ := os.ReadFile(f.Path()); !bytes.Equal(now, upgraded) || len(folder(t, f)) != 2 {
		t.Error("a newer file was touched")
	}
}
