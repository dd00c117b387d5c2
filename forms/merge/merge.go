// Package merge plans what another dossier, a table or a pasted block would bring into a dossier, before anything is taken.
package merge

import (
	"fmt"
	"slices"

	"zicha/forms"
	"zicha/scoring"
	"zicha/scoring/canon"
)

// Plan lists the changes that bring what another dossier says into this one. Blank values of the other change nothing; a register
// the other has rows for is taken over whole, row by row in order; evidence is matched by its number, and the data of known items is
// taken over. Items this dossier does not have, and the fresh ones without a number, are added where no file belongs to them (纸质,
// 另行报送); those that name files are left out and told in unknown, since a list brings no files.
func Plan(d *forms.Dossier, other *forms.Dossier, fresh ...forms.Evidence) (changes []forms.Change, unknown []forms.Evidence) {
	for _, p := range other.Paths() {
		switch p.Kind() {
		case forms.KindCounty, forms.KindProfile, forms.KindLayout, forms.KindNarrative, forms.KindRemark, forms.KindAnswer:
			changes = append(changes, d.Replace(p, other.Get(p))...)
		}
	}
	after := d.Clone()
	after.Apply(changes...)
	for _, c := range d.Edition.Criteria() {
		if rows := other.Rows(c.ID); len(rows) > 0 && c.Register != nil {
			step := planRows(after, c, rows) // a piece may stand by rows of several registers
			after.Apply(step...)
			changes = append(changes, step...)
		}
	}
	mine := map[string]forms.Evidence{}
	for _, e := range d.AllEvidence() {
		mine[e.Number] = e
	}
	for _, e := range append(other.AllEvidence(), fresh...) {
		var step []forms.Change
		known, ok := mine[e.Number]
		if e.Rows = after.RowRefs(other.RowPlaces(e)); ok {
			step = planEvidence(d, known, e)
		} else if step = planNew(after, e); step == nil {
			unknown = append(unknown, e)
		}
		after.Apply(step...)
		changes = append(changes, step...)
	}
	return changes, unknown
}

// SameCounty refuses what another county filled in; a file that names no county belongs to any.
func SameCounty(d *forms.Dossier, other *forms.Dossier) error {
	mine, theirs := canon.Identity(d.Get(forms.CountyPath("code"))), canon.Identity(other.Get(forms.CountyPath("code")))
	if mine == "" || theirs == "" || mine == theirs {
		return nil
	}
	return fmt.Errorf("这份内容是%s（%s）的，档案是%s（%s）的，没有写入。请换成本单位的文件", other.County(), theirs, d.County(), mine)
}

// planNew adds an item that has no file: under its own number where it brings one, else under the next of its first criterion's
// indicator. There is nothing to add it under where it has neither, and nothing to add where it names files.
func planNew(d *forms.Dossier, e forms.Evidence) []forms.Change {
	if len(e.Files) > 0 {
		return nil
	}
	if changes := d.AddNumbered(e); changes != nil || len(e.Criteria) == 0 {
		return changes
	}
	e.ID = ""
	_, changes, err := d.AddEvidence(e.Criteria[0], e)
	if err != nil {
		return nil
	}
	return changes
}

// planRows lines up a register with the rows it should have; existing rows keep their ids in order.
func planRows(d *forms.Dossier, c *scoring.Criterion, rows []scoring.Row) []forms.Change {
	var changes []forms.Change
	mine := d.Rows(c.ID)
	var added []map[string]string
	for i, row := range rows {
		if i >= len(mine) {
			added = append(added, row.Cells)
			continue
		}
		for _, col := range c.Register.Columns {
			changes = append(changes, d.Replace(forms.CellPath(c.ID, mine[i].ID, col.Key), row.Cells[col.Key])...)
		}
	}
	var rest []string
	for i := len(rows); i < len(mine); i++ {
		rest = append(rest, mine[i].ID)
	}
	return append(append(changes, d.AddRows(c.ID, added...)...), d.RemoveRows(c.ID, rest...)...)
}

// planEvidence takes over the data of a known item; its number, state, files and register rows stay as they are.
func planEvidence(d *forms.Dossier, known, said forms.Evidence) []forms.Change {
	var changes []forms.Change
	for _, attr := range append(forms.DescribingAttrs(), forms.AttrKeep) {
		if v := said.Attr(attr); v != "" {
			changes = append(changes, d.Replace(forms.EvidencePath(known.ID, attr), v)...)
		}
	}
	stranger := func(id string) bool { return d.Edition.Criterion(id) == nil }
	if ids := slices.DeleteFunc(slices.Clone(said.Criteria), stranger); len(ids) > 0 && !slices.Equal(ids, known.Criteria) {
		changes = append(changes, d.LinkEvidence(known.ID, ids)...)
	}
	return changes
}
