package widgets

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

func typeKey(o fyne.Focusable, keys ...fyne.KeyName) {
	for _, key := range keys {
		o.TypedKey(&fyne.KeyEvent{Name: key})
	}
}

// TestChipsByKeyboardAndPointer: the arrows go round, Home and End to the ends; a click picks what is under it, and picking what is picked
// already is not told again.
func TestChipsByKeyboardAndPointer(t *testing.T) {
	paperApp(t)
	c := NewChips(Chip{Key: "all", Label: "全部"}, Chip{Key: "blank", Label: "未填"}, Chip{Key: "bare", Label: "缺佐证"})
	w := test.NewTempWindow(t, c)
	w.Resize(fyne.NewSize(600, 60))
	var told []string
	c.OnChanged = func(key string) { told = append(told, key) }
	typeKey(c, fyne.KeyRight, fyne.KeySpace, fyne.KeyRight, fyne.KeyLeft, fyne.KeyHome, fyne.KeyHome, fyne.KeyEnd, fyne.KeyUp)
	if got := strings.Join(told, " "); got != "blank bare all bare all bare" {
		t.Errorf("by keyboard: %s", got)
	}
	told = nil
	test.TapAt(c, c.Middle("blank"))
	test.TapAt(c, c.Middle("blank"))
	if len(told) != 1 || told[0] != "blank" || c.Selected() != "blank" || w.Canvas().Focused() != fyne.Focusable(c) {
		t.Errorf("by pointer %q, picked %s, with the keyboard %T", told, c.Selected(), w.Canvas().Focused())
	}
	test.TapAt(c, fyne.NewPos(c.Size().Width-1, c.Size().Height-1))
	if len(told) != 1 {
		t.Errorf("beside the chips: %q", told)
	}
	c.SetCounts(25, 3, 0)
	if c.Count("blank") != 3 || c.labels[1].Text != "未填 3" || c.labels[2].Color != tone(ToneMuted) {
		t.Errorf("counts %d, shown %q", c.Count("blank"), c.labels[1].Text)
	}
}

// TestPicksTakeFurtherLines: what does not fit goes to further lines, the height follows, and a click on the last line finds its choice. Of three
// answers one would be alone, so all stand one under the other.
func TestPicksTakeFurtherLines(t *testing.T) {
	paperApp(t)
	c := NewChoices(Choice{"a", "政府名义印发"}, Choice{"b", "办公室名义印发"}, Choice{"c", "其他名义印发"})
	one := c.HeightFor(c.NaturalWidth())
	if one != c.HeightFor(5000) || c.HeightFor(c.NaturalWidth()-1) != 3*one+2*choiceGap || c.HeightFor(10) != 3*one+2*choiceGap {
		t.Errorf("one line %v, natural %v, less %v, narrow %v", one, c.NaturalWidth(), c.HeightFor(c.NaturalWidth()-1), c.HeightFor(10))
	}
	w := test.NewTempWindow(t, NewButton("前", nil))
	w.SetContent(Column(0, c))
	w.Resize(fyne.NewSize(c.NaturalWidth()-20, 200))
	if at := c.Middle("c"); at.Y < one {
		t.Fatalf("the last stands at %v", at)
	}
	test.TapAt(c, c.Middle("c"))
	if c.Selected() != "c" {
		t.Errorf("picked %q", c.Selected())
	}
}

// TestChoicesByNumber: 1 to 9 pick at once, in both widths; other signs and numbers beyond do nothing.
func TestChoicesByNumber(t *testing.T) {
	paperApp(t)
	c := NewChoices(Choice{"a", "甲"}, Choice{"b", "乙"}, Choice{"", "未填"})
	for _, at := range []struct{ typed, want string }{{"2", "b"}, {"1", "a"}, {"２", "b"}, {"4", "b"}, {"0", "b"}, {"是", "b"}, {"３", ""}, {"１", "a"}} {
		if test.Type(c, at.typed); c.Selected() != at.want {
			t.Errorf("after %s: %q", at.typed, c.Selected())
		}
	}
	typeKey(c, fyne.KeyUp)
	if c.Selected() != "" {
		t.Errorf("before the first comes the last, not %q", c.Selected())
	}
	typeKey(c, fyne.KeyDown, fyne.KeyHome)
	if c.Selected() != "a" {
		t.Errorf("after the last comes the first, not %q", c.Selected())
	}
	c.OnChanged = func(key string) { t.Errorf("told of %q", key) }
	c.Put("b")
	c.Disable()
	test.Type(c, "1")
	if c.Selected() != "b" {
		t.Errorf("put, then disabled: %q", c.Selected())
	}
}

