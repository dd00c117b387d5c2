package publicity

import (
	"strings"
	"time"

	"zicha/forms/merge"
	"zicha/scoring"
	"zicha/scoring/canon"
)

// date is a day counted from 1970-01-01. Zero is taken for a real day; whether there is one is told beside it.
type date int32

// iso words a day as 2017-09-01.
func (d date) iso() string { return canon.ISO(int(d)) }

func (d date) year() int { return time.Unix(int64(d)*86400, 0).UTC().Year() }

// parseDate reads a date as files of offices hold it, guards taken off (canon.StoredDay).
func parseDate(text string, date1904 bool) (d date, ok bool) {
	day, ok := canon.StoredDay(merge.Unguarded(text), date1904)
	return date(day), ok
}

func allDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// narrowed gives a cell's text without white space around it, its full-width letters and digits in their narrow form.
func narrowed(text string) string {
	for i := range len(text) {
		if text[i] >= 0x80 {
			return strings.ReplaceAll(canon.Identity(text), "\u00a0", " ")
		}
	}
	return strings.TrimSpace(text)
}

// deadline is the last day on which a decision is published in time; known is false where the calendar does not reach that far.
type deadline struct {
	last  date
	known bool
}

// punctual reports whether decisions were published in time, each day asked of the calendar once.
type punctual struct {
	calendar *scoring.Calendar
	days     int // working days that publication may take
	known    map[date]deadline
}

// onTime reports whether a decision was published in time; ok is false where the calendar cannot tell. A day the calendar has before
// the last working day, which lies beyond it, is surely in time.
func (p *punctual) onTime(decided, published date) (yes, ok bool) {
	if published < decided {
		return false, true
	}
	due, asked := p.known[decided]
	if !asked {
		last, err := p.calendar.Add(decided.iso(), p.days)
		if err == nil {
			due.last, due.known = parseDate(last, false)
		}
		p.known[decided] = due
	}
	if due.known {
		return published <= due.last, true
	}
	if published == decided {
		return true, true
	}
	_, err := p.calendar.Between(decided.iso(), published.iso())
	return err == nil, err == nil
}
