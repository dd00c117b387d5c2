package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// BoardCell is what a cell of a Board shows: its words, and after them how many more there are.
type BoardCell struct {
	Text, More string
	// Quiet words say that nothing is there.
	Quiet bool
}

// Board is a small grid of named rows and columns, each cell of which can be opened by a click or, after the arrow keys, by Enter.
type Board struct {
	widget.BaseWidget
	// OnOpen is called for a cell.
	OnOpen func(row, col int)

	rows, columns    []string
	cells            [][]BoardCell
	row, col         int
	focused, over    bool
	hoverAt, hoverTo int // row and column under the pointer
	drawing          *boardRenderer
}

// NewBoard makes a board; rows and columns are their names.
func NewBoard(rows, columns []string, open func(row, col int)) *Board {
	b := &Board{rows: rows, columns: columns, OnOpen: open, cells: make([][]BoardCell, len(rows))}
	for i := range b.cells {
		b.cells[i] = make([]BoardCell, len(columns))
	}
	b.ExtendBaseWidget(b)
	return b
}

// Set changes a cell.
func (b *Board) Set(row, col int, cell BoardCell) {
	if b.cells[row][col] != cell {
		b.cells[row][col] = cell
		b.draw()
	}
}

// Cell gives what a cell shows.
func (b *Board) Cell(row, col int) BoardCell { return b.cells[row][col] }

// Place gives the cell the keyboard is on.
func (b *Board) Place() (row, col int) { return b.row, b.col }

const boardPad = 8

func (b *Board) nameWidth() float32 {
	var w float32
	for _, name := range b.rows {
		w = max(w, fyne.MeasureText(name, tableTextSize(), fyne.TextStyle{}).Width)
	}
	return w + 2*boardPad
}

func boardRowHeight() float32 { return tableRowHeight() - 3 }

// box gives a cell's corner and size.
func (b *Board) box(row, col int) (fyne.Position, fyne.Size) {
	left := b.nameWidth()
	width := (b.Size().Width - left) / float32(len(b.columns))
	return fyne.NewPos(left+float32(col)*width, tableHeadHeight()+float32(row)*boardRowHeight()), fyne.NewSize(width, boardRowHeight())
}

// Middle gives a point inside a cell, for pointing at it.
func (b *Board) Middle(row, col int) fyne.Position {
	at, size := b.box(row, col)
	return at.AddXY(size.Width/2, size.Height/2)
}

func (b *Board) at(p fyne.Position) (row, col int, ok bool) {
	left := b.nameWidth()
	if p.X < left || p.Y < tableHeadHeight() {
		return 0, 0, false
	}
	row = int((p.Y - tableHeadHeight()) / boardRowHeight())
	col = int((p.X - left) / ((b.Size().Width - left) / float32(len(b.columns))))
	return row, col, row < len(b.rows) && col < len(b.columns)
}

// Tapped opens the cell under the pointer.
func (b *Board) Tapped(ev *fyne.PointEvent) {
	row, col, ok := b.at(ev.Position)
	if !ok {
		return
	}
	b.row, b.col = row, col
	if c := canvasOf(b); c != nil {
		c.Focus(b)
	}
	b.draw()
	b.OnOpen(row, col)
}

// FocusGained implements fyne.Focusable.
func (b *Board) FocusGained() { b.focused = true; b.draw() }

// FocusLost implements fyne.Focusable.
func (b *Board) FocusLost() { b.focused = false; b.draw() }

// TypedRune implements fyne.Focusable.
func (b *Board) TypedRune(rune) {}

// TypedKey moves with the arrow keys and opens with Enter.
func (b *Board) TypedKey(key *fyne.KeyEvent) {
	if passOn(b, key) {
		return
	}
	switch key.Name {
	case fyne.KeyUp:
		b.row = max(0, b.row-1)
	case fyne.KeyDown:
		b.row = min(len(b.rows)-1, b.row+1)
	case fyne.KeyLeft:
		b.col = max(0, b.col-1)
	case fyne.KeyRight:
		b.col = min(len(b.columns)-1, b.col+1)
	case fyne.KeyHome:
		b.row = 0
	case fyne.KeyEnd:
		b.row = len(b.rows) - 1
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		b.OnOpen(b.row, b.col)
	}
	b.draw()
}

// MouseIn implements desktop.Hoverable.
func (b *Board) MouseIn(ev *desktop.MouseEvent) { b.MouseMoved(ev) }

// MouseMoved implements desktop.Hoverable.
func (b *Board) MouseMoved(ev *desktop.MouseEvent) {
	row, col, ok := b.at(ev.Position)
	if row != b.hoverAt || col != b.hoverTo || ok != b.over {
		b.hoverAt, b.hoverTo, b.over = row, col, ok
		b.draw()
	}
}

// MouseOut implements desktop.Hoverable.
func (b *Board) MouseOut() { b.over = false; b.draw() }

// Cursor implements desktop.Cursorable.
func (b *Board) Cursor() desktop.Cursor { return desktop.PointerCursor }

// MinSize implements fyne.CanvasObject.
func (b *Board) MinSize() fyne.Size {
	return fyne.NewSize(b.nameWidth()+float32(len(b.columns))*96, tableHeadHeight()+float32(len(b.rows))*boardRowHeight()+1)
}

