package store

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"

	"zicha/forms/files"
)

// SaveCopy copies a kept file out. The copy appears under its name only once it is complete and its hash is right; an older
// file of that name stays untouched till then. Errors: ErrContent and those of files.Place.
func (f *File) SaveCopy(ctx context.Context, b Blob, to files.Place) error {
	if f.itself(to.Path) {
		return files.Failure(ErrRefused, "不能覆盖正在编辑的%s；请换一个文件名", f.format.Short)
	}
	src, err := f.OpenFile(b)
	if err != nil {
		return err
	}
	defer src.Close()
	return to.Write(ctx, func(w *os.File) error {
		_, err := io.Copy(w, files.Reader(ctx, src))
		return err
	})
}

// Holds reports whether contents of a file are kept inside. Whether they are whole only reading them shows, see CheckFile.
func (f *File) Holds(b Blob) bool {
	f.disk.Lock()
	defer f.disk.Unlock()
	s, ok := f.files[b.SHA256]
	if !ok || f.db == nil {
		return false
	}
	if s.size == 0 {
		return true
	}
	var one int
	return f.db.scan("SELECT 1 FROM chunk WHERE id=?", []any{s.id << chunkBits}, &one) == nil
}

// CheckFile reads a kept file and checks its hash: ErrContent where it is missing or damaged.
func (f *File) CheckFile(ctx context.Context, b Blob) error {
	r, err := f.OpenFile(b)
	if err != nil {
		return err
	}
	defer r.Close()
	_, err = io.Copy(io.Discard, files.Reader(ctx, r))
	return err
}

// OpenFile gives a kept file's contents. The hash is checked on the way: a damaged file ends in ErrContent instead of io.EOF.
func (f *File) OpenFile(b Blob) (io.ReadCloser, error) {
	f.disk.Lock()
	s, ok := f.files[b.SHA256]
	closed := f.db == nil
	f.disk.Unlock()
	switch {
	case closed:
		return nil, f.format.closed()
	case !ok:
		return nil, f.contentFault(b, errors.New("no such file"))
	case !f.Holds(b):
		return nil, f.contentFault(b, errors.New("no chunks"))
	}
	return &chunks{f: f, blob: b, at: s.id << chunkBits, left: s.size, hash: sha256.New()}, nil
}

func (f *File) contentFault(b Blob, cause error) error {
	if date := f.BackupDate(); date != "" {
		return files.Failure(ErrContent, "这份%s是从%s的备份打开的，备份里没有%s的内容；请重新加入“%s”，编号不变",
			f.format.Short, date, f.format.Contents, b.Name).Because(cause)
	}
	return files.Failure(ErrContent, "文件“%s”的内容缺失或已损坏，不能使用；请重新加入原文件", b.Name).Because(cause)
}

// chunks reads a kept file chunk by chunk; between them the store is free for others.
type chunks struct {
	f        *File
	blob     Blob
	at, left int64
	hash     hash.Hash
	buf      bytes.Reader
	err      error
}

// Read gives the contents.
func (c *chunks) Read(p []byte) (int, error) {
	for c.buf.Len() == 0 && c.err == nil {
		c.err = c.fill()
	}
	if c.buf.Len() == 0 {
		return 0, c.err
	}
	return c.buf.Read(p)
}

// fill fetches the next chunk; io.EOF once all is read and the hash fits.
func (c *chunks) fill() error {
	if c.left == 0 {
		if got := hex.EncodeToString(c.hash.Sum(nil)); got != c.blob.SHA256 {
			return c.f.contentFault(c.blob, fmt.Errorf("hash is %s", got))
		}
		return io.EOF
	}
	data, err := c.chunk()
	if err != nil {
		return err
	}
	if len(data) == 0 || int64(len(data)) > c.left {
		return c.f.contentFault(c.blob, fmt.Errorf("chunk of %d bytes", len(data)))
	}
	c.at++
	c.left -= int64(len(data))
	c.hash.Write(data)
	c.buf.Reset(data)
	return nil
}

// chunk reads the next chunk; what is done with it holds up nobody else.
func (c *chunks) chunk() (data []byte, err error) {
	c.f.disk.Lock()
	defer c.f.disk.Unlock()
	if c.f.db == nil {
		return nil, c.f.format.closed()
	}
	if err := c.f.db.scan("SELECT data FROM chunk WHERE id=?", []any{c.at}, &data); err != nil {
		return nil, c.f.contentFault(c.blob, err)
	}
	return data, nil
}

// Close ends reading.
func (c *chunks) Close() error {
	c.err = files.Failure(ErrClosed, "文件已经关闭；请重新打开")
	c.buf.Reset(nil)
	return nil
}
