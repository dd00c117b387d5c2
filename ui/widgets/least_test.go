package widgets

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
)

// How wide layouts of things of known width are at least, hidden ones apart.
func TestLeastWidths(t *testing.T) {
	test.NewTempApp(t)
	wide := func(width float32) fyne.CanvasObject {
		r := canvas.NewRectangle(nil)
		r.SetMinSize(fyne.NewSize(width, 10))
		return r
	}
	three := func() []fyne.CanvasObject {
		hidden := wide(500)
		hidden.Hide()
		return []fyne.CanvasObject{wide(30), wide(50), wide(20), hidden}
	}
	for name, c := range map[string]struct {
		object fyne.CanvasObject
		want   float32
	}{
		"column": {Column(4, three()...), 50}, "row": {Row(8, 1, three()...), 116}, "row without rest": {Row(8, -1, three()...), 116},
		"inset": {Inset(12, 4, wide(30)), 54}, "panel": {Panel(ToneSheet, 8, wide(30)), 46}, "flow": {Flow(8, three()...), 50},
		"line": {NewLine(Inset(12, 4, wide(30)), nil), 54}, "page": {Column(4, Inset(5, 0, Row(8, 1, three()...)), wide(99)), 126},
	} {
		if got := leastWidth(c.object); got != c.want {
			t.Errorf("%s: %g, want %g", name, got, c.want)
		}
	}
}

// The least width that a layout tells by itself is that of its least size, before it is laid out and after, narrow and wide.
func TestLeastWidthIsThatOfTheLeastSize(t *testing.T) {
	test.NewTempApp(t)
	long := "年度考核的自查和审核程序，不联网，数据只在本机的档案文件里。"
	text := func(style Style) *Text { return NewText(long, style) }
	hidden := text(Style{Whole: true})
	hidden.Hide()
	leaves := func() []fyne.CanvasObject {
		return []fyne.CanvasObject{
			text(Style{}), text(Style{Single: true}), text(Style{Whole: true}), NewText("短", Style{}), NewAction("保存", nil, nil), Gap(8), hidden,
		}
	}
	objects := map[string]fyne.CanvasObject{
		"column": Column(4, leaves()...), "row": Row(8, 0, leaves()...), "row without rest": Row(8, -1, leaves()...), "inset": Inset(12, 4, text(Style{})),
		"card": Card(text(Style{})), "panel": Panel(ToneSheet, 8, text(Style{Whole: true})), "fixed": Fixed(90, text(Style{})),
		"line": NewLine(Row(8, 0, leaves()...), nil), "tips": container.New(&Tips{}, text(Style{Whole: true})), "flow": Flow(8, leaves()...),
		"page": Column(4, Card(Row(8, 1, NewText("短", Style{Whole: true}), Column(4, leaves()...))), Inset(4, 4, Flow(8, leaves()...))),
	}
	for i, o := range leaves() {
		objects[fmt.Sprint("leaf ", i)] = o
	}
	for name, o := range objects {
		for _, width := range []float32{0, 60, 400} {
			if width > 0 {
				o.Resize(fyne.NewSize(width, 200))
			}
			if got, want := leastWidth(o), o.MinSize().Width; got != want {
				t.Errorf("%s, %g wide: at least %g, and its least size is %g", name, width, got, want)
			}
		}
	}
}
