package widgets

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

// listed is a table over a list of its own, with what it was told.
type listed struct {
	*Table
	rows [][]string
	told []string
}

func newListed(t *testing.T, rows ...[]string) *listed {
	t.Helper()
	paperApp(t)
	l := &listed{Table: NewTable("佐证", TableColumn{Title: "部门", Weight: 1, Least: 100}, TableColumn{Title: "日期", Weight: 1, Least: 100}), rows: rows}
	tell := func(format string, args ...any) { l.told = append(l.told, fmt.Sprintf(format, args...)) }
	l.Table.Cell = func(row, col int) TableCell { return TableCell{Text: l.rows[row][col]} }
	l.Same = func(row, col int, typed string) bool { return l.rows[row][col] == typed }
	l.Mark, l.Pieces = func(int) string { return "" }, func(int) string { return "" }
	l.OnType = func(row, col int, text string) { tell("type %d,%d %s", row, col, text) }
	l.OnLeave, l.OnReveal = func() {}, func(float32, float32) {}
	l.OnSort, l.OnInsert = func(col int, down bool) { tell("sort %d %t", col, down) }, func(at int) { tell("insert %d", at) }
	l.OnRemove = func(rows []int) { tell("remove %v", rows) }
	l.OnMove, l.OnOpen = func(rows []int, to int) { tell("move %v to %d", rows, to) }, func(row int) { tell("open %d", row) }
	l.Copied = func(rows []int, col int, heads bool) string { return fmt.Sprint(rows, col, heads) }
	l.OnPaste = func(row, col int, text string) { tell("paste %d,%d %q", row, col, text) }
	w := test.NewTempWindow(t, l.Table)
	w.Resize(fyne.NewSize(600, 300))
	l.Fill(len(rows), "")
	return l
}

func (l *listed) place() string { row, col := l.Place(); return fmt.Sprint(row, ",", col) }

// TestTableKeys: where each key goes from each place; the empty row at the end is number 2.
func TestTableKeys(t *testing.T) {
	l := newListed(t, []string{"县公安局", "2017-03-02"}, []string{"县税务局", "2017-05-16"})
	for _, at := range []struct {
		row, col int
		key      fyne.KeyName
		want     string
	}{
		{0, 0, fyne.KeyTab, "0,1"},
		{0, 1, fyne.KeyTab, "1,0"},
		{2, 0, fyne.KeyTab, "2,1"},
		{0, 0, fyne.KeyReturn, "1,0"},
		{1, 1, fyne.KeyEnter, "2,1"},
		{2, 1, fyne.KeyReturn, "2,1"},
		{0, 1, fyne.KeyDown, "1,1"},
		{2, 1, fyne.KeyDown, "2,1"},
		{1, 0, fyne.KeyUp, "0,0"},
		{0, 0, fyne.KeyUp, "0,0"},
		{2, 0, fyne.KeyEnd, "2,1"},
		{2, 1, fyne.KeyHome, "2,0"},
		{0, 0, fyne.KeyEnd, "0,0"},
		{0, 0, fyne.KeyPageDown, "0,0"},
	} {
		l.Go(at.row, at.col)
		l.Editor().TypedKey(&fyne.KeyEvent{Name: at.key})
		if got := l.place(); got != at.want {
			t.Errorf("%s at %d,%d goes to %s, not %s", at.key, at.row, at.col, got, at.want)
		}
	}
	l.Go(1, 0)
	l.Editor().KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	l.Editor().TypedKey(&fyne.KeyEvent{Name: fyne.KeyTab})
	if l.place() != "0,1" {
		t.Errorf("Shift+Tab goes to %s", l.place())
	}
	l.Editor().KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	l.Go(9, 9)
	if l.place() != "2,1" {
		t.Errorf("beyond the end lies %s", l.place())
	}
	if len(l.told) != 0 {
		t.Errorf("going about tells %q", l.told)
	}
	l.Go(0, 0)
	l.Editor().SetText("县财政局")
	if l.Editor().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape}); l.Editor().Text != "县公安局" {
		t.Errorf("Escape leaves %q", l.Editor().Text)
	}
}

