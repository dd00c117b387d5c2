package widgets

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// A double click on a folder opens it and nothing in it, a double click on a file takes it; a list tells sizes and dates.
func TestDoubleClickDoesNotFallThrough(t *testing.T) {
	w := sheetWindow(t)
	dir := folderOf(t, "子/孙/四.pdf", "子/五.pdf")
	if err := os.WriteFile(filepath.Join(dir, "子", "五.pdf"), make([]byte, 3<<20), 0o600); err != nil {
		t.Fatal(err)
	}
	day := time.Date(2018, 1, 22, 9, 5, 0, 0, time.Local)
	if err := os.Chtimes(filepath.Join(dir, "子", "五.pdf"), day, day); err != nil {
		t.Fatal(err)
	}
	var got []string
	ch := &chooser{win: w, ask: Ask{Title: "选择文件", Folder: dir, Ends: []string{".pdf"}}, kind: someFiles}
	ch.start(func(paths []string) { got = paths })
	now := day
	ch.clock = func() time.Time { return now }
	click := func(name string) { test.Tap(ch.lines[filepath.Join(ch.folder, name)]) }
	click("子")
	click("孙") // what lies under the pointer then
	if filepath.Base(ch.folder) != "子" {
		t.Fatalf("the double click went on to %s", ch.folder)
	}
	if words := sheetWords(w); !strings.Contains(words, "3.0 MB") || !strings.Contains(words, "2018-01-22 09:05") {
		t.Errorf("size and date are not told: %s", words)
	}
	click("五.pdf")
	if len(ch.picked) != 0 {
		t.Error("the double click picked a file")
	}
	now = now.Add(time.Second)
	click("五.pdf")
	click("五.pdf")
	if len(got) != 1 || filepath.Base(got[0]) != "五.pdf" || w.Canvas().Overlays().Top() != nil {
		t.Errorf("a double click on a file gives %q", got)
	}
}

// By keyboard a folder is opened with Enter, and the keyboard is on the first line of it then; a line that is gone opens nothing, however
// often Enter is pressed.
func TestFolderIsOpenedByKeyboard(t *testing.T) {
	w := sheetWindow(t)
	dir := folderOf(t, "子/孙/四.pdf", "子/五.pdf")
	ch := &chooser{win: w, ask: Ask{Title: "选择文件", Folder: dir, Ends: []string{".pdf"}}, kind: someFiles}
	ch.start(func([]string) {})
	gone := ch.lines[filepath.Join(dir, "子")]
	w.Canvas().Focus(gone)
	press(w.Canvas(), fyne.KeyReturn)
	if filepath.Base(ch.folder) != "子" || w.Canvas().Focused() != ch.lines[filepath.Join(dir, "子", "孙")] {
		t.Fatalf("in %s the keyboard is at %T", ch.folder, w.Canvas().Focused())
	}
	gone.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	press(w.Canvas(), fyne.KeyReturn)
	press(w.Canvas(), fyne.KeySpace)
	if filepath.Base(ch.folder) != "孙" || len(ch.picked) != 1 {
		t.Errorf("in %s, picked %q", ch.folder, ch.picked)
	}
	w.Canvas().Focus(ch.lines[filepath.Join(ch.folder, "四.pdf")])
	ch.open(t.TempDir())
	if w.Canvas().Focused() != ch.where {
		t.Errorf("in an empty folder the keyboard is at %T", w.Canvas().Focused())
	}
}

// The file dialog by keyboard alone: ↓ goes from the path into the list and down it, Enter opens a file at once; of several, Space picks and
// Enter opens those picked.
func TestFilesAreOpenedByKeyboard(t *testing.T) {
	w := sheetWindow(t)
	dir := folderOf(t, "子/零.pdf", "一.pdf", "丁.pdf")
	ask := Ask{Title: "选择文件", Folder: dir, Ends: []string{".pdf"}}
	hit := func(keys ...fyne.KeyName) {
		for _, key := range keys {
			press(w.Canvas(), key)
		}
	}
	one := ""
	OpenFile(w, ask, func(path string) { one = path })
	if _, ok := w.Canvas().Focused().(*Entry); !ok {
		t.Fatalf("the dialog begins at %T", w.Canvas().Focused())
	}
	hit(fyne.KeyDown, fyne.KeyDown, fyne.KeyEnd, fyne.KeyUp, fyne.KeyReturn) // 子, 一, 丁 and back: they stand as the folder has them, by their bytes
	if one != filepath.Join(dir, "一.pdf") || w.Canvas().Overlays().Top() != nil {
		t.Fatalf("opened %q", one)
	}
	var some []string
	OpenFiles(w, ask, func(paths []string) { some = paths })
	hit(fyne.KeyDown, fyne.KeyDown, fyne.KeySpace, fyne.KeyDown, fyne.KeySpace, fyne.KeyReturn)
	if len(some) != 2 {
		t.Errorf("of several: %q", some)
	}
}

// No answer stands alone on a line: the lines are filled less, or all stand one under the other.
func TestNoAnswerStandsAlone(t *testing.T) {
	lookApp(t, Look{})
	test.NewTempWindow(t, nil)
	for _, labels := range [][]string{
		{"是", "否", "未填"}, {"县、区政府名义", "县、区政府办名义", "其他方式", "未印发", "未填"}, {"国家级", "省级", "市级", "未填"},
	} {
		var all []Choice
		for _, l := range labels {
			all = append(all, Choice{l, l})
		}
		c := NewChoices(all...)
		for width := float32(60); width < 900; width += 7 {
			lines, several := c.lines(width), false
			sum := 0
			for _, n := range lines {
				several, sum = several || n > 1, sum+n
			}
			for i, n := range lines {
				if n == 1 && several {
					t.Errorf("%q at %v: answer %d is alone: %v", labels, width, i, lines)
				}
			}
			corners, high := c.corners(width)
			if sum != len(labels) || len(corners) != sum || high != corners[sum-1].Y+c.high() {
				t.Fatalf("%q at %v: %v, %v", labels, width, lines, corners)
			}
		}
	}
}

// Every box to tick is drawn alike; its words are broken where they do not fit, it is ticked by click and Space, and says why it is locked.
func TestOneKindOfCheck(t *testing.T) {
	lookApp(t, Look{})
	w := test.NewTempWindow(t, nil)
	var told []bool
	c := NewCheck("提醒均已核对，按现在的内容定稿", func(on bool) { told = append(told, on) })
	w.SetContent(Tipped(Column(0, c)))
	w.Resize(fyne.NewSize(400, 300))
	high := c.Size().Height
	test.Tap(c)
	press(w.Canvas(), fyne.KeySpace)
	c.SetChecked(true)
	if len(told) != 3 || !told[0] || told[1] || !c.tick.Ticked() {
		t.Errorf("told %v, the box is ticked: %v", told, c.tick.Ticked())
	}
	w.Resize(fyne.NewSize(160, 300))
	if c.Size().Height <= high {
		t.Error("words that do not fit are not broken")
	}
	Lock(c, "已经定稿")
	test.Tap(c)
	if layer := layerOf(w.Canvas()); len(told) != 3 || layer.under != fyne.CanvasObject(c) || layer.words.Text != "已经定稿" {
		t.Errorf("a locked box: told %v", told)
	}
	Lock(c, "")
	if c.Disabled() {
		t.Error("it stays locked")
	}
}
