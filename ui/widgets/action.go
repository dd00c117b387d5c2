package widgets

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Action is a quiet button of icon and words, for the many small things that can be done on a page.
type Action struct {
	widget.DisableableWidget
	// OnTapped is called for a click, Enter or Space.
	OnTapped func()

	label            string
	resource         fyne.Resource
	hovered, focused bool
	tip              string
	resting          *time.Timer // runs while the tip is awaited or shown
	layer            *tipLayer   // where the tip is shown
}

// NewAction makes the button; label or icon may be missing.
func NewAction(label string, icon fyne.Resource, tapped func()) *Action {
	a := &Action{label: label, resource: icon, OnTapped: tapped}
	a.ExtendBaseWidget(a)
	return a
}

// NewIconAction makes a button of an icon alone, with words that appear while the pointer rests on it.
func NewIconAction(tip string, icon fyne.Resource, tapped func()) *Action {
	return NewAction("", icon, tapped).Tip(tip)
}

// Tip gives the button words that appear while the pointer rests on it.
func (a *Action) Tip(words string) *Action {
	a.tip = words
	return a
}

// SetLabel changes the words.
func (a *Action) SetLabel(label string) {
	if a.label != label {
		a.label = label
		a.Refresh()
	}
}

// Tapped implements fyne.Tappable.
func (a *Action) Tapped(*fyne.PointEvent) {
	a.endTip()
	if a.OnTapped != nil && !a.Disabled() {
		a.OnTapped()
	}
}

// FocusGained implements fyne.Focusable.
func (a *Action) FocusGained() {
	a.focused = true
	a.Refresh()
	reveal(a)
	a.awaitTip()
}

// FocusLost implements fyne.Focusable.
func (a *Action) FocusLost() {
	a.focused = false
	a.Refresh()
	a.endTip()
}

// TypedRune implements fyne.Focusable.
func (a *Action) TypedRune(rune) {}

// TypedKey implements fyne.Focusable.
func (a *Action) TypedKey(key *fyne.KeyEvent) {
	if passOn(a, key) {
		return
	}
	switch key.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		a.Tapped(nil)
	}
}

// MouseIn implements desktop.Hoverable.
func (a *Action) MouseIn(*desktop.MouseEvent) {
	a.hovered = true
	a.Refresh()
	a.awaitTip()
}

// MouseMoved implements desktop.Hoverable.
func (a *Action) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (a *Action) MouseOut() {
	a.hovered = false
	a.Refresh()
	a.endTip()
}

const actionPad = 8

func actionIcon() float32 { return theme.Size(theme.SizeNameInlineIcon) }

// MinSize implements fyne.CanvasObject.
func (a *Action) MinSize() fyne.Size {
	width := float32(2 * actionPad)
	if a.resource != nil {
		width += actionIcon()
	}
	if a.label != "" {
		width += fyne.MeasureText(a.label, theme.Size(theme.SizeNameCaptionText), fyne.TextStyle{}).Width
	}
	if a.label != "" && a.resource != nil {
		width += 4
	}
	return fyne.NewSize(width, controlHeight())
}

// CreateRenderer implements fyne.Widget.
func (a *Action) CreateRenderer() fyne.WidgetRenderer {
	r := &actionRenderer{a: a, ground: canvas.NewRectangle(nil), label: canvas.NewText(a.label, nil), icon: canvas.NewImageFromResource(nil)}
	r.Refresh()
	return r
}

type actionRenderer struct {
	a      *Action
	ground *canvas.Rectangle
	label  *canvas.Text
	icon   *canvas.Image
}

func (r *actionRenderer) Destroy()           {}
func (r *actionRenderer) MinSize() fyne.Size { return r.a.MinSize() }

func (r *actionRenderer) Objects() []fyne.CanvasObject {
	if r.a.resource == nil {
		return []fyne.CanvasObject{r.ground, r.label}
	}
	return []fyne.CanvasObject{r.ground, r.icon, r.label}
}

func (r *actionRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	x := float32(actionPad)
	if r.a.resource != nil {
		r.icon.Move(fyne.NewPos(x, (size.Height-actionIcon())/2+inkDrop))
		r.icon.Resize(fyne.NewSquareSize(actionIcon()))
		x += actionIcon() + 4
	}
	r.label.Move(fyne.NewPos(x, 0))
	r.label.Resize(fyne.NewSize(size.Width-x, size.Height))
}

func (r *actionRenderer) Refresh() {
	r.ground.FillColor, r.ground.StrokeColor, r.ground.StrokeWidth, r.ground.CornerRadius = nil, nil, 0, 4
	if r.a.hovered && !r.a.Disabled() {
		r.ground.FillColor = tone(ToneSheet)
	}
	if r.a.focused {
		r.ground.StrokeColor, r.ground.StrokeWidth = tone(ToneFocus), focusRing
	}
	ink := theme.ColorNameForeground
	if r.a.Disabled() {
		ink = theme.ColorNameDisabled
	}
	r.label.Text, r.label.Color, r.label.TextSize = r.a.label, tone(ink), theme.Size(theme.SizeNameCaptionText)
	if r.a.resource != nil {
		r.icon.Resource = theme.NewColoredResource(r.a.resource, ink)
		if !r.a.Disabled() {
			r.icon.Resource = theme.NewColoredResource(r.a.resource, ToneMuted)
		}
		r.icon.Refresh()
	}
	r.Layout(r.a.Size())
	canvas.Refresh(r.a)
}
