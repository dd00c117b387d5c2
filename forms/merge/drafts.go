package merge

import "zicha/forms"

// Drafts gives the texts that stand in fields and are not their values, as they are once another dossier has been taken over: a field it
// has a value for, be it the one that is there, is answered, unless the other lists the text as not taken itself. A register it has rows for
// is answered whole. Gone lists what goes. D is the dossier after the change.
func Drafts(d, other *forms.Dossier) (left map[forms.Path]forms.Draft, gone []forms.Unsettled) {
	left = d.Drafts()
	kept := map[forms.Path]string{}
	for p, draft := range other.Drafts() {
		kept[rowIn(d, other, p)] = draft.Text
	}
	for p := range left { // what it now says anyway
		if value, err := d.Normalize(p, left[p].Text); err == nil && value == d.Get(p) {
			delete(left, p)
		}
	}
	for _, u := range d.Unsettled() {
		part := u.Path.Parts()
		answered := other.Get(u.Path) != "" || part.Kind == forms.KindRow && len(other.Rows(part.Criterion)) > 0
		if text, listed := kept[u.Path]; answered && !(listed && text == u.Text) {
			gone = append(gone, u)
			delete(left, u.Path)
		}
	}
	return left, gone
}

// rowIn gives the path of a register cell of one dossier as it is in another, by the row's place; other paths are the same.
func rowIn(d, other *forms.Dossier, p forms.Path) forms.Path {
	part := p.Parts()
	if part.Kind != forms.KindRow {
		return p
	}
	mine := d.Rows(part.Criterion)
	for i, row := range other.Rows(part.Criterion) {
		if row.ID == part.ID && i < len(mine) {
			return forms.CellPath(part.Criterion, mine[i].ID, part.Key)
		}
	}
	return p
}
