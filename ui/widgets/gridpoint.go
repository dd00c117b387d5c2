package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// Scrolled implements fyne.Scrollable: the wheel is alive over names and heads too, and with Shift goes across.
func (g *Grid) Scrolled(ev *fyne.ScrollEvent) {
	by := paced(ev).Scrolled
	if g.shift && by.DX == 0 {
		by.DX, by.DY = by.DY, 0
	}
	was := g.offset
	g.scrollTo(g.offset.SubtractXY(by.DX, by.DY))
	if was != g.offset {
		g.draw(false)
	}
}

// Tapped implements fyne.Tappable; what a click does has been done when the button went down.
func (g *Grid) Tapped(ev *fyne.PointEvent) {
	if g.press.part == gridNowhere {
		g.pressed(ev.Position, false)
	}
	g.press = gridPress{}
}

// DoubleTapped implements fyne.DoubleTappable.
func (g *Grid) DoubleTapped(ev *fyne.PointEvent) {
	g.press = gridPress{}
	switch part, s := g.pointed(ev.Position); part {
	case gridCells, gridNames:
		g.OnOpen(s.row, max(s.col, 0))
	case gridEdge:
		g.fit(s.col)
	}
}

// TappedSecondary implements fyne.SecondaryTappable: a right click outside what is selected selects the cell first.
func (g *Grid) TappedSecondary(ev *fyne.PointEvent) {
	part, s := g.pointed(ev.Position)
	r, ok := g.Selected()
	if !ok || part == gridNowhere || part == gridDown || part == gridOver || part == gridEdge {
		return
	}
	inside := part == gridCells && r.Has(s.row, s.col) || part == gridNames && s.row >= r.Row && s.row <= r.ToRow ||
		part == gridHeads && s.col >= r.Col && s.col <= r.ToCol
	if !inside {
		g.pressed(ev.Position, false)
		g.press = gridPress{}
	}
	ShowMenu(canvasOf(g), ev.AbsolutePosition, false, g.OnMenu(g.at.row, g.at.col)...)
}

// MouseDown implements desktop.Mouseable.
func (g *Grid) MouseDown(ev *desktop.MouseEvent) {
	if ev.Button != desktop.MouseButtonSecondary {
		g.pressed(ev.Position, ev.Modifier&fyne.KeyModifierShift != 0)
	}
}

// MouseUp implements desktop.Mouseable.
func (g *Grid) MouseUp(*desktop.MouseEvent) {}

// pressed selects what is under the pointer: a cell, a row by its name, a column by its head, all by the corner.
func (g *Grid) pressed(p fyne.Position, further bool) {
	part, s := g.pointed(p)
	g.press = gridPress{part: part, col: s.col}
	if part == gridEdge {
		return
	}
	if part == gridDown || part == gridOver {
		g.grab(p)
		return
	}
	if part == gridNowhere || g.rows == 0 {
		return
	}
	if g.editing {
		g.enter(gridSpot{}, false) // what was typed is taken, as in a spreadsheet
	}
	g.takeFocus()
	last := gridSpot{g.rows - 1, len(g.columns) - 1}
	was := g.offset
	switch {
	case further && part == gridCells:
		g.extend(s)
	case part == gridCells:
		g.selectTo(s, s)
	case part == gridNames:
		g.selectTo(gridSpot{s.row, 0}, gridSpot{s.row, last.col})
	case part == gridHeads:
		g.selectTo(gridSpot{0, s.col}, gridSpot{last.row, s.col})
	case part == gridCorner:
		g.selectTo(gridSpot{}, last)
	}
	if part != gridCells { // what is pointed at is in sight already
		g.scrollTo(was)
		g.draw(false)
	}
}

// grab takes hold of a bar's thumb, or brings the thumb under the pointer.
func (g *Grid) grab(p fyne.Position) {
	view, all := g.view(), g.content()
	at, length := thumb(g.offset.Y, view.Height, all.Height)
	pos := p.Y - g.headHeight()
	if g.press.part == gridOver {
		at, length = thumb(g.offset.X, view.Width, all.Width)
		pos = p.X - g.left()
	}
	g.press.grab = pos - at
	if g.press.grab < 0 || g.press.grab > length {
		g.press.grab = length / 2
		g.pull(p)
	}
}

// pull moves the thumb that is held.
func (g *Grid) pull(p fyne.Position) {
	view, all, to := g.view(), g.content(), g.offset
	if g.press.part == gridOver {
		to.X = unthumb(p.X-g.left()-g.press.grab, view.Width, all.Width)
	} else {
		to.Y = unthumb(p.Y-g.headHeight()-g.press.grab, view.Height, all.Height)
	}
	g.scrollTo(to)
	g.draw(false)
}

// Dragged implements fyne.Draggable.
func (g *Grid) Dragged(ev *fyne.DragEvent) {
	switch g.press.part {
	case gridDown, gridOver:
		g.pull(ev.Position)
	case gridEdge:
		g.pullEdge(ev.Position)
	case gridCells:
		g.extend(g.nearest(ev.Position))
	case gridNames:
		g.extend(gridSpot{g.nearest(ev.Position).row, len(g.columns) - 1})
	case gridHeads:
		g.from = gridSpot{g.rows - 1, g.nearest(ev.Position).col}
		g.draw(false)
		g.OnSelect()
	}
}

// DragEnd implements fyne.Draggable.
func (g *Grid) DragEnd() {
	if g.press.part == gridEdge {
		g.keepWidths()
	}
	g.press = gridPress{}
}

// MouseIn implements desktop.Hoverable.
func (g *Grid) MouseIn(ev *desktop.MouseEvent) { g.MouseMoved(ev) }

// MouseMoved implements desktop.Hoverable.
func (g *Grid) MouseMoved(ev *desktop.MouseEvent) {
	part, s := g.pointed(g.hover)
	was := g.hovered
	g.hover, g.hovered = ev.Position, true
	if now, at := g.pointed(g.hover); !was || now != part || at != s {
		g.draw(false)
	}
}

// MouseOut implements desktop.Hoverable.
func (g *Grid) MouseOut() {
	g.hovered = false
	g.draw(false)
}
