// Package ui holds the program's window: the start page, the menu, the theme, and the one place that shows errors.
package ui

import (
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"zicha/forms/files"
	"zicha/forms/wording"
	"zicha/ui/assess"
	"zicha/ui/review"
	"zicha/ui/widgets"
	"zicha/ui/work"
)

// Window is the program's window: the start page, a county's dossier or the city's review book.
type Window struct {
	app     fyne.App
	win     fyne.Window
	office  assess.Office
	desk    *assess.Desk
	session *assess.Session
	sample  string // the folder of the sample that is open, "" for none
	city    review.Office
	review  *review.Desk // the review book that is open, nil for none
	around  Around
	start   []widgets.Region // of the start page

	fill       *fyne.Menu
	undo, redo *fyne.MenuItem
}

// Version is the program's.
const Version = wording.Version

// programName is the program's own name, which the window says whatever is open.
const programName = wording.ProgramName

// New makes the window; it is shown by Run.
func New(app fyne.App, office assess.Office) *Window {
	w := &Window{app: app, office: office, win: app.NewWindow(programName)}
	w.city = review.Office{Known: office.Known, Calendar: office.Calendar, Later: office.Later}
	w.app.Settings().SetTheme(newTheme(w.look()))
	w.win.Resize(w.lastSize())
	w.win.SetPadded(false)
	w.win.SetCloseIntercept(w.onClose)
	w.moreKeys()
	w.win.SetOnDropped(func(at fyne.Position, uris []fyne.URI) {
		switch {
		case w.win.Canvas().Overlays().Top() != nil: // the dialog is answered first
		case w.droppedRulebook(uris), w.droppedFeedback(uris), w.droppedSecret(uris):
		case w.desk != nil:
			w.desk.Dropped(at, uris)
		case w.review != nil:
			w.review.Dropped(paths(uris))
		default:
			w.droppedOnStart(uris)
		}
	})
	w.win.Canvas().SetOnTypedKey(w.onKey)
	w.win.Canvas().SetOnTypedRune(func(r rune) {
		if w.review != nil {
			w.review.Rune(r)
		}
	})
	w.showStart()
	return w
}

// onKey takes the keys that nothing with the keyboard has taken: F11, F6, on the start page ↓ too, F1, F3, and those that scroll the page.
func (w *Window) onKey(key *fyne.KeyEvent) {
	switch {
	case w.win.Canvas().Overlays().Top() != nil:
	case key.Name == fyne.KeyF11:
		w.fullScreen()
	case key.Name == fyne.KeyF6 && w.shown() != nil:
		w.shown().NextRegion()
	case w.shown() == nil && (key.Name == fyne.KeyF6 || key.Name == fyne.KeyDown):
		widgets.NextRegion(w.win.Canvas(), w.start...)
	case w.review != nil:
		w.review.Key(key.Name)
	case key.Name == fyne.KeyF1 && (w.desk == nil || !w.desk.OnIndicator()):
		w.manual()
	case w.desk == nil:
	case key.Name == fyne.KeyF1:
		w.desk.OfficialText()
	case key.Name == fyne.KeyF3:
		w.desk.FindNext()
	default:
		w.desk.Page(key.Name)
	}
}

// Run shows the window until it is closed. A page can be scrolled to its place only when the window has its size. The toolkit ends it by
// itself when the system asks the program to stop: what is open then is saved and closed here. The error says what was not saved.
func (w *Window) Run() error {
	w.app.Lifecycle().SetOnStarted(func() { fyne.Do(w.restorePlace) })
	w.win.ShowAndRun()
	return w.close()
}

// tell is the one place that shows what went wrong, and other sentences that need reading. The log learns where it was told, not the sentence.
func (w *Window) tell(title, message string) {
	w.around.Log.Told(1, title, string(files.KindIn(message)))
	w.say(title, message)
}

// fail tells an error.
func (w *Window) fail(title string, err error) {
	w.around.Log.Told(1, title, string(files.KindOf(err)))
	w.say(title, err.Error())
}

func (w *Window) say(title, message string) {
	widgets.NewSheet(w.win, title, widgets.Said(message)).Main("知道了", nil, nil).Show()
}

// run carries out long work that needs no open file; ended follows on the window's goroutine.
func (w *Window) run(t work.Task, ended func(err error)) {
	jobs := work.NewJobs(w.office.Later)
	t.Ended = func(err error) {
		jobs.Stop()
		ended(err)
	}
	work.Host{Window: w.win, Tell: w.tell, Log: w.around.Log, Jobs: jobs}.Run(t)
}

// Open opens a dossier or a review book, lays a feedback beside the dossier, asks for the password of a copy that has one, or takes a
// rulebook in. A dossier that is in use, or lies where nothing can be written, is offered for reading.
func (w *Window) Open(path string) {
	if rulebookFile(path) {
		w.takeRulebook(path, w.useRulebook)
		return
	}
	if assess.FeedbackFile(path) {
		w.openFeedback(path)
		return
	}
	if underPassword(path) {
		w.openCopy(path)
		return
	}
	w.open(path, false)
}

func (w *Window) open(path string, readOnly bool) {
	if w.openFile() != nil && w.openFile().Path() == path {
		return
	}
	var err error
	if review.Ours(path) {
		var s *review.Session
		if s, err = w.city.Open(path, readOnly); err == nil {
			w.takeBook(s)
		}
	} else {
		var s *assess.Session
		if s, err = w.office.Open(path, readOnly); err == nil {
			w.take(s, "")
		}
	}
	switch {
	case err == nil:
	case !readOnly && work.MayRead(err):
		text := widgets.Body(err.Error() + "。要以只读方式打开吗？")
		widgets.NewSheet(w.win, "不能编辑这个文件", text).Button("取消", nil).Main("只读打开", nil, func() { w.open(path, true) }).Show()
	case review.Damaged(path, err):
		w.askRepair(path, err, w.repairBook)
	case assess.Damaged(path, err):
		w.askRepair(path, err, w.repair)
	default:
		if work.Gone(err) {
			w.forget(path)
		}
		w.fail("没有打开", err)
	}
}

