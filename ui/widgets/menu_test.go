package widgets

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

// Lines part groups only: not at the ends, not twice.
func TestMenuGroups(t *testing.T) {
	var out []string
	for _, i := range grouped([]MenuItem{MenuLine(), MenuLine(), {Label: "甲"}, MenuLine(), MenuLine(), {Label: "乙"}, MenuLine()}) {
		out = append(out, i.Label)
	}
	if got := strings.Join(out, ","); got != "甲,,乙" {
		t.Errorf("grouped: %s", got)
	}
	if len(grouped([]MenuItem{MenuLine()})) > 0 {
		t.Error("a line alone is a menu")
	}
}

// What has a menu shows its own; what has none that of the area around it; a field that for its text. The area takes no room of its own. What is
// shown gets the keyboard, does what is chosen, and the keyboard goes back.
func TestMenusAreFound(t *testing.T) {
	paperApp(t)
	done := ""
	item := func(label string) func() []MenuItem {
		return func() []MenuItem { return []MenuItem{{Label: label, Do: func() { done = label }}} }
	}
	own, plain, field := NewLine(NewText("自己的", Style{}), func() {}), NewAction("没有的", nil, func() {}), NewEntry(80)
	own.Menu = item("自己")
	inner := Column(0, own, plain, field)
	area := MenuArea(inner, item("周围"))
	w := test.NewTempWindow(t, area)
	w.Resize(fyne.NewSize(300, 200))
	if area.MinSize() != inner.MinSize() || area.Objects[0].MinSize() != (fyne.Size{}) {
		t.Errorf("the area needs %v, what is in it %v", area.MinSize(), inner.MinSize())
	}
	choose := func() {
		top := w.Canvas().Overlays().Top()
		if top == nil {
			done = "none"
			return
		}
		f := w.Canvas().Focused()
		f.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
		f.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		if w.Canvas().Overlays().Top() != nil {
			w.Canvas().Overlays().Remove(w.Canvas().Overlays().Top())
		}
	}
	menuKey := &fyne.KeyEvent{Name: desktop.KeyMenu}
	for _, c := range []struct {
		name, want string
		show       func()
	}{
		{"a right click on its own", "自己", func() { test.TapSecondary(own) }},
		{"the menu key on its own", "自己", func() { w.Canvas().Focus(own); own.TypedKey(menuKey) }},
		{"a right click on one without", "周围", func() { test.TapSecondary(plain) }},
		{"the menu key on one without", "周围", func() { w.Canvas().Focus(plain); plain.TypedKey(menuKey) }},
		{"a right click beside", "周围", func() { test.TapSecondary(area.Objects[0].(fyne.SecondaryTappable)) }},
	} {
		done = ""
		c.show()
		if choose(); done != c.want {
			t.Errorf("%s does %q, want %q", c.name, done, c.want)
		}
	}
	field.SetText("文字")
	field.TypedShortcut(&fyne.ShortcutSelectAll{})
	for _, i := range field.menuItems() {
		if i.Off {
			t.Errorf("with its text selected %q is off", i.Label)
		}
		if i.Label == "剪切" {
			i.Do()
		}
	}
	if field.Text != "" || fyne.CurrentApp().Clipboard().Content() != "文字" {
		t.Errorf("cut: %q stays", field.Text)
	}
	for _, i := range field.menuItems() {
		if i.Label == "粘贴" {
			i.Do()
		}
	}
	if field.Text != "文字" {
		t.Errorf("pasted: %q", field.Text)
	}
}
