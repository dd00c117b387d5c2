package store

import (
	"maps"
	"slices"
)

// Doubt is a value that came out of a damaged file without proof that it is the last there was. Other is what it may be instead, the same
// as Taken where nothing else is known; "" is blank.
type Doubt struct{ Path, Taken, Other string }

// judge decides what of the values and of the log is the present state. What both say is; what only one has is where that one is whole by
// the totals. Where they contradict each other, one of them was kept by the disk as it was before: the later is taken, with a doubt.
type judge struct {
	rows   map[string][]foundRow // of the values, by path, the most trusted first
	log    map[string][]Entry    // by path, oldest first
	gap    int64                 // the number of the last entry that is missing, 0 where none is
	beyond bool                  // the log goes on after the totals were written
	behind bool                  // the totals vouch for the log, and rows that live are from after both
	intact bool                  // what is not among the rows that live was not there
}

// unknown is the gap of a log of which nobody knows how much it lacks.
const unknown = 1 << 62

// values works the values out: from the table where the totals vouch for it, else path by path.
func (s *salvage) values(out *Repaired, want totals) {
	out.replayed = map[string]string{}
	j := judge{rows: map[string][]foundRow{}, log: map[string][]Entry{}, intact: s.intact[valueTable().Name]}
	var got total
	for _, e := range out.Entries {
		got = got.plus(rowSum(logTable().Name, e.row()))
		if e.Path != "" {
			j.log[e.Path] = append(j.log[e.Path], e)
			out.replayed[e.Path] = e.New
		}
	}
	logged := want[logTable().Name]
	j.gap = lastGap(out.Entries, logged, got)
	j.beyond = logged.rows > 0 && j.gap == unknown
	for _, least := range []int{alive, stray} {
		if s.wholeTable(out, least, want) && !j.beyond {
			return
		}
	}
	for _, r := range s.rows[valueTable().Name] {
		path := r.fields[0].(string)
		j.rows[path] = append(j.rows[path], r)
	}
	for _, list := range j.rows {
		slices.SortStableFunc(list, func(a, b foundRow) int { return b.rank - a.rank })
	}
	j.all(out)
	n := len(out.Entries)
	out.Behind = j.gap > 0 && j.gap != unknown || j.beyond || len(out.Unsure) > 0 || n > 0 && out.Entries[n-1].Seq > int64(n)
	out.Lost = max(0, want[valueTable().Name].rows-int64(len(out.Values)))
}

// wholeTable takes the values from their table, if the rows that can be trusted at least so much are all that it had.
func (s *salvage) wholeTable(out *Repaired, least int, want totals) bool {
	var got total
	out.Values = map[string]string{}
	for _, r := range s.rows[valueTable().Name] {
		if r.rank >= least {
			got = got.plus(r.sum)
			out.Values[r.fields[0].(string)] = r.fields[1].(string)
		}
	}
	total, known := want[valueTable().Name]
	return known && got == total
}

// lastGap is the number of the last entry of the log that is missing; where the end of the log is not known, it is missing.
func lastGap(entries []Entry, want, got total) int64 {
	switch {
	case want.rows == 0, len(entries) > 0 && entries[len(entries)-1].Seq > want.rows:
		return unknown
	case got == want:
		return 0
	}
	next := want.rows
	for _, e := range slices.Backward(entries) {
		if e.Seq < next {
			return next
		}
		next = min(next, e.Seq-1)
	}
	return next
}

// all judges every path that a row or an entry names.
func (j *judge) all(out *Repaired) {
	out.Values = map[string]string{}
	paths := map[string]bool{}
	for path := range j.rows {
		paths[path] = true
	}
	for path := range j.log {
		paths[path] = true
	}
	list := slices.Sorted(maps.Keys(paths))
	if j.gap == 0 && slices.ContainsFunc(list, j.newer) {
		j.gap, j.behind = unknown, true
	}
	for _, path := range list {
		d, sure := j.one(path)
		if d.Taken != "" {
			out.Values[path] = d.Taken
		}
		if !sure {
			out.Unsure = append(out.Unsure, d)
		}
	}
}

// present lists what the rows that live say of a path.
func (j *judge) present(path string) []string {
	var out []string
	for _, r := range j.rows[path] {
		if r.rank == alive {
			out = append(out, r.fields[1].(string))
		}
	}
	return out
}

// heard reports whether the log knows a text as something that was changed.
func (j *judge) heard(path, text string) bool {
	return slices.ContainsFunc(j.log[path], func(e Entry) bool { return e.Old == text || e.New == text })
}

// newer reports whether a row that lives is from after the log.
func (j *judge) newer(path string) bool {
	return slices.ContainsFunc(j.present(path), func(text string) bool { return !j.heard(path, text) })
}

// one judges a path.
func (j *judge) one(path string) (d Doubt, sure bool) {
	there, entries := j.present(path), j.log[path]
	if len(entries) == 0 {
		return j.unlogged(path, there)
	}
	last := entries[len(entries)-1]
	d = Doubt{path, last.New, last.New}
	for _, text := range there {
		if text != last.New {
			d.Other = text
		}
	}
	switch {
	case len(there) == 0:
		return j.missing(last)
	case d.Other == d.Taken:
		return d, true
	case !j.heard(path, d.Other), !j.beyond && last.Seq < j.gap:
		d.Taken, d.Other = d.Other, d.Taken
	}
	return d, false
}

// unlogged judges a path that no entry names.
func (j *judge) unlogged(path string, there []string) (d Doubt, sure bool) {
	text := j.rows[path][0].fields[1].(string)
	switch {
	case len(there) == 0 && j.gap == 0: // the whole log has never heard of it
		return Doubt{path, "", text}, false
	case j.behind:
		return Doubt{path, text, ""}, false
	case len(there) > 1:
		return Doubt{path, text, there[1]}, false
	}
	return Doubt{path, text, text}, len(there) == 1
}

// missing judges a path without a row that lives, by its last entry and by the rows found elsewhere.
func (j *judge) missing(last Entry) (d Doubt, sure bool) {
	d = Doubt{last.Path, last.New, last.New}
	if last.New == "" {
		return d, true
	}
	if j.intact {
		d.Other = ""
	}
	for _, r := range j.rows[last.Path] {
		switch text := r.fields[1].(string); {
		case r.rank == stray && text == last.New:
			d.Other = text // in the table, on a page that was put elsewhere
		case r.rank == stray && last.Seq < j.gap && !j.heard(last.Path, text):
			return Doubt{last.Path, text, last.New}, false
		}
	}
	return d, d.Other == d.Taken && last.Seq >= j.gap
}
