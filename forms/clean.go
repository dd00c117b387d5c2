package forms

import (
	"zicha/scoring/canon"
)

// Clean gives planned changes with the values they bring in the form they are kept in (scoring.Field.Clean), and says in a line for each
// what was altered in it. It is for what comes in from outside; a change that brings nothing but what the dossier has stored is none.
func (d *Dossier) Clean(changes []Change) (clean []Change, told []string) {
	var after *Dossier // in which the rows and departments that come are known by name
	for _, c := range changes {
		value, notes := d.cleaned(c)
		if len(notes) > 0 {
			if after == nil {
				after = d.Clone()
				after.Apply(changes...)
			}
			told = append(told, after.Label(c.Path)+" "+canon.Words(notes))
		}
		if value == c.New || value != c.Old {
			c.New = value
			clean = append(clean, c)
		}
	}
	return clean, told
}

// CleanValue gives the canonical form of what one change brings, and tells in a line what was altered in it.
func (d *Dossier) CleanValue(c Change, tell func(words string)) string {
	value, notes := d.cleaned(c)
	if len(notes) > 0 {
		tell(d.Label(c.Path) + " " + canon.Words(notes))
	}
	return value
}

// cleaned gives the canonical form of what a change brings.
func (d *Dossier) cleaned(c Change) (string, []canon.Note) {
	f, err := d.Field(c.Path)
	if err != nil || c.New == c.Old {
		return c.New, nil
	}
	if c.Path == CountyPath("code") {
		return canon.Identity(c.New), nil
	}
	return f.Clean(c.New)
}
