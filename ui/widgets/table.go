package widgets

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// TableColumn is a column of a Table.
type TableColumn struct {
	Title string
	// Hint stands in a blank cell that has the keyboard.
	Hint string
	// Options are offered where the cell is clicked.
	Options []string
	// Day is true for dates, which a calendar is offered for.
	Day bool
	// Weight is the column's part of the width, Least the width it has at least in letters of the usual size.
	Weight, Least float32
}

// TableCell is what a cell shows; a wrong one holds what could not be taken.
type TableCell struct {
	Text  string
	Wrong bool
}

// Table is a list edited in place: a head to sort by, rows of cells, and an empty row at the end that becomes a new one when typed
// into. One Entry goes from cell to cell. Rows and columns are counted from 0; the empty row's number is that of the rows.
type Table struct {
	widget.BaseWidget
	// Cell gives a cell's content; Same reports whether what is typed means what the cell holds.
	Cell func(row, col int) TableCell
	Same func(row, col int, typed string) bool
	// Mark gives a word at the end of a row's first cell, Pieces what stands in the column before the last, "" for nothing.
	Mark, Pieces func(row int) string
	// OnType is called for every change of the text in a cell, OnLeave when a cell is left.
	OnType  func(row, col int, text string)
	OnLeave func()
	// OnSort is called for sorting by a column, down from the last; OnInsert for a new row before the one at a place.
	OnSort   func(col int, down bool)
	OnInsert func(at int)
	// OnRemove is called for rows, OnMove for moving them to before the one at a place, the number of rows for the end.
	OnRemove func(rows []int)
	OnMove   func(rows []int, to int)
	// Copied gives what goes to the clipboard: whole rows, under their heads where these are wanted, or a cell's text where col is not -1.
	Copied func(rows []int, col int, heads bool) string
	// OnCalendar is called for picking a cell's day, at a place in the window.
	OnCalendar func(row, col int, at fyne.Position)
	// OnOpen is called for a row's pieces, OnPaste for text of more than one cell.
	OnOpen  func(row int)
	OnPaste func(row, col int, text string)
	// OnReveal asks for bringing a part of the table into sight.
	OnReveal func(top, bottom float32)

	columns []TableColumn
	pieces  string // the heading over the pieces
	rows    int
	lock
	row, col int
	focused  bool
	typing   bool
	before   string // what the cell held when it was entered
	hover    fyne.Position
	over     bool
	top, end float32 // the part in sight
	edges    []float32
	shares   []float32 // of the width, by column, as the user has set them; nil where not
	kept     string    // the name they are remembered under
	heads    []*Line
	titles   []*Text // in the heads
	grips    []*tableEdge
	sorted   int // the column the rows are in order by, -1 for none
	down     bool
	picked   map[int]bool // the rows picked; none where only a cell is
	far      int          // where picking has come to from the row with the keyboard
	press    tablePress
	editor   *Entry
	holder   *container.ThemeOverride
	drawing  *tableRenderer
}

// NewTable makes an empty table; pieces is the heading over the pieces' column.
func NewTable(pieces string, columns ...TableColumn) *Table {
	t := &Table{columns: columns, pieces: pieces, end: 1600}
	t.editor = NewEntry(24)
	t.editor.OnChanged = func(text string) {
		if t.optionsAsked(text) {
			return
		}
		t.reveal(t.row)
		t.unpick()
		t.typing = true
		t.OnType(t.row, t.col, text)
		t.typing = false
	}
	t.editor.OnFocus = t.onFocus
	t.editor.OnLeave = t.onBlur
	t.editor.OnKey, t.editor.OnShortcut = t.onKey, t.onShortcut
	t.editor.Menu = func() []MenuItem { return t.menu(t.row, t.col) }
	t.holder = container.NewThemeOverride(t.editor, &cellTheme{func() bool { return t.focused }})
	for i := range columns {
		title := NewText("", Style{Size: theme.SizeNameCaptionText, Single: true})
		t.titles = append(t.titles, title)
		head := NewLine(Inset(tablePad, 0, Row(0, 0, title)), func() { t.sort(i, t.sorted == i && !t.down) })
		head.Menu = func() []MenuItem { return t.headMenu(i) }
		t.heads = append(t.heads, head)
		if i < len(columns)-1 {
			t.grips = append(t.grips, newTableEdge(t, i))
		}
	}
	t.Sorted(-1, false)
	t.ExtendBaseWidget(t)
	return t
}

