package forms

// Has reports whether what a value belongs to is there: the register row of a cell, the item of an attribute, the department of a
// name. Other values always have their place.
func (d *Dossier) Has(p Path) bool {
	switch part := p.Parts(); part.Kind {
	case KindRow:
		return d.values[CellPath(part.Criterion, part.ID, OrderKey)] != ""
	case KindEvidence:
		return d.values[EvidencePath(part.ID, AttrNumber)] != ""
	case KindDepartment:
		_, ok := d.Department(part.ID)
		return ok
	}
	return true
}
