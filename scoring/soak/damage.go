package soak

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
)

// damages are the ways in which a disk, a stick or a copy that was broken off spoils a file, see Damage.
var damages = []string{"bit", "byte", "zeroed page", "zeroed sectors", "cut", "swapped pages", "another's sectors", "sectors from before", "doubled", "noise", "many bytes", "shifted"}

const (
	sector = 512
	page   = 4096
)

// Damage spoils a file's bytes in one way at random, whose name it gives; before are its bytes at an earlier time, another those of another
// file of its kind. What comes out differs from data.
func Damage(r *rand.Rand, data, before, another []byte) (how string, bad []byte) {
	for {
		how = damages[r.IntN(len(damages))]
		for range 300 { // before may differ from data in a few sectors only
			if bad = damaged(r, how, data, before, another); !bytes.Equal(bad, data) {
				return how, bad
			}
		}
	}
}

func damaged(r *rand.Rand, how string, data, before, another []byte) []byte {
	out := slices.Clone(data)
	some := func(unit int) []byte { // a stretch of up to eight units
		at := r.IntN(len(out)/unit+1) * unit
		return out[min(at, len(out)):min(len(out), at+(1+r.IntN(8))*unit)]
	}
	at := r.IntN(len(out))
	switch how {
	case "bit":
		out[at] ^= 1 << r.IntN(8)
	case "byte":
		out[at] += byte(1 + r.IntN(255))
	case "zeroed page":
		clear(some(page))
	case "zeroed sectors":
		clear(some(sector))
	case "cut":
		out = out[:at]
	case "swapped pages":
		from, to := at/page*page, r.IntN(len(out))/page*page
		copy(out[to:min(len(out), to+page)], data[from:])
		copy(out[from:min(len(out), from+page)], data[to:])
	case "another's sectors", "sectors from before":
		other := another
		if how == "sectors from before" {
			other = before
		}
		at = r.IntN(len(other)/sector+1) * sector
		copy(out[min(at, len(out)):], other[min(at, len(other)):min(len(other), at+(1+r.IntN(8))*sector)])
	case "doubled":
		out = append(out, data[:1+r.IntN(len(data))]...)
	case "noise":
		stretch := some(sector)
		for i := range stretch {
			stretch[i] = byte(r.Uint32())
		}
	case "many bytes":
		for range 2 + r.IntN(40) {
			out[r.IntN(len(out))] ^= byte(1 + r.IntN(255))
		}
	case "shifted": // a byte more or less, as a wrong transfer makes it
		out = slices.Insert(out, at, byte(r.Uint32()))
	}
	return out
}

// Tally counts what became of cases, by how they were spoilt.
type Tally map[string]map[string]int

// Add counts one.
func (t Tally) Add(how, outcome string) {
	if t[how] == nil {
		t[how] = map[string]int{}
	}
	t[how][outcome]++
	if t[""] == nil {
		t[""] = map[string]int{}
	}
	t[""][outcome]++
}

// String lists the counts, all together first.
func (t Tally) String() string {
	text := "all " + fmt.Sprint(t[""])
	for _, how := range slices.Sorted(maps.Keys(t)) {
		if how != "" {
			text += "; " + how + " " + fmt.Sprint(t[how])
		}
	}
	return text
}
