package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
)

// gridDrawing holds what a grid is drawn with. Three parts are cut off at their edges: the names, the heads and the cells. In each, what is
// drawn keeps its place in the content, and the content is moved; so a step of the wheel touches only the rows that come into sight, which
// take over the objects of those that go.
type gridDrawing struct {
	g                         *Grid
	objects                   []fyne.CanvasObject
	names, heads, cells       *container.Clip
	nameBox, headBox, cellBox *fyne.Container
	corner                    *canvas.Text
	under, beside             *canvas.Rectangle // the lines between the parts
	hoverName, hoverRow       *canvas.Rectangle
	atName, atHead            *canvas.Rectangle // behind the names of what is selected
	chosen, frame             *canvas.Rectangle
	trackDown, trackOver      *canvas.Rectangle
	thumbDown, thumbOver      *canvas.Rectangle
	titles                    []*canvas.Text // by column
	bands                     []gridBand
	slots                     []*gridSlot // a row has that of its number modulo their number, a column its cells likewise
	across                    int         // cells of a slot
	whole                     *bubble
}

// gridSlot holds the objects of a row.
type gridSlot struct {
	row   int
	line  *canvas.Rectangle // under the cells
	rule  *canvas.Rectangle // under the name
	name  *canvas.Text
	cells []gridDrawn
}

// gridDrawn holds the objects of a cell.
type gridDrawn struct {
	col        int
	sign, text *canvas.Text
}

func newGridDrawing(g *Grid) *gridDrawing {
	d := &gridDrawing{g: g, nameBox: container.NewWithoutLayout(), headBox: container.NewWithoutLayout(), cellBox: container.NewWithoutLayout()}
	d.names, d.heads, d.cells = newGridClip(d.nameBox), newGridClip(d.headBox), newGridClip(d.cellBox)
	for _, r := range []**canvas.Rectangle{
		&d.under, &d.beside, &d.hoverName, &d.hoverRow, &d.atName, &d.atHead, &d.chosen, &d.frame, &d.trackDown, &d.trackOver, &d.thumbDown, &d.thumbOver,
	} {
		*r = canvas.NewRectangle(nil)
	}
	d.corner, d.whole = canvas.NewText("", nil), newBubble()
	d.objects = []fyne.CanvasObject{
		d.names, d.heads, d.cells, d.corner, d.under, d.beside, d.trackDown, d.thumbDown, d.trackOver, d.thumbOver, d.whole.ground, d.whole.text,
	}
	return d
}

// newGridClip cuts a box off at its edges. Asking for its size makes it ready: what is not ready hides what is in it from the keyboard.
func newGridClip(box *fyne.Container) *container.Clip {
	c := container.NewClip(box)
	c.MinSize()
	return c
}

// draw brings everything in place for the present state; with all, the cells in sight are asked for what they show, else only those that
// have come into sight.
func (g *Grid) draw(all bool) {
	d := g.drawing
	if len(g.edges) != len(g.columns)+1 || g.view().IsZero() {
		return
	}
	if d.resize() {
		all = true
	}
	d.placeParts()
	d.drawRows(all)
	if all {
		d.drawHeads()
	}
	d.drawBands()
	d.drawMarks()
	d.drawBars()
	d.drawEditor()
	d.drawWhole()
	canvas.Refresh(d.under) // paints the window; what has not changed is not made anew
}

