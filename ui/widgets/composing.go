package widgets

import (
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// composing reports whether an input method is composing a word in a field. On X11 (and macOS) the keys of a composition reach
// the field too: a letter comes as a key without a character after it, and the keys that edit the composition would edit the
// text. The letters without a character are therefore kept waiting, with the keys held back meanwhile; the composition ends
// with the text it brings, with Enter or Escape, or when as many letters were taken back as there were.
//
// With an input method switched to English a character comes too, only later, perhaps after further keys. A character equal
// to the letter waiting longest is this case: the keys held back behind it are then due, in the order they were pressed.
type composing struct {
	waiting []fyne.KeyName
	late    bool         // characters follow their keys late, so the keys waiting are no composition
	commits bool         // the characters coming now are one composition's text
	held    fyne.KeyName // the letter still pressed
	shift   bool         // Shift is pressed and nothing with it; released so, it switches the input method
}

type keyKind int

const (
	otherKey    keyKind = iota // modifiers, function keys: never held back
	letterKey                  // begins or continues a composition
	markKey                    // gives a character or picks a candidate
	editingKey                 // changes the text or leaves the field without giving a character
	longestCode = 4            // a table input method (五笔) has the text of four letters when a fifth is typed
)

func kindOf(key fyne.KeyName) keyKind {
	switch key {
	case fyne.KeyBackspace, fyne.KeyDelete, fyne.KeyReturn, fyne.KeyEnter, fyne.KeyTab, fyne.KeyEscape, fyne.KeyLeft,
		fyne.KeyRight, fyne.KeyUp, fyne.KeyDown, fyne.KeyHome, fyne.KeyEnd, fyne.KeyPageUp, fyne.KeyPageDown, fyne.KeyInsert:
		return editingKey
	case fyne.KeySpace:
		return markKey
	}
	switch {
	case len(key) != 1:
		return otherKey
	case key >= fyne.KeyA && key <= fyne.KeyZ:
		return letterKey
	}
	return markKey
}

// isShift reports whether a key is one of the two Shift keys.
func isShift(key fyne.KeyName) bool {
	return key == desktop.KeyShiftLeft || key == desktop.KeyShiftRight
}

// reset forgets everything: the field lost the focus, was clicked, or the input method was switched.
func (c *composing) reset() { *c = composing{} }

// down takes the pressing of a key, which comes before typed.
func (c *composing) down(key fyne.KeyName) {
	c.shift = isShift(key)
	if kindOf(key) == letterKey {
		c.held = key
	}
}

// up takes the release of a key.
func (c *composing) up(key fyne.KeyName) {
	if key == c.held {
		c.held = ""
	}
	if isShift(key) && c.shift {
		c.reset()
	}
}

// typed takes a key that is no shortcut, pressed or repeating, and reports whether the field must not see it.
func (c *composing) typed(key fyne.KeyName) bool {
	kind := kindOf(key)
	if kind == otherKey {
		return false
	}
	c.commits = false
	active := c.active()
	if !active && !c.late && kind != editingKey {
		c.waiting = nil
	}
	if kind == letterKey || active || c.late && kind == markKey {
		c.waiting = append(c.waiting, key)
	}
	return kind == editingKey && active
}

// char takes a character about to be put in and returns the keys held back that are due after it.
func (c *composing) char(r rune) []fyne.KeyName {
	switch {
	case len(c.waiting) == 0:
		return nil
	case c.awaits(r):
		return c.next()
	case !c.commits:
		c.commit()
	}
	return nil
}

// awaits reports whether a character is that of the key waiting longest, coming late.
func (c *composing) awaits(r rune) bool {
	if kindOf(c.waiting[0]) == markKey {
		return c.late && !unicode.IsLetter(r)
	}
	return string(unicode.ToUpper(r)) == string(c.waiting[0]) && (c.late || c.lastPick() < 0)
}

// next drops the key waiting longest and returns the keys held back behind it.
func (c *composing) next() []fyne.KeyName {
	n := 1
	for n < len(c.waiting) && kindOf(c.waiting[n]) == editingKey {
		n++
	}
	due := c.waiting[1:n]
	c.waiting = c.waiting[n:]
	c.late = len(c.waiting) > 0
	return due
}

// commit ends a composition whose text comes: what was typed since the key that brought it begins the next one.
func (c *composing) commit() {
	c.commits, c.late = true, false
	from := c.lastPick() + 1
	if n := len(c.waiting); from == 0 {
		from = n
		if n > longestCode && c.held != "" && c.waiting[n-1] == c.held {
			from = n - 1
		}
	}
	c.waiting = c.waiting[from:]
}

// lastPick gives the place of the last key that can bring a composition's text, -1 where there is none.
func (c *composing) lastPick() int {
	for i := len(c.waiting) - 1; i >= 0; i-- {
		key := c.waiting[i]
		if kindOf(key) == markKey && key != fyne.KeyApostrophe || key == fyne.KeyReturn || key == fyne.KeyEnter {
			return i
		}
	}
	return -1
}

// active reports whether letters are being composed: those waiting, less those taken back.
func (c *composing) active() bool {
	letters, behind := 0, 0 // behind: letters after the composition's own cursor
	for _, key := range c.waiting {
		switch key {
		case fyne.KeyBackspace:
			letters -= min(letters-behind, 1)
		case fyne.KeyDelete:
			letters, behind = letters-min(behind, 1), behind-min(behind, 1)
		case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyEscape:
			letters, behind = 0, 0
		case fyne.KeyHome:
			behind = letters
		case fyne.KeyEnd:
			behind = 0
		case fyne.KeyLeft:
			behind = min(behind+1, letters)
		case fyne.KeyRight:
			behind = max(behind-1, 0)
		default:
			letters += steps(key)
		}
	}
	return letters > 0
}

// steps gives how often Backspace is needed to take a key of a composition back: once for a letter and for the choice of a
// candidate that brought no text yet.
func steps(key fyne.KeyName) int {
	if kindOf(key) == letterKey || key == fyne.KeyApostrophe || key == fyne.KeySpace || key >= fyne.Key0 && key <= fyne.Key9 {
		return 1
	}
	return 0
}
