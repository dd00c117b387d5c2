package widgets

import "fyne.io/fyne/v2"

// Walk lets the arrow keys go from one line of a list to the next; hidden ones are passed over. reveal brings a line into sight.
func Walk(reveal func(fyne.CanvasObject), lines ...*Line) {
	for i, l := range lines {
		l.OnKey = func(key fyne.KeyName) bool {
			to := -1
			switch key {
			case fyne.KeyDown:
				to = neighbour(lines, i, 1)
			case fyne.KeyUp:
				to = neighbour(lines, i, -1)
			case fyne.KeyHome:
				to = neighbour(lines, -1, 1)
			case fyne.KeyEnd:
				to = neighbour(lines, len(lines), -1)
			default:
				return false
			}
			if c := canvasOf(l); c != nil && to >= 0 {
				c.Focus(lines[to])
				reveal(lines[to])
			}
			return true
		}
	}
}

// neighbour is the next visible line in a direction, -1 where there is none.
func neighbour(lines []*Line, from, by int) int {
	for i := from + by; i >= 0 && i < len(lines); i += by {
		if lines[i].Visible() {
			return i
		}
	}
	return -1
}
