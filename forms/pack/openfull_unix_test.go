//go:build unix

package pack

import (
	"errors"
	"os/signal"
	"strings"
	"syscall"
	"testing"

	"zicha/forms/files"
)

// Where the disk takes no more the copy ends and says so: no file is left out as if the pack had it otherwise.
func TestCopyOfAPackWithoutRoom(t *testing.T) {
	whole := map[string]string{"数据.xlsx": "表", "报告.pdf": strings.Repeat("报", 1<<20)}
	p := handedIn(t, whole, whole)
	dir := t.TempDir()
	var usual syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &usual); err != nil {
		t.Fatal(err)
	}
	signal.Ignore(syscall.SIGXFSZ)
	defer signal.Reset(syscall.SIGXFSZ)
	small := usual
	small.Cur = 1 << 20
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &small); err != nil {
		t.Fatal(err)
	}
	err := p.Copy(t.Context(), dir)
	if again := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &usual); again != nil {
		t.Fatal(again)
	}
	if !errors.Is(err, files.Full) {
		t.Errorf("copied %v, %v", len(filesUnder(t, dir)), err)
	}
}
