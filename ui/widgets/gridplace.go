package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// gridBar is how wide the bars beside a grid are, which show and set how far it is scrolled.
const gridBar = 12

// gridWidest is how much the columns are widened at most where there is room left over.
const gridWidest = 1.6

func (g *Grid) grouped() bool { return len(g.columns) > 0 && g.columns[len(g.columns)-1].Group != "" }

// bandHeight is the height of the groups' names over the heads.
func (g *Grid) bandHeight() float32 {
	if !g.grouped() {
		return 0
	}
	return float32(int(theme.Size(theme.SizeNameCaptionText)*1.4)) + 6
}

func (g *Grid) headHeight() float32 { return g.bandHeight() + tableHeadHeight() }

func (g *Grid) left() float32 {
	if w := g.ownWidth(-1); w > 0 {
		return w
	}
	return Scaled(g.nameWidth)
}

// view is the size of the part that scrolls.
func (g *Grid) view() fyne.Size {
	size := g.Size()
	return fyne.NewSize(max(0, size.Width-g.left()-gridBar), max(0, size.Height-g.headHeight()-gridBar))
}

// content is the size of all cells.
func (g *Grid) content() fyne.Size {
	width := float32(0)
	if n := len(g.edges); n > 0 {
		width = g.edges[n-1]
	}
	return fyne.NewSize(width, float32(g.rows)*boardRowHeight())
}

// scrollTo keeps an offset within the content.
func (g *Grid) scrollTo(to fyne.Position) {
	view, all := g.view(), g.content()
	g.offset = fyne.NewPos(max(0, min(to.X, all.Width-view.Width)), max(0, min(to.Y, all.Height-view.Height)))
}

// reveal scrolls a cell into sight.
func (g *Grid) reveal(s gridSpot) {
	view, h, to := g.view(), boardRowHeight(), g.offset
	if len(g.edges) <= s.col+1 || view.Width == 0 || view.Height == 0 { // before it has its size nothing is out of sight
		return
	}
	to.Y = inSight(to.Y, float32(s.row)*h, h, view.Height)
	to.X = inSight(to.X, g.edges[s.col], g.edges[s.col+1]-g.edges[s.col], view.Width)
	g.scrollTo(to)
}

// inSight moves an offset as little as shows what begins at from.
func inSight(offset, from, length, view float32) float32 {
	switch {
	case from < offset || length > view:
		return from
	case from+length > offset+view:
		return from + length - view
	}
	return offset
}

// colAt gives the column at a place of the content.
func (g *Grid) colAt(x float32) int {
	for i := range g.columns {
		if x < g.edges[i+1] {
			return i
		}
	}
	return len(g.columns)
}

// box gives a cell's corner and size in the content.
func (g *Grid) box(row, col int) (fyne.Position, fyne.Size) {
	h := boardRowHeight()
	return fyne.NewPos(g.edges[col], float32(row)*h), fyne.NewSize(g.edges[col+1]-g.edges[col], h)
}

// Middle gives a point inside a cell that is in sight, for pointing at it; row -1 is the head, col -1 the name.
func (g *Grid) Middle(row, col int) fyne.Position {
	at := fyne.NewPos(g.left()/2, g.bandHeight()+tableHeadHeight()/2)
	if col >= 0 {
		at.X = g.left() + (g.edges[col]+g.edges[col+1])/2 - g.offset.X
	}
	if row >= 0 {
		at.Y = g.headHeight() + (float32(row)+0.5)*boardRowHeight() - g.offset.Y
	}
	return at
}

// gridPart is a part of a grid that can be pointed at.
type gridPart uint8

const (
	gridNowhere gridPart = iota
	gridCells
	gridNames
	gridHeads
	gridCorner
	gridDown // the bar at the right
	gridOver // the bar below
	gridEdge // the edge of a head, of the column whose number it has; -1 is the names
)

// gridPress is where the pointer was pressed.
type gridPress struct {
	part gridPart
	col  int     // whose edge it is
	grab float32 // how far into the bar's thumb
}

// pointed gives the part at a place and the cell there; names have col 0, heads row 0.
func (g *Grid) pointed(p fyne.Position) (gridPart, gridSpot) {
	view := g.view()
	x, y := p.X-g.left(), p.Y-g.headHeight()
	s := gridSpot{int((y + g.offset.Y) / boardRowHeight()), 0}
	if x >= 0 && len(g.edges) > 0 {
		s.col = g.colAt(x + g.offset.X)
	}
	if col, ok := g.edgeAt(p); ok {
		return gridEdge, gridSpot{0, col}
	}
	switch {
	case y < 0 && x < 0:
		return gridCorner, gridSpot{}
	case x >= view.Width && y >= 0:
		return gridDown, gridSpot{}
	case y >= view.Height:
		return gridOver, gridSpot{}
	case y < 0 && s.col < len(g.columns) && x < view.Width:
		return gridHeads, gridSpot{0, s.col}
	case y < 0 || s.row >= g.rows:
		return gridNowhere, gridSpot{}
	case x < 0:
		return gridNames, gridSpot{s.row, 0}
	case s.col >= len(g.columns):
		return gridNowhere, gridSpot{}
	}
	return gridCells, s
}

// nearest gives the cell at a place, or the one nearest to it where it lies beside the cells, one beyond those in sight.
func (g *Grid) nearest(p fyne.Position) gridSpot {
	view, h := g.view(), boardRowHeight()
	y := max(-1, min(p.Y-g.headHeight(), view.Height+1)) + g.offset.Y
	x := max(-1, min(p.X-g.left(), view.Width+1)) + g.offset.X
	return gridSpot{max(0, min(int(y/h), g.rows-1)), max(0, min(g.colAt(max(0, x)), len(g.columns)-1))}
}

// thumb gives where a bar's thumb begins and how long it is: all of the bar where there is nothing to scroll.
func thumb(offset, view, all float32) (at, length float32) {
	if all <= view || view <= 0 {
		return 0, view
	}
	length = max(28, view*view/all)
	return (view - length) * offset / (all - view), length
}

// unthumb gives the offset that a thumb stands for.
func unthumb(at, view, all float32) float32 {
	_, length := thumb(0, view, all)
	if view <= length {
		return 0
	}
	return at / (view - length) * (all - view)
}
