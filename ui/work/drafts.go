package work

import (
	"maps"
	"slices"
	"time"

	"zicha/forms"
)

// Refusal is what stands in a field and is not its value, and why; it stays there until it is mended or cleared.
type Refusal struct {
	Typed, Reason string
	Waits         bool // it can be the value: it was being typed when the program was cut off, and waits to be taken
	at            time.Time
	with          forms.Path // a value of the step it came with, which takes it back; "" for none
	gone          bool       // its row or item is not there now
}

// Why a text waits: the program was cut off, or it was left so.
const (
	cutOffWords = "这是上次没有存完的，尚未生效"
	waitsWords  = "这是以前填的，还没有采用"
)

// Found is what was being typed when the program was cut off, and stands in its field again.
type Found struct {
	Path forms.Path
	forms.Draft
	Taken bool // it is what the field's value can be
}

// Found lists what was being typed when the program was cut off, the last of it last.
func (s *Session[V]) Found() []Found { return s.found }

// restore puts back into the fields what the file holds as typed and not committed. What can be taken waits in its field as what is being
// typed there; nothing of it is a value before somebody has seen it.
func (s *Session[V]) restore() {
	drafts := s.Values.Drafts()
	s.Values.SetDrafts(nil)
	if s.handed = drafts; s.Locked() {
		return
	}
	for _, p := range slices.Sorted(maps.Keys(drafts)) {
		d := drafts[p]
		if opening := s.Values.RowOf(p); len(opening) > 0 { // the row it was to begin
			s.Values.Apply(opening...)
			s.save(&edit{changes: opening})
		} else if !s.Values.Has(p) {
			continue
		}
		changes, err := s.Values.Change(p, d.Text)
		r := Refusal{Typed: d.Text, Reason: cutOffWords, Waits: err == nil, at: d.At}
		switch {
		case err != nil:
			r.Reason = err.Error()
		case len(changes) == 0:
			continue
		case d.Left:
			r.Reason = waitsWords
		}
		s.wrong[p] = r
		if !d.Left {
			s.found = append(s.found, Found{p, d, r.Waits})
		}
	}
	slices.SortStableFunc(s.found, func(a, b Found) int { return a.At.Compare(b.At) })
	s.Values.SetDrafts(s.refusals())
}

// refusals are the texts that could not be taken, as the file and the problems know them.
func (s *Session[V]) refusals() map[forms.Path]forms.Draft {
	out := make(map[forms.Path]forms.Draft, len(s.wrong))
	for p, r := range s.wrong {
		out[p] = forms.Draft{Text: r.Typed, At: r.at, Left: true}
	}
	return out
}

// keeping is a save of what is typed and not committed on its way to the disk; err is read once the job is done.
type keeping struct{ err error }

// handDrafts gives the disk what is typed and not committed; then follows on the window's goroutine, unless it is nil. A disk that does not
// take it is asked again, and the state of saving says so.
func (s *Session[V]) handDrafts(then func(error)) {
	drafts := s.refusals()
	if t := s.open; t != nil {
		drafts[t.path] = forms.Draft{Text: t.text, At: t.at}
	}
	if then == nil && s.unkept == nil && maps.Equal(drafts, s.handed) {
		return
	}
	k, failed := &keeping{}, s.unkept != nil
	s.keeping, s.handed = k, drafts
	s.add(func() {
		k.err = s.office.File.Keep(drafts)
		if k.err == nil && !failed && then == nil {
			return
		}
		s.Later(func() {
			if s.unkept = k.err; s.unkept != nil && s.open == nil { // what is being typed has its own timer
				s.keepAgain()
			}
			if then != nil {
				then(k.err)
			}
			s.OnSave()
		})
	})
}

// keepAgain gives the drafts to a disk that did not take them, after a while.
func (s *Session[V]) keepAgain() {
	if s.hopeless(s.unkept) {
		return
	}
	time.AfterFunc(s.office.Pace.Retry, func() {
		s.Later(func() {
			if s.unkept != nil && s.open == nil {
				s.handDrafts(nil)
			}
		})
	})
}

