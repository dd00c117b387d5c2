package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
)

// GridColumn is a column of a Grid.
type GridColumn struct {
	Title string
	// Whole is told while the pointer is on the head, "" for nothing.
	Whole string
	// Group stands over the columns beside each other that have it, on a band of its Tone.
	Group string
	Tone  fyne.ThemeColorName
	// Width is made for letters of the usual size.
	Width float32
	Bold  bool
}

// GridCell is what a cell of a Grid shows: figures, and at its right end a sign in a colour of its own.
type GridCell struct {
	Text, Sign string
	Tone       fyne.ThemeColorName
	// Quiet words stand back behind the others.
	Quiet bool
}

// GridRange is a rectangle of cells, both ends included.
type GridRange struct{ Row, Col, ToRow, ToCol int }

// Has reports whether a cell lies in the range.
func (r GridRange) Has(row, col int) bool {
	return row >= r.Row && row <= r.ToRow && col >= r.Col && col <= r.ToCol
}

// Grid is a large table to look over: its rows and columns are drawn only as far as they are in sight, their names stay where they are.
// Cells are selected like those of a spreadsheet, and what is typed on one begins its entry. It scrolls by itself and takes the size it is
// given; rows and columns are counted from 0.
type Grid struct {
	reached
	// Name gives a row's name, Cell what a cell shows.
	Name func(row int) string
	Cell func(row, col int) GridCell
	// OnSelect is called when other cells are selected.
	OnSelect func()
	// OnOpen is called for a double click and for Alt+Enter, OnMenu gives the context menu of what is selected.
	OnOpen func(row, col int)
	OnMenu func(row, col int) []MenuItem
	// Begins says whether a cell can be typed into, and what its entry shows while it is blank; nil where nothing can.
	Begins func(row, col int) (hint string, ok bool)
	// OnEnter takes what was typed; firm is true for Ctrl+Enter.
	OnEnter func(row, col int, text string, firm bool)

	title     string // over the names
	nameWidth float32
	columns   []GridColumn
	rows      int
	at, from  gridSpot      // the cell with the keyboard, and the one the selection goes to from there
	offset    fyne.Position // how far it is scrolled
	shift     bool          // Shift is held
	hover     fyne.Position
	press     gridPress
	editing   bool
	editor    *Entry
	holder    *container.ThemeOverride
	edges     []float32
	widths    map[string]float32 // of the names and the columns as the user has made them, by title, in letters of the usual size
	kept      string             // the name they are remembered under
	drawing   *gridDrawing
}

// gridSpot is a cell.
type gridSpot struct{ row, col int }

// NewGrid makes an empty grid; title is the head over the names, width that of the names in letters of the usual size.
func NewGrid(title string, width float32) *Grid {
	g := &Grid{title: title, nameWidth: width, editor: NewEntry(24)}
	g.editor.OnKey, g.editor.OnShortcut = g.onEditorKey, g.onEditorShortcut
	g.holder = container.NewThemeOverride(g.editor, &cellTheme{func() bool { return true }})
	g.holder.Hide()
	g.Name, g.Cell = func(int) string { return "" }, func(int, int) GridCell { return GridCell{} }
	g.OnSelect, g.OnOpen, g.OnMenu = func() {}, func(int, int) {}, func(int, int) []MenuItem { return nil }
	g.drawing = newGridDrawing(g)
	g.ExtendBaseWidget(g)
	return g
}

// SetColumns takes other columns.
func (g *Grid) SetColumns(columns []GridColumn) {
	g.columns, g.offset.X = columns, 0
	g.clamp()
	g.Refresh()
}

// Fill takes the number of rows and shows all cells anew. What is being typed stays.
func (g *Grid) Fill(rows int) {
	if g.rows != rows {
		g.rows = rows
		g.clamp()
	}
	g.place()
	g.draw(true)
}

// clamp keeps the selection within the grid.
func (g *Grid) clamp() {
	was := g.at
	for _, s := range []*gridSpot{&g.at, &g.from} {
		s.row, s.col = max(0, min(s.row, g.rows-1)), max(0, min(s.col, len(g.columns)-1))
	}
	if g.editing && was != g.at {
		g.leave()
	}
}

