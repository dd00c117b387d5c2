package volume

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"sort"
	"time"
)

// Bounds of the cache: the size of one piece and of all, and how long one lies unused.
const (
	mostPiece = 64 << 20
	mostCache = 1 << 30
	longest   = 60 * 24 * time.Hour
)

// pieceVersion changes with the way pieces are made, so that older ones are not used.
const pieceVersion = "zicha volume piece 1 "

// CacheFolder is where pieces are kept between runs, "" where the system has no place for such.
func CacheFolder() string {
	dir, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "zicha", "volume")
}

// cache keeps pieces by the hash of the file they were made of. The hash is also the key they are enciphered with: who has the
// file, or the dossier, can read a piece, and nobody else. An entry that was tampered with does not open. Whatever fails here only
// costs time.
type cache struct{ dir string }

// seal gives the name of an entry and what it is enciphered with.
func (c cache) seal(sha string) (path string, box cipher.AEAD) {
	name := sha256.Sum256([]byte(pieceVersion + "name " + sha))
	key := sha256.Sum256([]byte(pieceVersion + "key " + sha))
	block, err := aes.NewCipher(key[:])
	if err != nil {
		return "", nil
	}
	if box, err = cipher.NewGCM(block); err != nil {
		return "", nil
	}
	return filepath.Join(c.dir, hex.EncodeToString(name[:])), box
}

func (c cache) get(sha string) ([]byte, bool) {
	if c.dir == "" {
		return nil, false
	}
	path, box := c.seal(sha)
	data, err := os.ReadFile(path)
	if err != nil || box == nil {
		return nil, false
	}
	if len(data) < box.NonceSize() {
		return nil, false
	}
	plain, err := box.Open(nil, data[:box.NonceSize()], data[box.NonceSize():], nil)
	if err != nil {
		return nil, false
	}
	now := time.Now()
	_ = os.Chtimes(path, now, now)
	return plain, true
}

func (c cache) put(sha string, plain []byte) {
	if c.dir == "" || os.MkdirAll(c.dir, 0o700) != nil {
		return
	}
	path, box := c.seal(sha)
	tmp, err := os.CreateTemp(c.dir, "new-*")
	if err != nil || box == nil {
		return
	}
	nonce := make([]byte, box.NonceSize())
	_, _ = rand.Read(nonce) // never fails
	_, err = tmp.Write(box.Seal(nonce, nonce, plain, nil))
	if err = errors.Join(err, tmp.Close()); err == nil {
		err = os.Rename(tmp.Name(), path)
	}
	if err != nil {
		_ = os.Remove(tmp.Name())
	}
}

// putHead keeps a file's fault.
func (c cache) putHead(sha string, h head) {
	if line, err := json.Marshal(h); err == nil {
		c.put(sha, append(line, '\n'))
	}
}

// putFile keeps a piece, unless it is large.
func (c cache) putFile(sha string, piece *os.File) {
	info, err := piece.Stat()
	if c.dir == "" || err != nil || info.Size() > mostPiece {
		return
	}
	if data, err := io.ReadAll(io.NewSectionReader(piece, 0, info.Size())); err == nil {
		c.put(sha, data)
	}
}

// prune takes out what has lain unused for long, and the oldest where there is too much.
func (c cache) prune() {
	list, err := os.ReadDir(c.dir)
	if c.dir == "" || err != nil {
		return
	}
	var files []os.FileInfo
	for _, e := range list {
		if info, err := e.Info(); err == nil && info.Mode().IsRegular() {
			files = append(files, info)
		}
	}
	sort.Slice(files, func(i, j int) bool { return files[i].ModTime().After(files[j].ModTime()) })
	var total int64
	for _, info := range files {
		if total += info.Size(); total > mostCache || time.Since(info.ModTime()) > longest {
			_ = os.Remove(filepath.Join(c.dir, info.Name()))
		}
	}
}
