package publicity

import (
	"strings"
	"unicode"

	"zicha/scoring"
)

// isBlank reports whether a cell says nothing: it is empty, holds marks alone (/ — *), or a word for nothing.
func isBlank(cell string) bool {
	if cell == "" {
		return true
	}
	if len(cell) > 60 || cell[0] >= '0' && cell[0] <= '9' { // no word for nothing begins with a digit
		return false
	}
	word := strings.TrimFunc(narrowed(cell), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	switch strings.ToLower(word) {
	case "", "无", "空", "空白", "暂无", "没有", "缺", "缺失", "未知", "不详", "未填", "未提供", "null", "none", "nil", "nan", "n/a", "na":
		return true
	}
	return false
}

// code gives a code in the form it is checked in, "" where the cell says nothing; noughts alone say nothing either.
func code(cell string) string {
	if isBlank(cell) {
		return ""
	}
	folded := scoring.FoldKey(cell)
	if strings.Trim(folded, "0") == "" {
		return ""
	}
	return strings.ToUpper(folded)
}

// clip shortens a text to so many bytes without cutting a character.
func clip(s string, most int) string {
	if len(s) <= most {
		return s
	}
	for most > 0 && s[most]&0xc0 == 0x80 {
		most--
	}
	return s[:most]
}
