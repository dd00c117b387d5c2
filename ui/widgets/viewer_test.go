package widgets

import (
	"context"
	"errors"
	"image"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

// slides is a paper of pages 600 points wide and 800 high, and what was wished of it.
type slides struct {
	mu     sync.Mutex
	pages  int
	wished []PageWish
	fault  error
	hold   chan struct{} // nil: pages are drawn at once
	ended  int           // pages nobody waits for any more
}

func (s *slides) page(ctx context.Context, w PageWish) (PageShown, error) {
	s.mu.Lock()
	s.wished = append(s.wished, w)
	hold := s.hold
	s.mu.Unlock()
	if hold != nil {
		select {
		case <-hold:
		case <-ctx.Done():
			s.mu.Lock()
			s.ended++
			s.mu.Unlock()
			return PageShown{}, ctx.Err()
		}
	}
	if s.fault != nil {
		return PageShown{}, s.fault
	}
	width := float64(w.Width)
	wide, high := 600.0, 800.0
	if w.Turn%2 != 0 {
		wide, high = high, wide
	}
	if w.Width == 0 {
		width = w.Scale * wide
	}
	return PageShown{Pages: s.pages, W: wide, H: high, Image: image.NewGray(image.Rect(0, 0, int(width+0.5), int(width*high/wide+0.5)))}, nil
}

func (s *slides) asked() []PageWish {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]PageWish(nil), s.wished...)
}

// screening is a viewer in a window, whose pages come when the test lets them.
type screening struct {
	*testing.T
	*Viewer
	win   fyne.Window
	queue chan func()
}

func newScreening(t *testing.T) *screening {
	paperApp(t)
	s := &screening{T: t, queue: make(chan func(), 1000)}
	s.Viewer = NewViewer(func(fn func()) { s.queue <- fn })
	s.win = test.NewTempWindow(t, s.Viewer)
	s.win.SetPadded(false)
	s.win.Resize(fyne.NewSize(624, 500))
	return s
}

// until runs what comes back until something is so.
func (s *screening) until(what string, so func() bool) {
	s.Helper()
	end := time.After(5 * time.Second)
	for !so() {
		select {
		case fn := <-s.queue:
			fn()
		case <-end:
			s.Fatalf("not %s: page %d of %d, %q", what, s.page, s.pages, s.Words())
		}
	}
}

func (s *screening) atPage(n int) {
	s.Helper()
	s.until("there", func() bool { return s.page == n && s.Shown() != nil })
}

func (s *screening) idle() { s.until("idle", func() bool { return s.load.cancel == nil }) }

func (s *screening) key(names ...fyne.KeyName) {
	for _, n := range names {
		s.stage.TypedKey(&fyne.KeyEvent{Name: n})
	}
}

func TestViewerPages(t *testing.T) {
	s := newScreening(t)
	paper := &slides{pages: 5}
	s.Open(Paper{Page: paper.page})
	if s.Words() == "" {
		t.Error("nothing said of the wait")
	}
	s.atPage(0)
	if s.Words() != "" || s.number.Text != "1" || s.of.Text() != "／5页" {
		t.Errorf("%q, %s%s", s.Words(), s.number.Text, s.of.Text())
	}
	if s.Percent() != 75 { // 600 of 800 points at 96 an inch
		t.Errorf("%d%%", s.Percent())
	}
	s.idle()
	if n := len(paper.asked()); n != 2 {
		t.Errorf("%d pages drawn: the first and the one after", n)
	}
	test.Tap(s.after)
	if s.Shown() == nil {
		t.Error("a page drawn ahead is not there at once")
	}
	s.idle()
	s.key(fyne.KeyEnd)
	s.atPage(4)
	s.idle()
	if len(s.load.kept) > 2 {
		t.Errorf("%d pages kept", len(s.load.kept))
	}
	s.key(fyne.KeyPageDown)
	if s.page != 4 || !s.after.Disabled() {
		t.Errorf("beyond the end: %d", s.page)
	}
	s.number.SetText("2")
	s.number.OnEnter()
	s.atPage(1)
	s.number.SetText("77")
	s.number.OnEnter()
	s.atPage(4)
	s.key(fyne.KeyHome)
	s.atPage(0)
}

