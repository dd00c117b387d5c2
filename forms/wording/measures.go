package wording

import (
	"slices"
	"strings"
	"unicode"
)

// Measures of an official letter (GB/T 9704-2012), which both letters keep: counts of characters and of lines.
const (
	LineCharacters  = 28 // of a line
	PageLines       = 22 // of a page
	DateIndent      = 4  // from the date to the right edge of the type area, under a seal
	NameCharacters  = 24 // the longest name of a signature that stays on one line
	TitleCharacters = 20 // of a line of the title, whose characters are larger
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
func NameLines(name string) []string { return parted(name, NameCharacters) }

// parted breaks a name into lines of at most so many characters, as NameLines does.
func parted(name string, most int) []string {
	runes := []rune(strings.TrimSpace(name))
	var out []string
	for count := 1 + (Halves(string(runes))-1)/(2*most); count > 1; count-- {
		at := nameBreak(runes, count, most)
		out = append(out, string(runes[:at]))
		runes = runes[at:]
	}
	return append(out, string(runes))
}

// nameEnds are what parts of an office's name end with, after which a line may end.
var nameEnds = []string{
	"人民政府", "委员会", "管委会", "领导小组", "办公室", "自治区", "自治州", "省", "市", "县", "旗", "局", "厅", "镇", "乡", "、", "和", "暨",
}

// nameWords are words within an office's name, after which a line may end where no part of it ends nearby.
var nameWords = []string{
	"社会", "信用", "体系", "建设", "工作", "推进", "协调", "管理", "经济", "发展", "改革", "信息化", "公共", "服务", "中心", "技术", "产业", "开发区", "园区",
	"会议", "监督", "市场", "数据", "资源",
}

// What it costs to part a name elsewhere than where a part of it ends, in halves of a character by which lines may differ from each other.
const (
	afterWord  = 2
	withinWord = 8
)

// nameBreak is where the first of so many lines of a name, none longer than most characters, ends: where a part of the name does, not far
// from where lines of equal length would; never within a word of letters or digits nor before a mark.
func nameBreak(name []rune, lines, most int) int {
	best, least, all := 0, 0, Halves(string(name))
	for at := 1; at < len(name); at++ {
		width := Halves(string(name[:at]))
		if width > 2*most {
			break
		}
		if all-width > 2*most*(lines-1) || name[at-1] < 0x2000 && name[at] < 0x2000 || unicode.Is(unicode.Pe, name[at]) || strings.ContainsRune("、，", name[at]) {
			continue
		}
		off := width - all/lines
		if cost := max(off, -off) + breakCost(string(name[:at]), string(name[at:])); best == 0 || cost < least {
			best, least = at, cost
		}
	}
	if best == 0 {
		return min(len(name), most)
	}
	return best
}

// breakCost is what it costs to end a line between the beginning of a name and its rest.
func breakCost(before, rest string) int {
	ends := func(end string) bool { return strings.HasSuffix(before, end) }
	switch {
	case slices.ContainsFunc(nameEnds, ends):
		return 0
	case slices.ContainsFunc(nameEnds, func(end string) bool { return strings.HasPrefix(rest, end) }):
		return withinWord // 管理委员会 is one word
	case slices.ContainsFunc(nameWords, ends):
		return afterWord
	}
	return withinWord
}
