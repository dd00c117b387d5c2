package forms

import (
	"slices"
	"strings"
)

// RowEvidence lists the evidence in use that is linked to a register row.
func (d *Dossier) RowEvidence(criterion, row string) []Evidence {
	return slices.DeleteFunc(d.Evidence(criterion), func(e Evidence) bool { return !slices.Contains(e.Rows, criterion+"#"+row) })
}

// LinkRow plans linking an item to a register row, or ending that link.
func (d *Dossier) LinkRow(item string, cell Path, on bool) []Change {
	part := cell.Parts()
	p := EvidencePath(item, AttrRows)
	ref := part[1] + "#" + part[2]
	refs := strings.Fields(d.values[p])
	switch at := slices.Index(refs, ref); {
	case on && at < 0:
		refs = append(refs, ref)
	case !on && at >= 0:
		refs = slices.Delete(refs, at, at+1)
	}
	return d.replace(p, strings.Join(refs, " "))
}
