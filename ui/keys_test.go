package ui

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"zicha/forms"
	"zicha/ui/widgets"
)

// menuKeys are the keys of the menus on the window.
func menuKeys(w *Window) map[string]bool {
	keys := map[string]bool{}
	for _, m := range w.win.MainMenu().Items {
		for _, item := range m.Items {
			if k, ok := item.Shortcut.(*keyed); ok && k.keys != "" {
				keys[k.keys] = true
			}
		}
	}
	return keys
}

// helpKeys are the keys that groups of the help name.
func helpKeys(groups ...string) map[string]bool {
	keys := map[string]bool{}
	for _, group := range keyGroups() {
		for _, k := range group.keys {
			for _, name := range strings.FieldsFunc(k[0], func(r rune) bool { return r == '、' || r == '，' }) {
				if slices.Contains(groups, group.title) {
					keys[name] = true
				}
			}
		}
	}
	return keys
}

// Every key of a menu stands in the help, and every key of the window in the help is a menu's: over a dossier and over a review book.
func TestHelpAndMenuHaveTheSameKeys(t *testing.T) {
	w, e := newWindow(t)
	create(w, filepath.Join(t.TempDir(), "涡阳县.zicha"), "341621")
	defer w.close()
	compare := func(group string, menu map[string]bool) {
		t.Helper()
		help := helpKeys(group, everywhere)
		for name := range menu {
			if !help[name] {
				t.Errorf("%s is in a menu and not in the help", name)
			}
		}
		for name := range help {
			if (strings.HasPrefix(name, "Ctrl+") || strings.HasPrefix(name, "Alt+") && name != "Alt+字母") && !menu[name] {
				t.Errorf("%s is in the help and in no menu", name)
			}
		}
	}
	menu := menuKeys(w)
	menu["Ctrl+Z"], menu["Ctrl+Y"] = true, true
	compare("填报", menu)
	if !menu["Ctrl+S"] {
		t.Error("no way to save")
	}
	s, err := w.city.Create(filepath.Join(t.TempDir(), "汇总.huizong"), e)
	if err != nil {
		t.Fatal(err)
	}
	w.takeBook(s)
	menu = menuKeys(w)
	menu["Ctrl+Z"] = true
	pages := 0
	for key := range menu {
		if len(key) == len("Ctrl+1") && key >= "Ctrl+1" && key <= "Ctrl+9" {
			delete(menu, key)
			pages++
		}
	}
	if pages == 9 {
		menu["Ctrl+1至Ctrl+9"] = true
	}
	compare("审核", menu)
}

// textKeys are the keys the help names for writing, with where each of them takes the cursor from the second row's second place in
// 甲乙丙 / 丁戊己 / 庚辛壬 (less than a page), and the shortcut it is where a menu has the same keys.
var textKeys = map[string]struct {
	key         fyne.KeyName
	ctrl        bool
	row, column int
}{
	"Home": {fyne.KeyHome, false, 1, 0}, "End": {fyne.KeyEnd, false, 1, 3},
	"Ctrl+Home": {fyne.KeyHome, true, 0, 0}, "Ctrl+End": {fyne.KeyEnd, true, 2, 3},
	"↑": {fyne.KeyUp, false, 0, 1}, "↓": {fyne.KeyDown, false, 2, 1},
	"Ctrl+↑": {fyne.KeyUp, true, 0, 1}, "Ctrl+↓": {fyne.KeyDown, true, 2, 1},
	"PageUp": {fyne.KeyPageUp, false, 0, 0}, "PageDown": {fyne.KeyPageDown, false, 2, 3},
}

// Every key the help names for writing moves the cursor of 完成情况 and neither page nor scroll; elsewhere the same keys are the window's.
func TestKeysOfATextStayInIt(t *testing.T) {
	w, _ := newWindow(t)
	create(w, filepath.Join(t.TempDir(), "涡阳县.zicha"), "341621")
	defer w.close()
	if err := w.session.Set(forms.NarrativePath("5"), "甲乙丙\n丁戊己\n庚辛壬"); err != nil {
		t.Fatal(err)
	}
	w.desk.GoProblem(forms.Problem{Criterion: "5", Where: forms.NarrativePath("5")})
	area, ok := w.win.Canvas().Focused().(*widgets.Entry)
	if !ok || !area.MultiLine {
		t.Fatalf("the keyboard is in %T", w.win.Canvas().Focused())
	}
	title := func() string {
		page, offset := w.desk.Place()
		return fmt.Sprint(page, " at ", offset)
	}
	before := title()
	for _, group := range keyGroups() {
		if !strings.HasPrefix(group.title, "写文字时") {
			continue
		}
		for _, k := range group.keys {
			for _, name := range strings.FieldsFunc(k[0], func(r rune) bool { return r == '、' || r == '，' }) {
				want, known := textKeys[name]
				if !known {
					t.Errorf("%s is in the help and not tried", name)
					continue
				}
				area.CursorRow, area.CursorColumn = 1, 1
				if !want.ctrl {
					area.TypedKey(&fyne.KeyEvent{Name: want.key})
				} else if !widgets.TextKeys(w.win.Canvas(), ctrl(want.key)) {
					t.Errorf("%s is not the text's", name)
				}
				if area.CursorRow != want.row || area.CursorColumn != want.column || title() != before {
					t.Errorf("%s: the cursor is at %d,%d, want %d,%d; the page %s", name, area.CursorRow, area.CursorColumn, want.row, want.column, title())
				}
			}
		}
	}
	w.win.Canvas().Unfocus()
	if widgets.TextKeys(w.win.Canvas(), ctrl(fyne.KeyHome)) {
		t.Error("Ctrl+Home goes nowhere where no text has the keyboard")
	}
}
