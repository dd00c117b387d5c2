package review

import (
	"slices"
	"testing"

	"zicha/forms"
	"zicha/forms/formtest"
	"zicha/scoring"
)

// departments is a county's perfect version but for so many departments in 10.
func departments(t *testing.T, county, n string) Incoming {
	t.Helper()
	d := formtest.Perfect(t)
	var changes []forms.Change
	for _, r := range d.Rows("10.1") {
		changes = append(changes, d.RemoveRows("10.1", r.ID)...)
	}
	return version(t, county, 1, append(changes, forms.Change{Path: forms.AnswerPath("10.1", "departments"), New: n})...)
}

// TestStanding: ranks, gaps, the fewest cells and what a ruling decides, in the snapshot that the papers are made of. Of 67 the first two counties
// lose 5 and 4 points in 10; a ruling gives 0家 one point, without which the second were third.
func TestStanding(t *testing.T) {
	b := newBookAt(t)
	receive(t, b, version(t, "341602", 1), departments(t, "341621", "0"), departments(t, "341622", "1"))
	effect, err := b.Rule(commission, "10.1", "0家得1分",
		"kind = \"bands\"\ncount = \"departments\"\nbands = [{ from = \"30\", points = \"5\" }, { from = \"20\", points = \"3\" }, { from = \"0\", points = \"1\" }]")
	must(t, err)
	must(t, b.Apply(effect))
	s, err := b.snapshot(t.Context(), view(t, b), nil)
	must(t, err)
	gap := func(p *scoring.Points) string {
		if p == nil {
			return "无"
		}
		return p.String()
	}
	want := []struct {
		code, total, above, below string
		rank                      int
		rulings                   []string
	}{
		{"341602", "67.00", "无", "4.00", 1, nil},
		{"341621", "63.00", "4.00", "63.00", 2, []string{"10.1"}},
		{"341622", "63.00", "4.00", "63.00", 2, nil},
		{"341623", "0.00", "63.00", "无", 4, nil},
	}
	for i, w := range want {
		u := s.Units[i]
		f := s.Standing[u.Code]
		if u.Code != w.code || u.Total.String() != w.total || u.Rank != w.rank || gap(f.Above) != w.above || gap(f.Below) != w.below || !slices.Equal(f.Rulings, w.rulings) {
			t.Errorf("%s %s 第%d, %s %s %v, want %+v", u.Code, u.Total, u.Rank, gap(f.Above), gap(f.Below), f.Rulings, w)
		}
		if last := i == len(want)-1; f.Swap != len(f.Cells) || f.Swap != len(f.Whose) || last != (f.Swap > 1) || f.Swap < 1 {
			t.Errorf("%s: %d cells, %v of %v", u.Code, f.Swap, f.Cells, f.Whose)
		}
		var objective scoring.Points
		for _, c := range u.Cells {
			if !slices.Contains([]int{14, 16, 20, 21, 23}, c.Indicator) {
				objective += c.Score
			}
		}
		if u.Objective != objective || u.ObjectiveRank != u.Rank {
			t.Errorf("%s: objective %s, not %s, 第%d", u.Code, u.Objective, objective, u.ObjectiveRank)
		}
	}
}

// TestRulingOnDecidedCells: as long as a cell of its indicator is reckoned a ruling may decide ranks; once all are decided it cannot, and what
// would be without it need not be worked out.
func TestRulingOnDecidedCells(t *testing.T) {
	b := newBookAt(t)
	receive(t, b, version(t, "341602", 1), departments(t, "341621", "0"), departments(t, "341622", "1"), version(t, "341623", 1))
	effect, err := b.Rule(commission, "10.1", "0家得1分",
		"kind = \"bands\"\ncount = \"departments\"\nbands = [{ from = \"30\", points = \"5\" }, { from = \"20\", points = \"3\" }, { from = \"0\", points = \"1\" }]")
	must(t, err)
	must(t, b.Apply(effect))
	for _, u := range b.Edition().Units {
		v := view(t, b)
		if without, err := b.unruled(v); err != nil || len(without) != 1 || len(without["10.1"]) != len(v.Units) {
			t.Fatalf("before %s: %v %v", u.Name, without, err)
		}
		must(t, b.Decide(bureau, initial(u.Code, 10, "2", "核查")))
		must(t, b.Decide(commission, confirm(u.Code, 10, "2", "")))
	}
	v := view(t, b)
	if without, err := b.unruled(v); err != nil || len(without) != 0 {
		t.Errorf("%v %v", without, err)
	}
	other, err := b.without(v, v.Rulings[0])
	must(t, err)
	for i, p := range v.places() {
		if o := other[i]; o.Code != p.Code || o.Rank != p.Rank || o.Total != p.Total || o.ObjectiveRank != p.ObjectiveRank {
			t.Errorf("%+v, without the ruling %+v", p, o)
		}
	}
}
