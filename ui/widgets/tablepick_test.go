package widgets

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

func fiveListed(t *testing.T) *listed {
	t.Helper()
	return newListed(t, []string{"甲", "1"}, []string{"乙", "2"}, []string{"丙", "3"}, []string{"丁", "4"}, []string{"戊", "5"})
}

// click presses the button of the mouse over a cell with keys held.
func (l *listed) click(row, col int, keys fyne.KeyModifier) {
	at := l.Middle(row, max(0, col))
	if col < 0 {
		at.X = tableNumber / 2
	}
	ev := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary, Modifier: keys}
	ev.Position = at
	l.MouseDown(ev)
	test.TapAt(l.Table, at)
}

// shift types a key with Shift held.
func (l *listed) shift(key fyne.KeyName) {
	l.Editor().KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	l.Editor().TypedKey(&fyne.KeyEvent{Name: key})
	l.Editor().KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
}

func TestTablePicksRows(t *testing.T) {
	l := fiveListed(t)
	expect := func(what, want string) {
		t.Helper()
		if got := fmt.Sprint(l.Picked()); got != want {
			t.Errorf("%s: picked %s, want %s", what, got, want)
		}
	}
	l.click(1, 0, 0)
	expect("a click", "[]")
	l.click(3, 1, fyne.KeyModifierShift)
	expect("Shift and a click", "[1 2 3]")
	if l.place() != "1,0" || !l.Typing() {
		t.Errorf("the keyboard is at %s, typing %t", l.place(), l.Typing())
	}
	l.click(0, 0, fyne.KeyModifierShift)
	expect("Shift and a click above", "[0 1]")
	l.click(4, 0, fyne.KeyModifierControl)
	expect("Ctrl and a click", "[0 1 4]")
	l.click(0, 0, fyne.KeyModifierControl)
	expect("Ctrl and a click on one picked", "[1 4]")
	l.click(5, 0, fyne.KeyModifierControl)
	expect("Ctrl and a click on the empty row", "[1 4]")
	l.click(2, 0, 0)
	expect("a click again", "[]")
	l.click(4, 0, fyne.KeyModifierControl)
	expect("Ctrl and a click from a cell", "[2 4]")
	l.Editor().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	expect("Escape", "[]")
	l.shift(fyne.KeyDown)
	l.shift(fyne.KeyDown)
	expect("Shift and down twice", "[2 3 4]")
	l.shift(fyne.KeyDown)
	expect("Shift and down at the end", "[2 3 4]")
	for range 3 {
		l.shift(fyne.KeyUp)
	}
	expect("back and one above", "[1 2]")
	l.Editor().TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	expect("an arrow key", "[]")
	l.Editor().TypedShortcut(&fyne.ShortcutSelectAll{})
	expect("Ctrl+A", "[]")
	if text := l.Editor().SelectedText(); text == "" || text != l.Editor().Text {
		t.Errorf("Ctrl+A selects %q of %q", text, l.Editor().Text)
	}
	l.Editor().TypedShortcut(&fyne.ShortcutSelectAll{})
	expect("Ctrl+A once more", "[0 1 2 3 4]")
	l.Editor().SetText("丙丙")
	expect("typing", "[]")
	l.Editor().TypedShortcut(&fyne.ShortcutSelectAll{})
	l.Editor().TypedShortcut(&fyne.ShortcutSelectAll{})
	expect("Ctrl+A twice while typing", "[]")
	if l.Editor().SelectedText() != "丙丙" {
		t.Errorf("while typing Ctrl+A selects %q", l.Editor().SelectedText())
	}
	l.click(3, -1, 0)
	expect("a click on a row's number", "[3]")
	l.Fill(4, "")
	expect("another number of rows", "[]")
}

