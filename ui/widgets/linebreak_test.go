package widgets

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"
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
		{"还有三个要点没有填完。", 9, []string{"还有三个要点没有", "填完。"}},
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

// TestBreakLinesKeepsEverything: whatever the text and the width, nothing is lost, no line is too wide, and from five
// characters of width on no line begins with a sign that may not.
func TestBreakLinesKeepsEverything(t *testing.T) {
	letters := []rune("一二三四五六七八九十，。；：（）“”《》abc12.5%")
	r := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		var b strings.Builder
		last := rune(0)
		for range r.IntN(80) {
			next := letters[r.IntN(len(letters))]
			if strings.ContainsRune(noStart+noEnd, next) && strings.ContainsRune(noStart+noEnd, last) {
				continue // rows of signs may have no good break at all
			}
			b.WriteRune(next)
			last = next
		}
		text, width := b.String(), float32(8+r.IntN(20))
		lines := breakLines(text, width, wide)
		if got := strings.Join(lines, ""); got != text {
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
			if first, _ := utf8.DecodeRuneInString(line); i > 0 && strings.ContainsRune("，。；：）”》", first) {
				t.Errorf("%q at %v: line %q", text, width, line)
			}
		}
	}
}
