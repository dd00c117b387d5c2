//go:build unix

package store

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"zicha/forms/files"
)

// Everything is its owner's alone, in a folder shared on purpose its group's too, whatever the umask.
func TestModes(t *testing.T) {
	for _, umask := range []int{0, 0o022, 0o077} {
		old := syscall.Umask(umask)
		for folder, want := range map[os.FileMode]os.FileMode{0o700: 0o600, 0o770 | os.ModeSetgid: 0o660} {
			dir := filepath.Join(t.TempDir(), "d")
			if err := os.Mkdir(dir, 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.Chmod(dir, folder); err != nil {
				t.Fatal(err)
			}
			f, err := Create(filepath.Join(dir, "a.test"), testFormat(), Start{Meta: map[string]string{"title": "x"}}, Options{})
			if err != nil {
				t.Fatal(err)
			}
			set(t, f, "a", "甲")
			modes := func() {
				entries, _ := os.ReadDir(dir)
				for _, e := range entries {
					if info, err := e.Info(); err == nil && info.Mode().Perm() != want {
						t.Errorf("umask %03o, folder %v: %s has %v", umask, folder, e.Name(), info.Mode())
					}
				}
			}
			if err := f.SaveAs(filepath.Join(dir, "b.test"), false); err != nil {
				t.Fatal(err)
			}
			if err := f.db.exec("BEGIN IMMEDIATE"); err != nil {
				t.Fatal(err)
			}
			if err := f.db.exec("UPDATE value SET text='x'"); err != nil {
				t.Fatal(err)
			}
			modes() // file, copy, lock, journal
			if err := f.db.exec("ROLLBACK"); err != nil {
				t.Fatal(err)
			}
			f.Close()
			next := testFormat()
			next.Version++
			next.Steps = map[int]func(*Tx) error{3: func(*Tx) error { return nil }}
			g, err := Open(f.Path(), next, Options{})
			if err != nil {
				t.Fatal(err)
			}
			modes() // backup, upgraded copy and the original under its old name
			g.Close()
		}
		syscall.Umask(old)
	}
}

// A pipe in the place of the lock, or of the file, is refused at once.
func TestPipes(t *testing.T) {
	t.Parallel()
	f := newTest(t)
	f.Close()
	if err := syscall.Mkfifo(lockPath(f.Path()), 0o600); err != nil {
		t.Skip("no pipes here:", err)
	}
	_, err := Open(f.Path(), testFormat(), Options{})
	wantKind(t, err, files.Folder)
	if err := os.Remove(lockPath(f.Path())); err != nil {
		t.Fatal(err)
	}
	pipe := filepath.Join(t.TempDir(), "a.test")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err = Open(pipe, testFormat(), Options{ReadOnly: true})
	wantKind(t, err, files.Source)
	_, _, err = open(t, f.Path()).AddFile(t.Context(), Intake{Path: pipe})
	wantKind(t, err, files.Source)
}

// folderVariable names a file to a child process without rights to its folder.
const folderVariable = "STORE_FOLDER_TEST"

// TestFolderWithoutPermission opens a file as a user who may read but not write.
func TestFolderWithoutPermission(t *testing.T) {
	if path := os.Getenv(folderVariable); path != "" {
		_, err := Open(path, testFormat(), Options{})
		if wantKind(t, err, files.Folder); !strings.Contains(err.Error(), "只读") {
			t.Error(err)
		}
		r, err := Open(path, testFormat(), Options{ReadOnly: true})
		if err != nil {
			t.Fatal(err)
		}
		defer r.Close()
		if value(r, "a") != "甲" {
			t.Error("value not read")
		}
		wantKind(t, r.SaveAs(filepath.Join(filepath.Dir(path), "b.test"), false), files.Folder)
		_, err = Create(filepath.Join(filepath.Dir(path), "c.test"), testFormat(), Start{}, Options{})
		wantKind(t, err, files.Folder)
		return
	}
	dir, err := os.MkdirTemp("", "store") // t.TempDir is closed to other users
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "a.test")
	f, err := Create(path, testFormat(), Start{Meta: map[string]string{"title": "x"}, Values: map[string]string{"a": "甲"}}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	f.Close()
	program := filepath.Join(dir, "program")
	copyFile(t, os.Args[0], program)
	for name, mode := range map[string]os.FileMode{program: 0o555, path: 0o444, dir: 0o555} {
		if err := os.Chmod(name, mode); err != nil {
			t.Fatal(err)
		}
	}
	defer os.Chmod(dir, 0o755)
	cmd := exec.Command(program, "-test.run=TestFolderWithoutPermission$", "-test.v")
	cmd.Env = append(os.Environ(), folderVariable+"="+path)
	cmd.Dir = "/"
	if os.Getuid() == 0 {
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	}
	if out, err := cmd.CombinedOutput(); err != nil || !strings.Contains(string(out), "PASS: TestFolderWithoutPermission") {
		t.Errorf("%v\n%s", err, out)
	}
}

// A file that was made readable for everyone is its owner's again once it is opened for work; in a folder shared on purpose its group
// keeps it, and who only looks changes nothing.
func TestOpenNarrows(t *testing.T) {
	t.Parallel()
	f := newTest(t)
	f.Close()
	for _, c := range []struct {
		folder, before, after os.FileMode
		readOnly              bool
	}{
		{folder: 0o700, before: 0o644, after: 0o644, readOnly: true},
		{folder: 0o700, before: 0o644, after: 0o600},
		{folder: 0o755, before: 0o666, after: 0o600},
		{folder: 0o770 | os.ModeSetgid, before: 0o664, after: 0o664},
	} {
		if err := os.Chmod(filepath.Dir(f.Path()), c.folder); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(f.Path(), c.before); err != nil {
			t.Fatal(err)
		}
		g, err := Open(f.Path(), testFormat(), Options{ReadOnly: c.readOnly})
		if err != nil {
			t.Fatal(err)
		}
		g.Close()
		if info, err := os.Stat(f.Path()); err != nil || info.Mode().Perm() != c.after {
			t.Errorf("%+v: %v, %v", c, info.Mode(), err)
		}
	}
}

// The backups beside it, which hold what was filled in, become their owner's with the next one that is made.
func TestBackupsNarrow(t *testing.T) {
	t.Parallel()
	f := newTest(t)
	f.Close()
	older := strings.TrimSuffix(f.Path(), ".test") + backupMark + "20180101.test"
	if err := os.Rename(f.format.backups(f.Path())[0].path, older); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(older, 0o644); err != nil {
		t.Fatal(err)
	}
	open(t, f.Path())
	list := f.format.backups(f.Path())
	if len(list) != 2 {
		t.Fatal(list)
	}
	for _, b := range list {
		if info, err := os.Stat(b.path); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v", filepath.Base(b.path), info.Mode(), err)
		}
	}
}

