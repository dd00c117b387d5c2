// Package assess holds the county's screens: the session that keeps an open dossier scored and saved, and the pages around it.
package assess

import (
	"context"
	"errors"
	"slices"
	"sync/atomic"
	"time"

	"zicha/forms"
	"zicha/forms/check"
	"zicha/forms/dossier"
	"zicha/forms/files"
	"zicha/forms/pack"
	"zicha/scoring"
)

// saveDelay is how long after the last key a value is saved; leaving the field saves it at once.
const saveDelay = 500 * time.Millisecond

// Session is an open dossier: its values in memory, scored anew after every change, and saved in order off the window's
// goroutine. All methods are for the window's goroutine.
type Session struct {
	File *dossier.File
	// Values, Card, Backed, Gains and Problems are the present state; they are only to be read. Backed is what evidence stands behind.
	Values   *forms.Dossier
	Card     scoring.Scorecard
	Backed   scoring.Scorecard
	Gains    []scoring.Gain
	Problems []forms.Problem
	// Covered tells which criteria have evidence.
	Covered map[string]bool

	// OnChange is called after values or scores have changed, OnSave after the state of saving has.
	OnChange, OnSave func()

	later    func(func())
	now      func() time.Time
	readOnly bool
	open     []forms.Change // the edit being typed: its value first, then what follows from it
	wrong    map[forms.Path]Refusal
	timer    *time.Timer
	saver    *saver
	unsaved  int // batches given to the saver and not yet on the disk
	savedAt  time.Time
	fault    error
	papers   []forms.Problem       // what CheckPapers found when the problems were last asked for
	lost     atomic.Pointer[error] // the last save that was given up
	copies   copies                // what was handed to other programs
	thumbs   thumbs                // small pictures of the evidence
}

// Refusal is what was typed and could not be taken, and why; it stays in the field until it is mended.
type Refusal struct{ Typed, Reason string }

// NewSession starts work on an open file. later runs a function on the window's goroutine (fyne.Do).
func NewSession(file *dossier.File, readOnly bool, later func(func())) *Session {
	s := &Session{
		File: file, readOnly: readOnly, later: later, now: time.Now,
		wrong: map[forms.Path]Refusal{}, saver: newSaver(),
		OnChange: func() {}, OnSave: func() {},
	}
	s.reload()
	return s
}

// reload takes the values the file has.
func (s *Session) reload() {
	s.Values = s.File.Dossier().Clone()
	s.rescore()
}

// rescore works out everything that follows from the values; it takes well under a millisecond.
func (s *Session) rescore() {
	scores := s.Values.Scores()
	s.Card, s.Backed = scores.Card, scores.Backed
	s.Gains = s.Values.Edition.Gains(s.Values.Answers())
	s.Covered = s.Values.BackedCriteria()
	s.Problems = append(check.Dossier(s.Values, s.Card, s.now().Format(time.DateOnly)), s.papers...)
	forms.SortProblems(s.Problems)
}

// CheckPapers reads all evidence and sets the papers on a goroutine, and adds what that finds to the problems.
func (s *Session) CheckPapers() {
	s.Flush()
	s.saver.add(func() { // after the saves queued so far, but without holding up those to come
		go func() {
			found, err := pack.CheckPapers(context.Background(), s.File)
			if err != nil {
				return // the dossier was closed meanwhile; whatever is wrong with it is told when it is used
			}
			s.later(func() {
				s.papers = found
				s.rescore()
				s.OnChange()
			})
		}()
	})
}

// untouched reports whether nothing has been answered yet and no paper added: a dossier just made.
func (s *Session) untouched() bool {
	for _, res := range s.Card.Indicators {
		if res.Status != scoring.NoAnswer {
			return false
		}
	}
	return len(s.Covered) == 0
}

// Locked reports whether nothing can be changed: the dossier is finalized or open read-only.
func (s *Session) Locked() bool { return s.readOnly || s.Values.Final }

// ReadOnly reports whether the file was opened for looking only.
func (s *Session) ReadOnly() bool { return s.readOnly }

// Set takes what was typed for a value. What cannot be taken is kept as a Refusal, and the last good value stands; the error
// is the sentence to show.
func (s *Session) Set(p forms.Path, text string) error {
	if s.Locked() {
		return nil
	}
	changes, err := s.Values.Change(p, text)
	if err != nil {
		s.wrong[p] = Refusal{text, err.Error()}
		return err
	}
	delete(s.wrong, p)
	if len(changes) == 0 {
		return nil
	}
	if len(s.open) > 0 && s.open[0].Path != p {
		s.Flush()
	}
	changes = s.Values.Settled(changes)
	s.Values.Apply(changes...)
	if len(s.open) > 0 {
		s.open[0].New = changes[0].New
	} else {
		s.open = changes
	}
	s.startTimer()
	s.rescore()
	s.OnChange()
	s.OnSave()
	return nil
}

