package widgets

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// TestNamesOfFoldersAndFiles: a name is one name, without what no system or what Windows does not take; nothing is made until it is right.
func TestNamesOfFoldersAndFiles(t *testing.T) {
	w := sheetWindow(t)
	dir := folderOf(t, "旧.pdf")
	Folder(w, Ask{Title: "导出到哪个文件夹", Folder: dir}, func(string) {})
	for _, o := range test.LaidOutObjects(w.Canvas().Overlays().Top()) {
		if a, ok := o.(*Action); ok && a.tip == "新建文件夹" {
			test.Tap(a)
		}
	}
	field := w.Canvas().Focused().(*Entry)
	for name, say := range map[string]string{
		"甲/乙": "文件夹名里不能有", "../甲": "文件夹名里不能有", `甲\乙`: "文件夹名里不能有", "甲:乙": "文件夹名里不能有", "甲*": "文件夹名里不能有",
		"甲?": "文件夹名里不能有", `"甲"`: "文件夹名里不能有", "<甲>": "文件夹名里不能有", "甲|乙": "文件夹名里不能有", "": "请填写文件夹名", "  ": "请填写文件夹名", "..": "请填写文件夹名",
	} {
		field.SetText(name)
		tapButton(t, w, "确定")
		if words := sheetWords(w); !strings.Contains(words, say) {
			t.Errorf("%q: it says %s", name, words)
		}
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 1 {
		t.Errorf("made: %v", entries)
	}
	if _, err := os.Stat(filepath.Join(filepath.Dir(dir), "甲")); err == nil {
		t.Error("a folder was made beside the one shown")
	}
	field.SetText(" 2017年 材料 ")
	tapButton(t, w, "确定")
	if _, err := os.Stat(filepath.Join(dir, "2017年 材料")); err != nil {
		t.Error(err)
	}
	w.Canvas().Overlays().Remove(w.Canvas().Overlays().Top())
	SaveFile(w, Ask{Title: "另存", Folder: dir, Ends: []string{".xlsx"}, Name: "表/一"}, func(path string) { t.Errorf("saved to %s", path) })
	tapButton(t, w, "确定")
	if words := sheetWords(w); !strings.Contains(words, "文件名里不能有 / ") {
		t.Errorf("it says %s", words)
	}
}

// TestPathsTypedIntoTheChooser: a folder is opened, what is not asked for is refused, and nothing picked is told.
func TestPathsTypedIntoTheChooser(t *testing.T) {
	w := sheetWindow(t)
	dir := folderOf(t, "下级/甲.pdf", "乙.txt", ".藏.pdf")
	OpenFile(w, Ask{Title: "添加文件", Folder: dir, Ends: []string{".pdf"}}, func(path string) { t.Errorf("given %s", path) })
	if words := sheetWords(w); strings.Contains(words, "乙.txt") || strings.Contains(words, ".藏") || !strings.Contains(words, "下级") {
		t.Errorf("listed: %s", words)
	}
	tapButton(t, w, "打开")
	if !strings.Contains(sheetWords(w), "请先在列表里选中文件") {
		t.Errorf("nothing picked: %s", sheetWords(w))
	}
	where := w.Canvas().Focused().(*Entry)
	where.SetText(filepath.Join(dir, "乙.txt"))
	press(w.Canvas(), fyne.KeyReturn)
	if !strings.Contains(sheetWords(w), "“乙.txt”不是这里要选的") {
		t.Errorf("a text file: %s", sheetWords(w))
	}
	where.SetText("  " + filepath.Join(dir, "下级") + " ")
	press(w.Canvas(), fyne.KeyReturn)
	if words := sheetWords(w); !strings.Contains(words, "甲.pdf") || where.Text != filepath.Join(dir, "下级") {
		t.Errorf("in %s: %s", where.Text, words)
	}
}
