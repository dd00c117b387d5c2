package workbook

import (
	"bytes"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/formtest"
	"zicha/scoring"
)

// sameValues wants ReadValues to take from a workbook what Read took: the values, what is printed, and the problems with them.
func sameValues(t testing.TB, data []byte, want *Book) {
	t.Helper()
	got, err := ReadValues(t.Context(), data, []*scoring.Edition{want.Dossier.Edition})
	if err != nil {
		t.Fatal(err)
	}
	problems := func(b *Book) []forms.Problem {
		return slices.DeleteFunc(slices.Clone(b.Problems), func(p forms.Problem) bool { return p.Code == codeBeside || p.Place == "" })
	}
	switch {
	case !maps.Equal(got.Dossier.Values(), want.Dossier.Values()):
		t.Fatal("other values")
	case !slices.Equal(got.Scores, want.Scores) || len(got.New) != len(want.New):
		t.Fatalf("printed is %v, not %v", got.Scores, want.Scores)
	case got.Code != want.Code || got.Words != want.Words || got.Schema != want.Schema || got.Version != want.Version || got.Layout != want.Layout || got.Final != want.Final:
		t.Fatalf("%+v, not %+v", got, want)
	case len(want.Problems) < maxProblems && !slices.Equal(problems(got), problems(want)):
		t.Fatalf("told are %v, not %v", problems(got), problems(want))
	}
}

// Read fast or in full, a workbook says the same.
func TestReadValues(t *testing.T) {
	all := [][]byte{written(t, begun(t)), written(t, full(t))}
	kept, err := filepath.Glob("testdata/*.xlsx")
	must(t, err)
	for _, path := range kept {
		data, err := os.ReadFile(path)
		must(t, err)
		all = append(all, data)
	}
	if len(all) < 4 {
		t.Fatal("older workbooks are missing")
	}
	for _, data := range all {
		want, err := Read(t.Context(), bytes.NewReader(data), []*scoring.Edition{edition(t)})
		must(t, err)
		sameValues(t, data, want)
	}
	for i := range uint64(3) {
		data := written(t, formtest.NewRandom(i, false).Dossier(t, true))
		want, err := Read(t.Context(), bytes.NewReader(data), []*scoring.Edition{edition(t)})
		must(t, err)
		sameValues(t, data, want)
	}
}

// A sheet that ends in its middle is refused by name.
func TestReadValuesRefusesWhatIsTorn(t *testing.T) {
	ed := []*scoring.Edition{edition(t)}
	data := written(t, begun(t))
	parts := unzipped(t, data)
	parts["xl/worksheets/sheet3.xml"] = parts["xl/worksheets/sheet3.xml"][:2000]
	if _, err := ReadValues(t.Context(), repacked(t, parts), ed); err == nil || !strings.Contains(err.Error(), SheetData) {
		t.Errorf("torn: %v", err)
	}
}
