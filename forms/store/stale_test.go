package store

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"zicha/scoring/soak"
)

// twice gives the bytes of a file before and after its last changes, of every kind a value can undergo, and what it holds then.
func twice(t *testing.T, changes ...Change) (before, after []byte, want map[string]string) {
	t.Helper()
	f := sample(t)
	f = open(t, f.Path())
	var first []Change
	for i := range 40 {
		first = append(first, Change{Path: fmt.Sprint("many/", i), New: "甲" + strings.Repeat("丙", 30)})
	}
	first = append(first, Change{Path: "back", New: "甲"}, Change{Path: "gone", New: "甲"}, Change{Path: "kept", New: "甲"})
	if err := f.Commit(edit(first...)); err != nil {
		t.Fatal(err)
	}
	set(t, f, "many/1", strings.Repeat("乙", 800)) // so that the last page of the log has room for more
	set(t, f, "back", "乙")
	read := func() []byte {
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(f.Path())
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	before = read()
	f = open(t, f.Path())
	for _, c := range changes {
		set(t, f, c.Path, c.New)
	}
	want, _ = f.Values()
	return before, read(), want
}

// stale puts pages of the older bytes back, as a disk does that has lost what was written last; what was not there before is zero.
func stale(before, after []byte, lost []int) []byte {
	before = append(bytes.Clone(before), make([]byte, max(0, len(after)-len(before)))...)
	out := bytes.Clone(after)
	for _, n := range lost {
		copy(out[n*pageSize:], before[n*pageSize:(n+1)*pageSize])
	}
	return out
}

// Whatever pages of the last transactions the disk has lost: a value that is not the last one comes out with a doubt that names the last
// one, or the repair says that the last changes are missing. Only where all were lost there is nothing to see.
func TestRepairAfterLostWrites(t *testing.T) {
	t.Parallel()
	for name, changes := range map[string][]Change{
		"changed":       {{"kept", "", "乙"}},
		"changed back":  {{"back", "", "甲"}},
		"blanked":       {{"gone", "", ""}},
		"new":           {{"new", "", "甲"}},
		"all of it":     {{"kept", "", "乙"}, {"back", "", "甲"}, {"gone", "", ""}, {"new", "", "甲"}},
		"much, changed": {{"many/3", "", strings.Repeat("乙", 900)}, {"many/30", "", "乙"}, {"kept", "", strings.Repeat("丁", 2000)}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			before, after, want := twice(t, changes...)
			rnd := rand.New(rand.NewPCG(9, 10))
			var differ []int
			for n := range len(after) / pageSize {
				if !bytes.Equal(stale(before, after, []int{n}), after) {
					differ = append(differ, n)
				}
			}
			all := 1<<len(differ) - 1
			for i := range min(all-1, soak.Times(200, 20_000)) {
				set := i + 1
				if all > 200 {
					set = 1 + rnd.IntN(all-1)
				}
				var lost []int
				for i, n := range differ {
					if set>>i&1 == 1 {
						lost = append(lost, n)
					}
				}
				data := stale(before, after, lost)
				out := rescue(t, data)
				if wrong := silently(out, want); wrong != "" && !unseen(t, before, data) {
					t.Errorf("pages %v of %v lost: %s", lost, differ, wrong)
				}
				if len(lost) == 1 && !maps.Equal(out.Values, want) {
					t.Errorf("page %v of %v lost: values %v", lost, differ, out.Values)
				}
			}
		})
	}
}

// rescue repairs without writing the outcome.
func rescue(t *testing.T, data []byte) *Repaired {
	t.Helper()
	s, err := walk(t.Context(), pages{bytes.NewReader(data), uint32(len(data) / pageSize)}, testFormat(), nil)
	if err != nil {
		t.Fatal(err)
	}
	out, err := s.collect(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// silently names a path whose value came out wrong without a word of what it should be, "" for none.
func silently(out *Repaired, want map[string]string) string {
	both := maps.Clone(out.Values)
	maps.Copy(both, want)
	for path := range both {
		named := slices.ContainsFunc(out.Unsure, func(d Doubt) bool { return d.Path == path && d.Other == want[path] })
		if out.Values[path] != want[path] && !named && !out.Behind {
			return fmt.Sprintf("%s is %q, was %q, doubts %q", path, out.Values[path], want[path], out.Unsure)
		}
	}
	return ""
}

// unseen reports whether nothing is left that says anything of the last changes: no row, and no table that could show one to be gone.
func unseen(t *testing.T, before, damaged []byte) bool {
	t.Helper()
	rows := func(data []byte) (*salvage, map[string]bool) {
		s, err := walk(t.Context(), pages{bytes.NewReader(data), uint32(len(data) / pageSize)}, testFormat(), nil)
		if err != nil {
			t.Fatal(err)
		}
		out := map[string]bool{}
		for key, i := range s.at {
			if name, _, _ := strings.Cut(key, " "); s.rows[name][i].rank == alive {
				out[key] = true
			}
		}
		return s, out
	}
	_, old := rows(before)
	s, left := rows(damaged)
	for key := range left {
		if !old[key] {
			return false
		}
	}
	return !s.intact["value"] || len(left) == len(old)
}
