package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"unicode"

	"zicha/assets"
	"zicha/forms/files"
)

// said runs a command in the test's own process.
func said(t *testing.T, args ...string) (out, warn string, status int) {
	t.Helper()
	var o, w bytes.Buffer
	status = run(t.Context(), args, streams{strings.NewReader(""), &o, &w})
	return o.String(), w.String(), status
}

// did is said for a command that must succeed.
func did(t *testing.T, args ...string) string {
	t.Helper()
	out, warn, status := said(t, args...)
	if status != 0 {
		t.Fatalf("%q: status %d: %s%s", args, status, out, warn)
	}
	return out
}

// hostile fails where a terminal would obey what is written to it.
func hostile(t *testing.T, words string) {
	t.Helper()
	if i := strings.IndexFunc(words, func(r rune) bool { return r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r)) }); i >= 0 {
		t.Errorf("a terminal gets %q", words[max(0, i-20):min(len(words), i+20)])
	}
}

// Names of files and texts cannot clear the screen, turn a line round, or begin a line that looks like ours, wherever they show up.
func TestNothingReachesTheTerminal(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no such names there")
	}
	const evil = "a\x1b[2J\u202e\u009b31m\n核对码：伪造"
	dir := t.TempDir()
	a, evidence := filepath.Join(dir, "a.zicha"), filepath.Join(dir, evil+".dat")
	departments, doubtful := filepath.Join(dir, evil+".txt"), filepath.Join(dir, evil+"c.pdf")
	if err := errors.Join(os.WriteFile(evidence, []byte("内容"), 0o600), os.WriteFile(doubtful, []byte("其他"), 0o600), os.WriteFile(departments, []byte{0, 1, 0xff}, 0o600)); err != nil {
		t.Fatal(err)
	}
	did(t, "new", a, "--county", "341621")
	did(t, "attach", a, "5.1", evidence)
	did(t, "attach", a, "5.1", evidence, "--title", "标题"+evil) // says that it is there already
	seen := false
	for _, args := range [][]string{
		{"attach", a, "5.3", doubtful},
		{"show", a},
		{"check", a},
		{"attach", a, "5.1", filepath.Join(dir, evil)},
		{"attach", a, "5.2", evidence},
		{"check", filepath.Join(dir, evil)},
		{"verify", "--code", "7AS3-VWY7-6YUY-VPUT", evidence},
		{"new", filepath.Join(dir, evil+".zicha"), "--county", "341621"},
		{"export", a, filepath.Join(dir, "出"+evil)},
		{"pack", a, filepath.Join(dir, "包"+evil)},
		{"volume", a, filepath.Join(dir, evil+"b.pdf")},
		{"volume", a, evil},
		{evil},
		{"import", a, filepath.Join(dir, evil)},
		{"fill", a, evidence},
		{"merge", a, evidence},
		{"publicity", a, evidence},
		{"rulebook", "check", evidence},
		{"score", evidence},
		{"reopen", a, "--reason", evil},
		{"carry", a, filepath.Join(dir, evil)},
		{"sheets", a, dir, "--departments", departments},
	} {
		out, warn, _ := said(t, args...)
		hostile(t, out+warn)
		for line := range strings.Lines(out + warn) {
			if strings.HasPrefix(line, "核对码：伪造") {
				t.Errorf("%q begins a line of its own: %s%s", args[0], out, warn)
			}
		}
		seen = seen || strings.Contains(out+warn, "a�[2J��31m�核对码：伪造")
	}
	if !seen {
		t.Error("the name is not shown at all")
	}
}

// What is written for programs is escaped and means the same.
func TestJSONIsEscaped(t *testing.T) {
	const text = "甲\u009b31m\u202e乙\u200b\U000e0041丙\x7f"
	var b bytes.Buffer
	con := newConsole(t.Context(), streams{nil, &b, nil})
	if err := writeJSON(con.json, []string{text}); err != nil {
		t.Fatal(err)
	}
	if err := con.end(); err != nil {
		t.Fatal(err)
	}
	hostile(t, b.String())
	var got []string
	if err := json.Unmarshal(b.Bytes(), &got); err != nil || got[0] != text {
		t.Errorf("%q became %q: %v", text, got, err)
	}
}

// A full disk where the words go: the work is done, and a plain sentence says so and what to do; no English, and not status 0.
func TestOutputFails(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("/dev/full is Linux's")
	}
	dir := t.TempDir()
	did(t, "demo", dir)
	a := filepath.Join(dir, "示例县2017年度自查.zicha")
	rules := filepath.Join(dir, "a.toml")
	if err := os.WriteFile(rules, assets.Edition2017, 0o600); err != nil {
		t.Fatal(err)
	}
	broken, other := io.Pipe()
	_ = broken.Close()
	for _, args := range [][]string{
		{"show", a},
		{"show", a, "--json"},
		{"check", a, "--json"},
		{"score", "../../forms/formtest/perfect.json", "--json"},
		{"rulebook", "check", rules},
		{"new", filepath.Join(dir, "b.zicha"), "--county", "341621"},
		{"finalize", a},
		{"export", a, dir},
		{"--help"},
	} {
		full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
		if err != nil {
			t.Fatal(err)
		}
		var warn bytes.Buffer
		status := run(t.Context(), args, streams{strings.NewReader(""), full, &warn})
		if words := warn.String(); status != 1 || !strings.Contains(words, "没有写出来（磁盘空间不够）") || !strings.Contains(words, "审核汇总") || jargon.MatchString(words) {
			t.Errorf("%q: status %d, said %q", args, status, words)
		}
		full.Close()
		if args[0] == "show" {
			warn.Reset()
			if run(t.Context(), args, streams{strings.NewReader(""), other, &warn}) != 1 || !strings.Contains(warn.String(), "无法写到输出的位置") {
				t.Errorf("%q into a closed pipe: %s", args, warn.String())
			}
		}
	}
	if out := did(t, "show", a, "--json"); !strings.Contains(out, "edition") {
		t.Error("the dossier was not finalized")
	}
	if _, warn, status := said(t, "finalize", a); status != 1 || !strings.Contains(warn, "已经定稿为第1版") {
		t.Errorf("finalized? %s", warn)
	}
}

// A read that waits for a person ends with the context.
func TestPatientReader(t *testing.T) {
	in, other := io.Pipe()
	defer other.Close()
	ctx, cancel := context.WithCancel(t.Context())
	p := &patient{ctx: ctx, in: in}
	go func() { _, _ = io.WriteString(other, "甲"); cancel() }()
	buf := make([]byte, 8)
	n, err := p.Read(buf)
	if err == nil && string(buf[:n]) == "甲" {
		_, err = p.Read(buf)
	}
	if !files.Cancelled(err) {
		t.Errorf("read %q: %v", buf[:n], err)
	}
}
