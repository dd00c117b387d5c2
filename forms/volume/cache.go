package volume

import (
	"bufio"
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"time"

	"zicha/forms/files"
	"zicha/forms/pdf"
)

// Bounds of the cache: the size of one document and of all, how long one lies unused, and how long one may take to be written.
const (
	mostDocument = 64 << 20
	mostCache    = 1 << 30
	longest      = 60 * 24 * time.Hour
	writing      = time.Hour
)

// cacheVersion changes with the way documents are made, so that older ones are not used.
const cacheVersion = "zicha volume document 4 "

// cacheName are the names of ours: of documents, and with the ending of those being written.
var cacheName = regexp.MustCompile(`^[0-9a-f]{64}(\.new)?$`)

// CacheFolder is where documents are kept between runs, "" where the system has no place for such.
func CacheFolder() string { return files.CacheFolder("volume") }

// cache keeps documents by the hash of the file they were made of. The hash is also the key they are enciphered with: who has the file,
// or the dossier, can read a document, and nobody else; and an entry that is damaged, cut short or tampered with does not open. Whatever
// fails here only costs time. Nil keeps nothing.
type cache struct {
	root  *os.Root
	whole bool // of documents whose long pages are not cut
}

// openCache opens the folder, making it where it is not there; nil where it is not ours alone: a link, another's, open to others.
func openCache(dir string) *cache {
	if dir == "" || os.MkdirAll(filepath.Dir(dir), 0o700) != nil || !private(filepath.Dir(dir), false) {
		return nil
	}
	if err := os.Mkdir(dir, 0o700); err != nil && !errors.Is(err, fs.ErrExist) || !private(dir, true) {
		return nil
	}
	before, err := os.Lstat(dir)
	if err != nil {
		return nil
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil
	}
	if now, err := root.Stat("."); err != nil || !os.SameFile(before, now) { // exchanged meanwhile
		_ = root.Close()
		return nil
	}
	return &cache{root: root}
}

// private reports whether a folder is a real one, not a link, and the user's; alone, that nobody else may look into it either.
func private(dir string, alone bool) bool {
	info, err := os.Lstat(dir)
	return err == nil && info.IsDir() && owned(info, alone)
}

// close takes out what has lain unused for long, and the oldest where there is too much. What is not ours stays.
func (c *cache) close() {
	if c == nil {
		return
	}
	defer c.root.Close()
	list, _ := fs.ReadDir(c.root.FS(), ".")
	var kept []os.FileInfo
	for _, e := range list {
		if info, err := e.Info(); err == nil && info.Mode().IsRegular() && cacheName.MatchString(e.Name()) {
			kept = append(kept, info)
		}
	}
	slices.SortFunc(kept, func(a, b os.FileInfo) int { return b.ModTime().Compare(a.ModTime()) })
	var total int64
	for _, info := range kept {
		age := time.Since(info.ModTime())
		unfinished := filepath.Ext(info.Name()) != "" && age > writing
		if total += info.Size(); total > mostCache || age > longest || unfinished {
			_ = c.root.Remove(info.Name())
		}
	}
}

// seal gives the name of an entry and what it is enciphered with.
func (c *cache) seal(sha string) (string, cipher.AEAD, error) {
	if c != nil && c.whole {
		sha += " whole"
	}
	name := sha256.Sum256([]byte(cacheVersion + "name " + sha))
	key := sha256.Sum256([]byte(cacheVersion + "key " + sha))
	block, err := aes.NewCipher(key[:])
	if err != nil {
		return "", nil, err
	}
	box, err := cipher.NewGCMWithRandomNonce(block)
	return hex.EncodeToString(name[:]), box, err
}

// read gives an entry as it was put in.
func (c *cache) read(sha string) ([]byte, bool) {
	name, box, err := c.seal(sha)
	if c == nil || err != nil {
		return nil, false
	}
	if info, err := c.root.Lstat(name); err != nil || !info.Mode().IsRegular() || info.Size() > mostDocument+1<<10 {
		return nil, false
	}
	data, err := c.root.ReadFile(name)
	if err == nil {
		data, err = box.Open(nil, nil, data, nil)
	}
	_ = c.root.Chtimes(name, time.Now(), time.Now()) // it is used
	return data, err == nil
}

// get gives what the document made of a file says of itself.
func (c *cache) get(sha string) (pdf.Document, bool) {
	data, ok := c.read(sha)
	if !ok {
		return pdf.Document{}, false
	}
	d, err := pdf.ReadDocument(bufio.NewReader(bytes.NewReader(data)))
	return d, err == nil && (d.Fault != "" || len(d.Pages) > 0)
}

// copyOut writes a document to a path.
func (c *cache) copyOut(sha, path string) bool {
	data, ok := c.read(sha)
	return ok && os.WriteFile(path, data, 0o600) == nil
}

// put keeps a document, unless it is large; of one with a fault that is all.
func (c *cache) put(sha string, d pdf.Document, path string) {
	if c == nil {
		return
	}
	var data []byte
	var err error
	if d.Fault != "" {
		data, err = json.Marshal(d)
		data = append(data, '\n')
	} else if info, sizing := os.Stat(path); sizing == nil && info.Size() <= mostDocument {
		data, err = os.ReadFile(path)
	}
	name, box, sealing := c.seal(sha)
	if errors.Join(err, sealing) != nil || data == nil {
		return
	}
	w, err := c.root.OpenFile(name+".new", os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return
	}
	_, err = w.Write(box.Seal(nil, nil, data, nil))
	if errors.Join(err, w.Close()) != nil || c.root.Rename(name+".new", name) != nil {
		_ = c.root.Remove(name + ".new")
	}
}
