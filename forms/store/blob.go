package store

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"hash"
	"io"
	"os"
	"path/filepath"
	"strings"

	"zicha/forms/files"
)

const (
	chunkSize  = 1 << 20
	chunkBits  = 20       // at most 2^20 chunks, 1 TiB, per file
	maxFile    = 64 << 30 // bytes of a file taken in, more than any recording has
	chunkGroup = 4        // chunks written per transaction: others wait for no more than that
)

// stored is a file kept inside.
type stored struct {
	id, size int64
}

// Blob names a kept file. SHA256 is in hexadecimal, Size in bytes; Name is what it was called.
type Blob struct {
	Name   string
	Size   int64
	SHA256 string
}

// Intake is a file to be taken in.
type Intake struct {
	Path     string
	Kind     string         // what Options.Allow is asked for before every write
	Progress files.Progress // may be nil
	Empty    bool           // a file of no bytes is taken too
}

// AddFile takes a file in, in pieces, so that memory stays flat and other work goes on between them. A file that is already kept whole
// is not kept twice: existed is true; one whose contents are missing or damaged gets them back. Cancelling through ctx, or any failure,
// leaves nothing behind. files.Source: the file is empty and must not be, one of the program's own, or cannot be read.
func (f *File) AddFile(ctx context.Context, how Intake) (kept Blob, existed bool, err error) {
	if err := f.Own(how.Path); err != nil {
		return kept, false, err
	}
	src, err := openSource(how)
	if err != nil {
		return kept, false, err
	}
	defer src.file.Close()
	if err := src.begins(f.format); err != nil {
		return kept, false, err
	}
	if f.holdsSize(src.size) {
		// Perhaps the same file again: hashing it first costs less than writing it for nothing.
		h := sha256.New()
		if _, err := io.Copy(h, files.Reader(ctx, src.file)); err != nil {
			return kept, false, src.fault(err)
		}
		kept = src.blob(h)
		if whole, err := f.whole(ctx, kept); whole || err != nil {
			return kept, whole, err
		}
		if _, err := src.file.Seek(0, io.SeekStart); err != nil {
			return kept, false, src.fault(err)
		}
	}
	in := &intake{f: f, src: src, hash: sha256.New(), Intake: how}
	if err := in.run(ctx); err != nil {
		in.undo()
		return Blob{}, false, err
	}
	return src.blob(in.hash), in.existed, nil
}

// whole reports whether a file is kept and all its contents are as they were; the error is that of a context that has ended or a file
// that is closed.
func (f *File) whole(ctx context.Context, b Blob) (bool, error) {
	err := f.CheckFile(ctx, b)
	if errors.Is(err, ErrContent) {
		return false, nil
	}
	return err == nil, err
}

// Own refuses, as a files.Source, what is the program's own by its name: this file and others of its type, what SQLite keeps beside one,
// a lock, or something passing. Nothing is opened for it: to close one of them again would take away SQLite's locks.
func (f *File) Own(path string) error {
	if f.itself(path) {
		return files.Failure(files.Source, "“%s”就是正在编辑的%s，不能加入自己；请选择其他文件", filepath.Base(path), f.format.Short)
	}
	direct := plainPath(path)
	passing := files.IsTemporary(filepath.Base(direct))
	for _, end := range []string{"-journal", "-wal", "-shm"} {
		direct = strings.TrimSuffix(direct, end)
	}
	name := strings.ToLower(filepath.Base(direct))
	locked, lock := strings.CutSuffix(name, ".lock")
	if passing || direct == f.path || direct == lockPath(f.path) || strings.HasSuffix(name, f.format.Ext) ||
		lock && strings.HasPrefix(name, ".") && (strings.HasSuffix(locked, f.format.Ext) || strings.HasPrefix(name, ".zicha-")) {
		return f.format.own(filepath.Base(path))
	}
	return nil
}

func (t Format) own(name string) error {
	return files.Failure(files.Source, "“%s”是程序自己的%s或随它生成的文件，没有加入；请选择其他文件", name, t.Short)
}

// begins refuses what its first bytes tell of: a file of this type under another name, or nothing but zeros, which a copy that was cut
// off leaves.
func (s *source) begins(t Format) error {
	head := make([]byte, min(s.size, chunkSize))
	if _, err := s.file.ReadAt(head, 0); err != nil && !errors.Is(err, io.EOF) {
		return s.fault(err)
	}
	switch {
	case t.Owns(head):
		return t.own(s.name)
	case len(head) > 0 && len(bytes.TrimLeft(head, "\x00")) == 0:
		return files.Failure(files.Source, "“%s”里只有零字节，没有加入；可能是复制或下载没有成功，请换一个完整的文件", s.name)
	}
	return nil
}

