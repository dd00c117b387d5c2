package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// RollColumn is a column of a Roll.
type RollColumn struct {
	Title string
	// Width is the column's in letters of the usual size; 0 takes what the others leave.
	Width float32
	Align fyne.TextAlign
}

// RollCell is what a cell of a Roll shows: words as far as the row has lines for them, and under them, or after the first line where
// there is more, secondary words.
type RollCell struct {
	Text  string
	Tone  fyne.ThemeColorName
	Bold  bool
	Under string
	Shade fyne.ThemeColorName // the tone of Under
}

// Roll is a long list of rows of one height, a few lines each, of which only those in sight are drawn. A row is chosen, and one Entry stands
// in it, in the column given by Field; the keyboard stays there while one goes from row to row.
type Roll struct {
	// Cell gives what a cell shows.
	Cell func(row, col int) RollCell
	// Ground gives a row's ground, "" for plain; it may be nil.
	Ground func(row int) fyne.ThemeColorName
	// OnChoose is called when another row was chosen by click or key, OnOpen for a double click.
	OnChoose func(row int)
	OnOpen   func(row int)
	// OnTap is called for each click with the column it was in, after the row was chosen.
	OnTap func(row, col int)
	// OnSight is called with the rows in sight whenever these are others.
	OnSight func(from, to int)
	// OnMenu gives the context menu of a row, which is chosen first.
	OnMenu func(row int) []MenuItem

	columns []RollColumn
	lines   int
	rows    int
	row     int
	field   int // the column of the entry, -1 for none
	head    *rollHead
	body    *rollBody
	scroll  *Scroll
	box     *fyne.Container
	entry   *Entry
	seen    [2]int
}

// NewRoll makes an empty roll whose rows have a number of lines.
func NewRoll(lines int, columns ...RollColumn) *Roll {
	r := &Roll{lines: lines, columns: columns, field: -1, entry: NewEntry(40)}
	r.head, r.body = newRollHead(r), newRollBody(r)
	r.scroll = NewScroll(r.body)
	r.scroll.OnScrolled = func(fyne.Position) { r.body.Refresh() }
	r.box = container.New(rollLayout{}, r.head, r.scroll)
	r.entry.Menu = r.menuItems
	return r
}

// Object is what is put on the page.
func (r *Roll) Object() fyne.CanvasObject { return r.box }

// Entry is the field that stands in the row chosen.
func (r *Roll) Entry() *Entry { return r.entry }

// menuItems are the menu of the row chosen.
func (r *Roll) menuItems() []MenuItem {
	if r.OnMenu == nil || r.rows == 0 {
		return nil
	}
	return r.OnMenu(r.row)
}

// Menu shows the menu of the row chosen for the menu key and Shift+F10, where nothing has the keyboard; it reports whether the key was one.
func (r *Roll) Menu(key fyne.KeyName) bool {
	if !isMenuKey(key) {
		return false
	}
	r.Sight()
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(r.body).Add(r.Middle(r.row))
	ShowMenu(canvasOf(r.body), at, true, r.menuItems()...)
	return true
}

// Columns changes the columns' heads and which of them has the entry, -1 for none.
func (r *Roll) Columns(field int, columns ...RollColumn) {
	r.field, r.columns = field, columns
	Reveal(r.entry, field >= 0 && r.rows > 0)
	r.head.Refresh()
	r.body.Refresh()
}

// Fill takes how many rows there are and which is chosen, and draws what is in sight anew.
func (r *Roll) Fill(rows, chosen int) {
	r.rows, r.row = rows, max(0, min(chosen, rows-1))
	Reveal(r.entry, r.field >= 0 && rows > 0)
	r.body.Resize(fyne.NewSize(r.body.Size().Width, max(r.scroll.Size().Height, float32(rows)*r.RowHeight())))
	if most := max(0, float32(rows)*r.RowHeight()-r.scroll.Size().Height); r.scroll.Offset.Y > most {
		r.scroll.ScrollToOffset(fyne.NewPos(0, most))
	}
	r.scroll.Refresh()
	r.body.Refresh()
}

// Row is the row chosen, Rows how many there are.
func (r *Roll) Row() int { return r.row }

// Rows is how many rows there are.
func (r *Roll) Rows() int { return r.rows }

// Choose chooses a row and brings it into sight.
func (r *Roll) Choose(row int) {
	r.row = max(0, min(row, r.rows-1))
	r.Sight()
	r.body.Refresh()
}

// Sight brings the row chosen into sight.
func (r *Roll) Sight() {
	h := r.RowHeight()
	ShowPart(r.scroll, float32(r.row)*h, float32(r.row+1)*h)
}

// Seen are the rows in sight, from up to to.
func (r *Roll) Seen() (from, to int) { return r.body.span() }

// Width is how wide a column is.
func (r *Roll) Width(col int) float32 {
	edges := r.edges(r.body.Size().Width)
	return edges[col+1] - edges[col]
}

// Page is how many whole rows are in sight.
func (r *Roll) Page() int { return max(1, int(r.scroll.Size().Height/r.RowHeight())) }

