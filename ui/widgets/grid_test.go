package widgets

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

// gridded is a grid whose cells say where they are, with what it was told.
type gridded struct {
	*Grid
	asked int
	told  []string
	win   fyne.Window
}

func newGridded(t testing.TB, rows, columns int, size fyne.Size) *gridded {
	t.Helper()
	g := &gridded{Grid: NewGrid("名称", 100)}
	g.Name = func(row int) string { return fmt.Sprint("县", row) }
	g.Cell = func(row, col int) GridCell {
		g.asked++
		return GridCell{Text: fmt.Sprintf("%d.%02d", row, col), Sign: "●", Tone: ToneGood}
	}
	tell := func(format string, args ...any) { g.told = append(g.told, fmt.Sprintf(format, args...)) }
	g.OnOpen = func(row, col int) { tell("open %d,%d", row, col) }
	g.OnMenu = func(row, col int) []MenuItem { tell("menu %d,%d", row, col); return nil }
	g.Begins = func(_, col int) (string, bool) { return "0至8", col > 0 }
	g.OnEnter = func(row, col int, text string, firm bool) { tell("enter %d,%d %s %v", row, col, text, firm) }
	var list []GridColumn
	for i := range columns {
		list = append(list, GridColumn{Title: fmt.Sprint(i), Group: fmt.Sprint("组", i/4), Tone: SectionTone(i / 4), Width: 92, Whole: fmt.Sprint("第", i, "列")})
	}
	g.win = test.NewTempWindow(t, g.Grid)
	g.win.SetPadded(false)
	g.win.Resize(size)
	g.SetColumns(list)
	g.Fill(rows)
	return g
}

func (g *gridded) press(key fyne.KeyName) { g.TypedKey(&fyne.KeyEvent{Name: key}) }

func (g *gridded) ctrl(key fyne.KeyName) {
	g.TypedShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierControl})
}

func (g *gridded) holding(fn func()) {
	g.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	fn()
	g.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
}

func (g *gridded) spot() string {
	r, _ := g.Selected()
	row, col := g.Place()
	return fmt.Sprint(row, ",", col, " in ", r)
}

// shown lists the texts that can be seen in the cells, by where they stand.
func (g *gridded) shown() map[string]fyne.Position {
	out, view := map[string]fyne.Position{}, g.view()
	for _, s := range g.drawing.slots {
		for _, c := range s.cells {
			at := c.text.Position().Subtract(g.offset)
			if c.text.Visible() && at.X+c.text.Size().Width > 0 && at.Y+c.text.Size().Height > 0 && at.X < view.Width+30 && at.Y < view.Height {
				out[c.text.Text] = at
			}
		}
	}
	return out
}

// right checks that exactly the cells in sight are drawn, each in its place.
func (g *gridded) right(t *testing.T, when string) {
	t.Helper()
	shown, view := g.shown(), g.view()
	for row := range g.rows {
		for col := range g.columns {
			at, size := g.box(row, col)
			at = at.Subtract(g.offset)
			text := g.Grid.Cell(row, col).Text
			where, drawn := shown[text]
			end := size.Width - gridPad - tableTextSize() - gridSignGap // of the words: the sign stands behind them
			if seen := at.X+end > 0 && at.Y+size.Height > 0 && at.X+gridPad < view.Width && at.Y < view.Height; seen && !drawn {
				t.Errorf("%s: %s is not drawn", when, text)
			}
			if drawn && (where.Y != at.Y || where.X < at.X || where.X > at.X+size.Width) {
				t.Errorf("%s: %s is drawn at %v, not in %v", when, text, where, at)
			}
			delete(shown, text)
		}
	}
	for text := range shown {
		t.Errorf("%s: %s is drawn and is no cell", when, text)
	}
}

// Whatever is done, exactly the cells in sight are drawn, each in its place.
func TestGridDrawsWhatIsInSight(t *testing.T) {
	paperApp(t)
	g := newGridded(t, 60, 12, fyne.NewSize(500, 300))
	g.right(t, "at first")
	g.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -25)})
	if g.offset.Y < 75 {
		t.Errorf("a notch moves it by %v", g.offset.Y)
	}
	g.right(t, "after a notch")
	g.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(-40, -3)})
	g.right(t, "across")
	g.ctrl(fyne.KeyEnd)
	g.right(t, "at the end")
	g.ctrl(fyne.KeyHome)
	g.right(t, "at the beginning again")
	g.ctrl(fyne.KeyEnd)
	g.Fill(4)
	g.right(t, "with fewer rows")
	g.SetColumns(g.columns[:3])
	g.right(t, "with fewer columns")
	g.Fill(60)
	g.right(t, "with more rows")
	g.win.Resize(fyne.NewSize(900, 700))
	g.right(t, "larger")
	g.win.Resize(fyne.NewSize(400, 250))
	g.right(t, "smaller")
	g.Fill(0)
	g.right(t, "empty")
}

