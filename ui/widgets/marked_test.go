package widgets

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"zicha/forms/linebreak"
)

const quoted = "平台安全运行，全年未中断或中断时间累计不超过2天的，得3分；中断时间累计超过2天，但低于4天的，得2分；其它情况，得1分。"

// TestMarkedKeepsTheText: whatever is marked and however narrow it is, every character stands once and no line begins wrongly.
func TestMarkedKeepsTheText(t *testing.T) {
	paperApp(t)
	for _, part := range []string{"", "平台安全运行，全年未中断或中断时间累计不超过2天的，得3分；", "中断时间累计超过2天，但低于4天的，得2分；", "其它情况，得1分。", quoted} {
		m := NewMarked(quoted)
		if mark, ok := MarkOf(quoted, part); ok {
			mark.Tag, mark.Tone = "得2.00分", ToneSeal
			m.Put(mark)
		}
		if m.MarkedText() != part {
			t.Errorf("%q is marked as %q", part, m.MarkedText())
		}
		for _, width := range []float32{160, 233, 410, 700, 1500} {
			m.Resize(fyne.NewSize(width, m.HeightFor(width)))
			var all strings.Builder
			for _, line := range m.lines {
				words := strings.TrimRight(string(line.runes), string(markBlank))
				all.WriteString(words)
				if linebreak.NeverFirst(line.runes[0]) || line.runes[0] == markBlank {
					t.Errorf("%q at %v: a line begins with %q", part, width, words)
				}
			}
			if got := strings.ReplaceAll(all.String(), string(markBlank), ""); got != quoted {
				t.Errorf("%q at %v: shows %q", part, width, got)
			}
			inside(t, m)
		}
	}
}

// inside: everything drawn stays within the widget.
func inside(t *testing.T, m *Marked) {
	t.Helper()
	for _, o := range test.WidgetRenderer(m).Objects() {
		if text, ok := o.(*canvas.Text); ok && text.Text == "得2.00分" {
			if end := text.Position().X + text.Size().Width; end > m.Size().Width || text.Position().Y+text.Size().Height > m.Size().Height {
				t.Errorf("at a width of %v the tag ends at %v", m.Size().Width, end)
			}
		}
	}
}

func TestMarkOfForeignTextIsNone(t *testing.T) {
	if _, ok := MarkOf(quoted, "得9分"); ok {
		t.Error("what is not there was found")
	}
	if _, ok := MarkOf(quoted, ""); ok {
		t.Error("nothing was found")
	}
}

func TestFoldByPointerAndKeyboard(t *testing.T) {
	paperApp(t)
	f := NewFold("口径说明", Body("按部门名单去重计数。"))
	toggled := 0
	f.OnToggled = func() { toggled++ }
	closed := f.Object().MinSize().Height
	test.Tap(f.Head)
	if !f.Open() || f.Object().MinSize().Height <= closed {
		t.Error("a click does not open it")
	}
	f.Head.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	if f.Open() || f.Object().MinSize().Height != closed {
		t.Error("Space does not close it")
	}
	f.Head.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if !f.Open() || toggled != 3 {
		t.Errorf("Enter: open %t, told %d times", f.Open(), toggled)
	}
}

func TestTickIsDrawn(t *testing.T) {
	paperApp(t)
	for _, ticked := range []bool{false, true} {
		shown := 0
		for _, o := range test.WidgetRenderer(NewTick(ticked)).Objects() {
			if line, ok := o.(*canvas.Line); ok && line.Visible() {
				shown++
			}
		}
		if (shown == 2) != ticked {
			t.Errorf("ticked %t: %d strokes", ticked, shown)
		}
	}
}
