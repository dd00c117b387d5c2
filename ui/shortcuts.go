package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"zicha/ui/widgets"
)

// keyed is a menu entry's shortcut whose keys stand in the entry's own words. Fyne would print them in so light a grey that
// they cannot be read, and has no setting for it; a shortcut that is no KeyboardShortcut it does not print, but still obeys.
type keyed struct {
	fyne.Shortcut
	words, keys string
}

func ctrl(key fyne.KeyName) fyne.Shortcut {
	return &desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierControl}
}

func ctrlShift(key fyne.KeyName) fyne.Shortcut {
	return &desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierControl | fyne.KeyModifierShift}
}

func alt(key fyne.KeyName) fyne.Shortcut {
	return &desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierAlt}
}

// keyNames words the keys of a shortcut.
func keyNames(s fyne.Shortcut) string {
	k, ok := s.(fyne.KeyboardShortcut)
	if !ok {
		return ""
	}
	name := string(k.Key())
	if sign, ok := map[fyne.KeyName]string{fyne.KeyUp: "↑", fyne.KeyDown: "↓", fyne.KeyLeft: "←", fyne.KeyRight: "→", fyne.KeyEqual: "+", fyne.KeyMinus: "−"}[k.Key()]; ok {
		name = sign
	}
	switch {
	case k.Mod()&fyne.KeyModifierAlt != 0:
		return "Alt+" + name
	case k.Mod()&fyne.KeyModifierShift != 0:
		return "Ctrl+Shift+" + name
	}
	return "Ctrl+" + name
}

// align sets the keys of a menu's entries into a column right of all words.
func align(menu *fyne.Menu) {
	words, keys := make([]string, len(menu.Items)), make([]string, len(menu.Items))
	for i, item := range menu.Items {
		words[i] = item.Label
		if k, ok := item.Shortcut.(*keyed); ok {
			words[i], keys[i] = k.words, k.keys
		}
	}
	for i, label := range widgets.AlignKeys(words, keys) {
		menu.Items[i].Label = label
	}
}
