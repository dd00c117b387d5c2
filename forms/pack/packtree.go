package pack

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"

	"zicha/forms/files"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/unicode/norm"
)

// What a foreign pack may hold. A county's has some 200 files; nothing of it is ever unpacked, only read.
const (
	maxEntries   = 20_000
	maxUnpacked  = 64 << 30
	maxRatio     = 100       // unpacked to packed, of all together
	freeUnpacked = 256 << 20 // below this no ratio counts
	maxDirectory = 32 << 20  // bytes read to list a zip
)

// tree is a pack opened for reading, be it a folder or a zip.
type tree struct {
	files map[string]treeFile // by path under the pack's root, in composed form
	notes []string            // what lies there and is no file of a pack
	zip   *os.File            // nil for a folder
}

type treeFile struct {
	size int64
	open func() (io.ReadCloser, error)
}

func (t *tree) close() { _ = t.zip.Close() }

// size is how many bytes the files have together.
func (t *tree) size() int64 {
	var total int64
	for _, f := range t.files {
		total += f.size
	}
	return total
}

// isPack tells by its kind what can be a pack: a folder, its list, or a file with the ending of a zip.
func isPack(name string) bool {
	return strings.EqualFold(filepath.Ext(name), ".zip") || isFolder(name) || filepath.Base(name) == listName
}

func openTree(name string) (*tree, error) {
	switch {
	case isFolder(name):
		return openFolder(name)
	case filepath.Base(name) == listName:
		return openFolder(filepath.Dir(name))
	}
	return openZip(name)
}

var (
	errNoPack   = errors.New("这是文件夹，里面没有“" + listName + "”，不是报送包。请选报送包、工作簿（.xlsx）或档案（.zicha）")
	errNoList   = errors.New("里面没有“" + listName + "”，不是报送包。请选报送包、工作簿（.xlsx）或档案（.zicha）")
	errTooMany  = errors.New("里面的文件太多或太大，不像报送包，没有核对")
	errBroken   = errors.New("这个压缩包已损坏或没有传完，请重新复制一份，或向报送单位重新索取")
	errUnsafe   = "里面有不安全的文件名“%s”，不是本程序做的报送包，没有核对"
	errPassword = errors.New("这个压缩包设有密码，请解开以后核对文件夹")
)

