package dossier

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"hash"
	"io"
	"os"
	"path/filepath"
	"strings"

	"zicha/forms"
)

const (
	chunkSize  = 1 << 20
	chunkBits  = 20 // at most 2^20 chunks, 1 TiB, per file
	chunkGroup = 4  // chunks written per transaction: others wait for no more than that
)

// stored is a file kept in the dossier.
type stored struct {
	id, size int64
}

// Progress is told how many bytes are done, of how many.
type Progress func(done, total int64)

// AddFile takes a file in, in pieces, so that memory stays flat and other work goes on between them. A file that is already
// kept is not kept twice: existed is true. The reference belongs to no item until a change naming it is committed. Cancelling
// through ctx, or any failure, leaves nothing behind. ErrSource: the file is empty or cannot be read.
func (f *File) AddFile(ctx context.Context, path string, progress Progress) (ref forms.FileRef, existed bool, err error) {
	return f.takeIn(ctx, path, taking{progress, f.writable})
}

// taking is how a file is taken in: whom to tell, and what must allow it before every write.
type taking struct {
	progress Progress
	allowed  func() error
}

func (f *File) takeIn(ctx context.Context, path string, how taking) (ref forms.FileRef, existed bool, err error) {
	src, err := openSource(path)
	if err != nil {
		return ref, false, err
	}
	defer src.file.Close()
	if f.holdsSize(src.size) {
		// Perhaps the same file again: hashing it first costs less than writing it for nothing.
		h := sha256.New()
		if _, err := io.Copy(h, reader{ctx, src.file}); err != nil {
			return ref, false, src.fault(err)
		}
		ref = src.ref(h)
		if f.Holds(ref) {
			return ref, true, nil
		}
		if _, err := src.file.Seek(0, io.SeekStart); err != nil {
			return ref, false, src.fault(err)
		}
	}
	if how.progress == nil {
		how.progress = func(int64, int64) {}
	}
	in := &intake{f: f, src: src, hash: sha256.New(), taking: how}
	if err := in.run(ctx); err != nil {
		in.undo()
		return forms.FileRef{}, false, err
	}
	return src.ref(in.hash), in.existed, nil
}

// source is a file to be taken in.
type source struct {
	file *os.File
	name string
	size int64
}

func openSource(path string) (*source, error) {
	name := filepath.Base(path)
	file, err := os.Open(path)
	if err != nil {
		return nil, failure(ErrSource, "无法读取“%s”，没有加入；请检查文件是否还在、是否正被别的程序占用", name).because(err)
	}
	info, err := file.Stat()
	switch {
	case err != nil || !info.Mode().IsRegular():
		_ = file.Close()
		return nil, failure(ErrSource, "“%s”不是普通文件，没有加入；请选择单个文件，文件夹请先打包", name).because(err)
	case info.Size() == 0:
		_ = file.Close()
		return nil, failure(ErrSource, "“%s”是空文件（0字节），没有加入；请检查扫描或复制是否成功，换一个完整的文件", name)
	}
	return &source{file, name, info.Size()}, nil
}

func (s *source) ref(h hash.Hash) forms.FileRef {
	return forms.FileRef{Name: s.name, Size: s.size, SHA256: hex.EncodeToString(h.Sum(nil))}
}

func (s *source) fault(err error) error {
	if cancelled(err) {
		return err
	}
	return failure(ErrSource, "读取“%s”时出错，没有加入；请检查文件所在的磁盘或U盘，然后再试", s.name).because(err)
}

// intake is one file being taken in. Its chunks stand in the database under a new id; only the file row makes them count.
type intake struct {
	taking
	f        *File
	src      *source
	hash     hash.Hash
	id, next int64
	existed  bool
}

func (in *intake) run(ctx context.Context) error {
	f := in.f
	f.disk.Lock()
	err := in.allowed()
	in.id = f.nextFile
	f.nextFile++
	f.disk.Unlock()
	if err != nil {
		return err
	}
	buf := make([]byte, chunkGroup*chunkSize)
	var done int64
	for {
		n, err := io.ReadFull(reader{ctx, in.src.file}, buf)
		if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
			return in.src.fault(err)
		}
		done += int64(n)
		if done > in.src.size {
			return in.src.fault(errors.New("file grew"))
		}
		in.hash.Write(buf[:n])
		if err := in.put(buf[:n]); err != nil {
			return err
		}
		in.progress(done, in.src.size)
		if n < len(buf) {
			break
		}
	}
	if done != in.src.size {
		return in.src.fault(errors.New("file shrank"))
	}
	return in.finish()
}