const (
	tableNumber = 30 // the widths of the columns that are not the caller's
	tablePieces = 40
	tableRemove = 30
	tableHeight = 28 // of the head
	tableDrop   = 18 // of the arrow beside a cell with options
	tablePad    = 7  // of a cell's text, as far as the entry sets its own
)

func tableTextSize() float32 { return theme.Size(SizeList) }

func tableRowHeight() float32 { return max(32, float32(int(tableTextSize()*1.4))+11) }

func tableHeadHeight() float32 {
	return max(tableHeight, float32(int(theme.Size(theme.SizeNameCaptionText)*1.5))+8)
}

// locked reports whether nothing can be changed.
func (t *Table) locked() bool { return t.why != "" }

// lines is the number of rows drawn.
func (t *Table) lines() int {
	if t.locked() {
		return t.rows
	}
	return t.rows + 1
}

// Fill takes the number of rows and why nothing can be changed, "" where it can, and shows all cells anew. What is being typed stays.
func (t *Table) Fill(rows int, why string) {
	locked := why != ""
	resized := rows != t.rows || locked != t.locked()
	if rows != t.rows {
		t.picked = nil
	}
	t.rows, t.why = rows, why
	t.row = max(0, min(t.row, t.lines()-1))
	if locked {
		t.holder.Hide()
	} else {
		t.holder.Show()
	}
	cell := t.cell(t.row, t.col)
	if !t.typing && t.editor.Text != cell.Text && !(t.focused && t.row < t.rows && t.Same(t.row, t.col, t.editor.Text)) {
		t.editor.Put(cell.Text)
		t.before = cell.Text
	}
	if resized {
		t.Refresh()
		return
	}
	t.draw()
}

// Sorted shows by which column the rows are in order, -1 for none.
func (t *Table) Sorted(col int, down bool) {
	t.sorted, t.down = col, down
	for i, title := range t.titles {
		switch words := t.columns[i].Title; {
		case i != col:
			title.Set(words, ToneMuted)
		case down:
			title.Set(words+" ↓", "")
		default:
			title.Set(words+" ↑", "")
		}
	}
}

// InSight says which part of the table can be seen, by its own coordinates; rows far outside are not drawn.
func (t *Table) InSight(top, bottom float32) {
	t.top, t.end = top, bottom
	t.draw()
}

// Place gives the cell that has the entry.
func (t *Table) Place() (row, col int) { return t.row, t.col }

// Typing reports whether a cell has the keyboard.
func (t *Table) Typing() bool { return t.focused }

// Editor is the entry that goes from cell to cell. A table that was not drawn yet cannot take the keyboard by itself, so whoever brings it
// on screen gives it to the editor.
func (t *Table) Editor() *Entry { return t.editor }

// Head gives the head of a column, for pointing at it.
func (t *Table) Head(col int) fyne.CanvasObject { return t.heads[col] }

// cell is what a cell shows, blank in the empty row.
func (t *Table) cell(row, col int) TableCell {
	if row >= t.rows {
		return TableCell{}
	}
	return t.Cell(row, col)
}

// Go gives a cell the keyboard.
func (t *Table) Go(row, col int) {
	if t.locked() {
		return
	}
	t.picked = nil
	from := spot{t.row, t.col, t.focused}
	t.row, t.col = max(0, min(row, t.lines()-1)), max(0, min(col, len(t.columns)-1))
	if from.ok && from != (spot{t.row, t.col, true}) {
		t.OnLeave()
	}
	cell := t.cell(t.row, t.col)
	t.editor.Put(cell.Text)
	t.editor.CursorColumn = len([]rune(cell.Text))
	t.before = cell.Text
	t.editor.SetPlaceHolder(t.columns[t.col].Hint)
	t.draw()
	if c := canvasOf(t); c != nil {
		c.Focus(t.editor)
	}
	t.reveal(t.row)
}

