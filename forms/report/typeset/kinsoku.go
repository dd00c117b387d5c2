package typeset

import (
	"strings"
	"unicode"

	"github.com/go-text/typesetting/segmenter"
)

// What GB/T 15834 (punctuation) and common practice keep from the start and
// from the end of a line.
const (
	neverFirst = "，。、；：？！）》〉」』】〕〗｝］”’…—～·・％‰℃°＝,.;:?!)]}%"
	neverLast  = "（《〈「『【〔〖｛［“‘￥＄№([{$"
	// hangers may be squeezed into a full line rather than pushed down.
	squeezed = "，。、；：？！）》〉」』】〕”’"
	// units stay with the number before them.
	units = "年月日时分秒个家篇项件次名人元角万亿条号％‰℃°米倍"
)

func isNeverFirst(char rune) bool { return strings.ContainsRune(neverFirst, char) }

func isNeverLast(char rune) bool { return strings.ContainsRune(neverLast, char) }

func isDigit(char rune) bool {
	return char >= '0' && char <= '9' || char >= '０' && char <= '９'
}

// isWide reports whether char is set on the full Chinese square, so that a
// justified line may be widened beside it.
func isWide(char rune) bool {
	return char >= 0x2E80 && char <= 0xFFEF || char > 0xFFFF ||
		strings.ContainsRune("“”‘’…—·①②③④⑤⑥⑦⑧⑨⑩→×÷", char)
}

// mayBreak marks the positions before which a line may end: UAX #14, with
// the quotation marks opened up for Chinese, minus what Chinese forbids. The
// result has one more entry than glyphs; the last is always true.
func mayBreak(glyphs []glyph) []bool {
	chars := make([]rune, len(glyphs))
	for i, g := range glyphs {
		chars[i] = g.char
	}
	allowed := make([]bool, len(chars)+1)
	var seg segmenter.Segmenter
	seg.Init(chars)
	for lines := seg.LineIterator(); lines.Next(); {
		line := lines.Line()
		allowed[line.Offset+len(line.Text)] = true
	}
	for i := 1; i < len(chars); i++ {
		before, after := chars[i-1], chars[i]
		allowed[i] = (allowed[i] || quoteBreak(before, after)) && !forbidden(before, after)
	}
	allowed[0], allowed[len(chars)] = false, true
	return allowed
}

// quoteBreak allows a break outside of Chinese quotation marks, which UAX #14
// cannot tell apart, and after an equals sign or arrow of a calculation.
func quoteBreak(before, after rune) bool {
	switch {
	case after == '“' || after == '‘':
		return isWide(before)
	case before == '”' || before == '’':
		return isWide(after)
	default:
		return before == '＝' || before == '→'
	}
}

// forbidden reports whether Chinese typesetting keeps the two together.
func forbidden(before, after rune) bool {
	switch {
	case before == ' ':
		return after == ' ' || isNeverFirst(after)
	case isNeverFirst(after) || isNeverLast(before):
		return true
	case isDigit(before):
		return strings.ContainsRune(units, after)
	}
	return false
}

// splits reports whether a break between the two would cut a number, a Latin
// word or a character with its marks; it is the last thing to do.
func splits(before, after rune) bool {
	if unicode.Is(unicode.M, after) {
		return true
	}
	narrow := func(r rune) bool { return !isWide(r) && (unicode.IsLetter(r) || unicode.IsDigit(r)) }
	return narrow(before) && narrow(after)
}
