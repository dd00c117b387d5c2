package widgets

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
)

// How narrow and how wide a column of a grid can be made, in letters of the usual size.
const (
	gridLeast = 28
	gridMost  = 900
)

// Keep has the widths of the names and columns remembered on this computer under a name, and takes those remembered. A column is known by its
// title, so that it has its width whichever columns stand beside it.
func (g *Grid) Keep(name string) {
	g.kept, g.widths = name, map[string]float32{}
	for _, line := range strings.Split(fyne.CurrentApp().Preferences().String(widthsKey+name), "\n") {
		width, title, _ := strings.Cut(line, "\t")
		if w, err := strconv.ParseFloat(width, 32); err == nil && w >= gridLeast && w <= gridMost {
			g.widths[title] = float32(w)
		}
	}
	g.place()
}

// keepWidths remembers the widths.
func (g *Grid) keepWidths() {
	if g.kept == "" {
		return
	}
	var lines []string
	for _, title := range slices.Sorted(maps.Keys(g.widths)) {
		lines = append(lines, strconv.FormatFloat(float64(g.widths[title]), 'f', 1, 32)+"\t"+title)
	}
	prefs := fyne.CurrentApp().Preferences()
	if len(lines) == 0 {
		prefs.RemoveValue(widthsKey + g.kept)
		return
	}
	prefs.SetString(widthsKey+g.kept, strings.Join(lines, "\n"))
}

// titled is what a column is known by; "" is the names.
func (g *Grid) titled(col int) string {
	if col < 0 {
		return ""
	}
	return g.columns[col].Group + " " + g.columns[col].Title
}

// place gives the columns their edges: as wide as the user has made them, the others as they are made for, widened where there is room.
func (g *Grid) place() {
	var own, wanted float32
	for i, c := range g.columns {
		if w := g.ownWidth(i); w > 0 {
			own += w
		} else {
			wanted += Scaled(c.Width)
		}
	}
	stretch := float32(1)
	if wanted > 0 {
		stretch = max(1, min(gridWidest, (g.view().Width-own)/wanted))
	}
	g.edges = append(g.edges[:0], 0)
	x := float32(0)
	for i, c := range g.columns {
		if w := g.ownWidth(i); w > 0 {
			x += w
		} else {
			x += Scaled(c.Width) * stretch
		}
		g.edges = append(g.edges, float32(int(x)))
	}
	g.scrollTo(g.offset)
}

// ownWidth is what the user has made of a column, 0 where nothing was.
func (g *Grid) ownWidth(col int) float32 {
	return Scaled(g.widths[g.titled(col)])
}

// edgeAt gives the column whose edge is taken hold of at a place of the heads; -1 is the edge of the names.
func (g *Grid) edgeAt(p fyne.Position) (col int, ok bool) {
	x := p.X - g.left()
	if p.Y < g.bandHeight() || p.Y >= g.headHeight() || len(g.edges) != len(g.columns)+1 || x > g.view().Width {
		return 0, false
	}
	near := func(edge float32) bool { return x >= edge-edgeWidth/2 && x <= edge+edgeWidth/2 }
	if near(0) {
		return -1, true
	}
	for i := range g.columns {
		if x > 0 && near(g.edges[i+1]-g.offset.X) {
			return i, true
		}
	}
	return 0, false
}

// setWidth makes a column so wide; -1 is the names.
func (g *Grid) setWidth(col int, width float32) {
	most := Scaled(gridMost)
	if col < 0 {
		most = max(Scaled(gridLeast), g.Size().Width*0.6)
	}
	if g.widths == nil {
		g.widths = map[string]float32{}
	}
	g.widths[g.titled(col)] = max(Scaled(gridLeast), min(width, most)) / Scaled(1)
	g.place()
	g.draw(true)
}

// fit makes a column as wide as its head and its longest text.
func (g *Grid) fit(col int) {
	small, usual := theme.Size(theme.SizeNameCaptionText), tableTextSize()
	measure := func(text string, size float32, bold bool) float32 {
		return fyne.MeasureText(text, size, fyne.TextStyle{Bold: bold}).Width
	}
	title, bold := g.title, false
	if col >= 0 {
		title, bold = g.columns[col].Title, g.columns[col].Bold
	}
	wanted := measure(title, small, bold)
	for row := range g.rows {
		if col < 0 {
			wanted = max(wanted, measure(g.Name(row), usual, false))
			continue
		}
		cell := g.Cell(row, col)
		width := measure(cell.Text, usual, bold)
		if cell.Sign != "" {
			width += usual + gridSignGap
		}
		wanted = max(wanted, width)
	}
	g.setWidth(col, wanted+2*max(gridPad, boardPad)+2)
	g.keepWidths()
}

// FitColumn fits the column of the cell with the keyboard to its texts, UsualWidths makes all columns as the program has them.
func (g *Grid) FitColumn() {
	if g.rows > 0 && len(g.columns) > 0 {
		g.fit(g.at.col)
	}
}

// UsualWidths takes all widths of the user's back.
func (g *Grid) UsualWidths() {
	g.widths = nil
	g.keepWidths()
	g.place()
	g.draw(true)
}

// WidthItems are the entries of a menu about the width of the column with the keyboard.
func (g *Grid) WidthItems() []MenuItem {
	return []MenuItem{
		{Label: "列宽适合内容", Do: g.FitColumn},
		{Label: "恢复原来的列宽", Do: g.UsualWidths, Off: len(g.widths) == 0},
	}
}

// pullEdge moves the edge that is held to the pointer.
func (g *Grid) pullEdge(p fyne.Position) {
	col := g.press.col
	from := float32(0)
	if col >= 0 {
		from = g.left() + g.edges[col] - g.offset.X
	}
	g.setWidth(col, p.X-from)
}

// Cursor implements desktop.Cursorable.
func (g *Grid) Cursor() desktop.Cursor {
	if _, edge := g.edgeAt(g.hover); g.hovered && edge {
		return desktop.HResizeCursor
	}
	return desktop.DefaultCursor
}
