package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"zicha/forms"
	"zicha/ui/widgets"
)

// entry finds a menu entry by the words it begins with.
func entry(t *testing.T, w *Window, menu, words string) *fyne.MenuItem {
	t.Helper()
	for _, m := range w.win.MainMenu().Items {
		if m.Label != menu {
			continue
		}
		for _, item := range m.Items {
			if strings.HasPrefix(item.Label, words) {
				return item
			}
		}
	}
	t.Fatalf("no %s→%s in the menu", menu, words)
	return nil
}

// shownTexts lists the words on the window, or in the dialog over it.
func shownTexts(w *Window) string {
	var root fyne.CanvasObject = w.win.Content()
	if top := w.win.Canvas().Overlays().Top(); top != nil {
		root = top
	}
	var out []string
	for _, o := range test.LaidOutObjects(root) {
		if text, ok := o.(*widgets.Text); ok && text.Visible() {
			out = append(out, text.Text())
		}
	}
	return strings.Join(out, "\n")
}

// TestLookIsSwitchedAndRemembered: the menu changes the theme at once, the page stays, the next start has it.
func TestLookIsSwitchedAndRemembered(t *testing.T) {
	w, _ := newWindow(t)
	create(w, filepath.Join(t.TempDir(), "a.zicha"), "341622")
	w.desk.Go(5)
	usual := theme.Size(theme.SizeNameText)
	entry(t, w, "显示", "放大").Action()
	entry(t, w, "显示", "放大").Action()
	entry(t, w, "显示", "高对比度").Action()
	if theme.Size(theme.SizeNameText) != usual*1.25 || theme.Color(widgets.ToneFocus) != newTheme(widgets.Look{Contrast: true}).Color(widgets.ToneFocus, 0) {
		t.Error("the theme is not switched")
	}
	if page, _ := w.desk.Place(); page != "5" {
		t.Errorf("the page shown is %q", page)
	}
	if !strings.Contains(entry(t, w, "显示", "原来大小").Label, "125%") || !entry(t, w, "显示", "高对比度").Checked {
		t.Error("the menu does not say what is in force")
	}
	again := New(w.app, w.office)
	if again.look() != (widgets.Look{Zoom: 125, Contrast: true}) || theme.Size(theme.SizeNameText) != usual*1.25 {
		t.Error("it is forgotten at the next start")
	}
	again.win.Close()
	entry(t, w, "显示", "原来大小").Action()
	if w.look().Zoom != 100 || theme.Size(theme.SizeNameText) != usual {
		t.Error("it cannot be switched back")
	}
	entry(t, w, "显示", "缩小").Action()
	entry(t, w, "显示", "缩小").Action()
	if entry(t, w, "显示", "缩小").Action(); w.look().Zoom != 80 || !entry(t, w, "显示", "缩小").Disabled {
		t.Errorf("the smallest is %d", w.look().Zoom)
	}
}

// Letters larger than the window has room for are refused with a sentence; who had the large type of before has 125 %.
func TestZoomHasItsBounds(t *testing.T) {
	w, _ := newWindow(t)
	w.app.Preferences().SetBool(largeKey, true)
	if w.look().Zoom != 125 {
		t.Errorf("the large type of before is %d", w.look().Zoom)
	}
	create(w, filepath.Join(t.TempDir(), "a.zicha"), "341622")
	w.win.Resize(fyne.NewSize(1024, 700))
	w.zoomBy(1)
	if w.look().Zoom != 125 || !strings.Contains(shownTexts(w), "没有地方显示更大的字") {
		t.Errorf("the zoom is %d:\n%s", w.look().Zoom, shownTexts(w))
	}
}

// The start page's column holds its buttons in letters of every size.
func TestStartPageHoldsItsButtons(t *testing.T) {
	w, _ := newWindow(t)
	withSample(t, w)
	w.win.Resize(fyne.NewSize(1280, 800))
	for _, zoom := range zooms() {
		w.setLook(widgets.Look{Zoom: zoom})
		w.showStart()
		buttons := w.start[len(w.start)-1].Object
		if wide, least := buttons.Size().Width, buttons.MinSize().Width; wide < least {
			t.Errorf("at %d%% the buttons have %v of %v", zoom, wide, least)
		}
	}
}

