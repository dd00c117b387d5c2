//go:build unix

package store

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"zicha/forms/files"
)

// turnsVariable names a folder of its own to a child process without root's rights.
const turnsVariable = "STORE_TURNS_TEST"

// A folder that turns read-only while the file is open: what is saved then is refused in a sentence and not shown as stored, what was
// stored stays, and once the folder can be written to again the work goes on.
func TestFolderTurnsReadOnly(t *testing.T) {
	dir := os.Getenv(turnsVariable)
	if dir == "" {
		asNobody(t)
		return
	}
	f, err := Create(filepath.Join(dir, "a.test"), testFormat(), Start{Meta: map[string]string{"title": "x"}, Values: map[string]string{"a": "甲"}}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	set(t, f, "a", "乙")
	if err := os.Chmod(dir, 0o500); err != nil {
		t.Fatal(err)
	}
	wantKind(t, f.Commit(edit(Change{"a", "乙", "丙"})), files.Folder)
	_, _, err = f.AddFile(t.Context(), Intake{Path: os.Args[0]})
	wantKind(t, err, files.Folder)
	if value(f, "a") != "乙" {
		t.Errorf("shown is %q", value(f, "a"))
	}
	if err := os.Chmod(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	set(t, f, "a", "丁")
	want, _ := f.Values()
	sameValues(t, reopen(t, f), want)
}

// asNobody runs the test that calls it again in a child without root's rights, to whom nothing is written against the rights of a folder.
func asNobody(t *testing.T) {
	t.Helper()
	dir, err := os.MkdirTemp("", "store") // t.TempDir is closed to other users
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(dir)
	program, work := filepath.Join(dir, "program"), filepath.Join(dir, "work")
	copyFile(t, os.Args[0], program)
	if err := os.Mkdir(work, 0o700); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{dir, program} {
		if err := os.Chmod(name, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command(program, "-test.run=^"+t.Name()+"$", "-test.v")
	cmd.Env = append(os.Environ(), turnsVariable+"="+work)
	cmd.Dir = "/"
	if os.Getuid() == 0 {
		if err := os.Chown(work, 65534, 65534); err != nil {
			t.Fatal(err)
		}
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	}
	if out, err := cmd.CombinedOutput(); err != nil || !strings.Contains(string(out), "PASS: "+t.Name()) {
		t.Errorf("%v\n%s", err, out)
	}
}

// A clock that jumps years back and forth changes nothing but the times written down: steps stay in their order, are taken back in it, and
// the file opens.
func TestClockJumps(t *testing.T) {
	t.Parallel()
	f := newTest(t)
	texts := []string{"甲", "乙", "丙", "丁", "戊"}
	for i, year := range []int{2018, 1970, 2099, 2018, 1901} {
		f.now = func() time.Time { return time.Date(year, 1, 26, 0, 0, 0, 0, time.Local) }
		set(t, f, "a", texts[i])
	}
	f = reopen(t, f)
	var order []string
	if err := f.Log(func(e Entry) {
		if e.Path == "a" {
			order = append(order, e.New)
		}
	}); err != nil || strings.Join(order, "") != "甲乙丙丁戊" {
		t.Error(order, err)
	}
	for _, want := range []string{"丁", "丙", "乙", "甲"} {
		if _, _, err := f.Undo(); err != nil || value(f, "a") != want {
			t.Errorf("taken back to %q, want %q: %v", value(f, "a"), want, err)
		}
	}
	want, _ := f.Values()
	sameValues(t, reopen(t, f), want)
}
