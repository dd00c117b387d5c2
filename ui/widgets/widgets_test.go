package widgets

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

func paperApp(t testing.TB) {
	t.Helper()
	font := theme.DefaultTextFont().Content()
	test.NewTempApp(t).Settings().SetTheme(NewTheme(font, font, Look{}))
}

func TestChoicesByKeyboard(t *testing.T) {
	paperApp(t)
	c := NewChoices(Choice{"a", "甲"}, Choice{"b", "乙"}, Choice{"", "未填"})
	var picked []string
	c.OnChanged = func(key string) { picked = append(picked, key) }
	c.Put("a")
	for _, key := range []fyne.KeyName{fyne.KeyRight, fyne.KeyLeft, fyne.KeyDelete, fyne.KeyEscape} {
		c.TypedKey(&fyne.KeyEvent{Name: key})
	}
	if len(picked) != 3 || picked[0] != "b" || picked[1] != "a" || picked[2] != "" {
		t.Errorf("picked %q", picked)
	}
	c.Disable()
	c.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	if len(picked) != 3 {
		t.Error("a disabled widget was changed")
	}
}

func TestEntryPutIsSilent(t *testing.T) {
	paperApp(t)
	e := NewEntry(100)
	called := false
	e.OnChanged = func(string) { called = true }
	e.Put("县公安局")
	if called || e.Text != "县公安局" {
		t.Errorf("called %v, text %q", called, e.Text)
	}
	test.Type(e, "1")
	if !called {
		t.Error("typing is not told")
	}
}

// TestColumnIsAsHighAsItsText: a column narrower than its text grows by whole lines.
func TestColumnIsAsHighAsItsText(t *testing.T) {
	paperApp(t)
	text := Body("这是一段很长的文字，要在窄的地方断成好几行才放得下。")
	c := Column(8, text, widget.NewButton("好", nil))
	c.Resize(fyne.NewSize(2000, 100))
	wide := c.MinSize().Height
	c.Resize(fyne.NewSize(120, 100))
	narrow := c.MinSize().Height
	if narrow <= wide || text.Size().Height != text.HeightFor(120) {
		t.Errorf("wide %v, narrow %v, text %v of %v", wide, narrow, text.Size().Height, text.HeightFor(120))
	}
}

func TestSheetClosesOnEscape(t *testing.T) {
	paperApp(t)
	w := test.NewTempWindow(t, nil)
	w.Resize(fyne.NewSize(800, 600))
	asked := 0
	w.Canvas().SetOnTypedKey(func(*fyne.KeyEvent) { asked++ })
	NewSheet(w, "标题", Body("内容")).Button("关闭", nil).Show()
	if w.Canvas().Overlays().Top() == nil {
		t.Fatal("nothing is shown")
	}
	w.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if w.Canvas().Overlays().Top() != nil {
		t.Error("Escape does not close it")
	}
	w.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyF1})
	if asked != 1 {
		t.Error("the window does not get its keys back")
	}
}

func TestChineseWords(t *testing.T) {
	if err := UseChinese(); err != nil {
		t.Fatal(err)
	}
}
