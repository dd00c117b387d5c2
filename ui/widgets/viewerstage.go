package widgets

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
)

// How large paper is on the screen at 100 %, and the room around a page.
const (
	screenInch  = 96
	paperInch   = 72
	stageMargin = 12
	fitMost     = 125 // percent: a page as wide as a large window would be too large to read
)

// flipPause keeps one push of the wheel from turning several pages.
const flipPause = 250 * time.Millisecond

// stage is the room of a viewer in which its page lies and is moved about.
type stage struct {
	reached
	viewer  *Viewer
	ground  *canvas.Rectangle
	ring    *canvas.Rectangle
	paper   *canvas.Rectangle
	image   *canvas.Image
	words   *Text
	offer   *Button // what can be done instead, under words that say why there is no page
	fault   bool
	w, h    float64 // of the page on show, in points of paper; 0 while there is none
	at      fyne.Position
	foot    bool // the next page is shown from its foot
	flipped time.Time
}

func newStage(v *Viewer) *stage {
	s := &stage{
		viewer: v, ground: canvas.NewRectangle(nil), ring: canvas.NewRectangle(nil), paper: canvas.NewRectangle(nil),
		image: canvas.NewImageFromImage(nil), words: NewText("", Style{}), offer: NewButton("", nil),
	}
	s.image.FillMode, s.image.ScaleMode = canvas.ImageFillStretch, canvas.ImageScaleFastest
	s.ExtendBaseWidget(s)
	return s
}

// show shows a page; where it lies stays, but for a page that is new.
func (s *stage) show(p PageShown) {
	s.w, s.h, s.image.Image = p.W, p.H, p.Image
	if s.foot {
		s.at.Y = -s.pageSize().Height
	}
	s.foot, s.fault = false, false
	s.words.SetText("")
	s.sizeChanged()
}

// say shows words in the place of a page.
func (s *stage) say(words string) {
	s.words.SetText(words)
	s.fault = false
	s.Refresh()
}

// refuse says why there is no page.
func (s *stage) refuse(words string) {
	s.forget()
	s.words.SetText(words)
	s.fault = words != ""
	s.Refresh()
}

// forget takes the page away.
func (s *stage) forget() {
	s.w, s.h, s.image.Image, s.at, s.foot = 0, 0, nil, fyne.Position{}, false
}

// turnPage makes room for another page, to be shown from its top or its foot; the size stays until it is there.
func (s *stage) turnPage(foot float32) {
	s.image.Image, s.at.Y, s.foot = nil, 0, foot > 0
	s.Refresh()
}

// room is how wide a page can be.
func (s *stage) room() float32 { return s.Size().Width - 2*stageMargin }

// percent is how large the page is, of its size on paper.
func (s *stage) percent() float64 {
	switch {
	case s.w <= 0:
		return 0
	case s.viewer.zoom != FitWidth:
		return float64(s.viewer.zoom)
	}
	return min(fitMost, float64(max(1, s.room()))/s.w*paperInch/screenInch*100)
}

// pageSize is how large the page lies there.
func (s *stage) pageSize() fyne.Size {
	scale := s.percent() / 100 * screenInch / paperInch
	return fyne.NewSize(float32(s.w*scale), float32(s.h*scale))
}

// sizeChanged keeps the page within the room after either has changed.
func (s *stage) sizeChanged() {
	s.move(0, 0)
	s.Refresh()
}

// move moves the page and reports whether it could.
func (s *stage) move(dx, dy float32) bool {
	page, size, was := s.pageSize(), s.Size(), s.at
	within := func(at, page, room float32) float32 {
		if page+2*stageMargin <= room {
			return 0
		}
		return max(room-page-2*stageMargin, min(0, at))
	}
	s.at = fyne.NewPos(within(s.at.X+dx, page.Width, size.Width), within(s.at.Y+dy, page.Height, size.Height))
	if s.at == was {
		return false
	}
	s.place(size)
	return true
}

// roll moves the page up or down, and at its ends goes to the next.
func (s *stage) roll(dy float32) {
	if s.image.Image == nil && s.words.Text() == "" || s.move(0, dy) || dy == 0 || time.Since(s.flipped) < flipPause {
		return
	}
	s.flipped = time.Now()
	if dy < 0 {
		s.viewer.goTo(s.viewer.page+1, 0)
	} else {
		s.viewer.goTo(s.viewer.page-1, 1)
	}
}

