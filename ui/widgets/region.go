package widgets

import "fyne.io/fyne/v2"

// Region is a part of a window or a sheet that F6 goes to.
type Region struct {
	Object fyne.CanvasObject
	// Enter gives the region the keyboard its own way; nil has its first field get it, or where it has none the line selected in it, or the
	// first thing that can have it.
	Enter func()
	// Bare says that the region has the keys while nothing has the keyboard.
	Bare bool
}

// NextRegion gives the keyboard to the region after the one that has it, with Shift to the one before; a region in which nothing can have
// it is passed over. Without the keyboard anywhere the first one gets it.
func NextRegion(c fyne.Canvas, regions ...Region) {
	if shiftHeld() {
		stepRegion(c, -1, regions)
		return
	}
	stepRegion(c, 1, regions)
}

// stepRegion goes to the region after the one that has the keyboard (1) or before it (-1).
func stepRegion(c fyne.Canvas, by int, regions []Region) {
	at, n := heldBy(c, regions), len(regions)
	if by < 0 {
		at = max(at, 0)
	}
	for i := 1; i <= n; i++ {
		if regions[((at+i*by)%n+n)%n].enter(c) {
			return
		}
	}
}

// heldBy is which region has the keyboard, -1 where nothing has it. What cannot be seen from outside, as the field in a cell, is the page's,
// which is the first region.
func heldBy(c fyne.Canvas, regions []Region) int {
	o, held := c.Focused().(fyne.CanvasObject)
	for i, r := range regions {
		if !held && r.Bare || held && pathTo(r.Object, o) != nil {
			return i
		}
	}
	if held {
		return 0
	}
	return -1
}

// enter gives the region the keyboard and reports whether it took it.
func (r Region) enter(c fyne.Canvas) bool {
	if r.Enter != nil {
		r.Enter()
		return true
	}
	to := firstField(r.Object)
	if to == nil {
		to = firstStop(r.Object)
	}
	if to != nil {
		c.Focus(to)
	}
	return to != nil
}

// firstStop is the selected line, or else the first thing that can have the keyboard; nil where there is none.
func firstStop(root fyne.CanvasObject) fyne.Focusable {
	for _, l := range LinesIn(root) {
		if l.selected {
			return l
		}
	}
	return firstFocusable(root)
}

func firstFocusable(root fyne.CanvasObject) fyne.Focusable {
	if root == nil || !root.Visible() {
		return nil
	}
	if f, ok := root.(fyne.Focusable); ok {
		if d, ok := root.(fyne.Disableable); !ok || !d.Disabled() {
			return f
		}
	}
	for _, child := range within(root) {
		if f := firstFocusable(child); f != nil {
			return f
		}
	}
	return nil
}
