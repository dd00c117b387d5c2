package widgets

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// onKey moves from cell to cell; what it does not know is the entry's.
func (t *Table) onKey(key *fyne.KeyEvent, shift bool) bool {
	last := len(t.columns) - 1
	switch key.Name {
	case fyne.KeyTab:
		t.tab(shift)
	case fyne.KeyReturn, fyne.KeyEnter:
		if t.row < t.rows {
			t.Go(t.row+1, t.col)
		}
	case fyne.KeyDown, fyne.KeyUp:
		if shift && t.rows > 0 {
			t.pickOn(map[fyne.KeyName]int{fyne.KeyUp: -1, fyne.KeyDown: 1}[key.Name])
			return true
		}
		return t.upDown(key.Name)
	case fyne.KeyDelete:
		if t.picked == nil {
			return false
		}
		t.remove(t.Picked())
	case fyne.KeyF4:
		if t.columns[t.col].Day {
			t.calendar()
		} else {
			t.offer()
		}
	case fyne.KeyInsert:
		t.insertBelow()
	case fyne.KeyEscape:
		if t.picked != nil {
			t.unpick()
			return true
		}
		if t.editor.Text == t.before {
			return false
		}
		t.restore()
	case fyne.KeyHome, fyne.KeyEnd:
		if len(t.editor.Text) > 0 || last == 0 {
			return false
		}
		t.Go(t.row, map[fyne.KeyName]int{fyne.KeyHome: 0, fyne.KeyEnd: last}[key.Name])
	default:
		return false
	}
	return true
}

// upDown goes to the cell above or below.
func (t *Table) upDown(key fyne.KeyName) bool {
	to := t.row + map[fyne.KeyName]int{fyne.KeyUp: -1, fyne.KeyDown: 1}[key]
	if to >= 0 && to < t.lines() {
		t.Go(to, t.col)
	}
	return true
}

// tab goes to the next cell, or back; from the table's ends it goes on to what stands beside the table.
func (t *Table) tab(back bool) {
	n := len(t.columns)
	at := t.row*n + t.col + 1
	if back {
		at -= 2
	}
	c := canvasOf(t)
	switch {
	case at >= 0 && at < t.lines()*n:
		t.Go(at/n, at%n)
	case c == nil:
	case back:
		c.FocusPrevious()
	default:
		c.FocusNext()
	}
}

// restore puts back what the cell held when it was entered.
func (t *Table) restore() {
	text := t.before
	t.editor.SetText(text)
	t.editor.CursorColumn = len([]rune(text))
	t.editor.Refresh()
	t.OnLeave()
	t.before = text
}

// insert makes a new row before the one at a place.
func (t *Table) insert(at int) {
	t.OnLeave()
	t.OnInsert(at)
	t.Go(at, 0)
}

func (t *Table) insertBelow() {
	if t.row < t.rows {
		t.insert(t.row + 1)
	}
}

// onShortcut does what is done with whole rows, and takes pasted blocks.
func (t *Table) onShortcut(s fyne.Shortcut) bool {
	switch s := s.(type) {
	case *fyne.ShortcutPaste:
		return t.paste(s.Clipboard)
	case *fyne.ShortcutCopy:
		return t.copyPicked()
	case *fyne.ShortcutCut:
		if t.picked == nil {
			return false
		}
		t.cutPicked()
		return true
	case *fyne.ShortcutSelectAll:
		// First the cell's text, as in every field; asked again the rows, but not in the middle of typing.
		if t.rows == 0 || t.editor.Text != t.before || t.editor.SelectedText() != t.editor.Text {
			return false
		}
		t.pickAll()
		return true
	case *desktop.CustomShortcut:
		switch s.Modifier {
		case fyne.KeyModifierShortcutDefault:
			return t.control(s.KeyName)
		case fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift:
			if s.KeyName == fyne.KeyC && len(t.meant(t.row)) > 0 {
				t.copyRows(t.meant(t.row), true)
				return true
			}
		case fyne.KeyModifierAlt:
			return t.alt(s.KeyName)
		}
	}
	return false
}

// copyPicked copies the rows picked, else the cell where no part of its text is selected.
func (t *Table) copyPicked() bool {
	switch {
	case t.picked != nil:
		t.copyRows(t.Picked(), false)
	case t.editor.SelectedText() != "" || t.row >= t.rows:
		return false
	default:
		t.copyRows(nil, false)
	}
	return true
}

func (t *Table) control(key fyne.KeyName) bool {
	switch key {
	case fyne.KeyReturn, fyne.KeyEnter:
		t.insertBelow()
	case fyne.KeyDelete:
		t.remove(t.meant(t.row))
	case fyne.KeyD:
		if t.row > 0 {
			t.editor.SetText(t.cell(t.row-1, t.col).Text)
			t.editor.CursorColumn = len([]rune(t.editor.Text))
			t.OnLeave()
		}
	default:
		return false
	}
	return true
}

func (t *Table) alt(key fyne.KeyName) bool {
	if t.row >= t.rows {
		return false
	}
	switch key {
	case fyne.KeyUp:
		t.step(t.row, -1)
	case fyne.KeyDown:
		t.step(t.row, 1)
	case fyne.KeyReturn, fyne.KeyEnter:
		t.OnLeave()
		t.OnOpen(t.row)
	default:
		return false
	}
	return true
}

// paste hands text of several cells to the caller; a single cell's text goes into the entry as usual, without the line end that
// spreadsheets add.
func (t *Table) paste(from fyne.Clipboard) bool {
	text := from.Content()
	one := strings.TrimRight(text, "\r\n")
	if strings.ContainsAny(one, "\t\r\n") {
		t.OnLeave()
		row, col := t.row, t.col
		if rows := t.Picked(); rows != nil {
			row, col = rows[0], 0
		}
		t.OnPaste(row, col, text)
		t.Go(row, col)
		return true
	}
	if one != text {
		t.editor.Entry.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clip(one)})
		return true
	}
	return false
}

// clip is a clipboard that holds a text.
type clip string

// Content implements fyne.Clipboard.
func (c clip) Content() string { return string(c) }

// SetContent implements fyne.Clipboard.
func (c clip) SetContent(string) {}
