package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Entry is the one text field used everywhere in the program, for a single line or several. Undo and redo are the window's,
// over the whole dossier; function keys go on to the window. Keys that edit what an input method is composing leave the text
// alone.
type Entry struct {
	widget.Entry
	lock
	// OnLeave is called when the field loses the focus.
	OnLeave func()
	// OnFocus is called when the field gets the focus.
	OnFocus func()
	// OnEnter is called for Enter in a single-line field.
	// Without it, Enter goes to the next field, from the last one of a dialog to the main button.
	OnEnter func()
	// OnKey sees each key that no input method has taken before the field does, Tab too; true keeps it from the field.
	OnKey func(key *fyne.KeyEvent, shift bool) bool
	// OnShortcut does the same for shortcuts, pasting too.
	OnShortcut func(s fyne.Shortcut) bool
	// Menu takes the place of the menu for cutting, copying and pasting.
	Menu    func() []MenuItem
	width   float32
	rows    int // of several lines: how many are seen at least
	grown   grown
	ime     composing
	focused bool
	fresh   bool // no key has gone down since it has the focus
	shift   bool // Shift is held, as OnKey wants to know
}

// NewEntry makes a single-line field of at least the given width.
func NewEntry(width float32) *Entry {
	e := &Entry{width: width}
	e.Scroll = fyne.ScrollHorizontalOnly
	e.ExtendBaseWidget(e)
	e.OnSubmitted = func(string) { e.enter() }
	return e
}

// enter does what Enter does in a single line.
func (e *Entry) enter() {
	c := canvasOf(e)
	switch {
	case e.OnEnter != nil:
		e.OnEnter()
	case c == nil:
	case c.Overlays().Top() != nil && lastField(c, e) && c.OnTypedKey() != nil:
		c.OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyReturn})
	default:
		nextField(e)
	}
}

// Put puts a value into the field without calling OnChanged; what is being typed stays where it says the same.
func (e *Entry) Put(text string) {
	if e.Text == text {
		return
	}
	changed := e.OnChanged
	e.OnChanged = nil
	e.SetText(text)
	e.OnChanged = changed
}

// MinSize implements fyne.CanvasObject.
func (e *Entry) MinSize() fyne.Size {
	return fyne.NewSize(max(Scaled(e.width), 40), e.HeightFor(e.Size().Width))
}

// CreateRenderer implements fyne.Widget.
func (e *Entry) CreateRenderer() fyne.WidgetRenderer {
	inner := e.Entry.CreateRenderer()
	return withRing(inner, &e.focused, newWheel(e, inner.Objects()))
}

// FocusGained implements fyne.Focusable.
func (e *Entry) FocusGained() {
	e.focused, e.fresh = true, true
	e.Entry.FocusGained()
	reveal(e)
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		e.shift = d.CurrentKeyModifiers()&fyne.KeyModifierShift != 0
	}
	if e.OnFocus != nil {
		e.OnFocus()
	}
}

// FocusLost implements fyne.Focusable.
func (e *Entry) FocusLost() {
	e.ime.reset()
	e.focused = false
	e.shift = false
	e.Entry.FocusLost()
	if e.OnLeave != nil {
		e.OnLeave()
	}
}

// MouseDown implements desktop.Mouseable.
func (e *Entry) MouseDown(m *desktop.MouseEvent) {
	e.ime.reset()
	e.Entry.MouseDown(m)
}

// Tapped implements fyne.Tappable.
func (e *Entry) Tapped(ev *fyne.PointEvent) {
	if e.Disabled() {
		e.refuse(e, part{size: e.Size()})
	}
	e.Entry.Tapped(ev)
}

// TappedSecondary implements fyne.SecondaryTappable.
func (e *Entry) TappedSecondary(ev *fyne.PointEvent) {
	if c := canvasOf(e); c != nil {
		if !e.Disabled() {
			c.Focus(e)
		}
		ShowMenu(c, ev.AbsolutePosition, false, e.menuItems()...)
	}
}

// menuItems are what can be done with the text.
func (e *Entry) menuItems() []MenuItem {
	if e.Menu != nil {
		return e.Menu()
	}
	clip := fyne.CurrentApp().Clipboard()
	act := func(s fyne.Shortcut) func() { return func() { e.TypedShortcut(s) } }
	return []MenuItem{
		{Label: "剪切", Keys: "Ctrl+X", Do: act(&fyne.ShortcutCut{Clipboard: clip}), Off: e.Disabled() || e.SelectedText() == ""},
		{Label: "复制", Keys: "Ctrl+C", Do: act(&fyne.ShortcutCopy{Clipboard: clip}), Off: e.SelectedText() == ""},
		{Label: "粘贴", Keys: "Ctrl+V", Do: act(&fyne.ShortcutPaste{Clipboard: clip}), Off: e.Disabled()},
		MenuLine(),
		{Label: "全选", Keys: "Ctrl+A", Do: act(&fyne.ShortcutSelectAll{}), Off: e.Text == ""},
	}
}

// AcceptsTab implements fyne.Tabbable: while composing, Tab goes through the candidates, and OnKey wants it too; otherwise it
// leaves the field, also one of several lines, which no tab belongs in.
func (e *Entry) AcceptsTab() bool { return e.ime.active() || e.OnKey != nil }

