package invent

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"zicha/forms/editions"
	"zicha/forms/review"
	"zicha/scoring"
	"zicha/scoring/soak"
)

// tried are the rulebooks of the program and those the tests know.
func tried(t *testing.T) []*scoring.Edition {
	t.Helper()
	out, err := editions.All()
	if err != nil {
		t.Fatal(err)
	}
	paths, err := filepath.Glob("../../scoring/testdata/*/*.toml")
	if err != nil || len(paths) < 10 {
		t.Fatal(paths, err)
	}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if e, err := scoring.LoadEdition(path, data); err == nil {
			out = append(out, e)
		}
	}
	return out
}

// ranked brings counties in and gives their totals as the book ranks them.
func ranked(t *testing.T, d *drawing) map[scoring.Points][]string {
	t.Helper()
	b, err := review.Create(filepath.Join(t.TempDir(), BookName), d.edition)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	var in []review.Incoming
	for _, c := range d.counties {
		in = append(in, incoming(c.fill(d.edition, false).dossier()))
	}
	if _, err := b.Receive(review.Person{By: "甲"}, in...); err != nil {
		t.Fatal(err)
	}
	v, err := b.View()
	if err != nil {
		t.Fatal(err)
	}
	out := map[scoring.Points][]string{}
	for _, u := range v.Ranking() {
		out[u.Total] = append(out[u.Total], u.Code)
	}
	return out
}

// The tie that is told is one in the book once all have come in, and there is no other: of every rulebook, with averages, totals brought to the
// full, weights, bonus and penalty.
func TestTieIsWhatTheBookRanks(t *testing.T) {
	for _, e := range tried(t) {
		for seed := range soak.Times(1, 60) {
			count := []int{6, 2, 10}[seed%3]
			listing, err := e.Listing(units(e, count, uint64(seed)))
			if err != nil {
				t.Fatal(err)
			}
			d, err := draw(t.Context(), listing, uint64(seed))
			if err != nil {
				t.Fatal(err)
			}
			totals, more := ranked(t, d), 0
			for _, codes := range totals {
				if more += len(codes) - 1; len(codes) > 1 && d.ties == 0 && !slices.Equal(codes, d.tie) {
					t.Errorf("%s, seed %d: %v have the same total, told are %v", e.ID, seed, codes, d.tie)
				}
			}
			told := d.ties
			if len(d.tie) > 0 {
				told++
			}
			if len(d.tie) == 0 && d.ties == 0 || more > told || more < min(told, 1) {
				t.Errorf("%s, seed %d: %d share a total with another, told are %v and %d: %v", e.ID, seed, more, d.tie, d.ties, totals)
			}
		}
	}
}
