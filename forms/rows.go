package forms

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"zicha/scoring"
)

// MaxRows is how many rows of all registers a file from outside brings at most; the longest known lists have some hundred.
const MaxRows = 10_000

// FewRows refuses so many rows of registers in one file.
func FewRows(n int) error {
	if n <= MaxRows {
		return nil
	}
	return fmt.Errorf("文件里的台账一共有%d行，超过%d行，没有读取任何内容。请核对是否选错了文件，或删去多余的行后再选一次", n, MaxRows)
}

// AddRows plans new register rows at the end, in their order; cells are canonical text.
func (d *Dossier) AddRows(criterion string, rows ...map[string]string) []Change {
	var changes []Change
	last := lastPlace(d, criterion)
	for i, cells := range rows {
		id := NewID()
		changes = append(changes, Change{Path: CellPath(criterion, id, OrderKey), New: strconv.Itoa(last + i + 1)})
		for _, col := range d.Edition.Criterion(criterion).Register.Columns {
			changes = append(changes, d.Replace(CellPath(criterion, id, col.Key), cells[col.Key])...)
		}
	}
	return changes
}

// lastPlace is the highest place in use.
func lastPlace(d *Dossier, criterion string) int {
	last := 0
	for _, r := range d.Rows(criterion) {
		n, _ := strconv.Atoi(d.values[CellPath(criterion, r.ID, OrderKey)])
		last = max(last, n)
	}
	return last
}

// RemoveRows plans removing register rows with all their cells; evidence for them stays, but is linked to them no longer.
func (d *Dossier) RemoveRows(criterion string, ids ...string) []Change {
	var changes []Change
	gone := make(map[string]bool, len(ids))
	for _, id := range ids {
		gone[criterion+"#"+id] = true
	}
	for _, p := range d.Paths() {
		if part := p.Parts(); part.Kind == KindRow && gone[part.Criterion+"#"+part.ID] {
			changes = append(changes, Change{p, d.values[p], ""})
		}
	}
	for _, e := range d.AllEvidence() {
		left := slices.DeleteFunc(slices.Clone(e.Rows), func(ref string) bool { return gone[ref] })
		changes = append(changes, d.Replace(EvidencePath(e.ID, AttrRows), strings.Join(left, " "))...)
	}
	return changes
}

// InsertRow plans a new row without content after the one with the id given, at the end where there is none of it.
func (d *Dossier) InsertRow(criterion, after string) []Change {
	rows := d.Rows(criterion)
	at := slices.IndexFunc(rows, func(r scoring.Row) bool { return r.ID == after }) + 1
	if at == 0 {
		at = len(rows)
	}
	return d.reorder(criterion, slices.Insert(rows, at, scoring.Row{ID: NewID()}))
}

// MoveRow plans moving a row down (1) or up (-1) by one place; nothing where it stands at the end already.
func (d *Dossier) MoveRow(criterion, id string, by int) []Change {
	rows := d.Rows(criterion)
	at := slices.IndexFunc(rows, func(r scoring.Row) bool { return r.ID == id })
	if at < 0 || at+by < 0 || at+by >= len(rows) {
		return nil
	}
	rows[at], rows[at+by] = rows[at+by], rows[at]
	return d.reorder(criterion, rows)
}

// SortRows plans the register's order by a column, numbers by value before texts, or down from the highest; blank cells are last in both.
func (d *Dossier) SortRows(criterion, column string, down bool) []Change {
	rows := d.Rows(criterion)
	slices.SortStableFunc(rows, func(a, b scoring.Row) int {
		x, y := a.Cells[column], b.Cells[column]
		switch {
		case x == "" || y == "":
			return cmp.Compare(len(y), len(x))
		case down:
			return compareCells(y, x)
		}
		return compareCells(x, y)
	})
	return d.reorder(criterion, rows)
}

// reorder plans giving the rows the places in which they are listed.
func (d *Dossier) reorder(criterion string, rows []scoring.Row) []Change {
	var changes []Change
	for i, r := range rows {
		changes = append(changes, d.Replace(CellPath(criterion, r.ID, OrderKey), strconv.Itoa(i+1))...)
	}
	return changes
}

// compareCells puts numbers before texts, and orders them by value.
func compareCells(x, y string) int {
	n, errX := strconv.Atoi(x)
	m, errY := strconv.Atoi(y)
	switch {
	case errX == nil && errY == nil:
		return cmp.Or(cmp.Compare(n, m), strings.Compare(x, y))
	case errX == nil:
		return -1
	case errY == nil:
		return 1
	}
	return strings.Compare(x, y)
}
