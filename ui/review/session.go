package review

import (
	"time"

	"zicha/forms/review"
	"zicha/ui/work"
)

// Session is an open book: what holds in it, and the acts on their way to the disk. All methods are for the window's goroutine.
type Session struct {
	*work.Jobs
	Book *review.Book
	// View is what holds now; it is only to be read.
	View *review.View
	// Me is who works here; it has no name before one was typed.
	Me review.Person
	// OnChange is called after what holds has changed, OnSave after the state of saving has.
	OnChange, OnSave func()
	// Now is the clock.
	Now func() time.Time

	copies  *work.Copies  // files handed to the system's programs, or shown; they go with the session
	waiting map[At]string // scores on their way to the disk, as they were typed
	queued  int           // acts on their way
	savedAt time.Time
	counted counting
}

// At is a cell: a county's code and an indicator's number.
type At struct {
	County    string
	Indicator int
}

// NewSession starts work on an open book; it closes the book where that fails. later runs a function on the window's goroutine (fyne.Do).
func NewSession(b *review.Book, later func(func())) (*Session, error) {
	v, err := b.View()
	if err != nil {
		_ = b.Close() // the error before it says why
		return nil, err
	}
	jobs := work.NewJobs(later)
	return &Session{
		Jobs: jobs, copies: work.NewCopies(jobs), Book: b, View: v, Me: b.Me(), Now: time.Now, OnChange: func() {}, OnSave: func() {}, waiting: map[At]string{},
	}, nil
}

// Act carries an act on the book out, off the window's goroutine and after those before it. done, which may be nil, then hears why it was
// not done; the view is today's by then.
func (s *Session) Act(act func(*review.Book) error, done func(error)) {
	s.queued++
	var v *review.View
	s.Background(func() error {
		err := act(s.Book)
		seen, failed := s.Book.View()
		if v = seen; err == nil {
			err = failed
		}
		return err
	}, func(err error) {
		s.queued--
		if v != nil {
			s.View = v
		}
		if err == nil {
			s.savedAt = s.Now()
		}
		s.OnChange()
		s.OnSave()
		if done != nil {
			done(err)
		}
	})
	s.OnSave()
}

// Decide gives scores; until the disk has them the cells show them as waiting.
func (s *Session) Decide(list []review.Decision, done func(error)) {
	me := s.Me
	for _, d := range list {
		s.waiting[At{d.County, d.Indicator}] = d.Score
	}
	s.Act(func(b *review.Book) error { return b.Decide(me, list...) }, func(err error) {
		for _, d := range list {
			delete(s.waiting, At{d.County, d.Indicator})
		}
		s.OnChange()
		if done != nil {
			done(err)
		}
	})
	s.OnChange()
}

// Waiting is the score of a cell that is on its way to the disk, as it was typed.
func (s *Session) Waiting(at At) (score string, ok bool) {
	score, ok = s.waiting[at]
	return score, ok
}

// SetMe keeps who works here.
func (s *Session) SetMe(p review.Person, done func(error)) {
	s.Act(func(b *review.Book) error { return b.SetMe(p) }, func(err error) {
		if err == nil {
			s.Me = s.Book.Me()
			s.OnChange()
		}
		if done != nil {
			done(err)
		}
	})
}

// Locked reports whether nothing can be changed: the book is open read-only.
func (s *Session) Locked() bool { return s.Book.ReadOnly() }

// WhyLocked says why nothing can be changed and what to do about it, "" where it can.
func (s *Session) WhyLocked() string {
	if !s.Locked() {
		return ""
	}
	return "这份审核汇总是只读打开的，不能修改。请关闭正在使用它的程序，再重新打开。"
}

// Saved reports whether the disk has every act.
func (s *Session) Saved() bool { return s.queued == 0 }

// SaveState words how far saving is; an act that the disk does not take is told where it was made, so nothing stays troubled.
func (s *Session) SaveState() (text string, troubled bool) {
	switch {
	case s.Locked():
		return "只读打开，不能修改", false
	case s.queued > 0:
		return "正在保存…", false
	case s.savedAt.IsZero():
		return "已保存", false
	}
	return "已保存 " + s.savedAt.Format("15:04"), false
}

// Close waits for the disk and closes the book.
func (s *Session) Close() error {
	s.Stop()
	s.copies.Clear()
	return s.Book.Close()
}
