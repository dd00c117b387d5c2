package widgets

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
)

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