// source is a file to be taken in.
type source struct {
	file *os.File
	name string
	size int64
}

func openSource(how Intake) (*source, error) {
	path := how.Path
	name, _ := files.NameOf(path)
	file, info, err := files.OpenUpTo(path, maxFile)
	if errors.Is(err, files.NotFound) {
		return nil, files.Failure(files.Source, "没有找到“%s”，没有加入；请检查文件是否还在", name).Because(err)
	}
	if err != nil {
		return nil, err
	}
	if info.Size() == 0 && !how.Empty {
		_ = file.Close()
		return nil, files.Failure(files.Source, "“%s”是空文件（0字节），没有加入；请检查扫描或复制是否成功，换一个完整的文件", name)
	}
	return &source{file, name, info.Size()}, nil
}

func (s *source) blob(h hash.Hash) Blob {
	return Blob{Name: s.name, Size: s.size, SHA256: hex.EncodeToString(h.Sum(nil))}
}

func (s *source) fault(err error) error {
	if files.Cancelled(err) {
		return err
	}
	return files.Failure(files.Source, "读取“%s”时出错，没有加入；请检查文件所在的磁盘或U盘，然后再试", s.name).Because(err)
}

// changed is the fault of a file that does not end where it ended when it was opened: it is still being written.
func (s *source) changed() error {
	return files.Failure(files.Source, "“%s”在读取时还在变化，没有加入；请等它复制、下载或保存完，然后再试", s.name)
}

// dropChunks removes a file's chunks group by group and gives the space back. What fails is left to the next opening.
func (f *File) dropChunks(id int64) {
	for gone := int64(1); gone > 0; {
		f.disk.Lock()
		if f.db == nil {
			f.disk.Unlock()
			return
		}
		err := f.write("移除文件", func(*Tx) error {
			res, err := f.db.conn.ExecContext(context.Background(),
				"DELETE FROM chunk WHERE id IN (SELECT id FROM chunk WHERE id BETWEEN ? AND ? ORDER BY id DESC LIMIT ?)",
				id<<chunkBits, (id+1)<<chunkBits-1, 4*chunkGroup)
			if err != nil {
				return err
			}
			if gone, err = res.RowsAffected(); err != nil || gone == 0 {
				return err
			}
			return f.db.drain("PRAGMA incremental_vacuum")
		})
		f.disk.Unlock()
		if err != nil {
			return
		}
	}
}

// dropOrphans removes the chunks that an interrupted intake has left.
func (f *File) dropOrphans() {
	owned := map[int64]bool{}
	for _, s := range f.files {
		owned[s.id] = true
	}
	changed := f.changed
	for from := int64(0); ; {
		var id int64
		if err := f.db.scan("SELECT id FROM chunk WHERE id>=? ORDER BY id LIMIT 1", []any{from << chunkBits}, &id); err != nil {
			break
		}
		from = id>>chunkBits + 1
		f.nextFile = max(f.nextFile, from)
		if !owned[id>>chunkBits] {
			f.dropChunks(id >> chunkBits)
		}
	}
	f.changed = changed // a backup holds no chunks
}

func (f *File) holdsSize(size int64) bool {
	f.disk.Lock()
	defer f.disk.Unlock()
	for _, s := range f.files {
		if s.size == size {
			return true
		}
	}
	return false
}

// Discard takes a file out again that no change has ever named, for an intake the user then gave up; kind is what Options.Allow is
// asked for. Others stay: they belong to the history.
func (f *File) Discard(b Blob, kind string) error {
	f.disk.Lock()
	err := f.writable(kind)
	s, ok := f.files[b.SHA256]
	if err == nil && ok {
		err = f.read(logTable(), func(row []any) error {
			ok = ok && !entryOf(row).names(b.SHA256)
			return nil
		})
	}
	if err == nil && ok {
		err = f.write("移除文件", func(tx *Tx) error { return tx.db.remove(fileTable(), s.id, b.SHA256, s.size) })
	}
	if err == nil && ok {
		delete(f.files, b.SHA256)
	}
	f.disk.Unlock()
	if err == nil && ok {
		f.dropChunks(s.id)
	}
	return f.format.fault("移除文件", err)
}
