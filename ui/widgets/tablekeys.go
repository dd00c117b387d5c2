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
	case fyne.KeyDown:
		if t.row < t.lines()-1 {
			t.Go(t.row+1, t.col)
		}
	case fyne.KeyUp:
		if t.row > 0 {
			t.Go(t.row-1, t.col)
		}
	case fyne.KeyInsert:
		t.insert()
	case fyne.KeyEscape:
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

func (t *Table) insert() {
	if t.row < t.rows {
		row := t.row
		t.OnLeave()
		t.OnInsert(row)
		t.Go(row+1, 0)
	}
}

// onShortcut does what is done with whole rows, and takes pasted blocks.
func (t *Table) onShortcut(s fyne.Shortcut) bool {
	switch s := s.(type) {
	case *fyne.ShortcutPaste:
		return t.paste(s.Clipboard)
	case *desktop.CustomShortcut:
		switch s.Modifier {
		case fyne.KeyModifierShortcutDefault:
			return t.control(s.KeyName)
		case fyne.KeyModifierAlt:
			return t.alt(s.KeyName)
		}
	}
	return false
}

func (t *Table) control(key fyne.KeyName) bool {
	switch key {
	case fyne.KeyReturn, fyne.KeyEnter:
		t.insert()
	case fyne.KeyDelete:
		if t.row < t.rows {
			t.OnLeave()
			t.OnRemove(t.row)
			t.Go(t.row, t.col)
		}
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
	case fyne.KeyUp, fyne.KeyDown:
		by := map[fyne.KeyName]int{fyne.KeyUp: -1, fyne.KeyDown: 1}[key]
		if at := t.row + by; at >= 0 && at < t.rows {
			t.OnLeave()
			t.OnMove(t.row, by)
			t.Go(at, t.col)
		}
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
		t.OnPaste(t.row, t.col, text)
		t.Go(t.row, t.col)
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
