package widgets

import (
	"strings"
	"unicode"

	"zicha/forms/linebreak"
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

// Lines breaks text into lines of at most so many narrow letters, a wide one counting twice, as breakLines does; a tab is four spaces.
func Lines(text string, letters int) []string {
	return breakLines(strings.ReplaceAll(text, "\t", "    "), float32(letters), func(r rune) float32 {
		if linebreak.Wide(r) {
			return 2
		}
		return 1
	})
}

func breakParagraph(text []rune, width float32, measure func(rune) float32) []string {
	var lines []string
	start, allowed := 0, linebreak.Allowed(text)
	for start < len(text) {
		end := lineEnd(text, allowed, start, fit(text[start:], width, measure))
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

// lineEnd is where the line that begins at start and has room for so many characters ends. The last line of a paragraph gets more than a
// lone character where the one before can spare it.
func lineEnd(text []rune, allowed []bool, start, room int) int {
	end := start + room
	for end < len(text) && text[end] == ' ' {
		end++ // spaces at a line's end take no room
	}
	if end == len(text) {
		return end
	}
	end = goodBreak(text, allowed, start, end)
	if lone(text[end:]) && end-start >= spare {
		if at := goodBreak(text, allowed, start, end-1); at > start+spare/2 && allowed[at] {
			return at
		}
	}
	return end
}

// spare is how many characters a line has at least that gives one to the next.
const spare = 6

// lone reports whether a rest is a single character with the signs behind it.
func lone(rest []rune) bool {
	letters := 0
	for _, r := range rest {
		if !linebreak.NeverFirst(r) {
			letters++
		}
	}
	return letters == 1
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

// goodBreak moves a break back to where a line may end, between a number and the word before it only where there is no other such
// place; where there is none, the line is broken anyhow.
func goodBreak(text []rune, allowed []bool, start, end int) int {
	if at := listBreak(text, start, end); at > 0 && allowed[at] {
		return at
	}
	led := 0
	for at := end; at > start; at-- {
		switch {
		case !allowed[at]:
		case !leads(text[at-1], text[at]):
			return at
		case led == 0:
			led = at
		}
	}
	if led > 0 {
		return led
	}
	return end
}

// listBreak is the place behind a dot between facts (甲 · 乙 · 丙) in the last third of a line, 0 where there is none: a fact is not torn
// where the line can end before it.
func listBreak(text []rune, start, end int) int {
	for at := end; at > end-(end-start)/3 && at > start+2; at-- {
		if text[at-1] == ' ' && text[at-2] == '·' {
			return at
		}
	}
	return 0
}

// leads reports whether a number stands behind the word that says what it is.
func leads(before, after rune) bool {
	return unicode.IsDigit(after) && strings.ContainsRune("得加满第", before)
}
