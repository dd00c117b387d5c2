package widgets

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

// outlined reports whether a widget shows the outline of the focus.
func outlined(o fyne.Widget) bool {
	for _, part := range test.WidgetRenderer(o).Objects() {
		if r, ok := part.(*canvas.Rectangle); ok && r.Visible() && r.StrokeWidth == focusRing && r.StrokeColor == tone(ToneFocus) {
			return true
		}
	}
	return false
}

func press(c fyne.Canvas, key fyne.KeyName) {
	if f := c.Focused(); f != nil {
		f.TypedKey(&fyne.KeyEvent{Name: key})
	} else if c.OnTypedKey() != nil {
		c.OnTypedKey()(&fyne.KeyEvent{Name: key})
	}
}

// pressAlt does what Alt with a letter does: the test canvas keeps no shortcuts, so it asks the sheet on top.
func pressAlt(c fyne.Canvas, key fyne.KeyName) {
	if v, ok := c.Overlays().Top().(*veil); ok && windows(alt(key)) {
		v.sheet.letters[key]()
	}
}

func TestFocusIsPlain(t *testing.T) {
	for _, look := range []Look{{}, {Contrast: true}} {
		lookApp(t, look)
		w := test.NewTempWindow(t, nil)
		all := []fyne.Widget{
			NewEntry(100), NewArea(2), NewChoices(Choice{"a", "是"}, Choice{"b", "否"}), NewLine(Body("行"), nil), NewAction("添加", nil, nil),
			NewButton("确定", nil), NewMainButton("导出", nil, nil), NewSelect([]string{"甲"}, nil), NewCheck("乙", nil),
		}
		list := Column(4)
		for _, o := range all {
			list.Add(o)
		}
		w.SetContent(list)
		for i, o := range all {
			w.Canvas().FocusNext()
			if w.Canvas().Focused() != o.(fyne.Focusable) {
				t.Fatalf("widget %d is not next", i)
			}
			for j, other := range all {
				if outlined(other) != (i == j) {
					t.Errorf("%+v: widget %d has the focus, %d outlined: %v", look, i, j, outlined(other))
				}
			}
		}
	}
}

func TestEnterGoesOn(t *testing.T) {
	paperApp(t)
	w := test.NewTempWindow(t, nil)
	first, choices, own, area := NewEntry(100), NewChoices(Choice{"a", "甲"}, Choice{"b", "乙"}), NewEntry(100), NewArea(2)
	entered := 0
	own.OnEnter = func() { entered++ }
	off := NewEntry(100)
	off.Disable()
	w.SetContent(Column(4, first, NewAction("添加", nil, nil), off, choices, own, area))
	c := w.Canvas()
	c.Focus(first)
	press(c, fyne.KeyReturn)
	if c.Focused() != choices {
		t.Fatal("Enter does not leave a single line")
	}
	test.Type(choices, "9２")
	if choices.Selected() != "b" || c.Focused() != own {
		t.Error("a wide 2 does not pick the second choice and go on")
	}
	c.Focus(choices)
	press(c, fyne.KeyEnter)
	if c.Focused() != own {
		t.Fatal("Enter does not leave the choices")
	}
	press(c, fyne.KeyReturn)
	if c.Focused() != own || entered != 1 {
		t.Error("a field with its own Enter was left")
	}
	c.Focus(area)
	press(c, fyne.KeyReturn)
	if c.Focused() != area || area.Text != "\n" {
		t.Errorf("Enter in several lines gives %q", area.Text)
	}
	if area.AcceptsTab() {
		t.Error("Tab does not leave several lines")
	}
}

// TestEnterWhileComposingStays: the Enter that ends a composition is the input method's.
func TestEnterWhileComposingStays(t *testing.T) {
	paperApp(t)
	w := test.NewTempWindow(t, nil)
	first, second := NewEntry(100), NewEntry(100)
	w.SetContent(Column(4, first, second))
	w.Canvas().Focus(first)
	typist{first}.play("+ni Enter =ni")
	if w.Canvas().Focused() != first || first.Text != "ni" {
		t.Fatalf("left with %q", first.Text)
	}
	typist{first}.play("Enter")
	if w.Canvas().Focused() != second {
		t.Error("the next Enter does not go on")
	}
}

// TestTabScrollsIntoSight: what Tab reaches further down a page is brought into sight.
func TestTabScrollsIntoSight(t *testing.T) {
	paperApp(t)
	w := test.NewTempWindow(t, nil)
	last := NewEntry(100)
	scroll := NewScroll(Column(4, NewEntry(100), Gap(1200), last, Gap(300)))
	w.SetContent(scroll)
	w.Resize(fyne.NewSize(300, 200))
	w.Canvas().Focus(last)
	if top := fyne.CurrentApp().Driver().AbsolutePositionForObject(last).Y; top < 0 || top+last.Size().Height > 200 {
		t.Errorf("the field is at %v of a window 200 high", top)
	}
	w.Canvas().FocusPrevious()
	if scroll.Offset.Y != 0 {
		t.Errorf("back at the top the page stands at %v", scroll.Offset.Y)
	}
}

