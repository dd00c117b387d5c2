// Package work holds what the screens of every office need around an open file: the session that keeps what is typed, saves it in
// order and takes it back; long work with progress and a way to stop; the plan of what is taken over; questions; the history; the
// copies in other programs' hands.
package work

import (
	"cmp"
	"errors"
	"maps"
	"slices"
	"sync/atomic"
	"time"

	"zicha/forms"
)

// Values are what an open file holds, as the screens work on them.
type Values[V any] interface {
	Get(p forms.Path) string
	// Has reports whether what a value belongs to is there: a register row, an item of evidence.
	Has(p forms.Path) bool
	// Change plans setting a value to what was typed; the error is the sentence to show.
	Change(p forms.Path, text string) ([]forms.Change, error)
	// Settled gives changes with what follows from them.
	Settled(changes []forms.Change) []forms.Change
	Describe(changes []forms.Change) string
	Apply(changes ...forms.Change)
	// RowOf gives the changes that make what a value belongs to, where it is not there yet and can be made by typing.
	RowOf(p forms.Path) []forms.Change
	// Prose reports whether a value is a text, which is taken back pause by pause.
	Prose(p forms.Path) bool
	// Drafts are the texts typed and not taken.
	Drafts() map[forms.Path]forms.Draft
	SetDrafts(drafts map[forms.Path]forms.Draft)
	Clone() V
}

// File is what a session needs of the file it works on. Its methods are called one after the other, off the window's goroutine.
type File interface {
	// Commit stores changes as one step; when it returns nil the disk has them.
	Commit(note string, changes []forms.Change) error
	// Keep stores what is typed and not committed, in the place of what was kept before; committing a value drops what was kept of it.
	Keep(drafts map[forms.Path]forms.Draft) error
	// Undo and Redo give the step's words and the changes made.
	Undo() (words string, changes []forms.Change, err error)
	Redo() (words string, changes []forms.Change, err error)
	Close() error
}

// Office is what a session is told about its file.
type Office[V Values[V]] struct {
	File     File
	Stored   func() V         // a copy of what the file holds
	Final    func(V) bool     // reports whether the values are locked for good
	Hopeless func(error) bool // reports whether trying a save again cannot mend its error
	ReadOnly bool
	Later    func(func()) // runs a function on the window's goroutine
	Pace     Pace
	// Wrote is when the file was last written, by whatever act; nil where only saves are known of.
	Wrote func() time.Time
}

// Pace is how long a session waits; its zero value is for people.
type Pace struct {
	Draft time.Duration // from the first key that is not on the disk until it is there as a draft
	Retry time.Duration // before a failed save is tried again
}

// Session is an open file: what it holds, and over that what was changed and is not yet known to be on the disk. The file owns the
// state; whenever the file's turns out another than thought, what is still under way is laid over it anew. All methods are for the
// window's goroutine.
type Session[V Values[V]] struct {
	*Jobs
	// Values is the present state; it is only to be read.
	Values V
	// Derive works out what follows from the values; it is called after each of their changes, before OnChange.
	Derive func()
	// OnChange is called after values have changed, OnSave after the state of saving has.
	OnChange, OnSave func()
	// Now is the clock.
	Now func() time.Time

	office  Office[V]
	base    V       // what the file held when it was last heard of
	queue   []*edit // given to the disk and not heard of yet, in order
	open    *typing // what is being typed
	wrong   map[forms.Path]Refusal
	timer   *time.Timer // runs while keys are not on the disk
	found   []Found
	keeping *keeping                   // drafts given to the disk and last
	handed  map[forms.Path]forms.Draft // the drafts given to the disk last
	unkept  error                      // why the disk does not take the drafts
	aside   map[forms.Path]Refusal     // what stood in fields that a step has taken away
	savedAt time.Time
	trouble error // why the disk does not take the first of the queue, which is tried again
	lost    []loss
	telling bool         // losses are on show
	heardOf int64        // how many steps given up were heard of
	givenUp atomic.Int64 // how many there are
}

// edit is a step on its way to the disk: its main change first.
type edit struct {
	note    string
	typed   bool // one value, which holds whatever was there before
	opens   bool // it makes the row it belongs to
	changes []forms.Change
	made    []forms.Change // what the file took, and why it took nothing; read once the job is done
	err     error
}

