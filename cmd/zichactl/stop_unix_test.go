//go:build unix

package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"zicha/assets"
)

// child is the program itself, run apart from the test, with a folder for temporary files of its own.
func child(t *testing.T, temp string, args ...string) (*exec.Cmd, *bytes.Buffer) {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	var warn bytes.Buffer
	cmd := exec.Command(exe, args...)
	cmd.Env = append(os.Environ(), asProgram+"=1", "TMPDIR="+temp, "XDG_CACHE_HOME="+filepath.Join(temp, "cache"))
	cmd.Stderr = &warn
	return cmd, &warn
}

// stopped starts a command and stops it, as soon as something of its own lies in a folder, in the middle of its work; false where it
// was quicker.
func stopped(t *testing.T, cmd *exec.Cmd, folder string) bool {
	t.Helper()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline); time.Sleep(time.Millisecond) {
		if len(ours(t, folder)) > 0 {
			break
		}
		if cmd.Process.Signal(syscall.Signal(0)) != nil {
			return false
		}
	}
	return cmd.Process.Signal(syscall.SIGSTOP) == nil && len(ours(t, folder)) > 0
}

// ours are the names in a folder that look like the program's own passing files, however deep.
func ours(t *testing.T, folder string) []string {
	t.Helper()
	var list []string
	for _, pattern := range []string{"*zicha-*", "excelize-*", ".报送包*", "*.lock"} {
		found, err := filepath.Glob(filepath.Join(folder, pattern))
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, found...)
	}
	return list
}

// heavy makes a dossier whose evidence takes a while to pass on, with next year's rules beside it, and gives its path.
func heavy(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	a := filepath.Join(dir, "a.zicha")
	next := bytes.Replace(assets.Edition2017, []byte(`id = "bozhou-2017"`), []byte(`id = "bozhou-2018"`), 1)
	next = bytes.Replace(next, []byte("year = 2017"), []byte("year = 2018"), 1)
	if err := errors.Join(os.WriteFile(filepath.Join(dir, "next.toml"), next, 0o600), os.WriteFile(a, heavyDossier(), 0o600),
		os.WriteFile(filepath.Join(dir, "口令"), []byte("一二三四五六七八\n"), 0o600)); err != nil {
		t.Fatal(err)
	}
	return a
}

// heavyDossier is that dossier, made by the first test that wants it and copied for each; empty where it cannot be made.
var heavyDossier = sync.OnceValue(func() []byte {
	dir, err := os.MkdirTemp("", "heavy-")
	if err != nil {
		return nil
	}
	defer os.RemoveAll(dir)
	a, large := filepath.Join(dir, "a.zicha"), filepath.Join(dir, "大.bin")
	random := make([]byte, 24<<20)
	_, _ = rand.Read(random)
	_ = os.WriteFile(large, random, 0o600)
	for _, args := range [][]string{{"new", a, "--county", "341621"}, {"attach", a, "5.1", large}} {
		if run(context.Background(), args, streams{strings.NewReader(""), io.Discard, os.Stderr}) != 0 {
			return nil
		}
	}
	data, _ := os.ReadFile(a)
	return data
})

// longWork are the commands that write, each into the folder out; seen is where something of theirs lies meanwhile.
func longWork(a, out string) map[string][]string {
	return map[string][]string{
		"carry":  {"carry", a, filepath.Join(out, "b.zicha"), "--evidence", "--edition", filepath.Join(filepath.Dir(a), "next.toml")},
		"pack":   {"pack", a, out, "--zip"},
		"volume": {"volume", a, filepath.Join(out, "汇编.pdf"), "--no-cache"},
		"demo":   {"demo", out},
		"export": {"export", a, out},
		"repair": {"repair", a, filepath.Join(out, "c.zicha")},
		"lock":   {"lock", a, filepath.Join(out, "d.age"), "--password-file", filepath.Join(filepath.Dir(a), "口令")},
	}
}

func meanwhile(name, out, temp string) string {
	if name == "volume" || name == "export" {
		return temp
	}
	return out
}

// Asked to stop, the program says so in Chinese, leaves nothing half and no passing file, and lets the dossier go.
func TestStop(t *testing.T) {
	a := heavy(t)
	for _, sig := range []syscall.Signal{syscall.SIGTERM, syscall.SIGHUP, syscall.SIGINT} {
		out := t.TempDir()
		for name, args := range longWork(a, out) {
			if sig != syscall.SIGTERM && name != "pack" {
				continue // what differs between the signals does not differ between the commands
			}
			t.Run(sig.String()+" "+name, func(t *testing.T) {
				if signal.Ignored(sig) {
					t.Skip("this run was started, as by nohup, to ignore " + sig.String())
				}
				temp := t.TempDir()
				cmd, warn := child(t, temp, args...)
				if !stopped(t, cmd, meanwhile(name, out, temp)) {
					t.Fatalf("not stopped in the middle: %s", warn)
				}
				_ = cmd.Process.Signal(sig)
				_ = cmd.Process.Signal(syscall.SIGCONT)
				var exit *exec.ExitError
				if err := cmd.Wait(); !errors.As(err, &exit) || exit.ExitCode() != 1 || warn.String() != stopWords+"\n" {
					t.Errorf("%v: %q", err, warn)
				}
				for _, folder := range []string{out, temp} {
					if left := append(ours(t, folder), visibleIn(t, folder)...); len(left) != 0 {
						t.Errorf("left %q", left)
					}
				}
			})
		}
	}
	did(t, "attach", a, "5.1", "stop_unix_test.go") // the lock is gone
}

