package dossier

import (
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/files"
	"zicha/scoring"
)

func testEdition(t testing.TB) *scoring.Edition {
	t.Helper()
	return alteredEdition(t, func(s string) string { return s })
}

// alteredEdition loads the 2017 rulebook with its text changed.
func alteredEdition(t testing.TB, change func(string) string) *scoring.Edition {
	t.Helper()
	data, err := os.ReadFile("../../assets/editions/bozhou-2017.toml")
	if err != nil {
		t.Fatal(err)
	}
	rules, _, _ := strings.Cut(string(data), "# ---- 算例") // what is altered would no longer come out as its cases say
	e, err := scoring.LoadEdition("test", []byte(change(rules)))
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// newDossier makes a dossier in a fresh folder; the path has characters that trouble addresses.
func newDossier(t testing.TB) *File {
	t.Helper()
	path := filepath.Join(t.TempDir(), "涡阳县 100%25 #1?a=b&c.zicha")
	e := testEdition(t)
	f, err := Create(path, e, forms.Begin(e, "341621", ""))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

func reopen(t testing.TB, f *File) *File {
	t.Helper()
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	g, err := Open(f.Path(), Options{Editions: []*scoring.Edition{f.d.Edition}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { g.Close() })
	if g.Warning() != nil {
		t.Fatal(g.Warning())
	}
	return g
}

// set commits one value.
func set(t testing.TB, f *File, p forms.Path, value string) {
	t.Helper()
	if err := f.Commit("", []forms.Change{{Path: p, Old: f.Dossier().Get(p), New: value}}); err != nil {
		t.Fatal(err)
	}
}

// fill gives every answer field, remark and narrative a value.
func fill(t testing.TB, f *File) {
	t.Helper()
	var changes []forms.Change
	d := f.Dossier()
	for _, c := range d.Edition.Criteria() {
		for _, field := range c.Fields {
			changes = append(changes, forms.Change{Path: forms.AnswerPath(c.ID, field.Key), New: "1"})
		}
		if c.Register != nil {
			for i := range 20 {
				cells := map[string]string{}
				for _, col := range c.Register.Columns {
					cells[col.Key] = fmt.Sprint(col.Label, i)
				}
				added := d.AddRows(c.ID, cells)
				changes = append(changes, added...)
				d.Apply(added...)
			}
		}
	}
	for _, ind := range d.Edition.Indicators() {
		changes = append(changes,
			forms.Change{Path: forms.NarrativePath(fmt.Sprint(ind.No)), New: strings.Repeat("已按要求完成𬱖䶮。", 20)},
			forms.Change{Path: forms.RemarkPath(ind.No), New: "备注 'quoted' \x00 \"; DROP TABLE value;--"})
	}
	if err := f.Commit("全部填写", changes); err != nil {
		t.Fatal(err)
	}
}

func wantKind(t testing.TB, err error, kind files.Kind) {
	t.Helper()
	if !errors.Is(err, kind) {
		t.Fatalf("error is %v, want %q", err, kind)
	}
	plain(t, err)
}

// plain checks that an error is one Chinese sentence without technical words.
func plain(t testing.TB, err error) {
	t.Helper()
	var e *files.Error
	if !errors.As(err, &e) {
		t.Fatalf("%v (%T) is no sentence", err, err)
	}
	text := e.Error()
	for _, word := range []string{"SQL", "sqlite", "error", "no such", "constraint", "%!", "\n"} {
		if strings.Contains(text, word) {
			t.Errorf("%q contains %q", text, word)
		}
	}
	if !strings.ContainsAny(text, "；，") {
		t.Errorf("%q does not say what to do", text)
	}
}

func sameValues(t testing.TB, got, want *forms.Dossier) {
	t.Helper()
	if !maps.Equal(got.Values(), want.Values()) {
		t.Fatalf("values are\n%v\nwant\n%v", got.Values(), want.Values())
	}
}

func testFile(t testing.TB, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func noise(n int) []byte {
	data := make([]byte, n)
	rand.NewChaCha8([32]byte{byte(n)}).Read(data)
	return data
}

// spoil changes an open dossier's rows in the file, past its checksums.
func spoil(t testing.TB, path, query string) {
	t.Helper()
	db, err := sql.Open("sqlite", (&url.URL{Scheme: "file", Path: path}).String())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec(query); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}