// resize makes the objects for a view of the present size, and reports whether it had to.
func (d *gridDrawing) resize() bool {
	g, view := d.g, d.g.view()
	rows := min(int(view.Height/boardRowHeight())+2, max(1, g.rows))
	narrowest := view.Width
	for i := range g.columns {
		narrowest = min(narrowest, g.edges[i+1]-g.edges[i])
	}
	across := min(int(view.Width/max(1, narrowest))+2, len(g.columns))
	if rows <= len(d.slots) && across <= d.across && len(d.titles) == len(g.columns) {
		return false
	}
	rows = max(rows, len(d.slots))
	d.across, d.slots = max(across, d.across), nil
	d.nameBox.Objects = []fyne.CanvasObject{d.hoverName, d.atName}
	d.cellBox.Objects = []fyne.CanvasObject{d.hoverRow, d.chosen}
	for range rows {
		s := &gridSlot{row: -1, line: canvas.NewRectangle(nil), rule: canvas.NewRectangle(nil), name: canvas.NewText("", nil)}
		d.nameBox.Objects = append(d.nameBox.Objects, s.name, s.rule)
		d.cellBox.Objects = append(d.cellBox.Objects, s.line)
		texts := newGridTexts(2 * d.across)
		for i := range d.across {
			s.cells = append(s.cells, gridDrawn{-1, texts[2*i], texts[2*i+1]})
			d.cellBox.Objects = append(d.cellBox.Objects, texts[2*i], texts[2*i+1])
		}
		d.slots = append(d.slots, s)
	}
	d.cellBox.Objects = append(d.cellBox.Objects, d.frame, g.holder)
	d.makeHeads()
	return true
}

// placeParts sets the parts to their places and moves what is in them.
func (d *gridDrawing) placeParts() {
	g, view, all := d.g, d.g.view(), d.g.content()
	left, top := g.left(), g.headHeight()
	put(d.names, fyne.NewPos(0, top), fyne.NewSize(left, view.Height))
	put(d.heads, fyne.NewPos(left, 0), fyne.NewSize(view.Width, top))
	put(d.cells, fyne.NewPos(left, top), view)
	put(d.nameBox, fyne.NewPos(0, -g.offset.Y), fyne.NewSize(left, max(all.Height, view.Height)))
	put(d.headBox, fyne.NewPos(-g.offset.X, 0), fyne.NewSize(max(all.Width, view.Width), top))
	put(d.cellBox, fyne.NewPos(-g.offset.X, -g.offset.Y), fyne.NewSize(max(all.Width, view.Width), max(all.Height, view.Height)))
	setText(d.corner, g.title, theme.Size(theme.SizeNameCaptionText), ToneMuted)
	put(d.corner, fyne.NewPos(boardPad, g.bandHeight()), fyne.NewSize(left-2*boardPad, tableHeadHeight()))
	fillRect(d.under, ToneMuted)
	put(d.under, fyne.NewPos(0, top-1), fyne.NewSize(left+view.Width, 1))
	fillRect(d.beside, ToneRule)
	put(d.beside, fyne.NewPos(left-1, 0), fyne.NewSize(1, min(top+view.Height, top+all.Height)))
}

// inSightRows gives the rows in sight, inSightCols the columns; both without the end.
func (g *Grid) inSightRows() (from, to int) {
	h := boardRowHeight()
	return int(g.offset.Y / h), min(g.rows, int((g.offset.Y+g.view().Height)/h)+1)
}

func (g *Grid) inSightCols() (from, to int) {
	return g.colAt(g.offset.X), min(len(g.columns), g.colAt(g.offset.X+g.view().Width)+1)
}

func (d *gridDrawing) drawRows(all bool) {
	g := d.g
	from, to := g.inSightRows()
	first, last := g.inSightCols()
	if all {
		for _, s := range d.slots {
			s.clear(s.row < from || s.row >= to)
		}
	}
	for row := from; row < to; row++ {
		s := d.slots[row%len(d.slots)]
		fresh := s.row != row
		if fresh || all {
			s.clear(false)
			s.row = row
			d.drawName(s)
		}
		for col := first; col < last; col++ {
			if c := &s.cells[col%d.across]; c.col != col {
				c.col = col
				d.drawCell(c, row)
			}
		}
		if all {
			s.hideUnused()
		}
	}
}

