//go:build unix

package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"zicha/assets"
	"zicha/scoring/soak"
)

// What every command writes is its owner's alone, whatever the umask; in a setgid folder, which is shared on purpose, its group's.
func TestOwnerOnly(t *testing.T) {
	next := bytes.Replace(assets.Edition2017, []byte(`id = "bozhou-2017"`), []byte(`id = "bozhou-2018"`), 1)
	next = bytes.Replace(next, []byte("year = 2017"), []byte("year = 2018"), 1)
	rules, deps, password := filepath.Join(t.TempDir(), "next.toml"), filepath.Join(t.TempDir(), "分工.txt"), filepath.Join(t.TempDir(), "口令.txt")
	if err := errors.Join(os.WriteFile(password, []byte("一二三四五六七八\n"), 0o600), os.WriteFile(rules, next, 0o600), os.WriteFile(deps, []byte("县公安局 | 5.1\n"), 0o600)); err != nil {
		t.Fatal(err)
	}
	for _, umask := range []int{0o022, 0o077} {
		for _, shared := range []bool{false, true} {
			if !soak.Full() && shared != (umask == 0o077) {
				continue // the umask that would give too much, and the one that would give too little
			}
			t.Run(fmt.Sprintf("%03o %v", umask, shared), func(t *testing.T) {
				defer syscall.Umask(syscall.Umask(umask))
				dir, file, folder := t.TempDir(), fs.FileMode(0o600), fs.FileMode(0o700)
				if shared {
					file, folder = 0o660, 0o770|fs.ModeSetgid
					if err := os.Chmod(dir, folder); err != nil {
						t.Fatal(err)
					}
				}
				temp := t.TempDir()
				t.Setenv("TMPDIR", temp)
				at := func(name string) string { return filepath.Join(dir, name) }
				a, book := at("a.zicha"), at("代/示例.huizong")
				for _, args := range [][]string{
					{"new", a, "--county", "341621"},
					{"attach", a, "5.1", rules},
					{"export", a, at("出/深"), "--letter"},
					{"pack", a, at("包"), "--zip", "--letter"},
					{"volume", a, at("汇编.pdf"), "--no-cache"},
					{"sheets", a, at("表"), "--departments", deps},
					{"carry", a, at("b.zicha"), "--edition", rules, "--evidence"},
					{"demo", at("示例")},
					{"repair", a},
					{"review", "generate", "1", at("代"), "--packs", "--decide"},
					{"review", "export", book, at("文件"), "--draft"},
					{"review", "feedback", book, at("反馈"), "--process"},
					{"review", "sheet", book, at("数据.xlsx"), "--data"},
				} {
					did(t, args...)
				}
				if !shared || soak.Full() { // to make a key out of a password takes a second by intent
					did(t, "lock", a, at("副本.age"), "--password-file", password)
					did(t, "unlock", at("副本.age"), at("取出.zicha"), "--password-file", password)
				}
				modes(t, dir, file, folder)
				if left, _ := os.ReadDir(temp); len(left) > 0 {
					t.Errorf("left in the folder for temporary files: %v", left)
				}
			})
		}
	}
}

// modes fails where something below a folder has another mode.
func modes(t *testing.T, dir string, file, folder fs.FileMode) {
	t.Helper()
	seen := 0
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || path == dir {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		want := file
		if d.IsDir() {
			want = folder
		}
		if got := info.Mode() & (fs.ModePerm | fs.ModeSetgid); got != want {
			t.Errorf("%s has %v, want %v", strings.TrimPrefix(path, dir), got, want)
		}
		seen++
		return nil
	})
	if err != nil || seen < 25 {
		t.Errorf("saw %d files and folders: %v", seen, err)
	}
}

