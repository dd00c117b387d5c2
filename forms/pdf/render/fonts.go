package render

import (
	"bytes"
	"io/fs"
	"path"
	"strings"
	"time"

	"zicha/assets"
)

// fontFile is where PDFium looks for the system's fonts. The one there stands in for those that a PDF names and does not bring along.
const fontFile = "usr/share/fonts/song.ttf"

// fonts is all that PDFium sees of files: a tree of nothing but that font.
func fonts() fs.FS { return tree{fontFile: assets.Song()} }

// tree is a file system of files by their paths; folders are what leads there.
type tree map[string][]byte

// Open implements fs.FS.
func (t tree) Open(name string) (fs.File, error) {
	if data, ok := t[name]; ok {
		return &leaf{Reader: bytes.NewReader(data), entry: entry{path.Base(name), int64(len(data)), false}}, nil
	}
	d := &folder{entry: entry{path.Base(name), 0, true}}
	for file := range t {
		rest, ok := strings.CutPrefix(file, name+"/")
		if name == "." {
			rest, ok = file, true
		}
		if ok {
			first, _, more := strings.Cut(rest, "/")
			d.inside = append(d.inside, entry{first, int64(len(t[file])), more})
		}
	}
	if len(d.inside) == 0 {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return d, nil
}

// leaf is an open file.
type leaf struct {
	*bytes.Reader
	entry
}

func (f *leaf) Stat() (fs.FileInfo, error) { return f.entry, nil }
func (f *leaf) Close() error               { return nil }
func (f *leaf) Size() int64                { return f.entry.size }

// folder is an open folder.
type folder struct {
	entry
	inside []fs.DirEntry
}

func (f *folder) Stat() (fs.FileInfo, error) { return f.entry, nil }
func (f *folder) Close() error               { return nil }
func (f *folder) Read([]byte) (int, error)   { return 0, fs.ErrInvalid }

// ReadDir implements fs.ReadDirFile; all are given at once.
func (f *folder) ReadDir(int) ([]fs.DirEntry, error) {
	all := f.inside
	f.inside = nil
	return all, nil
}

// entry is what a folder says of a file or a folder in it.
type entry struct {
	name string
	size int64
	dir  bool
}

func (e entry) Name() string               { return e.name }
func (e entry) Size() int64                { return e.size }
func (e entry) IsDir() bool                { return e.dir }
func (e entry) ModTime() time.Time         { return time.Time{} }
func (e entry) Sys() any                   { return nil }
func (e entry) Info() (fs.FileInfo, error) { return e, nil }
func (e entry) Type() fs.FileMode          { return e.Mode().Type() }

// Mode implements fs.FileInfo: to be read only.
func (e entry) Mode() fs.FileMode {
	if e.dir {
		return fs.ModeDir | 0o555
	}
	return 0o444
}