func TestViewerZoomTurn(t *testing.T) {
	s := newScreening(t)
	paper := &slides{pages: 1}
	s.Open(Paper{Page: paper.page})
	s.atPage(0)
	test.Tap(s.whole)
	if s.Percent() != 100 || s.stage.pageSize().Width != 800 {
		t.Errorf("%d%%, %v", s.Percent(), s.stage.pageSize())
	}
	s.until("sharp", func() bool { return s.Shown().Bounds().Dx() == 800 })
	s.stage.TypedRune('+')
	if s.Percent() != 125 {
		t.Errorf("%d%%", s.Percent())
	}
	s.stage.TypedRune('-')
	s.stage.TypedRune('-')
	if s.Percent() != 90 {
		t.Errorf("%d%%", s.Percent())
	}
	s.stage.Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(-30, -40)})
	if s.stage.at != fyne.NewPos(-30, -40) {
		t.Errorf("dragged to %v", s.stage.at)
	}
	s.stage.Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(500, 500)})
	if s.stage.at != (fyne.Position{}) {
		t.Errorf("dragged out to %v", s.stage.at)
	}
	test.Tap(s.fit)
	test.Tap(s.turnOnce)
	s.until("turned", func() bool { return s.Shown() != nil && s.stage.w == 800 })
	if got := s.stage.pageSize(); got.Width != 600 || got.Height != 450 {
		t.Errorf("turned: %v", got)
	}
}

// The wheel goes on to the next page at the foot of one, and back to the foot of the one before.
func TestViewerWheel(t *testing.T) {
	s := newScreening(t)
	s.Open(Paper{Page: (&slides{pages: 3}).page})
	s.atPage(0)
	s.idle()
	wheel := func(dy float32) { s.stage.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, dy)}) }
	wheel(-1000)
	if s.page != 0 || s.stage.at.Y == 0 {
		t.Errorf("page %d at %v", s.page, s.stage.at)
	}
	wheel(-25)
	s.atPage(1)
	if s.stage.at.Y != 0 {
		t.Errorf("not at its top: %v", s.stage.at)
	}
	wheel(-1000)
	wheel(-25)
	if s.page != 1 {
		t.Error("one push turns two pages")
	}
	wheel(1000)
	s.stage.flipped = time.Time{}
	wheel(25)
	s.atPage(0)
	if s.stage.at.Y == 0 {
		t.Error("not at its foot")
	}
}

func TestViewerFaults(t *testing.T) {
	s := newScreening(t)
	bad := &slides{pages: 1, fault: errors.New("这个文件设了密码，请用系统程序打开。")}
	s.Open(Paper{Page: bad.page})
	s.until("told", func() bool { return s.Words() == bad.fault.Error() })
	slow := &slides{pages: 1, hold: make(chan struct{})}
	s.Open(Paper{Page: slow.page, Waiting: func() string { return "请等一等。" }})
	if s.Words() != "请等一等。" || s.Shown() != nil {
		t.Error(s.Words())
	}
	s.until("asked", func() bool {
		return len(slow.asked()) == 1 || func() bool { time.Sleep(time.Millisecond); return len(slow.asked()) == 1 }()
	})
	s.Open(Paper{Page: (&slides{pages: 2}).page}) // another is chosen
	s.atPage(0)
	for range 1000 {
		slow.mu.Lock()
		ended := slow.ended
		slow.mu.Unlock()
		if ended == 1 {
			break
		}
		time.Sleep(time.Millisecond)
	}
	if slow.ended != 1 || s.pages != 2 {
		t.Errorf("%d ended, %d pages", slow.ended, s.pages)
	}
	s.Clear()
	if s.Shown() != nil || s.pages != 0 || s.Words() != "" {
		t.Error("not cleared")
	}
}

// What is offered in the place of a page is offered with its words, and only where there is no page to wait for.
func TestViewerOffer(t *testing.T) {
	s := newScreening(t)
	s.Say("看不了。")
	s.Offer("用别的办法", func() {})
	s.Say("看不了，请换一个办法。")
	if wide, bare := s.Offered().MinSize().Width, NewButton("", nil).MinSize().Width; !s.Offered().Visible() || wide < bare+4*theme.Size(theme.SizeNameText) {
		t.Errorf("the button is %.0f wide, one without words %.0f", wide, bare)
	}
	s.Wait("正在准备…")
	if s.Words() != "正在准备…" || s.Offered().Visible() || s.Shown() != nil {
		t.Errorf("while waiting %q is said, offered: %v", s.Words(), s.Offered().Visible())
	}
}
