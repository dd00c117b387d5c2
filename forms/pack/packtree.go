package pack

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"zicha/forms/files"
	"zicha/scoring/canon"

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
	zips  []*os.File          // kept open, none for a folder
}

type treeFile struct {
	size int64
	open func() (io.ReadCloser, error)
}

func (t *tree) close() {
	for _, z := range t.zips {
		_ = z.Close()
	}
}

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
	errTwoLists = errors.New("里面有不止一份“" + listName + "”，无法确定要核对哪一个报送包；请把要核对的单独存放后再选")
	errNoList   = errors.New("里面没有“" + listName + "”，不是报送包。请选报送包、工作簿（.xlsx）或档案（.zicha）")
	errTooMany  = errors.New("里面的文件太多或太大，不像报送包，没有核对")
	errBroken   = errors.New("这个压缩包已损坏或没有传完，请重新复制一份，或向报送单位重新索取")
	errUnsafe   = "里面有不安全的文件名“%s”，不是本程序生成的报送包，没有核对"
	errMethod   = errors.New("这个压缩包用的压缩方法本程序无法解压，请解开以后核对文件夹")
	errPassword = errors.New("这个压缩包设有密码，请解开以后核对文件夹")
)

// entry is what lies in a folder or a zip, under its whole name with forward slashes.
type entry struct {
	name string
	file treeFile
	note string // why it is no plain file
}

// openFolder lists a folder; what is no plain file is told and not followed. A folder that holds nothing but the pack's stands for it.
func openFolder(root string) (*tree, error) {
	root, err := packFolder(root)
	if err != nil {
		return nil, err
	}
	var entries []entry
	err = filepath.WalkDir(root, func(full string, found fs.DirEntry, err error) error {
		if err != nil {
			return files.Fault("读取“"+shown(filepath.Base(full))+"”", err)
		}
		rel, relErr := filepath.Rel(root, full)
		name := entryName(rel)
		if relErr != nil || found.IsDir() || isLitter(name) {
			return nil
		}
		if len(entries) >= maxEntries {
			return errTooMany
		}
		info, err := found.Info()
		if err != nil {
			return files.Fault("读取“"+shown(filepath.Base(full))+"”", err)
		}
		e := entry{name: name, file: treeFile{info.Size(), func() (io.ReadCloser, error) { return openPlain(full) }}}
		if !info.Mode().IsRegular() {
			e.note = "“" + shown(name) + "”是链接或特殊文件，没有核对"
		}
		entries = append(entries, e)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return rooted(entries)
}

// entryName is a name under a folder as the list has it: programs that unpacked without understanding names leave GBK, and backslashes in
// the place of folders.
func entryName(rel string) string {
	if !utf8.ValidString(rel) {
		rel = files.FromGBK(rel)
	}
	if runtime.GOOS != "windows" {
		return strings.ReplaceAll(rel, `\`, "/")
	}
	return filepath.ToSlash(rel)
}

func openPlain(path string) (io.ReadCloser, error) {
	f, _, err := files.Open(path)
	if err != nil {
		return nil, err
	}
	return f, nil
}

// macFolder is where a Mac puts its own of every file it packs, each beginning with "._".
const macFolder = "__MACOSX"

// mostWrapped is how many folders may stand around a pack, each holding only the next.
const mostWrapped = 8

// packFolder is the pack's folder inside others that packing and unpacking has put around it.
func packFolder(root string) (string, error) {
	for range mostWrapped {
		list, err := os.ReadDir(root)
		if err != nil {
			return "", files.Fault("读取“"+shown(filepath.Base(root))+"”", err)
		}
		list = slices.DeleteFunc(list, func(e fs.DirEntry) bool { return isLitter(e.Name()) || e.Name() == macFolder })
		if slices.ContainsFunc(list, func(e fs.DirEntry) bool { return path.Base(entryName(e.Name())) == listName }) {
			return root, nil
		}
		if len(list) != 1 || !list[0].IsDir() {
			break
		}
		root = filepath.Join(root, list[0].Name())
	}
	return "", errNoPack
}

// rooted takes the entries under the pack's root: where the list lies that has the fewest folders around it.
func rooted(entries []entry) (*tree, error) {
	root, depth, lists := "", mostWrapped+1, 0
	for _, e := range entries {
		dir, base := path.Split(e.name)
		switch n := strings.Count(dir, "/"); {
		case base != listName || n > depth || n == depth && dir == root:
		case n < depth:
			root, depth, lists = dir, n, 1
		default:
			lists++
		}
	}
	if lists != 1 {
		return nil, map[bool]error{true: errNoList, false: errTwoLists}[lists == 0]
	}
	t := &tree{files: map[string]treeFile{}}
	for _, e := range entries {
		name, inside := strings.CutPrefix(norm.NFC.String(e.name), norm.NFC.String(root))
		_, twice := t.files[name]
		switch {
		case e.note != "":
			t.notes = append(t.notes, e.note)
		case !inside:
			t.notes = append(t.notes, "多出“"+shown(e.name)+"”，不在报送包的文件夹里")
		case twice:
			t.notes = append(t.notes, "有两个“"+shown(name)+"”")
		default:
			t.files[name] = e.file
		}
	}
	return t, nil
}

// align gives files the names the list has for them where the two differ only in how systems write the same name.
func (t *tree) align(listed map[string]string) {
	wanted := map[string]string{}
	for name := range listed {
		if _, there := t.files[name]; there {
			continue
		}
		key := canon.FileName(name)
		if _, twice := wanted[key]; twice {
			name = "" // which of the two nobody knows
		}
		wanted[key] = name
	}
	for name, file := range t.files {
		if _, there := listed[name]; there {
			continue
		}
		key := canon.FileName(name)
		if other := wanted[key]; other != "" {
			delete(t.files, name)
			delete(wanted, key)
			t.files[other] = file
		}
	}
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
	return strings.HasPrefix(base, "._") || strings.HasPrefix(base, "~$") || strings.HasPrefix(base, ".~lock.")
}
