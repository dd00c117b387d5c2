package store

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"zicha/forms/files"
)

// paperTable is a table that the tests' file type has of its own.
func paperTable() Table {
	return Table{Name: "paper", Label: "文件", Columns: []string{"id", "data"}, Create: `CREATE TABLE paper(
 id INTEGER PRIMARY KEY, data BLOB NOT NULL, sum INTEGER NOT NULL) STRICT`}
}

func testFormat() Format {
	return Format{
		Name: "测试簿", Short: "簿子", Ext: ".test", Contents: "附件",
		ApplicationID: 0x54657374, Version: 3,
		Tables: []Table{paperTable()}, Meta: []string{"title"}, Seals: []string{"seal"},
		Lasting: func(path string) bool { return strings.HasPrefix(path, "lasting/") },
	}
}

// newTest makes a file in a fresh folder; the path has characters that trouble addresses.
func newTest(t testing.TB) *File {
	t.Helper()
	path := filepath.Join(t.TempDir(), "涡阳县 100%25 #1?a=b&c.test")
	first := Start{Meta: map[string]string{"title": "名称"}, Values: map[string]string{"county": "涡阳县", "blank": ""}}
	f, err := Create(path, testFormat(), first, Options{Who: "王某"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

func open(t testing.TB, path string) *File {
	t.Helper()
	f, err := Open(path, testFormat(), Options{Who: "王某"})
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
	g := open(t, f.Path())
	if g.Warning() != nil {
		t.Fatal(g.Warning())
	}
	return g
}

func value(f *File, path string) string {
	values, _ := f.Values()
	return values[path]
}

func edit(changes ...Change) Step { return Step{Kind: KindEdit, Changes: changes} }

// set commits one value.
func set(t testing.TB, f *File, path, to string) {
	t.Helper()
	if err := f.Commit(edit(Change{path, value(f, path), to})); err != nil {
		t.Fatal(err)
	}
}

// fill gives many values at once.
func fill(t testing.TB, f *File) {
	t.Helper()
	var changes []Change
	for i := range 400 {
		changes = append(changes, Change{Path: fmt.Sprint("many/", i), New: strings.Repeat("已按要求完成𬱖䶮。", 1+i%20) + " 'quoted' \x00 \"; DROP TABLE value;--"})
	}
	if err := f.Commit(edit(changes...)); err != nil {
		t.Fatal(err)
	}
}

// sample gives a closed file with something in every table.
func sample(t testing.TB) *File {
	t.Helper()
	f := newTest(t)
	for i := range 5 {
		set(t, f, fmt.Sprint("remark/", i+1), "备注"+strings.Repeat("字", 300*i))
	}
	add(t, f, testFile(t, "a.bin", noise(30_000)))
	if err := f.Do("封存", Step{Kind: "seal", Changes: []Change{{New: "1"}}}, func(tx *Tx) error {
		return errors.Join(tx.Insert(paperTable(), int64(1), noise(9000)), tx.Insert(paperTable(), int64(2), noise(500)))
	}); err != nil {
		t.Fatal(err)
	}
	set(t, f, "remark/1", "备注改")
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return f
}

func add(t testing.TB, f *File, path string) Blob {
	t.Helper()
	b, _, err := f.AddFile(context.Background(), Intake{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	return b
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
	rand.NewChaCha8([32]byte{byte(n), byte(n >> 8)}).Read(data)
	return data
}

// copyFile copies byte by byte, as cp does.
func copyFile(t testing.TB, from, to string) {
	t.Helper()
	data, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, data, 0o600); err != nil {
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

// plain checks that an error is one Chinese sentence without technical words that says what to do.
func plain(t testing.TB, err error) {
	t.Helper()
	var e *files.Error
	if !errors.As(err, &e) {
		t.Fatalf("%v (%T) is no sentence", err, err)
	}
	for _, word := range []string{"SQL", "sqlite", "error", "no such", "constraint", "%!", "\n"} {
		if strings.Contains(e.Error(), word) {
			t.Errorf("%q contains %q", e, word)
		}
	}
	if !strings.ContainsAny(e.Error(), "；，") {
		t.Errorf("%q does not say what to do", e)
	}
}

func sameValues(t testing.TB, f *File, want map[string]string) {
	t.Helper()
	if got, _ := f.Values(); !maps.Equal(got, want) {
		t.Fatalf("values are\n%v\nwant\n%v", got, want)
	}
}

// folder lists the names beside a file, backups left out.
func folder(t testing.TB, f *File) []string {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(f.Path()))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		if !strings.Contains(e.Name(), backupMark) {
			names = append(names, e.Name())
		}
	}
	return names
}
