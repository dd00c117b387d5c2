package main

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// A folder packed twice, with its files made in another order and at another time, gives the same bytes; a Chinese name is marked as UTF-8.
func TestBundleIsTheSame(t *testing.T) {
	at := time.Unix(1_700_000_000, 0).UTC()
	names := []string{"b.txt", "使用说明.txt", "许可/LICENSE.txt"}
	for _, end := range []string{"a.zip", "a.tar.gz"} {
		var made [][]byte
		for turn := range 2 {
			root := t.TempDir()
			folder := filepath.Join(root, "zicha-1")
			for _, name := range names {
				path := filepath.Join(folder, name)
				if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(path, []byte(name), 0o600); err != nil {
					t.Fatal(err)
				}
				if err := os.Chtimes(path, time.Time{}, at.Add(time.Duration(turn)*time.Hour)); err != nil {
					t.Fatal(err)
				}
			}
			slices.Reverse(names)
			archive := filepath.Join(root, end)
			if err := (packing{at, zip.Deflate}).bundle(folder, archive); err != nil {
				t.Fatal(err)
			}
			data, err := os.ReadFile(archive)
			if err != nil {
				t.Fatal(err)
			}
			made = append(made, data)
		}
		if !bytes.Equal(made[0], made[1]) {
			t.Errorf("%s differs", end)
		}
		if end != "a.zip" {
			continue
		}
		z, err := zip.NewReader(bytes.NewReader(made[0]), int64(len(made[0])))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, f := range z.File {
			got = append(got, f.Name)
			if f.NonUTF8 || !f.Modified.Equal(at) {
				t.Errorf("%s: %t %v", f.Name, f.NonUTF8, f.Modified)
			}
		}
		if want := []string{"zicha-1/", "zicha-1/b.txt", "zicha-1/使用说明.txt", "zicha-1/许可/", "zicha-1/许可/LICENSE.txt"}; !slices.Equal(got, want) {
			t.Errorf("%q", got)
		}
	}
}

// What is stored stands in the archive as it is: a program uses it there.
func TestStored(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "fonts")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	data := bytes.Repeat([]byte("letters "), 100)
	if err := os.WriteFile(filepath.Join(folder, "one.ttf"), data, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := (packing{time.Unix(1_700_000_000, 0), zip.Store}).bundle(folder, folder+".zip"); err != nil {
		t.Fatal(err)
	}
	if all, err := os.ReadFile(folder + ".zip"); err != nil || !bytes.Contains(all, data) {
		t.Errorf("%d bytes without those of the file, %v", len(all), err)
	}
}