// clear forgets what the cells show; hidden takes them and the name out of sight.
func (s *gridSlot) clear(hidden bool) {
	for i := range s.cells {
		s.cells[i].col = -1
		if hidden {
			s.cells[i].sign.Hide()
			s.cells[i].text.Hide()
		}
	}
	if hidden {
		s.row = -1
		s.name.Hide()
		s.line.Hide()
		s.rule.Hide()
	}
}

// hideUnused takes out of sight what was drawn for other columns.
func (s *gridSlot) hideUnused() {
	for i := range s.cells {
		if c := &s.cells[i]; c.col < 0 {
			c.sign.Hide()
			c.text.Hide()
		}
	}
}

func (d *gridDrawing) drawName(s *gridSlot) {
	g, h := d.g, boardRowHeight()
	y := float32(s.row) * h
	room := g.left() - 2*boardPad
	setText(s.name, fitting(g.Name(s.row), room), tableTextSize(), "")
	put(s.name, fyne.NewPos(boardPad, y), fyne.NewSize(room, h))
	fillRect(s.line, ToneRule)
	fillRect(s.rule, ToneRule)
	put(s.line, fyne.NewPos(0, y+h-1), fyne.NewSize(g.content().Width, 1))
	put(s.rule, fyne.NewPos(0, y+h-1), fyne.NewSize(g.left(), 1))
	s.name.Show()
	s.line.Show()
	s.rule.Show()
}

// gridPad is the margin of a cell's words, gridSignGap stands between them and the sign.
const (
	gridPad     = 7
	gridSignGap = 4
)

func (d *gridDrawing) drawCell(c *gridDrawn, row int) {
	g := d.g
	at, size := g.box(row, c.col)
	cell, column := g.Cell(row, c.col), g.columns[c.col]
	name := fyne.ThemeColorName("")
	if cell.Quiet {
		name = ToneMuted
	}
	room, end := size.Width-2*gridPad, size.Width-gridPad
	c.sign.Hidden = cell.Sign == ""
	if side := tableTextSize(); cell.Sign != "" {
		c.sign.Alignment = fyne.TextAlignCenter
		setBold(c.sign, true)
		setText(c.sign, cell.Sign, side, cell.Tone)
		put(c.sign, at.AddXY(end-side, 0), fyne.NewSize(side, size.Height))
		room, end = room-side-gridSignGap, end-side-gridSignGap
	}
	c.text.Alignment = fyne.TextAlignTrailing
	setBold(c.text, column.Bold)
	setText(c.text, fitting(cell.Text, room), tableTextSize(), name)
	put(c.text, at.AddXY(end-room, 0), fyne.NewSize(room, size.Height))
	c.text.Hidden = g.editing && row == g.at.row && c.col == g.at.col
}

func setBold(t *canvas.Text, on bool) {
	if t.TextStyle.Bold != on {
		t.TextStyle.Bold = on
		t.Refresh()
	}
}

// fitting cuts a text of a list to a width; one that is surely narrower is not measured.
func fitting(text string, width float32) string {
	if float32(len(text))*tableTextSize()*0.7 <= width {
		return text
	}
	return shorten(text, width, SizeList)
}

// drawMarks marks the row under the pointer, what is selected, and the cell with the keyboard.
func (d *gridDrawing) drawMarks() {
	g := d.g
	part, s := g.pointed(g.hover)
	over := g.hovered && (part == gridCells || part == gridNames)
	d.hoverName.Hidden, d.hoverRow.Hidden = !over, !over
	h, all := boardRowHeight(), g.content()
	fillRect(d.hoverName, ToneQuote)
	fillRect(d.hoverRow, ToneQuote)
	put(d.hoverName, fyne.NewPos(0, float32(s.row)*h), fyne.NewSize(g.left(), h-1))
	put(d.hoverRow, fyne.NewPos(0, float32(s.row)*h), fyne.NewSize(all.Width, h-1))
	r, ok := g.Selected()
	for _, o := range []*canvas.Rectangle{d.chosen, d.frame, d.atName, d.atHead} {
		o.Hidden = !ok
	}
	if !ok {
		return
	}
	at, _ := g.box(r.Row, r.Col)
	to := fyne.NewPos(g.edges[r.ToCol+1], float32(r.ToRow+1)*h)
	fillRect(d.chosen, theme.ColorNameSelection)
	d.chosen.Hidden = g.at == g.from
	put(d.chosen, at, fyne.NewSize(to.X-at.X, to.Y-at.Y-1))
	fillRect(d.atName, ToneSheet)
	fillRect(d.atHead, ToneSheet)
	put(d.atName, fyne.NewPos(0, at.Y), fyne.NewSize(g.left(), to.Y-at.Y-1))
	put(d.atHead, fyne.NewPos(at.X, g.bandHeight()), fyne.NewSize(to.X-at.X, tableHeadHeight()))
	at, size := g.box(g.at.row, g.at.col)
	outline(d.frame, g.focused || g.editing)
	put(d.frame, at, size.SubtractWidthHeight(0, 1))
}

