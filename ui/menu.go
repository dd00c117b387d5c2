package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

func ctrl(key fyne.KeyName) fyne.Shortcut {
	return &desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierControl}
}

// item makes an entry; while a dialog is open it does nothing, so that a shortcut cannot act behind it.
func (w *Window) item(label string, shortcut fyne.Shortcut, action func()) *fyne.MenuItem {
	m := fyne.NewMenuItem(label, func() {
		if w.win.Canvas().Overlays().Top() == nil {
			action()
		}
	})
	m.Shortcut = shortcut
	return m
}

// fileItems are the entries both menus begin with.
func (w *Window) fileItems() []*fyne.MenuItem {
	items := []*fyne.MenuItem{w.item("新建…", ctrl(fyne.KeyN), w.askNew), w.item("打开…", ctrl(fyne.KeyO), w.askOpen)}
	if w.office.Sample != nil {
		items = append(items, w.item("打开示例", nil, w.OpenSample))
	}
	return items
}

func (w *Window) quitItem() *fyne.MenuItem {
	quit := w.item("退出", ctrl(fyne.KeyQ), w.onClose)
	quit.IsQuit = true
	return quit
}

func (w *Window) helpMenu() *fyne.Menu {
	return fyne.NewMenu("帮助", w.item("关于", nil, w.about))
}

func (w *Window) startMenu() *fyne.MainMenu {
	return fyne.NewMainMenu(fyne.NewMenu("文件", append(w.fileItems(), fyne.NewMenuItemSeparator(), w.quitItem())...), w.helpMenu())
}

// menu is the menu over an open dossier.
func (w *Window) menu() *fyne.MainMenu {
	d := w.desk
	file := append(w.fileItems(), w.item("导入填好的工作簿…", ctrl(fyne.KeyI), d.AskImport),
		w.item("关闭档案", ctrl(fyne.KeyW), w.closeDossier), fyne.NewMenuItemSeparator(), w.quitItem())
	help := w.helpMenu()
	help.Items = append([]*fyne.MenuItem{w.item("评分标准原文（F1）", nil, d.OfficialText)}, help.Items...)
	return fyne.NewMainMenu(
		fyne.NewMenu("文件", file...),
		fyne.NewMenu("填报",
			w.item("撤销", &fyne.ShortcutUndo{}, d.Undo), w.item("重做", &fyne.ShortcutRedo{}, d.Redo), fyne.NewMenuItemSeparator(),
			w.item("总览", ctrl(fyne.KeyHome), d.Overview), w.item("单位信息与报告正文", nil, d.Profile), fyne.NewMenuItemSeparator(),
			w.item("上一项", ctrl(fyne.KeyUp), func() { d.Step(-1) }), w.item("下一项", ctrl(fyne.KeyDown), func() { d.Step(1) }),
			fyne.NewMenuItemSeparator(), w.item("修改记录", ctrl(fyne.KeyH), d.History)),
		fyne.NewMenu("检查", w.item("待处理问题", ctrl(fyne.KeyJ), d.ShowProblems)),
		fyne.NewMenu("导出", w.item("导出报告和工作簿…", ctrl(fyne.KeyE), d.AskExport), w.item("打印报告…", ctrl(fyne.KeyP), d.AskPrint), fyne.NewMenuItemSeparator(),
			w.item("定稿…", nil, d.AskFinalize), w.item("退回修改…", nil, d.AskReopen), w.item("已定稿版本…", nil, d.AskVersions),
			w.item("存入盖章扫描件…", nil, d.AskScan), fyne.NewMenuItemSeparator(),
			w.item("核对纸面核对码…", nil, d.AskVerify)),
		help)
}

func (w *Window) about() {
	w.tell("关于", programName+"\n"+strings.Join(w.office.Notes(), "\n"))
}
