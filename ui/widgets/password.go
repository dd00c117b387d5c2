package widgets

import (
	"image/color"

	"fyne.io/fyne/v2/canvas"
)

// NewPassword makes a single-line field that shows dots for what is typed.
func NewPassword(width float32) *Entry {
	e := NewEntry(width)
	e.Password = true
	e.ActionItem = canvas.NewRectangle(color.Transparent) // where Fyne would set an eye, which no key reaches
	return e
}

// NewReveal makes the box that has what is typed into such fields shown while it is ticked.
func NewReveal(fields ...*Entry) *Check {
	c := NewCheck("显示密码", func(on bool) {
		for _, e := range fields {
			e.Password = !on
			e.Refresh()
		}
	})
	c.aside = true
	return c
}
