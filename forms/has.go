package forms

// Has reports whether what a value belongs to is there: the register row of a cell, the item of an attribute, the department of a
// name. Other values always have their place.
func (d *Dossier) Has(p Path) bool {
	part := p.Parts()
	switch {
	case part[0] == "row" && len(part) == 4:
		return d.values[CellPath(part[1], part[2], OrderKey)] != ""
	case part[0] == "evidence" && len(part) == 3:
		return d.values[EvidencePath(part[1], AttrNumber)] != ""
	case part[0] == "department" && len(part) == 3:
		_, ok := d.Department(part[1])
		return ok
	}
	return true
}
