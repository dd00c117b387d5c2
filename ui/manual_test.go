package ui

import (
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"zicha/forms/wording"
	"zicha/ui/widgets"
)

// The manual opens from the menu and by F1 where there is no indicator's text to show; each of its pages has a picture and its words, and all
// the terms of the glossary stand in it.
func TestManual(t *testing.T) {
	w, e := newWindow(t)
	w.onKey(&fyne.KeyEvent{Name: fyne.KeyF1})
	if !strings.Contains(shownTexts(w), "左边一行是一项指标") {
		t.Fatalf("F1 shows\n%s", shownTexts(w))
	}
	top := w.win.Canvas().Overlays().Top()
	var choices *widgets.Choices
	for _, o := range test.LaidOutObjects(top) {
		if c, ok := o.(*widgets.Choices); ok {
			choices = c
		}
	}
	seen := ""
	for i, page := range manualPages() {
		test.TapAt(choices, choices.Middle(string(rune('0'+i))))
		words := shownTexts(w)
		if !strings.Contains(words, page.words(&e.Words)[0]) {
			t.Errorf("%s shows\n%s", page.title, words)
		}
		seen += words
	}
	for _, term := range wording.Glossary() {
		if !strings.Contains(seen, wording.Explain(term, &e.Words)) {
			t.Errorf("%s is not in the manual", term)
		}
	}
	press(t, w, "知道了")
	create(w, filepath.Join(t.TempDir(), "a.zicha"), "341622")
	w.desk.Go(5)
	if w.onKey(&fyne.KeyEvent{Name: fyne.KeyF1}); !strings.Contains(shownTexts(w), e.Indicators()[4].Text) {
		t.Error("on an indicator F1 does not show its text")
	}
	w.win.Canvas().Overlays().Remove(w.win.Canvas().Overlays().Top())
	entry(t, w, "帮助", "手册").Action()
	if !strings.Contains(shownTexts(w), "右边是三个数") {
		t.Error("the menu does not open the manual")
	}
}
