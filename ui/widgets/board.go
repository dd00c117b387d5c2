package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
)

// BoardCell is what a cell of a Board shows: its words, and after them how many more there are.
type BoardCell struct {
	Text, More string
	// Quiet words say that nothing is there.
	Quiet bool
}

// Board is a small grid of named rows and columns, each cell of which can be typed into after a click or the arrow keys, and opened by Enter.
type Board struct {
	reached
	// OnOpen is called for a cell.
	OnOpen func(row, col int)
	// Begins says whether a cell can be typed into: what its entry shows while it is blank, and its text for who goes on with it; nil where
	// nothing can.
	Begins func(row, col int) (hint, text string, ok bool)
	// OnEnter takes what was typed. Where more is wanted of the cell, next is what its entry shows then, and step counts from 0; wrong says why
	// the text cannot be taken, which stays.
	OnEnter func(row, col, step int, text string) (next, wrong string)

	typing boardTyping

	rows, columns    []string
	cells            [][]BoardCell
	row, col         int
	hoverAt, hoverTo int // row and column under the pointer

	hover, frame, under *canvas.Rectangle
	heads               []*canvas.Text
	lines               []boardLine
	whole               *bubble
}

// boardLine holds what is drawn of a row.
type boardLine struct {
	line        *canvas.Rectangle
	name        *canvas.Text
	texts, more []*canvas.Text
}

// NewBoard makes a board; rows and columns are their names.
func NewBoard(rows, columns []string, open func(row, col int)) *Board {
	b := &Board{rows: rows, columns: columns, OnOpen: open, cells: make([][]BoardCell, len(rows))}
	for i := range b.cells {
		b.cells[i] = make([]BoardCell, len(columns))
	}
	b.makeEntry()
	b.ExtendBaseWidget(b)
	return b
}

// Set changes a cell.
func (b *Board) Set(row, col int, cell BoardCell) {
	if b.cells[row][col] != cell {
		b.cells[row][col] = cell
		b.Refresh()
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

// Tapped begins an entry on the cell under the pointer, or opens one that cannot be typed into.
func (b *Board) Tapped(ev *fyne.PointEvent) {
	row, col, ok := b.at(ev.Position)
	if !ok {
		return
	}
	b.finish()
	b.row, b.col = row, col
	b.takeFocus()
	b.Refresh()
	if b.Begins == nil {
		b.OnOpen(row, col)
		return
	}
	b.begin("")
}

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
	case fyne.KeyF2:
		b.begin("")
	}
	b.Refresh()
}

// MouseIn implements desktop.Hoverable.
func (b *Board) MouseIn(ev *desktop.MouseEvent) { b.MouseMoved(ev) }

// MouseMoved implements desktop.Hoverable.
func (b *Board) MouseMoved(ev *desktop.MouseEvent) {
	row, col, ok := b.at(ev.Position)
	if row != b.hoverAt || col != b.hoverTo || ok != b.hovered {
		b.hoverAt, b.hoverTo, b.hovered = row, col, ok
		b.Refresh()
	}
}

// Cursor implements desktop.Cursorable.
func (b *Board) Cursor() desktop.Cursor { return desktop.PointerCursor }

// MinSize implements fyne.CanvasObject.
func (b *Board) MinSize() fyne.Size {
	return fyne.NewSize(b.nameWidth()+float32(len(b.columns))*96, tableHeadHeight()+float32(len(b.rows))*boardRowHeight()+1)
}

// CreateRenderer implements fyne.Widget.
func (b *Board) CreateRenderer() fyne.WidgetRenderer {
	b.hover, b.frame, b.under, b.whole = canvas.NewRectangle(nil), canvas.NewRectangle(nil), canvas.NewRectangle(nil), newBubble()
	objects := []fyne.CanvasObject{b.hover, b.under}
	text := func() *canvas.Text {
		t := canvas.NewText("", nil)
		objects = append(objects, t)
		return t
	}
	b.heads, b.lines = nil, nil
	for range b.columns {
		b.heads = append(b.heads, text())
	}
	for range b.rows {
		row := boardLine{line: canvas.NewRectangle(nil), name: text()}
		objects = append(objects, row.line)
		for range b.columns {
			row.texts, row.more = append(row.texts, text()), append(row.more, text())
		}
		b.lines = append(b.lines, row)
	}
	objects = append(objects, b.frame, b.typing.holder, b.whole.ground, b.whole.text)
	return newDrawn(drawn{b, objects, b.place, b.paint})
}

