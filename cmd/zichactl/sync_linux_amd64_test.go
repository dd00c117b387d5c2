package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
)

// call is something a program asked of the system that says when a file is safe: a sync of one, or a name given to one.
type call struct {
	sync     string // what is synced, or ""
	from, to string // what gets its name
}

// The system calls watched, by their numbers on this processor.
const (
	sysFsync, sysFdatasync                                 = 74, 75
	sysRename, sysLink, sysRenameat, sysLinkat, sysRename2 = 82, 86, 264, 265, 316
)

// calls runs the program as a child and gives its calls in their order, as strace would.
func calls(t *testing.T, args ...string) []call {
	t.Helper()
	runtime.LockOSThread() // a traced process has one thread that traces it
	defer runtime.UnlockOSThread()
	cmd, warn := child(t, t.TempDir(), args...)
	cmd.SysProcAttr = &syscall.SysProcAttr{Ptrace: true}
	if err := cmd.Start(); err != nil {
		t.Skipf("no tracing here: %v", err)
	}
	root := cmd.Process.Pid
	const allThreads, killWithUs, mark = 0x40000000, 0x100000, 0x80
	var status syscall.WaitStatus
	if _, err := syscall.Wait4(root, &status, allThreads, nil); err != nil {
		t.Fatal(err)
	}
	if err := syscall.PtraceSetOptions(root, syscall.PTRACE_O_TRACECLONE|syscall.PTRACE_O_TRACESYSGOOD|killWithUs); err != nil {
		t.Skipf("no tracing here: %v", err)
	}
	var out []call
	inside := map[int]bool{}
	for pid, signal := root, 0; ; {
		_ = syscall.PtraceSyscall(pid, signal) // fails only where the thread is gone
		var err error
		if pid, err = syscall.Wait4(-1, &status, allThreads, nil); err != nil {
			t.Fatal(err)
		}
		signal = 0
		switch {
		case pid == root && (status.Exited() || status.Signaled()):
			if status.ExitStatus() != 0 {
				t.Fatalf("%q: %v: %s", args, status, warn)
			}
			_ = cmd.Wait()
			return out
		case status.Stopped() && status.StopSignal() == syscall.SIGTRAP|mark:
			if inside[pid] = !inside[pid]; inside[pid] {
				out = append(out, watched(pid)...)
			}
		case status.Stopped() && status.StopSignal() != syscall.SIGTRAP && status.StopSignal() != syscall.SIGSTOP:
			signal = int(status.StopSignal())
		}
	}
}

// watched is what a thread is about to call, if it is one of the calls that count.
func watched(pid int) []call {
	var regs syscall.PtraceRegs
	if syscall.PtraceGetRegs(pid, &regs) != nil {
		return nil
	}
	switch regs.Orig_rax {
	case sysFsync, sysFdatasync:
		path, _ := os.Readlink(fmt.Sprintf("/proc/%d/fd/%d", pid, regs.Rdi))
		return []call{{sync: path}}
	case sysRename, sysLink:
		return []call{{from: text(pid, regs.Rdi), to: text(pid, regs.Rsi)}}
	case sysRenameat, sysLinkat, sysRename2:
		return []call{{from: text(pid, regs.Rsi), to: text(pid, regs.R10)}}
	}
	return nil
}

// text reads a path out of a traced process.
func text(pid int, at uint64) string {
	var out []byte
	for word := make([]byte, 8); ; at += 8 {
		if _, err := syscall.PtracePeekData(pid, uintptr(at), word); err != nil {
			return string(out)
		}
		if end := slices.Index(word, 0); end >= 0 {
			return string(append(out, word[:end]...))
		}
		out = append(out, word...)
	}
}

// Whatever gets a final name is on the disk before, with every folder in it, and the name is on the disk before the program ends.
func TestSynced(t *testing.T) {
	dir := t.TempDir()
	a := filepath.Join(dir, "a.zicha")
	did(t, "new", a, "--county", "341621")
	did(t, "attach", a, "5.1", "main.go")
	for folder, args := range map[string][]string{
		"new": {"new", filepath.Join(dir, "new", "b.zicha"), "--county", "341621"}, "export": {"export", a, filepath.Join(dir, "export"), "--letter"},
		"pack": {"pack", a, filepath.Join(dir, "pack"), "--zip"}, "volume": {"volume", a, filepath.Join(dir, "volume", "b.pdf"), "--no-cache"},
		"demo": {"demo", filepath.Join(dir, "demo")},
	} {
		t.Run(folder, func(t *testing.T) {
			if err := os.MkdirAll(filepath.Join(dir, folder), 0o700); err != nil {
				t.Fatal(err)
			}
			list := calls(t, args...)
			named := 0
			err := filepath.WalkDir(filepath.Join(dir, folder), func(path string, d fs.DirEntry, err error) error {
				if err == nil && path != filepath.Join(dir, folder) {
					synced(t, list, path)
					named++
				}
				return err
			})
			if err != nil || named == 0 {
				t.Errorf("%d files: %v", named, err)
			}
		})
	}
}

// synced fails where a file or folder with its final name was not synced before it got it, or its name was not synced after.
func synced(t *testing.T, list []call, path string) {
	t.Helper()
	was := path // what it was called before, at each moment going back
	known := false
	for i := len(list) - 1; i >= 0; i-- {
		c := list[i]
		if c.to != "" && (was == c.to || strings.HasPrefix(was, c.to+"/")) {
			after := slices.IndexFunc(list[i:], func(c2 call) bool { return c2.sync == filepath.Dir(c.to) })
			if after < 0 {
				t.Errorf("%s: its name is not synced", c.to)
			}
			was, known = c.from+strings.TrimPrefix(was, c.to), false
		}
		known = known || c.sync == was
	}
	if !known {
		t.Errorf("%s (at first %s) is not synced before it gets its name", path, was)
	}
}
