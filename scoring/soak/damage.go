package soak

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// damages are the ways in which a disk, a stick or a copy that was broken off spoils a file, see Kept.Damage.
var damages = []string{"bit", "byte", "zeroed page", "zeroed sectors", "cut", "swapped pages", "another's sectors", "sectors from before", "doubled", "noise", "many bytes", "shifted"}

const (
	sector = 512
	page   = 4096
)

// Kept are the bytes of a file before it is spoilt, and those it is spoilt with.
type Kept struct {
	Data    []byte
	Before  []byte // its own at an earlier time
	Another []byte // those of another file of its kind
	Backup  []byte // those of the backup beside it
}

// Damage spoils the file in one way at random, whose name it gives. What comes out differs from Data.
func (k Kept) Damage(r *rand.Rand) (how string, bad []byte) {
	for {
		how = damages[r.IntN(len(damages))]
		for range 300 { // Before may differ from Data in a few sectors only
			if bad = k.damaged(r, how); !bytes.Equal(bad, k.Data) {
				return how, bad
			}
		}
	}
}

func (k Kept) damaged(r *rand.Rand, how string) []byte {
	out := slices.Clone(k.Data)
	at := r.IntN(len(out))
	switch how {
	case "bit":
		out[at] ^= 1 << r.IntN(8)
	case "byte":
		out[at] += byte(1 + r.IntN(255))
	case "zeroed page":
		clear(stretch(r, out, page))
	case "zeroed sectors":
		clear(stretch(r, out, sector))
	case "cut":
		out = out[:at]
	case "swapped pages":
		from, to := at/page*page, r.IntN(len(out))/page*page
		copy(out[to:min(len(out), to+page)], k.Data[from:])
		copy(out[from:min(len(out), from+page)], k.Data[to:])
	case "another's sectors":
		overlay(r, out, k.Another)
	case "sectors from before":
		overlay(r, out, k.Before)
	case "doubled":
		out = append(out, k.Data[:1+r.IntN(len(out))]...)
	case "noise":
		noise := stretch(r, out, sector)
		for i := range noise {
			noise[i] = byte(r.Uint32())
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

// stretch is a part of up to eight units, anywhere.
func stretch(r *rand.Rand, data []byte, unit int) []byte {
	at := min(r.IntN(len(data)/unit+1)*unit, len(data))
	return data[at:min(len(data), at+(1+r.IntN(8))*unit)]
}

// overlay writes up to eight sectors of another file over those at the same place.
func overlay(r *rand.Rand, data, other []byte) {
	at := r.IntN(len(other)/sector+1) * sector
	copy(data[min(at, len(data)):], other[min(at, len(other)):min(len(other), at+(1+r.IntN(8))*sector)])
}

// Spoiling spoils a file again and again and looks at what becomes of it.
type Spoiling struct {
	Kept
	What, Ext string // damaged books; .huizong
	Seed      uint64
	// Opened says what opening the file comes to, to look at it or to write; Repaired what bringing the rest of it into a new one does, now
	// with and now without the backup.
	Opened   func(t *testing.T, path string, write bool) string
	Repaired func(t *testing.T, path string) string
}

// Run gives the tallies of both. Where the test fails the file lies in the folder for temporary files.
func (s Spoiling) Run(t *testing.T) (opened, repaired Tally) {
	t.Helper()
	r := rand.New(rand.NewPCG(14, s.Seed))
	opened, repaired = Tally{}, Tally{}
	path := filepath.Join(t.TempDir(), "a"+s.Ext)
	rounds := Times(150, 100_000)
	for i := range rounds {
		how, bad := s.Damage(r)
		put(t, path, bad)
		opened.Add(how, s.Opened(t, path, i%4 == 0))
		if i%10 == 0 {
			backup := filepath.Join(filepath.Dir(path), "a.备份-20180126"+s.Ext)
			if i%20 == 0 {
				put(t, backup, s.Backup)
			}
			put(t, path, bad)
			repaired.Add(how, s.Repaired(t, path))
			_ = os.Remove(backup)
		}
		if t.Failed() {
			_ = os.WriteFile(filepath.Join(os.TempDir(), "damaged"+s.Ext), bad, 0o600)
			t.Fatalf("case %d: %s", i, how)
		}
		if i%2_500 == 2_499 {
			Report(t, "%d %s: %v", i+1, s.What, opened)
		}
	}
	Report(t, "%d %s: %v", rounds, s.What, opened)
	Report(t, "repaired of them: %v", repaired)
	return opened, repaired
}

func put(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
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
