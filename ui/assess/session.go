// Package assess holds the county's screens: the session that keeps an open dossier scored and saved, and the pages around it.
package assess

import (
	"errors"
	"slices"
	"time"

	"zicha/forms"
	"zicha/forms/check"
	"zicha/forms/dossier"
	"zicha/forms/feedback"
	"zicha/forms/files"
	"zicha/forms/pack"
	"zicha/scoring"
	"zicha/ui/work"
)

// Session is an open dossier, scored anew after every change. All methods are for the window's goroutine.
type Session struct {
	*work.Session[*forms.Dossier]
	File *dossier.File
	// Card, Backed, Gains and Problems follow from the values; they are only to be read. Backed is what evidence stands behind.
	Card     scoring.Scorecard
	Backed   scoring.Scorecard
	Gains    []scoring.Gain
	Problems []forms.Problem
	// Told are the values with the feedback that is laid beside them, the values themselves where there is none; Notes is what it says.
	Told  *forms.Dossier
	Notes []feedback.Note
	// Covered are the criteria that have evidence.
	Covered map[string]bool

	laid   *laid // nil where none is
	papers paperCheck
	copies *work.Copies // what was handed to other programs
	thumbs thumbs       // small pictures of the evidence
}

// NewSession starts work on an open file. later runs a function on the window's goroutine (fyne.Do).
func NewSession(file *dossier.File, readOnly bool, later func(func())) *Session {
	s := &Session{File: file}
	s.Session = work.NewSession(work.Office[*forms.Dossier]{
		File: file, Stored: file.Dossier, Final: func(d *forms.Dossier) bool { return d.Final },
		Hopeless: hopeless, ReadOnly: readOnly, Later: later, Wrote: file.Wrote,
	})
	s.copies = work.NewCopies(s.Jobs)
	s.papers.read = pack.CheckEvidence
	s.Derive = s.rescore
	s.rescore()
	return s
}

// rescore works out everything that follows from the values; it takes well under a millisecond.
func (s *Session) rescore() {
	scores := s.Values.Scores()
	s.Card, s.Backed = scores.Card, scores.Backed
	s.Gains = s.Values.Edition.Gains(s.Values.Answers())
	s.Covered = s.Values.BackedCriteria()
	s.layBeside()
	s.Problems = slices.Concat(check.Dossier(s.Told, s.Card, s.Now().Format(time.DateOnly)), s.papers.texts, s.papers.found)
	forms.SortProblems(s.Problems)
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

// hopeless reports whether an error is one that trying again does not mend.
func hopeless(err error) bool {
	for _, kind := range []files.Kind{dossier.ErrConflict, dossier.ErrFinal, dossier.ErrReadOnly, dossier.ErrClosed, files.Damaged, dossier.ErrRefused} {
		if errors.Is(err, kind) {
			return true
		}
	}
	return false
}

// Close saves what is left, waits for the disk and closes the file. The error says what was not saved.
func (s *Session) Close() error {
	err := s.Session.Close()
	s.copies.Clear()
	return err
}