func sheetWindow(t *testing.T) fyne.Window {
	t.Helper()
	paperApp(t)
	w := test.NewTempWindow(t, Column(0, NewEntry(100)))
	w.Resize(fyne.NewSize(800, 600))
	return w
}

func TestSheetByKeyboard(t *testing.T) {
	w := sheetWindow(t)
	c := w.Canvas()
	behind := w.Content().(*fyne.Container).Objects[0].(*Entry)
	c.Focus(behind)
	name, left := NewEntry(100), 0
	name.OnLeave = func() { left++ }
	done, cancelled := 0, 0
	show := func() {
		NewSheet(w, "标题", Column(4, Body("名称"), name)).Button("取消", func() { cancelled++ }).
			Main("确定", func() bool { return name.Text != "" }, func() { done++ }).Show()
	}
	show()
	if c.Focused() != name {
		t.Fatal("the keyboard is not in the first field")
	}
	press(c, fyne.KeyReturn)
	if done != 0 || c.Focused() != name {
		t.Error("Enter closes a sheet that says no, or the keyboard is lost")
	}
	test.Type(name, "甲")
	press(c, fyne.KeyReturn)
	if done != 1 || left == 0 || c.Overlays().Top() != nil {
		t.Error("Enter does not press the main button")
	}
	if c.Focused() != behind || !outlined(behind) {
		t.Error("the keyboard does not go back to where it was")
	}
	show()
	for range 5 { // Tab goes round inside
		c.FocusNext()
		if c.Focused() == behind {
			t.Fatal("Tab leaves the sheet")
		}
	}
	c.Focus(name)
	pressAlt(c, fyne.KeyC)
	if cancelled != 1 || c.Overlays().Top() != nil {
		t.Error("Alt+C does not cancel")
	}
	pressAlt(c, fyne.KeyC)
	if cancelled != 1 {
		t.Error("Alt+C acts without the sheet")
	}
}

func TestSheetOfWordsAlone(t *testing.T) {
	w := sheetWindow(t)
	c := w.Canvas()
	done := 0
	s := NewSheet(w, "标题", Body("已完成。")).Main("知道了", nil, func() { done++ })
	s.Show()
	if c.Focused() != s.main {
		t.Fatal("the main button has not the keyboard")
	}
	press(c, fyne.KeyReturn)
	if done != 1 {
		t.Error("Enter does not press it")
	}
	s.Show()
	c.Unfocus()
	press(c, fyne.KeyReturn)
	if done != 2 {
		t.Error("Enter on nothing does not press it")
	}
	s.Show()
	press(c, fyne.KeyEscape)
	if done != 2 || c.Overlays().Top() != nil {
		t.Error("Escape on the button does not close")
	}
	s.Firm().Show()
	press(c, fyne.KeyEscape)
	if c.Overlays().Top() == nil {
		t.Error("a firm sheet closes on Escape")
	}
}

// TestLettersAreUnique: every button of a sheet has a letter of its own, those of a sheet below come back.
func TestLettersAreUnique(t *testing.T) {
	w := sheetWindow(t)
	pressed := map[string]int{}
	below := NewSheet(w, "下", Body("")).Button("关闭", func() { pressed["below"]++ }).Show()
	s := NewSheet(w, "上", Body(""))
	words := []string{"取消", "关闭", "撤销这份材料…", "连同工作簿…", "另存"}
	for _, word := range words {
		s.Button(word, func() { pressed[word]++ })
	}
	s.Main("确定", nil, nil).Show()
	seen := map[string]bool{}
	for _, o := range s.buttons {
		b := o.(*Button)
		letter := b.Text[strings.Index(b.Text, "(")+1:][:1]
		if seen[letter] || b.Words() == b.Text {
			t.Errorf("%q: the letter is taken or missing", b.Text)
		}
		seen[letter] = true
	}
	if b := s.buttons[2].(*Button); b.Words() != "撤销这份材料…" || !strings.HasSuffix(b.Text, ")…") {
		t.Errorf("%q, words %q", b.Text, b.Words())
	}
	pressAlt(w.Canvas(), fyne.KeyC)
	if pressed["取消"] != 1 || pressed["below"] != 0 {
		t.Errorf("pressed %v", pressed)
	}
	pressAlt(w.Canvas(), fyne.KeyC)
	if pressed["below"] != 1 || below.veil != nil {
		t.Errorf("the sheet below does not get its letters back: %v", pressed)
	}
}

