package review

import (
	"slices"

	"zicha/scoring"
)

// DataInitial names, in Confirmed, the 初评 that is confirmed; DataRestores, in Withdrawn, what holds again, "" for nothing.
const (
	DataInitial  = "initial"
	DataRestores = "restores"
)

// standing is what a chain of acts on a cell comes to, apart from whether its facts still are as they were.
type standing struct {
	state     State // Unreviewed, InitiallyScored, ConfirmedState, ReturnedState or VoidedState
	initial   *Event
	confirmed *Event // or Direct
	act       *Event // that made it so: an initial, confirmed, direct, returned or voided event
	head      *Event // the last of the chain
	facts     string
	withdrew  bool // it holds again because what came after it was taken back
}

// standingOf follows a head back to what it stands for.
func (l *Ledger) standingOf(cell Topic, head *Event) standing {
	s, last := l.follow(cell, head), head
	s.head = last
	return s
}

func (l *Ledger) follow(cell Topic, e *Event) standing {
	for e != nil {
		switch e.Kind {
		case Initial:
			return standing{state: InitiallyScored, initial: e, act: e, facts: e.Facts}
		case Confirmed:
			first := l.actOf(cell, e.Data[DataInitial])
			if first != nil && first.Kind != Initial {
				first = nil
			}
			return standing{state: ConfirmedState, initial: first, confirmed: e, act: e, facts: e.Facts}
		case Direct:
			return standing{state: ConfirmedState, confirmed: e, act: e, facts: e.Facts}
		case Returned:
			return standing{state: ReturnedState, act: e}
		case Voided:
			if l.voids(cell, e) {
				return standing{state: VoidedState, confirmed: e, act: e}
			}
			e = l.actOf(cell, l.before(cell, e))
		case Withdrawn:
			s := l.follow(cell, l.actOf(cell, e.Data[DataRestores]))
			s.withdrew = true
			return s
		case Upheld:
			return l.upheld(cell, e)
		default:
			e = nil
		}
	}
	return standing{state: Unreviewed}
}

// voids reports whether the case of a void still says so: never without a case, nor where it was chosen that the case was dropped.
func (l *Ledger) voids(cell Topic, e *Event) bool {
	about := Topic{Class: string(Cased), County: cell.County, Indicator: cell.Indicator, Subject: e.Subject}
	return slices.ContainsFunc(l.Heads(about), func(step *Event) bool { return step.Value == CaseVoided })
}

// actOf finds an act on a cell by its id, nil where it is none of that cell's: nobody's score becomes another's.
func (l *Ledger) actOf(cell Topic, id string) *Event {
	e := l.Event(id)
	if e == nil || !slices.Contains(e.Topics(), cell) || l.mute[id] {
		return nil
	}
	return e
}

func (l *Ledger) upheld(cell Topic, e *Event) standing {
	at := slices.IndexFunc(e.Cells, func(c UpheldCell) bool { return CellOf(c.County, c.Indicator) == cell })
	if at < 0 {
		return standing{state: Unreviewed}
	}
	s := l.follow(cell, l.actOf(cell, e.Cells[at].Event))
	s.facts, s.withdrew = e.Cells[at].Facts, false // somebody has looked at it since
	return s
}

// same reports whether two standings say the same: then they do not contradict each other though they were reached apart.
func (s standing) same(o standing) bool {
	return s.state == o.state && valueOf(s.initial) == valueOf(o.initial) && valueOf(s.confirmed) == valueOf(o.confirmed)
}

func valueOf(e *Event) string {
	if e == nil {
		return ""
	}
	return e.Value
}

// agreed is what several heads of a cell come to. conflict is true where they contradict each other; older is true where one confirms
// another 初评 than the one that was made elsewhere.
func agreed(all []standing) (s standing, conflict, older bool) {
	s = all[len(all)-1]
	for _, other := range all[:len(all)-1] {
		a, b := other, s
		if a.state == InitiallyScored && b.state == ConfirmedState {
			a, b = b, a
		}
		switch {
		case s.same(other):
		case s.withdrew || other.withdrew: // what one took back the other built on, or decided anew
			conflict = true
		case a.state == ConfirmedState && a.initial != nil && b.state == InitiallyScored:
			older = older || valueOf(a.initial) != valueOf(b.initial) // else 初评 here, 确认 there: a sequence
			s = a
		case s.state == Unreviewed:
			s = other
		case other.state != Unreviewed:
			conflict = true
		}
	}
	return s, conflict, older
}

// pointsOf reads the score of an act into a place, nil where it has none.
func pointsOf(e *Event, into *scoring.Points) *scoring.Points {
	switch {
	case e == nil:
		return nil
	case e.Kind == Voided:
		*into = 0
		return into
	}
	return parsed(e.Value, into)
}
