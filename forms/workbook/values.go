package workbook

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"zicha/scoring"
)

// value reads a field's value from a column into canonical text. The error is one plain Chinese sentence.
func (l line) value(title string, f *scoring.Field) (string, error) {
	raw := l.raw(title)
	switch f.Kind {
	case scoring.KindText:
		return f.Normalize(show(raw))
	case scoring.KindYes:
		raw = l.truth(title, raw)
	case scoring.KindDate:
		raw = l.date(raw)
	case scoring.KindCount, scoring.KindAmount, scoring.KindClaim, scoring.KindMonth:
		raw = l.number(title, raw)
	}
	return f.Normalize(raw)
}

// truth takes a cell of spreadsheet type TRUE or FALSE.
func (l line) truth(title, raw string) string {
	if raw != "0" && raw != "1" {
		return raw
	}
	if seen := l.seen(title); seen == "TRUE" || seen == "FALSE" {
		return seen
	}
	return raw
}

// date takes a spreadsheet's serial day number.
func (l line) date(raw string) string {
	serial, err := strconv.ParseFloat(strings.TrimSpace(raw), 64)
	if err != nil || serial < 10_000 || serial > 99_999 { // 1927 to 2173; a day written as 20170901 is larger
		return raw
	}
	t, err := excelize.ExcelDateToTime(math.Floor(serial), l.src.date1904)
	if err != nil {
		return raw
	}
	return t.Format("2006-01-02")
}

// number takes away what binary storage adds to a number: 37.250000000000004 is 37.25. A text of as many digits stays.
func (l line) number(title, raw string) string {
	plain := tidy(raw)
	if plain == raw || strings.ContainsAny(raw, "eE") {
		return plain
	}
	if seen := l.seen(title); seen == raw { // shown in full: it was typed as text
		return raw
	}
	return plain
}

// stored is how a number stands in a file: digits, perhaps a point, perhaps an exponent.
var stored = regexp.MustCompile(`^-?[0-9]{1,24}(\.[0-9]{1,24})?([eE][-+]?[0-9]{1,2})?$`)

// tidy gives a stored number with the 15 digits a spreadsheet keeps, as a plain decimal. Anything else stays as it is: a text, a
// number of fewer digits, and one of more than 17, which no binary number is stored with.
func tidy(raw string) string {
	if !stored.MatchString(raw) {
		return raw
	}
	mantissa, _, exponent := strings.Cut(strings.ToLower(raw), "e")
	whole, frac, _ := strings.Cut(mantissa, ".")
	digits := len(strings.TrimLeft(whole+frac, "-0"))
	if !exponent && (frac == "" || digits <= 15 || digits > 17) {
		return raw
	}
	x, err := strconv.ParseFloat(strconv.FormatFloat(parsed(raw), 'g', 15, 64), 64)
	if err != nil || math.Abs(x) > 1e15 {
		return raw
	}
	return strconv.FormatFloat(x, 'f', -1, 64)
}

// parsed reads what stored has matched; such a number is always in range.
func parsed(raw string) float64 {
	x, _ := strconv.ParseFloat(raw, 64)
	return x
}

// key reads a cell that names something, such as 要点: "5.3" also where a spreadsheet made a number of it.
func (l line) key(title string) string {
	return scoring.FoldKey(tidy(strings.TrimSpace(show(l.raw(title)))))
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
	p, err := scoring.ParsePoints(strings.TrimSpace(l.number(title, l.raw(title))))
	if err != nil {
		return l.text(title)
	}
	return p.String()
}