const stopWords = "已按要求停止，没有执行完；之前已保存的内容都在，没有留下写了一半的文件"

// visibleIn are the files and folders a user sees in a folder, the cache apart.
func visibleIn(t *testing.T, folder string) []string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(folder, "[^.]*"))
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, f := range found {
		if filepath.Base(f) != "cache" {
			list = append(list, f)
		}
	}
	return list
}

// Cut off without a chance to tidy, the program leaves nothing under a final name, and the next start takes the rest away.
func TestKilled(t *testing.T) {
	a := heavy(t)
	out, temp := t.TempDir(), t.TempDir()
	for name, args := range longWork(a, out) {
		t.Run(name, func(t *testing.T) {
			cmd, warn := child(t, temp, args...)
			if !stopped(t, cmd, meanwhile(name, out, temp)) {
				t.Fatalf("not stopped in the middle: %s", warn)
			}
			_ = cmd.Process.Kill()
			_ = cmd.Wait()
			if left := visibleIn(t, out); len(left) != 0 {
				t.Errorf("half: %q", left)
			}
			if len(ours(t, out))+len(ours(t, temp)) == 0 {
				t.Error("nothing was left to tidy: the test tests nothing")
			}
			again, warn := child(t, temp, args...)
			if err := again.Run(); err != nil {
				t.Fatalf("the second try: %v: %s", err, warn)
			}
			beside, _ := filepath.Glob(filepath.Join(filepath.Dir(a), ".zicha-secret*"))
			if left := append(append(ours(t, out), ours(t, temp)...), beside...); len(left) != 0 {
				t.Errorf("left %q", left)
			}
			for _, made := range visibleIn(t, out) {
				_ = os.RemoveAll(made)
			}
		})
	}
}

// What is still at work keeps what it has, though another starts beside it.
func TestRunningIsLeftAlone(t *testing.T) {
	a := heavy(t)
	out, temp := t.TempDir(), t.TempDir()
	first, warn := child(t, temp, longWork(a, out)["pack"]...)
	if !stopped(t, first, out) {
		t.Fatalf("not stopped in the middle: %s", warn)
	}
	second, words := child(t, temp, "demo", out)
	if err := second.Run(); err != nil {
		t.Fatalf("%v: %s", err, words)
	}
	_ = first.Process.Signal(syscall.SIGCONT)
	if err := first.Wait(); err != nil {
		t.Errorf("%v: %s", err, warn)
	}
	if made := visibleIn(t, out); len(made) != 6 {
		t.Errorf("made %q", made)
	}
}

// Waiting for input is no reason not to stop.
func TestStopWhileReading(t *testing.T) {
	cmd, warn := child(t, t.TempDir(), "score", "-")
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() { _, _ = io.WriteString(in, strings.Repeat(`{"edition":"bozhou-2017"}`+"\n", 300)) }()
	if _, err := out.Read(make([]byte, 1)); err != nil { // it is at work, and then waits for more
		t.Fatal(err)
	}
	_ = cmd.Process.Signal(syscall.SIGTERM)
	_, _ = io.Copy(io.Discard, out)
	var exit *exec.ExitError
	if err := cmd.Wait(); !errors.As(err, &exit) || exit.ExitCode() != 1 || warn.String() != stopWords+"\n" {
		t.Errorf("%v: %q", err, warn)
	}
}

// nohup means what it says.
func TestIgnoredSignal(t *testing.T) {
	a := heavy(t)
	out, temp := t.TempDir(), t.TempDir()
	cmd, warn := child(t, temp, append([]string{"-c", `trap '' HUP; exec "$0" "$@"`, ""}, longWork(a, out)["pack"]...)...)
	cmd.Args[3], cmd.Args[0] = cmd.Path, "sh"
	cmd.Path = "/bin/sh"
	if !stopped(t, cmd, out) {
		t.Fatalf("not stopped in the middle: %s", warn)
	}
	_ = cmd.Process.Signal(syscall.SIGHUP)
	_ = cmd.Process.Signal(syscall.SIGCONT)
	if err := cmd.Wait(); err != nil {
		t.Errorf("%v: %s", err, warn)
	}
}
