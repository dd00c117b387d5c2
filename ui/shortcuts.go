package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
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

// align sets the keys of a menu's entries into a column right of all words, with spaces of the two widths there are.
func align(menu *fyne.Menu) {
	measure := func(text string) float32 {
		return fyne.MeasureText(text, theme.Size(theme.SizeNameText), fyne.TextStyle{}).Width
	}
	wide, narrow := measure("甲　乙")-measure("甲乙"), measure("a b")-measure("ab")
	var column float32
	for _, item := range menu.Items {
		words := item.Label
		if k, ok := item.Shortcut.(*keyed); ok {
			words = k.words
		}
		column = max(column, measure(words))
	}
	column += 2 * wide
	for _, item := range menu.Items {
		k, ok := item.Shortcut.(*keyed)
		if !ok {
			continue
		}
		rest := max(0, column-measure(k.words))
		spaces := int(rest / wide)
		rest -= float32(spaces) * wide
		item.Label = k.words + strings.Repeat("　", spaces) + strings.Repeat(" ", int(rest/narrow+0.5)) + k.keys
	}
}
