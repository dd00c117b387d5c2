package forms

import (
	"slices"
	"strconv"
	"strings"
)

// LinkRow plans linking an item to a register row, or ending that link.
func (d *Dossier) LinkRow(item string, cell Path, on bool) []Change {
	part := cell.Parts()
	p := EvidencePath(item, AttrRows)
	ref := part.Criterion + "#" + part.ID
	refs := strings.Fields(d.values[p])
	switch at := slices.Index(refs, ref); {
	case on && at < 0:
		refs = append(refs, ref)
	case !on && at >= 0:
		refs = slices.Delete(refs, at, at+1)
	}
	return d.Replace(p, strings.Join(refs, " "))
}

// RowRefs turns "5.3#2" (register row by place) into references to this dossier's rows, the reverse of RowPlaces.
func (d *Dossier) RowRefs(places []string) []string {
	var out []string
	for _, p := range places {
		criterion, place, _ := strings.Cut(p, "#")
		n, err := strconv.Atoi(place)
		if rows := d.allRows()[criterion]; err == nil && n >= 1 && n <= len(rows) {
			out = append(out, criterion+"#"+rows[n-1].ID)
		}
	}
	return out
}
