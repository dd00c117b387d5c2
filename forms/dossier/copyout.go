package dossier

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"zicha/forms"
)

// Copy says where a kept file is to be copied to.
type Copy struct {
	Ref       forms.FileRef
	Path      string
	Overwrite bool // replace a file that is already there; otherwise ErrExists
}

// SaveCopy copies a kept file out. The copy appears under its name only once it is complete and its hash is right; an older
// file of that name stays untouched till then. Errors: ErrExists, ErrContent, ErrFull, ErrFolder, ErrPath, ErrDisk.
func (f *File) SaveCopy(ctx context.Context, c Copy) error {
	if mine, err := os.Stat(f.path); err == nil {
		if there, err := os.Stat(c.Path); err == nil && os.SameFile(mine, there) {
			return failure(ErrRefused, "不能覆盖正在编辑的档案；请换一个文件名")
		}
	}
	src, err := f.OpenFile(c.Ref)
	if err != nil {
		return err
	}
	defer src.Close()
	return place(c.Path, c.Overwrite, func(w *os.File) error {
		_, err := io.Copy(w, reader{ctx, src})
		return err
	})
}

// place writes a file beside its name, has the disk take it, and only then gives it the name.
func place(path string, overwrite bool, write func(*os.File) error) error {
	const doing = "写入文件"
	if _, err := os.Lstat(path); err == nil && !overwrite {
		return failure(ErrExists, "“%s”已经存在，没有覆盖；请换一个文件名，或者确认替换", filepath.Base(path))
	}
	w, err := os.CreateTemp(filepath.Dir(path), ".zicha-*.tmp")
	if errors.Is(err, fs.ErrNotExist) {
		return failure(ErrNotFound, "目标文件夹不存在；请先建好文件夹，或者换一个位置").because(err)
	}
	if err != nil {
		return fault(doing, err)
	}
	err = write(w)
	if err == nil {
		err = w.Sync()
	}
	err = errors.Join(err, w.Close())
	if err == nil {
		err = os.Chmod(w.Name(), 0o644)
	}
	if err == nil {
		err = settle(w.Name(), path, overwrite)
	}
	if err != nil {
		_ = os.Remove(w.Name())
		return fault(doing, err)
	}
	return nil
}

// settle gives a finished file its name, without ever replacing one unasked, and has the disk take the name.
func settle(temp, path string, overwrite bool) error {
	if _, err := os.Lstat(path); err == nil && !overwrite {
		return failure(ErrExists, "“%s”已经存在，没有覆盖；请换一个文件名，或者确认替换", filepath.Base(path))
	}
	if err := os.Rename(temp, path); err != nil {
		return fmt.Errorf("rename: %w", err)
	}
	syncFolder(path)
	return nil
}

// syncFolder has the disk take a file's new name. Windows has no such call, and not every file system offers it.
func syncFolder(path string) {
	if dir, err := os.Open(filepath.Dir(path)); err == nil {
		_ = dir.Sync()
		_ = dir.Close()
	}
}

// FileProblem is a kept file whose contents are missing or damaged. Err is one plain sentence.
type FileProblem struct {
	Item string // the evidence item's id
	Ref  forms.FileRef
	Err  error
}

// CheckFiles reads every file of the items in use and checks its hash; the error is only that of a cancelled context.
func (f *File) CheckFiles(ctx context.Context, progress Progress) ([]FileProblem, error) {
	var out []FileProblem
	type use struct {
		item string
		ref  forms.FileRef
	}
	var uses []use
	var done, total int64
	for _, e := range f.Dossier().AllEvidence() {
		for _, ref := range e.Files {
			if !e.Removed {
				uses = append(uses, use{e.ID, ref})
				total += ref.Size
			}
		}
	}
	seen := map[string]error{}
	for _, u := range uses {
		err, known := seen[u.ref.SHA256]
		if !known {
			err = f.checkFile(ctx, u.ref)
			seen[u.ref.SHA256] = err
		}
		if cancelled(err) {
			return out, err
		}
		if err != nil {
			out = append(out, FileProblem{u.item, u.ref, f.contentFault(u.ref, err)})
		}
		if done += u.ref.Size; progress != nil {
			progress(done, total)
		}
	}
	return out, nil
}

func (f *File) checkFile(ctx context.Context, ref forms.FileRef) error {
	r, err := f.OpenFile(ref)
	if err != nil {
		return err
	}
	defer r.Close()
	_, err = io.Copy(io.Discard, reader{ctx, r})
	return err
}

// OpenFile gives a kept file's contents. The hash is checked on the way: a damaged file ends in ErrContent instead of io.EOF.
func (f *File) OpenFile(ref forms.FileRef) (io.ReadCloser, error) {
	f.disk.Lock()
	s, ok := f.files[ref.SHA256]
	closed := f.store == nil
	f.disk.Unlock()
	switch {
	case closed:
		return nil, failure(ErrClosed, "档案已经关闭；请重新打开")
	case !ok:
		return nil, f.contentFault(ref, errors.New("no such file"))
	}
	r := &chunks{f: f, ref: ref, at: s.id << chunkBits, left: s.size, hash: sha256.New()}
	if !f.Holds(ref) {
		return nil, f.contentFault(ref, errors.New("no chunks"))
	}
	return r, nil
}

func (f *File) contentFault(ref forms.FileRef, cause error) error {
	if f.backupDate != "" {
		return failure(ErrContent, "这份档案是从%s的备份打开的，备份里没有佐证文件和扫描件的内容；请重新加入“%s”，编号不变", f.backupDate, ref.Name).because(cause)
	}
	return failure(ErrContent, "文件“%s”的内容缺失或已损坏，不能使用；请重新加入原文件", ref.Name).because(cause)
}

// chunks reads a kept file chunk by chunk; between them the dossier is free for others.
type chunks struct {
	f        *File
	ref      forms.FileRef
	at, left int64
	hash     hash.Hash
	buf      bytes.Reader
	err      error
}

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
		if got := hex.EncodeToString(c.hash.Sum(nil)); got != c.ref.SHA256 {
			return c.f.contentFault(c.ref, fmt.Errorf("hash is %s", got))
		}
		return io.EOF
	}
	data, err := c.chunk()
	if err != nil {
		return err
	}
	if len(data) == 0 || int64(len(data)) > c.left {
		return c.f.contentFault(c.ref, fmt.Errorf("chunk of %d bytes", len(data)))
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
	if c.f.store == nil {
		return nil, failure(ErrClosed, "档案已经关闭；请重新打开")
	}
	if err := c.f.store.scan("SELECT data FROM chunk WHERE id=?", []any{c.at}, &data); err != nil {
		return nil, c.f.contentFault(c.ref, err)
	}
	return data, nil
}

// Close ends reading.
func (c *chunks) Close() error {
	c.err = failure(ErrClosed, "文件已经关闭")
	c.buf.Reset(nil)
	return nil
}
