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
	return append(out, fyne.NewMenuItemSeparator(), item("登记经办人…", nil, d.AskMe))
}
