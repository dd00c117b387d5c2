package check

import (
	"slices"

	"zicha/forms"
	"zicha/scoring"
)

// Piece is one piece of evidence the rulebook expects for a criterion (应附材料), and the items in use that serve it.
type Piece struct {
	Name  string
	Items []forms.Evidence
}

// Pieces lists what is expected for a criterion with the items serving each piece, and the items of the criterion that are not
// assigned to any. Where only one piece is expected, or none, every item serves it.
func Pieces(d *forms.Dossier, c *scoring.Criterion) (pieces []Piece, loose []forms.Evidence) {
	items := d.Evidence(c.ID)
	for i, name := range c.Evidence {
		piece := Piece{Name: name}
		for _, item := range items {
			if len(c.Evidence) == 1 || slices.Contains(item.Expect, forms.ExpectToken(c, i)) {
				piece.Items = append(piece.Items, item)
			}
		}
		pieces = append(pieces, piece)
	}
	for _, item := range items {
		if len(c.Evidence) != 1 && len(item.Serves(c)) == 0 {
			loose = append(loose, item)
		}
	}
	return pieces, loose
}

// Have reports whether something that counts serves the piece.
func (p Piece) Have() bool { return slices.ContainsFunc(p.Items, forms.Evidence.Counts) }

// missingPieces names what is expected for a criterion and no item serves, where the criterion has evidence at all.
func missingPieces(d *forms.Dossier, c *scoring.Criterion) (missing []string, loose []forms.Evidence) {
	pieces, loose := Pieces(d, c)
	for _, p := range pieces {
		if !p.Have() {
			missing = append(missing, "“"+p.Name+"”")
		}
	}
	if len(missing) == len(pieces) && len(loose) == 0 {
		return nil, nil // no evidence at all is another problem
	}
	return missing, loose
}
