package publicity

import (
	"regexp"
	"strings"

	"zicha/scoring/canon"
)

// creditAlphabet are the characters of a unified social credit code by value (GB 32100).
const creditAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"

// ValidCredit checks a unified social credit code by GB 32100-2015: 18 characters of which the last makes the weighted sum a multiple
// of 31. The code is to be in its narrow form; small letters are taken.
func ValidCredit(code string) bool {
	if len(code) != 18 {
		return false
	}
	code = strings.ToUpper(code)
	sum, weight := 0, 1
	for i := range 17 {
		value := strings.IndexByte(creditAlphabet, code[i])
		if value < 0 {
			return false
		}
		sum += value * weight
		weight = weight * 3 % 31
	}
	return creditAlphabet[(31-sum%31)%31] == code[17]
}

// ValidIdentity checks a citizen's identity number by GB 11643-1999: 17 digits with a date of birth that exists, and the check
// character. The number is to be in its narrow form; a small x is taken.
func ValidIdentity(number string) bool {
	if len(number) != 18 {
		return false
	}
	weights := [17]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}
	sum := 0
	for i, w := range weights {
		if number[i] < '0' || number[i] > '9' {
			return false
		}
		sum += int(number[i]-'0') * w
	}
	year, month, day := digits(number[6:10]), digits(number[10:12]), digits(number[12:14])
	if _, ok := canon.DayOf(year, month, day); !ok || year < 1850 {
		return false
	}
	return "10X98765432"[sum%11] == strings.ToUpper(number)[17]
}

// identityShape is what looks like an identity number; passports and other papers have shapes of their own.
var identityShape = regexp.MustCompile(`^[0-9]{17}[0-9Xx]$`)

// scientific is a number as spreadsheets show long ones: 3.41621E+17.
var scientific = regexp.MustCompile(`^[0-9](\.[0-9]+)?[Ee]\+[0-9]{1,3}$|^[0-9]\.[0-9]+[Ee][0-9]{1,3}$`)

// lost reports whether a code was turned into a number and has lost its last digits: a power of ten, or fifteen digits and nothing
// but noughts. A code of 18 characters whose check character fits is whole.
func lost(code string) bool {
	if len(code) < 4 || code[0] < '0' || code[0] > '9' {
		return false
	}
	if strings.ContainsAny(code, "Ee") {
		return scientific.MatchString(code)
	}
	if len(code) < 18 || strings.Trim(code, "0123456789") != "" || strings.Trim(code[15:], "0") != "" {
		return false
	}
	return !ValidCredit(code) && !ValidIdentity(code)
}

// digits reads a few digits.
func digits(s string) int {
	n := 0
	for i := range len(s) {
		n = n*10 + int(s[i]-'0')
	}
	return n
}
