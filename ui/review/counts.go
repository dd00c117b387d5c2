package review

import (
	"time"

	"zicha/forms/review"
)

// counts are how many cells stand where, as the head and the list at the left tell it.
type counts struct {
	open, stale, conflicts int // 未核定, 待复看, 互相矛盾
	today                  int // decided on the day asked for, those whose decision stands
	received               int // units whose version is there
}

// counting keeps the counts of each unit as long as it is the same in the views that follow each other, so that an act costs no pass over all
// cells.
type counting struct {
	day   string
	units []*review.UnitView
	each  []counts
	view  *review.View
	all   counts
}

// counts counts the cells of what holds now.
func (s *Session) counts() counts {
	k, now := &s.counted, s.Now()
	day := now.Format(time.DateOnly) + now.Location().String()
	if k.view == s.View && k.day == day {
		return k.all
	}
	if len(k.units) != len(s.View.Units) || k.day != day {
		k.units, k.each = make([]*review.UnitView, len(s.View.Units)), make([]counts, len(s.View.Units))
	}
	k.view, k.day, k.all = s.View, day, counts{}
	for i, u := range s.View.Units {
		if k.units[i] != u {
			k.units[i], k.each[i] = u, countsOf(u, now)
		}
		k.all.add(k.each[i])
	}
	return k.all
}

func (c *counts) add(more counts) {
	c.open, c.stale, c.conflicts = c.open+more.open, c.stale+more.stale, c.conflicts+more.conflicts
	c.today, c.received = c.today+more.today, c.received+more.received
}

// countsOf counts the cells of a unit.
func countsOf(u *review.UnitView, now time.Time) counts {
	out := counts{open: u.Open}
	if u.Received != nil {
		out.received = 1
	}
	for _, c := range u.Cells {
		if c.State == review.Stale {
			out.stale++
		}
		if len(c.Conflict) > 0 {
			out.conflicts++
		}
		if c.Decided && c.Act != nil && sameDay(c.Act.At, now) {
			out.today++
		}
	}
	return out
}
