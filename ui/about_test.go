package ui

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"zicha/assets"
	"zicha/forms"
	"zicha/forms/files"
	"zicha/forms/linebreak"
	"zicha/forms/wording"
	"zicha/ui/runlog"
	"zicha/ui/widgets"
)

func TestAbout(t *testing.T) {
	w, e := newWindow(t)
	w.Put(Around{Renderer: func(fyne.Window) string { return "画图的" }, Licences: assets.Licences()})
	create(w, filepath.Join(t.TempDir(), "a.zicha"), "341622")
	toml, err := os.ReadFile("../FyneApp.toml")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(toml), `Version = "`+Version+`"`) {
		t.Errorf("FyneApp.toml has another version than %s", Version)
	}
	entry(t, w, "帮助", "关于").Action()
	words := shownTexts(w)
	press(t, w, "复制")
	copied := w.app.Clipboard().Content()
	for _, want := range append(slices.Clone(e.Notes), "按《"+e.Title+"》填报25项指标，算出自评分", programName+" "+Version, wording.Build().Words(), "go1.",
		"Fyne ", "画图的", forms.RulesCode(e), "Apache-2.0", "OFL-1.1", "GPL-3") {
		if !strings.Contains(words, want) {
			t.Errorf("%q is missing", want)
		}
		if !strings.Contains(copied, want) {
			t.Errorf("%q is not copied", want)
		}
	}
	press(t, w, "许可全文…")
	if !strings.Contains(shownTexts(w), "GNU GENERAL PUBLIC LICENSE") {
		t.Error("the first licence is not shown")
	}
	for _, l := range assets.Licences() {
		if len(l.Text) < 4000 || l.Name == "" {
			t.Errorf("%q: %d letters", l.Name, len(l.Text))
		}
	}
}

// The pack holds the log and the versions, exactly as shown before, and nothing of what is open: neither the unit, nor people, nor a file's name or
// folder, although the window has told errors that name them.
func TestPackedLog(t *testing.T) {
	w, _ := newWindow(t)
	w.Put(Around{Log: runlog.Open(t.TempDir())})
	folder := filepath.Join(t.TempDir(), "绝密材料")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(folder, "蒙城县自查.zicha")
	create(w, path, "341622")
	if err := w.session.Set(forms.ProfilePath("preparer"), "欧阳填表"); err != nil {
		t.Fatal(err)
	}
	w.fail("没有打开", files.Failure(files.Damaged, "蒙城县的“%s”已损坏，欧阳填表请看", path))
	w.win.Canvas().Overlays().Remove(w.win.Canvas().Overlays().Top())
	w.tell("没有存“蒙城县”", files.Fault("写入“蒙城县.zicha”", os.ErrPermission).Error())
	w.win.Canvas().Overlays().Remove(w.win.Canvas().Overlays().Top())
	entry(t, w, "帮助", "打包日志…").Action()
	shown := drawn(w)
	to := filepath.Join(folder, "包.zip")
	if err := os.WriteFile(to, w.packed(t), 0o600); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(to)
	if err != nil {
		t.Fatal(err)
	}
	parts, err := runlog.Unzip(data)
	if err != nil || len(parts) != 2 {
		t.Fatal(parts, err)
	}
	for _, p := range parts {
		for _, secret := range []string{"蒙城", "欧阳", "绝密", folder, "自查.zicha", "341622"} {
			if strings.Contains(p.Text, secret) {
				t.Errorf("%s holds %q:\n%s", p.Name, secret, p.Text)
			}
		}
		for _, line := range widgets.Lines(strings.TrimSpace(p.Text), readableWidth) {
			if !strings.Contains(shown, line) {
				t.Errorf("%q is packed and not shown in\n%s", line, shown)
			}
		}
	}
	for _, want := range []string{"打开 .zicha，本次运行的第1个文件", "提示“没有打开”（damaged） ui/about_test.go:", "提示“没有存”（folder not writable） ui/about_test.go:"} {
		if !strings.Contains(parts[1].Text, want) {
			t.Errorf("%q is missing in\n%s", want, parts[1].Text)
		}
	}
	if !strings.Contains(parts[0].Text, "规则码：") || !strings.Contains(parts[0].Text, wording.Build().Words()) {
		t.Errorf("versions:\n%s", parts[0].Text)
	}
}

// drawn are all letters drawn in the dialog on top, a line for each piece.
func drawn(w *Window) string {
	var out strings.Builder
	for _, o := range test.LaidOutObjects(w.win.Canvas().Overlays().Top()) {
		if text, ok := o.(*canvas.Text); ok {
			out.WriteString(text.Text + "\n")
		}
	}
	return out.String()
}

// packed saves the pack through the dialogs and gives what was written.
func (w *Window) packed(t *testing.T) []byte {
	t.Helper()
	dir := t.TempDir()
	w.app.Preferences().SetString("folder.log", dir)
	press(t, w, "存为压缩包…")
	press(t, w, "确定")
	names, err := filepath.Glob(filepath.Join(dir, packName+"*.zip"))
	if err != nil || len(names) != 1 {
		t.Fatalf("%v %v\n%s", names, err, shownTexts(w))
	}
	data, err := os.ReadFile(names[0])
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// Text is broken into lines that fit and nothing of it is lost; a broken-down run is told at the next start.
func TestReadable(t *testing.T) {
	for _, text := range []string{"", "a", strings.Repeat("字", 56) + "a", strings.Repeat("ab", 200), "甲\n\n乙"} {
		lines := widgets.Lines(text, readableWidth)
		if strings.ReplaceAll(text, "\n", "") != strings.Join(lines, "") {
			t.Errorf("%q became %q", text, lines)
		}
		for _, l := range lines {
			if len([]rune(l)) > readableWidth || strings.Count(l, "字") > readableWidth/2 {
				t.Errorf("too long: %q", l)
			}
		}
	}
	trace := strings.Repeat("goroutine 17 [running]: fyne.io/fyne/v2/internal/driver/glfw.(*window).processKeyPressed /usr/lib/go/src/runtime/panic.go:792 甲乙 ", 9)
	lines := widgets.Lines(trace, readableWidth)
	for i, l := range lines[1:] {
		before, after := []rune(lines[i]), []rune(l)
		if linebreak.Splits(before[len(before)-1], after[0]) {
			t.Errorf("a word is broken between %q and %q", lines[i], l)
		}
	}
	w, _ := newWindow(t)
	w.Put(Around{Crashed: true})
	if !strings.Contains(shownTexts(w), "上次程序出错结束") {
		t.Error("nobody is told")
	}
}