// openFolder lists a folder; what is no plain file is told and not followed. A folder that holds nothing but the pack's stands for it.
func openFolder(root string) (*tree, error) {
	if !exists(filepath.Join(root, listName)) {
		inner, err := onlyFolder(root)
		if err != nil {
			return nil, err
		}
		root = inner
	}
	t := &tree{files: map[string]treeFile{}}
	err := filepath.WalkDir(root, func(full string, entry fs.DirEntry, err error) error {
		if err != nil {
			return files.Fault("读取“"+filepath.Base(full)+"”", err)
		}
		rel, relErr := filepath.Rel(root, full)
		if relErr != nil || entry.IsDir() || isLitter(filepath.ToSlash(rel)) {
			return nil
		}
		if len(t.files)+len(t.notes) >= maxEntries {
			return errTooMany
		}
		info, err := entry.Info()
		if err != nil {
			return files.Fault("读取“"+filepath.Base(full)+"”", err)
		}
		if !info.Mode().IsRegular() {
			t.notes = append(t.notes, "“"+shown(filepath.ToSlash(rel))+"”是链接或特殊文件，没有核对")
			return nil
		}
		t.files[norm.NFC.String(filepath.ToSlash(rel))] = treeFile{info.Size(), func() (io.ReadCloser, error) { return openPlain(full) }}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return t, nil
}

func openPlain(path string) (io.ReadCloser, error) {
	f, _, err := files.Open(path)
	if err != nil {
		return nil, err
	}
	return f, nil
}

// onlyFolder is the pack's folder inside another that unpacking has made.
func onlyFolder(root string) (string, error) {
	list, err := os.ReadDir(root)
	if err != nil {
		return "", files.Fault("读取“"+filepath.Base(root)+"”", err)
	}
	found := ""
	for _, entry := range list {
		switch {
		case isLitter(entry.Name()):
		case found != "" || !entry.IsDir():
			return "", errNoPack
		default:
			found = filepath.Join(root, entry.Name())
		}
	}
	if found == "" || !exists(filepath.Join(found, listName)) {
		return "", errNoPack
	}
	return found, nil
}

// openZip lists a zip without unpacking anything. Names that lead elsewhere, passwords, and sizes that cannot be are refused.
func openZip(name string) (*tree, error) {
	file, _, err := files.Open(name)
	if err != nil {
		return nil, err
	}
	t, err := listZip(file)
	if err != nil {
		file.Close()
		return nil, err
	}
	t.zip = file
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

func listZip(file *os.File) (*tree, error) {
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
	return rooted(entries)
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

// zipEntry is a plain file of a zip under its whole name.
type zipEntry struct {
	name string
	file *zip.File
	note string // why it is no plain file
}

func namedEntries(z *zip.Reader) ([]zipEntry, error) {
	var out []zipEntry
	seen := map[string]bool{}
	for _, e := range z.File {
		name := entryName(e)
		folder := strings.HasSuffix(name, "/")
		name = strings.TrimSuffix(name, "/")
		switch {
		case !safePath(name):
			return nil, fmt.Errorf(errUnsafe, shown(name))
		case e.Flags&1 != 0:
			return nil, errPassword
		case folder || isLitter(name):
			continue
		}
		entry := zipEntry{name: norm.NFC.String(name), file: e}
		if key := folded(name); seen[key] {
			entry.note = "压缩包里有两个“" + shown(name) + "”"
		} else {
			seen[key] = true
		}
		if !e.Mode().IsRegular() {
			entry.note = "“" + shown(name) + "”是链接或特殊文件，没有核对"
		}
		out = append(out, entry)
	}
	return out, nil
}

// entryName gives a name in UTF-8; older programs on Chinese systems write GBK.
func entryName(e *zip.File) string {
	if e.Flags&utf8Names != 0 || utf8.ValidString(e.Name) {
		return e.Name
	}
	name, err := simplifiedchinese.GB18030.NewDecoder().String(e.Name)
	if err != nil {
		return e.Name
	}
	return name
}

// rooted takes the entries under the pack's root: where the list lies, at the top or in the one folder there.
func rooted(entries []zipEntry) (*tree, error) {
	root, found := "", false
	for _, e := range entries {
		dir, base := path.Split(e.name)
		if base != listName || strings.Count(dir, "/") > 1 || found && len(dir) >= len(root) {
			continue
		}
		root, found = dir, true
	}
	if !found {
		return nil, errNoList
	}
	t := &tree{files: map[string]treeFile{}}
	for _, e := range entries {
		name, inside := strings.CutPrefix(e.name, root)
		switch {
		case e.note != "":
			t.notes = append(t.notes, e.note)
		case !inside:
			t.notes = append(t.notes, "多出“"+shown(e.name)+"”，不在报送包的文件夹里")
		default:
			t.files[name] = treeFile{int64(e.file.UncompressedSize64), e.file.Open}
		}
	}
	return t, nil
}

// safePath reports whether a name stays inside: relative, with forward slashes, without drives, climbing or invisible characters.
func safePath(name string) bool {
	if name == "" || !utf8.ValidString(name) || path.IsAbs(name) || path.Clean(name) != name || name == "." || name == ".." || strings.HasPrefix(name, "../") {
		return false
	}
	return !strings.ContainsFunc(name, func(r rune) bool { return r == '\\' || r == ':' || unicode.IsControl(r) })
}

// isLitter says what systems and office programs leave in folders by themselves.
func isLitter(name string) bool {
	base := path.Base(name)
	switch strings.ToLower(base) {
	case ".ds_store", "thumbs.db", "ehthumbs.db", "desktop.ini":
		return true
	}
	return strings.HasPrefix(name, "__MACOSX/") || strings.HasPrefix(base, "._") || strings.HasPrefix(base, "~$") || strings.HasPrefix(base, ".~lock.")
}
