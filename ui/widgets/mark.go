package widgets

import "fyne.io/fyne/v2"

const markWidth, markHeight = 4, 14

// NewMark is a small upright stroke in the colour of what stands beside it.
func NewMark(name fyne.ThemeColorName) fyne.CanvasObject {
	b := NewBar(markHeight, name)
	b.part = 1
	return Row(0, -1, Fixed(markWidth, b))
}