// KeyDown implements desktop.Keyable.
func (e *Entry) KeyDown(key *fyne.KeyEvent) {
	e.fresh = false
	e.ime.down(key.Name)
	e.shift = e.shift || isShift(key.Name)
	e.Entry.KeyDown(key)
}

// KeyUp implements desktop.Keyable.
func (e *Entry) KeyUp(key *fyne.KeyEvent) {
	e.ime.up(key.Name)
	e.shift = e.shift && !isShift(key.Name)
	e.Entry.KeyUp(key)
}

// TypedKey implements fyne.Focusable.
func (e *Entry) TypedKey(key *fyne.KeyEvent) {
	if !e.ime.typed(key.Name) {
		e.act(key)
	}
}

// TypedRune implements fyne.Focusable. Space pressed on a box or a button that gives the field the focus comes here as a character too,
// of a key that went down elsewhere.
func (e *Entry) TypedRune(r rune) {
	strayed := e.fresh && r == ' '
	if e.fresh = false; strayed {
		return
	}
	reveal(e)
	due := e.ime.char(r)
	e.growing(func() { e.Entry.TypedRune(r) })
	for _, key := range due {
		e.act(&fyne.KeyEvent{Name: key})
	}
}

// act does what a key does that no input method has taken.
func (e *Entry) act(key *fyne.KeyEvent) {
	if e.OnKey != nil && e.OnKey(key, e.shift) {
		return
	}
	if key.Name == fyne.KeyTab {
		if c := canvasOf(e); c != nil && e.shift {
			c.FocusPrevious()
		} else if c != nil {
			c.FocusNext()
		}
		return
	}
	if e.MultiLine && pages(key) || !passOn(e, key) {
		reveal(e)
		e.growing(func() { e.Entry.TypedKey(key) })
	}
}

// TypedShortcut implements fyne.Shortcutable.
func (e *Entry) TypedShortcut(s fyne.Shortcut) {
	if custom, ok := s.(*desktop.CustomShortcut); ok && custom.KeyName == fyne.KeySpace {
		e.ime.reset() // switches the input method on and off
	}
	if e.OnShortcut != nil && !e.ime.active() && e.OnShortcut(s) {
		return
	}
	if !windows(s) {
		e.growing(func() { e.Entry.TypedShortcut(s) })
		return
	}
	if up, ok := canvasOf(e).(fyne.Shortcutable); ok {
		up.TypedShortcut(s)
	}
}

// TextKeys gives a shortcut of the window that edits in a text of several lines to the one that has the keyboard, and reports whether it
// did: to the text's beginning and end, a line up and down.
func TextKeys(c fyne.Canvas, s fyne.Shortcut) bool {
	e, ok := c.Focused().(*Entry)
	custom, is := s.(*desktop.CustomShortcut)
	if !ok || !is || !e.MultiLine || custom.Modifier != fyne.KeyModifierControl {
		return false
	}
	keys := map[fyne.KeyName][]fyne.KeyName{
		fyne.KeyHome: {fyne.KeyPageUp, fyne.KeyHome}, fyne.KeyEnd: {fyne.KeyPageDown, fyne.KeyEnd},
		fyne.KeyUp: {fyne.KeyUp}, fyne.KeyDown: {fyne.KeyDown},
	}[custom.KeyName]
	for _, key := range keys {
		e.TypedKey(&fyne.KeyEvent{Name: key})
	}
	return len(keys) > 0
}

// windows reports whether a shortcut is the window's: undo, redo, larger letters, and a letter with Alt, which presses a button.
func windows(s fyne.Shortcut) bool {
	switch s := s.(type) {
	case *fyne.ShortcutUndo, *fyne.ShortcutRedo:
		return true
	case *desktop.CustomShortcut:
		return s.Modifier == fyne.KeyModifierAlt && kindOf(s.KeyName) == letterKey || s.KeyName == fyne.KeyPlus || s.KeyName == fyne.KeyEqual
	}
	return false
}

// pages reports whether a key turns the page.
func pages(key *fyne.KeyEvent) bool {
	return key.Name == fyne.KeyPageUp || key.Name == fyne.KeyPageDown
}

// passOn shows the context menu for its keys, hands those that are the window's (F1, F3, F6, F11, Escape, the page keys) on to it, and reports whether
// it was one of these.
func passOn(o fyne.CanvasObject, key *fyne.KeyEvent) bool {
	if menuKey(o, key.Name) {
		return true
	}
	if key.Name != fyne.KeyF1 && key.Name != fyne.KeyF3 && key.Name != fyne.KeyF6 && key.Name != fyne.KeyF11 && key.Name != fyne.KeyEscape && !pages(key) {
		return false
	}
	if c := canvasOf(o); c != nil && c.OnTypedKey() != nil {
		c.OnTypedKey()(key)
	}
	return true
}

func canvasOf(o fyne.CanvasObject) fyne.Canvas {
	app := fyne.CurrentApp()
	if app == nil {
		return nil
	}
	return app.Driver().CanvasForObject(o)
}
