//go:build unix

package pdf

import (
	"path/filepath"
	"syscall"
	"testing"
)

// notFiles are a pipe nobody writes to and a device without end.
func notFiles(t *testing.T, dir string) []string {
	pipe := filepath.Join(dir, "管道.pdf")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	return []string{pipe, "/dev/zero"}
}
