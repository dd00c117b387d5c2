package assess

import (
	"context"
	"strings"

	"zicha/forms"
	"zicha/forms/dossier"
	"zicha/forms/files"
	"zicha/forms/pack"
)

// paperCheck is what is found only by setting the papers and by reading all the evidence. The evidence is read once at a time, and again
// only when it is another.
type paperCheck struct {
	texts, found []forms.Problem
	of           string         // the evidence that found is of
	known        bool           // it has been read
	run          *evidenceCheck // under way, nil for none
	read         func(context.Context, *dossier.File, files.Progress) ([]forms.Problem, error)
	// tell is called while the evidence is read with how much of it has been, and at the end with done.
	tell func(part float64, done bool)
}

// evidenceCheck is a reading of all the evidence.
type evidenceCheck struct {
	of     string
	cancel context.CancelFunc
}

// evidenceNow names all the evidence in use by its contents.
func evidenceNow(d *forms.Dossier) string {
	var out strings.Builder
	for _, e := range d.AllEvidence() {
		for _, ref := range e.Files {
			if !e.Removed {
				out.WriteString(e.ID + " " + ref.SHA256 + "\n")
			}
		}
	}
	return out.String()
}

// CheckPapers finds what only the papers and the stored files show, off the window's goroutine, and adds it to the problems. Asked
// again, it joins the reading under way, or ends it where the evidence is another by now.
func (s *Session) CheckPapers() {
	var texts []forms.Problem
	s.Background(func() (err error) {
		texts, err = pack.CheckTexts(s.File.Dossier())
		return err
	}, func(err error) {
		if err == nil {
			s.papers.texts = texts
			s.found()
		}
	})
	c, now := &s.papers, evidenceNow(s.Values)
	switch {
	case c.run != nil && c.run.of == now, c.run == nil && c.known && c.of == now:
		return
	case c.run != nil:
		c.run.cancel()
	}
	ctx, cancel := context.WithCancel(s.Context())
	c.run = &evidenceCheck{of: now, cancel: cancel}
	s.readEvidence(ctx, c.run)
}

// readEvidence carries a check out.
func (s *Session) readEvidence(ctx context.Context, run *evidenceCheck) {
	var found []forms.Problem
	c := &s.papers
	s.Aside(func(context.Context) (err error) {
		found, err = c.read(ctx, s.File, func(done, total int64) {
			s.Later(func() {
				if c.run == run && c.tell != nil && total > 0 {
					c.tell(float64(done)/float64(total), false)
				}
			})
		})
		return err
	}, func(err error) {
		run.cancel()
		if c.run != run {
			return // a newer one is under way
		}
		c.run = nil
		if c.tell != nil {
			c.tell(1, true)
		}
		if err == nil {
			c.found, c.of, c.known = found, run.of, true
			s.found()
		}
	})
}

// found brings everything in line with what a check has found.
func (s *Session) found() {
	s.rescore()
	s.OnChange()
}