// What is picked is copied, cut, removed and moved in one call; copying a cell leaves a selected part of its text to the entry.
func TestTableActsOnWhatIsPicked(t *testing.T) {
	key := func(k fyne.KeyName, mod fyne.KeyModifier) fyne.Shortcut {
		return &desktop.CustomShortcut{KeyName: k, Modifier: mod}
	}
	clip := func() fyne.Clipboard { return fyne.CurrentApp().Clipboard() } // each list has an app of its own
	for _, c := range []struct {
		name     string
		do       fyne.Shortcut
		told, in string
	}{
		{"copy", &fyne.ShortcutCopy{}, "", "[1 2 3] -1 false"},
		{"copy with heads", key(fyne.KeyC, fyne.KeyModifierControl|fyne.KeyModifierShift), "", "[1 2 3] -1 true"},
		{"cut", &fyne.ShortcutCut{}, "remove [1 2 3]", "[1 2 3] -1 false"},
		{"remove", key(fyne.KeyDelete, fyne.KeyModifierControl), "remove [1 2 3]", ""},
		{"up", key(fyne.KeyUp, fyne.KeyModifierAlt), "move [1 2 3] to 0", ""},
		{"down", key(fyne.KeyDown, fyne.KeyModifierAlt), "move [1 2 3] to 5", ""},
	} {
		l := fiveListed(t)
		clip().SetContent("")
		l.Go(1, 0)
		l.shift(fyne.KeyDown)
		l.shift(fyne.KeyDown)
		l.Editor().TypedShortcut(c.do)
		if got := strings.Join(l.told, "; "); got != c.told || clip().Content() != c.in {
			t.Errorf("%s tells %q, the clipboard holds %q", c.name, got, clip().Content())
		}
	}
	l := fiveListed(t)
	l.Go(2, 1)
	l.Editor().TypedShortcut(&fyne.ShortcutCopy{Clipboard: clip()})
	if clip().Content() != "[2] 1 false" {
		t.Errorf("of a cell the clipboard holds %q", clip().Content())
	}
	l.Editor().TypedKey(&fyne.KeyEvent{Name: fyne.KeyDelete})
	l.shift(fyne.KeyDown)
	l.Editor().TypedKey(&fyne.KeyEvent{Name: fyne.KeyDelete})
	if got := strings.Join(l.told, "; "); got != "remove [2 3]" {
		t.Errorf("Delete with rows picked tells %q", got)
	}
}

// drag drags the pointer from the number of a row to a place between rows.
func (l *listed) drag(row, to int) {
	down := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary}
	down.Position = fyne.NewPos(tableNumber/2, l.rowAt(row)+10)
	l.MouseDown(down)
	origin := fyne.CurrentApp().Driver().AbsolutePositionForObject(l.Table)
	ev := &fyne.DragEvent{}
	ev.AbsolutePosition = origin.AddXY(tableNumber/2, l.rowAt(to)+2)
	l.Dragged(ev)
	l.DragEnd()
}

func TestTableRowsAreDragged(t *testing.T) {
	for _, c := range []struct {
		picked   []int
		row, to  int
		told     string
		place    string
		nowpicks string
	}{
		{nil, 0, 3, "move [0] to 3", "2,0", "[2]"},
		{nil, 4, 0, "move [4] to 0", "0,0", "[0]"},
		{nil, 2, 3, "", "2,0", "[2]"},
		{nil, 2, 2, "", "2,0", "[2]"},
		{[]int{1, 3}, 3, 5, "move [1 3] to 5", "4,0", "[3 4]"},
		{[]int{1, 3}, 1, 2, "move [1 3] to 2", "1,0", "[1 2]"},
		{[]int{1, 3}, 4, 0, "move [4] to 0", "0,0", "[0]"},
	} {
		l := fiveListed(t)
		l.Go(c.row, 0)
		if c.picked != nil {
			l.pick(c.picked)
		}
		l.drag(c.row, c.to)
		if got := strings.Join(l.told, "; "); got != c.told || l.place() != c.place || fmt.Sprint(l.Picked()) != c.nowpicks {
			t.Errorf("%v, %d dragged to %d: %q, the keyboard at %s, picked %v", c.picked, c.row, c.to, got, l.place(), l.Picked())
		}
	}
	l := fiveListed(t)
	l.Fill(5, "已定稿")
	if l.drag(0, 3); len(l.told) > 0 {
		t.Errorf("in a locked table %q", l.told)
	}
	l = fiveListed(t)
	ev := &fyne.DragEvent{Dragged: fyne.NewDelta(0, 60)}
	l.Dragged(ev) // which began elsewhere
	if l.DragEnd(); len(l.told) > 0 {
		t.Errorf("a drag from elsewhere tells %q", l.told)
	}
}

