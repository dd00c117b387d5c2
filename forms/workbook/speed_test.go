package workbook_test

import (
	"io"
	"path/filepath"
	"testing"

	"zicha/forms"
	"zicha/forms/formtest"
	"zicha/forms/pack"
	"zicha/forms/workbook"
	"zicha/scoring"
)

// sample gives the dossier of `zichactl demo` and its workbook.
func sample(b *testing.B) (*forms.Dossier, string) {
	b.Helper()
	known := []*scoring.Edition{formtest.Edition(b)}
	dir := b.TempDir()
	f, _, err := pack.Demo(b.Context(), dir, known)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	if _, err := pack.Export(b.Context(), f, pack.Plan(f, dir, false), nil); err != nil {
		b.Fatal(err)
	}
	books, err := filepath.Glob(filepath.Join(dir, "*.xlsx"))
	if err != nil || len(books) != 1 {
		b.Fatal(books, err)
	}
	return f.Dossier(), books[0]
}

func BenchmarkWrite(b *testing.B) {
	d, _ := sample(b)
	for b.Loop() {
		if err := workbook.Write(io.Discard, d, workbook.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRead(b *testing.B) {
	d, file := sample(b)
	for b.Loop() {
		if _, err := workbook.ReadFile(b.Context(), file, []*scoring.Edition{d.Edition}); err != nil {
			b.Fatal(err)
		}
	}
}