// NewSession starts work on an open file.
func NewSession[V Values[V]](office Office[V]) *Session[V] {
	s := &Session[V]{
		Jobs: NewJobs(office.Later), office: office, Now: time.Now, wrong: map[forms.Path]Refusal{}, aside: map[forms.Path]Refusal{},
		Derive: func() {}, OnChange: func() {}, OnSave: func() {},
	}
	s.office.Pace = cmp.Or(office.Pace, Pace{Draft: time.Second, Retry: 3 * time.Second})
	s.before, s.after = s.Flush, func() { s.OnSave() }
	s.base = office.Stored()
	s.Values = s.base.Clone()
	s.restore()
	return s
}

// Locked reports whether nothing can be changed: the file is finalized or open read-only.
func (s *Session[V]) Locked() bool { return s.office.ReadOnly || s.office.Final(s.Values) }

// ReadOnly reports whether the file was opened for looking only.
func (s *Session[V]) ReadOnly() bool { return s.office.ReadOnly }

// changed brings everything in line with the values.
func (s *Session[V]) changed() {
	s.Derive()
	s.OnChange()
}

// Do makes changes that are whole by themselves (a row, a piece of evidence) and saves them at once.
func (s *Session[V]) Do(note string, changes []forms.Change) {
	if s.Locked() || len(changes) == 0 {
		return
	}
	s.Flush()
	changes = s.Values.Settled(changes)
	s.Values.Apply(changes...)
	s.answer(changes)
	s.save(&edit{note: note, changes: changes})
	s.handDrafts(nil)
	s.changed()
}

// save queues a step; a disk that fails is tried again until it has taken it.
func (s *Session[V]) save(e *edit) {
	s.queue = append(s.queue, e)
	s.handed = maps.Clone(s.handed)
	for _, c := range e.changes { // the file drops what was kept of a value with its change
		delete(s.handed, c.Path)
	}
	s.OnSave()
	s.add(func() {
		for {
			e.made, e.err = s.commit(e)
			if e.err == nil || s.hopeless(e.err) {
				break
			}
			err := e.err
			s.Later(func() { s.trouble = err; s.OnSave() })
			if !s.pause(s.office.Pace.Retry) {
				e.made, e.err = s.commit(e)
				break
			}
		}
		if e.err != nil {
			s.givenUp.Add(1)
		}
		s.Later(func() { s.heard(e) })
	})
}

// errGone says that a value was typed for what an undone step has taken away.
var errGone = errors.New("它所在的行或材料已不存在")

func (s *Session[V]) hopeless(err error) bool {
	return errors.Is(err, errGone) || s.office.Hopeless(err)
}

// commit stores a step on the job's goroutine and gives what the file took. A typed value stands for itself, whatever a step taken
// back meanwhile has left there.
func (s *Session[V]) commit(e *edit) ([]forms.Change, error) {
	stored := s.office.Stored()
	changes := e.changes
	if e.typed {
		var err error
		if changes, err = rebased(stored, e); err != nil || len(changes) == 0 {
			return nil, err
		}
	}
	changes = stored.Settled(changes)
	return changes, s.office.File.Commit(e.note, changes)
}

// rebased gives the changes of a typed value as they start from other values.
func rebased[V Values[V]](v V, e *edit) ([]forms.Change, error) {
	var out []forms.Change
	for _, c := range e.changes {
		if !e.opens && !v.Has(c.Path) {
			return nil, errGone
		}
		if c.Old = v.Get(c.Path); c.Old != c.New {
			out = append(out, c)
		}
	}
	return out, nil
}

// heard takes note of what became of a step.
func (s *Session[V]) heard(e *edit) {
	s.queue = slices.DeleteFunc(s.queue, func(q *edit) bool { return q == e })
	s.trouble = nil
	if e.err == nil {
		s.base.Apply(e.made...)
		s.savedAt = s.Now()
	} else {
		s.heardOf++
		s.lose(e)
	}
	if e.err != nil || !slices.Equal(e.made, e.changes) {
		s.rebuild()
	}
	s.OnSave()
}