// Refresh shows everything anew.
func (b *Board) Refresh() {
	b.draw()
	b.BaseWidget.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (b *Board) CreateRenderer() fyne.WidgetRenderer {
	r := &boardRenderer{b: b, hover: canvas.NewRectangle(nil), frame: canvas.NewRectangle(nil), under: canvas.NewRectangle(nil), whole: newBubble()}
	r.objects = append(r.objects, r.hover, r.under)
	text := func() *canvas.Text {
		t := canvas.NewText("", nil)
		r.objects = append(r.objects, t)
		return t
	}
	for range b.columns {
		r.heads = append(r.heads, text())
	}
	for range b.rows {
		line := canvas.NewRectangle(nil)
		r.objects = append(r.objects, line)
		row := boardRow{line: line, name: text()}
		for range b.columns {
			row.texts, row.more = append(row.texts, text()), append(row.more, text())
		}
		r.rows = append(r.rows, row)
	}
	r.objects = append(r.objects, r.frame, r.whole.ground, r.whole.text)
	b.drawing = r
	return r
}

type boardRow struct {
	line        *canvas.Rectangle
	name        *canvas.Text
	texts, more []*canvas.Text
}

type boardRenderer struct {
	b                   *Board
	hover, frame, under *canvas.Rectangle
	heads               []*canvas.Text
	rows                []boardRow
	whole               *bubble
	objects             []fyne.CanvasObject
}

func (r *boardRenderer) Destroy()                     {}
func (r *boardRenderer) MinSize() fyne.Size           { return r.b.MinSize() }
func (r *boardRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *boardRenderer) Layout(fyne.Size)             { r.b.draw() }

func (r *boardRenderer) Refresh() {
	r.b.draw()
	canvas.Refresh(r.b)
}

// draw brings everything in place for the present state.
func (b *Board) draw() {
	r := b.drawing
	if r == nil {
		return
	}
	small, width := theme.Size(theme.SizeNameCaptionText), b.Size().Width
	for col, head := range r.heads {
		at, size := b.box(0, col)
		setText(head, shorten(b.columns[col], size.Width-2*boardPad, theme.SizeNameCaptionText), small, ToneMuted)
		put(head, fyne.NewPos(at.X+boardPad, 0), fyne.NewSize(size.Width, tableHeadHeight()))
	}
	fillRect(r.under, ToneMuted)
	put(r.under, fyne.NewPos(0, tableHeadHeight()-1), fyne.NewSize(width, 1))
	for i, row := range r.rows {
		at, size := b.box(i, 0)
		fillRect(row.line, ToneRule)
		put(row.line, fyne.NewPos(0, at.Y+size.Height-1), fyne.NewSize(width, 1))
		setText(row.name, b.rows[i], tableTextSize(), ToneMuted)
		put(row.name, fyne.NewPos(boardPad, at.Y), fyne.NewSize(at.X, size.Height))
		for col := range b.columns {
			r.drawCell(i, col)
		}
	}
	r.hover.Hidden = !b.over
	fillRect(r.hover, ToneQuote)
	if b.over {
		at, size := b.box(b.hoverAt, b.hoverTo)
		put(r.hover, at, size)
	}
	r.frame.Hidden = !b.focused
	r.frame.StrokeColor, r.frame.StrokeWidth, r.frame.CornerRadius = tone(theme.ColorNamePrimary), 1.5, 2
	at, size := b.box(b.row, b.col)
	put(r.frame, at, size.SubtractWidthHeight(0, 1))
	r.drawWhole()
	canvas.Refresh(b) // what pointer and keys change is painted at once
}

// room is the width a cell has for its words.
func (b *Board) room(row, col int) float32 {
	_, size := b.box(row, col)
	room := size.Width - 2*boardPad
	if more := b.cells[row][col].More; more != "" {
		room -= fyne.MeasureText(more, theme.Size(theme.SizeNameCaptionText), fyne.TextStyle{}).Width + 6
	}
	return max(8, room)
}

func (r *boardRenderer) drawCell(row, col int) {
	b := r.b
	cell := b.cells[row][col]
	at, size := b.box(row, col)
	name := fyne.ThemeColorName("")
	if cell.Quiet {
		name = ToneMuted
	}
	text, more := r.rows[row].texts[col], r.rows[row].more[col]
	setText(text, shorten(cell.Text, b.room(row, col), SizeList), tableTextSize(), name)
	put(text, fyne.NewPos(at.X+boardPad, at.Y), fyne.NewSize(b.room(row, col), size.Height))
	more.Alignment = fyne.TextAlignTrailing
	setText(more, cell.More, theme.Size(theme.SizeNameCaptionText), ToneGood)
	put(more, at, fyne.NewSize(size.Width-boardPad, size.Height))
}

// drawWhole shows words too long for their cell, of the cell under the pointer or with the keyboard.
func (r *boardRenderer) drawWhole() {
	b := r.b
	row, col := b.row, b.col
	if b.over {
		row, col = b.hoverAt, b.hoverTo
	}
	words := ""
	if text := b.cells[row][col].Text; b.over || b.focused {
		if fyne.MeasureText(text, tableTextSize(), fyne.TextStyle{}).Width > b.room(row, col) {
			words = text
		}
	}
	at, size := b.box(row, col)
	r.whole.show(words, anchor{at.X, at.Y, at.Y + size.Height}, b.Size())
}