// A pipe nobody writes into and a device without an end are refused at once by everything that reads a file, and the dossier is free again.
func TestNoPlainFiles(t *testing.T) {
	dir := t.TempDir()
	a, pipe := filepath.Join(dir, "a.zicha"), filepath.Join(dir, "管道")
	did(t, "new", a, "--county", "341621")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, ending := range []string{".zicha", ".xlsx", ".csv", ".json", ".jsonl", ".toml", ".zip", ".pdf"} {
		if err := errors.Join(os.Symlink(pipe, pipe+ending), os.Symlink("/dev/zero", filepath.Join(dir, "零"+ending))); err != nil {
			t.Fatal(err)
		}
	}
	for _, bad := range []string{pipe, filepath.Join(dir, "零")} {
		for _, args := range [][]string{
			{"score", bad + ".json"},
			{"score", bad + ".jsonl"},
			{"fill", a, bad + ".json"},
			{"attach", a, "5.1", bad + ".pdf"},
			{"import", a, bad + ".xlsx"},
			{"merge", a, bad + ".xlsx"},
			{"publicity", a, bad + ".xlsx"},
			{"publicity", a, bad + ".csv"},
			{"rulebook", "check", bad + ".toml"},
			{"new", filepath.Join(dir, "c.zicha"), "--county", "341621", "--edition", bad + ".toml"},
			{"sheets", a, dir, "--departments", bad + ".csv"},
			{"check", bad + ".zicha"},
			{"show", bad + ".zicha"},
			{"fill", bad + ".zicha", "../../forms/formtest/perfect.json"},
			{"export", bad + ".zicha", dir},
			{"verify", "--code", "7AS3-VWY7-6YUY-VPUT", bad + ".xlsx"},
			{"verify", "--code", "7AS3-VWY7-6YUY-VPUT", bad + ".zip"},
			{"verify", "--code", "7AS3-VWY7-6YUY-VPUT", bad + ".zicha"},
			{"carry", bad + ".zicha", filepath.Join(dir, "d.zicha")},
		} {
			out, warn, status := said(t, args...)
			if status != 1 || !strings.Contains(out+warn, "是设备或管道，不是普通文件") {
				t.Errorf("%q: status %d: %s%s", args, status, out, warn)
			}
		}
	}
	did(t, "attach", a, "5.1", "owner_unix_test.go")
}

// What is piped in stays allowed where answers are read, by either name.
func TestPipedAnswers(t *testing.T) {
	answers, err := os.ReadFile("../../forms/formtest/perfect.json")
	if err != nil {
		t.Fatal(err)
	}
	one := bytes.ReplaceAll(answers, []byte("\n"), nil)
	for _, args := range [][]string{{"score", "-"}, {"score", "/dev/stdin"}} {
		cmd, warn := child(t, t.TempDir(), args...)
		cmd.Stdin = bytes.NewReader(append(one, '\n'))
		out, err := cmd.Output()
		if err != nil || !bytes.Contains(out, []byte("涡阳县")) {
			t.Errorf("%q: %v %s%s", args, err, out, warn)
		}
	}
	a := filepath.Join(t.TempDir(), "a.zicha")
	did(t, "new", a, "--county", "341621")
	cmd, warn := child(t, t.TempDir(), "fill", a, "/dev/stdin")
	cmd.Stdin = bytes.NewReader(answers)
	if out, err := cmd.Output(); err != nil || !bytes.Contains(out, []byte("已写入")) {
		t.Errorf("fill: %v %s%s", err, out, warn)
	}
}

// Three gigabytes of zeros, which a broken copy leaves, are refused by their first bytes, and nothing of the rest is read.
func TestFilesOfZeros(t *testing.T) {
	dir := t.TempDir()
	a, zeros := filepath.Join(dir, "a.zicha"), filepath.Join(dir, "零")
	did(t, "new", a, "--county", "341621")
	for _, ending := range []string{".xlsx", ".csv", ".json", ".jsonl", ".toml", ".pdf", ".zicha"} {
		if err := errors.Join(os.WriteFile(zeros+ending, nil, 0o600), os.Truncate(zeros+ending, 3<<30)); err != nil {
			t.Skip("no such files here:", err)
		}
	}
	for words, all := range map[string][][]string{
		"超过4 MB":        {{"score", zeros + ".json"}},
		"后面的都没有计分":      {{"score", zeros + ".jsonl"}, {"score", "--json", zeros + ".jsonl"}},
		"太大，不像是要读的文件":   {{"fill", a, zeros + ".json"}, {"import", a, zeros + ".xlsx"}, {"merge", a, zeros + ".xlsx"}, {"rulebook", "check", zeros + ".toml"}},
		"不是可以识别的.csv文本": {{"publicity", a, zeros + ".xlsx"}, {"publicity", a, zeros + ".csv"}},
		"里只有零字节":        {{"attach", a, "5.1", zeros + ".pdf"}},
		"不是自查档案":        {{"show", zeros + ".zicha"}},
		"随它生成的文件":       {{"attach", a, "5.1", zeros + ".zicha"}},
	} {
		for _, args := range all {
			out, warn, status := said(t, args...)
			if status != 1 || !strings.Contains(out+warn, words) {
				t.Errorf("%q: status %d: %s%s", args, status, out, warn)
			}
		}
	}
}
