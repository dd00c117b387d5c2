package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"zicha/forms"
	"zicha/forms/dossier"
	"zicha/forms/editions"
	"zicha/forms/files"
	"zicha/forms/formtest"
	"zicha/scoring"
	"zicha/ui/assess"
	"zicha/ui/widgets"
)

// newWindow makes a window whose saving comes back when the test lets it: fyne.Do of the test driver would draw on the saver's
// goroutine beside the test's.
func newWindow(t *testing.T) (*Window, *scoring.Edition) {
	w, e, _ := newWindowLater(t)
	return w, e
}

// newWindowLater also gives what waits to be run on the window's goroutine.
func newWindowLater(t *testing.T) (*Window, *scoring.Edition, chan func()) {
	t.Helper()
	later := make(chan func(), 1000)
	a := test.NewTempApp(t)
	e := formtest.Edition(t)
	w := New(a, assess.Office{Known: editions.Of(e), Later: func(fn func()) { later <- fn }})
	t.Cleanup(func() { _ = w.close() })
	return w, e, later
}

// until carries out what comes to the window's goroutine until something is so.
func until(t *testing.T, later <-chan func(), done func() bool) {
	t.Helper()
	for end := time.Now().Add(time.Minute); !done(); {
		select {
		case fn := <-later:
			fn()
		case <-time.After(10 * time.Millisecond):
		}
		if time.Now().After(end) {
			t.Fatal("it does not come")
		}
	}
}

// create makes a dossier by the usual rulebook, as 新建 does.
func create(w *Window, path, code string) {
	w.create(path, assess.Place{Edition: w.office.Known.Usual().Edition, Code: code})
}

func TestNewCloseAndRecent(t *testing.T) {
	w, e := newWindow(t)
	if w.desk != nil {
		t.Fatal("a dossier is open at the start")
	}
	path := filepath.Join(t.TempDir(), "蒙城县.zicha")
	create(w, path, "341622")
	if w.desk == nil || w.session.Values.County() != "蒙城县" {
		t.Fatal("the new dossier is not on show")
	}
	if err := w.session.Set(forms.AnswerPath("5.1", e.Criterion("5.1").Fields[0].Key), "是"); err != nil {
		t.Fatal(err)
	}
	w.closeDossier()
	if list := w.app.Preferences().StringList(recentKey); len(list) != 1 || list[0] != path {
		t.Errorf("recent: %v", list)
	}
	w.Open(path)
	if got := w.session.Card.Indicators[4].Text(); got != "4.00" {
		t.Errorf("after reopening, indicator 5 scores %s", got)
	}
}

// A damaged dossier is offered for repair; what is whole comes out, and the new one opens.
func TestDamagedDossierIsOfferedForRepair(t *testing.T) {
	w, e, later := newWindowLater(t)
	path := filepath.Join(t.TempDir(), "坏.zicha")
	f, err := dossier.Create(path, e, map[forms.Path]string{forms.RemarkPath(1): "还在"})
	if err != nil {
		t.Fatal(err)
	}
	f.Close()
	if err := os.WriteFile(path, zeroHead(t, path), 0o600); err != nil {
		t.Fatal(err)
	}
	w.Open(path)
	press(t, w, "取出完好的内容")
	until(t, later, func() bool { return strings.Contains(shownTexts(w), "修复完成") })
	press(t, w, "打开新文件")
	if w.desk == nil || w.session.Values.Get(forms.RemarkPath(1)) != "还在" || filepath.Base(w.session.File.Path()) != "坏（修复）.zicha" {
		t.Error("not repaired and opened")
	}
}

// press taps a button of the sheet on top.
func press(t *testing.T, w *Window, label string) {
	t.Helper()
	if top := w.win.Canvas().Overlays().Top(); top != nil {
		for _, o := range test.LaidOutObjects(top) {
			if b, ok := o.(*widgets.Button); ok && b.Words() == label {
				test.Tap(b)
				return
			}
		}
	}
	t.Fatalf("no button %q", label)
}

// zeroHead gives a file's bytes without its first page.
func zeroHead(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	clear(data[:4096])
	return data
}

