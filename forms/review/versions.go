package review

import "strconv"

// received finds the version of a county that holds and gives what is worked out of it. One whose content is lost says nothing until it is
// brought in anew or taken from another copy: the rest of the book goes on.
func (w *viewing) received(u *UnitView) (d digest, err error) {
	heads := w.ledger.Heads(Topic{Class: string(Received), County: u.Unit.Code})
	var holds *Event
	for _, e := range heads {
		if holds == nil || better(e, holds) >= 0 {
			holds = e
		}
	}
	if holds == nil {
		return d, nil
	}
	for _, e := range heads {
		if better(e, holds) == 0 && e.Content != holds.Content {
			u.Rivals = append(u.Rivals, e)
		}
	}
	u.Version, u.Code = versionOf(holds), holds.Data[DataCode]
	if !w.book.holds(holds.Content) {
		u.Lost = holds
		return d, nil
	}
	u.Received = holds
	return w.book.digest(holds.Content, w.Edition, w.rules)
}

// lostWords say, behind the county, that a version's content is lost and what to do.
func (e *Event) lostWords() string {
	return "第" + e.Value + "版的内容没有找回，请重新收件，或者与另一份副本合并"
}

// holds reports whether a content is there.
func (b *Book) holds(sum string) bool {
	if b.kept[sum] > 0 {
		return true
	}
	if b.lender == nil {
		return false
	}
	b.lender.mu.Lock()
	defer b.lender.mu.Unlock()
	return b.lender.kept[sum] > 0
}

// keeps reports whether the content that an event names is in the book's table of contents: scans lie elsewhere.
func (b *Book) keeps(e *Event) bool {
	return e.Content != "" && e.Kind != Inspected && b.Holds(e.Content)
}

// Holds reports whether a content is there: a book that was damaged may have lost some.
func (b *Book) Holds(sum string) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.holds(sum)
}

// lostTo are the events of which another copy has the content and this book, which has the event, does not, one for each content.
func (b *Book) lostTo(other *Book) []*Event {
	var out []*Event
	seen := map[string]bool{}
	for _, e := range b.ledger.All() {
		if e.Content != "" && !b.holds(e.Content) && !seen[e.Content] && other.keeps(e) {
			seen[e.Content], out = true, append(out, e)
		}
	}
	return out
}

// regained is the end of a plan's words.
func (p *JoinPlan) regained() string {
	if p.Regained == 0 {
		return ""
	}
	return "；找回" + strconv.Itoa(p.Regained) + "份内容"
}

// regain adds a content that an event of before names.
func (a *addition) regain(sum string, data []byte) {
	if a.contents[sum] == nil {
		a.contents[sum] = data
		a.regained++
	}
}
