package widgets

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

// edge gives the place of a column's edge in the heads, -1 that of the names.
func (g *gridded) edge(col int) fyne.Position {
	x := g.left()
	if col >= 0 {
		x += g.edges[col+1] - g.offset.X
	}
	return fyne.NewPos(x, g.bandHeight()+tableHeadHeight()/2)
}

// pull drags an edge by so much.
func (g *gridded) pull(col int, by float32) {
	at := g.edge(col)
	down := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary}
	down.Position = at
	g.MouseDown(down)
	ev := &fyne.DragEvent{}
	ev.Position = at.AddXY(by, 0)
	g.Dragged(ev)
	g.DragEnd()
}

// The edges of the heads are dragged: that column alone becomes wider, the selection stays, and the width is remembered whichever columns stand
// beside it; a double click fits the column to its texts.
func TestGridColumnWidths(t *testing.T) {
	paperApp(t)
	g := newGridded(t, 50, 40, fyne.NewSize(600, 300))
	g.Keep("test")
	g.Go(3, 2)
	before, next := g.edges[2]-g.edges[1], g.edges[3]-g.edges[2]
	g.pull(1, 37)
	if got := g.edges[2] - g.edges[1]; got < before+35 || got > before+39 || g.edges[3]-g.edges[2] != next {
		t.Errorf("dragged by 37 a column of %v has %v, the next %v", before, got, g.edges[3]-g.edges[2])
	}
	if row, col := g.Place(); row != 3 || col != 2 {
		t.Errorf("dragging an edge selects %d,%d", row, col)
	}
	wide := g.edges[2] - g.edges[1]
	list := g.columns
	g.SetColumns(list[1:9])
	if got := g.edges[1] - g.edges[0]; got < wide-1 || got > wide+1 {
		t.Errorf("beside others it has %v, not %v", got, wide)
	}
	g.SetColumns(list)
	kept := fyne.CurrentApp().Preferences().String(widthsKey + "test")
	other := newGridded(t, 50, 40, fyne.NewSize(600, 300))
	fyne.CurrentApp().Preferences().SetString(widthsKey+"test", kept)
	other.Keep("test")
	if got := other.edges[2] - other.edges[1]; got < wide-1 || got > wide+1 {
		t.Errorf("remembered is %v, not %v", got, wide)
	}
	g.pull(1, -9000)
	if got := g.edges[2] - g.edges[1]; got < gridLeast-1 || got > gridLeast+1 {
		t.Errorf("dragged away it has %v", got)
	}
	g.DoubleTapped(&fyne.PointEvent{Position: g.edge(1)})
	text := fyne.MeasureText("49.01", tableTextSize(), fyne.TextStyle{}).Width
	if got := g.edges[2] - g.edges[1]; got < text+2*gridPad+tableTextSize() || got > text+2*gridPad+tableTextSize()+16 {
		t.Errorf("fit to texts of %v it has %v", text, got)
	}
	left := g.left()
	g.pull(-1, 20)
	if got := g.left(); got < left+18 || got > left+22 {
		t.Errorf("the names have %v, from %v", got, left)
	}
	g.UsualWidths()
	if g.left() != left || g.edges[2]-g.edges[1] != before || fyne.CurrentApp().Preferences().String(widthsKey+"test") != "" {
		t.Errorf("as usual: names %v, column %v", g.left(), g.edges[2]-g.edges[1])
	}
	if test.TapAt(g.Grid, g.Middle(-1, 4)); g.from.col != 4 || g.from.row != 49 {
		t.Error("a click in the middle of a head does not select its column")
	}
}
