package pack

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"strings"

	"zicha/forms/files"
)

// openZip lists a zip without unpacking anything. Names that lead elsewhere, passwords, and sizes that cannot be are refused. A zip that
// holds nothing but another stands for it.
func openZip(name string) (*tree, error) {
	if files.OwnOf(name).Ext != "" { // one of the program's own kinds, which is whole
		return nil, files.Own{Name: "报送包", Ext: ".zip"}.Look(files.Source, name)
	}
	file, _, err := files.Open(name)
	if err != nil {
		return nil, err
	}
	t, err := listZip(file, true)
	if err != nil {
		file.Close()
		return nil, err
	}
	t.zips = append(t.zips, file)
	return t, nil
}

// sparing reads no more than so many bytes while the directory of a zip is listed.
type sparing struct {
	io.ReaderAt
	left  int64
	ended bool
}

func (s *sparing) ReadAt(p []byte, at int64) (int, error) {
	if s.ended {
		return s.ReaderAt.ReadAt(p, at)
	}
	if s.left -= int64(len(p)); s.left < 0 {
		return 0, errTooMany
	}
	return s.ReaderAt.ReadAt(p, at)
}

func listZip(file *os.File, wrapped bool) (*tree, error) {
	info, err := file.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return nil, errBroken
	}
	source := &sparing{ReaderAt: file, left: maxDirectory}
	z, err := zip.NewReader(source, info.Size())
	switch {
	case errors.Is(err, errTooMany), err == nil && len(z.File) > maxEntries:
		return nil, errTooMany
	case err != nil && !errors.Is(err, zip.ErrInsecurePath):
		return nil, errBroken
	}
	source.ended = true
	if err := checkSizes(z, uint64(info.Size())); err != nil {
		return nil, err
	}
	entries, err := namedEntries(z)
	if err != nil {
		return nil, err
	}
	faults := files.ZipFaults(source, info.Size(), z)
	var t *tree
	if len(entries) == 1 && wrapped && strings.EqualFold(path.Ext(entries[0].name), ".zip") && entries[0].note == "" {
		t, err = innerZip(entries[0])
	} else {
		t, err = rooted(entries)
	}
	if err == nil {
		t.notes = append(faults, t.notes...)
	}
	return t, err
}

// innerZip lists a zip within another; it is copied out, for only so it can be read from its end.
func innerZip(e entry) (*tree, error) {
	in, err := e.file.open()
	if err != nil {
		return nil, errBroken
	}
	defer in.Close()
	file, err := files.Temporary("", "inner")
	if err != nil {
		return nil, err
	}
	defer os.Remove(file.Name()) // where the system removes no open file, Tidy does later
	from := &source{Reader: in}
	n, err := io.Copy(file, io.LimitReader(from, e.file.size+1))
	switch {
	case from.failed != nil, err == nil && n != e.file.size:
		err = errBroken
	case err != nil:
		err = files.Fault("读取“"+shown(e.name)+"”", err)
	}
	var t *tree
	if err == nil {
		t, err = listZip(file, false)
	}
	if err != nil {
		_ = file.Close()
		return nil, err
	}
	t.zips = append(t.zips, file)
	return t, nil
}

// checkSizes refuses what unpacks to more than it can be, or has entries lying on one another.
func checkSizes(z *zip.Reader, size uint64) error {
	var packed, unpacked uint64
	for _, e := range z.File {
		if e.CompressedSize64 > size || e.UncompressedSize64 > maxUnpacked {
			return errTooMany
		}
		packed += e.CompressedSize64
		unpacked += e.UncompressedSize64
		if packed > size || unpacked > maxUnpacked || unpacked > freeUnpacked && unpacked > maxRatio*size {
			return errTooMany
		}
	}
	return nil
}

func namedEntries(z *zip.Reader) ([]entry, error) {
	var out []entry
	seen := map[string]bool{}
	names := files.ZipNames(z)
	for i, e := range z.File {
		name, folder := strings.CutSuffix(names[i], "/")
		switch {
		case !safePath(name):
			return nil, fmt.Errorf(errUnsafe, shown(name))
		case e.Flags&1 != 0:
			return nil, errPassword
		case e.Method != zip.Store && e.Method != zip.Deflate:
			return nil, errMethod
		case folder || isLitter(name):
			continue
		}
		found := entry{name: name, file: treeFile{int64(e.UncompressedSize64), e.Open}}
		if key := folded(name); seen[key] {
			found.note = "压缩包里有两个“" + shown(name) + "”"
		} else {
			seen[key] = true
		}
		if !e.Mode().IsRegular() {
			found.note = "“" + shown(name) + "”是链接或特殊文件，没有核对"
		}
		out = append(out, found)
	}
	return out, nil
}
