package work

import "testing"

// Back and forth go through the pages one was on, with where they were scrolled to; a page opened after going back ends what was ahead.
func TestTrail(t *testing.T) {
	var trail Trail
	at := Stop{Page: "a"}
	show := func(page string, offset float32) {
		if page != at.Page {
			trail.Leave(at)
		}
		at = Stop{page, offset}
	}
	back := func() { trail.Back(at, show) }
	forth := func() { trail.Forth(at, show) }
	expect := func(want Stop) {
		t.Helper()
		if at != want {
			t.Fatalf("shown is %v, want %v", at, want)
		}
	}
	back()
	forth()
	expect(Stop{"a", 0})
	at.Offset = 30
	show("b", 0)
	at.Offset = 70
	show("c", 0)
	back()
	expect(Stop{"b", 70})
	back()
	expect(Stop{"a", 30})
	back()
	expect(Stop{"a", 30})
	forth()
	expect(Stop{"b", 70})
	show("d", 0)
	forth()
	expect(Stop{"d", 0})
	back()
	expect(Stop{"b", 70})
	for range 3 * mostStops {
		show("x", 0)
		show("y", 0)
	}
	if len(trail.back) != mostStops {
		t.Errorf("%d pages are kept", len(trail.back))
	}
}
