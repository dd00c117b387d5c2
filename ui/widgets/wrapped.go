package widgets

import (
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
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

// letters are what a character's width depends on beside itself.
type letters struct {
	font fyne.Resource
	size float32
	bold bool
}

// widths are those of the characters measured so far: pages ask for the same few hundred of them thousands of times before they stand, and the
// toolkit takes longer to find what it knows of a text than it takes to add it up.
var widths = struct {
	sync.Mutex
	known map[letters]map[rune]float32
}{known: map[letters]map[rune]float32{}}

// runeWidths gives the width of a character, in letters of a size and style of the theme in force.
func runeWidths(size float32, style fyne.TextStyle) func(rune) float32 {
	key := letters{theme.Current().Font(style), size, style.Bold}
	widths.Lock()
	defer widths.Unlock()
	known := widths.known[key]
	if known == nil {
		known = map[rune]float32{}
		widths.known[key] = known
	}
	return func(r rune) float32 {
		widths.Lock()
		defer widths.Unlock()
		w, ok := known[r]
		if !ok {
			w = fyne.MeasureText(string(r), size, style).Width
			known[r] = w
		}
		return w
	}
}
