package merge

import (
	"zicha/forms"
	"zicha/scoring/canon"
)

// Copied is what was copied out of a register: pasted back it is taken as it stands, without guessing at headings, numberings and sums, as is
// done with what comes from elsewhere.
type Copied struct {
	Criterion string
	// Text is what went to the clipboard.
	Text string
	// Rows are the cells, without the headings that may stand in Text.
	Rows [][]string
	// From is the place of the first column copied.
	From int
}

// Copy makes the text for cells of a register, the first of them in column from, under their headings where these are wanted.
func Copy(d *forms.Dossier, criterion string, from int, rows [][]string, heads bool) Copied {
	all := rows
	if heads {
		var titles []string
		for _, col := range d.Edition.Criterion(criterion).Register.Columns[from:] {
			titles = append(titles, col.Label)
		}
		all = append([][]string{titles}, rows...)
	}
	return Copied{criterion, JoinCells(all), rows, from}
}

// Is reports whether a text of the clipboard is what was copied; the system may have changed the ends of its lines.
func (c Copied) Is(criterion, text string) bool {
	return c.Text != "" && c.Criterion == criterion && canon.Lines(text) == canon.Lines(c.Text)
}

// Paste plans taking the copied cells into a register from a cell on, as PasteBlock does. Whole rows go into the columns they came from.
func (c Copied) Paste(d *forms.Dossier, at Spot) ([]forms.Change, []PasteProblem) {
	columns := d.Edition.Criterion(c.Criterion).Register.Columns
	if whole := len(c.Rows) > 0 && len(c.Rows[0]) == len(columns); !whole {
		columns = columns[min(max(at.Column, 0), len(columns)):]
	}
	read, problems := cells{columns: columns, year: d.Edition.Year, own: true}.readLines(c.Rows, 1)
	changes, rows := block{d, c.Criterion, at.Row - 1}.lay(read)
	for i, p := range problems {
		if row, ok := rows[p.Row]; ok && p.Column <= len(columns) {
			problems[i].At = forms.CellPath(c.Criterion, row, columns[p.Column-1].Key)
		}
	}
	return changes, problems
}
