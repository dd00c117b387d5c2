package ui

import "zicha/ui/assess"

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
	undo, redo = stepLabel("撤销", undo), stepLabel("重做", redo)
	if w.undo.Label == undo && w.redo.Label == redo && w.undo.Disabled == !mayUndo && w.redo.Disabled == !mayRedo {
		return
	}
	w.undo.Label, w.undo.Disabled = undo, !mayUndo
	w.redo.Label, w.redo.Disabled = redo, !mayRedo
	if menu := w.win.MainMenu(); menu != nil {
		menu.Refresh()
	}
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
