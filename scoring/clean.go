package scoring

import "zicha/scoring/canon"

// Clean gives a canonical value that comes in anew the form it is kept in, and says what that altered: a text as canon.Text has it, a figure
// with 15 significant digits, as 32.6500000000000014 is what programs write for 32.65. What is stored already is not to be cleaned.
func (f *Field) Clean(value string) (string, []canon.Note) {
	switch f.Kind {
	case KindText:
		return canon.Text(value)
	case KindAmount:
		if short := canon.Figure(value); short != value {
			return short, []canon.Note{{What: Clip(value) + "保留15位有效数字，记作" + short}}
		}
	}
	return value, nil
}