// F11 fills the screen and gives it back, and the size of the full screen is not what the next window has.
func TestFullScreen(t *testing.T) {
	w, _ := newWindow(t)
	w.onKey(&fyne.KeyEvent{Name: fyne.KeyF11})
	if !w.win.FullScreen() {
		t.Fatal("the window does not fill the screen")
	}
	before := w.lastSize()
	w.win.Resize(fyne.NewSize(2000, 1500))
	w.keepSize()
	entry(t, w, "显示", "全屏").Action()
	if w.win.FullScreen() || w.lastSize() != before {
		t.Error("it does not come back as it was")
	}
}

// The menu lists the recent files of both offices; what is gone says so, and is taken off the list.
func TestRecentFilesInTheMenu(t *testing.T) {
	w, e := newWindow(t)
	if !entry(t, w, "文件", "最近打开").Disabled {
		t.Error("there are no recent files, and it is not greyed")
	}
	kept, gone, book := filepath.Join(t.TempDir(), "今年.zicha"), filepath.Join(t.TempDir(), "旧.zicha"), filepath.Join(t.TempDir(), "汇总.huizong")
	create(w, gone, "341621")
	create(w, kept, "341622")
	s, err := w.city.Create(book, e)
	if err != nil {
		t.Fatal(err)
	}
	w.takeBook(s)
	w.win.Canvas().Overlays().Remove(w.win.Canvas().Overlays().Top())
	if err := os.Remove(gone); err != nil {
		t.Fatal(err)
	}
	w.resetMenu()
	var labels []string
	items := entry(t, w, "文件", "最近打开").ChildMenu.Items
	for _, item := range items {
		labels = append(labels, item.Label)
	}
	if got := strings.Join(labels, "|"); !strings.HasPrefix(got, "汇总（审核汇总）|蒙城县　今年|涡阳县　旧（没有找到）|") {
		t.Fatalf("the menu lists %s", got)
	}
	items[2].Action()
	press(t, w, "从列表中移除")
	if list := w.app.Preferences().StringList(recentKey); len(list) != 2 || len(entry(t, w, "文件", "最近打开").ChildMenu.Items) != 2 {
		t.Errorf("recent: %q", list)
	}
	entry(t, w, "文件", "最近打开").ChildMenu.Items[1].Action()
	if w.desk == nil || w.session.Values.County() != "蒙城县" {
		t.Error("a recent file is not opened")
	}
}

// TestUndoSaysWhat: the menu names the step that 撤销 and 重做 would do, and greys them where there is none.
func TestUndoSaysWhat(t *testing.T) {
	w, e, later := newWindowLater(t)
	create(w, filepath.Join(t.TempDir(), "a.zicha"), "341622")
	if !entry(t, w, "填报", "撤销").Disabled || !entry(t, w, "填报", "重做").Disabled {
		t.Error("there is nothing to undo, and it is not greyed")
	}
	field := e.Criterion("5.3").Fields[0]
	if err := w.session.Set(forms.AnswerPath("5.3", field.Key), "4"); err != nil {
		t.Fatal(err)
	}
	w.session.Flush()
	until(t, later, func() bool {
		return !w.undo.Disabled && strings.Contains(w.undo.Label, "撤销：5.3") && strings.HasSuffix(w.undo.Label, "Ctrl+Z")
	})
	w.desk.Undo()
	until(t, later, func() bool {
		return strings.Contains(w.redo.Label, "重做：5.3") && !w.redo.Disabled && w.undo.Disabled
	})
}

// TestKeysStandInAColumn: the keys behind the entries of a menu begin at the same place, whatever the words.
func TestKeysStandInAColumn(t *testing.T) {
	w, _ := newWindow(t)
	create(w, filepath.Join(t.TempDir(), "a.zicha"), "341622")
	for _, m := range w.win.MainMenu().Items {
		var first float32
		for _, item := range m.Items {
			words, _, ok := strings.Cut(item.Label, "Ctrl+")
			if !ok {
				continue
			}
			at := fyne.MeasureText(words+".", theme.Size(theme.SizeNameText), fyne.TextStyle{}).Width
			if first == 0 {
				first = at
			}
			if at-first > 3 || first-at > 3 {
				t.Errorf("%s: the keys of %q begin at %v, others at %v", m.Label, item.Label, at, first)
			}
		}
	}
}

