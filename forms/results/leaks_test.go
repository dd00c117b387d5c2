package results

import (
	"slices"
	"strings"
	"testing"

	"zicha/forms/review"
	"zicha/scoring"
)

// What a sum gives away of its parts, against all ways there are to make it up.
func TestKnownParts(t *testing.T) {
	for _, most := range [][]scoring.Points{{3}, {2, 1}, {3, 3}, {1, 0, 2}, {2, 2, 2}} {
		ways := map[scoring.Points][][]scoring.Points{} // by sum
		var try func(done []scoring.Points)
		try = func(done []scoring.Points) {
			if len(done) == len(most) {
				var sum scoring.Points
				for _, p := range done {
					sum += p
				}
				ways[sum] = append(ways[sum], slices.Clone(done))
				return
			}
			for p := range most[len(done)] + 1 {
				try(append(done, p))
			}
		}
		try(nil)
		for sum, all := range ways {
			var parts []part
			var want []string
			for i, m := range most {
				name := string(rune('a' + i))
				parts = append(parts, part{name, all[0][i], m})
				if m > 0 && !slices.ContainsFunc(all, func(w []scoring.Points) bool { return w[i] != all[0][i] }) {
					want = append(want, name)
				}
			}
			var got []string
			for _, l := range known("县", sum, parts, "") {
				got = append(got, l.What)
			}
			if !slices.Equal(got, want) {
				t.Errorf("parts of at most %d, sum %d: known %v, want %v", most, sum, got, want)
			}
		}
	}
}

// What order and grades give away of the totals, against all totals of the same order and grades.
func TestKnownTotals(t *testing.T) {
	const full = 4
	for _, grades := range [][]scoring.Grade{{{}}, {{From: 4}, {From: 2}, {}}, {{From: 3}, {From: 2}}} {
		for n := 1; n <= 4; n++ {
			seen := map[string][][]scoring.Points{} // by what is published
			var try func(done []scoring.Points)
			try = func(done []scoring.Points) {
				if len(done) == n {
					key := published(done, grades)
					seen[key] = append(seen[key], slices.Clone(done))
					return
				}
				for p := range scoring.Points(full + 1) {
					if len(done) == 0 || p <= done[len(done)-1] {
						try(append(done, p))
					}
				}
			}
			try(nil)
			for key, all := range seen {
				b := &builder{s: &review.Snapshot{}, e: &scoring.Edition{Total: full}}
				for _, total := range all[0] {
					b.s.Units = append(b.s.Units, review.UnitResult{Total: total})
				}
				for i, r := range b.totalSpans(b.s.Units, grades) {
					want := !slices.ContainsFunc(all, func(w []scoring.Points) bool { return w[i] != all[0][i] })
					if r.known() != want {
						t.Errorf("%s with grades %v: total %d is known %v, want %v", key, grades, i+1, r.known(), want)
					}
				}
			}
		}
	}
}

// published is what a circular says of totals that are in order.
func published(totals []scoring.Points, grades []scoring.Grade) string {
	var out strings.Builder
	for i, total := range totals {
		if i > 0 && total == totals[i-1] {
			out.WriteByte('=')
		}
		at := slices.IndexFunc(grades, func(g scoring.Grade) bool { return total >= g.From })
		if at < 0 {
			at = len(grades) - 1
		}
		out.WriteByte(byte('0' + at))
	}
	return out.String()
}

// With four counties and 仅次序 no score can be computed: no warning, no number with decimals in the circular, and a result of other
// scores in the same order gives the very same circular.
func TestOrderTellsNoScore(t *testing.T) {
	b := loaded(t, sample(t), Options{})
	if got := b.leaks(); len(got) != 0 {
		t.Errorf("%v", got)
	}
	less := sample(t)
	for i := range less.Units {
		less.Units[i].Cells[11].Score -= 5
		less.Units[i].Cells[22].Score -= scoring.Points(less.Units[i].Rank)
	}
	finish(t, less)
	for _, level := range []Level{LevelOrder, LevelGrades} {
		one, two := loaded(t, sample(t), Options{Publish: level}), loaded(t, less, Options{Publish: level})
		if one.s.Units[0].Total == two.s.Units[0].Total || !slices.Equal(one.circular(), two.circular()) {
			t.Errorf("%s: the circulars of two results in the same order differ", level)
		}
		for _, p := range one.circular() {
			if scoreIn.MatchString(p.Text) {
				t.Errorf("%s: a score in %s", level, p.Text)
			}
		}
	}
}

// What each level gives away of the example: a section of one indicator, a full total, a grade of one score.
func TestLeaks(t *testing.T) {
	one := func(s *review.Snapshot, o Options) []string {
		var out []string
		for _, l := range loaded(t, s, o).leaks() {
			out = append(out, l.County+l.What+l.Score.String())
		}
		return out
	}
	got := one(sample(t), Options{Publish: LevelSections})
	if want := []string{"示例甲县第15项得分5.98", "示例乙县第15项得分5.60", "示例丙县第15项得分5.60", "示例丁县第15项得分6.00"}; !slices.Equal(got, want) {
		t.Errorf("sections: %v", got)
	}
	full := sample(t)
	for i := range full.Units[0].Cells {
		c := &full.Units[0].Cells[i]
		c.Score = *c.Claim
	}
	finish(t, full)
	if got := one(full, Options{Publish: LevelTotal}); len(got) != 8+25 || got[0] != "示例甲县“一、贯彻落实市委市政府部署”得分17.00" {
		t.Errorf("a full total: %v", got)
	}
	if got := one(full, Options{Publish: LevelGrades, Grades: []scoring.Grade{{Name: "满分", From: 10000}, {Name: "其他"}}}); !slices.Equal(got, []string{"示例甲县总分100.00"}) {
		t.Errorf("a grade for the full total: %v", got)
	}
	for _, level := range []Level{LevelOrder, LevelAll} {
		if got := one(full, Options{Publish: level}); len(got) != 0 {
			t.Errorf("%s: %v", level, got)
		}
	}
	if got := one(sample(t), Options{Publish: LevelTotal}); len(got) != 0 {
		t.Errorf("totals: %v", got)
	}
	notes := strings.Join(loaded(t, sample(t), Options{}).notes(), "")
	if !strings.Contains(notes, "示例乙县和示例丙县并列，各自知道本单位的总分，就知道对方的总分。") {
		t.Errorf("a tie: %s", notes)
	}
}

// A veto puts a county into its grade whatever its total; the order of all is not told there, and its total is not known by the grade.
func TestStruckGrade(t *testing.T) {
	s := other(t)
	e := loaded(t, s, Options{}).e
	at := slices.IndexFunc(e.Indicators(), func(ind *scoring.Indicator) bool { return ind.Section.Apart == scoring.MayStrike })
	if at < 0 || e.Veto.Grade == "" {
		t.Fatal("the example has no veto")
	}
	for i := range s.Units { // nothing strikes but the first
		for j, ind := range e.Indicators() {
			if ind.Section.Apart == scoring.MayStrike {
				s.Units[i].Cells[j].Score = ind.Max
			}
		}
	}
	s.Units[0].Cells[at].Score = 0
	b := loaded(t, s, Options{Publish: LevelGrades})
	if got := b.grades[b.gradeOf(s.Units[0])].Name; got != e.Veto.Grade || b.gradeOf(s.Units[1]) != b.grade(s.Units[1].Total) {
		t.Errorf("the county struck is %s, want %s", got, e.Veto.Grade)
	}
	if got := b.leaks(); len(got) != 0 {
		t.Errorf("%v", got)
	}
}