func (b *Board) paint() {
	fillRect(b.under, ToneMuted)
	fillRect(b.hover, ToneQuote)
	b.hover.Hidden, b.frame.Hidden = !b.hovered, !b.focused || b.typing.on
	b.frame.StrokeColor, b.frame.StrokeWidth, b.frame.CornerRadius = tone(theme.ColorNamePrimary), 1.5, 2
	for i, row := range b.lines {
		fillRect(row.line, ToneRule)
		setText(row.name, b.rows[i], tableTextSize(), ToneMuted)
	}
}

// place sets everything to its place, and the words as far as there is room for them.
func (b *Board) place(size fyne.Size) {
	for col, head := range b.heads {
		at, size := b.box(0, col)
		words := shorten(b.columns[col], size.Width-2*boardPad, theme.SizeNameCaptionText)
		setText(head, words, theme.Size(theme.SizeNameCaptionText), ToneMuted)
		put(head, fyne.NewPos(at.X+boardPad, 0), fyne.NewSize(size.Width, tableHeadHeight()))
	}
	put(b.under, fyne.NewPos(0, tableHeadHeight()-1), fyne.NewSize(size.Width, 1))
	for i, row := range b.lines {
		at, box := b.box(i, 0)
		put(row.line, fyne.NewPos(0, at.Y+box.Height-1), fyne.NewSize(size.Width, 1))
		put(row.name, fyne.NewPos(boardPad, at.Y), fyne.NewSize(at.X, box.Height))
		for col := range b.columns {
			b.placeCell(i, col)
		}
	}
	at, box := b.box(b.hoverAt, b.hoverTo)
	put(b.hover, at, box)
	at, box = b.box(b.row, b.col)
	put(b.frame, at, box.SubtractWidthHeight(0, 1))
	put(b.typing.holder, at.AddXY(2, 1), box.SubtractWidthHeight(4, 2))
	b.placeWhole()
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

func (b *Board) placeCell(row, col int) {
	cell := b.cells[row][col]
	at, size := b.box(row, col)
	name := fyne.ThemeColorName("")
	if cell.Quiet {
		name = ToneMuted
	}
	text, more := b.lines[row].texts[col], b.lines[row].more[col]
	if b.typing.on && row == b.row && col == b.col {
		cell = BoardCell{} // the entry shows it
	}
	setText(text, shorten(cell.Text, b.room(row, col), SizeList), tableTextSize(), name)
	put(text, fyne.NewPos(at.X+boardPad, at.Y), fyne.NewSize(b.room(row, col), size.Height))
	more.Alignment = fyne.TextAlignTrailing
	setText(more, cell.More, theme.Size(theme.SizeNameCaptionText), ToneGood)
	put(more, at, fyne.NewSize(size.Width-boardPad, size.Height))
}

// placeWhole shows words too long for their cell, of the cell under the pointer or with the keyboard.
func (b *Board) placeWhole() {
	row, col := b.row, b.col
	if b.hovered {
		row, col = b.hoverAt, b.hoverTo
	}
	words := ""
	if text := b.cells[row][col].Text; b.typing.wrong != "" {
		row, col, words = b.row, b.col, b.typing.wrong
	} else if b.hovered || b.focused {
		if fyne.MeasureText(text, tableTextSize(), fyne.TextStyle{}).Width > b.room(row, col) {
			words = text
		}
	}
	at, size := b.box(row, col)
	b.whole.show(words, anchor{left: at.X, top: at.Y, bottom: at.Y + size.Height}, b.Size())
}
