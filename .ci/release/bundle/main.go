// Bundle packs a folder into a .zip or a .tar.gz that is the same whenever and wherever it is made: entries sorted by name, all of one
// time, owned by root, executable where the file is.
//
//	bundle [-store] -time UNIXSECONDS FOLDER ARCHIVE
package main

import (
	"archive/tar"
	"archive/zip"
	"compress/flate"
	"compress/gzip"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

func main() {
	at := flag.Int64("time", 0, "the time of all entries, seconds since 1970")
	store := flag.Bool("store", false, "do not compress the files of a .zip")
	flag.Parse()
	if flag.NArg() != 2 {
		flag.Usage()
		os.Exit(2)
	}
	p := packing{at: time.Unix(*at, 0).UTC(), method: zip.Deflate}
	if *store {
		p.method = zip.Store
	}
	if err := p.bundle(flag.Arg(0), flag.Arg(1)); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// adder puts a file or a folder, whose name ends with a slash, into an archive.
type adder func(name string, mode fs.FileMode, data []byte) error

// packing is how files are packed: the time they all have, and for a .zip the method.
type packing struct {
	at     time.Time
	method uint16
}

// bundle packs the folder under its own name.
func (p packing) bundle(folder, archive string) (err error) {
	w, err := os.Create(archive)
	if err != nil {
		return err
	}
	defer func() {
		if closing := w.Close(); err == nil {
			err = closing
		}
	}()
	if strings.HasSuffix(archive, ".zip") {
		z := zip.NewWriter(w)
		z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestCompression) })
		if err := walk(folder, p.zipped(z)); err != nil {
			return err
		}
		return z.Close()
	}
	g, err := gzip.NewWriterLevel(w, gzip.BestCompression)
	if err != nil {
		return err
	}
	t := tar.NewWriter(g)
	if err := walk(folder, p.tarred(t)); err != nil {
		return err
	}
	if err := t.Close(); err != nil {
		return err
	}
	return g.Close()
}

// walk adds all that is in a folder, in the order of names.
func walk(folder string, add adder) error {
	above := filepath.Dir(folder)
	return filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, err := filepath.Rel(above, path)
		if err != nil {
			return err
		}
		if d.IsDir() {
			return add(filepath.ToSlash(name)+"/", 0o755, nil)
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		mode := fs.FileMode(0o644)
		if info.Mode()&0o100 != 0 {
			mode = 0o755
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return add(filepath.ToSlash(name), mode, data)
	})
}

func (p packing) zipped(z *zip.Writer) adder {
	return func(name string, mode fs.FileMode, data []byte) error {
		h := &zip.FileHeader{Name: name, Method: p.method, Modified: p.at}
		h.SetMode(mode)
		if strings.HasSuffix(name, "/") {
			h.Method = zip.Store
			h.SetMode(mode | fs.ModeDir)
		}
		w, err := z.CreateHeader(h)
		if err != nil {
			return err
		}
		_, err = w.Write(data)
		return err
	}
}

func (p packing) tarred(t *tar.Writer) adder {
	return func(name string, mode fs.FileMode, data []byte) error {
		h := &tar.Header{Name: name, Mode: int64(mode.Perm()), Size: int64(len(data)), ModTime: p.at, Typeflag: tar.TypeReg, Format: tar.FormatPAX}
		if strings.HasSuffix(name, "/") {
			h.Typeflag = tar.TypeDir
		}
		if err := t.WriteHeader(h); err != nil {
			return err
		}
		_, err := t.Write(data)
		return err
	}
}
