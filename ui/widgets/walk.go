package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
)

// Walk names the lines the arrow keys go through where they are no list by themselves, as in two parts one of which scrolls; hidden ones
// are passed over. reveal brings a line into sight.
func Walk(reveal func(fyne.CanvasObject), lines ...*Line) {
	for _, l := range lines {
		l.walk = func(key fyne.KeyName) bool {
			to, ok := walked(lines, l, key)
			if to != nil {
				canvasOf(l).Focus(to)
				reveal(to)
			}
			return ok
		}
	}
}

// step goes to another line of the list by an arrow key, Home or End; it reports whether the key was one of these.
func (l *Line) step(key fyne.KeyName) bool {
	to, ok := walked(l.list(), l, key)
	if to != nil {
		canvasOf(l).Focus(to)
	}
	return ok
}

// walked is the line a key goes to from one of a list, nil for none; ok says whether the key is one that goes somewhere.
func walked(lines []*Line, from *Line, key fyne.KeyName) (to *Line, ok bool) {
	at, by := slices.Index(lines, from), 1
	switch key {
	case fyne.KeyDown:
	case fyne.KeyUp:
		by = -1
	case fyne.KeyHome:
		at = -1
	case fyne.KeyEnd:
		at, by = len(lines), -1
	default:
		return nil, false
	}
	for i := at + by; i >= 0 && i < len(lines) && canvasOf(from) != nil; i += by {
		if lines[i].Visible() {
			return lines[i], true
		}
	}
	return nil, true
}

// list are the lines of the list a line is in, in their order.
func (l *Line) list() []*Line {
	for _, around := range slices.Backward(pathTo(rootAround(l), l)) {
		if all := LinesIn(around); len(all) > 1 {
			return all
		}
	}
	return []*Line{l}
}

// LinesIn are the lines that can be seen in an object, in their order.
func LinesIn(root fyne.CanvasObject) (all []*Line) {
	if root == nil || !root.Visible() {
		return nil
	}
	if l, ok := root.(*Line); ok {
		return []*Line{l}
	}
	for _, child := range within(root) {
		all = append(all, LinesIn(child)...)
	}
	return all
}
