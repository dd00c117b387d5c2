package wording_test

import (
	"slices"
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/formtest"
	"zicha/forms/wording"
)

// Letters, digits and their marks are half as wide as a character.
func TestHalves(t *testing.T) {
	for text, want := range map[string]int{"": 0, "县": 2, "2018": 4, "2018年1月": 9, "“甲”": 6, "é\u1fff\u2000": 4} {
		if got := wording.Halves(text); got != want {
			t.Errorf("%q is %d wide, want %d", text, got, want)
		}
	}
}

// A name of 24 characters and fewer stands on one line, a longer one on two that part where a part of the name ends, or in the middle.
func TestNameLines(t *testing.T) {
	for _, c := range []struct {
		name string
		want []string
	}{
		{"涡阳县人民政府", []string{"涡阳县人民政府"}},
		{strings.Repeat("甲", 24), []string{strings.Repeat("甲", 24)}},
		{strings.Repeat("甲", 25), []string{strings.Repeat("甲", 12), strings.Repeat("甲", 13)}},
		{strings.Repeat("甲", 40), []string{strings.Repeat("甲", 20), strings.Repeat("甲", 20)}},
		{
			"内蒙古自治区呼伦贝尔市莫力达瓦达斡尔族自治旗社会信用体系建设领导小组办公室",
			[]string{"内蒙古自治区呼伦贝尔市莫力达瓦达斡尔族自治旗", "社会信用体系建设领导小组办公室"},
		},
		{"亳州高新技术产业开发区管理委员会社会信用体系建设办公室", []string{"亳州高新技术产业开发区管理委员会", "社会信用体系建设办公室"}},
		{"亳州市某某县人民政府办公室、亳州市某某县发展和改革委员会", []string{"亳州市某某县人民政府办公室、", "亳州市某某县发展和改革委员会"}},
		{strings.Repeat("甲", 60), []string{strings.Repeat("甲", 20), strings.Repeat("甲", 20), strings.Repeat("甲", 20)}},
		{"", []string{""}},
	} {
		got := wording.NameLines(c.name)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q", c.name, got)
		}
	}
	for n := range 200 {
		lines := wording.NameLines(strings.Repeat("a", n) + "县政府")
		for _, line := range lines {
			if n < 40 && wording.Halves(line) > 2*wording.NameCharacters {
				t.Errorf("%d letters: %q", n, line)
			}
		}
		if strings.Join(lines, "") != strings.Repeat("a", n)+"县政府" {
			t.Errorf("%d letters: %q", n, lines)
		}
	}
}

// A title stands in lines of 20 characters at most, a long name in lines that end with a word of it.
func TestTitleLines(t *testing.T) {
	for name, want := range map[string]string{
		"涡阳县人民政府": "涡阳县人民政府",
		"某某市高新技术产业开发区管理委员会经济发展和信息化局":      "某某市高新技术产业开发区|管理委员会经济发展和信息化局",
		"某某自治州某某民族自治县社会信用体系建设工作推进领导小组办公室": "某某自治州某某民族自治县社会信用|体系建设工作推进领导小组办公室",
		"亳州高新技术产业开发区管理委员会社会信用体系建设办公室":     "亳州高新技术产业开发区管理委员会|社会信用体系建设办公室",
	} {
		d := formtest.Perfect(t)
		d.Apply(forms.Change{Path: forms.ProfilePath("signatory"), New: name})
		var got []string
		for _, part := range wording.Letter(d, d.Scores()) {
			if part.Kind == wording.PartTitle {
				got = append(got, part.Text)
			}
		}
		if all := strings.Join(got, "|"); all != want+"|关于2017年度社会信用体系建设工作的|自查报告" {
			t.Errorf("%s: %s", name, all)
		}
		for _, line := range got {
			if wording.Halves(line) > 2*wording.TitleCharacters {
				t.Errorf("%s is too long", line)
			}
		}
	}
}
