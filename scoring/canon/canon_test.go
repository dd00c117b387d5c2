package canon_test

import (
	"bufio"
	"os"
	"strconv"
	"strings"
	"testing"

	"zicha/scoring/canon"
)

// What comes in, what it becomes, and what is said about it.
func TestText(t *testing.T) {
	for _, c := range []struct{ name, in, want, words string }{
		{"plain", "涡阳县2017年度，已完成“三公示”。\n\t二、", "涡阳县2017年度，已完成“三公示”。\n\t二、", ""},
		{"Windows and old Mac", "一\r\n二\r三\n四\r\n\r\n五", "一\n二\n三\n四\n\n五", ""},
		{"Word and Unicode", "一\v二\f三\u0085四\u2028五\u2029六", "一\n二\n三\n四\n五\n六", ""},
		{"zero width", "信\u200b用\ufeff", "信用", "第2个字：去掉了看不见的字符 U+200B；第4个字：去掉了看不见的字符 U+FEFF"},
		{"direction", "\u202a方案\u202c\u200e", "方案", "第1个字：去掉了看不见的字符 U+202A；第4个字：去掉了看不见的字符 U+202C；第5个字：去掉了看不见的字符 U+200E"},
		{"joiner and invisible plus", "\u2060\u2064一", "一", "第1个字：去掉了看不见的字符 U+2060；第2个字：去掉了看不见的字符 U+2064"},
		{"soft hyphen", "co\u00adop", "coop", "第3个字：去掉了看不见的字符 U+00AD"},
		{"variants", "葛\U000e0100城☎\ufe0e", "葛城☎", "第2个字：去掉了看不见的字符 U+E0100；第5个字：去掉了看不见的字符 U+FE0E"},
		{"Hangul filler", "一\u3164二", "一二", "第2个字：去掉了看不见的字符 U+3164"},
		{"control", "一\x02二\x7f", "一二", "第2个字：去掉了控制符 U+0002；第4个字：去掉了控制符 U+007F"},
		{"noncharacters", "\ufffe一\uffff\ufdd0\U0001fffe", "一", "第1个字：去掉了不是字符的代码 U+FFFE；第3个字：去掉了不是字符的代码 U+FFFF；" +
			"第4个字：去掉了不是字符的代码 U+FDD0；第5个字：去掉了不是字符的代码 U+1FFFE"},
		{"radicals", "⽊业⼯⻓", "木业工长", "第1个字：部首“⽊”换成了汉字“木”；第3个字：部首“⼯”换成了汉字“工”；第4个字：部首“⻓”换成了汉字“长”"},
		{"radical without a twin", "⺀", "⺀", "第1个字：“⺀”（U+2E80）是部首，没有对应的汉字，请核对"},
		{"compatibility", "﨎﨏﨑﨓﨔﨟﨡﨣﨤﨧﨨﨩豈更\U0002f800", "﨎﨏﨑﨓﨔﨟﨡﨣﨤﨧﨨﨩豈更\U0002f800", ""},
		{"wide and spaces stay", "Ａ１　一 二 ", "Ａ１　一 二 ", ""},
		{"CR, then nothing to see, then LF", "一\r\u200b\n二", "一\n\n二", "第3个字：去掉了看不见的字符 U+200B"},
		{"many", strings.Repeat("一\u200b", 6), "一一一一一一", "第2个字：去掉了看不见的字符 U+200B；第4个字：去掉了看不见的字符 U+200B；" +
			"第6个字：去掉了看不见的字符 U+200B；第8个字：去掉了看不见的字符 U+200B；……共6处"},
		{"no UTF-8", "\xb7\xbd\r\n", "\xb7\xbd\r\n", ""},
	} {
		got, notes := canon.Text(c.in)
		if words := canon.Words(notes); got != c.want || words != c.words {
			t.Errorf("%s: %q, %s\nwant %q, %s", c.name, got, words, c.want, c.words)
		}
		if again, _ := canon.Text(got); again != got {
			t.Errorf("%s: taken in twice it becomes %q", c.name, again)
		}
	}
}

// Codes and names of files are equal whatever the system they were written on made of them.
func TestCompared(t *testing.T) {
	for _, c := range [][2]string{
		{" ３４１６２１\u200b ", "341621"}, {"涡政〔2017〕5号", "涡政〔2017〕5号\u00a0"}, {"（A）", "(A)"}, {"Cafe\u0301", "Caf\u00e9"},
	} {
		if a, b := canon.Identity(c[0]), canon.Identity(c[1]); a != b {
			t.Errorf("%q and %q", a, b)
		}
	}
	for _, c := range [][2]string{{"Cafe\u0301.pdf", "Caf\u00e9.pdf"}, {"⽅案.pdf", "方案.pdf"}, {"\u202a方案.pdf", "方案.pdf"}} {
		if a, b := canon.FileName(c[0]), canon.FileName(c[1]); a != b {
			t.Errorf("%q and %q", a, b)
		}
	}
	for _, kept := range []string{"樂\uf914樂e\u0301.pdf", "\U0002f800e\u0301", "Ω\u2126e\u0301"} {
		want := strings.Replace(kept, "e\u0301", "é", 1)
		for what, got := range map[string]string{"composed": canon.Compose(kept), "identity": canon.Identity(kept), "file": canon.FileName(kept)} {
			if got != want {
				t.Errorf("%s: %+q became %+q", what, kept, got)
			}
		}
	}
	if canon.FileName("\xb7\xbd") == canon.FileName("\xb0\xb8") {
		t.Error("two names of other bytes are one")
	}
	if canon.Identity("木") == canon.Identity("⽊") {
		t.Error("a stored code with a radical is another than before")
	}
}

// The table holds what Unicode's file says about the range, no row more.
func TestRadicals(t *testing.T) {
	f, err := os.Open("/usr/share/unicode/EquivalentUnifiedIdeograph.txt")
	if err != nil {
		t.Skip("Debian's package unicode-data is not here")
	}
	defer f.Close()
	want := map[rune]rune{}
	for in := bufio.NewScanner(f); in.Scan(); {
		line, _, _ := strings.Cut(in.Text(), "#")
		from, to, ok := strings.Cut(line, ";")
		if !ok {
			continue
		}
		first, last, isRange := strings.Cut(strings.TrimSpace(from), "..")
		if !isRange {
			last = first
		}
		for r := code(t, first); r <= code(t, last); r++ {
			want[r] = code(t, to)
		}
	}
	for r := rune(0x2e80); r <= 0x2fdf; r++ {
		become, ok := want[r]
		if !ok {
			become = r
		}
		if got, _ := canon.Text(string(r)); got != string(become) {
			t.Errorf("%c (%s) becomes %s, in the file %c", r, canon.Point(r), got, become)
		}
	}
}

func code(t *testing.T, text string) rune {
	t.Helper()
	n, err := strconv.ParseUint(strings.TrimSpace(text), 16, 32)
	if err != nil {
		t.Fatal(err)
	}
	return rune(n)
}