// rebuild lays what is under way over what the file holds, and brings everything in line.
func (s *Session[V]) rebuild() {
	defer s.changed()
	s.Values = s.base.Clone()
	for _, e := range s.queue {
		if !e.typed || e.opens || s.Values.Has(e.changes[0].Path) {
			s.Values.Apply(e.changes...)
		}
	}
	s.sortOut()
	if s.open != nil && !s.relay() {
		t := s.open
		s.open = nil
		delete(s.wrong, t.path)
		s.lose(&edit{changes: []forms.Change{{Path: t.path, New: t.text}}, err: errGone})
	}
}

// SaveState words how far saving is: "已保存 14:32" only when the disk has everything. What was given up is told until it was
// acknowledged.
func (s *Session[V]) SaveState() (text string, troubled bool) {
	switch {
	case s.office.ReadOnly:
		return "只读", false
	case len(s.lost) > 0:
		return "未能保存：" + s.lost[0].err.Error(), true
	case s.trouble != nil:
		return "未能保存：" + s.trouble.Error(), true
	case s.unkept != nil:
		return "未能保存：" + s.unkept.Error(), true
	case s.open != nil && len(s.queue) == 0 && s.open.kept:
		return "已暂存", false
	case len(s.queue) > 0 || s.open != nil:
		return "正在保存…", false
	}
	at := s.savedAt
	if s.office.Wrote != nil {
		if wrote := s.office.Wrote(); wrote.After(at) {
			at = wrote
		}
	}
	if at.IsZero() {
		return "已保存", false
	}
	return "已保存 " + at.Format("15:04"), false
}

// Saved reports whether the disk has everything.
func (s *Session[V]) Saved() bool {
	return len(s.queue) == 0 && s.open == nil && s.trouble == nil && len(s.lost) == 0 && s.unkept == nil
}

// Rework runs work that changes the file by other ways than Do, after the saves queued so far, then takes what the file holds and
// calls done on the window's goroutine.
func (s *Session[V]) Rework(work func() error, done func(error)) {
	s.Flush()
	s.add(func() {
		err := work()
		stored := s.office.Stored()
		s.Later(func() {
			for p := range s.wrong {
				if stored.Get(p) != s.base.Get(p) {
					delete(s.wrong, p)
				}
			}
			s.base = stored
			if err == nil {
				s.savedAt = s.Now()
			}
			s.rebuild()
			s.OnSave()
			done(err)
		})
	})
}

// Close saves what is left, ends the work aside, waits for the disk and closes the file. The error says what was not saved and has
// not been acknowledged.
func (s *Session[V]) Close() error {
	s.Flush()
	if s.unkept != nil {
		s.handDrafts(nil)
	}
	s.Stop()
	for _, e := range s.queue {
		if e.err != nil {
			s.lose(e)
		}
	}
	s.queue = nil
	if k := s.keeping; k != nil && k.err != nil {
		s.lost = append(s.lost, loss{"没有采用的填写", k.err})
	}
	err := s.office.File.Close()
	return cmp.Or(told(s.lost), err)
}

// Undo takes the last step back, after what is being typed was saved; done gets its words or the reason why not. A text that is being
// typed and cannot be taken is the last step itself.
func (s *Session[V]) Undo(done func(words string, err error)) {
	if t := s.open; t != nil && t.refused {
		s.Forget(t.path)
		done("“"+t.text+"”（没有采用）", nil)
		return
	}
	s.step(s.office.File.Undo, done)
}

// Redo brings the step taken back again.
func (s *Session[V]) Redo(done func(words string, err error)) { s.step(s.office.File.Redo, done) }

// errSkipped keeps a step back from taking back another step than the one that was meant.
var errSkipped = errors.New("前面有改动没有保存，这一步没有执行")

func (s *Session[V]) step(move func() (string, []forms.Change, error), done func(string, error)) {
	s.Flush()
	known := s.heardOf
	s.add(func() {
		var words string
		var changes []forms.Change
		err := errSkipped
		if s.givenUp.Load() == known {
			words, changes, err = move()
		}
		s.Later(func() {
			if err == nil {
				s.base.Apply(changes...)
				s.follow(changes)
				s.savedAt = s.Now()
				s.rebuild()
				s.handDrafts(nil)
				s.OnSave()
			}
			done(words, err)
		})
	})
}