// note notes in the log what is done with the open file.
func (w *Window) note(act string) {
	switch f := w.openFile(); {
	case f == nil:
	case w.sample != "":
		w.around.Log.Add(act + "示例")
	default:
		w.around.Log.File(act, f.Path())
	}
}

// create makes a new dossier and opens it; it reports whether that worked.
func (w *Window) create(path string, p assess.Place) bool {
	s, err := w.office.Create(path, p)
	if err != nil {
		w.fail("没有新建", err)
		return false
	}
	w.take(s, "")
	w.desk.Profile()
	w.win.Canvas().FocusNext()
	return true
}

// take shows an open dossier in the place of the one before; sample is the folder that goes with it, "" for one of the user's.
func (w *Window) take(s *assess.Session, sample string) {
	fault := w.close()
	w.session, w.sample = s, sample
	w.note("打开")
	w.show()
	if sample == "" {
		w.remember(s.File.Path())
	}
	w.restorePlace()
	if sample == "" {
		w.desk.OfferEdition()
	}
	if warning := s.File.Warning(); warning != nil {
		w.fail("档案已打开，备份没有完成", warning)
	}
	if words := s.FoundWords(); words != "" {
		w.tell("已恢复没有存完的内容", words)
	}
	w.tellFault(fault)
}

// show makes the view of the open dossier.
func (w *Window) show() {
	host := work.Host{Window: w.win, Tell: w.tell, OpenPath: w.openPath, Log: w.around.Log, Pages: w.office.Pages, Folder: filepath.Dir(w.session.File.Path())}
	if w.sample != "" {
		host.Folder = documents() // what is written from the sample does not go with it
	}
	w.desk = assess.NewDesk(assess.Host{Host: host, Calendar: w.office.Calendar, Retitle: w.retitle, Reshow: w.show, Editions: w.office.Known.Editions}, w.session)
	w.win.SetContent(widgets.Tipped(w.desk.Object()))
	w.win.SetMainMenu(w.menu())
	w.followSteps(w.session)
	w.retitle()
	w.desk.Overview()
}

func (w *Window) retitle() {
	switch {
	case w.review != nil:
		w.win.SetTitle(filepath.Base(w.openFile().Path()) + " — " + programName)
	case w.session != nil:
		w.win.SetTitle(w.session.Values.County() + " · " + filepath.Base(w.session.File.Path()) + " — " + programName)
	default:
		w.win.SetTitle(programName)
	}
}

// close saves and closes the open dossier; the error says what was not saved. The sample goes with its folder.
func (w *Window) close() error {
	w.note("关闭")
	if w.review != nil {
		return w.closeBook()
	}
	if w.session == nil {
		return nil
	}
	w.keepPlace()
	s := w.session
	w.session, w.desk = nil, nil
	err := s.Close()
	w.dropSample()
	return err
}

// tellFault says what closing a dossier had to say.
func (w *Window) tellFault(err error) {
	if err != nil {
		w.fail(closeFault, err)
	}
}

const closeFault = "关闭时有问题"

// Terminate ends the program without asking, for a system that is being shut down: what was typed is saved and the dossier closed. The
// error says what was not saved.
func (w *Window) Terminate() error {
	w.keepSize()
	err := w.close()
	w.win.Close()
	return err
}

// sure asks before a dossier is closed that the disk does not take.
func (w *Window) sure(then func()) {
	if w.session == nil { // the acts on a book wait for the disk, one by one
		then()
		return
	}
	text, troubled := w.session.SaveState()
	if !troubled || w.session.Saved() {
		then()
		return
	}
	words := widgets.Body(text + "。现在关闭，最后的改动会丢失；处理好磁盘后，程序会自动再存。")
	widgets.NewSheet(w.win, "还有内容没有保存", words).Button("仍然关闭", then).Main("先不关闭", nil, nil).Show()
}

// closeDossier goes back to the start page.
func (w *Window) closeDossier() {
	w.sure(func() {
		fault := w.close()
		w.showStart()
		w.tellFault(fault)
	})
}

func (w *Window) onClose() {
	w.sure(func() {
		w.keepSize()
		fault := w.close()
		if fault == nil {
			w.win.Close()
			return
		}
		w.showStart()
		widgets.NewSheet(w.win, closeFault, widgets.Said(fault.Error())).Main("知道了", nil, nil).OnHide(w.win.Close).Show()
	})
}

// openPath hands a file or folder to the system.
func (w *Window) openPath(path string) {
	u := &url.URL{Scheme: "file", Path: filepath.ToSlash(path)}
	if !strings.HasPrefix(u.Path, "/") {
		u.Path = "/" + u.Path
	}
	if err := w.app.OpenURL(u); err != nil {
		w.tell("没有打开", "系统没有打开“"+path+"”的程序。文件在原处，请到文件夹里打开。")
	}
}

// documents is where dossiers usually lie.
func documents() string {
	home, err := os.UserHomeDir()
	if err != nil {
		return "."
	}
	for _, name := range []string{"Documents", "文档"} {
		dir := filepath.Join(home, name)
		if _, err := os.Stat(dir); err == nil {
			return dir
		}
	}
	return home
}