// TestLinesByKeyboard: the arrows go to the next line that is shown, Enter and Space press it; pointer and focus are told until both are gone.
func TestLinesByKeyboard(t *testing.T) {
	paperApp(t)
	var pressed, shown []string
	var lines []*Line
	for _, name := range []string{"甲", "乙", "丙", "丁"} {
		lines = append(lines, NewLine(Body(name), func() { pressed = append(pressed, name) }))
	}
	w := test.NewTempWindow(t, Column(0, lines[0], lines[1], lines[2], lines[3]))
	lines[1].Hide()
	Walk(func(o fyne.CanvasObject) { shown = append(shown, o.(*Line).content.(*Text).Text()) }, lines...)
	key := func(names ...fyne.KeyName) {
		for _, name := range names {
			typeKey(w.Canvas().Focused(), name)
		}
	}
	w.Canvas().Focus(lines[0])
	key(fyne.KeyUp, fyne.KeyDown, fyne.KeyReturn, fyne.KeyEnd, fyne.KeySpace, fyne.KeyDown, fyne.KeyUp, fyne.KeyEnter, fyne.KeyHome, fyne.KeyReturn)
	if got := strings.Join(pressed, ""); got != "丙丁丙甲" {
		t.Errorf("pressed %s", got)
	}
	if got := strings.Join(shown, ""); got != "丙丁丙甲" {
		t.Errorf("brought into sight %s", got)
	}
	var told []bool
	l := lines[2]
	l.OnHover = func(in bool) { told = append(told, in) }
	l.MouseIn(nil)
	l.FocusGained()
	l.MouseOut()
	l.FocusLost()
	if fmt.Sprint(told) != "[true true true false]" {
		t.Errorf("told %v", told)
	}
	l.Disable()
	pressed = nil
	test.Tap(l)
	if pressed != nil {
		t.Error("a disabled line was pressed")
	}
}

// TestBoardByKeyboardAndPointer: the arrows stay on the board, Enter opens the cell with the keyboard, a click the one under it; the head and
// the names open nothing.
func TestBoardByKeyboardAndPointer(t *testing.T) {
	paperApp(t)
	var opened []string
	b := NewBoard([]string{"1月", "2月", "3月"}, []string{"激励", "惩戒"}, func(row, col int) { opened = append(opened, fmt.Sprint(row, col)) })
	w := test.NewTempWindow(t, b)
	w.Resize(fyne.NewSize(500, 300))
	typeKey(b, fyne.KeyUp, fyne.KeyLeft, fyne.KeyReturn, fyne.KeyDown, fyne.KeyRight, fyne.KeyRight, fyne.KeyEnter,
		fyne.KeyEnd, fyne.KeyDown, fyne.KeySpace, fyne.KeyHome, fyne.KeyLeft, fyne.KeyReturn)
	if got := strings.Join(opened, ","); got != "0 0,1 1,2 1,0 0" {
		t.Errorf("by keyboard: %s", got)
	}
	opened = nil
	test.TapAt(b, b.Middle(2, 0))
	test.TapAt(b, fyne.NewPos(b.nameWidth()+20, 2))
	test.TapAt(b, fyne.NewPos(2, tableHeadHeight()+2))
	if got := strings.Join(opened, ","); got != "2 0" || w.Canvas().Focused() != fyne.Focusable(b) {
		t.Errorf("by pointer: %s", got)
	}
	if row, col := b.Place(); row != 2 || col != 0 {
		t.Errorf("the keyboard is at %d, %d", row, col)
	}
	over := func(p fyne.Position) bool {
		b.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: p}})
		return b.hover.Visible()
	}
	if !over(b.Middle(1, 1)) || b.hover.Position() != b.Middle(1, 1).Subtract(fyne.NewPos(b.hover.Size().Width/2, b.hover.Size().Height/2)) {
		t.Errorf("the cell under the pointer is marked at %v", b.hover.Position())
	}
	if over(fyne.NewPos(1, 1)) {
		t.Error("the corner is marked")
	}
	long := "守信企业在政府采购、招标投标、资金扶持中都享受优先待遇的一个很长的案例标题"
	b.Set(0, 1, BoardCell{Text: long, More: "+2"})
	over(b.Middle(0, 1))
	if got := b.lines[0].texts[1].Text; !strings.HasSuffix(got, "…") || !strings.HasPrefix(long, strings.TrimSuffix(got, "…")) || b.whole.text.Text() != long {
		t.Errorf("in the cell %q, beside it %q", got, b.whole.text.Text())
	}
	b.MouseOut()
	if b.hover.Visible() {
		t.Error("the pointer has gone, and the cell is still marked")
	}
}

// Space on a box that gives a field the focus is a character too, which comes after the key: the field, which has the focus then, does not
// take it for its own, and takes the next.
func TestSpaceOnABoxIsNotTypedIntoTheField(t *testing.T) {
	lookApp(t, Look{})
	field := NewPassword(200)
	w := test.NewTempWindow(t, nil)
	box := NewCheck("设密码", func(bool) { w.Canvas().Focus(field) })
	button := NewButton("修改", func() { w.Canvas().Focus(field) })
	action := NewAction("修改", theme.DeleteIcon(), func() { w.Canvas().Focus(field) })
	w.SetContent(container.NewVBox(box, button, action, field))
	space := &fyne.KeyEvent{Name: fyne.KeySpace}
	typed := func() { // as the window's driver does it
		if k, ok := w.Canvas().Focused().(desktop.Keyable); ok {
			k.KeyDown(space)
		}
		w.Canvas().Focused().TypedKey(space)
		w.Canvas().Focused().TypedRune(' ')
	}
	for _, from := range []fyne.Focusable{box, button, action} {
		field.SetText("")
		w.Canvas().Focus(from)
		if typed(); w.Canvas().Focused() != field || field.Text != "" {
			t.Errorf("%T: the field has %q", from, field.Text)
		}
		if typed(); field.Text != " " {
			t.Errorf("%T: a space typed into the field: %q", from, field.Text)
		}
	}
}
