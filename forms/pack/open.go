package pack

import (
	"context"
	"errors"
	"io"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"zicha/forms"
	"zicha/forms/files"
)

// ListName is the name of a pack's list of its files.
const ListName = listName

// IsPack tells by its kind what can be a pack: a folder, its list, or a file with the ending of a zip.
func IsPack(name string) bool { return isPack(name) }

// IsLitter says of a name what systems and office programs leave in folders by themselves.
func IsLitter(name string) bool { return isLitter(name) || path.Base(name) == macFolder }

// Opened is a pack that somebody handed in, a folder or a zip, open for reading. Nothing of a zip is unpacked.
type Opened struct {
	tree   *tree
	listed map[string]string // hashes by path
}

// Open opens a pack. The error is a plain sentence about what is no pack.
func Open(ctx context.Context, name string) (*Opened, error) {
	t, err := openTree(name)
	if err != nil {
		return nil, err
	}
	data, err := t.read(ctx, listName, maxList)
	if err != nil {
		t.close()
		return nil, err
	}
	listed, _ := readList(data) // Check tells what is wrong with it
	t.align(listed)
	return &Opened{t, listed}, nil
}

// Close closes it.
func (p *Opened) Close() { p.tree.close() }

// Workbook gives its workbook as bytes, with the name it has in the pack.
func (p *Opened) Workbook(ctx context.Context, most int64) (name string, data []byte, err error) {
	if name = p.tree.top(".xlsx"); name == "" {
		return "", nil, errNoBook
	}
	data, err = p.tree.read(ctx, name, most)
	return name, data, err
}

// Check reads every file and compares it with the list, and the originals with what the workbook says of them. broken are sentences about files
// that are missing, unreadable or not as listed; the workbook is none of them, for its values decide. notes are about all else.
func (p *Opened) Check(ctx context.Context, d *forms.Dossier) (broken, notes []string, err error) {
	sums, notes, err := checkTree(ctx, p.tree, nil)
	if err != nil {
		return nil, nil, err
	}
	book := p.tree.top(".xlsx")
	for _, name := range slices.Sorted(maps.Keys(p.listed)) {
		switch s, there := sums[name]; {
		case name == book:
		case !there:
			broken = append(broken, "“"+shown(name)+"”缺少或者无法读取")
		case s.sha256 != p.listed[name]:
			broken = append(broken, unlikeList(name))
		}
	}
	said := func(note string) bool { return slices.Contains(broken, note) || strings.HasPrefix(note, "缺少“") }
	notes = append(slices.DeleteFunc(notes, said), originals(d, sums)...)
	return broken, first(notes), nil
}

// Copy writes the list and every file it names into a folder that is there, each read back and taken by the disk. What the list does not name,
// what is not as listed, and what could not stand under its name everywhere is left; the workbook is copied as it is.
func (p *Opened) Copy(ctx context.Context, dir string) error {
	book := p.tree.top(".xlsx")
	for _, name := range slices.Sorted(maps.Keys(p.tree.files)) {
		want, listed := p.listed[name]
		if name == book || name == listName {
			want, listed = "", true
		}
		if !listed || !plainEverywhere(name) {
			continue
		}
		full := filepath.Join(dir, filepath.FromSlash(name))
		if err := files.MakeFolder(filepath.Dir(full)); err != nil {
			return err
		}
		if err := p.copyFile(ctx, name, full, want); err != nil && !errors.Is(err, errUnlike) {
			return err
		}
	}
	return files.Fault("写入报送包", files.SyncTree(dir))
}

// errUnlike is a file that is not as its pack lists it.
var errUnlike = errors.New("not as listed")

func (p *Opened) copyFile(ctx context.Context, name, full, want string) error {
	r, err := p.tree.files[name].open()
	if err != nil {
		return files.Fault("读取“"+shown(name)+"”", err)
	}
	defer r.Close()
	s := newSummer()
	return files.Place{Path: full, Check: func(path string) error {
		back, err := sumFile(ctx, path)
		if got := s.sum(); err == nil && back != got {
			err = files.Unlike(name)
		} else if err == nil && want != "" && got.sha256 != want {
			err = errUnlike
		}
		return err
	}}.Write(ctx, func(w *os.File) error {
		from := &source{Reader: files.Reader(ctx, r)}
		_, err := io.Copy(io.MultiWriter(w, s), io.LimitReader(from, p.tree.files[name].size+1))
		switch {
		case from.failed == nil: // what the disk says ends the copy
			return err
		case want != "": // a torn zip: what can be read of it stays
			return errUnlike
		}
		return files.Fault("读取“"+shown(name)+"”", from.failed)
	})
}

// source is a file that is read, and remembers why it could not be read to its end.
type source struct {
	io.Reader
	failed error
}

func (s *source) Read(p []byte) (int, error) {
	n, err := s.Reader.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		s.failed = err
	}
	return n, err
}

// plainEverywhere reports whether a path inside a pack can stand under its name on every system.
func plainEverywhere(name string) bool {
	return safePath(name) && !slices.ContainsFunc(strings.Split(name, "/"), func(part string) bool { return files.CleanName(part) != part })
}

// ByHash gives the paths that the list has, by the hash of their files, in order.
func (p *Opened) ByHash() map[string][]string {
	out := map[string][]string{}
	for _, name := range slices.Sorted(maps.Keys(p.listed)) {
		if plainEverywhere(name) {
			out[p.listed[name]] = append(out[p.listed[name]], name)
		}
	}
	return out
}

// Same reports whether another pack lists the same files with the same hashes.
func (p *Opened) Same(other *Opened) bool { return maps.Equal(p.listed, other.listed) }

// Whole reports whether a kept pack has every file that another's list names, by their sizes.
func (p *Opened) Whole(from *Opened) bool {
	for name := range from.listed {
		f, there := from.tree.files[name]
		if there && plainEverywhere(name) && (p.tree.files[name].open == nil || p.tree.files[name].size != f.size) {
			return false
		}
	}
	return true
}
