package dossier

import (
	"fmt"
	"testing"

	"zicha/forms"
)

// BenchmarkCommit stores one changed value in a full dossier, on the disk.
func BenchmarkCommit(b *testing.B) {
	f := newDossier(b)
	fill(b, f)
	p := forms.RemarkPath(7)
	b.ResetTimer()
	for i := range b.N {
		if err := f.Commit("", []forms.Change{{Path: p, Old: f.Dossier().Get(p), New: fmt.Sprint("备注", i)}}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkOpen opens a full dossier with 5000 changes in its history, and checks all of it.
func BenchmarkOpen(b *testing.B) {
	f := newDossier(b)
	fill(b, f)
	var changes []forms.Change
	for i := range 5000 {
		changes = append(changes, forms.Change{Path: forms.RemarkPath(99), Old: fmt.Sprint("", i), New: fmt.Sprint("", i+1)})
	}
	changes[0].Old = ""
	if err := f.Commit("", changes); err != nil {
		b.Fatal(err)
	}
	f.Close()
	b.ResetTimer()
	for range b.N {
		g, err := Open(f.Path(), Options{})
		if err != nil {
			b.Fatal(err)
		}
		g.Close()
	}
}

// BenchmarkAddFile takes 64 MB in.
func BenchmarkAddFile(b *testing.B) {
	path := testFile(b, "a.bin", noise(64<<20))
	b.SetBytes(64 << 20)
	for range b.N {
		f := newDossier(b)
		if _, _, err := f.AddFile(b.Context(), path, nil); err != nil {
			b.Fatal(err)
		}
	}
}
