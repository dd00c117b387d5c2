package review

import "testing"

// What differs between two results, and from the book as it is now, is named value by value and nothing else is.
func TestDiffers(t *testing.T) {
	b := newBookAt(t)
	receive(t, b, version(t, "341621", 1))
	all := Waiver{"open:*", "试"}
	finalize := func() *Snapshot {
		t.Helper()
		s, _, err := b.Finalize(t.Context(), commission, all, Waiver{"missing:*", "试"}, Waiver{"standard:*", "试"})
		must(t, err)
		return s
	}
	now := func() *Snapshot {
		t.Helper()
		s, err := b.Draft()
		must(t, err)
		return s
	}
	first := finalize()
	if got := first.Differs(now()); len(got) != 0 {
		t.Error(got)
	}
	must(t, b.Decide(bureau, initial("341621", 5, "7.5", "少一篇")))
	must(t, b.Decide(commission, confirm("341621", 5, "7.5", "")))
	_, err := b.SetFigures(bureau, Figure{County: "341621", Field: "11.1.standard", Value: "50"})
	must(t, err)
	second := finalize()
	want := map[string][2]string{
		"unit/341621/5/state":         {"未评", "已确认"},
		"unit/341621/5/score":         {"8.00", "7.50"},
		"unit/341621/5/reason":        {"", "少一篇"},
		"unit/341621/total":           {first.Units[0].Total.String(), (first.Units[0].Total - 50).String()},
		"figure/341621/11.1.standard": {"", "50"},
	}
	got := first.Differs(second)
	if len(got) != len(want) {
		t.Error(got)
	}
	for _, d := range got {
		if want[d.Key] != [2]string{d.Want, d.Got} {
			t.Error(d.Key, d)
		}
	}
	if got := second.Differs(now()); len(got) != 0 {
		t.Error(got)
	}
}
