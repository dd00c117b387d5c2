// Bundle packs a folder into a .zip or a .tar.gz that is the same whenever and wherever it is made: entries sorted by name, all of one
// time, owned by root, executable where the file is.
//
//	bundle -time UNIXSECONDS FOLDER ARCHIVE
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
	flag.Parse()
	if flag.NArg() != 2 {
		flag.Usage()
		os.Exit(2)
	}
	if err := bundle(flag.Arg(0), flag.Arg(1), time.Unix(*at, 0).UTC()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// adder puts a file or a folder, whose name ends with a slash, into an archive.
type adder func(name string, mode fs.FileMode, data []byte) error

// bundle packs the folder under its own name.
func bundle(folder, archive string, at time.Time) (err error) {
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
		if err := walk(folder, zipped(z, at)); err != nil {
			return err
		}
		return z.Close()
	}
	g, err := gzip.NewWriterLevel(w, gzip.BestCompression)
	if err != nil {
		return err
	}
	t := tar.NewWriter(g)
	if err := walk(folder, tarred(t, at)); err != nil {
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

func zipped(z *zip.Writer, at time.Time) adder {
	return func(name string, mode fs.FileMode, data []byte) error {
		h := &zip.FileHeader{Name: name, Method: zip.Deflate, Modified: at}
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

func tarred(t *tar.Writer, at time.Time) adder {
	return func(name string, mode fs.FileMode, data []byte) error {
		h := &tar.Header{Name: name, Mode: int64(mode.Perm()), Size: int64(len(data)), ModTime: at, Typeflag: tar.TypeReg, Format: tar.FormatPAX}
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
