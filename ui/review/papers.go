package review

import (
	"context"
	"strconv"
	"time"

	"zicha/forms/review"
	"zicha/scoring"
	"zicha/ui/work"
)

func numeral(ind *scoring.Indicator) string { return strconv.Itoa(ind.No) }

// count words a number with its unit.
func count(n int, unit string) string { return strconv.Itoa(n) + unit }

// shelf keeps the versions that were read, the last ones used; it is for the window's goroutine. What is not there is read off it.
type shelf struct {
	session *Session
	hear    []func()          // told when versions asked for are there
	papers  map[string]*paper // by county
	asked   map[string]bool   // on their way, by content
	order   []string          // counties, the last one used at the end
	edition *scoring.Edition  // whose rules the papers were read by
	rules   string            // their hash
	most    int               // how many were wanted at once
}

// papersKept is how many versions are kept: what a long look along all units has in sight, and a good deal more.
const papersKept = 400

func newShelf(s *Session) *shelf {
	return &shelf{session: s, papers: map[string]*paper{}, asked: map[string]bool{}}
}

// listen has a page told when versions asked for are there.
func (s *shelf) listen(hear func()) { s.hear = append(s.hear, hear) }

// of gives a unit's version, nil where none came in or it is still being read.
func (s *shelf) of(u *review.UnitView) *paper {
	s.check()
	if u.Received == nil {
		return nil
	}
	p := s.papers[u.Unit.Code]
	if p == nil || p.content != u.Received.Content {
		return nil
	}
	return p
}

// check drops what was read by other rules: a ruling changes what is scored.
func (s *shelf) check() {
	e := s.session.View.Edition
	if e == s.edition {
		return
	}
	if rules := e.Hash(); rules != s.rules {
		clear(s.papers)
		s.rules, s.order = rules, nil
	}
	s.edition = e
}

// want reads the versions of some units that are not there yet.
func (s *shelf) want(units []*review.UnitView) {
	s.check()
	var list []*review.UnitView
	for _, u := range units {
		if u.Received != nil && s.of(u) == nil && !s.asked[u.Received.Content] {
			list = append(list, u)
			s.asked[u.Received.Content] = true
		}
	}
	if len(list) == 0 {
		return
	}
	rules, got := s.rules, map[string]*paper{}
	read := s.reading(list, got)
	s.session.Aside(func(ctx context.Context) error { return read(ctx, nil) }, func(error) {
		for _, u := range list {
			delete(s.asked, u.Received.Content)
		}
		if rules == s.rules {
			s.keep(got)
		}
		for _, hear := range s.hear {
			hear()
		}
	})
}

// reading gives the work that reads the versions of units into got.
func (s *shelf) reading(units []*review.UnitView, got map[string]*paper) func(context.Context, *work.Progress) error {
	s.check()
	edition, book, today := s.edition, s.session.Book, s.session.Now().Format(time.DateOnly)
	return func(ctx context.Context, progress *work.Progress) error {
		for i, u := range units {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			if progress != nil {
				progress.Report(u.Unit.Name, float64(i)/float64(len(units)))
			}
			sub, err := book.Submission(u.Received)
			if err != nil {
				got[u.Unit.Code] = &paper{content: u.Received.Content, unread: err}
				continue
			}
			got[u.Unit.Code] = newPaper(u.Received.Content, sub.Dossier(edition), today)
		}
		return nil
	}
}

func (s *shelf) keep(got map[string]*paper) {
	for county, p := range got {
		s.papers[county] = p
		s.order = append(s.order, county)
	}
	for len(s.order) > max(papersKept, s.most) {
		if first := s.order[0]; !has(s.order[1:], first) {
			delete(s.papers, first)
		}
		s.order = s.order[1:]
	}
}

func has(list []string, one string) bool {
	for _, s := range list {
		if s == one {
			return true
		}
	}
	return false
}
