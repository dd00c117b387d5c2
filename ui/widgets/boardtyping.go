package widgets

import (
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// boardTyping is what is typed into a board's cell.
type boardTyping struct {
	on     bool
	step   int
	wrong  string // why the text cannot be taken
	editor *Entry
	holder *container.ThemeOverride
}

func (b *Board) makeEntry() {
	t := &b.typing
	t.editor = NewEntry(24)
	t.editor.OnKey, t.editor.OnLeave = b.onEntryKey, b.finish
	t.editor.OnChanged = func(string) {
		if t.wrong != "" {
			t.wrong = ""
			b.Refresh()
		}
	}
	t.holder = container.NewThemeOverride(t.editor, &cellTheme{func() bool { return true }})
	t.holder.Hide()
}

// Editor is the entry that what is typed on a cell goes into.
func (b *Board) Editor() *Entry { return b.typing.editor }

// Typing reports whether a cell is being typed into.
func (b *Board) Typing() bool { return b.typing.on }

// Wrong says why what stands in the entry cannot be taken, "" where it can.
func (b *Board) Wrong() string { return b.typing.wrong }

func (b *Board) inside() []fyne.CanvasObject { return []fyne.CanvasObject{b.typing.holder} }

// TappedSecondary implements fyne.SecondaryTappable: the menu is of the cell under the pointer.
func (b *Board) TappedSecondary(ev *fyne.PointEvent) {
	if row, col, ok := b.at(ev.Position); ok {
		b.finish()
		b.row, b.col = row, col
		b.Refresh()
		b.reached.TappedSecondary(ev)
	}
}

// TypedRune begins an entry with what is typed.
func (b *Board) TypedRune(r rune) {
	if unicode.IsGraphic(r) && !unicode.IsSpace(r) {
		b.begin(string(r))
	}
}

// begin opens the entry on the cell with the keyboard, with a text in the place of the cell's, or "" for going on with that. A cell that cannot
// be typed into is opened.
func (b *Board) begin(text string) {
	if b.Begins == nil {
		return
	}
	hint, has, ok := b.Begins(b.row, b.col)
	if !ok {
		b.OnOpen(b.row, b.col)
		return
	}
	if text == "" {
		text = has
	}
	b.typing.step = 0
	b.show(hint, text)
}

func (b *Board) show(hint, text string) {
	t := &b.typing
	t.on, t.wrong = true, ""
	t.editor.SetPlaceHolder(hint)
	t.editor.Put(text)
	t.editor.CursorColumn = len([]rune(text))
	t.holder.Show()
	t.holder.MinSize() // makes what it is drawn with: what was never drawn cannot take the keyboard
	b.Refresh()
	if c := canvasOf(b); c != nil {
		c.Focus(t.editor)
	}
	t.editor.Refresh()
}

// close closes the entry.
func (b *Board) close(focus bool) {
	b.typing.on, b.typing.wrong = false, ""
	b.typing.holder.Hide()
	if focus {
		b.takeFocus()
	}
	b.Refresh()
}

// take hands over what was typed and goes on by so many rows, or, where more is wanted, to what is asked for next.
func (b *Board) take(by int, more bool) {
	t := &b.typing
	next, wrong := b.OnEnter(b.row, b.col, t.step, t.editor.Text)
	switch {
	case wrong != "":
		t.wrong = wrong
		b.Refresh()
	case next != "" && more:
		t.step++
		b.show(next, "")
	default:
		b.row = max(0, min(b.row+by, len(b.rows)-1))
		b.close(true)
	}
}

// finish takes what was typed where the keyboard goes elsewhere; what cannot be taken is dropped.
func (b *Board) finish() {
	if t := &b.typing; t.on {
		t.on = false
		if t.editor.Text != "" {
			b.OnEnter(b.row, b.col, t.step, t.editor.Text)
		}
		b.close(false)
	}
}

func (b *Board) onEntryKey(key *fyne.KeyEvent, _ bool) bool {
	switch key.Name {
	case fyne.KeyEscape:
		b.close(true)
	case fyne.KeyReturn, fyne.KeyEnter:
		b.take(1, true)
	case fyne.KeyDown:
		b.take(1, false)
	case fyne.KeyUp:
		b.take(-1, false)
	case fyne.KeyTab:
		b.take(0, false)
		if !b.typing.on {
			b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
		}
	default:
		return false
	}
	return true
}
