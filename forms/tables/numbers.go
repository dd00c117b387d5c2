package tables

import (
	"strconv"
	"strings"

	"zicha/scoring/canon"
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

// Plain gives a stored number as a plain decimal of the digits a spreadsheet keeps (canon.Figure): 37.250000000000004 is 37.25, 1E3 is 1000.
// Anything else stays as it is: a text, a whole number without an exponent, and one too large to be a figure.
func Plain(text string) string {
	if !isNumber(text) {
		return text
	}
	mantissa, power, exponent := strings.Cut(strings.ToLower(text), "e")
	number, negative := strings.CutPrefix(mantissa, "-")
	whole, part, _ := strings.Cut(number, ".")
	if !exponent && (part == "" || len(strings.TrimLeft(whole+part, "0")) <= canon.KeptDigits) {
		return text
	}
	shift, _ := strconv.Atoi(power)
	if shift > 2*mostFigure || shift < -mostShift {
		return text
	}
	if whole, part = shifted(whole, part, shift); len(whole) > mostFigure {
		return text
	}
	plain := whole
	if part != "" {
		plain = canon.Figure(whole + "." + part)
	}
	if negative {
		plain = "-" + plain
	}
	return plain
}

// mostFigure is how many digits a figure has before its point at most, mostShift by how many places its exponent moves that.
const (
	mostFigure = 16
	mostShift  = 400
)

// shifted moves the point of a decimal; noughts that say nothing are left out.
func shifted(whole, part string, places int) (string, string) {
	switch {
	case places > 0:
		part += strings.Repeat("0", max(0, places-len(part)))
		whole, part = whole+part[:places], part[places:]
	case places < 0:
		whole = strings.Repeat("0", max(0, -places-len(whole))) + whole
		whole, part = whole[:len(whole)+places], whole[len(whole)+places:]+part
	}
	whole, part = strings.TrimLeft(whole, "0"), strings.TrimRight(part, "0")
	if whole == "" {
		whole = "0"
	}
	return whole, part
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
	return text != "" && len(kept) <= canon.KeptDigits && len(text) <= 20
}
