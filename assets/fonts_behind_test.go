//go:build fontsbehind

package assets

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// program writes a file that begins like a program and ends with an archive of fonts.
func program(t *testing.T, method uint16, fonts map[string]string) string {
	t.Helper()
	w := bytes.NewBufferString("MZ, and the code of a program")
	z := zip.NewWriter(w)
	for name, data := range fonts {
		f, err := z.CreateHeader(&zip.FileHeader{Name: "fonts/" + name, Method: method})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(data)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "zicha.exe")
	if err := os.WriteFile(path, w.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestFontsBehindAProgram(t *testing.T) {
	want := map[string]string{"one.ttf": "letters of one", "two.ttf": "letters of the other"}
	path := program(t, zip.Store, want)
	got, err := fontsBehind(path)
	if err != nil || len(got) != len(want) {
		t.Fatalf("%d fonts, %v", len(got), err)
	}
	for name, data := range want {
		if string(got[name]) != data {
			t.Errorf("%s is %q, want %q", name, got[name], data)
		}
	}
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for size := range len(whole) {
		if err := os.WriteFile(path+".cut", whole[:size], 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := fontsBehind(path + ".cut"); err == nil {
			t.Fatalf("fonts behind a program cut off after %d of %d bytes", size, len(whole))
		}
	}
}

// What is compressed cannot be used where it stands.
func TestCompressedFontsAreMissing(t *testing.T) {
	got, err := fontsBehind(program(t, zip.Deflate, map[string]string{"one.ttf": strings.Repeat("letters ", 100)}))
	if err != nil || len(got) != 0 {
		t.Errorf("%d fonts, %v", len(got), err)
	}
}

// A program alone, without the one that has the fonts beside it, says which one that is.
func TestFontsMissing(t *testing.T) {
	if err := FontsMissing(); err == nil || !strings.Contains(err.Error(), "找不到字体，它们在 zicha") {
		t.Errorf("fonts missing: %v", err)
	}
}
