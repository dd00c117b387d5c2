package widgets

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"zicha/forms/linebreak"
)

func wide(r rune) float32 {
	if r < 0x2E80 {
		return 0.5
	}
	return 1
}

func TestBreakLines(t *testing.T) {
	cases := []struct {
		text  string
		width float32
		want  []string
	}{
		{"", 4, []string{""}},
		{"一二三四五", 2, []string{"一二", "三四", "五"}},
		{"一二，三四", 2, []string{"一", "二，", "三四"}},
		{"一二（三）", 3, []string{"一二", "（三）"}},
		{"得abcd分", 2, []string{"得", "abcd", "分"}},
		{"一\n二", 4, []string{"一", "二"}},
		{"例如12或37.25", 4, []string{"例如12或", "37.25"}},
		{"每篇得0.5分", 4, []string{"每篇", "得0.5分"}},
		{"一二三四五六得3分；", 8, []string{"一二三四五六", "得3分；"}},
		{"还有三个要点未填报完整。", 9, []string{"还有三个要点未填报", "完整。"}},
		{"甲乙 · 丙丁戊 · 电子", 8, []string{"甲乙 · 丙丁戊 ·", "电子"}},
		{"一二三四五0→3分", 7, []string{"一二三四五", "0→3分"}},
		{"归集覆盖面", 4, []string{"归集覆盖", "面"}},
		{"ab cd", 1.5, []string{"ab", "cd"}},
	}
	for _, c := range cases {
		if got := breakLines(c.text, c.width, wide); strings.Join(got, "|") != strings.Join(c.want, "|") {
			t.Errorf("%q at %v: %q, want %q", c.text, c.width, got, c.want)
		}
	}
}

// Whatever the text and the width, nothing is lost, no line is too wide, and no line begins or ends with a sign that may not, unless
// the line before has no other place to end at.
func TestBreakLinesKeepsEverything(t *testing.T) {
	letters := []rune("一二三四五六七八九十一二三四五六七八九十，。；：、？！（）“”《》〈〉【】〔〕…—～·％＝→/abc12.5% ")
	r := rand.New(rand.NewPCG(1, 2))
	for range 4000 {
		var b strings.Builder
		for range r.IntN(80) {
			b.WriteRune(letters[r.IntN(len(letters))])
		}
		text, width := strings.Join(strings.Fields(b.String()), " "), float32(4+r.IntN(20))
		lines := breakLines(text, width, wide)
		if got := strings.ReplaceAll(strings.Join(lines, ""), " ", ""); got != strings.ReplaceAll(text, " ", "") {
			t.Fatalf("%q came out as %q", text, got)
		}
		for i, line := range lines {
			var used float32
			for _, c := range line {
				used += wide(c)
			}
			if used > width {
				t.Errorf("line %q is %v wide, there is %v", line, used, width)
			}
			if i == 0 || forced(text, lines[:i]) {
				continue
			}
			first, _ := utf8.DecodeRuneInString(line)
			last, _ := utf8.DecodeLastRuneInString(lines[i-1])
			if strings.ContainsRune("，。；：、？！）”》〉】〕…—～·％＝→.%", first) || strings.ContainsRune("（“《〈【〔", last) {
				t.Errorf("%q at %v: %q, then %q", text, width, lines[i-1], line)
			}
		}
	}
}

// forced reports whether the last of some lines has no place inside at which it may end.
func forced(text string, lines []string) bool {
	start := 0
	for i, line := range lines {
		if i == len(lines)-1 {
			break
		}
		start += strings.Index(text[start:], line) + len(line)
	}
	start += len(text[start:]) - len(strings.TrimLeft(text[start:], " "))
	chars := []rune(text)
	from := utf8.RuneCountInString(text[:start])
	end := from + utf8.RuneCountInString(lines[len(lines)-1])
	return !slices.Contains(linebreak.Allowed(chars)[from+1:min(end+1, len(chars))], true)
}

// Paper and screen keep the same signs together.
func TestBreakLinesKinsoku(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"甲乙丙丁戊己，庚辛壬", []string{"甲乙丙丁戊", "己，庚辛壬"}},
		{"甲乙丙丁戊（己庚）辛", []string{"甲乙丙丁戊", "（己庚）辛"}},
		{"甲乙丙丁戊“己庚”辛", []string{"甲乙丙丁戊", "“己庚”辛"}},
		{"甲乙丙丁戊——己庚辛", []string{"甲乙丙丁", "戊——己庚辛"}},
		{"甲乙丙丁戊……己庚辛", []string{"甲乙丙丁", "戊……己庚辛"}},
		{"甲乙丙丁20条，己", []string{"甲乙丙丁", "20条，己"}},
	} {
		if got := breakLines(c.text, 5.5, wide); !slices.Equal(got, c.want) {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}