// Refused gives what was typed for a path and could not be taken.
func (s *Session) Refused(p forms.Path) (Refusal, bool) {
	r, ok := s.wrong[p]
	return r, ok
}

// Shown is the text a field shows: what was typed and refused, else the value.
func (s *Session) Shown(p forms.Path) string {
	if r, ok := s.wrong[p]; ok {
		return r.Typed
	}
	return s.Values.Get(p)
}

func (s *Session) startTimer() {
	if s.timer != nil {
		s.timer.Stop()
	}
	s.timer = time.AfterFunc(saveDelay, func() { s.later(s.Flush) })
}

// Do makes changes that are whole by themselves (a row, a piece of evidence) and saves them at once.
func (s *Session) Do(note string, changes []forms.Change) {
	if s.Locked() || len(changes) == 0 {
		return
	}
	s.Flush()
	changes = s.Values.Settled(changes)
	s.Values.Apply(changes...)
	s.save(note, changes)
	s.rescore()
	s.OnChange()
}

// Flush gives what is being typed to the saver; leaving a field, a page or the program does so.
func (s *Session) Flush() {
	if s.timer != nil {
		s.timer.Stop()
	}
	if len(s.open) == 0 {
		return
	}
	changes := slices.DeleteFunc(s.open, func(c forms.Change) bool { return c.Old == c.New })
	s.open = nil
	if len(changes) > 0 { // typing last year's value anew confirms it too
		s.save("", changes)
	}
	s.OnSave()
}

// save queues a batch; a disk that fails is tried again until it has taken the batch.
func (s *Session) save(note string, changes []forms.Change) {
	s.unsaved++
	s.OnSave()
	s.saver.add(func() {
		for {
			err := s.File.Commit(note, changes)
			if err == nil || hopeless(err) || s.saver.closing() {
				if err != nil {
					s.lost.Store(&err)
				}
				s.later(func() { s.saved(err) })
				return
			}
			s.later(func() { s.fault = err; s.OnSave() })
			time.Sleep(retryPause)
		}
	})
}

// hopeless tells the errors that trying again does not mend.
func hopeless(err error) bool {
	for _, kind := range []files.Kind{dossier.ErrConflict, dossier.ErrFinal, dossier.ErrReadOnly, dossier.ErrClosed, dossier.ErrDamaged, dossier.ErrRefused} {
		if errors.Is(err, kind) {
			return true
		}
	}
	return false
}

func (s *Session) saved(err error) {
	s.unsaved--
	s.fault = err
	if err == nil {
		s.savedAt = s.now()
	} else {
		s.reload()
		s.OnChange()
	}
	s.OnSave()
}

// SaveState words how far saving is: "已保存 14:32" only when the disk has everything.
func (s *Session) SaveState() (text string, troubled bool) {
	switch {
	case s.readOnly:
		return "只读", false
	case s.fault != nil:
		return "未能保存：" + s.fault.Error(), true
	case s.unsaved > 0 || len(s.open) > 0:
		return "正在保存…", false
	case s.savedAt.IsZero():
		return "已保存", false
	}
	return "已保存 " + s.savedAt.Format("15:04"), false
}

// Saved reports whether the disk has everything.
func (s *Session) Saved() bool { return s.unsaved == 0 && len(s.open) == 0 && s.fault == nil }

// Background runs disk work after the saves queued so far, then done on the window's goroutine.
func (s *Session) Background(work func() error, done func(error)) {
	s.Flush()
	s.saver.add(func() {
		err := work()
		s.later(func() { done(err) })
	})
}

// Close saves what is left, waits for the disk and closes the file. The error says what was not saved.
func (s *Session) Close() error {
	s.Flush()
	s.lost.Store(nil)
	s.saver.stop()
	s.saver.wait()
	s.copies.clear()
	err := s.File.Close()
	if lost := s.lost.Load(); lost != nil {
		return *lost
	}
	return err
}

// Undo takes the last step back, after what is being typed was saved; done gets its words or the reason why not.
func (s *Session) Undo(done func(words string, err error)) { s.step(s.File.Undo, done) }

// Redo brings the step taken back again.
func (s *Session) Redo(done func(words string, err error)) { s.step(s.File.Redo, done) }

func (s *Session) step(move func() (string, []forms.Change, error), done func(string, error)) {
	var words string
	var changes []forms.Change
	s.Background(func() (err error) {
		words, changes, err = move()
		return err
	}, func(err error) {
		if err == nil {
			s.Values.Apply(changes...)
			s.wrong = map[forms.Path]Refusal{}
			s.savedAt = s.now()
			s.rescore()
			s.OnChange()
			s.OnSave()
		}
		done(words, err)
	})
}
