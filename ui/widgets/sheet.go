package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Sheet is the program's dialog: a heading, its content, which scrolls where it is too high, and buttons on the right. Escape
// does what 取消 does and closes a sheet without that button, Enter presses the main button, Alt with the letter behind its words presses any.
type Sheet struct {
	win     fyne.Window
	title   string
	content fyne.CanvasObject
	width   float32
	buttons []fyne.CanvasObject
	main    *Button
	veil    *veil
	firm    bool
	full    bool
	inner   *Scroll // of a guide, whose steps scroll inside the sheet
	roll    *Roll   // what is read in the sheet with the keys of a list
	letters map[fyne.KeyName]func()
	keys    func(*fyne.KeyEvent) // what the window did with keys before
	onHide  func()
}

// NewSheet makes a dialog of a width; it is shown by Show.
func NewSheet(w fyne.Window, title string, content fyne.CanvasObject) *Sheet {
	return &Sheet{win: w, title: title, content: content, width: 520}
}

// Wide makes the sheet a wide one, for forms and lists.
func (s *Sheet) Wide() *Sheet {
	s.width = 720
	return s
}

// Full makes the sheet as large as the window allows, for what is looked at; its content takes the room there is.
func (s *Sheet) Full() *Sheet {
	s.width, s.full = fullWidth, true
	return s
}

// Reads has the keys of a list move through a roll in the sheet while nothing else takes them.
func (s *Sheet) Reads(r *Roll) *Sheet {
	s.roll = r
	return s
}

// Firm keeps Escape from closing a sheet without the button 取消.
func (s *Sheet) Firm() *Sheet {
	s.firm = true
	return s
}

// OnHide has a function called when the sheet has gone away, however that was done.
func (s *Sheet) OnHide(fn func()) *Sheet {
	s.onHide = fn
	return s
}

// Button adds a button that closes the sheet and then acts; action may be nil.
func (s *Sheet) Button(label string, action func()) *Sheet {
	s.buttons = append(s.buttons, NewButton(label, func() { s.close(action) }))
	return s
}

// Main adds the button that does what the sheet is for; it stays open where ok is not nil and says no.
func (s *Sheet) Main(label string, ok func() bool, action func()) *Sheet {
	s.main = NewMainButton(label, nil, func() {
		if ok != nil && !ok() {
			if !slices.Contains(fields(s.content), s.win.Canvas().Focused()) { // else ok has chosen the field, or the user is in it
				s.focusFirst()
			}
			return
		}
		s.close(action)
	})
	s.buttons = append(s.buttons, s.main)
	return s
}

// Custom adds a button of the caller's, which does not close the sheet.
func (s *Sheet) Custom(o fyne.CanvasObject) *Sheet {
	s.buttons = append(s.buttons, o)
	return s
}

func (s *Sheet) close(action func()) {
	s.Hide()
	if action != nil {
		action()
	}
}

// Show puts the sheet over the window and the keyboard into its first field.
func (s *Sheet) Show() *Sheet {
	c := s.win.Canvas()
	s.letters = addLetters(s.buttons)
	s.veil = newVeil(s)
	c.Overlays().Add(s.veil)
	s.veil.Resize(c.Size())
	s.keys = c.OnTypedKey()
	c.SetOnTypedKey(s.onKey)
	s.bind()
	s.focusFirst()
	return s
}

// focusFirst gives the keyboard to the first field, or where there is none to the main button.
func (s *Sheet) focusFirst() {
	c := s.win.Canvas()
	field := firstField(s.content)
	switch {
	case field != nil:
		c.Focus(field)
	case s.main != nil:
		c.Focus(s.main)
	case s.firm: // what runs is not given up by an Enter that was meant for something else
	default:
		c.FocusNext()
	}
}

func (s *Sheet) onKey(key *fyne.KeyEvent) {
	if s.roll != nil && s.roll.Key(key.Name) {
		return
	}
	switch key.Name {
	case fyne.KeyEscape:
		s.escape()
	case fyne.KeyF6:
		NextRegion(s.win.Canvas(), Region{Object: s.content}, Region{Object: s.veil.foot})
	case fyne.KeyReturn, fyne.KeyEnter:
		if s.main != nil {
			s.main.Tapped(nil)
		}
	case fyne.KeyPageUp, fyne.KeyPageDown:
		Page(s.pages(), key.Name)
	}
}

// cancelWords are those of the button that gives up what a sheet is for.
const cancelWords = "取消"

// escape does what 取消 does, nothing while that cannot be pressed; a sheet without it goes away.
func (s *Sheet) escape() {
	for _, o := range s.buttons {
		if b, ok := o.(*Button); ok && b.Words() == cancelWords {
			if !b.Disabled() {
				b.Tapped(nil)
			}
			return
		}
	}
	if !s.firm {
		s.Hide()
	}
}

// pages is what the page keys scroll: the sheet's content, or the step of a guide.
func (s *Sheet) pages() *Scroll {
	if s.inner != nil {
		return s.inner
	}
	return s.veil.scroll
}

// bind makes Alt with a letter press the button that shows it.
func (s *Sheet) bind() {
	for key, press := range s.letters {
		s.win.Canvas().AddShortcut(alt(key), func(fyne.Shortcut) { press() })
	}
}

// Fit brings the sheet to the height its content needs after some of it was shown or hidden.
func (s *Sheet) Fit() {
	if s.veil != nil {
		s.veil.Refresh()
	}
}

