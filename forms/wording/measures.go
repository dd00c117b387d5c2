package wording

import (
	"slices"
	"strings"
	"unicode"
)

// Measures of an official letter (GB/T 9704-2012), which both letters keep: counts of characters and of lines.
const (
	LineCharacters = 28 // of a line
	PageLines      = 22 // of a page
	DateIndent     = 4  // from the date to the right edge of the type area, under a seal
	NameCharacters = 24 // the longest name of a signature that stays on one line
)

// The room of a red head: the name of the office begins 35 mm below the upper edge of the type area and may be 18 mm high, two lines stay
// free, then the number of the letter, and below that the red line. The title stands two lines below the red line.
const (
	RedHeadLines = 9 // down to the red line, at the narrowest pitch; at the others the name may be higher
	RedLineGap   = 4 // millimetres from the number to the red line
)

// Halves is how wide a text is in halves of a character: letters, digits and their marks are half as wide as characters.
func Halves(text string) int {
	width := 0
	for _, r := range text {
		if r < 0x2000 {
			width++
		} else {
			width += 2
		}
	}
	return width
}

// NameLines are the lines of a signature's name: one, or for a name longer than NameCharacters as many as it needs, of nearly the same
// length, parted where a part of the name ends if such a place is near. A name is never set smaller.
func NameLines(name string) []string {
	runes := []rune(strings.TrimSpace(name))
	var out []string
	for count := 1 + (Halves(string(runes))-1)/(2*NameCharacters); count > 1; count-- {
		at := nameBreak(runes, Halves(string(runes))/count)
		out = append(out, string(runes[:at]))
		runes = runes[at:]
	}
	return append(out, string(runes))
}

// nameEnds are what parts of an office's name end with, after which a line may end.
var nameEnds = []string{
	"人民政府", "委员会", "管委会", "领导小组", "办公室", "自治区", "自治州", "省", "市", "县", "旗", "局", "厅", "镇", "乡", "、", "和", "暨",
}

// nameBreak is where to part a name whose first line is to be about so many halves wide: where a part of it ends, within three characters
// of there, otherwise as near as can be; never within a word of letters or digits nor before a mark.
func nameBreak(name []rune, width int) int {
	best, least := 0, 0
	for at := 1; at < len(name); at++ {
		if name[at-1] < 0x2000 && name[at] < 0x2000 || unicode.Is(unicode.Pe, name[at]) || strings.ContainsRune("、，", name[at]) {
			continue
		}
		off := Halves(string(name[:at])) - width
		if Halves(string(name[:at])) > 2*NameCharacters {
			break
		}
		cost := 4 * max(off, -off)
		if !slices.ContainsFunc(nameEnds, func(end string) bool { return strings.HasSuffix(string(name[:at]), end) }) {
			cost += 4 * 6
		}
		if best == 0 || cost < least {
			best, least = at, cost
		}
	}
	if best == 0 {
		return min(len(name), NameCharacters)
	}
	return best
}