// Scrolled implements fyne.Scrollable: the wheel moves the page, and with Ctrl zooms.
func (s *stage) Scrolled(ev *fyne.ScrollEvent) {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok && d.CurrentKeyModifiers()&fyne.KeyModifierControl != 0 {
		by := 1
		if ev.Scrolled.DY < 0 {
			by = -1
		}
		s.viewer.step(by)
		return
	}
	far := paced(ev).Scrolled
	if far.DX != 0 {
		s.move(far.DX, 0)
	}
	s.roll(far.DY)
}

// Dragged implements fyne.Draggable.
func (s *stage) Dragged(ev *fyne.DragEvent) { s.move(ev.Dragged.DX, ev.Dragged.DY) }

// DragEnd implements fyne.Draggable.
func (s *stage) DragEnd() {}

// Tapped implements fyne.Tappable.
func (s *stage) Tapped(*fyne.PointEvent) { s.takeFocus() }

// TypedRune implements fyne.Focusable.
func (s *stage) TypedRune(r rune) {
	switch r {
	case '+', '=', '＋':
		s.viewer.step(1)
	case '-', '－':
		s.viewer.step(-1)
	case '0':
		s.viewer.Zoom(FitWidth)
	case '1':
		s.viewer.Zoom(100)
	case 'r', 'R':
		s.viewer.Turn()
	}
}

// TypedKey implements fyne.Focusable. What it does not know goes on to the dialog around, or the window.
func (s *stage) TypedKey(key *fyne.KeyEvent) {
	v := s.viewer
	switch key.Name {
	case fyne.KeyPageDown, fyne.KeySpace:
		v.Go(v.page + 1)
	case fyne.KeyPageUp:
		v.Go(v.page - 1)
	case fyne.KeyHome:
		v.Go(0)
	case fyne.KeyEnd:
		v.Go(v.pages - 1)
	case fyne.KeyDown:
		s.roll(-lineStep)
	case fyne.KeyUp:
		s.roll(lineStep)
	case fyne.KeyLeft:
		s.move(lineStep, 0)
	case fyne.KeyRight:
		s.move(-lineStep, 0)
	default:
		if c := canvasOf(s); c != nil && c.OnTypedKey() != nil {
			c.OnTypedKey()(key)
		}
	}
}

// Resize has a page that is as wide as the room drawn anew.
func (s *stage) Resize(size fyne.Size) {
	changed := size != s.Size()
	s.reached.Resize(size)
	if changed {
		s.sizeChanged()
		s.viewer.load.soon(s.viewer)
	}
}

// MinSize implements fyne.CanvasObject.
func (s *stage) MinSize() fyne.Size { return fyne.NewSize(120, 120) }

// CreateRenderer implements fyne.Widget.
func (s *stage) CreateRenderer() fyne.WidgetRenderer {
	s.ExtendBaseWidget(s)
	s.paint()
	return clipped{&drawn{s, []fyne.CanvasObject{s.ground, s.paper, s.image, s.words, s.offer, s.ring}, s.place, s.paint}}
}

// clipped keeps what is drawn within the widget: a page larger than the room lies over nothing else.
type clipped struct{ *drawn }

// IsClip tells Fyne to do so.
func (clipped) IsClip() {}

// inside lets the keyboard come to what is offered.
func (s *stage) inside() []fyne.CanvasObject { return []fyne.CanvasObject{s.offer} }

func (s *stage) place(size fyne.Size) {
	s.ground.Resize(size)
	s.ring.Resize(size)
	page := s.pageSize()
	at := fyne.NewPos(stageMargin+s.at.X, stageMargin+s.at.Y)
	if free := size.Width - page.Width; free > 2*stageMargin {
		at.X = free / 2
	}
	put(s.image, at, page)
	put(s.paper, at.SubtractXY(1, 1), page.AddWidthHeight(2, 2))
	wide := min(size.Width-2*stageMargin, Scaled(420))
	high := s.words.HeightFor(wide)
	put(s.words, fyne.NewPos((size.Width-min(wide, s.words.NaturalWidth()))/2, max(stageMargin, (size.Height-high)/2.5)), fyne.NewSize(wide, high))
	least := s.offer.MinSize()
	put(s.offer, fyne.NewPos((size.Width-least.Width)/2, s.words.Position().Y+high+12), least)
}

func (s *stage) paint() {
	s.ground.FillColor = tone(ToneTrack)
	s.paper.FillColor, s.paper.StrokeColor, s.paper.StrokeWidth = tone(theme.ColorNameBackground), tone(ToneMuted), 1
	s.offer.Hidden = !s.fault || s.offer.Text == ""
	s.paper.Hidden, s.image.Hidden = s.w <= 0, s.image.Image == nil
	paintRing(s.ring, s.focused)
	s.image.Refresh()
}
