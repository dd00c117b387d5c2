package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Scroll is what scrolls up and down everywhere in the program. A notch of the wheel moves it as far as it moves in other programs.
type Scroll struct{ container.Scroll }

// NewScroll makes a scroll around its content.
func NewScroll(content fyne.CanvasObject) *Scroll {
	s := &Scroll{}
	s.Content, s.Direction = content, container.ScrollVerticalOnly
	s.ExtendBaseWidget(s)
	return s
}

// Scrolled implements fyne.Scrollable.
func (s *Scroll) Scrolled(ev *fyne.ScrollEvent) { s.Scroll.Scrolled(paced(ev)) }

// ScrollToOffset goes to a place; OnScrolled is told of it as of any other move.
func (s *Scroll) ScrollToOffset(to fyne.Position) {
	before := s.Offset
	s.Scroll.ScrollToOffset(to)
	if s.OnScrolled != nil && s.Offset != before {
		s.OnScrolled(s.Offset)
	}
}

// ScrollToTop goes to the beginning.
func (s *Scroll) ScrollToTop() { s.ScrollToOffset(fyne.Position{}) }

// notches is how many times further than Fyne says the wheel moves: from its 25 a notch to 75, some three lines of text.
const notches = 3

// paced is what the wheel is to move.
func paced(ev *fyne.ScrollEvent) *fyne.ScrollEvent {
	far := *ev
	far.Scrolled = fyne.NewDelta(ev.Scrolled.DX*notches, ev.Scrolled.DY*notches)
	return &far
}
