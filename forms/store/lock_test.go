package store

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"zicha/forms/files"
)

// There is one writer whatever name leads to the file, and whatever became of the lock beside it.
func TestOneWriterWhateverTheName(t *testing.T) {
	t.Parallel()
	for name, second := range map[string]func(path string) (string, error){
		"link":         func(path string) (string, error) { return path + "2", os.Symlink(path, path+"2") },
		"hard link":    func(path string) (string, error) { return path + "2", os.Link(path, path+"2") },
		"lock removed": func(path string) (string, error) { return path, os.Remove(lockPath(path)) },
		"lock renamed": func(path string) (string, error) { return path, os.Rename(lockPath(path), path+"2") },
	} {
		t.Run(name, func(t *testing.T) {
			if name != "link" && runtime.GOOS == "darwin" {
				t.Skip("no such lock here; each write still looks")
			}
			f := newTest(t)
			path, err := second(f.Path())
			if err != nil {
				t.Skip("not here:", err)
			}
			_, err = Open(path, testFormat(), Options{})
			wantKind(t, err, files.InUse)
			set(t, f, "a", "甲")
			add(t, f, testFile(t, "a.bin", noise(100)))
			f.Close()
			if g := open(t, path); value(g, "a") != "甲" {
				t.Error("value lost")
			}
		})
	}
}

// A file exchanged while it is open is not written to, and what was typed can be saved elsewhere.
func TestReplacedWhileOpen(t *testing.T) {
	t.Parallel()
	for name, exchange := range map[string]func(t *testing.T, path, other string){
		"other moved over it":   func(t *testing.T, path, other string) { rename(t, other, path) },
		"other copied over it":  func(t *testing.T, path, other string) { copyFile(t, other, path) },
		"older copied over it":  func(t *testing.T, path, _ string) { copyFile(t, path+".old", path) },
		"moved away":            func(t *testing.T, path, _ string) { rename(t, path, path+".away") },
		"removed":               func(t *testing.T, path, _ string) { _ = os.Remove(path) },
		"changed past the lock": func(t *testing.T, path, _ string) { damage(t, path, "UPDATE meta SET value=x'20' WHERE key='totals'") },
	} {
		t.Run(name, func(t *testing.T) {
			other := newTest(t)
			set(t, other, "a", "别的")
			other.Close()
			f := newTest(t)
			copyFile(t, f.Path(), f.Path()+".old")
			set(t, f, "a", "甲")
			exchange(t, f.Path(), other.Path())
			before, _ := os.ReadFile(f.Path())
			wantKind(t, f.Commit(edit(Change{"a", "甲", "乙"})), ErrReplaced)
			_, _, err := f.AddFile(t.Context(), Intake{Path: testFile(t, "a.bin", noise(100))})
			wantKind(t, err, ErrReplaced)
			if err := f.Close(); err != nil {
				t.Error(err)
			}
			if after, _ := os.ReadFile(f.Path()); !bytes.Equal(after, before) {
				t.Error("the other file was written to")
			}
		})
	}
}

// Two copies of one file that were changed as often look alike to SQLite, which then trusts what it has read before.
func TestTwinCopiedOverIt(t *testing.T) {
	t.Parallel()
	f := newTest(t)
	f.Close()
	twin := filepath.Join(t.TempDir(), "twin.test")
	copyFile(t, f.Path(), twin)
	g := open(t, twin)
	set(t, g, "a", "乙")
	g.Close()
	f = open(t, f.Path())
	set(t, f, "a", "甲")
	copyFile(t, twin, f.Path())
	wantKind(t, f.Commit(edit(Change{"a", "甲", "丙"})), ErrReplaced)
	f.Close()
	if g = open(t, f.Path()); value(g, "a") != "乙" {
		t.Error("the twin was written to")
	}
}

// What is copied over the file in the middle of a large transaction stays as it came: nothing was written before, and nothing is after.
func TestCopiedOverItMeanwhile(t *testing.T) {
	t.Parallel()
	f, other := newTest(t), newTest(t)
	set(t, f, "a", "甲")
	other.Close()
	want, err := os.ReadFile(other.Path())
	if err != nil {
		t.Fatal(err)
	}
	err = f.Do("保存", edit(Change{"a", "甲", "乙"}), func(tx *Tx) error {
		large := tx.Insert(paperTable(), int64(1), noise(5<<20)) // more than SQLite keeps in memory by itself
		copyFile(t, other.Path(), f.Path())
		return large
	})
	wantKind(t, err, ErrReplaced)
	if err := f.Close(); err != nil {
		t.Error(err)
	}
	if got, _ := os.ReadFile(f.Path()); !bytes.Equal(got, want) {
		t.Error("the copy was written to")
	}
}

// A file that is being edited is not repaired meanwhile, whatever name leads to it: what is read then may be half a change.
func TestNoRepairOfWhatIsEdited(t *testing.T) {
	t.Parallel()
	f := newTest(t)
	if runtime.GOOS == "darwin" {
		t.Skip("no such lock here")
	}
	link := filepath.Join(t.TempDir(), "b.test")
	if err := os.Link(f.Path(), link); err != nil {
		t.Skip(err)
	}
	for _, from := range []string{f.Path(), link} {
		to := filepath.Join(t.TempDir(), "c.test")
		_, err := Repair{From: from, To: to, Format: testFormat()}.Run(t.Context())
		wantKind(t, err, files.InUse)
		if _, err := os.Stat(lockPath(link)); err == nil {
			t.Error("a lock is left")
		}
	}
	set(t, f, "a", "甲")
}

func rename(t *testing.T, from, to string) {
	t.Helper()
	if err := os.Rename(from, to); err != nil {
		t.Fatal(err)
	}
}

// What was moved away can be moved back.
func TestMovedAndBack(t *testing.T) {
	t.Parallel()
	f := newTest(t)
	rename(t, f.Path(), f.Path()+".away")
	wantKind(t, f.Commit(edit(Change{"a", "", "乙"})), ErrReplaced)
	to := filepath.Join(t.TempDir(), "b.test")
	if err := f.SaveAs(to, false); err != nil {
		t.Fatal(err)
	}
	rename(t, f.Path()+".away", f.Path())
	set(t, f, "a", "甲")
	if f = reopen(t, f); value(f, "a") != "甲" {
		t.Error("value lost")
	}
}

// A lock that a killed program has left is in nobody's way; a pipe or folder in its place does not make the program wait.
func TestLockLeftBehind(t *testing.T) {
	t.Parallel()
	f := newTest(t)
	f.Close()
	if err := os.WriteFile(lockPath(f.Path()), []byte("王某"), 0o600); err != nil {
		t.Fatal(err)
	}
	open(t, f.Path()).Close()
	if names := folder(t, f); len(names) != 1 {
		t.Error(names)
	}
	// A folder stands where the lock should: no lock can be made, as in a folder without permission.
	if err := os.Mkdir(lockPath(f.Path()), 0o700); err != nil {
		t.Fatal(err)
	}
	_, err := Open(f.Path(), testFormat(), Options{})
	if wantKind(t, err, files.Folder); !strings.Contains(err.Error(), "只读") {
		t.Errorf("%v does not offer read-only", err)
	}
	r, err := Open(f.Path(), testFormat(), Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(r.Close(), os.Remove(lockPath(f.Path()))); err != nil {
		t.Error(err)
	}
}