// Hide takes the sheet away; the keyboard goes back to where it was.
func (s *Sheet) Hide() {
	if s.veil == nil {
		return
	}
	c := s.win.Canvas()
	if c.Overlays().Top() == s.veil {
		c.Unfocus() // what is being typed in a field of the sheet is taken
	}
	for key := range s.letters {
		c.RemoveShortcut(alt(key))
	}
	c.Overlays().Remove(s.veil)
	s.veil = nil
	c.SetOnTypedKey(s.keys)
	if below, ok := c.Overlays().Top().(*veil); ok {
		below.sheet.bind()
	}
	if s.onHide != nil {
		s.onHide()
	}
}

// veil covers the window and holds a sheet in its middle. It lays the sheet out for the window's size whenever that, or the
// height of the content, changes.
type veil struct {
	widget.BaseWidget
	sheet         *Sheet
	shade, ground *Ground
	title         *Text
	scroll        *Scroll
	foot          *fyne.Container
	body          fyne.CanvasObject
}

// Distances of a sheet: inside its edge, between its parts, and around it.
const (
	sheetMargin = 24
	sheetGap    = 16
	sheetAround = 24
	fullWidth   = 10_000
)

func newVeil(s *Sheet) *veil {
	v := &veil{sheet: s, shade: NewGround(ToneShade, 0), ground: NewGround(theme.ColorNameOverlayBackground, 8)}
	v.title = NewText(s.title, Style{Size: theme.SizeNameSubHeadingText, Bold: true})
	v.scroll = NewScroll(Row(sheetMargin, 0, s.content, Gap(0)))
	if s.full {
		v.scroll.Content = container.New(fullLayout{}, s.content)
	}
	v.foot = Row(8, 0, append([]fyne.CanvasObject{Gap(0)}, s.buttons...)...)
	v.body = Tipped(container.New(sheetLayout{v}, v.title, v.scroll, v.foot))
	v.ExtendBaseWidget(v)
	return v
}

func (v *veil) inside() []fyne.CanvasObject { return []fyne.CanvasObject{v.body} }

// Tapped implements fyne.Tappable: nothing behind the sheet is clicked.
func (v *veil) Tapped(*fyne.PointEvent) {}

// footHeight is the height of the buttons with the gap above them.
func (v *veil) footHeight() float32 {
	if len(v.sheet.buttons) == 0 {
		return 0
	}
	return sheetGap + heightFor(v.foot, 0)
}

// sheetLayout sets the title over the content over the buttons.
type sheetLayout struct{ v *veil }

func (l sheetLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	v := l.v
	inner := size.Width - 2*sheetMargin
	high := v.title.HeightFor(inner)
	put(v.title, fyne.NewPos(sheetMargin, sheetMargin), fyne.NewSize(inner, high))
	foot := v.footHeight()
	y := sheetMargin + high + sheetGap
	put(v.scroll, fyne.NewPos(sheetMargin, y), fyne.NewSize(inner+sheetMargin, size.Height-y-foot-sheetMargin))
	v.scroll.Content.Resize(fyne.NewSize(inner+sheetMargin, max(v.scroll.Size().Height, heightFor(v.scroll.Content, inner+sheetMargin))))
	put(v.foot, fyne.NewPos(sheetMargin, size.Height-sheetMargin-foot+sheetGap), fyne.NewSize(inner, max(0, foot-sheetGap)))
}

// MinSize changes with the content, although that scrolls: so the veil around is told to lay the sheet out anew.
func (l sheetLayout) MinSize([]fyne.CanvasObject) fyne.Size { return l.v.wanted(l.v.body.Size().Width) }

// fullLayout gives the content of a full sheet all of its room.
type fullLayout struct{}

func (fullLayout) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

func (fullLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	put(objects[0], fyne.Position{}, fyne.NewSize(max(0, size.Width-sheetMargin), size.Height))
}

// wanted is the size the sheet would like to have at a width.
func (v *veil) wanted(width float32) fyne.Size {
	inner := max(0, width-2*sheetMargin)
	high := 2*sheetMargin + v.title.HeightFor(inner) + sheetGap + heightFor(v.scroll.Content, inner+sheetMargin) + v.footHeight()
	if v.sheet.full {
		high = fullWidth
	}
	return fyne.NewSize(width, high)
}

// MinSize implements fyne.CanvasObject: a window may be as small as it likes.
func (v *veil) MinSize() fyne.Size { return fyne.Size{} }

// CreateRenderer implements fyne.Widget.
func (v *veil) CreateRenderer() fyne.WidgetRenderer {
	return &drawn{v, []fyne.CanvasObject{v.shade, v.ground, v.body}, v.place, v.paint}
}

func (v *veil) paint() {
	for _, o := range []fyne.CanvasObject{v.shade, v.ground, v.body} {
		o.Refresh()
	}
}

func (v *veil) place(size fyne.Size) {
	v.shade.Resize(size)
	width := min(max(Scaled(v.sheet.width), v.foot.MinSize().Width+2*sheetMargin), size.Width-2*sheetAround)
	want := v.wanted(width)
	want.Height = min(want.Height, size.Height-2*sheetAround)
	at := fyne.NewPos((size.Width-width)/2, max(sheetAround, (size.Height-want.Height)/2.5))
	if at.Y+want.Height > size.Height-sheetAround {
		at.Y = size.Height - sheetAround - want.Height
	}
	put(v.ground, at, want)
	put(v.body, at, want)
}
