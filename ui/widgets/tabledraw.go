package widgets

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// A table of up to tableWhole rows is drawn whole; of a longer one tableSpare rows above and below the part in sight.
const (
	tableWhole = 80
	tableSpare = 20
)

// CreateRenderer implements fyne.Widget.
func (t *Table) CreateRenderer() fyne.WidgetRenderer {
	r := &tableRenderer{t: t, under: canvas.NewRectangle(nil), row: canvas.NewRectangle(nil), hover: canvas.NewRectangle(nil), head: canvas.NewRectangle(nil)}
	r.pieces = canvas.NewText(t.pieces, nil)
	r.bin, r.attach, r.drop = newPicture(), newPicture(), newPicture()
	r.to = canvas.NewRectangle(nil)
	r.whole = newBubble()
	r.drawn = drawn{t, nil, t.lay, t.draw}
	t.drawing = r
	return r
}

// tableRenderer draws the rows in sight; slots are used again for others.
type tableRenderer struct {
	drawn
	t                 *Table
	under, row, hover *canvas.Rectangle
	head              *canvas.Rectangle // behind the head while rows scroll under it
	to                *canvas.Rectangle // where rows that are dragged would go
	pieces            *canvas.Text
	slots             []*tableSlot
	bin, attach, drop *picture
	whole             *bubble
}

// tableSlot holds the objects of one row.
type tableSlot struct {
	ground, line         *canvas.Rectangle
	number, mark, pieces *canvas.Text
	cells                []*canvas.Text
	full                 []string // the texts before shortening
	width                []float32
}

func newTableSlot(columns int) *tableSlot {
	s := &tableSlot{
		ground: canvas.NewRectangle(nil), line: canvas.NewRectangle(nil), number: canvas.NewText("", nil), mark: canvas.NewText("", nil),
		pieces: canvas.NewText("", nil), full: make([]string, columns), width: make([]float32, columns),
	}
	s.number.Alignment, s.pieces.Alignment, s.mark.Alignment = fyne.TextAlignTrailing, fyne.TextAlignCenter, fyne.TextAlignTrailing
	for range columns {
		s.cells = append(s.cells, canvas.NewText("", nil))
	}
	return s
}

// lay shares the width out and draws everything for it.
func (t *Table) lay(size fyne.Size) {
	t.place(size.Width)
	t.draw()
}

// span gives the rows to draw.
func (t *Table) span() (from, to int) {
	if t.lines() <= tableWhole {
		return 0, t.lines()
	}
	h := tableRowHeight()
	from = int((t.top-tableHeadHeight())/h) - tableSpare
	to = int((t.end-tableHeadHeight())/h) + tableSpare
	return max(0, min(from, t.lines())), max(0, min(to, t.lines()))
}

// draw brings everything in place for the present state.
func (t *Table) draw() {
	r := t.drawing
	if r == nil || len(t.edges) == 0 {
		return
	}
	from, to := t.span()
	for len(r.slots) < to-from {
		r.slots = append(r.slots, newTableSlot(len(t.columns)))
	}
	r.slots = r.slots[:to-from]
	objects := append(r.objects[:0:0], r.hover, r.row)
	heads := []fyne.CanvasObject{r.under, r.pieces}
	for _, h := range t.heads {
		heads = append(heads, h)
	}
	for _, e := range t.grips {
		heads = append(heads, e)
	}
	stays := t.headTop() == 0
	if stays {
		objects = append(objects, heads...)
	}
	for i, s := range r.slots {
		r.drawRow(s, from+i)
		objects = append(objects, s.ground, s.line, s.number, s.mark, s.pieces)
		for _, c := range s.cells {
			objects = append(objects, c)
		}
	}
	objects = append(objects, t.holder, r.bin.image, r.attach.image, r.drop.image, r.to)
	if !stays {
		objects = append(append(objects, r.head), heads...)
	}
	r.objects = append(objects, r.whole.ground, r.whole.text)
	r.drawHead()
	r.drawGrounds()
	r.drawEditor()
	r.drawTools()
	r.drawWhole()
	canvas.Refresh(t) // what the pointer changes is painted at once, also while no cell is typed into
}

// headTop is where the head stands: at the table's upper edge, or while that is out of sight where the part in sight begins, over the last
// row at the most.
func (t *Table) headTop() float32 {
	return max(0, min(t.top, t.rowAt(t.lines()-1)-tableHeadHeight()))
}

