package letter

import (
	"slices"
	"testing"

	"zicha/forms"
	"zicha/forms/formtest"
	"zicha/forms/report/typeset"
	"zicha/forms/wording"
)

// lines are rows of the letter, the ones numbered kept with what follows.
func lines(count int, kept ...int) []row {
	out := make([]row, count)
	for _, i := range kept {
		out[i].stay = true
	}
	return out
}

// A page has 22 lines; it has 21 where the 22nd stays with the next, 23 where that keeps the 22nd with what belongs to it, and fills the
// type area in each case.
func TestPagesAreFilled(t *testing.T) {
	for _, c := range []struct {
		what string
		rows []row
		used int
		want []int
	}{
		{"plain", lines(60), 0, []int{22, 22, 16}},
		{"below a title", lines(60), 8, []int{14, 22, 22, 2}},
		{"a heading at the foot", lines(40, 21), 0, []int{21, 19}},
		{"a heading of two lines at the foot", lines(40, 20, 21), 0, []int{23, 17}},
		{"a line more than two pages have", lines(45, 43), 0, []int{22, 23}},
		{"all on one page with a line more", lines(23, 21), 0, []int{23}},
	} {
		var got []int
		for i, p := range paginate(c.rows, c.used) {
			got = append(got, len(p.rows))
			full := len(p.rows) + p.above
			if height := float64(full) * p.pitch; i < len(c.want)-1 && (height < 224.99 || height > 225.01) {
				t.Errorf("%s: page %d is filled to %.2f mm", c.what, i+1, height)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: pages of %v lines, want %v", c.what, got, c.want)
		}
	}
}

// The parts of the letter a heading stands for have their own faces; a 函 ends with its own words on paper too.
func TestLetterEndsAsItsKind(t *testing.T) {
	for kind, want := range map[string]string{forms.GenreReport: "特此报告。", forms.GenreLetter: "特此函告。"} {
		d := formtest.Perfect(t)
		d.Apply(forms.Change{Path: forms.ProfilePath("kind"), New: kind})
		rows := setOf(d).textRows()
		last := rows[len(rows)-1]
		if last.line.Text != want || last.para.Runs[0].Style != BodyStyle || last.para.Align != typeset.Justify {
			t.Errorf("a %s ends with %q", kind, last.line.Text)
		}
		if parts := wording.Letter(d, d.Scores()); parts[len(parts)-1].Kind != wording.PartContact {
			t.Error("the contact is not last")
		}
	}
}

// However long the letter is: all lines once and in order, every page filled but those of the end, none parted from what it stays with.
func TestPaginate(t *testing.T) {
	for n := 2; n < 90; n++ {
		var all []row
		for i := range n {
			all = append(all, row{mark: string(rune('0' + i)), stay: i%7 == 5 || i > n-11, sign: i > n-7})
		}
		const used = 8
		var got []string
		pages := paginate(all, used)
		for i, p := range pages {
			for _, r := range p.rows {
				got = append(got, r.mark)
			}
			high := float64(len(p.rows)+p.above) * p.pitch
			if high > 225.001 || i+2 < len(pages) && high < 224.999 && !signed(pages[i+1]) || p.pitch < 225.0/23 || p.pitch > 225.0/21 {
				t.Errorf("%d lines: %.1f mm of 225 on page %d at %.2f", n, high, i+1, p.pitch)
			}
			if i+1 < len(pages) && p.rows[len(p.rows)-1].stay {
				t.Errorf("%d lines: page %d is parted from what belongs to its last line", n, i+1)
			}
		}
		if len(got) != n || !slices.IsSorted(got) {
			t.Errorf("%d lines: %q", n, got)
		}
	}
}
