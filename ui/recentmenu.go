package ui

import (
	"path/filepath"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"zicha/ui/review"
	"zicha/ui/widgets"
)

// recentMenu lists the recent files of both offices; one that is not there says so, and can be taken off the list.
func (w *Window) recentMenu() *fyne.MenuItem {
	var items []*fyne.MenuItem
	missing := false
	for _, path := range w.app.Preferences().StringList(recentKey) {
		label := recentName(path)
		if county := w.place(path).county; county != "" && !strings.HasPrefix(label, county) {
			label = county + "　" + label
		}
		if _, there := changed(path, time.Now()); !there {
			missing = true
			items = append(items, w.item(label+"（没有找到）", nil, func() { w.askForget(path) }))
			continue
		}
		items = append(items, w.item(label, nil, func() { w.Open(path) }))
	}
	if missing {
		items = append(items, fyne.NewMenuItemSeparator(), w.item("移除没有找到的", nil, w.forgetMissing))
	}
	recent := fyne.NewMenuItem("最近打开", nil)
	recent.ChildMenu = fyne.NewMenu("", items...)
	recent.Disabled = len(items) == 0
	return recent
}

// recentName is a recent file's name without the ending, that of a review book with what it is.
func recentName(path string) string {
	name := filepath.Base(path)
	if review.Ours(path) {
		return strings.TrimSuffix(name, review.Ext) + "（审核汇总）"
	}
	return strings.TrimSuffix(name, ".zicha")
}

// askForget tells that a recent file is not there and offers to take it off the list.
func (w *Window) askForget(path string) {
	list := widgets.Column(8, widgets.Body("没有找到“"+filepath.Base(path)+"”，可能已被移走，或者U盘未插好。"), widgets.Muted(filepath.Dir(path)))
	widgets.NewSheet(w.win, "没有打开", list).Button("关闭", nil).Main("从列表中移除", nil, func() { w.forget(path) }).Show()
}

// forgetMissing takes all that is not there off the list.
func (w *Window) forgetMissing() {
	for _, path := range w.app.Preferences().StringList(recentKey) {
		if _, there := changed(path, time.Now()); !there {
			w.forget(path)
		}
	}
}
