package scoring

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"zicha/scoring/canon"
)

// nearly says of words that should stand in a text to the letter that only what is between the letters, or their width, is another there, and
// how they are written in it; "" where that is not so.
func nearly(text, words string) string {
	all, places := letters(text)
	some, own := letters(words)
	at := strings.Index(all, some)
	if some == "" || at < 0 || strings.Contains(text, words) {
		return ""
	}
	from := places[at]
	if own[0] > 0 { // a mark in front may be what is another
		from = len(strings.TrimRightFunc(text[:from], between))
	}
	_, written := around(words, text[from:])
	return "，只有标点、空格、换行或全半角不同：原文是" + written + "，请照原文改"
}

// letters are the letters and numbers of a text in their narrow form, and for each byte of them where its letter begins in the text.
func letters(text string) (string, []int) {
	var b strings.Builder
	var places []int
	for at, r := range text {
		if between(r) {
			continue
		}
		r = canon.Narrow(r)
		for range utf8.RuneLen(r) {
			places = append(places, at)
		}
		b.WriteRune(r)
	}
	return b.String(), places
}

// between reports whether a character is none of the letters and numbers of a text.
func between(r rune) bool {
	r = canon.Narrow(r)
	return !unicode.IsLetter(r) && !unicode.IsNumber(r)
}
