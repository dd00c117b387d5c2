package review

import "strconv"

// Shift is what a ruling does to a county: its row before and after, and the cells that count or stand otherwise.
type Shift struct {
	Was, Is UnitResult
	Cells   []CellShift
}

// CellShift is a cell before and after.
type CellShift struct{ Was, Is *Cell }

// Shifts lists every county by its rank after the ruling; stale is how many decisions more have to be looked at again.
func (e *RulingEffect) Shifts() (list []Shift, stale int) {
	before := map[string]UnitResult{}
	for _, u := range e.Before.Ranking() {
		before[u.Code] = u
	}
	for _, is := range e.After.Ranking() {
		s := Shift{Was: before[is.Code], Is: is}
		were := e.Before.Unit(is.Code).Cells
		for i, c := range e.After.Unit(is.Code).Cells {
			if shift := (CellShift{were[i], c}); shift.Was.Score != c.Score || shift.Stale() {
				s.Cells = append(s.Cells, shift)
				if shift.Stale() {
					stale++
				}
			}
		}
		list = append(list, s)
	}
	return list, stale
}

// Changed reports whether anything of the county changes.
func (s Shift) Changed() bool {
	return len(s.Cells) > 0 || s.Was.Total != s.Is.Total || s.Was.Rank != s.Is.Rank
}

// Stale reports whether the cell has to be looked at again that did not have to before.
func (s CellShift) Stale() bool { return s.Is.State == Stale && s.Was.State != Stale }

// Words says what changes, a sentence each: 第5项：8.00→6.00.
func (s CellShift) Words() []string {
	item := "第" + strconv.Itoa(s.Is.Indicator.No) + "项："
	var out []string
	if s.Was.Score != s.Is.Score {
		out = append(out, item+s.Was.Score.String()+"→"+s.Is.Score.String())
	}
	if s.Stale() {
		line := item + s.Was.State.Label() + "→" + s.Is.State.Label()
		if s.Was.Score == s.Is.Score { // what it comes to otherwise stands in the line before
			line += "，得分仍为" + s.Is.Score.String()
		}
		out = append(out, line)
	}
	return out
}
