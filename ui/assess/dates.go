package assess

import (
	"time"

	"fyne.io/fyne/v2"

	"zicha/forms"
	"zicha/ui/widgets"
)

// calendarDay is where the calendar of a date begins: at its value; else in the month of its row, for the papers about the assessment at today,
// and at the beginning of the assessed year where today is not in it.
func (s *Session) calendarDay(p forms.Path) time.Time {
	now := s.Now()
	start := s.Values.Get(p)
	switch kind := p.Kind(); {
	case start != "":
	case kind == forms.KindRow && s.Values.Typed(p, "1") != "1":
		start = s.Values.Typed(p, "1")
	case kind == forms.KindProfile || kind == forms.KindDepartment || now.Year() == s.Values.Edition.Year:
		return now
	default:
		return time.Date(s.Values.Edition.Year, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	day, err := time.Parse(time.DateOnly, start)
	if err != nil {
		return now
	}
	return day
}

// openCalendar lets the field's day be picked.
func (f *field) openCalendar() {
	driver := fyne.CurrentApp().Driver()
	c := driver.CanvasForObject(f.entry)
	if c == nil || f.entry.Disabled() {
		return
	}
	at := driver.AbsolutePositionForObject(f.entry).AddXY(0, f.entry.Size().Height+2)
	widgets.ShowCalendar(c, at, f.session.calendarDay(f.path), f.session.Now(), func(day time.Time) {
		f.entry.SetText(day.Format(time.DateOnly))
		f.onLeave()
		c.Focus(f.entry)
	})
}

// calendarKey opens the calendar for F4.
func (f *field) calendarKey(key *fyne.KeyEvent, _ bool) bool {
	if key.Name != fyne.KeyF4 {
		return false
	}
	f.openCalendar()
	return true
}

// onCalendar lets a cell's day be picked.
func (r *register) onCalendar(row, col int, at fyne.Position) {
	s := r.session
	path := forms.CellPath(r.c.ID, "", r.c.Register.Columns[col].Key)
	if row < len(r.rows) {
		path = r.path(row, col)
	}
	widgets.ShowCalendar(r.desk.host.Window.Canvas(), at, s.calendarDay(path), s.Now(), func(day time.Time) {
		r.table.Go(row, col)
		r.table.Editor().SetText(day.Format(time.DateOnly))
		r.onLeave()
		r.table.Go(row, col)
	})
}
