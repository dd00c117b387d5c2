package tables

import (
	"math"
	"strconv"
	"strings"
)

// isNumber reports whether a text is a number as spreadsheets store it: digits, perhaps a point, perhaps an exponent.
func isNumber(text string) bool {
	mantissa, exponent, has := strings.Cut(strings.ToLower(strings.TrimPrefix(text, "-")), "e")
	if has && (len(exponent) > 4 || !digits(strings.TrimLeft(exponent, "+-"))) {
		return false
	}
	whole, part, dotted := strings.Cut(mantissa, ".")
	return len(mantissa) <= 400 && (digits(whole) || whole == "" && dotted) && (!dotted || digits(part))
}

func digits(text string) bool { return text != "" && strings.Trim(text, "0123456789") == "" }

// keptDigits is how many digits of a number a spreadsheet keeps, however many a program writes: 32.65 stands as 32.6500000000000014, or
// with 52 digits, which is the binary number written out.
const keptDigits = 15

// Plain gives a stored number as a plain decimal of the 15 digits a spreadsheet keeps: 37.250000000000004 is 37.25, 1E3 is 1000. Anything
// else stays as it is: a text, a number of fewer digits, and one too large to be a figure.
func Plain(text string) string {
	if !isNumber(text) {
		return text
	}
	mantissa, _, exponent := strings.Cut(strings.ToLower(text), "e")
	whole, part, _ := strings.Cut(mantissa, ".")
	kept := len(strings.TrimLeft(whole+part, "-0"))
	if !exponent && (part == "" || kept <= keptDigits) {
		return text
	}
	x, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return text
	}
	x, err = strconv.ParseFloat(strconv.FormatFloat(x, 'g', keptDigits, 64), 64)
	if err != nil || math.Abs(x) > 1e15 {
		return text
	}
	return strconv.FormatFloat(x, 'f', -1, 64)
}

// SameNumber reports whether two texts are the same number, such as 5 and 5.00.
func SameNumber(a, b string) bool {
	if !isNumber(a) || !isNumber(b) {
		return false
	}
	x, first := strconv.ParseFloat(Plain(a), 64)
	y, second := strconv.ParseFloat(Plain(b), 64)
	return first == nil && second == nil && x == y
}

// fitsNumber reports whether a canonical decimal survives being a spreadsheet number.
func fitsNumber(text string) bool {
	kept := strings.TrimLeft(strings.Replace(text, ".", "", 1), "0")
	return text != "" && len(kept) <= keptDigits && len(text) <= 20
}
