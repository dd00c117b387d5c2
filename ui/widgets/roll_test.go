package widgets

import (
	"slices"
	"strconv"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func newRoll(t *testing.T, rows int) (*Roll, fyne.Window, map[int]bool) {
	t.Helper()
	lookApp(t, Look{})
	r := NewRoll(2, RollColumn{Title: "单位", Width: 90}, RollColumn{Title: "填报内容"}, RollColumn{Title: "评分", Width: 80})
	asked := map[int]bool{}
	r.Cell = func(row, col int) RollCell {
		asked[row] = true
		return RollCell{Text: "第" + strconv.Itoa(row) + "行第" + strconv.Itoa(col) + "列，这一格的内容很长，三行也放不下，所以最后一行要截短，并且看得出来后面还有别的内容", Under: "补充"}
	}
	w := test.NewWindow(r.Object())
	w.Resize(fyne.NewSize(500, 400))
	t.Cleanup(w.Close)
	r.Columns(2, r.columns...)
	r.Fill(rows, 0)
	return r, w, asked
}

// Of three thousand rows those in sight are drawn, and the field stands in the one chosen, wherever that is.
func TestRollDrawsWhatIsInSight(t *testing.T) {
	r, w, asked := newRoll(t, 3000)
	if len(asked) == 0 || len(asked) > 20 || !asked[0] {
		t.Fatalf("%d rows were built", len(asked))
	}
	clear(asked)
	r.Choose(2999)
	if !asked[2999] || asked[0] || len(asked) > 20 {
		t.Errorf("%d rows were built at the end", len(asked))
	}
	if y := r.entry.Position().Y; y < r.body.Size().Height-r.RowHeight() {
		t.Errorf("the field stands at %v of %v", y, r.body.Size().Height)
	}
	if r.Shown(2999, 2) != nil || len(r.Shown(2999, 1)) != 2 {
		t.Errorf("%q, %q", r.Shown(2999, 2), r.Shown(2999, 1))
	}
	if r.scroll.Offset.Y == 0 {
		t.Fatal("the last row is out of sight")
	}
	w.Resize(fyne.NewSize(700, 300))
	r.Fill(3, 2)
	if r.scroll.Offset.Y != 0 || r.Shown(0, 0) == nil {
		t.Errorf("three rows are scrolled to %v", r.scroll.Offset.Y)
	}
}

// A click chooses a row and gives the keyboard to its field; a second one soon after opens it.
func TestRollClicks(t *testing.T) {
	r, w, _ := newRoll(t, 10)
	chosen, opened := -1, -1
	r.OnChoose, r.OnOpen = func(row int) { chosen = row }, func(row int) { opened = row }
	ev := &fyne.PointEvent{Position: r.Middle(3)}
	r.Body().Tapped(ev)
	if chosen != 3 || opened != -1 || r.Row() != 3 || w.Canvas().Focused() != r.Entry() {
		t.Fatalf("chosen %d, opened %d", chosen, opened)
	}
	r.Body().Tapped(ev)
	if opened != 3 {
		t.Error("it is not opened")
	}
	r.Body().Tapped(&fyne.PointEvent{Position: fyne.NewPos(10, 5000)})
	if r.Row() != 3 {
		t.Error("a click under the rows chooses one")
	}
}

// A column that no room was made for has no head, not even the dots of one.
func TestColumnWithoutRoomHasNoHead(t *testing.T) {
	lookApp(t, Look{})
	r := NewRoll(1, RollColumn{Title: "填报内容"}, RollColumn{Title: "佐证", Width: 0.1}, RollColumn{Title: "自评", Width: 62})
	r.Cell = func(int, int) RollCell { return RollCell{} }
	test.NewTempWindow(t, r.Object()).Resize(fyne.NewSize(500, 200))
	test.WidgetRenderer(r.head)
	r.head.Refresh()
	var titles []string
	for _, text := range r.head.titles {
		titles = append(titles, text.Text)
	}
	if want := []string{"填报内容", "", "自评"}; !slices.Equal(titles, want) {
		t.Errorf("the heads are %q", titles)
	}
}

// An Enter that was meant for something else does not give up work that runs.
func TestEnterDoesNotGiveUp(t *testing.T) {
	lookApp(t, Look{})
	w := test.NewTempWindow(t, NewText("", Style{}))
	gone := false
	NewSheet(w, "正在读取", NewText("请稍候", Style{})).Firm().Custom(NewButton("取消", func() { gone = true })).Show()
	if f := w.Canvas().Focused(); f != nil {
		f.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	} else {
		w.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyReturn})
	}
	if gone {
		t.Error("Enter gave it up")
	}
	w.Canvas().FocusNext()
	w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if !gone {
		t.Error("Tab and Enter do not give it up")
	}
}