// TestSheetFitsTheWindow: it stays inside the window, long content scrolls, and it grows and shrinks with its content.
func TestSheetFitsTheWindow(t *testing.T) {
	w := sheetWindow(t)
	long := Body(strings.Repeat("这一句话很长。", 400))
	note := Body("短")
	s := NewSheet(w, "标题", Column(8, note, long)).Wide().Main("知道了", nil, nil).Show()
	for _, size := range []fyne.Size{{Width: 800, Height: 600}, {Width: 500, Height: 300}, {Width: 1200, Height: 700}} {
		w.Resize(size)
		at, body := s.veil.body.Position(), s.veil.body.Size()
		if at.X < 0 || at.Y < 0 || at.X+body.Width > size.Width || at.Y+body.Height > size.Height {
			t.Errorf("in %v the sheet is %v at %v", size, body, at)
		}
		if s.veil.scroll.Content.Size().Height <= s.veil.scroll.Size().Height {
			t.Errorf("in %v the long text does not scroll", size)
		}
	}
	long.Hide()
	s.Fit()
	small := s.veil.body.Size().Height
	note.SetText(strings.Repeat("这一句话很长。", 40))
	s.Fit()
	if grown := s.veil.body.Size().Height; grown <= small || small > 300 {
		t.Errorf("from %v to %v", small, grown)
	}
}

func TestTips(t *testing.T) {
	paperApp(t)
	w := test.NewTempWindow(t, nil)
	tapped := 0
	remove := NewIconAction("删除这一行", theme.DeleteIcon(), func() { tapped++ })
	scroll := NewScroll(Column(0, Row(0, -1, remove), Gap(900)))
	w.SetContent(Tipped(scroll))
	w.Resize(fyne.NewSize(300, 200))
	layer := layerOf(w.Canvas())
	words := func() string { // in sight
		if layer.under == nil {
			return ""
		}
		return layer.words.Text
	}
	rest := func() {
		remove.MouseIn(&desktop.MouseEvent{})
		remove.showTip()
	}
	rest()
	if words() != "删除这一行" || !layer.words.Visible() {
		t.Fatal("the words do not appear")
	}
	if at := layer.ground.Position(); at.X < 0 || at.Y < remove.Size().Height {
		t.Errorf("under the window's edge the words stand at %v", at)
	}
	if w.Canvas().Focused() != nil || w.Canvas().Overlays().Top() != nil {
		t.Error("the words take the keyboard")
	}
	test.TapCanvas(w.Canvas(), fyne.NewPos(10, 10))
	if tapped != 1 || words() != "" {
		t.Errorf("tapped %d, words %q", tapped, words())
	}
	rest()
	remove.MouseOut()
	if words() != "" || layer.words.Visible() {
		t.Error("the words stay when the pointer leaves")
	}
	remove.showTip()
	if words() != "" {
		t.Error("words appear after the pointer has left")
	}
	rest()
	scroll.ScrollToOffset(fyne.NewPos(0, 100))
	remove.checkTip()
	if words() != "" {
		t.Error("the words stay when the page scrolls")
	}
	s := NewSheet(w, "标题", NewIconAction("说明", theme.HelpIcon(), nil)).Main("知道了", nil, nil).Show()
	if layerOf(w.Canvas()) == layer || layerOf(w.Canvas()) == nil {
		t.Error("a sheet has no layer of its own")
	}
	s.Hide()
}

// Escape is what 取消 is: it does all that the button does, firm or not, and nothing while the button cannot be pressed; a firm sheet without
// the button stays.
func TestEscapeIsCancel(t *testing.T) {
	w := sheetWindow(t)
	open := func() bool { return w.Canvas().Overlays().Top() != nil }
	for _, firm := range []bool{false, true} {
		given := 0
		s := NewSheet(w, "正在导出", Body("…")).Button("取消", func() { given++ })
		s.firm = firm
		s.Show()
		if press(w.Canvas(), fyne.KeyEscape); given != 1 || open() {
			t.Errorf("firm %v: given up %d times, open %v", firm, given, open())
		}
	}
	stop := NewButton("取消", nil)
	stopped := 0
	stop.OnTapped = func() { stopped++; stop.Disable() }
	s := NewSheet(w, "正在导出", Body("…")).Firm().Custom(stop).Show()
	for range 2 {
		press(w.Canvas(), fyne.KeyEscape)
	}
	if stopped != 1 || !open() {
		t.Errorf("stopped %d times, open %v", stopped, open())
	}
	s.Hide()
	NewSheet(w, "正在关闭", Body("…")).Firm().Show()
	if press(w.Canvas(), fyne.KeyEscape); !open() {
		t.Error("a firm sheet went away")
	}
}
