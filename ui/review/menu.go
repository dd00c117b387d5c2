package review

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// Items are the entries of the menu 审核; item makes one, with its keys or nil.
func (d *Desk) Items(item func(label string, keys fyne.Shortcut, act func()) *fyne.MenuItem) []*fyne.MenuItem {
	var out []*fyne.MenuItem
	for i, k := range pageKinds() {
		var keys fyne.Shortcut
		if i < 9 {
			keys = &desktop.CustomShortcut{KeyName: fyne.KeyName(rune('1' + i)), Modifier: fyne.KeyModifierControl}
		}
		out = append(out, item(k.title, keys, func() { d.Show(k.key) }))
		if k.last {
			out = append(out, fyne.NewMenuItemSeparator())
		}
	}
	key := func(name fyne.KeyName) fyne.Shortcut {
		return &desktop.CustomShortcut{KeyName: name, Modifier: fyne.KeyModifierControl}
	}
	out = append(out, fyne.NewMenuItemSeparator(), item("撤销", &fyne.ShortcutUndo{}, d.Undo), item("下一个待办（F8）", key(fyne.KeyM), d.NextDue),
		item("上一项", key(fyne.KeyUp), func() { d.Step(-1) }), item("下一项", key(fyne.KeyDown), func() { d.Step(1) }), item("查找单位", key(fyne.KeyF), d.Find),
		item("复制表格", &fyne.ShortcutCopy{}, d.Copy))
	return append(out, fyne.NewMenuItemSeparator(), item("写出反馈单…", nil, func() { d.AskFeedback("") }), item("登记经办人…", nil, d.AskMe))
}

// DataItems are the entries of the menu 数据: the assessor's figures by the sheet.
func (d *Desk) DataItems(item func(label string, keys fyne.Shortcut, act func()) *fyne.MenuItem) []*fyne.MenuItem {
	decisions := item("双公示数据…", nil, d.AskPublicity)
	decisions.Disabled = !d.TakesPublicity()
	return []*fyne.MenuItem{
		decisions, item("采用数据表…", nil, d.AskFigures), item("写出数据表…", nil, func() { d.AskDataSheet("") }), fyne.NewMenuItemSeparator(),
		item("写出评分表…", nil, d.AskScoreSheet),
	}
}
