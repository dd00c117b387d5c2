package main

import (
	"archive/zip"
	"bytes"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"zicha/forms/workbook"
)

// code is the comparison code a workbook comes to.
func (w *witness) code(data []byte) string {
	book, err := workbook.Read(w.t.Context(), bytes.NewReader(data), w.editions)
	if err != nil {
		w.t.Error(err)
		return ""
	}
	return book.Dossier.Code()
}

// whole looks at an exported file, once.
func (w *witness) whole(path string) {
	info, err := os.Lstat(path)
	if err != nil {
		w.t.Fatal(err)
	}
	if seen := w.sound[path]; temporary.MatchString(info.Name()) || seen != nil && os.SameFile(seen, info) && seen.ModTime().Equal(info.ModTime()) {
		return
	}
	data, err := os.ReadFile(path)
	if err != nil {
		w.t.Fatal(err)
	}
	if strings.HasSuffix(path, ".pdf") && !wholePDF(data) || strings.HasSuffix(path, ".xlsx") && !wholeZip(data) {
		w.t.Errorf("%s is half", info.Name())
	}
	w.sound[path] = info
}

var (
	startxref = regexp.MustCompile(`startxref\n(\d+)\n%%EOF\n$`)
	xref      = regexp.MustCompile(`^\d+ 0 obj\n?<</Type ?/XRef`)
)

// wholePDF reports whether a PDF ends as it must and its table stands where it says.
func wholePDF(data []byte) bool {
	m := startxref.FindSubmatch(data[max(0, len(data)-40):])
	if m == nil {
		return false
	}
	at, err := strconv.Atoi(string(m[1]))
	return err == nil && at < len(data) && xref.Match(data[at:])
}

// wholeZip reports whether every part of a zip is as its sum says.
func wholeZip(data []byte) bool {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return false
	}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			return false
		}
		sum := crc32.NewIEEE()
		if _, err := io.Copy(sum, r); err != nil || sum.Sum32() != f.CRC32 {
			return false
		}
	}
	return len(z.File) > 0
}

// temporary is a name of the program's own passing files.
var temporary = regexp.MustCompile(`zicha-|excelize-|^\.报送包|\.lock$|-journal$`)

// passing lists the passing files of the program.
func (w *witness) passing() (list []string) {
	for _, dir := range []string{string(w.c), w.c.out(), w.c.temp()} {
		entries, err := os.ReadDir(dir)
		if err != nil {
			w.t.Fatal(err)
		}
		for _, e := range entries {
			if temporary.MatchString(e.Name()) {
				list = append(list, filepath.Join(dir, e.Name()))
			}
		}
	}
	return list
}

// leftovers wants nothing of children killed earlier beside what the last one left: a start tidies.
func (w *witness) leftovers() {
	for _, path := range w.passing() {
		w.tidied++
		if base := filepath.Base(path); !strings.Contains(base, w.killed) && filepath.Dir(path) == w.c.temp() {
			w.t.Errorf("%s is of an earlier start than that of %s", path, w.killed)
		}
	}
}

// settled wants nothing left in the way after a child that had its turn and one more that ends by itself.
func (w *witness) settled() {
	if w.r.IntN(20) > 0 {
		return
	}
	if act := w.next(0); act == actExport || act == actFill {
		did(w.t, "export", w.c.dossier(), w.c.out(), "--overwrite")
	}
	did(w.t, "review", "status", w.c.book())
	if list := w.passing(); len(list) > 0 {
		w.t.Errorf("the next start leaves %q", list)
	}
}