// Refused gives what stands in the field of a path and is not its value.
func (s *Session[V]) Refused(p forms.Path) (Refusal, bool) {
	r, ok := s.wrong[p]
	return r, ok
}

// Shown is the text a field shows: what was typed and not taken, else the value.
func (s *Session[V]) Shown(p forms.Path) string {
	if r, ok := s.wrong[p]; ok {
		return r.Typed
	}
	return s.Values.Get(p)
}

// Accept takes a text that waits as if it was typed now, and left.
func (s *Session[V]) Accept(p forms.Path) {
	if r, ok := s.wrong[p]; ok && r.Waits && !s.Locked() {
		_ = s.Set(p, r.Typed)
		s.Flush()
	}
}

// Forget drops what stands in the field of a path and is not its value.
func (s *Session[V]) Forget(p forms.Path) {
	if _, wrong := s.wrong[p]; !wrong {
		return
	}
	delete(s.wrong, p)
	if t := s.open; t != nil && t.path == p {
		s.open = nil
		s.stopTimer()
		s.Values.Apply(inverse(t.changes)...)
	}
	s.Values.SetDrafts(s.refusals())
	s.handDrafts(nil)
	s.changed()
}

// Paste makes changes as one step, as Do does, and leaves in their fields the texts that could not be taken. Taking the step back takes
// them out again.
func (s *Session[V]) Paste(note string, changes []forms.Change, texts map[forms.Path]string) {
	if s.Locked() {
		return
	}
	s.Do(note, changes)
	s.Flush()
	for p, text := range texts {
		_, err := s.Values.Change(p, text)
		if err == nil || !s.Values.Has(p) {
			continue
		}
		r := Refusal{Typed: text, Reason: err.Error(), at: s.Now()}
		if len(changes) > 0 {
			r.with = changes[0].Path
		}
		s.wrong[p] = r
	}
	if len(texts) > 0 {
		s.Values.SetDrafts(s.refusals())
		s.handDrafts(nil)
		s.changed()
	}
}

// answer drops the texts of fields whose values a step changes.
func (s *Session[V]) answer(changes []forms.Change) {
	for _, c := range changes {
		delete(s.wrong, c.Path)
	}
	s.sortOut()
}

// sortOut puts aside the texts whose row or item is not there, and brings back those whose is again, so that one removed and brought back
// has them still. It reports whether there were such.
func (s *Session[V]) sortOut() (some bool) {
	for p, r := range s.wrong {
		if !s.Values.Has(p) && (s.open == nil || s.open.path != p) {
			r.gone = true
			s.putAside(p, r)
			some = true
		}
	}
	for p, r := range s.aside {
		if r.gone && s.Values.Has(p) {
			r.gone = false
			s.takeBack(p, r)
			some = true
		}
	}
	s.Values.SetDrafts(s.refusals())
	return some
}

func (s *Session[V]) putAside(p forms.Path, r Refusal) {
	delete(s.wrong, p)
	s.aside[p] = r
}

func (s *Session[V]) takeBack(p forms.Path, r Refusal) {
	delete(s.aside, p)
	if _, other := s.wrong[p]; !other {
		s.wrong[p] = r
	}
}

// follow has the texts go and come that came with a step which was taken back or done again. One that stands in a field whose value the step
// changes stays: it was typed later, and nobody has taken it back. The file has dropped it and is given it again.
func (s *Session[V]) follow(changes []forms.Change) {
	changed := make(map[forms.Path]bool, len(changes))
	s.handed = maps.Clone(s.handed)
	for _, c := range changes {
		changed[c.Path] = true
		delete(s.handed, c.Path)
	}
	back := maps.Clone(s.aside)
	for p, r := range s.wrong {
		if changed[r.with] {
			s.putAside(p, r)
		}
	}
	for p, r := range back {
		if changed[r.with] && !r.gone {
			s.takeBack(p, r)
		}
	}
}