func (r *tableRenderer) drawHead() {
	t, h := r.t, tableHeadHeight()
	top := t.headTop()
	fillRect(r.head, theme.ColorNameBackground)
	put(r.head, fyne.NewPos(0, top), fyne.NewSize(t.Size().Width, h))
	width := t.Size().Width
	for i, head := range t.heads {
		put(head, fyne.NewPos(t.edges[i], top), fyne.NewSize(t.edges[i+1]-t.edges[i], h))
	}
	for i, e := range t.grips {
		put(e, fyne.NewPos(t.edges[i+1]-(edgeWidth+1)/2, top), fyne.NewSize(edgeWidth, h))
	}
	setText(r.pieces, t.pieces, theme.Size(theme.SizeNameCaptionText), ToneMuted)
	r.pieces.Alignment = fyne.TextAlignCenter
	put(r.pieces, fyne.NewPos(t.edges[len(t.columns)], top), fyne.NewSize(tablePieces, h))
	fillRect(r.under, ToneMuted)
	put(r.under, fyne.NewPos(0, top+h-1), fyne.NewSize(width, 1))
}

// rowAt gives a row's upper edge.
func (t *Table) rowAt(row int) float32 { return tableHeadHeight() + float32(row)*tableRowHeight() }

func (r *tableRenderer) drawRow(s *tableSlot, row int) {
	t := r.t
	y, h := t.rowAt(row), tableRowHeight()
	small := theme.Size(theme.SizeNameCaptionText)
	fillRect(s.ground, theme.ColorNameSelection)
	s.ground.Hidden = !t.picked[row]
	put(s.ground, fyne.NewPos(0, y), fyne.NewSize(t.Size().Width, h-1))
	fillRect(s.line, ToneRule)
	put(s.line, fyne.NewPos(0, y+h-1), fyne.NewSize(t.Size().Width, 1))
	number, mark, pieces := strconv.Itoa(row+1), "", ""
	if row < t.rows {
		mark, pieces = t.Mark(row), t.Pieces(row)
	} else {
		number = "+"
	}
	setText(s.number, number, small, ToneMuted)
	put(s.number, fyne.NewPos(0, y), fyne.NewSize(tableNumber-8, h))
	setText(s.pieces, pieces, small, ToneGood)
	put(s.pieces, fyne.NewPos(t.edges[len(t.columns)], y), fyne.NewSize(tablePieces, h))
	setText(s.mark, mark, small, ToneWait)
	put(s.mark, fyne.NewPos(t.edges[0], y), fyne.NewSize(t.edges[1]-t.edges[0]-6, h))
	r.drawCells(s, row)
}

func (r *tableRenderer) drawCells(s *tableSlot, row int) {
	t := r.t
	y, h, size := t.rowAt(row), tableRowHeight(), tableTextSize()
	for col, text := range s.cells {
		cell := t.cell(row, col)
		tone := fyne.ThemeColorName("")
		switch {
		case row == t.rows && col == 0 && !t.focused:
			cell.Text, tone = "加一行…", ToneMuted
		case row == t.row && col == t.col && t.focused:
			cell.Text = "" // the entry shows it
		case cell.Wrong:
			tone = ToneError
		}
		room := t.room(row, col)
		if s.full[col] != cell.Text || s.width[col] != room || text.TextSize != size {
			s.full[col], s.width[col] = cell.Text, room
			setText(text, shorten(cell.Text, room, SizeList), size, tone)
		} else {
			setText(text, text.Text, size, tone)
		}
		put(text, fyne.NewPos(t.edges[col]+tablePad, y), fyne.NewSize(room, h))
	}
}

// tableMarkGap is kept free before a row's mark, so that the outline of the cell being typed into ends short of it.
const tableMarkGap = 12

// room is the width a cell has for its text.
func (t *Table) room(row, col int) float32 {
	room := t.edges[col+1] - t.edges[col] - 2*tablePad
	if col == 0 && row < t.rows {
		if mark := t.Mark(row); mark != "" {
			room -= fyne.MeasureText(mark, theme.Size(theme.SizeNameCaptionText), fyne.TextStyle{}).Width + tableMarkGap
		}
	}
	return max(room, 8)
}

