package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// tablePress is what the pointer was pressed on, with the keys held and whether a cell had the keyboard, which the press takes away; rows are those that are dragged along, to is where they would go.
type tablePress struct {
	spot
	keys    fyne.KeyModifier
	focused bool
	rows    []int
	to      int
}

// MouseDown implements desktop.Mouseable.
func (t *Table) MouseDown(ev *desktop.MouseEvent) {
	if ev.Button != desktop.MouseButtonSecondary {
		t.press = tablePress{spot: t.at(ev.Position), keys: ev.Modifier, focused: t.focused}
	}
}

// MouseUp implements desktop.Mouseable.
func (t *Table) MouseUp(*desktop.MouseEvent) {}

// Tapped implements fyne.Tappable: a click goes to a cell; with Shift or Ctrl, or on a row's number, it picks rows.
func (t *Table) Tapped(ev *fyne.PointEvent) {
	s, keys, focused := t.at(ev.Position), t.press.keys, t.press.focused
	t.press = tablePress{}
	n := len(t.columns)
	switch {
	case !s.ok:
	case keys&fyne.KeyModifierShift != 0:
		t.pickTo(s.row)
	case keys&fyne.KeyModifierShortcutDefault != 0:
		t.pickAlso(s.row, focused)
	case s.col == n && s.row < t.rows:
		t.OnOpen(s.row)
	case s.col > n && s.row < t.rows && !t.locked():
		t.remove([]int{s.row})
	case t.locked():
		t.pick(nil)
		t.refuse(t, part{ev.Position, fyne.Size{}})
	case s.col < 0 && s.row < t.rows:
		t.Go(s.row, 0)
		t.pickTo(s.row)
	case focused && s.row == t.row && s.col == t.col && t.columns[s.col].Day: // beside its entry, on the calendar's sign
		t.keyboard()
		t.calendar()
	default:
		t.Go(s.row, min(max(s.col, 0), n-1))
		t.offer()
	}
}

// TappedSecondary implements fyne.SecondaryTappable: the menu is of the row under the pointer, or of those picked where it is one of them.
func (t *Table) TappedSecondary(ev *fyne.PointEvent) {
	s := t.at(ev.Position)
	if !s.ok {
		return
	}
	col := min(max(s.col, 0), len(t.columns)-1)
	switch {
	case t.picked[s.row]:
		t.keyboard()
	case t.locked():
		t.pick([]int{s.row})
	default:
		t.Go(s.row, col)
	}
	ShowMenu(canvasOf(t), ev.AbsolutePosition, false, t.menu(s.row, col)...)
}

// Dragged implements fyne.Draggable: rows taken by their number go where the pointer goes.
func (t *Table) Dragged(ev *fyne.DragEvent) {
	p := &t.press
	if !p.ok || p.col >= 0 || p.row >= t.rows || t.locked() {
		return
	}
	if p.rows == nil {
		if p.rows = []int{p.row}; t.picked[p.row] {
			p.rows = t.Picked()
		}
		t.OnLeave()
		t.pick(p.rows)
	}
	y := ev.AbsolutePosition.Y - fyne.CurrentApp().Driver().AbsolutePositionForObject(t).Y // the event's own place forgets what was scrolled since
	p.to = max(0, min(int((y-tableHeadHeight())/tableRowHeight()+0.5), t.rows))
	t.reveal(min(max(0, p.to-1), t.rows-1))
	t.draw()
}

// DragEnd implements fyne.Draggable.
func (t *Table) DragEnd() {
	p := t.press
	t.press = tablePress{}
	if p.rows != nil {
		t.move(p.rows, p.to)
	}
	t.draw()
}

// move moves rows to before the one at a place; those picked stay picked, and the keyboard stays with its row.
func (t *Table) move(rows []int, to int) {
	if len(rows) == 0 || t.locked() {
		return
	}
	slices.Sort(rows)
	first := to
	for _, row := range rows {
		if row < to {
			first--
		}
	}
	if first == rows[0] && rows[len(rows)-1] == first+len(rows)-1 {
		return // they stand there
	}
	row, col, picks := t.row, t.col, t.picked != nil
	t.OnLeave()
	t.OnMove(rows, to)
	if at := slices.Index(rows, row); at >= 0 {
		row = first + at
	} else if row < t.rows {
		for _, r := range rows { // taken out above it, set in above it
			if r < t.row {
				row--
			}
		}
		if first <= row {
			row += len(rows)
		}
	}
	t.Go(row, col)
	if picks {
		var now []int
		for i := range rows {
			now = append(now, first+i)
		}
		t.pick(now)
	}
}

// MouseIn implements desktop.Hoverable.
func (t *Table) MouseIn(ev *desktop.MouseEvent) { t.MouseMoved(ev) }

// MouseMoved implements desktop.Hoverable.
func (t *Table) MouseMoved(ev *desktop.MouseEvent) {
	before, was := t.at(t.hover), t.over
	t.hover, t.over = ev.Position, true
	if !was || t.at(t.hover) != before {
		t.draw()
	}
}

// MouseOut implements desktop.Hoverable.
func (t *Table) MouseOut() { t.over = false; t.draw() }

// Cursor implements desktop.Cursorable.
func (t *Table) Cursor() desktop.Cursor {
	switch s := t.at(t.hover); {
	case !s.ok || s.row >= t.rows && s.col >= len(t.columns) || s.col < 0:
		return desktop.DefaultCursor
	case s.col >= len(t.columns):
		return desktop.PointerCursor
	case t.locked():
		return desktop.DefaultCursor
	}
	return desktop.TextCursor
}
