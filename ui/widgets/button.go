package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Button is a button as high as everything on its line, with a plain outline while it has the keyboard; Enter presses it too.
type Button struct {
	widget.Button
	lock
	focused bool
}

// NewButton makes a button.
func NewButton(label string, tapped func()) *Button { return NewButtonWithIcon(label, nil, tapped) }

// NewButtonWithIcon makes a button with an icon before its words.
func NewButtonWithIcon(label string, icon fyne.Resource, tapped func()) *Button {
	b := &Button{}
	b.Text, b.Icon, b.OnTapped = label, icon, tapped
	b.ExtendBaseWidget(b)
	return b
}

// NewMainButton makes a button in the accent's colour, for what a page or dialog is for.
func NewMainButton(label string, icon fyne.Resource, tapped func()) *Button {
	b := NewButtonWithIcon(label, icon, tapped)
	b.Importance = widget.HighImportance
	return b
}

// MinSize implements fyne.CanvasObject.
func (b *Button) MinSize() fyne.Size {
	size := b.Button.MinSize()
	if b.Text != "" {
		size.Width += 12
	}
	return fyne.NewSize(size.Width, controlHeight())
}

// Tapped implements fyne.Tappable.
func (b *Button) Tapped(ev *fyne.PointEvent) {
	if !b.Disabled() || !b.refuse(b, part{size: b.Size()}) {
		b.Button.Tapped(ev)
	}
}

// FocusGained implements fyne.Focusable.
func (b *Button) FocusGained() {
	b.focused = true
	b.Button.FocusGained()
	reveal(b)
}

// FocusLost implements fyne.Focusable.
func (b *Button) FocusLost() {
	b.focused = false
	b.Button.FocusLost()
}

// TypedKey implements fyne.Focusable.
func (b *Button) TypedKey(key *fyne.KeyEvent) {
	switch {
	case passOn(b, key):
	case key.Name == fyne.KeyReturn || key.Name == fyne.KeyEnter:
		b.Tapped(nil)
	default:
		b.Button.TypedKey(key)
	}
}

// CreateRenderer implements fyne.Widget.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	return withRing(b.Button.CreateRenderer(), &b.focused)
}

// Select is a field whose value is picked from a list that opens, with a plain outline while it has the keyboard.
type Select struct {
	widget.Select
	focused bool
}

// NewSelect makes the field; changed gets the option picked.
func NewSelect(options []string, changed func(string)) *Select {
	s := &Select{}
	s.Options, s.OnChanged = options, changed
	s.ExtendBaseWidget(s)
	return s
}

// FocusGained implements fyne.Focusable.
func (s *Select) FocusGained() {
	s.focused = true
	s.Select.FocusGained()
	reveal(s)
}

// FocusLost implements fyne.Focusable.
func (s *Select) FocusLost() {
	s.focused = false
	s.Select.FocusLost()
}

// TypedKey implements fyne.Focusable: Enter goes on to the next field.
func (s *Select) TypedKey(key *fyne.KeyEvent) {
	if !passOn(s, key) && !goOn(s, key) {
		s.Select.TypedKey(key)
	}
}

// CreateRenderer implements fyne.Widget.
func (s *Select) CreateRenderer() fyne.WidgetRenderer {
	return withBorder(s.Select.CreateRenderer(), &s.focused)
}

// goOn takes Enter to the next field and reports whether the key was Enter.
func goOn(o fyne.Focusable, key *fyne.KeyEvent) bool {
	if key.Name != fyne.KeyReturn && key.Name != fyne.KeyEnter {
		return false
	}
	nextField(o)
	return true
}
