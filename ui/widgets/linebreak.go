package widgets

import (
	"strings"
	"unicode"
)

// What may not begin a line, and what may not end one (kinsoku, 避头尾).
const (
	noStart = "，。、；：？！）》】〕〉」』”’％…—·～,.;:?!)]}%"
	noEnd   = "（《【〔〈「『“‘([{"
	units   = "分家篇项个条例行页版年月日号万" // a number stays with its unit
)

// breakLines breaks text into lines of at most width, as measured rune by rune. Latin words and numbers stay together where
// they fit a line; nothing is dropped but the spaces at a line's end.
func breakLines(text string, width float32, measure func(rune) float32) []string {
	var out []string
	for _, paragraph := range strings.Split(text, "\n") {
		out = append(out, breakParagraph([]rune(paragraph), width, measure)...)
	}
	return out
}

func breakParagraph(text []rune, width float32, measure func(rune) float32) []string {
	var lines []string
	start := 0
	for start < len(text) {
		end := fit(text[start:], width, measure) + start
		if end < len(text) {
			end = goodBreak(text, start, end)
		}
		lines = append(lines, strings.TrimRightFunc(string(text[start:end]), unicode.IsSpace))
		start = end
		for start < len(text) && text[start] == ' ' {
			start++
		}
	}
	if lines == nil {
		return []string{""}
	}
	return lines
}

// fit counts the runes that go on a line, one at least.
func fit(text []rune, width float32, measure func(rune) float32) int {
	var used float32
	for i, r := range text {
		used += measure(r)
		if used > width && i > 0 {
			return i
		}
	}
	return len(text)
}

// goodBreak moves a break back to where a line may end; where there is no such place, the line is broken anyhow.
func goodBreak(text []rune, start, end int) int {
	for at := end; at > start; at-- {
		if mayBreak(text[at-1], text[at]) {
			return at
		}
	}
	return end
}

func mayBreak(before, after rune) bool {
	switch {
	case strings.ContainsRune(noStart, after), strings.ContainsRune(noEnd, before):
		return false
	case before == ' ' || after == ' ':
		return true
	case unicode.IsDigit(before) && strings.ContainsRune(units, after):
		return false
	}
	return !(narrowWord(before) && narrowWord(after))
}

// narrowWord tells the characters that make up Latin words and numbers.
func narrowWord(r rune) bool {
	return r < 0x2E80 && (unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("-_/@#&+'÷×.,:", r))
}
