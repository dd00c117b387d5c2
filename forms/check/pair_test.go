package check

import (
	"maps"
	"strings"
	"testing"
)

// The likeness that comes first counts, the first of two that are alike is taken, and what is taken once is not found again.
func TestPair(t *testing.T) {
	same := func(a, b string) bool { return a == b }
	begins := func(a, b string) bool { return a[:1] == b[:1] }
	for in, want := range map[string]map[string]string{
		"a1 a2|a2":       {"a2": "a2"},
		"a1 a2|a3":       {"a1": "a3"},
		"a1 a2|a2 a4":    {"a1": "a4", "a2": "a2"},
		"a1|a2 a3":       {"a1": "a2"},
		"a1 b1|b2 c1 a1": {"a1": "a1", "b1": "b2"},
		"a1|b1":          {},
	} {
		was, is, _ := strings.Cut(in, "|")
		if got := pair(strings.Fields(was), strings.Fields(is), same, begins); !maps.Equal(got, want) {
			t.Errorf("%s: %v, want %v", in, got, want)
		}
	}
}
