package workbook

import (
	"strconv"
	"strings"

	"zicha/forms/merge"
	"zicha/forms/tables"
	"zicha/scoring"
	"zicha/scoring/canon"
)

// Value reads a cell as a field's canonical value. The error is one plain Chinese sentence.
func Value(c tables.Cell, date1904 bool, f *scoring.Field) (string, error) {
	if f.Kind == scoring.KindDate {
		return f.Normalize(dateText(c, date1904))
	}
	text := c.Typed(date1904)
	if f.Kind != scoring.KindText && f.Kind != scoring.KindAmount { // a figure is rounded where it is taken in, which says so
		text = tables.Plain(strings.TrimSpace(text))
	}
	return f.Normalize(text)
}

// dateText words a date as files hold it; what is none stays as it is.
func dateText(c tables.Cell, date1904 bool) string {
	text := c.Typed(date1904)
	if day, ok := canon.StoredDay(merge.Unguarded(text), date1904); ok {
		return canon.ISO(day)
	}
	return text
}

// key reads a cell that names something, such as 要点: "5.3" also where a spreadsheet made a number of it.
func (l line) key(title string) string {
	return scoring.FoldKey(strings.TrimSpace(l.Text(title)))
}

// whole reads a whole number ≥ 1, such as 序号.
func (l line) whole(title string) (int, bool) {
	text := l.key(title)
	if head, tail, dotted := strings.Cut(text, "."); dotted && strings.Trim(tail, "0") == "" {
		text = head
	}
	n, err := strconv.Atoi(text)
	return n, err == nil && n >= 1 && n <= maxRows*10
}

// points reads a printed score: "3.67" where it is a number of at most two decimals, else what stands there.
func (l line) points(title string) string {
	p, err := scoring.ParsePoints(strings.TrimSpace(l.Text(title)))
	if err != nil {
		return l.Text(title)
	}
	return p.String()
}