// The edge between two heads is dragged, never over the least width of either; a double click makes room for the longest text; both are remembered.
func TestTableColumnWidths(t *testing.T) {
	long := strings.Repeat("长", 40)
	l := newListed(t, []string{"甲", long})
	l.Keep("test")
	whole := l.edges[2]
	grip, at := l.grips[0], l.edges[1]
	pull := func(by ...float32) {
		for _, dx := range by {
			grip.Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(dx, 0)})
		}
		grip.DragEnd()
	}
	if grip.MinSize().Width != edgeWidth {
		t.Errorf("the edge needs %v", grip.MinSize())
	}
	pull(-30, -10, 15)
	if got := l.edges[1]; got < at-26 || got > at-24 || l.edges[2] != whole {
		t.Errorf("the edge goes from %v to %v, the table ends at %v, not %v", at, got, l.edges[2], whole)
	}
	kept, remembered := l.edges[1], fyne.CurrentApp().Preferences().String(widthsKey+"test")
	other := newListed(t, []string{"乙", ""})
	fyne.CurrentApp().Preferences().SetString(widthsKey+"test", remembered) // the app is another one, the computer is not
	other.Keep("test")
	other.Table.place(other.Size().Width)
	if other.edges[1] != kept {
		t.Errorf("remembered is %v, not %v", other.edges[1], kept)
	}
	pull(-9000, 8990)
	if got := l.edges[1]; got < kept-12 || got > kept-8 {
		t.Errorf("dragged far and back it stands at %v, from %v", got, kept)
	}
	pull(9000)
	if got, least := l.edges[2]-l.edges[1], l.least(1); got < least-1 || got > least+1 {
		t.Errorf("the last column has %v, its least is %v", got, least)
	}
	grip.DoubleTapped(nil)
	if got := l.edges[1] - l.edges[0]; got > l.least(0)+1 {
		t.Errorf("fit to 甲 the first column has %v, its least is %v", got, l.least(0))
	}
	l.fit(1)
	if got := l.room(0, 1); got < fyne.MeasureText(long, tableTextSize(), fyne.TextStyle{}).Width && l.edges[1]-l.edges[0] > l.least(0)+1 {
		t.Errorf("the long text has %v while the other column has more than its least", got)
	}
	l.usualWidths()
	if l.edges[1] != at || recallWidths("test", 2) != nil {
		t.Errorf("as usual the edge is at %v, not %v", l.edges[1], at)
	}
}

// The menu of a cell says what the keys and buttons do, and does it; in a locked table it only copies.
func TestTableMenu(t *testing.T) {
	l := fiveListed(t)
	item := func(label string) *MenuItem {
		for _, i := range l.menu(1, 0) {
			if i.Label == label {
				return &i
			}
		}
		t.Fatalf("no %q", label)
		return nil
	}
	test.TapSecondaryAt(l.Table, l.Middle(1, 0))
	c := canvasOf(l)
	if c.Overlays().Top() == nil || l.place() != "1,0" {
		t.Fatalf("a right click shows no menu, the keyboard is at %s", l.place())
	}
	c.Overlays().Remove(c.Overlays().Top())
	l.Editor().TypedKey(&fyne.KeyEvent{Name: desktop.KeyMenu})
	if c.Overlays().Top() == nil {
		t.Fatal("the menu key shows no menu")
	}
	c.Overlays().Remove(c.Overlays().Top())
	for _, label := range []string{"在上面插入一行", "在下面插入一行", "上移", "下移", "删除这一行", "这一行的佐证…", "按“部门”升序排列", "按“部门”降序排列"} {
		l.Go(1, 0)
		item(label).Do()
	}
	want := "insert 1; insert 2; move [1] to 0; move [1] to 3; remove [1]; open 1; sort 0 false; sort 0 true"
	if got := strings.Join(l.told, "; "); got != want {
		t.Errorf("told %s\nwant %s", got, want)
	}
	head := l.Head(0).(*Line)
	canvasOf(l).Focus(head)
	if head.TypedKey(&fyne.KeyEvent{Name: desktop.KeyMenu}); canvasOf(l).Overlays().Top() == nil {
		t.Error("the menu key on a head shows no menu")
	}
	canvasOf(l).Overlays().Remove(canvasOf(l).Overlays().Top())
	before := l.edges[1]
	for _, label := range []string{"列宽适合内容", "恢复原来的列宽"} {
		for _, i := range head.Menu() {
			if i.Label == label {
				i.Do()
			}
		}
		if moved := l.edges[1] != before; moved != (label == "列宽适合内容") {
			t.Errorf("after %s the edge is at %v, from %v", label, l.edges[1], before)
		}
	}
	l.Fill(5, "已定稿")
	for _, i := range l.menu(1, 0) {
		free := strings.HasPrefix(i.Label, "复制") || strings.HasPrefix(i.Label, "选中") || strings.HasSuffix(i.Label, "佐证…") || i.Label == ""
		if i.Off == free {
			t.Errorf("locked, %q is off: %t", i.Label, i.Off)
		}
	}
}

// After sorting the rows are others in their places: nothing stays picked for an act to meet the wrong ones.
func TestSortingEndsPicking(t *testing.T) {
	l := newListed(t, []string{"乙", ""}, []string{"甲", ""}, []string{"丙", ""})
	for _, sort := range []func(){
		func() { test.Tap(l.Head(0).(fyne.Tappable)) },
		func() { l.sortItems(0)[0].Do() },
		func() { l.sortItems(0)[1].Do() },
	} {
		l.told = nil
		l.pick([]int{0, 1})
		sort()
		if len(l.told) != 1 || len(l.Picked()) != 0 {
			t.Errorf("%v, picked %v", l.told, l.Picked())
		}
	}
}