// reveal asks for a row to be brought into sight, below the head.
func (t *Table) reveal(row int) {
	t.OnReveal(t.rowAt(row)-tableHeadHeight(), t.rowAt(row+1))
}

func (t *Table) onFocus() {
	if !t.focused {
		t.focused, t.before = true, t.editor.Text
	}
	t.editor.SetPlaceHolder(t.columns[t.col].Hint)
	t.editor.Refresh()
	t.draw()
	t.reveal(t.row)
}

func (t *Table) onBlur() {
	t.focused = false
	t.editor.SetPlaceHolder("")
	t.editor.Refresh()
	t.OnLeave()
	t.draw()
}

// spot is what lies at a position.
type spot struct {
	row, col int // col is -1 left of the cells, the number of columns over the pieces, one more over the bin
	ok       bool
}

func (t *Table) at(p fyne.Position) spot {
	if p.Y < t.headTop()+tableHeadHeight() || p.X < 0 || p.X > t.Size().Width {
		return spot{}
	}
	s := spot{row: int((p.Y - tableHeadHeight()) / tableRowHeight()), col: -1, ok: true}
	if s.row >= t.lines() {
		return spot{}
	}
	for _, x := range t.edges {
		if p.X >= x {
			s.col++
		}
	}
	if s.col == len(t.columns) && p.X >= t.edges[s.col]+tablePieces {
		s.col++
	}
	return s
}

// Middle gives a point inside a cell, for pointing at it; the columns after the last are the pieces and the bin.
func (t *Table) Middle(row, col int) fyne.Position {
	x := t.Size().Width - tableRemove/2
	switch n := len(t.columns); {
	case col == n:
		x = t.edges[n] + tablePieces/2
	case col < n:
		x = (t.edges[col] + t.edges[col+1]) / 2
	}
	return fyne.NewPos(x, t.rowAt(row)+tableRowHeight()/2)
}

// optionsAsked tells of a space typed in a cell with options, or first in one of a day, which asks for them.
func (t *Table) optionsAsked(text string) bool {
	if t.columns[t.col].Day && text == " " {
		t.editor.Put("")
		t.calendar()
		return true
	}
	if len(t.columns[t.col].Options) == 0 || !strings.HasSuffix(text, " ") {
		return false
	}
	t.editor.Put(strings.TrimSuffix(text, " "))
	t.offer()
	return true
}

// calendar asks for picking the day of the cell with the keyboard.
func (t *Table) calendar() {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(t)
	t.OnCalendar(t.row, t.col, at.AddXY(t.edges[t.col], t.rowAt(t.row+1)))
}

// offer shows the options of the cell with the keyboard.
func (t *Table) offer() {
	options := t.columns[t.col].Options
	c := canvasOf(t)
	if len(options) == 0 || c == nil {
		return
	}
	menu := fyne.NewMenu("")
	for _, o := range append(options, "") {
		label := o
		if o == "" {
			label = "未填"
		}
		menu.Items = append(menu.Items, fyne.NewMenuItem(label, func() {
			t.editor.SetText(o)
			t.OnLeave()
		}))
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(t)
	widget.ShowPopUpMenuAtPosition(menu, c, at.AddXY(t.edges[t.col], t.rowAt(t.row+1)))
}

// MinSize implements fyne.CanvasObject.
func (t *Table) MinSize() fyne.Size {
	width := float32(tableNumber + tablePieces + tableRemove)
	for _, c := range t.columns {
		width += Scaled(c.Least)
	}
	return fyne.NewSize(width, t.rowAt(t.lines())+1)
}
