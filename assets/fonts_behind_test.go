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

// The fonts are used from behind the window's program that lies beside; where that is missing, or has not all of them, it is said which.
func TestFontsMissing(t *testing.T) {
	all := map[string]string{}
	for _, name := range []string{"Fang-Regular", "Kai-Regular", "Hei-Regular", "Hei-Bold", "Song-Regular", "Song-Bold", "Rare-Regular"} {
		all["Zicha"+name+".ttf"] = name
	}
	whole := filepath.Join(filepath.Dir(program(t, zip.Store, all)), "zichactl.exe")
	if err := FontsMissing(whole, nil); err != nil || string(RareSong()) != "Rare-Regular" || string(HeiBold()) != "Hei-Bold" {
		t.Errorf("%v, %q, %q", err, RareSong(), HeiBold())
	}
	delete(all, "ZichaKai-Regular.ttf")
	for path, want := range map[string]string{
		filepath.Join(t.TempDir(), "zichactl.exe"): "它们在 zicha.exe 里，而这个文件不在",
		filepath.Join(t.TempDir(), "zichactl"):     "它们在 zicha 里",
		program(t, zip.Store, all):                 "字体不全",
	} {
		if err := FontsMissing(path, nil); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", filepath.Base(path), err, want)
		}
	}
}

// Of the window's program that was not copied to its end that very thing is said, however much of the fonts is there.
func TestHalfAProgramWithoutFonts(t *testing.T) {
	path := program(t, zip.Store, map[string]string{"one.ttf": "letters of one"})
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, size := range []int{len("MZ, and the code of a program"), len(whole) / 2, len(whole) - 1} {
		if err := os.WriteFile(path, whole[:size], 0o600); err != nil {
			t.Fatal(err)
		}
		err := FontsMissing(path, nil)
		if err == nil || !strings.Contains(err.Error(), "程序文件 zicha.exe 不完整") || !strings.Contains(err.Error(), "重新复制") {
			t.Errorf("%d of %d bytes: %v", size, len(whole), err)
		}
	}
}
