package scoring

import (
	"regexp"
	"strconv"
	"strings"
)

// The rulebooks of two years say the same in other years, dates and numbers of documents. A sentence is folded in steps, each leaving out
// more, so that what is the same to the letter finds itself before what is the same but for its year.
const (
	asWritten  = iota // spaces, widths, numbering in front and the stop at the end left out
	byOffset          // years by their distance from the year assessed
	undated           // years, dates and numbers of documents left out
	pointless         // and how many points are given
	foldLevels        // how many there are
)

var (
	numbering = regexp.MustCompile(`^(?:[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:[)）、]|\.\D)|[①-⑳])`)
	wholeDate = regexp.MustCompile(`((?:19|20)\d\d)年\d{1,2}月(?:\d{1,2}日)?|((?:19|20)\d\d)[-./]\d{1,2}[-./]\d{1,2}`)
	dayOfYear = regexp.MustCompile(`\d{1,2}月(?:\d{1,2}日|底|末|初)`)
	yearSpan  = regexp.MustCompile(`((?:19|20)\d\d)年?[-—–~至到]((?:19|20)\d\d)年`)
	namedYear = regexp.MustCompile(`((?:19|20)\d\d)(年|版|学年|度)`)
	bareYear  = regexp.MustCompile(`\d+[\p{Han}%.]?`)
	document  = regexp.MustCompile(`[〔\[(【]((?:19|20)\d\d)[〕\])】]第?\d+号`)
	numbered  = regexp.MustCompile(`第[\d一二三四五六七八九十百零〇]+号`)
	hanYear   = regexp.MustCompile(`([一二][〇○零一二三四五六七八九]{3})年`)
	points    = regexp.MustCompile(`\d+(?:\.\d+)?分(?:[钟之]?)`)
)

// classifiers follow numbers of things, never years.
const classifiers = "家个条项篇万亿千例名人件次户小天分元处场所类种份页期户%."

// sentenceFolds gives a sentence of a year's rulebook at each level.
func sentenceFolds(text string, year int) [foldLevels]string {
	text = hanYear.ReplaceAllStringFunc(FoldKey(text), hanDigits)
	text = strings.TrimRight(numbering.ReplaceAllStringFunc(text, keepDigitless), "。；;，,、")
	dated := func(level int) string {
		mark := func(digits string) string {
			if level == undated {
				return "#"
			}
			n, _ := strconv.Atoi(digits)
			return "{" + strconv.Itoa(n-year) + "}"
		}
		return foldYears(text, year, mark, level == undated)
	}
	out := [foldLevels]string{asWritten: text, byOffset: dated(byOffset), undated: dated(undated)}
	out[pointless] = points.ReplaceAllStringFunc(out[undated], func(s string) string {
		if strings.HasSuffix(s, "分") {
			return "N分"
		}
		return s // minutes, and parts of a whole
	})
	return out
}

// keepDigitless leaves what follows a numbering's dot.
func keepDigitless(s string) string {
	if at := strings.IndexByte(s, '.'); at >= 0 {
		return s[at+1:]
	}
	return ""
}

// hanDigits writes a year of Chinese digits in Arabic ones.
func hanDigits(s string) string {
	return strings.NewReplacer("〇", "0", "○", "0", "零", "0", "一", "1", "二", "2", "三", "3", "四", "4", "五", "5", "六", "6", "七", "7", "八", "8", "九", "9").Replace(s)
}

// foldYears replaces the years of a text by marks, and where days says so whole dates, days of the year and numbers of documents too.
func foldYears(text string, year int, mark func(digits string) string, days bool) string {
	if days {
		text = wholeDate.ReplaceAllString(text, "#日")
		text = document.ReplaceAllString(text, "#号")
		text = numbered.ReplaceAllString(text, "#号")
		text = dayOfYear.ReplaceAllString(text, "#日")
		text = yearSpan.ReplaceAllString(text, "#年")
	}
	text = namedYear.ReplaceAllStringFunc(text, func(s string) string { return mark(s[:4]) + s[4:] })
	return bareYear.ReplaceAllStringFunc(text, func(s string) string {
		digits := strings.TrimRight(s[:min(len(s), 4)], "%.")
		n, err := strconv.Atoi(digits)
		after := s[len(digits):]
		if err != nil || len(digits) != 4 || n < year-3 || n > year+1 || after != "" && strings.Contains(classifiers, after) {
			return s
		}
		return mark(digits) + after
	})
}

// daysOf are the days of any year a sentence names, such as 6月30日 before which something is to be done.
func daysOf(text string) string {
	return strings.Join(dayOfYear.FindAllString(wholeDate.ReplaceAllString(FoldKey(text), ""), -1), "、")
}

// sameTitle reports whether two titles of two years differ by years and dates at most.
func sameTitle(a, b string, years [2]int) bool {
	return a == b || sentenceFolds(a, years[0])[undated] == sentenceFolds(b, years[1])[undated]
}

// alike says how much of two texts is the same, from 0 to 100, by the pairs of neighbouring characters they share.
func alike(a, b string) int {
	pairs := map[[2]rune]int{}
	x, y := []rune(a), []rune(b)
	if len(x) < 2 || len(y) < 2 {
		return 0
	}
	for i := range len(x) - 1 {
		pairs[[2]rune{x[i], x[i+1]}]++
	}
	shared := 0
	for i := range len(y) - 1 {
		if p := [2]rune{y[i], y[i+1]}; pairs[p] > 0 {
			pairs[p]--
			shared++
		}
	}
	return 200 * shared / (len(x) + len(y) - 2)
}
