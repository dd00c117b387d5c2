package widgets

import (
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// FocusGained implements fyne.Focusable.
func (g *Grid) FocusGained() {
	g.focused, g.shift = true, false
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		g.shift = d.CurrentKeyModifiers()&fyne.KeyModifierShift != 0
	}
	g.draw(false)
}

// FocusLost implements fyne.Focusable.
func (g *Grid) FocusLost() {
	g.focused, g.shift = false, false
	g.draw(false)
}

// KeyDown implements desktop.Keyable.
func (g *Grid) KeyDown(key *fyne.KeyEvent) { g.shift = g.shift || isShift(key.Name) }

// KeyUp implements desktop.Keyable.
func (g *Grid) KeyUp(key *fyne.KeyEvent) { g.shift = g.shift && !isShift(key.Name) }

// TypedRune begins an entry with what is typed.
func (g *Grid) TypedRune(r rune) {
	if unicode.IsGraphic(r) && !unicode.IsSpace(r) {
		g.begin(string(r))
	}
}

// TypedKey goes from cell to cell, with Shift it moves the selection's far end.
func (g *Grid) TypedKey(key *fyne.KeyEvent) {
	if by, ok := g.step(key.Name); ok {
		g.move(by)
		return
	}
	switch key.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		g.Go(g.at.row+1, g.at.col)
	case fyne.KeyF2:
		g.begin("")
	case desktop.KeyMenu, fyne.KeyF10:
		if key.Name == desktop.KeyMenu || g.shift {
			g.menu()
		}
	case fyne.KeyEscape:
		if g.at != g.from {
			g.Go(g.at.row, g.at.col)
			return
		}
		passOn(g, key)
	default:
		passOn(g, key)
	}
}

// step says how far a key goes, far beyond the end for a whole row.
func (g *Grid) step(key fyne.KeyName) (by gridSpot, ok bool) {
	page := max(1, int(g.view().Height/boardRowHeight())-1)
	switch key {
	case fyne.KeyUp:
		by.row = -1
	case fyne.KeyDown:
		by.row = 1
	case fyne.KeyLeft:
		by.col = -1
	case fyne.KeyRight:
		by.col = 1
	case fyne.KeyPageUp:
		by.row = -page
	case fyne.KeyPageDown:
		by.row = page
	case fyne.KeyHome:
		by.col = -len(g.columns)
	case fyne.KeyEnd:
		by.col = len(g.columns)
	default:
		return by, false
	}
	return by, true
}

func (g *Grid) move(by gridSpot) {
	if g.shift {
		g.extend(gridSpot{g.from.row + by.row, g.from.col + by.col})
		return
	}
	if page := by.row; page > 1 || page < -1 { // a page goes on under the cell, so that it stays where it was on screen
		g.scrollTo(g.offset.AddXY(0, float32(page)*boardRowHeight()))
	}
	g.Go(g.at.row+by.row, g.at.col+by.col)
}

// menu asks for the menu of the cell with the keyboard, below it.
func (g *Grid) menu() {
	if g.rows == 0 || len(g.columns) == 0 {
		return
	}
	g.reveal(g.at)
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(g)
	ShowMenu(canvasOf(g), at.Add(g.Middle(g.at.row, g.at.col)), true, g.OnMenu(g.at.row, g.at.col)...)
}

// TypedShortcut implements fyne.Shortcutable.
func (g *Grid) TypedShortcut(s fyne.Shortcut) {
	switch s := s.(type) {
	case *fyne.ShortcutCopy:
		if text := g.Copied(); text != "" {
			s.Clipboard.SetContent(text)
		}
		return
	case *fyne.ShortcutSelectAll:
		g.at, g.from = gridSpot{}, gridSpot{g.rows - 1, len(g.columns) - 1}
		g.clamp()
		g.draw(false)
		g.OnSelect()
		return
	case *desktop.CustomShortcut:
		if g.shortcut(s) {
			return
		}
	}
	if up, ok := canvasOf(g).(fyne.Shortcutable); ok {
		up.TypedShortcut(s)
	}
}

func (g *Grid) shortcut(s *desktop.CustomShortcut) bool {
	far := g.rows
	switch s.KeyName {
	case fyne.KeyHome:
		g.jump(s, gridSpot{-far, -far - len(g.columns)})
	case fyne.KeyEnd:
		g.jump(s, gridSpot{far, far + len(g.columns)})
	case fyne.KeyUp:
		g.jump(s, gridSpot{-far, 0})
	case fyne.KeyDown:
		g.jump(s, gridSpot{far, 0})
	case fyne.KeyReturn, fyne.KeyEnter:
		if s.Modifier != fyne.KeyModifierAlt || g.rows == 0 {
			return false
		}
		g.OnOpen(g.at.row, g.at.col)
		return true
	default:
		return false
	}
	return s.Modifier&fyne.KeyModifierControl != 0
}

// jump goes to an end where Ctrl is held.
func (g *Grid) jump(s *desktop.CustomShortcut, by gridSpot) {
	switch s.Modifier {
	case fyne.KeyModifierControl:
		g.Go(g.at.row+by.row, g.at.col+by.col)
	case fyne.KeyModifierControl | fyne.KeyModifierShift:
		g.extend(gridSpot{g.from.row + by.row, g.from.col + by.col})
	}
}

// Copied is what is selected as a spreadsheet takes it; where all is selected, heads and names come along.
func (g *Grid) Copied() string {
	r, ok := g.Selected()
	if !ok {
		return ""
	}
	whole := r.ToRow-r.Row == g.rows-1 && r.ToCol-r.Col == len(g.columns)-1 && g.rows > 1
	var out strings.Builder
	if whole {
		out.WriteString(g.title)
		for _, c := range g.columns {
			out.WriteString("\t" + c.Title)
		}
		out.WriteString("\n")
	}
	for row := r.Row; row <= r.ToRow; row++ {
		if whole {
			out.WriteString(g.Name(row) + "\t")
		}
		for col := r.Col; col <= r.ToCol; col++ {
			if col > r.Col {
				out.WriteString("\t")
			}
			out.WriteString(g.Cell(row, col).Text)
		}
		if row < r.ToRow {
			out.WriteString("\n")
		}
	}
	return out.String()
}

// onEditorKey ends an entry: Escape leaves it, the others take it and go on.
func (g *Grid) onEditorKey(key *fyne.KeyEvent, shift bool) bool {
	switch key.Name {
	case fyne.KeyEscape:
		g.leave()
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyDown:
		g.enter(gridSpot{row: 1}, false)
	case fyne.KeyUp:
		g.enter(gridSpot{row: -1}, false)
	case fyne.KeyTab:
		by := 1
		if shift {
			by = -1
		}
		g.enter(gridSpot{col: by}, false)
	default:
		return false
	}
	return true
}

// onEditorShortcut takes what was typed firmly with Ctrl+Enter.
func (g *Grid) onEditorShortcut(s fyne.Shortcut) bool {
	c, ok := s.(*desktop.CustomShortcut)
	if !ok || c.Modifier != fyne.KeyModifierControl || c.KeyName != fyne.KeyReturn && c.KeyName != fyne.KeyEnter {
		return false
	}
	g.enter(gridSpot{row: 1}, true)
	return true
}