// drawGrounds marks the row under the pointer and the one with the keyboard.
func (r *tableRenderer) drawGrounds() {
	t := r.t
	width, h := t.Size().Width, tableRowHeight()
	s := t.at(t.hover)
	r.hover.Hidden = !t.over || !s.ok
	fillRect(r.hover, ToneQuote)
	put(r.hover, fyne.NewPos(0, t.rowAt(s.row)), fyne.NewSize(width, h-1))
	r.row.Hidden = !t.focused || t.locked()
	fillRect(r.row, ToneSheet)
	put(r.row, fyne.NewPos(0, t.rowAt(t.row)), fyne.NewSize(width, h-1))
	r.to.Hidden = t.press.rows == nil
	fillRect(r.to, ToneFocus)
	put(r.to, fyne.NewPos(0, t.rowAt(t.press.to)-2), fyne.NewSize(width, 3))
}

func (r *tableRenderer) drawEditor() {
	t := r.t
	r.drop.image.Hidden = true
	if t.locked() {
		return
	}
	width := t.room(t.row, t.col) + 2*tablePad
	column := t.columns[t.col]
	r.drop.image.Hidden = !t.focused || len(column.Options) == 0 && !column.Day
	if !r.drop.image.Hidden { // beside the entry, so that a click there is the table's
		width -= tableDrop
		icon := theme.MenuDropDownIcon()
		if column.Day {
			icon = theme.CalendarIcon()
		}
		r.drop.show(icon, ToneMuted)
		put(r.drop.image, fyne.NewPos(t.edges[t.col]+width, t.rowAt(t.row)+(tableRowHeight()-tableDrop)/2), fyne.NewSquareSize(tableDrop))
	}
	t.holder.Move(fyne.NewPos(t.edges[t.col]+2, t.rowAt(t.row)+1)) // so that its text stands where the cell's stood
	t.holder.Resize(fyne.NewSize(width-2, tableRowHeight()-3))
}

// drawTools sets the bin and the clip into the row under the pointer, else into the one with the keyboard.
func (r *tableRenderer) drawTools() {
	t := r.t
	row := -1
	if s := t.at(t.hover); t.over && s.ok {
		row = s.row
	} else if t.focused {
		row = t.row
	}
	shown := row >= 0 && row < t.rows
	r.bin.image.Hidden = !shown || t.locked()
	r.attach.image.Hidden = !shown || t.locked() || t.Pieces(row) != ""
	if !shown {
		return
	}
	const icon = 16
	y := t.rowAt(row) + (tableRowHeight()-icon)/2
	r.bin.show(theme.DeleteIcon(), ToneMuted)
	put(r.bin.image, fyne.NewPos(t.edges[len(t.columns)]+tablePieces+(tableRemove-icon)/2, y), fyne.NewSquareSize(icon))
	r.attach.show(theme.MailAttachmentIcon(), ToneMuted)
	put(r.attach.image, fyne.NewPos(t.edges[len(t.columns)]+(tablePieces-icon)/2, y), fyne.NewSquareSize(icon))
}

// words gives what is told beside a spot: a text that does not fit its cell, or what the icons do.
func (t *Table) words(s spot) string {
	switch n := len(t.columns); {
	case s.row >= t.rows || s.col < 0:
		return ""
	case s.col == n:
		return "这一行的佐证（Alt+Enter）"
	case s.col > n && t.locked():
		return ""
	case s.col > n:
		return "删除这一行（Ctrl+Delete）"
	}
	text := t.cell(s.row, s.col).Text
	if fyne.MeasureText(text, tableTextSize(), fyne.TextStyle{}).Width <= t.room(s.row, s.col) {
		return ""
	}
	return text
}

// drawWhole shows the whole of a text that is too long for its cell, under the cell or over it.
func (r *tableRenderer) drawWhole() {
	t := r.t
	s, words := t.at(t.hover), ""
	if t.over && s.ok {
		words = t.words(s)
	}
	here := spot{t.row, t.col, true}
	if words == "" && t.focused {
		s = here
		words = t.words(s)
	}
	left := t.edges[max(0, min(s.col, len(t.columns)))]
	r.whole.show(words, anchor{left, t.rowAt(s.row), t.rowAt(s.row + 1), t.focused && s == here}, t.Size())
}
