package ui

import (
	"context"
	"path/filepath"
	"strconv"

	"fyne.io/fyne/v2"

	"zicha/forms/editions"
	"zicha/forms/secret"
	"zicha/ui/review"
	"zicha/ui/widgets"
	"zicha/ui/work"
)

// onDisk is the file that is open, of either office.
type onDisk interface{ Path() string }

// openFile is the file that is open, nil for none.
func (w *Window) openFile() onDisk {
	switch {
	case w.review != nil:
		return w.review.Session().Book
	case w.session != nil:
		return w.session.File
	}
	return nil
}

// takeBook shows an open review book in the place of what was open before.
func (w *Window) takeBook(s *review.Session) {
	fault := w.close()
	host := work.Host{Window: w.win, Tell: w.tell, OpenPath: w.openPath, Log: w.around.Log, Pages: w.office.Pages, Folder: filepath.Dir(s.Book.Path())}
	w.review = review.NewDesk(review.Host{Host: host, Calendar: w.city.Calendar, Editions: w.city.Known.Editions(), Retitle: w.retitle}, s)
	w.note("打开")
	w.win.SetContent(widgets.Tipped(w.review.Object()))
	w.win.SetMainMenu(w.bookMenu())
	w.retitle()
	w.remember(s.Book.Path())
	w.restorePlace()
	w.review.Focus()
	if warning := s.Book.Warning(); warning != nil {
		w.fail("已打开，备份没有完成", warning)
	}
	w.tellFault(fault)
	if s.Me.By == "" && !s.Locked() {
		w.review.AskMe()
	}
}

// closeBook closes the open review book; the error says what went wrong.
func (w *Window) closeBook() error {
	w.keepPlace()
	s := w.review.Session()
	w.review = nil
	return s.Close()
}

// bookMenu is the menu over an open review book.
func (w *Window) bookMenu() *fyne.MainMenu {
	file := append(w.fileItems(), w.item("另存副本…", nil, w.review.AskCopy), w.item("关闭", ctrl(fyne.KeyW), w.closeDossier), fyne.NewMenuItemSeparator(), w.quitItem())
	help := w.helpMenu()
	help.Items = append([]*fyne.MenuItem{w.item("评分标准原文（F1）", nil, w.review.OfficialText)}, help.Items...)
	return mainMenu(fyne.NewMenu("文件", file...), fyne.NewMenu("审核", w.review.Items(w.item)...), fyne.NewMenu("数据", w.review.DataItems(w.item)...), w.viewMenu(), help)
}

// askCity offers the city's side: a new review book, or one there is.
func (w *Window) askCity() {
	words := widgets.Body("市级审核收下各单位定稿的工作簿和报送包，逐项评分、确认、排名，写出函、请示、通报等文件。审核的内容存在一个“审核汇总”文件里。")
	widgets.NewSheet(w.win, "市级审核", words).Button("取消", nil).Button("打开审核汇总…", w.askOpenBook).Main("新建审核汇总", nil, w.askNewBook).Show()
}

// askNewBook asks for the place of a new review book by the usual rulebook; another can be chosen first.
func (w *Window) askNewBook() { w.askNewBookBy(w.office.Known.Usual()) }

func (w *Window) askNewBookBy(b editions.Book) {
	var sheet *widgets.Sheet
	other := func() {
		sheet.Hide()
		w.pickRulebook("按哪一套考核指标审核", w.askNewBookBy)
	}
	words := "收下各" + b.Words.Unit + "定稿的工作簿和报送包，评分、确认、排名，再写出要报送的文件。名单上有" + strconv.Itoa(len(b.Units)) + "个单位。"
	form := widgets.Column(12, w.chosenRulebook(b, other), widgets.Body(words))
	sheet = widgets.NewSheet(w.win, "新建"+strconv.Itoa(b.Year)+"年度审核汇总", form).Button("取消", nil).Main("下一步", nil, func() { w.placeBook(b) }).Show()
}

func (w *Window) placeBook(b editions.Book) {
	ask := widgets.Ask{
		Title: "存放审核汇总", Folder: documents(), Ends: []string{bookExt}, Name: review.FileName(b.Edition), Purpose: bookPurpose, New: true,
	}
	widgets.SaveFile(w.win, ask, func(path string) {
		s, err := w.city.Create(path, b.Edition)
		if err != nil {
			w.fail("没有新建", err)
			return
		}
		w.takeBook(s)
	})
}

func (w *Window) askOpenBook() {
	ask := widgets.Ask{Title: "打开审核汇总", Ends: []string{bookExt, secret.Ext}, Folder: documents(), Purpose: bookPurpose, Told: true}
	widgets.OpenFile(w.win, ask, w.Open)
}

const (
	bookExt     = review.Ext
	bookPurpose = "book" // what the folder of the books is remembered for
)

// repairBook takes what is whole out of a damaged review book.
func (w *Window) repairBook(path string) {
	w.repairing(func(ctx context.Context) (repaired, error) {
		to, report, err := w.city.Repair(ctx, path)
		return repaired{to, report.Words(), report.Lost}, err
	})
}

// paths are the files dropped on the window.
func paths(uris []fyne.URI) []string {
	var out []string
	for _, u := range uris {
		out = append(out, filepath.FromSlash(u.Path()))
	}
	return out
}
