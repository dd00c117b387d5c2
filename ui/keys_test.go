package ui

import (
	"path/filepath"
	"strings"
	"testing"
)

// Every key of a menu stands in the help, and every key of the window in the help is a menu's.
func TestHelpAndMenuHaveTheSameKeys(t *testing.T) {
	w, _ := newWindow(t)
	w.create(filepath.Join(t.TempDir(), "涡阳县.zicha"), "341621", "涡阳县")
	defer w.close()
	help := map[string]bool{}
	for _, group := range keyGroups() {
		for _, k := range group.keys {
			for _, name := range strings.FieldsFunc(k[0], func(r rune) bool { return r == '、' || r == '，' }) {
				if group.title == "填报" || group.title == "到处都可以用" {
					help[name] = true
				}
			}
		}
	}
	menu := map[string]bool{"Ctrl+Z": true, "Ctrl+Y": true}
	for _, m := range w.win.MainMenu().Items {
		for _, item := range m.Items {
			if k, ok := item.Shortcut.(*keyed); ok && k.keys != "" {
				menu[k.keys] = true
			}
		}
	}
	for name := range menu {
		if !help[name] {
			t.Errorf("%s is in a menu and not in the help", name)
		}
	}
	for name := range help {
		if strings.HasPrefix(name, "Ctrl+") && !menu[name] {
			t.Errorf("%s is in the help and in no menu", name)
		}
	}
	if !menu["Ctrl+S"] {
		t.Error("no way to save")
	}
}
