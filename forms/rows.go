package forms

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"zicha/scoring"
)

// AddRow plans a new register row at the end; cells are canonical text.
func (d *Dossier) AddRow(criterion string, cells map[string]string) (id string, changes []Change) {
	id = NewID()
	return id, d.newRow(CellPath(criterion, id, OrderKey), lastPlace(d, criterion)+1, cells)
}

// AddRows plans new register rows at the end, in their order; cells are canonical text.
func (d *Dossier) AddRows(criterion string, rows ...map[string]string) []Change {
	var changes []Change
	last := lastPlace(d, criterion)
	for i, cells := range rows {
		changes = append(changes, d.newRow(CellPath(criterion, NewID(), OrderKey), last+i+1, cells)...)
	}
	return changes
}

// newRow plans a row by the path of its place.
func (d *Dossier) newRow(order Path, place int, cells map[string]string) []Change {
	part := order.Parts()
	changes := []Change{{Path: order, New: strconv.Itoa(place)}}
	for _, col := range d.Edition.Criterion(part.Criterion).Register.Columns {
		if v := cells[col.Key]; v != "" {
			changes = append(changes, Change{Path: CellPath(part.Criterion, part.ID, col.Key), New: v})
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

// RemoveRow plans removing a register row with all its cells; evidence for it stays, but is linked to the row no longer.
func (d *Dossier) RemoveRow(criterion, id string) []Change { return d.RemoveRows(criterion, id) }

// RemoveRows plans removing several rows of a register.
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

// InsertRow plans a new row without content after the one with the id given.
func (d *Dossier) InsertRow(criterion, after string) (id string, changes []Change) {
	rows := d.Rows(criterion)
	at := slices.IndexFunc(rows, func(r scoring.Row) bool { return r.ID == after })
	if at < 0 {
		return d.AddRow(criterion, nil)
	}
	id = NewID()
	return id, d.reorder(criterion, slices.Insert(rows, at+1, scoring.Row{ID: id}))
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

// SortRows plans the register's order by a column, blank cells last.
func (d *Dossier) SortRows(criterion, column string) []Change { return d.sort(criterion, column, 1) }

// SortRowsDown is SortRows from the highest to the lowest; blank cells are last here too.
func (d *Dossier) SortRowsDown(criterion, column string) []Change {
	return d.sort(criterion, column, -1)
}

func (d *Dossier) sort(criterion, column string, sign int) []Change {
	rows := d.Rows(criterion)
	sortRows(rows, column, sign)
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

// sortRows orders rows by a column: numbers by value, then texts, blank cells last.
// sign -1 turns the order of all but the blank ones round.
func sortRows(rows []scoring.Row, column string, sign int) {
	rank := func(cell string) (class, value int) {
		n, err := strconv.Atoi(cell)
		switch {
		case cell == "":
			return 2, 0
		case err != nil:
			return 1, 0
		}
		return 0, n
	}
	slices.SortStableFunc(rows, func(a, b scoring.Row) int {
		x, y := a.Cells[column], b.Cells[column]
		classX, valueX := rank(x)
		classY, valueY := rank(y)
		if classX == 2 || classY == 2 {
			return cmp.Compare(classX, classY)
		}
		return sign * cmp.Or(cmp.Compare(classX, classY), cmp.Compare(valueX, valueY), strings.Compare(x, y))
	})
}
