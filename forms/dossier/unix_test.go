//go:build unix

package dossier

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"zicha/forms"
)

// folderVariable names a dossier to a child process without rights to its folder.
const folderVariable = "DOSSIER_FOLDER_TEST"

// TestFolderWithoutPermission opens a dossier as a user who may read but not write.
func TestFolderWithoutPermission(t *testing.T) {
	if path := os.Getenv(folderVariable); path != "" {
		_, err := Open(path, Options{})
		if wantKind(t, err, ErrFolder); !strings.Contains(err.Error(), "只读") {
			t.Error(err)
		}
		r, err := Open(path, Options{ReadOnly: true})
		if err != nil {
			t.Fatal(err)
		}
		defer r.Close()
		if r.Dossier().Get(forms.RemarkPath(1)) != "甲" {
			t.Error("value not read")
		}
		wantKind(t, r.SaveAs(filepath.Join(filepath.Dir(path), "b.zicha"), false), ErrFolder)
		_, err = Create(filepath.Join(filepath.Dir(path), "c.zicha"), r.Dossier().Edition, nil)
		wantKind(t, err, ErrFolder)
		return
	}
	dir, err := os.MkdirTemp("", "dossier") // t.TempDir is closed to other users
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "a.zicha")
	f, err := Create(path, testEdition(t), map[forms.Path]string{forms.RemarkPath(1): "甲"})
	if err != nil {
		t.Fatal(err)
	}
	f.Close()
	program := filepath.Join(dir, "program")
	if err := copyFile(os.Args[0], program); err != nil {
		t.Fatal(err)
	}
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
