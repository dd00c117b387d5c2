package ui

import (
	"context"
	"path/filepath"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"zicha/forms/editions"
	"zicha/ui/widgets"
)

// rulebookFile reports whether a file's name is that of a rulebook.
func rulebookFile(path string) bool { return strings.EqualFold(filepath.Ext(path), ".toml") }

// rulebookWords are what is said of a rulebook beside its title.
func rulebookWords(b editions.Book) string {
	facts := []string{strconv.Itoa(b.Year) + "年度", "程序自带", "规则码 " + b.Code()}
	if !b.BuiltIn() {
		facts[1] = "打开过的文件"
	}
	if b.Example() {
		facts = append([]string{"示例，只供试用"}, facts...)
	}
	return strings.Join(facts, " · ")
}

// named are the title of a rulebook and what is said of it.
func named(b editions.Book) fyne.CanvasObject {
	return widgets.Column(0, widgets.NewText("《"+b.Title+"》", widgets.Style{}), widgets.Muted(rulebookWords(b)))
}

// chosenRulebook shows by which rulebook something is done, and offers another.
func (w *Window) chosenRulebook(b editions.Book, other func()) fyne.CanvasObject {
	return widgets.Row(8, 0, named(b), widgets.NewAction("换一套…", theme.ListIcon(), other))
}

// rulebookList offers every rulebook the program knows, and to open the file of another. What was opened before can be taken off the
// list; changed is called then.
func (w *Window) rulebookList(use func(editions.Book), changed func()) fyne.CanvasObject {
	list := widgets.Column(0)
	for _, b := range w.office.Known.Books() {
		line := widgets.NewLine(widgets.Inset(8, 6, named(b)), func() { use(b) })
		if b.BuiltIn() {
			list.Add(line)
			continue
		}
		list.Add(widgets.Row(4, 0, line, w.removeRulebook(b.Kept, "从列表中移除；已建立的档案不受影响", changed)))
	}
	for _, f := range w.office.Known.Faults() {
		words := widgets.Inset(8, 6, widgets.NewText(f.Words+"。", widgets.Style{Size: theme.SizeNameCaptionText, Tone: widgets.ToneError}))
		list.Add(widgets.Row(4, 0, words, w.removeRulebook(f.Kept, "从列表中移除", changed)))
	}
	list.Add(widgets.Row(0, -1, widgets.NewAction("打开考核指标文件…", theme.FolderOpenIcon(), func() { w.askRulebook(use) })))
	return list
}

func (w *Window) removeRulebook(kept, tip string, changed func()) fyne.CanvasObject {
	return widgets.NewIconAction(tip, theme.ContentClearIcon(), func() {
		if err := w.office.Known.Remove(kept); err != nil {
			w.fail("没有移除", err)
			return
		}
		changed()
	})
}

// pickRulebook lets one of the rulebooks be chosen.
func (w *Window) pickRulebook(title string, use func(editions.Book)) {
	var sheet *widgets.Sheet
	after := func(then func()) { sheet.Hide(); then() }
	list := w.rulebookList(func(b editions.Book) { after(func() { use(b) }) }, func() { after(func() { w.pickRulebook(title, use) }) })
	sheet = widgets.NewSheet(w.win, title, list).Wide().Button("取消", nil).Show()
}

// pickRulebookOf lets one of a few be chosen.
func (w *Window) pickRulebookOf(title string, books []editions.Book, use func(editions.Book)) {
	var sheet *widgets.Sheet
	list := widgets.Column(0)
	for _, b := range books {
		list.Add(widgets.NewLine(widgets.Inset(8, 6, named(b)), func() { sheet.Hide(); use(b) }))
	}
	sheet = widgets.NewSheet(w.win, title, list).Wide().Button("取消", nil).Show()
}

// rulebooks shows what rulebooks there are; the one chosen is used.
func (w *Window) rulebooks() { w.pickRulebook("考核指标", w.useRulebook) }

// askRulebook asks for the file of a rulebook.
func (w *Window) askRulebook(use func(editions.Book)) {
	ask := widgets.Ask{Title: "打开考核指标文件", Ends: []string{".toml"}, Folder: documents(), Purpose: rulebookPurpose}
	widgets.OpenFile(w.win, ask, func(path string) { w.takeRulebook(path, use) })
}

// droppedRulebook takes a rulebook that was dropped on the window; it reports whether there was one.
func (w *Window) droppedRulebook(uris []fyne.URI) bool {
	for _, u := range uris {
		if path := filepath.FromSlash(u.Path()); rulebookFile(path) {
			w.Open(path)
			return true
		}
	}
	return false
}

// takeRulebook checks a rulebook's file and keeps it, says what there is to say about it, and has it used.
func (w *Window) takeRulebook(path string, use func(editions.Book)) {
	taken, err := w.office.Known.Take(context.Background(), path)
	if err != nil {
		w.fail("没有采用这份考核指标文件", err)
		return
	}
	widgets.CameFrom(path, rulebookPurpose)
	if w.desk == nil {
		w.showStart()
	}
	list := widgets.Column(8, widgets.Body("检查通过，以后新建档案时可以选用。"), named(taken.Book),
		widgets.Muted("请与下发单位核对规则码，规则码相同的，用的是同一套规则。"))
	for _, words := range taken.Told {
		list.Add(widgets.Said(words))
	}
	widgets.NewSheet(w.win, "已收下考核指标", list).Wide().Button("知道了", nil).Main("使用", nil, func() { use(taken.Book) }).Show()
}

// useRulebook shows what the rules would change, where a dossier of the same rulebook is open; otherwise it begins a new one.
func (w *Window) useRulebook(b editions.Book) {
	if w.desk == nil || !w.desk.OfferBook(b) {
		w.askNewBy(b)
	}
}
