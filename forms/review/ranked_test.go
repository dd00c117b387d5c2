package review

import (
	"strings"
	"testing"
)

// What is said of places: ranks that are shared, what totals may still come to, gaps and what would change a rank, by the words of review rank.
func TestStandings(t *testing.T) {
	b := newBookAt(t)
	receive(t, b, version(t, "341602", 1), departments(t, "341621", "0"), departments(t, "341622", "0"))
	must(t, b.Decide(bureau, initial("341602", 10, "2", "核查")))
	must(t, b.Decide(commission, confirm("341602", 10, "2", "")))
	s, err := b.Standings()
	must(t, err)
	// of 67 the first lost 3 in 10, decided: nothing else is, so that from 2 to 97 is left of 100
	want := []struct{ place, margin string }{
		{"1　谯城区　64.00分（未核定24项，按0分至满分计为2.00至97.00分）　客观", "比后一名高2.00分；最少改动1项即可改变位次："},
		{"2（并列）　涡阳县　62.00分（未核定25项，按0分至满分计为0.00至100.00分）　客观", "比前一名低2.00分，比后一名高62.00分；最少改动1项即可改变位次："},
		{"2（并列）　蒙城县　62.00分（未核定25项，按0分至满分计为0.00至100.00分）　客观", "比前一名低2.00分，比后一名高62.00分；最少改动1项即可改变位次："},
		{"4　利辛县　0.00分（未核定25项，按0分至满分计为0.00至100.00分）　客观", "比前一名低62.00分；最少改动"},
	}
	for i, w := range want {
		place, margin := s.Words(&s.List[i])
		if !strings.HasPrefix(place, w.place) || !strings.HasPrefix(margin, w.margin) {
			t.Errorf("%s / %s", place, margin)
		}
		if s.Row(s.List[i].Code) != i {
			t.Errorf("%s is in row %d", s.List[i].Name, s.Row(s.List[i].Code))
		}
	}
	if s.Open() != 99 || !strings.Contains(s.OpenWords(), "还有99项未核定") {
		t.Errorf("%d open: %s", s.Open(), s.OpenWords())
	}
	if got := s.ObjectiveWords(); got != "客观得分不含由评分人员判断的第14、16、20、21、23项" {
		t.Error(got)
	}
	lines := strings.Split(s.Table(), "\n")
	heads := strings.Split(lines[0], "\t")
	if len(lines) != 5 || len(heads) != 4+8+2+7 {
		t.Fatalf("%d lines of %d cells", len(lines), len(heads))
	}
	cells := strings.Split(lines[1], "\t")
	if len(cells) != len(heads) || cells[1] != "谯城区" || cells[3] != "64.00" || cells[14] != "" || cells[15] != "2.00" || cells[17] != "2.00" || cells[18] != "97.00" {
		t.Errorf("%q", cells)
	}
}