// put writes a group of chunks.
func (in *intake) put(data []byte) error {
	if len(data) == 0 {
		return nil
	}
	f := in.f
	f.disk.Lock()
	defer f.disk.Unlock()
	if err := in.allowed(); err != nil {
		return err
	}
	err := f.store.write(func() error {
		for len(data) > 0 {
			part := data[:min(chunkSize, len(data))]
			data = data[len(part):]
			if err := f.store.exec("INSERT INTO chunk VALUES(?,?)", in.id<<chunkBits+in.next, part); err != nil {
				return err
			}
			in.next++
		}
		return nil
	})
	return fault("存入佐证文件", err)
}

// finish makes the file count, unless the same one came in meanwhile.
func (in *intake) finish() error {
	f := in.f
	ref := in.src.ref(in.hash)
	if f.Holds(ref) {
		in.existed = true
		in.undo()
		return nil
	}
	f.disk.Lock()
	defer f.disk.Unlock()
	if err := in.allowed(); err != nil {
		return err
	}
	old, known := f.files[ref.SHA256] // known without contents: this is a backup getting its files back
	if err := f.write("存入佐证文件", func() error {
		if known {
			if err := f.store.remove(fileTable(), old.id, ref.SHA256, old.size); err != nil {
				return err
			}
		}
		return f.store.insert(fileTable(), in.id, ref.SHA256, ref.Size)
	}); err != nil {
		return err
	}
	f.files[ref.SHA256] = stored{in.id, ref.Size}
	return nil
}

// undo takes the chunks out again.
func (in *intake) undo() {
	if in.next > 0 {
		in.f.dropChunks(in.id)
	}
}

// dropChunks removes a file's chunks group by group and gives the space back. What fails is left to the next opening.
func (f *File) dropChunks(id int64) {
	for gone := int64(1); gone > 0; {
		f.disk.Lock()
		if f.store == nil {
			f.disk.Unlock()
			return
		}
		err := f.store.write(func() error {
			res, err := f.store.conn.ExecContext(context.Background(),
				"DELETE FROM chunk WHERE id IN (SELECT id FROM chunk WHERE id BETWEEN ? AND ? ORDER BY id DESC LIMIT ?)",
				id<<chunkBits, (id+1)<<chunkBits-1, 4*chunkGroup)
			if err != nil {
				return err
			}
			if gone, err = res.RowsAffected(); err != nil || gone == 0 {
				return err
			}
			return f.store.drain("PRAGMA incremental_vacuum")
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
	for from := int64(0); ; {
		var id int64
		if err := f.store.scan("SELECT id FROM chunk WHERE id>=? ORDER BY id LIMIT 1", []any{from << chunkBits}, &id); err != nil {
			return
		}
		from = id>>chunkBits + 1
		f.nextFile = max(f.nextFile, from)
		if !owned[id>>chunkBits] {
			f.dropChunks(id >> chunkBits)
		}
	}
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

// Holds reports whether the contents of a file are kept inside.
func (f *File) Holds(ref forms.FileRef) bool {
	f.disk.Lock()
	defer f.disk.Unlock()
	s, ok := f.files[ref.SHA256]
	if !ok || f.store == nil {
		return false
	}
	var one int
	return f.store.scan("SELECT 1 FROM chunk WHERE id=?", []any{s.id << chunkBits}, &one) == nil
}

// reader stops when the context does.
type reader struct {
	ctx context.Context
	r   io.Reader
}

func (r reader) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.r.Read(p)
}

// Reader is r until ctx ends: long copying stops there.
func Reader(ctx context.Context, r io.Reader) io.Reader { return reader{ctx, r} }

// Discard takes a file out again that no change has ever named, for an intake the user then gave up. Others stay: they belong
// to the history.
func (f *File) Discard(ref forms.FileRef) error { return f.discard(ref, f.writable) }

func (f *File) discard(ref forms.FileRef, allowed func() error) error {
	f.disk.Lock()
	if err := allowed(); err != nil {
		f.disk.Unlock()
		return err
	}
	s, ok := f.files[ref.SHA256]
	err := f.read(logTable(), func(row []any) error {
		e := logRow(row)
		ok = ok && !strings.Contains(e.change.New, ref.SHA256)
		return nil
	})
	if err == nil && ok {
		err = f.write("移除文件", func() error { return f.store.remove(fileTable(), s.id, ref.SHA256, s.size) })
	}
	if err == nil && ok {
		delete(f.files, ref.SHA256)
	}
	f.disk.Unlock()
	if err == nil && ok {
		f.dropChunks(s.id)
	}
	return fault("移除文件", err)
}