func TestUnreadableFilesAreTold(t *testing.T) {
	w, _ := newWindow(t)
	foreign := filepath.Join(t.TempDir(), "照片.zicha")
	if err := os.WriteFile(foreign, []byte("not a dossier"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{foreign, filepath.Join(t.TempDir(), "没有.zicha")} {
		w.Open(path)
		top := w.win.Canvas().Overlays().Top()
		if top == nil || w.desk != nil {
			t.Errorf("%s: nothing is told", path)
			continue
		}
		w.win.Canvas().Overlays().Remove(top)
	}
}

func TestSecondProgramMayRead(t *testing.T) {
	w, e := newWindow(t)
	path := filepath.Join(t.TempDir(), "a.zicha")
	f, err := dossier.Create(path, e, forms.Begin(e, "341621", ""))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	w.Open(path)
	if w.desk != nil || w.win.Canvas().Overlays().Top() == nil {
		t.Fatal("a dossier in use was opened for writing")
	}
	w.open(path, true)
	if w.desk == nil || !w.session.Locked() {
		t.Error("it cannot be opened for reading")
	}
}

// TestThemeKnowsItsNames: every colour and size the program uses has a value of its own on white paper.
func TestThemeKnowsItsNames(t *testing.T) {
	test.NewTempApp(t)
	th := newTheme(widgets.Look{})
	for name := range widgets.Tones(widgets.Look{}) {
		if _, _, _, a := th.Color(name, theme.VariantDark).RGBA(); a == 0 {
			t.Errorf("%s is transparent", name)
		}
	}
	if th.Size(widgets.SizeFigure) == 0 {
		t.Error("the figures have no size")
	}
	if th.Font(fyne.TextStyle{}).Name() == th.Font(fyne.TextStyle{Bold: true}).Name() {
		t.Error("bold is not bold")
	}
}

// 打开 begins where the file that was opened last lies, however it came; one that is gone changes nothing.
func TestDialogsBeginWhereTheLastFileCameFrom(t *testing.T) {
	w, e := newWindow(t)
	path, book := filepath.Join(t.TempDir(), "蒙城县.zicha"), filepath.Join(t.TempDir(), "汇总.huizong")
	create(w, path, "341622")
	s, err := w.city.Create(book, e)
	if err != nil {
		t.Fatal(err)
	}
	w.takeBook(s)
	for top := w.win.Canvas().Overlays().Top(); top != nil; top = w.win.Canvas().Overlays().Top() {
		w.win.Canvas().Overlays().Remove(top)
	}
	w.closeDossier()
	prefs := w.app.Preferences()
	for _, key := range []string{"folder.dossier", "folder.book"} {
		prefs.SetString(key, t.TempDir())
	}
	w.Open(path)
	w.closeDossier()
	for _, gone := range []string{"走了.zicha", "走了.huizong", "走了.fankui", "走了.toml"} {
		w.Open(filepath.Join(t.TempDir(), gone))
		press(t, w, "知道了")
	}
	if prefs.String("folder.dossier") != filepath.Dir(path) || prefs.String("folder.feedback")+prefs.String("folder.rulebook") != "" {
		t.Errorf("dossiers are looked for in %q", prefs.String("folder.dossier"))
	}
	if got := prefs.String("folder.book"); got == filepath.Dir(book) || got == "" {
		t.Errorf("books are looked for in %q, and none was opened", got)
	}
	w.Open(book)
	if got := prefs.String("folder.book"); got != filepath.Dir(book) {
		t.Errorf("books are looked for in %q", got)
	}
	for top := w.win.Canvas().Overlays().Top(); top != nil; top = w.win.Canvas().Overlays().Top() {
		w.win.Canvas().Overlays().Remove(top)
	}
	w.closeDossier()
	w.askOpen()
	if words := shownTexts(w); !strings.Contains(words, filepath.Base(path)) {
		t.Errorf("打开 does not begin beside the last dossier:\n%s", words)
	}
}

// On the start page ↓ goes to the recent files, and F6 to the rulebooks and the buttons; over a dossier F6 goes to the first field of the page.
func TestRegionsOfTheWindow(t *testing.T) {
	w, _ := newWindow(t)
	path := filepath.Join(t.TempDir(), "蒙城县.zicha")
	create(w, path, "341622")
	w.desk.Go(5)
	w.onKey(&fyne.KeyEvent{Name: fyne.KeyF6})
	if _, ok := w.win.Canvas().Focused().(*widgets.Choices); !ok {
		t.Errorf("on an indicator's page F6 goes to %T", w.win.Canvas().Focused())
	}
	w.onKey(&fyne.KeyEvent{Name: fyne.KeyF6})
	if l, ok := w.win.Canvas().Focused().(*widgets.Line); !ok {
		t.Errorf("then to %T", l)
	}
	w.closeDossier()
	w.onKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	l, ok := w.win.Canvas().Focused().(*widgets.Line)
	if !ok {
		t.Fatalf("on the start page ↓ goes to %T", w.win.Canvas().Focused())
	}
	if l.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn}); w.desk == nil {
		t.Error("Enter on the recent file opens nothing")
	}
}

// A dossier under the name of a review book, and the other way round, is told for what it is; nothing offers to repair it.
func TestMisnamedFilesAreTold(t *testing.T) {
	w, e := newWindow(t)
	dir := t.TempDir()
	dossier, book := filepath.Join(dir, "a.zicha"), filepath.Join(dir, "b.huizong")
	create(w, dossier, "341622")
	w.closeDossier()
	s, err := w.city.Create(book, e)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for from, to := range map[string]string{dossier: "a.huizong", book: "b.zicha"} {
		path := filepath.Join(t.TempDir(), to)
		if err := os.Rename(from, path); err != nil {
			t.Fatal(err)
		}
		w.Open(path)
		if words := shownTexts(w); !strings.Contains(words, "按内容看是") || !strings.Contains(words, "结尾改为 "+filepath.Ext(from)) || strings.Contains(words, "取出完好的内容") {
			t.Errorf("%s:\n%s", to, words)
		}
		press(t, w, "知道了")
	}
}

// A file that only has the name of a copy under a password, or of a rulebook, is told for what it is; no password is asked for.
func TestNamesAreNotBelieved(t *testing.T) {
	w, _ := newWindow(t)
	const feedback = `{"schema":"` + files.FeedbackHead + `1"}`
	for name, c := range map[string]struct{ content, want string }{
		"a.age":  {"%PDF-1.7", "按内容看是 PDF 文件"},
		"b.age":  {feedback, "改为 .fankui"},
		"c.toml": {feedback, "改为 .fankui"},
	} {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, []byte(c.content), 0o600); err != nil {
			t.Fatal(err)
		}
		w.Open(path)
		if words := shownTexts(w); !strings.Contains(words, c.want) || strings.Contains(words, "键入密码") {
			t.Errorf("%s:\n%s", name, words)
		}
		press(t, w, "知道了")
	}
}
