package ui

import (
	"path/filepath"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"zicha/assets"
	"zicha/forms/editions"
	"zicha/forms/secret"
	"zicha/ui/review"
	"zicha/ui/widgets"
)

// startWidth is the width of the start page's column.
const startWidth = 680

// showStart shows the start page: new, open, recent, sample, the rulebooks.
func (w *Window) showStart() {
	w.win.SetMainMenu(w.startMenu())
	w.retitle()
	icon := canvas.NewImageFromResource(fyne.NewStaticResource("icon.png", assets.Icon))
	icon.FillMode = canvas.ImageFillContain
	icon.SetMinSize(fyne.NewSquareSize(72))
	title := widgets.NewText(programName, widgets.Style{Size: theme.SizeNameHeadingText, Bold: true})
	head := widgets.Row(20, 1, icon, widgets.Column(4, title,
		widgets.Muted("填报考核指标，附上佐证材料，导出可以盖章的报告和工作簿。不联网。")))
	buttons, recent, books := w.startButtons(), w.recentList(), w.rulebookList(w.useRulebook, w.showStart)
	w.start = []widgets.Region{{Object: recent}, {Object: books}, {Object: buttons}}
	list := widgets.Column(16, head, buttons, widgets.Rule(), widgets.NewText("最近打开", widgets.Style{Bold: true}), recent,
		widgets.Rule(), widgets.NewText("考核指标", widgets.Style{Bold: true}), books)
	centre := container.New(&centred{startWidth}, widgets.Card(widgets.Inset(16, 16, list)))
	page := widgets.NewScroll(centre)
	w.win.SetContent(widgets.Tipped(container.NewStack(widgets.NewGround(widgets.ToneSheet, 0), page)))
}

func (w *Window) startButtons() fyne.CanvasObject {
	create := widgets.NewMainButton("新建自查档案", theme.DocumentCreateIcon(), w.askNew)
	open := widgets.NewButtonWithIcon("打开…", theme.FolderOpenIcon(), w.askOpen)
	told := widgets.NewButtonWithIcon("反馈单…", theme.MailReplyIcon(), w.askFeedback)
	buttons := widgets.Row(12, -1, create, open, told)
	buttons.Add(widgets.NewButtonWithIcon("市级审核", theme.ListIcon(), w.askCity))
	if w.office.Sample != nil {
		buttons.Add(widgets.NewButtonWithIcon("打开示例", theme.VisibilityIcon(), w.OpenSample))
	}
	return buttons
}

// recentList lists the recent files with whose they are and when they were changed; one that is gone is greyed and can be
// taken off the list.
func (w *Window) recentList() fyne.CanvasObject {
	list := widgets.Column(0)
	for _, path := range w.app.Preferences().StringList(recentKey) {
		list.Add(w.recentLine(path))
	}
	if len(list.Objects) == 0 {
		list.Add(widgets.Muted("还没有打开过自查档案。第一次使用，可以先点“打开示例”看一份填好的；自己的档案用“新建自查档案”，也可以把 .zicha 文件拖到这里。"))
	}
	return list
}

func (w *Window) recentLine(path string) fyne.CanvasObject {
	name := strings.TrimSuffix(filepath.Base(path), ".zicha")
	if review.Ours(path) {
		name = strings.TrimSuffix(name, review.Ext)
	}
	when, there := changed(path, time.Now())
	tone, facts := fyne.ThemeColorName(""), []string{when}
	if !there {
		tone, facts = widgets.ToneMuted, []string{"没有找到这个文件，可能已被移走，或者U盘未插好"}
	}
	if county := w.place(path).county; county != "" && !strings.HasPrefix(name, county) {
		facts = append([]string{county}, facts...)
	}
	row := widgets.Column(0, widgets.NewText(name, widgets.Style{Tone: tone, Single: true}),
		widgets.NewText(strings.Join(append(facts, filepath.Dir(path)), " · "), widgets.Style{Size: theme.SizeNameCaptionText, Tone: widgets.ToneMuted, Single: true}))
	line := widgets.NewLine(widgets.Inset(8, 6, row), func() { w.Open(path) })
	remove := widgets.NewIconAction("从列表中移除，不删除文件", theme.ContentClearIcon(), func() {
		w.forget(path)
		w.showStart()
	})
	return widgets.Row(4, 0, line, remove)
}

// droppedOnStart opens a dossier dropped on the start page.
func (w *Window) droppedOnStart(uris []fyne.URI) {
	for _, u := range uris {
		if path := filepath.FromSlash(u.Path()); strings.EqualFold(filepath.Ext(path), ".zicha") || review.Ours(path) {
			w.Open(path)
			return
		} else if workbookFile(path) {
			w.fromWorkbook(path)
			return
		}
	}
	w.tell("没有打开", "拖入的不是自查档案。自查档案的文件名以 .zicha 结尾，工作簿以 .xlsx 结尾，反馈单以 .fankui 结尾；佐证材料请先打开档案，再拖到相应的要点上。")
}

// askNew asks for the unit, then for the place; the rulebook is the usual one, and can be changed.
func (w *Window) askNew() { w.askNewBy(w.office.Known.Usual()) }

// askNewBy does so for a rulebook.
func (w *Window) askNewBy(b editions.Book) {
	n := &newDossier{window: w, book: b}
	n.build()
}

func (w *Window) askOpen() {
	ask := widgets.Ask{Title: "打开自查档案", Ends: []string{".zicha", secret.Ext}, Folder: documents(), Purpose: dossierPurpose, Told: true}
	widgets.OpenFile(w.win, ask, w.Open)
}

// dossierPurpose is what the folder of the dossiers is remembered for, rulebookPurpose that of the rulebooks.
const (
	dossierPurpose  = "dossier"
	rulebookPurpose = "rulebook"
)

// centred sets one object in the middle, at most so wide.
type centred struct{ width float32 }

func (l *centred) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(400, objects[0].MinSize().Height+2*startMargin)
}

// startMargin is the least space over and under the start page's column.
const startMargin = 24

func (l *centred) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width := min(max(widgets.Scaled(l.width), objects[0].MinSize().Width), size.Width-40) // small letters do not make buttons as small
	objects[0].Resize(fyne.NewSize(width, objects[0].Size().Height))
	height := objects[0].MinSize().Height
	objects[0].Resize(fyne.NewSize(width, height))
	objects[0].Move(fyne.NewPos((size.Width-width)/2, max(startMargin, (size.Height-height)/3)))
}
