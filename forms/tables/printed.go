package tables

import (
	"slices"
	"strings"
	"unicode"
)

// printedWords are the words of heads and feet of pages, a line for each of their parts: fonts, sizes, numbers of pages and spaces, which every
// program writes its own way, are left out.
func printedWords(text string) string {
	var b strings.Builder
	for r := []rune(text); len(r) > 0; {
		if r[0] != '&' || len(r) == 1 {
			if !unicode.IsSpace(r[0]) {
				b.WriteRune(r[0])
			}
			r = r[1:]
			continue
		}
		r = r[1:]
		switch c := r[0]; {
		case c == '&':
			b.WriteRune(c)
			r = r[1:]
		case c == '"':
			end := slices.Index(r[1:], '"')
			r = r[min(len(r), end+2):]
		case c == 'K':
			r = r[min(len(r), len("K000000")):]
		case c == 'L' || c == 'C' || c == 'R':
			b.WriteByte('\n')
			r = r[1:]
		case unicode.IsDigit(c):
			for len(r) > 0 && unicode.IsDigit(r[0]) {
				r = r[1:]
			}
		default:
			r = r[1:]
		}
	}
	return b.String()
}
