package invent_test

import (
	"testing"

	"zicha/forms/invent"
	"zicha/forms/review"
)

// Every state occurs in the book, with an open and a closed case, a ruling in force, a conflict, and no copy waited for; of every edition.
func TestDecide(t *testing.T) {
	for _, e := range known(t) {
		made, err := invent.Make(t.Context(), invent.Job{Edition: e, Count: 2, Seed: 3, Dir: t.TempDir(), Decide: true})
		if err != nil {
			t.Fatal(e.ID, err)
		}
		b, err := review.Open(made.Book, review.Options{ReadOnly: true})
		if err != nil {
			t.Fatal(err)
		}
		v, err := b.View()
		if err != nil {
			t.Fatal(err)
		}
		states, conflicts := map[review.State]int{}, 0
		for _, c := range v.Units[0].Cells {
			states[c.State]++
			if len(c.Conflict) > 0 {
				conflicts++
			}
		}
		for _, s := range []review.State{
			review.Unreviewed, review.InitiallyScored, review.ConfirmedState, review.Stale, review.ReturnedState, review.Resubmitted, review.VoidedState,
		} {
			if states[s] == 0 {
				t.Errorf("%s: no cell is %s: %v", e.ID, s.Label(), states)
			}
		}
		open := map[bool]int{}
		for _, c := range v.Cases {
			open[c.Open]++
		}
		if open[true] != 1 || open[false] != 1 || len(v.Rulings) != 1 || conflicts != 1 || len(v.Figures) == 0 {
			t.Errorf("%s: cases %v, rulings %v, %d conflicts, %d figures", e.ID, open, v.Rulings, conflicts, len(v.Figures))
		}
		if err := b.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
