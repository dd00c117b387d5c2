//go:build unix

package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// Whoever reads the output may go at any time, as head does: the work is done to its end all the same, and that is said.
func TestReaderGone(t *testing.T) {
	dir := t.TempDir()
	a := filepath.Join(dir, "a.zicha")
	did(t, "new", a, "--county", "341621")
	did(t, "fill", a, "../../forms/formtest/perfect.json")
	for _, args := range [][]string{{"show", a}, {"export", a, filepath.Join(dir, "out")}, {"finalize", a}} {
		in, out, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		_ = in.Close()
		cmd, warn := child(t, t.TempDir(), args...)
		cmd.Stdout = out
		err = cmd.Run()
		_ = out.Close()
		var exit *exec.ExitError
		if !errors.As(err, &exit) || exit.ExitCode() != 1 || !strings.Contains(warn.String(), "命令本身已经执行完") || strings.Count(warn.String(), "\n") != 1 {
			t.Errorf("%q: %v, says %q", args, err, warn)
		}
	}
	if made := visibleIn(t, filepath.Join(dir, "out")); len(made) != 2 {
		t.Errorf("exported %q", made)
	}
	if _, warn, status := said(t, "finalize", a); status != 1 || !strings.Contains(warn, "已经定稿为第1版") {
		t.Errorf("finalized? %s", warn)
	}
}
