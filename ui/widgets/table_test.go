package widgets

import (
	"testing"

	"fyne.io/fyne/v2"
)

// TestDatesFitTheirColumn: however narrow the table, a date stands whole in its column, in large type too.
func TestDatesFitTheirColumn(t *testing.T) {
	for _, look := range []Look{{}, {Zoom: 125}} {
		lookApp(t, look)
		table := NewTable("佐证", TableColumn{Title: "标题", Weight: 3, Least: 56}, TableColumn{Title: "日期", Weight: 0.4, Least: 92})
		table.place(200)
		date := fyne.MeasureText("2017-03-22", tableTextSize(), fyne.TextStyle{}).Width
		if room := table.room(0, 1); room < date {
			t.Errorf("%+v: there is room for %v of the date's %v", look, room, date)
		}
	}
}
