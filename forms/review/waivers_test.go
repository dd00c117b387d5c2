package review

import (
	"path/filepath"
	"slices"
	"testing"
)

// What is accepted is kept with the book until it is taken back; another copy does not have it.
func TestWaiversAreKept(t *testing.T) {
	b := newBookAt(t)
	if b.Waivers() != nil {
		t.Error(b.Waivers())
	}
	list := []Waiver{{"open:341622/3", "另行核查"}, {"missing:341623", "来不及"}, {"open:341621/5", "另行核查"}}
	must(t, b.SetWaivers(list))
	events, path := len(b.Events()), filepath.Join(t.TempDir(), "b.huizong")
	_, err := b.CopyTo(t.Context(), bureau, path)
	must(t, err)
	other, err := Open(path, Options{})
	must(t, err)
	defer other.Close()
	if len(other.Waivers()) != 0 {
		t.Error(other.Waivers())
	}
	place := b.Path()
	must(t, b.Close())
	b, err = Open(place, Options{})
	must(t, err)
	defer b.Close()
	want := []Waiver{{"open:341621/5", "另行核查"}, {"open:341622/3", "另行核查"}, {"missing:341623", "来不及"}}
	got := b.Waivers()
	slices.SortStableFunc(got, func(x, y Waiver) int { return len(y.Reason) - len(x.Reason) })
	if !slices.Equal(got, want) || len(b.Events()) != events+1 { // the copy is the one act
		t.Errorf("%v, %d events", got, len(b.Events()))
	}
	must(t, b.SetWaivers(nil))
	if b.Waivers() != nil {
		t.Error(b.Waivers())
	}
	blockers, err := b.Blockers()
	must(t, err)
	var all []Waiver
	for _, blocker := range blockers {
		all = append(all, Waiver{blocker.Key, "另行核查"})
	}
	must(t, b.SetWaivers(all))
	if _, _, err := b.FinalizeAs(t.Context(), Finalizing{Person: bureau, Waivers: all}); err != nil || len(all) == 0 || b.Waivers() != nil {
		t.Errorf("%v: after 定稿 %d of %d are kept for the next", err, len(b.Waivers()), len(all))
	}
}
