package review

import (
	"fyne.io/fyne/v2"

	"zicha/ui/widgets"
)

// rollKey takes the keys of a list while nothing has the keyboard: the arrows, a page, the ends, and Enter, which opens. It reports whether
// it took one.
func rollKey(r *widgets.Roll, name fyne.KeyName, open func()) bool {
	row := r.Row()
	switch name {
	case fyne.KeyUp:
		row--
	case fyne.KeyDown:
		row++
	case fyne.KeyPageUp:
		row -= r.Page()
	case fyne.KeyPageDown:
		row += r.Page()
	case fyne.KeyHome:
		row = 0
	case fyne.KeyEnd:
		row = r.Rows() - 1
	case fyne.KeyReturn, fyne.KeyEnter:
		open()
		return true
	default:
		return false
	}
	if r.Rows() > 0 {
		r.Choose(max(0, min(row, r.Rows()-1)))
		r.OnChoose(r.Row())
	}
	return true
}