// outline draws the frame of the cell with the keyboard, fainter while the keyboard is elsewhere.
func outline(r *canvas.Rectangle, on bool) {
	color, width := tone(ToneMuted), float32(1)
	if on {
		color, width = tone(ToneFocus), focusRing
	}
	if r.StrokeColor != color || r.StrokeWidth != width {
		r.StrokeColor, r.StrokeWidth, r.CornerRadius = color, width, 2
		r.Refresh()
	}
}

func (d *gridDrawing) drawBars() {
	g, view, all := d.g, d.g.view(), d.g.content()
	left, top := g.left(), g.headHeight()
	at, length := thumb(g.offset.Y, view.Height, all.Height)
	d.trackDown.Hidden, d.thumbDown.Hidden = all.Height <= view.Height, all.Height <= view.Height
	put(d.trackDown, fyne.NewPos(left+view.Width, top), fyne.NewSize(gridBar, view.Height))
	put(d.thumbDown, fyne.NewPos(left+view.Width+3, top+at), fyne.NewSize(gridBar-6, length))
	at, length = thumb(g.offset.X, view.Width, all.Width)
	d.trackOver.Hidden, d.thumbOver.Hidden = all.Width <= view.Width, all.Width <= view.Width
	put(d.trackOver, fyne.NewPos(left, top+view.Height), fyne.NewSize(view.Width, gridBar))
	put(d.thumbOver, fyne.NewPos(left+at, top+view.Height+3), fyne.NewSize(length, gridBar-6))
	for _, track := range []*canvas.Rectangle{d.trackDown, d.trackOver} {
		fillRect(track, theme.ColorNameScrollBarBackground)
	}
	for _, t := range []*canvas.Rectangle{d.thumbDown, d.thumbOver} {
		t.CornerRadius = 3
		fillRect(t, theme.ColorNameScrollBar)
	}
}

func (d *gridDrawing) drawEditor() {
	g := d.g
	if !g.editing {
		return
	}
	at, size := g.box(g.at.row, g.at.col)
	d.frame.Hidden = true
	put(g.holder, at.AddXY(0, 1), size.SubtractWidthHeight(0, 2))
}

// drawWhole tells the whole words of the head or the name under the pointer where they are shortened.
func (d *gridDrawing) drawWhole() {
	g := d.g
	part, s := g.pointed(g.hover)
	words, at := "", anchor{}
	switch {
	case !g.hovered:
	case part == gridHeads:
		words = g.columns[s.col].Whole
		at = anchor{left: g.left() + g.edges[s.col] - g.offset.X, top: g.bandHeight(), bottom: g.headHeight()}
	case part == gridNames:
		if name := g.Name(s.row); fitting(name, g.left()-2*boardPad) != name {
			words = name
		}
		y := g.headHeight() + float32(s.row)*boardRowHeight() - g.offset.Y
		at = anchor{left: boardPad, top: y, bottom: y + boardRowHeight()}
	}
	d.whole.show(words, at, g.Size())
}
