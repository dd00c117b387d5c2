package forms

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"zicha/scoring"
	"zicha/scoring/canon"
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

// InsertRow plans a new row without content before the row at a place, counted from 0, at the end where there is none.
func (d *Dossier) InsertRow(criterion string, at int) []Change {
	rows := d.Rows(criterion)
	return d.reorder(criterion, slices.Insert(rows, max(0, min(at, len(rows))), scoring.Row{ID: NewID()}))
}

// MoveRows plans moving rows, in their order, to before the row at a place, counted from 0 with all rows where they are; the number of rows
// is the end. Where they stand there already nothing is planned.
func (d *Dossier) MoveRows(criterion string, to int, ids ...string) []Change {
	var moved, above, below []scoring.Row
	for i, r := range d.Rows(criterion) {
		switch {
		case slices.Contains(ids, r.ID):
			moved = append(moved, r)
		case i < to:
			above = append(above, r)
		default:
			below = append(below, r)
		}
	}
	return d.reorder(criterion, slices.Concat(above, moved, below))
}

// SortRows plans the register's order by a column, or down from the last; blank cells are last in both. Options go by their order in the
// rulebook, dates by the day, all else by canon.Order. The order is the register's own, as it is printed and handed over, so a sort is a
// change like any other, which can be undone.
func (d *Dossier) SortRows(criterion, column string, down bool) []Change {
	rows, order := d.Rows(criterion), d.cellOrder(criterion, column)
	slices.SortStableFunc(rows, func(a, b scoring.Row) int {
		x, y := a.Cells[column], b.Cells[column]
		switch {
		case x == "" || y == "":
			return cmp.Compare(len(y), len(x))
		case down:
			return order(y, x)
		}
		return order(x, y)
	})
	return d.reorder(criterion, rows)
}

// cellOrder compares the values of a column.
func (d *Dossier) cellOrder(criterion, column string) func(x, y string) int {
	spec := d.Edition.Criterion(criterion).Register.Column(column)
	if spec == nil || spec.Kind != scoring.KindOption {
		return canon.Order()
	}
	place := func(key string) int {
		return slices.IndexFunc(spec.Options, func(o scoring.Option) bool { return o.Key == key })
	}
	return func(x, y string) int { return cmp.Compare(place(x), place(y)) }
}

// reorder plans giving the rows the places in which they are listed.
func (d *Dossier) reorder(criterion string, rows []scoring.Row) []Change {
	var changes []Change
	for i, r := range rows {
		changes = append(changes, d.Replace(CellPath(criterion, r.ID, OrderKey), strconv.Itoa(i+1))...)
	}
	return changes
}
