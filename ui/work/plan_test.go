package work_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"zicha/ui/widgets"
	"zicha/ui/work"
)

// A list longer than a dialog holds says how much of it is not shown.
func TestLongListsAreCut(t *testing.T) {
	test.NewTempApp(t)
	for n, want := range map[int]string{0: "", 200: "一行", 203: "另有3处没有列出。"} {
		column := widgets.Column(0)
		work.List(column, make([]int, n), func(int) fyne.CanvasObject { return widgets.Body("一行") })
		last := ""
		if len(column.Objects) > 0 {
			last = column.Objects[len(column.Objects)-1].(*widgets.Text).Text()
		}
		if len(column.Objects) != min(n, 201) || last != want {
			t.Errorf("%d: %d lines, the last %q", n, len(column.Objects), last)
		}
	}
}