// A descriptor that a process being started still has for a moment does not keep a file that is closed from being opened again.
func TestLockGoesWithClosing(t *testing.T) {
	t.Parallel()
	f := newTest(t)
	raw, err := f.lock.self.SyscallConn()
	if err != nil {
		t.Fatal(err)
	}
	var copied int
	if failed := raw.Control(func(fd uintptr) { copied, err = syscall.Dup(int(fd)) }); failed != nil || err != nil {
		t.Fatal(failed, err)
	}
	defer syscall.Close(copied)
	f.Close()
	g, err := Open(f.Path(), testFormat(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	g.Close()
}

// What is longer than anything to be taken in or repaired is refused before it is read.
func TestTooLong(t *testing.T) {
	t.Parallel()
	long := testFile(t, "长.bin", noise(200))
	for size, refused := range map[int64]func() error{
		64<<30 + 1: func() error { _, _, err := newTest(t).AddFile(t.Context(), Intake{Path: long}); return err },
		256<<30 + 1: func() error {
			_, err := Repair{From: long, To: long + ".test", Format: testFormat()}.Run(t.Context())
			return err
		},
	} {
		if err := os.Truncate(long, size); err != nil {
			t.Skip("no such files here:", err)
		}
		saying(t, refused(), files.Source, "“长.bin”太大，不像是要读的文件；请核对是否选错了文件")
	}
}
