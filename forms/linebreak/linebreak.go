// Package linebreak says where a line of Chinese text may end, on paper and on screen alike: UAX #14, and over it what GB/T 15834-2011
// (punctuation) and common practice keep from the start and the end of a line (避头尾). It knows no dossier and no fonts.
package linebreak

import (
	"strings"
	"unicode"

	"github.com/go-text/typesetting/segmenter"
)

const (
	neverFirst = "，。、；：？！．）》〉」』】〕〗｝］”’…—–～·・／％‰℃°＝≈→,.;:?!)]}%"
	neverLast  = "（《〈「『【〔〖｛［“‘／￥＄№([{$"
	// units stay with the number before them.
	units = "年月日时分秒个家篇项件次名人元角万亿条例行页版号％‰℃°米倍处天份张套批起场期户类种级字格列层"
	// tens stand between a number and its unit: 37.25万元.
	tens = "万亿"
)

// words are the units of several characters, behind the number itself or a space.
var words = []string{"小时", "分钟", "字节", "工作日", "平方米", "公里", "KB", "MB", "GB"}

// NeverFirst reports whether no line begins with a character.
func NeverFirst(char rune) bool { return strings.ContainsRune(neverFirst, char) }

// NeverLast reports whether no line ends with a character.
func NeverLast(char rune) bool { return strings.ContainsRune(neverLast, char) }

// Wide reports whether a character is set on the full Chinese square, so that a line may end or be widened beside it.
func Wide(char rune) bool {
	return char >= 0x2E80 && char <= 0xFFEF || char > 0xFFFF || strings.ContainsRune("“”‘’…—·①②③④⑤⑥⑦⑧⑨⑩→×÷", char)
}

// Allowed marks the positions before which a line may end; it has one more entry than the text, of which the last is always true, and
// the first never.
func Allowed(text []rune) []bool {
	allowed := make([]bool, len(text)+1)
	var seg segmenter.Segmenter
	seg.Init(text)
	for lines := seg.LineIterator(); lines.Next(); {
		line := lines.Line()
		allowed[line.Offset+len(line.Text)] = true
	}
	inked := rune(0) // the last character that is no space
	for i := 1; i < len(text); i++ {
		before, after := text[i-1], text[i]
		if before != ' ' {
			inked = before
		}
		allowed[i] = (allowed[i] || opens(before, after)) && !Together(before, after) && !NeverLast(inked) && !measured(text, i)
	}
	allowed[0], allowed[len(text)] = false, true
	return allowed
}

// measured reports whether a unit begins at a place that belongs to the number before it, though they are not neighbours alone: 37.25万元, 2小时,
// 88 KB.
func measured(text []rune, at int) bool {
	number := at - 1
	for number > 0 && text[number] == ' ' {
		number--
	}
	spaced := number < at-1
	if !spaced && number > 0 && strings.ContainsRune(tens, text[number]) && strings.ContainsRune(units, text[at]) {
		number--
	}
	if !unicode.IsDigit(text[number]) {
		return false
	}
	if number < at-1 && !spaced {
		return true
	}
	for _, word := range words {
		if rest := text[at:]; len(rest) >= len([]rune(word)) && string(rest[:len([]rune(word))]) == word {
			return true
		}
	}
	return false
}

// opens allows a line to end outside of Chinese quotation marks, which UAX #14 cannot tell apart, and behind the equals sign (or ≈) or arrow of
// a calculation; an arrow from number to number (0→3) stays whole.
func opens(before, after rune) bool {
	switch {
	case after == '“' || after == '‘':
		return Wide(before)
	case before == '”' || before == '’':
		return Wide(after)
	default:
		return before == '＝' || before == '≈' || before == '→' && !unicode.IsDigit(after)
	}
}

// Together reports whether Chinese typesetting keeps two neighbours on one line.
func Together(before, after rune) bool {
	switch {
	case after == ' ': // stays at the end of the line, where it takes no room
		return true
	case NeverFirst(after) || NeverLast(before):
		return true
	case unicode.IsDigit(before):
		return strings.ContainsRune(units, after)
	}
	return false
}

// Splits reports whether ending a line between two neighbours would cut a number (at its point too), a Latin word or a character with its marks: the
// last thing to do where no other end is allowed.
func Splits(before, after rune) bool {
	if unicode.Is(unicode.M, after) {
		return true
	}
	if before == '.' && unicode.IsDigit(after) {
		return true
	}
	narrow := func(r rune) bool { return !Wide(r) && (unicode.IsLetter(r) || unicode.IsDigit(r)) }
	return narrow(before) && narrow(after)
}
