package work

import (
	"errors"
	"slices"
	"time"

	"zicha/forms"
)

// typing is an edit under way: what stands in one field since it was begun. Nothing of it is in the log before the field is left.
type typing struct {
	path    forms.Path
	text    string
	at      time.Time      // of the last key
	opening []forms.Change // the row that comes into being with it
	changes []forms.Change // what it does to the values, its row and what follows included
	steps   []string       // what the value was at the pauses
	refused bool           // the text cannot be taken; the values are those before the edit
	kept    bool           // the disk has it as a draft
}

const (
	// pause is how long no key is pressed between two steps of a text.
	pause = time.Second
	// mostSteps is into how many steps one edit of a text is taken back at most.
	mostSteps = 50
)

// Set takes what stands in a field while it is edited. While it can be taken the values follow it; else it is kept as a Refusal and the
// value from before the edit holds; the error is the sentence to show. Flush ends the edit.
func (s *Session[V]) Set(p forms.Path, text string) error {
	if s.Locked() {
		return nil
	}
	if s.open != nil && s.open.path != p {
		s.Flush()
	}
	r, wrong := s.wrong[p]
	switch {
	case s.open == nil && !wrong:
		if changes, err := s.Values.Change(p, text); err == nil && len(changes) == 0 {
			return nil
		}
	case s.open != nil && s.open.text == text && wrong:
		return errors.New(r.Reason)
	case s.open != nil && s.open.text == text:
		return nil
	}
	if s.open == nil {
		s.open = &typing{path: p, opening: s.Values.RowOf(p)}
	} else {
		s.mark(s.open)
	}
	s.open.text, s.open.at, s.open.kept = text, s.Now(), false
	s.Values.Apply(inverse(s.open.changes)...)
	err := s.lay()
	s.startTimer()
	s.changed()
	s.OnSave()
	return err
}

// mark keeps the value a text has after a pause, before more is typed.
func (s *Session[V]) mark(t *typing) {
	if t.refused || !s.Values.Prose(t.path) || s.Now().Sub(t.at) < pause {
		return
	}
	value := t.changes[0].New
	if n := len(t.steps); n == 0 || t.steps[n-1] != value {
		t.steps = append(t.steps, value)
	}
	if len(t.steps) > mostSteps {
		t.steps = t.steps[1:]
	}
}

// inverse takes changes back.
func inverse(changes []forms.Change) []forms.Change {
	out := make([]forms.Change, 0, len(changes))
	for _, c := range slices.Backward(changes) {
		out = append(out, forms.Change{Path: c.Path, Old: c.New, New: c.Old})
	}
	return out
}

// lay puts what is being typed over the values as they are without it.
func (s *Session[V]) lay() error {
	t := s.open
	changes, err := s.Values.Change(t.path, t.text)
	t.refused = err != nil
	switch {
	case err != nil:
		s.wrong[t.path] = Refusal{Typed: t.text, Reason: err.Error(), at: t.at}
		t.changes = t.opening
	case len(changes) == 0: // typing last year's value anew confirms it too
		value := s.Values.Get(t.path)
		changes = []forms.Change{{Path: t.path, Old: value, New: value}}
		fallthrough
	default:
		delete(s.wrong, t.path)
		t.changes = append(s.Values.Settled(changes), t.opening...)
	}
	s.Values.Apply(t.changes...)
	s.Values.SetDrafts(s.refusals())
	return err
}

// relay is lay after the values have changed beneath; it reports whether the field is still there.
func (s *Session[V]) relay() bool {
	t := s.open
	if t.opening = s.Values.RowOf(t.path); !s.Values.Has(t.path) {
		return len(t.opening) > 0 && len(t.changes) > 1 && s.lay() == nil
	}
	_ = s.lay()
	return true
}

// Flush ends the edit of a field: leaving it, its page or the program does so. What can be taken goes to the disk, as one step, a text in
// as many as it has pauses; what cannot is kept as refused.
func (s *Session[V]) Flush() {
	t := s.open
	if t == nil {
		return
	}
	s.open = nil
	s.stopTimer()
	changes := slices.DeleteFunc(slices.Clone(t.changes), func(c forms.Change) bool { return c.Old == c.New })
	switch {
	case t.refused && len(t.opening) > 0:
		s.save(&edit{changes: t.opening})
	case t.refused:
	case len(t.opening) > 0 && s.Values.Get(t.path) == "": // a row nothing was written into
		s.Values.Apply(inverse(t.opening)...)
		s.changed()
	case len(changes) > 0:
		if s.saveSteps(t, changes); s.unkept != nil {
			s.handDrafts(nil)
		}
		s.OnSave()
		return
	}
	s.handDrafts(nil)
	s.OnSave()
}

// saveSteps hands over an edit, a text pause by pause.
func (s *Session[V]) saveSteps(t *typing, changes []forms.Change) {
	last := changes[0]
	for _, value := range t.steps {
		if last.Path != t.path || value == changes[0].Old || value == last.New {
			continue
		}
		changes[0].New = value
		s.save(&edit{typed: true, opens: len(t.opening) > 0, changes: changes})
		changes = []forms.Change{{Path: t.path, Old: value}}
	}
	changes[0] = forms.Change{Path: last.Path, Old: changes[0].Old, New: last.New}
	s.save(&edit{typed: true, opens: len(t.opening) > 0, changes: changes})
}

// startTimer sees to it that no key is off the disk longer than the pace allows, also while more follow.
func (s *Session[V]) startTimer() {
	if s.timer == nil {
		s.timer = time.AfterFunc(s.office.Pace.Draft, func() { s.Later(s.Pause) })
	}
}

func (s *Session[V]) stopTimer() {
	if s.timer != nil {
		s.timer.Stop()
		s.timer = nil
	}
}

// Pause has the disk keep what is being typed, as a draft: its value is not changed by that.
func (s *Session[V]) Pause() {
	s.stopTimer()
	t := s.open
	if t == nil {
		return
	}
	text := t.text
	s.handDrafts(func(err error) {
		switch {
		case s.open != t:
		case err != nil:
			s.startTimer()
		default:
			t.kept = t.text == text
		}
	})
}
