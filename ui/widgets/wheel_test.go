package widgets

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

// The wheel over a field scrolls the page; only a field of several lines with the keyboard scrolls its own text first.
func TestWheelOverAFieldScrollsThePage(t *testing.T) {
	lookApp(t, Look{})
	w := test.NewTempWindow(t, nil)
	line, area := NewEntry(200), NewArea(3)
	line.SetText(strings.Repeat("一行很长的字", 40))
	area.SetText(strings.Repeat("很多行字\n", 40))
	page := NewScroll(Column(8, line, area, Gap(2000)))
	w.SetContent(page)
	w.Resize(fyne.NewSize(400, 300))
	over := func(o fyne.Widget, dy float32) {
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(o).AddXY(20, 20)
		parts := test.WidgetRenderer(o).Objects()
		top := parts[len(parts)-1].(fyne.Scrollable) // what lies on top gets the wheel
		top.Scrolled(&fyne.ScrollEvent{PointEvent: fyne.PointEvent{AbsolutePosition: at}, Scrolled: fyne.NewDelta(0, dy)})
	}
	for _, o := range []fyne.Widget{line, area} {
		page.ScrollToTop()
		over(o, -10)
		if page.Offset.Y != 30 {
			t.Errorf("%T: the page is at %v", o, page.Offset.Y)
		}
	}
	page.ScrollToTop()
	w.Canvas().Focus(area)
	over(area, -10)
	if page.Offset.Y != 0 {
		t.Errorf("a field with the keyboard moved the page to %v", page.Offset.Y)
	}
	over(area, -4000) // to the end of its text
	over(area, -10)
	if page.Offset.Y != 30 {
		t.Errorf("after the end of the text the page is at %v", page.Offset.Y)
	}
}

// The page keys are the page's wherever the keyboard is, but in a field of several lines.
func TestPageKeys(t *testing.T) {
	lookApp(t, Look{})
	w := test.NewTempWindow(t, nil)
	line, area := NewEntry(200), NewArea(3)
	choices, action := NewChoices(Choice{"a", "是"}), NewAction("添加", nil, nil)
	area.SetText(strings.Repeat("很多行字\n", 40))
	page := NewScroll(Column(8, line, choices, action, area, Gap(2000)))
	w.SetContent(page)
	w.Resize(fyne.NewSize(400, 300))
	w.Canvas().SetOnTypedKey(func(key *fyne.KeyEvent) { Page(page, key.Name) })
	for _, o := range []fyne.Focusable{nil, line, choices, action} {
		w.Canvas().Focus(o)
		press(w.Canvas(), fyne.KeyPageDown)
		if want := page.Size().Height - pageKept; page.Offset.Y != want {
			t.Errorf("%T: the page is at %v, want %v", o, page.Offset.Y, want)
		}
		press(w.Canvas(), fyne.KeyPageUp)
		if page.Offset.Y != 0 {
			t.Errorf("%T: the page is at %v", o, page.Offset.Y)
		}
	}
	w.Canvas().Focus(area)
	at := page.Offset.Y
	press(w.Canvas(), fyne.KeyPageDown)
	if page.Offset.Y != at {
		t.Errorf("a page key in a field of several lines moved the page from %v to %v", at, page.Offset.Y)
	}
	w.Canvas().Unfocus()
	press(w.Canvas(), fyne.KeyEnd)
	if most := page.Content.Size().Height - page.Size().Height; page.Offset.Y != most {
		t.Errorf("End goes to %v, the end is at %v", page.Offset.Y, most)
	}
	press(w.Canvas(), fyne.KeyPageDown)
	press(w.Canvas(), fyne.KeyHome)
	if page.Offset.Y != 0 {
		t.Errorf("Home goes to %v", page.Offset.Y)
	}
}

// A half light differs from a full and an empty one by its shape, not by colour alone.
func TestHalfLight(t *testing.T) {
	for _, look := range []Look{{}, {Contrast: true}, {Zoom: 125}} {
		lookApp(t, look)
		l := NewLights(Empty, Half, Full, None)
		w := test.NewTempWindow(t, l)
		w.Resize(fyne.NewSize(200, 60))
		parts := test.WidgetRenderer(l).Objects()
		for i, want := range []bool{false, true, false, true} {
			if got := parts[2*i+1].Visible(); got != want {
				t.Errorf("%+v: light %d has a mark: %v", look, i, got)
			}
		}
		if dash := parts[7].(*canvas.Rectangle); ratio(dash.FillColor, tone(ToneSheet)) < 3 {
			t.Errorf("%+v: the dash of nothing to do cannot be made out on the list's ground", look)
		}
		ring, mark := parts[2], parts[3]
		if mark.Position() != ring.Position() || mark.Size().Width*2 != ring.Size().Width || mark.Size().Height != ring.Size().Height {
			t.Errorf("%+v: the mark of a half light, %v at %v, is not half the ring, %v at %v", look, mark.Size(), mark.Position(), ring.Size(), ring.Position())
		}
	}
}

// A field of several lines is as high as its text, between the lines it has at least and a bound; what Fyne breaks fits into it.
func TestAreaGrowsWithItsText(t *testing.T) {
	for _, look := range []Look{{}, {Zoom: 125}} {
		lookApp(t, look)
		w := test.NewTempWindow(t, nil)
		area := NewArea(3)
		w.SetContent(Column(0, area, Gap(10)))
		w.Resize(fyne.NewSize(420, 900))
		least := area.MinSize().Height
		row := fyne.MeasureText("中", theme.Size(theme.SizeNameText), fyne.TextStyle{}).Height
		for _, text := range []string{"", "一行", strings.Repeat("这是很长的一段话，要占好几行。", 12), strings.Repeat("一行\n", 9), "abc def " + strings.Repeat("12.5、", 60)} {
			area.SetText(text)
			area.Resize(fyne.NewSize(400, area.HeightFor(400)))
			inner := innerScroll(area)
			if got, need := inner.Size().Height, inner.Content.MinSize().Height; area.HeightFor(400) < least+13*row && got < need {
				t.Errorf("%+v: %q needs %v and has %v", look, text, need, got)
			}
			if area.HeightFor(400) > least+13*row+1 {
				t.Errorf("%+v: %q makes the field %v high", look, text, area.HeightFor(400))
			}
		}
		area.SetText("一行")
		if area.HeightFor(400) != least {
			t.Errorf("%+v: one line is %v high, empty %v", look, area.HeightFor(400), least)
		}
	}
}

// innerScroll is the scroll inside a field.
func innerScroll(e *Entry) *container.Scroll {
	for _, o := range test.WidgetRenderer(e).Objects() {
		if scroll, ok := o.(*container.Scroll); ok {
			return scroll
		}
	}
	return nil
}
