package review

import "testing"

// What a screen asks before it sends a decision is what the book says when it gets one: agreeing is the claim, then the 初评, then nothing, and
// another score wants a reason and nothing else.
func TestWhatAPersonAgreesWith(t *testing.T) {
	b := newBookAt(t)
	receive(t, b, version(t, "341621", 1))
	v := view(t, b)
	c := v.Cell("341621", 5)
	if _, ok := v.Agreed(commission, c); ok {
		t.Error("there is no 初评 to confirm")
	}
	d, ok := v.Agreed(bureau, c)
	if !ok || d.Stage != StageInitial || d.Score != c.Claim.String() {
		t.Fatalf("%+v, %v", d, ok)
	}
	less := d
	less.Score = "1"
	if !v.Lacks(bureau, less) || v.Lacks(bureau, d) || v.Lacks(commission, less) {
		t.Error("only a score other than the claimed one, by who may give it, lacks a reason")
	}
	less.Score = "99"
	if v.Lacks(bureau, less) {
		t.Error("no reason mends a score out of range")
	}
	must(t, b.Decide(bureau, d))
	v = view(t, b)
	d, ok = v.Agreed(commission, v.Cell("341621", 5))
	if !ok || d.Stage != StageConfirmed {
		t.Fatalf("%+v, %v", d, ok)
	}
	must(t, b.Decide(commission, d))
	v = view(t, b)
	for _, p := range []Person{bureau, commission} {
		if _, ok := v.Agreed(p, v.Cell("341621", 5)); ok {
			t.Error("what is confirmed is not agreed with again")
		}
	}
	if d, ok := v.Agreed(commission, v.Cell("341621", 11)); ok {
		t.Errorf("the city has no figures for 11, and agrees with %+v", d)
	}
}
