package report

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/formtest"
	"zicha/forms/report/typeset"
	"zicha/forms/wording"
	"zicha/scoring"
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

// A row of a register that repeats another says on paper that it does not count.
func TestRepeatedRowSaysSo(t *testing.T) {
	e := formtest.Edition(t)
	c := e.Criterion("10.1")
	var list []scoring.Row
	for i, name := range []string{"县公安局", "县税务局", "县公安局"} {
		list = append(list, scoring.Row{ID: fmt.Sprint(i), Cells: map[string]string{"name": name}})
	}
	rows := registerRows(c, list)
	for i, want := range []string{"1 县公安局 ", "2 县税务局 ", "3 县公安局 未计，与第1行重复"} {
		var got []string
		for _, cell := range rows[i].Cells {
			got = append(got, cell.Text)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("row %d reads %q, want %q", i+1, got, want)
		}
	}
}

// The parts of the letter a heading stands for have their own faces; a 函 ends with its own words on paper too.
func TestLetterEndsAsItsKind(t *testing.T) {
	for kind, want := range map[string]string{forms.GenreReport: "特此报告。", forms.GenreLetter: "特此函告。"} {
		d := formtest.Perfect(t)
		d.Apply(forms.Change{Path: forms.ProfilePath("kind"), New: kind})
		rows := newBuilder(d, Options{}, false).textRows()
		last := rows[len(rows)-1]
		if last.line.Text != want || last.para.Runs[0].Style != bodyStyle || last.para.Align != typeset.Justify {
			t.Errorf("a %s ends with %q", kind, last.line.Text)
		}
		if parts := wording.Letter(d, d.Scores()); parts[len(parts)-1].Kind != wording.PartContact {
			t.Error("the contact is not last")
		}
	}
}
