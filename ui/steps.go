package ui

import (
	"fyne.io/fyne/v2"

	"zicha/ui/assess"
)

// stepWords bounds the words of a step in the menu.
const stepWords = 28

// followSteps keeps the words behind 撤销 and 重做 in the menu in line with the session.
func (w *Window) followSteps(s *assess.Session) {
	change, save := s.OnChange, s.OnSave
	s.OnChange = func() { change(); w.showSteps() }
	s.OnSave = func() { save(); w.showSteps() }
	w.showSteps()
}

// showSteps words what 撤销 and 重做 would do; with nothing to do they are greyed.
func (w *Window) showSteps() {
	if w.session == nil || w.undo == nil {
		return
	}
	undo, mayUndo := w.session.File.CanUndo()
	redo, mayRedo := w.session.File.CanRedo()
	undone, redone := step(w.undo, stepLabel("撤销", undo), mayUndo), step(w.redo, stepLabel("重做", redo), mayRedo)
	if !undone && !redone {
		return
	}
	align(w.fill)
	if menu := w.win.MainMenu(); menu != nil {
		menu.Refresh()
	}
}

// step words a menu entry and reports whether it said something else before.
func step(item *fyne.MenuItem, words string, may bool) bool {
	k := item.Shortcut.(*keyed)
	if k.words == words && item.Disabled == !may {
		return false
	}
	k.words, item.Disabled = words, !may
	return true
}

func stepLabel(verb, words string) string {
	if words == "" {
		return verb
	}
	if runes := []rune(words); len(runes) > stepWords {
		words = string(runes[:stepWords]) + "…"
	}
	return verb + "：" + words
}