// TestTableRowKeys: what is done with whole rows, and that the empty row takes none of it.
func TestTableRowKeys(t *testing.T) {
	for _, at := range []struct {
		row  int
		key  fyne.KeyName
		with fyne.KeyModifier
		want string
	}{
		{0, fyne.KeyReturn, fyne.KeyModifierShortcutDefault, "insert 1"},
		{2, fyne.KeyEnter, fyne.KeyModifierShortcutDefault, ""},
		{1, fyne.KeyDelete, fyne.KeyModifierShortcutDefault, "remove [1]"},
		{2, fyne.KeyDelete, fyne.KeyModifierShortcutDefault, ""},
		{1, fyne.KeyD, fyne.KeyModifierShortcutDefault, "type 1,0 县公安局"},
		{0, fyne.KeyD, fyne.KeyModifierShortcutDefault, ""},
		{0, fyne.KeyDown, fyne.KeyModifierAlt, "move [0] to 2"},
		{1, fyne.KeyDown, fyne.KeyModifierAlt, ""},
		{1, fyne.KeyUp, fyne.KeyModifierAlt, "move [1] to 0"},
		{0, fyne.KeyUp, fyne.KeyModifierAlt, ""},
		{2, fyne.KeyUp, fyne.KeyModifierAlt, ""},
		{1, fyne.KeyReturn, fyne.KeyModifierAlt, "open 1"},
		{2, fyne.KeyReturn, fyne.KeyModifierAlt, ""},
	} {
		l := newListed(t, []string{"县公安局", "2017-03-02"}, []string{"县税务局", "2017-05-16"})
		l.Go(at.row, 0)
		l.Editor().TypedShortcut(&desktop.CustomShortcut{KeyName: at.key, Modifier: at.with})
		if got := strings.Join(l.told, "; "); got != at.want {
			t.Errorf("%s at row %d tells %q, not %q", at.key, at.row, got, at.want)
		}
	}
	l := newListed(t, []string{"县公安局", "2017-03-02"})
	l.Go(0, 0)
	clip := test.NewClipboard()
	clip.SetContent("县住建局\t2017-06-01\r\n")
	l.Editor().TypedShortcut(&fyne.ShortcutPaste{Clipboard: clip})
	if len(l.told) != 1 || l.told[0] != `paste 0,0 "县住建局\t2017-06-01\r\n"` {
		t.Errorf("several cells: %q", l.told)
	}
	l.Go(1, 0)
	clip.SetContent("县住建局\r\n")
	l.Editor().TypedShortcut(&fyne.ShortcutPaste{Clipboard: clip})
	if l.Editor().Text != "县住建局" {
		t.Errorf("one cell: %q", l.Editor().Text)
	}
}

// TestTableByPointer: a cell takes the keyboard, the pieces open, the bin removes, a head sorts; a locked table only opens and sorts.
func TestTableByPointer(t *testing.T) {
	for locked, want := range map[bool]string{false: "open 1; remove [0]; sort 1 false", true: "open 1; sort 1 false"} {
		l := newListed(t, []string{"县公安局", "2017-03-02"}, []string{"县税务局", "2017-05-16"})
		l.Fill(2, map[bool]string{true: "已定稿"}[locked])
		test.TapAt(l.Table, l.Middle(1, 2))
		test.TapAt(l.Table, l.Middle(0, 3))
		test.Tap(l.Head(1).(fyne.Tappable))
		test.TapAt(l.Table, l.Middle(2, 2))
		if got := strings.Join(l.told, "; "); got != want {
			t.Errorf("locked %t: %s", locked, got)
		}
		if test.TapAt(l.Table, l.Middle(1, 1)); l.Typing() == locked {
			t.Errorf("locked %t: typing %t", locked, l.Typing())
		}
	}
	l := newListed(t, []string{"县公安局", "2017-03-02"})
	l.Sorted(0, false)
	up, other := l.titles[0].Text(), l.titles[1].Text()
	l.Sorted(1, true)
	if up != "部门 ↑" || other != "日期" || l.titles[0].Text() != "部门" || l.titles[1].Text() != "日期 ↓" {
		t.Errorf("the heads say %q %q, then %q %q", up, other, l.titles[0].Text(), l.titles[1].Text())
	}
}
