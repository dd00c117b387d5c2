package widgets

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func on(text string) time.Time {
	day, err := time.Parse(time.DateOnly, text)
	if err != nil {
		panic(err)
	}
	return day
}

// The keys go from day to day, week to week and month to month, over the ends of both, and Enter picks.
func TestCalendarByKeyboard(t *testing.T) {
	paperApp(t)
	w := test.NewTempWindow(t, NewText("", Style{}))
	w.Resize(fyne.NewSize(600, 500))
	for _, c := range []struct {
		from, keys, want string
	}{
		{"2017-03-31", "Right", "2017-04-01"},
		{"2017-03-01", "Left", "2017-02-28"},
		{"2017-03-05", "Up", "2017-02-26"},
		{"2017-12-28", "Down", "2018-01-04"},
		{"2017-03-31", "Prior", "2017-02-28"},
		{"2017-01-31", "Next", "2017-02-28"},
		{"2016-01-31", "Next", "2016-02-29"},
		{"2017-12-05", "Next", "2018-01-05"},
		{"2017-02-14", "Home", "2017-02-01"},
		{"2017-02-14", "End", "2017-02-28"},
		{"1949-01-01", "Left", "1949-01-01"},
	} {
		got := ""
		days := ShowCalendar(w.Canvas(), fyne.NewPos(10, 10), on(c.from), on("2018-01-22"), func(day time.Time) { got = day.Format(time.DateOnly) })
		if w.Canvas().Focused() != fyne.Focusable(days) {
			t.Fatal("the calendar has not the keyboard")
		}
		days.TypedKey(&fyne.KeyEvent{Name: fyne.KeyName(c.keys)})
		days.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		if got != c.want || w.Canvas().Overlays().Top() != nil {
			t.Errorf("%s from %s picks %q, want %s", c.keys, c.from, got, c.want)
		}
	}
	picked := ""
	days := ShowCalendar(w.Canvas(), fyne.NewPos(10, 10), on("2017-03-05"), on("2018-01-22"), func(day time.Time) { picked = day.Format(time.DateOnly) })
	days.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if picked != "" || w.Canvas().Overlays().Top() != nil {
		t.Errorf("Escape picks %q", picked)
	}
	days = ShowCalendar(w.Canvas(), fyne.NewPos(10, 10), on("2017-03-05"), on("2018-01-22"), func(day time.Time) { picked = day.Format(time.DateOnly) })
	if days.TypedRune('t'); picked != "2018-01-22" {
		t.Errorf("T picks %q", picked)
	}
}

// The weeks begin on Monday: the first of October 2017, a Sunday, stands at the end of the first line.
func TestCalendarByPointer(t *testing.T) {
	paperApp(t)
	w := test.NewTempWindow(t, NewText("", Style{}))
	w.Resize(fyne.NewSize(600, 500))
	got := ""
	days := ShowCalendar(w.Canvas(), fyne.NewPos(590, 490), on("2017-10-09"), on("2018-01-22"), func(day time.Time) { got = day.Format(time.DateOnly) })
	if days.Title() != "2017年10月" || !days.first().Equal(on("2017-09-25")) {
		t.Errorf("%s begins on %s", days.Title(), days.first().Format(time.DateOnly))
	}
	if top := w.Canvas().Overlays().Top(); top == nil || top.Position().Y < 0 {
		t.Error("the calendar is not within the window")
	}
	if p := days.Middle(on("2017-10-01")); p.X < 6*days.cell().Width || p.Y > 2*days.cell().Height {
		t.Errorf("the first, a Sunday, stands at %v", p)
	}
	test.TapAt(days, days.Middle(on("2017-10-01")))
	if got != "2017-10-01" {
		t.Errorf("a click picks %q", got)
	}
	got = ""
	days = ShowCalendar(w.Canvas(), fyne.NewPos(10, 10), on("2017-10-09"), on("2018-01-22"), func(day time.Time) { got = day.Format(time.DateOnly) })
	test.TapAt(days, fyne.NewPos(5, 5))
	if got != "" {
		t.Errorf("a click on the weekdays picks %q", got)
	}
}
