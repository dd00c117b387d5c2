package store

import (
	"cmp"
	"context"
	"errors"
	"hash"
	"io"

	"zicha/forms/files"
)

// intake is one file being taken in. Its chunks stand in the database under a new id; only the file row makes them count.
type intake struct {
	Intake
	f        *File
	src      *source
	hash     hash.Hash
	id, next int64
	existed  bool
}

func (in *intake) run(ctx context.Context) error {
	f := in.f
	f.disk.Lock()
	err := f.writable(in.Kind)
	in.id = f.nextFile
	f.nextFile++
	f.disk.Unlock()
	if err != nil {
		return err
	}
	read, end := in.readAhead(ctx)
	defer end()
	var done int64
	for g := range read {
		if err := cmp.Or(g.err, ctx.Err()); err != nil { // what was read ahead is not written once nobody wants it
			return in.src.fault(err)
		}
		if done += int64(len(g.data)); done > in.src.size {
			return in.src.changed()
		}
		if err := in.put(g.data); err != nil {
			return err
		}
		if in.Progress != nil {
			in.Progress(done, in.src.size)
		}
		g.free()
	}
	now, err := in.src.file.Stat() // much of it was read before what was written last
	if err != nil {
		return in.src.fault(err)
	}
	if done != in.src.size || now.Size() != in.src.size {
		return in.src.changed()
	}
	return in.finish(ctx)
}

// group is some chunks as they were read, or why they could not be. free lets their memory be used for others.
type group struct {
	data []byte
	err  error
	free func()
}

// readAhead reads and hashes one group of chunks while that before is written: the disk's syncs and the processor's hashing take about as
// long, and neither need wait for the other. end ends it; only then is the hash that of what was read.
func (in *intake) readAhead(ctx context.Context) (read <-chan group, end func()) {
	const ahead = 2
	out, buffers := make(chan group, ahead), make(chan []byte, ahead)
	size := min(chunkGroup*chunkSize, in.src.size+1) // one more, to see a file that grew
	for range min(ahead, in.src.size/size+1) {
		buffers <- make([]byte, size)
	}
	go func() {
		defer close(out)
		for buf := range buffers {
			n, err := io.ReadFull(files.Reader(ctx, in.src.file), buf)
			over := errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
			if err != nil && !over {
				out <- group{err: err}
				return
			}
			in.hash.Write(buf[:n])
			out <- group{data: buf[:n], free: func() { buffers <- buf }}
			if over {
				return
			}
		}
	}()
	return out, func() {
		close(buffers)
		for range out { // one may be in hand
		}
	}
}

// put writes a group of chunks.
func (in *intake) put(data []byte) error {
	if len(data) == 0 {
		return nil
	}
	f := in.f
	f.disk.Lock()
	defer f.disk.Unlock()
	if err := f.writable(in.Kind); err != nil {
		return err
	}
	next := in.next
	err := f.write("存入文件", func(*Tx) error {
		for len(data) > 0 {
			part := data[:min(chunkSize, len(data))]
			data = data[len(part):]
			if err := f.db.exec("INSERT INTO chunk VALUES(?,?)", in.id<<chunkBits+next, part); err != nil {
				return err
			}
			next++
		}
		return nil
	})
	if err == nil {
		in.next = next
	}
	return err
}

// finish makes the file count, unless the same one came in meanwhile. Chunks that are missing or damaged under the same hash go.
func (in *intake) finish(ctx context.Context) error {
	f := in.f
	kept := in.src.blob(in.hash)
	whole, err := f.whole(ctx, kept)
	if err != nil {
		return err
	}
	if whole {
		in.existed = true
		in.undo()
		return nil
	}
	f.disk.Lock()
	old, known := f.files[kept.SHA256]
	err = f.writable(in.Kind)
	if err == nil {
		err = f.write("存入文件", func(tx *Tx) error {
			if known {
				if err := tx.db.remove(fileTable(), old.id, kept.SHA256, old.size); err != nil {
					return err
				}
			}
			return tx.Insert(fileTable(), in.id, kept.SHA256, kept.Size)
		})
	}
	if err == nil {
		f.files[kept.SHA256] = stored{in.id, kept.Size}
	}
	f.disk.Unlock()
	if err == nil && known {
		f.dropChunks(old.id)
	}
	return err
}

// undo takes the chunks out again.
func (in *intake) undo() {
	if in.next > 0 {
		in.f.dropChunks(in.id)
	}
}
