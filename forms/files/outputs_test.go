package files_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"zicha/forms/files"
)

// What is there is listed and refused; a draft never replaces what was finalized, however it is asked.
func TestOutputs(t *testing.T) {
	dir := t.TempDir()
	there := filepath.Join(dir, "县报告（第1版）.pdf")
	if err := os.WriteFile(there, []byte("12345"), 0o600); err != nil {
		t.Fatal(err)
	}
	plan := func(draft bool, names ...string) files.Outputs {
		var out files.Outputs
		for _, n := range names {
			out = append(out, files.Output{Path: filepath.Join(dir, n), What: "报告"})
		}
		return out.Look(draft)
	}
	if err := os.WriteFile(filepath.Join(dir, "县报告.pdf"), nil, 0o600); err != nil || plan(true, "县报告.pdf").Held() != nil {
		t.Error("a draft may replace what is none, if asked")
	}
	if got := plan(true, "县报告（草稿）.pdf"); got.Refuse("") != nil || len(got.Replaced()) != 0 {
		t.Errorf("nothing is there: %v", got)
	}
	got := plan(false, "县报告（草稿）.pdf", "县报告（第1版）.pdf")
	err := got.Refuse("怎么办")
	if err == nil || !strings.Contains(err.Error(), "“县报告（第1版）.pdf”（报告，现有5字节，") || strings.Contains(err.Error(), "（草稿）") || !strings.HasSuffix(err.Error(), "怎么办") {
		t.Errorf("refusal: %v", err)
	}
	if got.Held() != nil {
		t.Error("a finalized file may replace one, if asked")
	}
	for _, name := range []string{"县报告（第1版）.pdf", "县报告(第1版).pdf", "县报告（第１２版） 第3册.pdf", "县报告（第二版）.pdf", "县报告（ 第 2 版 ）- 副本.pdf"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("1"), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := plan(true, name).Held(); err == nil || !strings.Contains(err.Error(), "草稿不能覆盖它") {
			t.Errorf("a draft over %s: %v", name, err)
		}
		if err := plan(true, name).Refuse("加 --overwrite"); err == nil || strings.Contains(err.Error(), "--overwrite") {
			t.Errorf("%s: advice that does not help: %v", name, err)
		}
	}
}

// A plan is told in one line a file: what it is, and what it would replace.
func TestOutputsInWords(t *testing.T) {
	dir := t.TempDir()
	var plan files.Outputs
	for _, name := range []string{"甲.pdf", "乙.xlsx", "丙"} {
		plan = append(plan, files.Output{Path: filepath.Join(dir, name), What: "报告"})
	}
	written := time.Date(2018, 1, 9, 8, 5, 0, 0, time.Local)
	for _, x := range plan[:2] {
		if err := errors.Join(os.WriteFile(x.Path, []byte("12345"), 0o600), os.Chtimes(x.Path, written, written)); err != nil {
			t.Fatal(err)
		}
	}
	plan = plan.Look(true)
	for i, want := range []string{"“甲.pdf”（报告，现有5字节，2018年1月9日 08:05写的）", "“乙.xlsx”（报告，现有5字节，2018年1月9日 08:05写的）", "“丙”（报告）"} {
		if got := plan[i].Words(); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	want := "这些文件已经存在，没有覆盖，没有写出任何文件：" + plan[0].Words() + "、" + plan[1].Words() + "。加 --overwrite"
	if err := plan.Refuse("加 --overwrite"); !errors.Is(err, files.Exists) || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
	for _, x := range plan {
		if got, ok := plan.To(x.Path); !ok || got.Path != x.Path || got.There != x.There {
			t.Errorf("%s: %v, %v", x.Path, got, ok)
		}
	}
	if got, ok := plan.To(filepath.Join(dir, "丁")); ok || got.Path != "" {
		t.Errorf("not planned: %v", got)
	}
	held := files.Outputs{{Path: filepath.Join(dir, "县报告"+files.VersionTail(12)+".pdf"), There: true}}
	if err := os.WriteFile(held[0].Path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	const refusal = "“县报告（第12版）.pdf”是定稿的文件，草稿不能覆盖它；请换一个文件夹或文件名"
	if err := held.Look(true).Held(); !errors.Is(err, files.Exists) || err.Error() != refusal {
		t.Errorf("%v, want %s", err, refusal)
	}
}

// What can never be written is said at once, and no advice given that does not help.
func TestOutputsInTheWay(t *testing.T) {
	path := filepath.Join(t.TempDir(), "县报告.pdf")
	if err := os.Mkdir(path, 0o700); err != nil {
		t.Fatal(err)
	}
	err := files.Outputs{{Path: path, What: "报告"}}.Look(false).Refuse("加 --overwrite")
	if err == nil || !strings.Contains(err.Error(), "“县报告.pdf”是一个文件夹，不能用文件替换") || strings.Contains(err.Error(), "--overwrite") {
		t.Errorf("a folder: %v", err)
	}
	shut := filepath.Join(t.TempDir(), "关")
	if err := os.Mkdir(shut, 0); err != nil {
		t.Fatal(err)
	}
	hidden := filepath.Join(shut, "县报告.pdf")
	if _, err := os.Lstat(hidden); !errors.Is(err, fs.ErrPermission) {
		t.Skip("this user may look everywhere")
	}
	if err := (files.Outputs{{Path: hidden, What: "报告"}}).Look(false).Held(); err == nil {
		t.Error("what nobody may look at is taken for free")
	}
}

// What has come since the plan was made is not replaced; what the plan named is.
func TestOutputsSince(t *testing.T) {
	dir := t.TempDir()
	named, late := filepath.Join(dir, "甲"), filepath.Join(dir, "乙")
	write := func(path, text string) {
		t.Helper()
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(named, "原来的")
	plan := files.Outputs{{Path: named}, {Path: late}}.Look(true)
	write(late, "刚放的")
	if err := plan[0].Place().Bytes(t.Context(), []byte("新的")); err != nil {
		t.Error(err)
	}
	if err := plan[1].Place().Bytes(t.Context(), []byte("新的")); !errors.Is(err, files.Exists) {
		t.Errorf("over what came since: %v", err)
	}
	for path, want := range map[string]string{named: "新的", late: "刚放的"} {
		if got, err := os.ReadFile(path); err != nil || string(got) != want {
			t.Errorf("%s holds %s, %v", path, got, err)
		}
	}
}