// Place gives the cell with the keyboard.
func (g *Grid) Place() (row, col int) { return g.at.row, g.at.col }

// Selected gives the cells selected; there is none only where there are no cells.
func (g *Grid) Selected() (r GridRange, ok bool) {
	r = GridRange{min(g.at.row, g.from.row), min(g.at.col, g.from.col), max(g.at.row, g.from.row), max(g.at.col, g.from.col)}
	return r, g.rows > 0 && len(g.columns) > 0
}

// Select selects cells and brings the one with the keyboard, the first of them, into sight.
func (g *Grid) Select(r GridRange) {
	g.selectTo(gridSpot{r.Row, r.Col}, gridSpot{r.ToRow, r.ToCol})
}

// Go selects one cell and brings it into sight.
func (g *Grid) Go(row, col int) { g.selectTo(gridSpot{row, col}, gridSpot{row, col}) }

func (g *Grid) selectTo(at, from gridSpot) {
	was := [2]gridSpot{g.at, g.from}
	g.at, g.from = at, from
	g.clamp()
	g.reveal(g.at)
	g.draw(false)
	if was != [2]gridSpot{g.at, g.from} {
		g.OnSelect()
	}
}

// extend moves the far end of the selection.
func (g *Grid) extend(to gridSpot) {
	was := g.from
	g.from = to
	g.clamp()
	g.reveal(g.from)
	g.draw(false)
	if was != g.from {
		g.OnSelect()
	}
}

// Editor is the entry that what is typed on a cell goes into.
func (g *Grid) Editor() *Entry { return g.editor }

// Typing reports whether a cell is being typed into.
func (g *Grid) Typing() bool { return g.editing }

// Focus gives the grid the keyboard.
func (g *Grid) Focus() { g.takeFocus() }

// begin opens the entry on the cell with the keyboard.
func (g *Grid) begin(text string) {
	if g.Begins == nil || g.rows == 0 || len(g.columns) == 0 {
		return
	}
	hint, ok := g.Begins(g.at.row, g.at.col)
	if !ok {
		return
	}
	g.from, g.editing = g.at, true
	g.editor.SetPlaceHolder(hint)
	g.editor.Put(text)
	g.editor.CursorColumn = len([]rune(text))
	g.holder.Show()
	g.holder.MinSize() // makes what it is drawn with: what was never drawn cannot take the keyboard
	g.reveal(g.at)
	g.draw(true)
	if c := canvasOf(g); c != nil {
		c.Focus(g.editor)
	}
	g.editor.Refresh()
}

// leave closes the entry without taking what is in it.
func (g *Grid) leave() {
	if !g.editing {
		return
	}
	g.editing = false
	g.holder.Hide()
	g.takeFocus()
	g.draw(true)
}

// enter closes the entry, hands over what is in it and goes on from there.
func (g *Grid) enter(by gridSpot, firm bool) {
	row, col, text := g.at.row, g.at.col, g.editor.Text
	g.leave()
	if by != (gridSpot{}) {
		g.Go(row+by.row, col+by.col)
	}
	if text != "" && g.OnEnter != nil {
		g.OnEnter(row, col, text, firm)
	}
}

// MinSize implements fyne.CanvasObject.
func (g *Grid) MinSize() fyne.Size {
	return fyne.NewSize(Scaled(g.nameWidth)+120, g.headHeight()+4*boardRowHeight())
}

// Resize implements fyne.CanvasObject.
func (g *Grid) Resize(size fyne.Size) {
	if size != g.Size() {
		g.reached.Resize(size)
	}
}

// CreateRenderer implements fyne.Widget.
func (g *Grid) CreateRenderer() fyne.WidgetRenderer {
	return &drawn{g, g.drawing.objects, func(fyne.Size) { g.place(); g.draw(true) }, func() {}}
}

// newGridTexts makes texts, for use again and again.
func newGridTexts(n int) []*canvas.Text {
	out := make([]*canvas.Text, n)
	for i := range out {
		out[i] = canvas.NewText("", nil)
	}
	return out
}
