package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// reached is what the pointer and the keyboard can come to: it knows whether they are there, and is drawn anew when they come and go.
type reached struct {
	widget.DisableableWidget
	lock
	// OnHover is told when the pointer or the focus comes (true) and goes.
	OnHover func(in bool)
	// Menu gives what the right button and the menu key offer here; where there is nothing, what lies around is asked.
	Menu func() []MenuItem

	self             fyne.Widget
	hovered, focused bool
}

// ExtendBaseWidget keeps the widget that is reached.
func (r *reached) ExtendBaseWidget(self fyne.Widget) {
	r.self = self
	r.DisableableWidget.ExtendBaseWidget(self)
}

func (r *reached) hover(in bool) {
	r.Refresh()
	if r.OnHover != nil {
		r.OnHover(in)
	}
}

// FocusGained implements fyne.Focusable.
func (r *reached) FocusGained() {
	r.focused = true
	r.hover(true)
	reveal(r.self)
}

// FocusLost implements fyne.Focusable.
func (r *reached) FocusLost() {
	r.focused = false
	r.hover(r.hovered)
}

// TypedRune implements fyne.Focusable.
func (r *reached) TypedRune(rune) {}

// MouseIn implements desktop.Hoverable.
func (r *reached) MouseIn(*desktop.MouseEvent) {
	r.hovered = true
	r.hover(true)
}

// MouseMoved implements desktop.Hoverable.
func (r *reached) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (r *reached) MouseOut() {
	r.hovered = false
	r.hover(r.focused)
}

func (r *reached) menuItems() []MenuItem {
	if r.Menu == nil {
		return nil
	}
	return r.Menu()
}

// TappedSecondary implements fyne.SecondaryTappable.
func (r *reached) TappedSecondary(ev *fyne.PointEvent) {
	if r.Menu != nil {
		r.takeFocus()
	}
	ShowMenu(canvasOf(r.self), ev.AbsolutePosition, false, menuOf(r.self)...)
}

// takeFocus gives the keyboard to the widget.
func (r *reached) takeFocus() {
	if c := canvasOf(r.self); c != nil {
		c.Focus(r.self.(fyne.Focusable))
	}
}

// pressable is what can be clicked, or pressed with Enter or Space.
type pressable struct {
	reached
	// OnTapped is called for a click, Enter or Space.
	OnTapped func()
	// OnKey sees every other key first and reports whether it took it.
	OnKey func(key fyne.KeyName) bool

	walk    func(key fyne.KeyName) bool // goes to a neighbour by the arrow keys; nil where there are none
	clicked bool                        // the pointer pressed it last, not a key
}

// Tapped implements fyne.Tappable.
func (p *pressable) Tapped(ev *fyne.PointEvent) {
	p.clicked = ev != nil
	switch {
	case p.Disabled():
		p.refuse(p.self, part{size: p.self.Size()})
	case p.OnTapped != nil:
		p.OnTapped()
	}
}

// TypedKey implements fyne.Focusable.
func (p *pressable) TypedKey(key *fyne.KeyEvent) {
	if passOn(p.self, key) || p.OnKey != nil && p.OnKey(key.Name) || p.walk != nil && p.walk(key.Name) {
		return
	}
	switch key.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		p.self.(fyne.Tappable).Tapped(nil)
	}
}
