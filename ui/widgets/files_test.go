package widgets

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// folderOf makes a folder with the files, and gives its path.
func folderOf(t *testing.T, names ...string) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range names {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// tapLine taps the line with the words in the dialog on top.
func tapLine(t *testing.T, w fyne.Window, words string) {
	t.Helper()
	for _, o := range test.LaidOutObjects(w.Canvas().Overlays().Top()) {
		if l, ok := o.(*Line); ok {
			for _, part := range test.LaidOutObjects(l) {
				if text, ok := part.(*Text); ok && text.Text() == words {
					l.Tapped(nil)
					return
				}
			}
		}
	}
	t.Fatalf("no line %q", words)
}

// tapButton taps the button with the words in the dialog on top.
func tapButton(t *testing.T, w fyne.Window, words string) {
	t.Helper()
	for _, o := range test.LaidOutObjects(w.Canvas().Overlays().Top()) {
		if b, ok := o.(*Button); ok && b.Words() == words {
			test.Tap(b)
			return
		}
	}
	t.Fatalf("no button %q", words)
}

func sheetWords(w fyne.Window) string {
	var out []string
	for _, o := range test.LaidOutObjects(w.Canvas().Overlays().Top()) {
		if text, ok := o.(*Text); ok {
			out = append(out, text.Text())
		}
	}
	return strings.Join(out, "\n")
}

func TestOpenSeveralFiles(t *testing.T) {
	w := sheetWindow(t)
	dir := folderOf(t, "一.pdf", "二.PDF", "三.docx", ".藏.pdf", "子/四.pdf")
	var got []string
	ask := Ask{Title: "选择5.1的佐证文件", Folder: dir, Ends: []string{".pdf"}}
	OpenFiles(w, ask, func(paths []string) { got = paths })
	tapButton(t, w, "打开")
	if got != nil || !strings.Contains(sheetWords(w), "请先在列表里选中文件") {
		t.Fatal("nothing is picked, and that is not told")
	}
	if words := sheetWords(w); strings.Contains(words, "三.docx") || strings.Contains(words, "藏") {
		t.Errorf("files not asked for are listed: %s", words)
	}
	for _, name := range []string{"一.pdf", "二.PDF", "一.pdf", "一.pdf"} {
		tapLine(t, w, name)
	}
	if !strings.Contains(sheetWords(w), "已选中2个文件") {
		t.Error("how many are picked is not told")
	}
	tapButton(t, w, "打开")
	if len(got) != 2 || got[0] != filepath.Join(dir, "二.PDF") || got[1] != filepath.Join(dir, "一.pdf") {
		t.Fatalf("got %q", got)
	}
	// The next time, for another criterion too, it begins in the last folder.
	OpenFiles(w, Ask{Title: "选择6.2的佐证文件", Folder: t.TempDir()}, func(paths []string) { got = paths })
	tapLine(t, w, "子")
	tapLine(t, w, "四.pdf")
	tapButton(t, w, "打开")
	if len(got) != 1 || got[0] != filepath.Join(dir, "子", "四.pdf") {
		t.Errorf("got %q", got)
	}
}

func TestOpenOneFile(t *testing.T) {
	w := sheetWindow(t)
	dir := folderOf(t, "甲.zicha", "乙.zicha")
	got := ""
	ask := Ask{Title: "打开自查档案", Folder: dir, Ends: []string{".zicha"}}
	OpenFile(w, ask, func(path string) { got = path })
	tapLine(t, w, "甲.zicha")
	tapLine(t, w, "乙.zicha")
	tapLine(t, w, "乙.zicha") // the second time opens
	if got != filepath.Join(dir, "乙.zicha") || w.Canvas().Overlays().Top() != nil {
		t.Fatalf("got %q", got)
	}
	OpenFile(w, ask, func(path string) { got = path })
	where := w.Canvas().Focused().(*Entry)
	where.SetText(filepath.Join(dir, "没有.zicha"))
	press(w.Canvas(), fyne.KeyReturn)
	if !strings.Contains(sheetWords(w), "没有找到") {
		t.Error("a wrong path is not told")
	}
	where.SetText(filepath.Join(dir, "甲.zicha"))
	press(w.Canvas(), fyne.KeyReturn)
	if got != filepath.Join(dir, "甲.zicha") {
		t.Errorf("a typed path gives %q", got)
	}
}

func TestChooseFolder(t *testing.T) {
	w := sheetWindow(t)
	dir := folderOf(t, "导出/旧.pdf")
	got := ""
	Folder(w, Ask{Title: "导出到哪个文件夹", Folder: dir}, func(path string) { got = path })
	tapLine(t, w, "导出")
	tapButton(t, w, "选定这个文件夹")
	if got != filepath.Join(dir, "导出") {
		t.Errorf("got %q", got)
	}
}

// A folder made here is the owner's alone like every other of ours; where there can be none, the sentence says why.
func TestNewFolder(t *testing.T) {
	w := sheetWindow(t)
	dir := folderOf(t, "旧.pdf")
	Folder(w, Ask{Title: "导出到哪个文件夹", Folder: dir}, func(string) {})
	add := func(name string) {
		for _, o := range test.LaidOutObjects(w.Canvas().Overlays().Top()) {
			if a, ok := o.(*Action); ok && a.tip == "新建文件夹" {
				test.Tap(a)
			}
		}
		w.Canvas().Focused().(*Entry).SetText(name)
		tapButton(t, w, "确定")
	}
	add("旧.pdf")
	if !strings.Contains(sheetWords(w), "建立文件夹“旧.pdf”") {
		t.Errorf("it says: %s", sheetWords(w))
	}
	add("新")
	info, err := os.Stat(filepath.Join(dir, "新"))
	if err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("%v, %v", info, err)
	}
}

func TestSaveAsksBeforeWritingOver(t *testing.T) {
	w := sheetWindow(t)
	dir := folderOf(t, "表.xlsx")
	got := ""
	ask := Ask{Title: "导出台账", Folder: dir, Ends: []string{".xlsx"}, Name: "表"}
	save := func(a Ask) { got = ""; SaveFile(w, a, func(path string) { got = path }) }
	save(ask)
	tapButton(t, w, "确定")
	if got != "" || !strings.Contains(sheetWords(w), "已有同名文件") {
		t.Fatal("a file is written over without asking")
	}
	tapButton(t, w, "换一个名字")
	tapButton(t, w, "确定")
	tapButton(t, w, "覆盖")
	if got != filepath.Join(dir, "表.xlsx") {
		t.Errorf("got %q", got)
	}
	ask.New = true
	save(ask)
	tapButton(t, w, "确定")
	if got != "" || strings.Contains(sheetWords(w), "覆盖后") {
		t.Error("a file that must be new is written over")
	}
	tapButton(t, w, "换一个名字")
	w.Canvas().Focused().(*Entry).SetText("表/二")
	tapButton(t, w, "确定")
	if got != "" || !strings.Contains(sheetWords(w), "不能有") {
		t.Error("a name with a slash is taken")
	}
	w.Canvas().Focused().(*Entry).SetText("表二")
	tapButton(t, w, "确定")
	if got != filepath.Join(dir, "表二.xlsx") {
		t.Errorf("got %q", got)
	}
	save(Ask{Title: "另存", Folder: dir, Name: "照片.heic"})
	tapButton(t, w, "确定")
	if got != filepath.Join(dir, "照片.heic") {
		t.Errorf("got %q", got)
	}
}
