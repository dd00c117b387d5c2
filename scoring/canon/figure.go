package canon

import "strings"

// KeptDigits is how many significant digits of a figure are kept: spreadsheets compute with as many, however many a program writes. 32.65
// stands as 32.6500000000000014, or with 52 digits, which is the binary number written out.
const KeptDigits = 15

// Figure rounds a plain decimal to the digits kept, half up; of a whole number no digit is lost, and what is none stays as it is.
func Figure(number string) string {
	whole, frac, _ := strings.Cut(number, ".")
	if !allDigits(whole) || !allDigits(frac) {
		return number
	}
	digits := []byte(whole + frac)
	first := len(digits) - len(strings.TrimLeft(string(digits), "0"))
	last := max(first+KeptDigits, len(whole))
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