// However many rows there are, a step of the wheel asks for the rows that come into sight and makes no objects.
func TestGridReusesItsObjects(t *testing.T) {
	paperApp(t)
	g := newGridded(t, 2844, 25, fyne.NewSize(1000, 700))
	made := map[fyne.CanvasObject]bool{}
	for _, o := range g.drawing.cellBox.Objects {
		made[o] = true
	}
	if len(made) > 1500 {
		t.Errorf("%d objects", len(made))
	}
	for range 900 {
		g.asked = 0
		g.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -25)})
		if g.asked > 4*len(g.columns) {
			t.Fatalf("a notch asks for %d cells", g.asked)
		}
	}
	if from, _ := g.inSightRows(); from < 2000 {
		t.Errorf("900 notches come to row %d", from)
	}
	for _, o := range g.drawing.cellBox.Objects {
		if !made[o] {
			t.Fatal("objects were made")
		}
	}
}

// TestGridKeys: where each key goes from a cell.
func TestGridKeys(t *testing.T) {
	paperApp(t)
	g := newGridded(t, 60, 12, fyne.NewSize(500, 300))
	for _, c := range []struct {
		row, col int
		key      fyne.KeyName
		want     string
	}{
		{5, 5, fyne.KeyUp, "4,5"},
		{5, 5, fyne.KeyDown, "6,5"},
		{5, 5, fyne.KeyLeft, "5,4"},
		{5, 5, fyne.KeyRight, "5,6"},
		{0, 0, fyne.KeyUp, "0,0"},
		{59, 11, fyne.KeyRight, "59,11"},
		{5, 5, fyne.KeyHome, "5,0"},
		{5, 5, fyne.KeyEnd, "5,11"},
		{5, 5, fyne.KeyReturn, "6,5"},
	} {
		g.Go(c.row, c.col)
		g.press(c.key)
		if row, col := g.Place(); fmt.Sprint(row, ",", col) != c.want {
			t.Errorf("%s at %d,%d goes to %d,%d, not %s", c.key, c.row, c.col, row, col, c.want)
		}
	}
	g.Go(20, 5)
	g.press(fyne.KeyPageDown)
	down, _ := g.Place()
	g.press(fyne.KeyPageUp)
	if up, _ := g.Place(); down < 24 || up != 20 {
		t.Errorf("a page goes to %d and back to %d", down, up)
	}
	g.ctrl(fyne.KeyHome)
	if g.spot() != "0,0 in {0 0 0 0}" {
		t.Error(g.spot())
	}
	g.ctrl(fyne.KeyEnd)
	if g.spot() != "59,11 in {59 11 59 11}" {
		t.Error(g.spot())
	}
	if from, to := g.inSightRows(); from == 0 || to != 60 {
		t.Errorf("rows %d to %d are in sight", from, to)
	}
}

// Shift selects with the keys, the pointer and the names; Escape goes back to one cell.
func TestGridSelects(t *testing.T) {
	paperApp(t)
	g := newGridded(t, 60, 12, fyne.NewSize(500, 300))
	g.Go(2, 1)
	g.holding(func() {
		g.press(fyne.KeyDown)
		g.press(fyne.KeyDown)
		g.press(fyne.KeyRight)
	})
	if g.spot() != "2,1 in {2 1 4 2}" {
		t.Error(g.spot())
	}
	if g.Copied() != "2.01\t2.02\n3.01\t3.02\n4.01\t4.02" {
		t.Errorf("%q", g.Copied())
	}
	clip := test.NewClipboard()
	g.TypedShortcut(&fyne.ShortcutCopy{Clipboard: clip})
	if clip.Content() != g.Copied() {
		t.Errorf("copied %q", clip.Content())
	}
	g.press(fyne.KeyEscape)
	if g.spot() != "2,1 in {2 1 2 1}" {
		t.Error(g.spot())
	}
	down := func(at fyne.Position, modifier fyne.KeyModifier) {
		g.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}, Button: desktop.MouseButtonPrimary, Modifier: modifier})
		g.Tapped(&fyne.PointEvent{Position: at})
	}
	down(g.Middle(1, 0), 0)
	down(g.Middle(3, 2), fyne.KeyModifierShift)
	if g.spot() != "1,0 in {1 0 3 2}" {
		t.Error("shift click:", g.spot())
	}
	down(g.Middle(2, -1), 0)
	if g.spot() != "2,0 in {2 0 2 11}" {
		t.Error("a name:", g.spot())
	}
	down(g.Middle(-1, 1), 0)
	if g.spot() != "0,1 in {0 1 59 1}" || g.offset.Y != 0 {
		t.Error("a head:", g.spot(), g.offset)
	}
	g.TypedShortcut(&fyne.ShortcutSelectAll{})
	if r, _ := g.Selected(); r != (GridRange{0, 0, 59, 11}) {
		t.Error("all:", g.spot())
	}
	test.TapSecondaryAt(g.Grid, g.Middle(3, 1))
	if r, _ := g.Selected(); r != (GridRange{0, 0, 59, 11}) {
		t.Error("a right click into the selection changed it")
	}
	g.Go(0, 0)
	test.TapSecondaryAt(g.Grid, g.Middle(3, 1))
	test.DoubleTap(g.Grid)
	if fmt.Sprint(g.told) != "[menu 0,0 menu 3,1]" || g.spot() != "3,1 in {3 1 3 1}" {
		t.Error(g.told, g.spot())
	}
	g.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: g.Middle(1, 1)}, Button: desktop.MouseButtonPrimary})
	g.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: g.Middle(4, 3)}})
	g.DragEnd()
	if g.spot() != "1,1 in {1 1 4 3}" {
		t.Error("dragging:", g.spot())
	}
}

