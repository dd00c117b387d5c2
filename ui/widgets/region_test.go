package widgets

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
)

// The arrow keys go through the lines of any list, also where each line has a button beside it, and not into the list after it.
func TestEveryListHasArrowKeys(t *testing.T) {
	paperApp(t)
	var pressed []string
	line := func(name string) fyne.CanvasObject {
		return Row(4, 0, NewLine(Body(name), func() { pressed = append(pressed, name) }), NewIconAction("移除", nil, nil))
	}
	one, two := Column(0, line("甲"), line("乙"), line("丙")), Column(0, line("丁"), line("戊"))
	w := test.NewTempWindow(t, Column(8, one, NewEntry(100), two))
	w.Resize(fyne.NewSize(400, 400))
	w.Canvas().Focus(LinesIn(one)[0])
	for _, key := range []fyne.KeyName{fyne.KeyDown, fyne.KeyReturn, fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn, fyne.KeyUp, fyne.KeyReturn, fyne.KeyHome, fyne.KeyReturn} {
		press(w.Canvas(), key)
	}
	if got := strings.Join(pressed, ""); got != "乙丙乙甲" {
		t.Errorf("pressed %s", got)
	}
}

// F6 goes from region to region, Shift+F6 back: to the first field, else to the selected line, else to what comes first; a region without any, or
// that is hidden, is passed over.
func TestRegions(t *testing.T) {
	paperApp(t)
	field, button := NewEntry(100), NewButton("前", nil)
	first, chosen := NewLine(Body("甲"), nil), NewLine(Body("乙"), nil)
	chosen.Select(true)
	cell := NewEntry(40)
	hidden := Column(0, NewEntry(100))
	hidden.Hide()
	page, list, words, foot := Column(0, button, field, container.NewScroll(cell)), Column(0, first, chosen), Body("没有"), NewButton("导出", nil)
	w := test.NewTempWindow(t, Column(0, page, list, words, hidden, foot))
	c := w.Canvas()
	all := []Region{{Object: page}, {Object: list}, {Object: words}, {Object: hidden}, {Object: foot}}
	for i, want := range []fyne.Focusable{field, chosen, foot, field} {
		if NextRegion(c, all...); c.Focused() != want {
			t.Fatalf("step %d: the keyboard is at %T", i, c.Focused())
		}
	}
	for i, want := range []fyne.Focusable{foot, chosen, field} {
		if stepRegion(c, -1, all); c.Focused() != want {
			t.Fatalf("step %d back: the keyboard is at %T", i, c.Focused())
		}
	}
	c.Focus(cell) // cannot be seen from outside: it is the page's
	if NextRegion(c, all...); c.Focused() != chosen {
		t.Errorf("from a cell to %T", c.Focused())
	}
	c.Unfocus()
	if stepRegion(c, -1, all); c.Focused() != foot {
		t.Errorf("back from nowhere to %T", c.Focused())
	}
}

// A page that has the keys while nothing has the keyboard is come to and left so.
func TestRegionsOfABarePage(t *testing.T) {
	paperApp(t)
	page, list := Column(0, NewEntry(100)), Column(0, NewLine(Body("甲"), nil))
	c := test.NewTempWindow(t, Column(0, page, list)).Canvas()
	all := []Region{{Object: page, Enter: c.Unfocus, Bare: true}, {Object: list}}
	for i, want := range []bool{true, false, true} {
		if NextRegion(c, all...); (c.Focused() != nil) != want {
			t.Errorf("step %d: the keyboard is at %T", i, c.Focused())
		}
	}
}

// F6 in a sheet goes from its content to its buttons and back.
func TestRegionsOfASheet(t *testing.T) {
	w := sheetWindow(t)
	field := NewEntry(100)
	s := NewSheet(w, "退回修改", Column(0, Body("请写明原因："), field)).Button("取消", nil).Main("确定", nil, nil).Show()
	for i, want := range []fyne.Focusable{s.buttons[0].(fyne.Focusable), field} {
		if press(w.Canvas(), fyne.KeyF6); w.Canvas().Focused() != want {
			t.Errorf("step %d: the keyboard is at %T", i, w.Canvas().Focused())
		}
	}
}
