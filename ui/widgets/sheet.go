package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Sheet is the program's dialog: a heading, its content, which scrolls where it is too high, and buttons on the right.
type Sheet struct {
	win     fyne.Window
	title   string
	content fyne.CanvasObject
	width   float32
	buttons []fyne.CanvasObject
	popup   *widget.PopUp
	firm    bool
	keys    func(*fyne.KeyEvent) // what the window did with keys before
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

// Firm keeps Escape from closing the sheet.
func (s *Sheet) Firm() *Sheet {
	s.firm = true
	return s
}

// Button adds a button that closes the sheet and then acts; action may be nil.
func (s *Sheet) Button(label string, action func()) *Sheet {
	s.buttons = append(s.buttons, widget.NewButton(label, func() {
		s.Hide()
		if action != nil {
			action()
		}
	}))
	return s
}

// Main adds the button that does what the sheet is for; it stays open where ok is not nil and says no.
func (s *Sheet) Main(label string, ok func() bool, action func()) *Sheet {
	b := widget.NewButton(label, func() {
		if ok != nil && !ok() {
			return
		}
		s.Hide()
		if action != nil {
			action()
		}
	})
	b.Importance = widget.HighImportance
	s.buttons = append(s.buttons, b)
	return s
}

// Custom adds a button of the caller's, which does not close the sheet.
func (s *Sheet) Custom(o fyne.CanvasObject) *Sheet {
	s.buttons = append(s.buttons, o)
	return s
}

const sheetMargin = 24

// Show puts the sheet over the window.
func (s *Sheet) Show() *Sheet {
	size := s.win.Canvas().Size()
	width := min(s.width, size.Width-80)
	inner := width - 2*sheetMargin
	high := max(120, size.Height-220)
	content := s.content
	if h := heightFor(content, inner); h > high {
		scroll := container.NewVScroll(Row(16, 0, content, canvas.NewRectangle(nil)))
		scroll.SetMinSize(fyne.NewSize(0, high))
		content = scroll
	}
	parts := []fyne.CanvasObject{NewText(s.title, Style{Size: theme.SizeNameSubHeadingText, Bold: true}), content}
	if len(s.buttons) > 0 {
		filler := canvas.NewRectangle(nil)
		parts = append(parts, Row(8, 0, append([]fyne.CanvasObject{filler}, s.buttons...)...))
	}
	body := Fixed(width, Inset(sheetMargin, 20, Column(16, parts...)))
	s.popup = widget.NewModalPopUp(body, s.win.Canvas())
	s.popup.Show()
	s.keys = s.win.Canvas().OnTypedKey()
	s.win.Canvas().SetOnTypedKey(func(key *fyne.KeyEvent) {
		if key.Name == fyne.KeyEscape && !s.firm {
			s.Hide()
		}
	})
	return s
}

// Fit brings the sheet back to the height its content needs after some of it was hidden.
func (s *Sheet) Fit() {
	if s.popup != nil {
		s.popup.Resize(s.popup.MinSize())
	}
}

// Hide takes the sheet away.
func (s *Sheet) Hide() {
	if s.popup == nil {
		return
	}
	s.popup.Hide()
	s.popup = nil
	s.win.Canvas().SetOnTypedKey(s.keys)
}
