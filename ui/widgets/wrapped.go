package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// wrapped is a widget of text whose lines are broken anew when its width or the letters change.
type wrapped[L any] struct {
	widget.BaseWidget
	drawn drawn
	width float32
	size  float32 // the letters' size the lines were broken with
	lines []L     // nil before they are broken
}

// drawing gives the renderer of the widget, which draws everything where place puts it.
func (w *wrapped[L]) drawing(self fyne.Widget, place func(fyne.Size)) fyne.WidgetRenderer {
	w.drawn.widget, w.drawn.place, w.drawn.paint = self, place, func() {}
	return &w.drawn
}

// Resize breaks the lines anew where the width changed.
func (w *wrapped[L]) Resize(size fyne.Size) {
	changed := size.Width != w.width
	if changed {
		w.width, w.lines = size.Width, nil
	}
	w.BaseWidget.Resize(size)
	if changed {
		w.Refresh()
	}
}

// at gives the lines for a size of the letters, cut where they are not.
func (w *wrapped[L]) at(size float32, cut func() []L) []L {
	if w.lines == nil || size != w.size {
		w.size, w.lines = size, cut()
	}
	return w.lines
}

// once gives a measure that asks for every character but once.
func once(measure func(rune) float32) func(rune) float32 {
	widths := map[rune]float32{}
	return func(r rune) float32 {
		w, ok := widths[r]
		if !ok {
			w = measure(r)
			widths[r] = w
		}
		return w
	}
}