// What is typed on a cell begins its entry; Enter takes it and goes down, Escape forgets it, another cell takes it too.
func TestGridEntry(t *testing.T) {
	paperApp(t)
	g := newGridded(t, 60, 12, fyne.NewSize(500, 300))
	g.Go(3, 2)
	g.Focus()
	g.TypedRune('4')
	if !g.Typing() || g.Editor().Text != "4" || g.win.Canvas().Focused() != fyne.Focusable(g.Editor()) {
		t.Fatalf("typing %v, %q, the keyboard is with %T", g.Typing(), g.Editor().Text, g.win.Canvas().Focused())
	}
	g.Editor().TypedRune('.')
	g.Editor().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if g.Typing() || g.spot() != "4,2 in {4 2 4 2}" || g.win.Canvas().Focused() != fyne.Focusable(g.Grid) {
		t.Error("after Enter:", g.spot())
	}
	g.TypedRune('5')
	g.Editor().TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierControl})
	g.TypedRune('6')
	g.Editor().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	g.TypedRune('7')
	test.TapAt(g.Grid, g.Middle(1, 1))
	g.Go(1, 0)
	g.TypedRune('8')
	if want := "[enter 3,2 4. false enter 4,2 5 true enter 5,2 7 false]"; fmt.Sprint(g.told) != want || g.Typing() {
		t.Errorf("%v, want %s", g.told, want)
	}
}

// The bar beside the grid goes anywhere at once.
func TestGridBar(t *testing.T) {
	paperApp(t)
	g := newGridded(t, 2844, 12, fyne.NewSize(500, 300))
	at := fyne.NewPos(g.Size().Width-gridBar/2, g.headHeight()+5)
	g.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}, Button: desktop.MouseButtonPrimary})
	g.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(at.X, g.Size().Height)}})
	g.DragEnd()
	if _, to := g.inSightRows(); to != 2844 {
		t.Errorf("the bar's end shows rows up to %d", to)
	}
	if g.spot() != "0,0 in {0 0 0 0}" {
		t.Error("the bar selects", g.spot())
	}
	g.right(t, "by the bar")
}

// A head tells its whole words under the pointer; the wheel is alive over the names.
func TestGridHeads(t *testing.T) {
	paperApp(t)
	g := newGridded(t, 60, 12, fyne.NewSize(500, 300))
	g.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: g.Middle(-1, 1)}})
	if g.drawing.whole.text.Text() != "第1列" || g.drawing.whole.ground.Hidden {
		t.Errorf("%q", g.drawing.whole.text.Text())
	}
	g.MouseOut()
	if !g.drawing.whole.ground.Hidden {
		t.Error("the words stay")
	}
	test.Scroll(g.win.Canvas(), g.Middle(2, -1), 0, -25)
	if g.offset.Y < 75 {
		t.Errorf("over the names a notch moves it by %v", g.offset.Y)
	}
}

// BenchmarkGridScroll is a notch of the wheel over 2,844 rows and 25 columns.
func BenchmarkGridScroll(b *testing.B) {
	paperApp(b)
	g := newGridded(b, 2844, 25, fyne.NewSize(1280, 800))
	b.ReportAllocs()
	b.ResetTimer()
	for i := range b.N {
		by := float32(-25)
		if i/900%2 == 1 {
			by = 25
		}
		g.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, by)})
	}
}

// BenchmarkGridFill shows all cells in sight anew.
func BenchmarkGridFill(b *testing.B) {
	paperApp(b)
	g := newGridded(b, 2844, 25, fyne.NewSize(1280, 800))
	b.ReportAllocs()
	b.ResetTimer()
	for range b.N {
		g.Fill(2844)
	}
}