// Middle gives a point of the content inside a row, for pointing at it.
func (r *Roll) Middle(row int) fyne.Position {
	return fyne.NewPos(r.body.Size().Width/3, (float32(row)+0.5)*r.RowHeight())
}

// MiddleOf gives a point of the content inside a cell, for pointing at it.
func (r *Roll) MiddleOf(row, col int) fyne.Position {
	edges := r.edges(r.body.Size().Width)
	return fyne.NewPos((edges[col]+edges[col+1])/2, (float32(row)+0.5)*r.RowHeight())
}

// Key moves the choice as a key says and reports whether it is such a key.
func (r *Roll) Key(name fyne.KeyName) bool {
	by, ok := map[fyne.KeyName]int{
		fyne.KeyUp: -1, fyne.KeyDown: 1, fyne.KeyPageUp: -r.Page(), fyne.KeyPageDown: r.Page(), fyne.KeyHome: -r.rows, fyne.KeyEnd: r.rows,
	}[name]
	if !ok || r.rows == 0 {
		return false
	}
	r.Choose(r.row + by)
	if r.OnChoose != nil {
		r.OnChoose(r.row)
	}
	return true
}

// Body is what takes clicks.
func (r *Roll) Body() interface {
	fyne.CanvasObject
	fyne.Tappable
} {
	return r.body
}

// Shown gives the words drawn in a cell, line by line; nil where the row is out of sight.
func (r *Roll) Shown(row, col int) []string { return r.body.shown(row, col) }

const (
	rollPadX = 8
	rollPadY = 6
)

func rollLine() float32 { return float32(int(tableTextSize()*1.45 + 0.5)) }

// RowHeight is how high a row is.
func (r *Roll) RowHeight() float32 { return float32(r.lines)*rollLine() + 2*rollPadY + 1 }

// edges are where the columns begin, and the end of the last, at a width.
func (r *Roll) edges(width float32) []float32 {
	var used float32
	loose := 0
	for _, c := range r.columns {
		used += Scaled(c.Width)
		if c.Width == 0 {
			loose++
		}
	}
	out := []float32{0}
	var x float32
	for _, c := range r.columns {
		w := Scaled(c.Width)
		if c.Width == 0 {
			w = max(60, (width-used)/float32(loose))
		}
		x += w
		out = append(out, float32(int(x)))
	}
	return out
}

// columnAt is the column at a place across the row.
func (r *Roll) columnAt(x float32) int {
	edges := r.edges(r.body.Size().Width)
	for col := range r.columns {
		if x < edges[col+1] {
			return col
		}
	}
	return len(r.columns) - 1
}

// choose is a click's or a key's choice.
func (r *Roll) choose(row int) {
	if row < 0 || row >= r.rows {
		return
	}
	r.row = row
	r.body.Refresh()
	if r.OnChoose != nil {
		r.OnChoose(row)
	}
}

// rollLayout sets the head over the rows.
type rollLayout struct{}

func (rollLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(240, tableHeadHeight()+80)
}

func (rollLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	h := tableHeadHeight()
	put(objects[0], fyne.NewPos(0, 0), fyne.NewSize(size.Width, h))
	put(objects[1], fyne.NewPos(0, h), fyne.NewSize(size.Width, max(0, size.Height-h)))
}

// rollHead names the columns.
type rollHead struct {
	widget.BaseWidget
	roll   *Roll
	under  *canvas.Rectangle
	titles []*canvas.Text
	shown  *drawn
}

func newRollHead(r *Roll) *rollHead {
	h := &rollHead{roll: r}
	h.ExtendBaseWidget(h)
	return h
}

// MinSize implements fyne.CanvasObject.
func (h *rollHead) MinSize() fyne.Size { return fyne.NewSize(0, tableHeadHeight()) }

// CreateRenderer implements fyne.Widget.
func (h *rollHead) CreateRenderer() fyne.WidgetRenderer {
	h.under = canvas.NewRectangle(nil)
	h.shown = &drawn{widget: h, place: h.place, paint: func() { fillRect(h.under, ToneRule) }}
	h.shown.paint()
	return h.shown
}

func (h *rollHead) place(size fyne.Size) {
	edges := h.roll.edges(size.Width)
	for len(h.titles) < len(h.roll.columns) {
		h.titles = append(h.titles, canvas.NewText("", nil))
	}
	h.shown.objects = []fyne.CanvasObject{h.under}
	for i, c := range h.roll.columns {
		t := h.titles[i]
		width := edges[i+1] - edges[i] - 2*rollPadX
		t.Alignment = c.Align
		title := c.Title
		if width < 16 { // made no room for
			title = ""
		}
		setText(t, shorten(title, width+rollPadX, theme.SizeNameCaptionText), theme.Size(theme.SizeNameCaptionText), ToneMuted)
		put(t, fyne.NewPos(edges[i]+rollPadX, 0), fyne.NewSize(width, size.Height))
		h.shown.objects = append(h.shown.objects, t)
	}
	put(h.under, fyne.NewPos(0, size.Height-1), fyne.NewSize(size.Width, 1))
}
