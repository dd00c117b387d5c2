package forms

import (
	"strconv"

	"zicha/scoring"
	"zicha/scoring/canon"
)

// Typed gives the text that a short form typed into a field stands for, else the text as it is: of an option in a register the only label it
// begins or shortens, of a date without its year (3月5日, 3-5), or in a row with a month by the day alone (5, 5日), the day in ISO form. What comes
// in files is not guessed at so.
func (d *Dossier) Typed(p Path, text string) string { return d.TypedIn(p, text, d.monthOf(p)) }

// TypedIn is Typed in a row that is not there yet, of which the month is known.
func (d *Dossier) TypedIn(p Path, text string, month int) string {
	spec, err := d.Field(p)
	switch {
	case err != nil || spec == nil:
		return text
	case spec.Kind == scoring.KindOption && p.Kind() == KindRow:
		return spec.FullOption(text)
	case spec.Kind != scoring.KindDate:
		return text
	}
	if _, whole := canon.Day(text); whole {
		return text
	}
	day, ok := canon.DayIn(text, d.Edition.Year, month)
	if !ok {
		return text
	}
	if p.Kind() == KindProfile || p.Kind() == KindDepartment {
		day = d.written(day)
	}
	return canon.ISO(day)
}

// written is a day of the self-assessment's own papers: they are written from the end of the assessed year on, so that the first half of a year
// is that of the next.
func (d *Dossier) written(day int) int {
	iso := canon.ISO(day)
	if iso[5:7] > "06" {
		return day
	}
	if next, ok := canon.Day(d.Edition.NextYear(iso[5:])); ok {
		return next
	}
	return day
}

// monthOf is the month in a cell's row, 0 for none.
func (d *Dossier) monthOf(p Path) int {
	part := p.Parts()
	if part.Kind != KindRow {
		return 0
	}
	for _, col := range d.Edition.Criterion(part.Criterion).Register.Columns {
		if col.Kind == scoring.KindMonth {
			month, _ := strconv.Atoi(d.values[CellPath(part.Criterion, part.ID, col.Key)])
			return month
		}
	}
	return 0
}