// TestPlaceComesBack: page and scroll position of a dossier, and the size of the window, are there again at the next start.
func TestPlaceComesBack(t *testing.T) {
	w, _ := newWindow(t)
	w.win.Resize(fyne.NewSize(1000, 640))
	one, other := filepath.Join(t.TempDir(), "a.zicha"), filepath.Join(t.TempDir(), "b.zicha")
	create(w, one, "341622")
	w.desk.Restore("10", 150)
	if page, offset := w.desk.Place(); page != "10" || offset != 150 {
		t.Fatalf("shown is %s at %v", page, offset)
	}
	create(w, other, "341621")
	w.Open(one)
	if page, offset := w.desk.Place(); page != "10" || offset != 150 {
		t.Errorf("after coming back %s at %v", page, offset)
	}
	w.desk.Restore("nowhere", 20)
	if page, _ := w.desk.Place(); page != "overview" {
		t.Errorf("an unknown page shows %s", page)
	}
	w.keepSize()
	if size := New(w.app, w.office).lastSize(); size != w.win.Canvas().Size() {
		t.Errorf("the next window is %v", size)
	}
}

// TestRecentFiles: whose they are and when they were changed; one that is gone is greyed and can be taken off.
func TestRecentFiles(t *testing.T) {
	w, _ := newWindow(t)
	if !strings.Contains(shownTexts(w), "还没有打开过") {
		t.Error("the first start says nothing")
	}
	kept, gone := filepath.Join(t.TempDir(), "今年.zicha"), filepath.Join(t.TempDir(), "旧.zicha")
	create(w, kept, "341622")
	create(w, gone, "341621")
	w.closeDossier()
	if err := os.Remove(gone); err != nil {
		t.Fatal(err)
	}
	w.showStart()
	words := shownTexts(w)
	for _, want := range []string{"今年", "蒙城县 · 今天", "旧", "涡阳县 · 没有找到这个文件"} {
		if !strings.Contains(words, want) {
			t.Errorf("%q is not on the start page:\n%s", want, words)
		}
	}
	removed := false
	for _, o := range test.LaidOutObjects(w.win.Content()) {
		if a, ok := o.(*widgets.Action); ok && !removed {
			a.Tapped(nil) // the one of the file opened last
			removed = true
		}
	}
	if list := w.app.Preferences().StringList(recentKey); len(list) != 1 || list[0] != kept {
		t.Errorf("recent: %q", list)
	}
	if strings.Contains(shownTexts(w), "找不到") {
		t.Error("the file taken off is still there")
	}
}

func TestDropOnTheStartPage(t *testing.T) {
	w, _ := newWindow(t)
	path := filepath.Join(t.TempDir(), "a.zicha")
	create(w, path, "341622")
	w.closeDossier()
	w.droppedOnStart([]fyne.URI{storage.NewFileURI(filepath.Join(t.TempDir(), "照片.jpg"))})
	if w.desk != nil || !strings.Contains(shownTexts(w), "不是自查档案") {
		t.Fatal("a picture is not refused")
	}
	w.win.Canvas().Overlays().Remove(w.win.Canvas().Overlays().Top())
	w.droppedOnStart([]fyne.URI{storage.NewFileURI(path)})
	if w.desk == nil {
		t.Error("a dossier dropped is not opened")
	}
}

// TestEveryEntryActs: no menu entry is without its action, and a dialog on top keeps them from acting behind it.
func TestEveryEntryActs(t *testing.T) {
	w, _ := newWindow(t)
	create(w, filepath.Join(t.TempDir(), "a.zicha"), "341622")
	seen := map[string]string{}
	for _, m := range w.win.MainMenu().Items {
		for _, item := range m.Items {
			if item.IsSeparator {
				continue
			}
			if item.Action == nil && item.ChildMenu == nil {
				t.Errorf("%s→%s does nothing", m.Label, item.Label)
			}
			if item.Shortcut != nil {
				if other := seen[item.Shortcut.ShortcutName()]; other != "" {
					t.Errorf("%s and %s have the same keys", other, item.Label)
				}
				seen[item.Shortcut.ShortcutName()] = item.Label
			}
		}
	}
	w.tell("请核对", "有一句话。")
	before, _ := w.desk.Place()
	entry(t, w, "填报", "下一项").Action()
	if page, _ := w.desk.Place(); page != before {
		t.Error("a shortcut acts behind a dialog")
	}
}
