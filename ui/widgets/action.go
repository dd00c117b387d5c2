package widgets

import (
	"cmp"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// Action is a quiet button of icon and words, for the many small things that can be done on a page.
type Action struct {
	pressable
	label    string
	resource fyne.Resource
	tip      string
	resting  *time.Timer // runs while the tip is awaited or shown
	layer    *tipLayer   // where the tip is shown
	// OnShortcut sees the shortcuts typed while it has the keyboard and reports whether it took one; nil where the button has none.
	OnShortcut func(s fyne.Shortcut) bool

	measured measured // its label
	ground   *canvas.Rectangle
	words    *canvas.Text
	icon     *picture
}

// measured is a text whose width in letters of a size is known.
type measured struct {
	text        string
	size, width float32
}

// NewAction makes the button; label or icon may be missing.
func NewAction(label string, icon fyne.Resource, tapped func()) *Action {
	a := &Action{
		label: label, resource: icon, ground: canvas.NewRectangle(nil), words: canvas.NewText(label, nil), icon: newPicture(),
	}
	a.OnTapped, a.OnHover = tapped, a.hoverTip
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

// Words are what the button says: its label, or the tip of an icon alone.
func (a *Action) Words() string { return cmp.Or(a.label, a.tip) }

// SetLabel changes the words.
func (a *Action) SetLabel(label string) {
	if a.label != label {
		a.label = label
		a.Refresh()
	}
}

// Tapped implements fyne.Tappable.
func (a *Action) Tapped(ev *fyne.PointEvent) {
	a.endTip()
	a.pressable.Tapped(ev)
}

// TypedShortcut implements fyne.Shortcutable; what is not the button's is the window's.
func (a *Action) TypedShortcut(s fyne.Shortcut) {
	if a.OnShortcut != nil && a.OnShortcut(s) {
		return
	}
	if up, ok := canvasOf(a).(fyne.Shortcutable); ok {
		up.TypedShortcut(s)
	}
}

// FocusLost implements fyne.Focusable: the words go even where the pointer stays.
func (a *Action) FocusLost() {
	a.pressable.FocusLost()
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
		width += a.labelWidth(theme.Size(theme.SizeNameCaptionText))
	}
	if a.label != "" && a.resource != nil {
		width += 4
	}
	return fyne.NewSize(width, controlHeight())
}

// labelWidth is the label's width in letters of a size, measured once.
func (a *Action) labelWidth(size float32) float32 {
	if now := (measured{a.label, size, a.measured.width}); a.measured != now {
		now.width = fyne.MeasureText(a.label, size, fyne.TextStyle{}).Width
		a.measured = now
	}
	return a.measured.width
}

// CreateRenderer implements fyne.Widget.
func (a *Action) CreateRenderer() fyne.WidgetRenderer {
	objects := []fyne.CanvasObject{a.ground, a.icon.image, a.words}
	if a.resource == nil {
		objects = []fyne.CanvasObject{a.ground, a.words}
	}
	return newDrawn(drawn{a, objects, a.place, a.paint})
}

func (a *Action) place(size fyne.Size) {
	a.ground.Resize(size)
	x := float32(actionPad)
	if a.resource != nil {
		put(a.icon.image, fyne.NewPos(x, (size.Height-actionIcon())/2+inkDrop), fyne.NewSquareSize(actionIcon()))
		x += actionIcon() + 4
	}
	put(a.words, fyne.NewPos(x, 0), fyne.NewSize(size.Width-x, size.Height))
}

func (a *Action) paint() {
	a.ground.FillColor, a.ground.StrokeColor, a.ground.StrokeWidth, a.ground.CornerRadius = nil, nil, 0, 4
	if a.hovered && !a.Disabled() {
		a.ground.FillColor = tone(ToneSheet)
	}
	if a.focused {
		a.ground.StrokeColor, a.ground.StrokeWidth = tone(ToneFocus), focusRing
	}
	ink, iconInk := theme.ColorNameForeground, ToneMuted
	if a.Disabled() {
		ink, iconInk = theme.ColorNameDisabled, theme.ColorNameDisabled
	}
	setText(a.words, a.label, theme.Size(theme.SizeNameCaptionText), ink)
	if a.resource != nil {
		a.icon.show(a.resource, iconInk)
	}
}
