package scoring

import (
	"strings"

	"zicha/scoring/canon"
)

// keptDigits is how many significant digits of a figure are kept: spreadsheets compute with as many.
const keptDigits = 15

// Clean gives a canonical value that comes in anew the form it is kept in, and says what that altered: a text as canon.Text has it, a figure
// with 15 significant digits, as 32.6500000000000014 is what programs write for 32.65. What is stored already is not to be cleaned.
func (f *Field) Clean(value string) (string, []canon.Note) {
	switch f.Kind {
	case KindText:
		return canon.Text(value)
	case KindAmount:
		if short := keptFigure(value); short != value {
			return short, []canon.Note{{What: Clip(value) + "保留15位有效数字，记作" + short}}
		}
	}
	return value, nil
}

// keptFigure rounds a plain decimal to the digits kept, half up.
func keptFigure(number string) string {
	whole, frac, _ := strings.Cut(number, ".")
	digits := []byte(whole + frac)
	first := len(digits) - len(strings.TrimLeft(string(digits), "0"))
	last := max(first+keptDigits, len(whole)) // of a whole number no digit is lost
	if last >= len(digits) {
		return number
	}
	up := digits[last] >= '5'
	digits = digits[:last]
	for i := last - 1; up && i >= 0; i-- {
		if up = digits[i] == '9'; up {
			digits[i] = '0'
		} else {
			digits[i]++
		}
	}
	point := len(whole)
	if up {
		digits = append([]byte{'1'}, digits...)
		point++
	}
	if rest := strings.TrimRight(string(digits[point:]), "0"); rest != "" {
		return string(digits[:point]) + "." + rest
	}
	return string(digits[:point])
}
