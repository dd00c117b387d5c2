package tables

// laterCell is a cell of a column that is not wanted, whose text is shared.
type laterCell struct{ column, number int }

// unread is a cell of a column that is not wanted. A text that is short is kept, one that is shared looked up when it is asked for.
func (r *Rows) unread() Cell {
	out := Cell{Kind: Unread, Formula: r.cell.formula}
	switch r.cell.kind {
	case "s":
		if n, ok := number(trimSpace(r.value.bytes())); ok {
			r.later = append(r.later, laterCell{r.cell.column, n})
		}
	case "str", "inlineStr":
		if text := r.value.bytes(); len(text) <= mostRevealed {
			out.Text = string(text)
		}
	}
	return out
}

// mostRevealed is how many bytes a text has at most that is kept of a cell nobody wants.
const mostRevealed = 240

// Reveal gives the texts of the row's columns that are not wanted; numbers and long texts stay unread.
func (r *Rows) Reveal() error {
	for i, c := range r.row.Cells {
		if c.Kind == Unread && c.Text != "" {
			r.row.Cells[i].Kind = Text
		}
	}
	for _, l := range r.later {
		text, err := r.book.shared(l.number)
		if err != nil {
			return r.book.words(err, r.what)
		}
		if l.column < len(r.row.Cells) && r.row.Cells[l.column].Kind == Unread {
			r.row.Cells[l.column] = Cell{Kind: Text, Text: text}.orBlank()
		}
	}
	return nil
}
