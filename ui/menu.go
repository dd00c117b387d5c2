package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"zicha/scoring"
	"zicha/ui/assess"
	"zicha/ui/widgets"
)

// item makes an entry; while a dialog is open it does nothing, so that a shortcut cannot act behind it.
func (w *Window) item(label string, shortcut fyne.Shortcut, action func()) *fyne.MenuItem {
	m := fyne.NewMenuItem(label, func() {
		if w.win.Canvas().Overlays().Top() == nil && !(byKey() && widgets.TextKeys(w.win.Canvas(), shortcut)) {
			action()
		}
	})
	if shortcut != nil {
		m.Shortcut = &keyed{shortcut, label, keyNames(shortcut)}
	}
	return m
}

// byKey reports whether an entry is chosen by its keys: Ctrl is held.
func byKey() bool {
	d, ok := fyne.CurrentApp().Driver().(desktop.Driver)
	return ok && d.CurrentKeyModifiers()&fyne.KeyModifierControl != 0
}

// mainMenu sets the keys of every menu into a column.
func mainMenu(menus ...*fyne.Menu) *fyne.MainMenu {
	for _, m := range menus {
		align(m)
	}
	return fyne.NewMainMenu(menus...)
}

// fileItems are the entries both menus begin with.
func (w *Window) fileItems() []*fyne.MenuItem {
	items := []*fyne.MenuItem{
		w.item("新建…", ctrl(fyne.KeyN), w.askNew), w.item("打开…", ctrl(fyne.KeyO), w.askOpen), w.item("从上年档案新建…", nil, w.askCarry), w.item("由工作簿新建…", nil, w.askWorkbook),
		w.item("考核指标…", nil, w.rulebooks),
	}
	items = append(items, w.item("打开反馈单…", nil, w.askFeedback), w.item("新建审核汇总…", nil, w.askNewBook), w.item("打开审核汇总…", nil, w.askOpenBook))
	if w.office.Sample != nil {
		items = append(items, w.item("打开示例", nil, w.OpenSample))
	}
	return append(items, w.recentMenu(), fyne.NewMenuItemSeparator())
}

func (w *Window) quitItem() *fyne.MenuItem {
	quit := w.item("退出", ctrl(fyne.KeyQ), w.onClose)
	quit.IsQuit = true
	return quit
}

func (w *Window) helpMenu() *fyne.Menu {
	return fyne.NewMenu("帮助", w.item("手册", nil, w.manual), w.item("键盘操作", nil, w.keys),
		fyne.NewMenuItemSeparator(), w.item("打包日志…", nil, w.packLog), w.item("关于", nil, w.about))
}

func (w *Window) startMenu() *fyne.MainMenu {
	file := append(w.fileItems(), w.quitItem())
	return mainMenu(fyne.NewMenu("文件", file...), w.viewMenu(), w.helpMenu())
}

// menu is the menu over an open dossier.
func (w *Window) menu() *fyne.MainMenu {
	d := w.desk
	file := append(w.fileItems(), w.item("保存", ctrl(fyne.KeyS), d.Save), w.item("导入填好的工作簿…", ctrl(fyne.KeyI), d.AskImport),
		w.item("另存副本…", nil, d.AskCopy), w.item("从备份恢复…", nil, d.AskBackups),
		w.item("关闭档案", ctrl(fyne.KeyW), w.closeDossier), fyne.NewMenuItemSeparator(), w.quitItem())
	help := w.helpMenu()
	help.Items = append([]*fyne.MenuItem{w.item("评分标准原文（F1）", nil, d.OfficialText)}, help.Items...)
	return mainMenu(fyne.NewMenu("文件", file...), w.fillMenu(d),
		fyne.NewMenu("检查", w.item("待处理问题", ctrl(fyne.KeyJ), d.ShowProblems)),
		fyne.NewMenu("导出", w.item("导出报告和工作簿…", ctrl(fyne.KeyE), d.AskExport), w.item("打印预览…", ctrlShift(fyne.KeyP), d.AskPreview), w.item("打印报告…", ctrl(fyne.KeyP), d.AskPrint),
			w.item("佐证材料汇编…", nil, d.AskVolume), w.item("报送包…", nil, d.AskPack), w.item("报告正文（Word）…", nil, d.AskLetter),
			fyne.NewMenuItemSeparator(), w.item("定稿…", nil, d.AskFinalize), w.item("退回修改…", nil, d.AskReopen),
			w.item("已定稿版本…", nil, d.AskVersions), w.item("存入盖章扫描件…", nil, d.AskScan), fyne.NewMenuItemSeparator(),
			w.item("核对纸面核对码…", nil, d.AskVerify)),
		w.viewMenu(), help)
}

// fillMenu is for moving about while filling in.
func (w *Window) fillMenu(d *assess.Desk) *fyne.Menu {
	w.undo, w.redo = w.item("撤销", &fyne.ShortcutUndo{}, d.Undo), w.item("重做", &fyne.ShortcutRedo{}, d.Redo)
	decisions := w.item("双公示数据…", nil, d.AskPublicity)
	decisions.Disabled = !d.TakesPublicity()
	w.fill = fyne.NewMenu("填报", w.undo, w.redo, fyne.NewMenuItemSeparator(),
		w.item("查找…", ctrl(fyne.KeyF), d.Find), w.item("下一个未填", ctrl(fyne.KeyM), d.NextBlank), w.item("还能多得", ctrl(fyne.KeyG), d.ShowGains),
		fyne.NewMenuItemSeparator(), w.item("总览", ctrl(fyne.KeyHome), d.Overview), w.item("单位信息与报告正文", ctrl(fyne.KeyEnd), d.Profile),
		w.item("上一项", ctrl(fyne.KeyUp), func() { d.Step(-1) }), w.item("下一项", ctrl(fyne.KeyDown), func() { d.Step(1) }),
		fyne.NewMenuItemSeparator(), w.item("部门分工…", nil, d.Departments), decisions,
		fyne.NewMenuItemSeparator(), w.item("修改记录", ctrl(fyne.KeyH), d.History))
	return w.fill
}

// edition is the rulebook of what is open, nil where nothing is.
func (w *Window) edition() *scoring.Edition {
	switch {
	case w.review != nil:
		return w.review.Session().View.Edition
	case w.session != nil:
		return w.session.Values.Edition
	}
	return nil
}
