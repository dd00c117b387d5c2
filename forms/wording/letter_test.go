package wording_test

import (
	"slices"
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/formtest"
	"zicha/forms/wording"
)

// A 函 differs from a 报告 in the last line of its title and in its closing words, and in nothing else; it makes no 报告 of itself.
func TestLetterOfEqualRank(t *testing.T) {
	d := formtest.Perfect(t)
	d.Apply(forms.Change{Path: forms.ProfilePath("signatory"), New: "涡阳县人民政府"}, forms.Change{Path: forms.ProfilePath("kind"), New: forms.GenreReport})
	report := wording.Letter(d, d.Scores())
	if title := wording.Title(d); title != "涡阳县人民政府关于2017年度社会信用体系建设工作的自查报告" {
		t.Errorf("a 报告 is titled %s", title)
	}
	d.Apply(forms.Change{Path: forms.ProfilePath("kind"), New: forms.GenreLetter})
	letter := wording.Letter(d, d.Scores())
	if title := wording.Title(d); title != "涡阳县人民政府关于2017年度社会信用体系建设工作的自查情况的函" {
		t.Errorf("a 函 is titled %s", title)
	}
	var differs []string
	for i := range min(len(report), len(letter)) {
		if report[i] != letter[i] {
			differs = append(differs, report[i].Text+"→"+letter[i].Text)
		}
	}
	if want := []string{"自查报告→自查情况的函", "特此报告。→特此函告。"}; len(report) != len(letter) || !slices.Equal(differs, want) {
		t.Errorf("%d and %d parts, which differ in %v", len(report), len(letter), differs)
	}
	for _, part := range letter {
		if strings.Contains(part.Text, "特此报告") || part.Kind == wording.PartTitle && strings.Contains(part.Text, "报告") {
			t.Errorf("a 函 says %s", part.Text)
		}
	}
}
