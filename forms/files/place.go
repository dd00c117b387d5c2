package files

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
)

// Place is where a file is to go.
type Place struct {
	Path    string
	Replace bool                    // a file that is there already; otherwise that is an Exists
	Check   func(path string) error // reads the written file back before it gets its name; nil where nothing is known of it
}

// Write writes a file beside its place, has it checked and taken by the disk, and only then gives it the name: an older file stays as it
// is until then, and a failure leaves nothing. The file is its owner's alone, in a setgid folder its group's. What write and Check say
// in a sentence passes unchanged. Errors: Exists, NotFound, Folder, Path, Full, InUse, Disk.
func (p Place) Write(ctx context.Context, write func(w *os.File) error) error {
	if err := free(p.Path, p.Replace); err != nil {
		return err
	}
	w, err := temporary(filepath.Dir(p.Path), "place")
	if err != nil {
		return p.nowhere(err)
	}
	defer os.Remove(w.Name()) // gone already once it has its name
	err = write(w)
	if err == nil {
		err = w.Sync()
	}
	if closing := w.Close(); err == nil {
		err = closing
	}
	return p.finish(ctx, w.Name(), err)
}

// finish checks what was written and gives it its name, unless err says what went wrong before.
func (p Place) finish(ctx context.Context, temp string, err error) error {
	if err == nil && p.Check != nil {
		err = p.Check(temp)
	}
	switch {
	case ctx.Err() != nil:
		return ErrCancelled
	case system(err):
		return Fault(writing(p.Path), err)
	case err != nil:
		return err
	}
	return Settle(temp, p.Path, p.Replace)
}

func writing(path string) string { return "写入“" + filepath.Base(path) + "”" }

// nowhere words that nothing can be begun beside the place.
func (p Place) nowhere(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return Failure(NotFound, "目标文件夹不存在，%s没有成功；请先建好文件夹，或者换一个位置", writing(p.Path)).Because(err)
	}
	return Fault(writing(p.Path), err)
}

// Make is Write for what can only be made under a path, such as a database: it is made in a folder of its own beside its place, and
// what else lies there then goes with the folder.
func (p Place) Make(ctx context.Context, make func(path string) error) error {
	if err := free(p.Path, p.Replace); err != nil {
		return err
	}
	dir, err := temporaryFolder(filepath.Dir(p.Path), "make")
	if err != nil {
		return p.nowhere(err)
	}
	defer os.RemoveAll(dir)
	temp := filepath.Join(dir, "new"+filepath.Ext(p.Path))
	err = make(temp)
	if err == nil {
		err = withMode(temp, FileMode(p.Path))
	}
	if err == nil {
		err = syncFile(temp)
	}
	return p.finish(ctx, temp, err)
}

func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// Bytes is Write of data that is at hand; what is read back must be the same.
func (p Place) Bytes(ctx context.Context, data []byte) error {
	check := p.Check
	p.Check = func(path string) error {
		back, err := Read(path, int64(len(data)))
		if err != nil {
			return err
		}
		if !bytes.Equal(back, data) {
			return Unlike(filepath.Base(p.Path))
		}
		if check != nil {
			return check(path)
		}
		return nil
	}
	return p.Write(ctx, func(w *os.File) error {
		_, err := w.Write(data)
		return err
	})
}

// Unlike is the outcome of reading back a file that does not hold what was written.
func Unlike(name string) error {
	return Failure(Damaged, "写出的“%s”读回来与原文不符，没有采用；请检查磁盘或U盘，然后再试", name)
}

// Folder makes a folder beside the place for what is to have several names at once; whoever asks removes it.
func (p Place) Folder(purpose string) (string, error) {
	dir, err := temporaryFolder(filepath.Dir(p.Path), purpose)
	if err != nil {
		return "", p.nowhere(err)
	}
	return dir, nil
}

// Free refuses a place that is taken, as Write does before it begins.
func (p Place) Free() error { return free(p.Path, p.Replace) }

// free refuses a place that is taken, and what a file must never replace: a folder, a device, a pipe.
func free(path string, replace bool) error {
	info, err := os.Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return Fault(writing(path), err)
	case !replace:
		return Failure(Exists, "“%s”已经存在，没有覆盖；请换一个文件名，或者先移走原来的文件", filepath.Base(path))
	case info.IsDir():
		return Failure(Exists, "“%s”是一个文件夹，不能用文件替换；请换一个文件名", filepath.Base(path))
	case info.Mode()&(fs.ModeDevice|fs.ModeNamedPipe|fs.ModeSocket|fs.ModeIrregular) != 0:
		return Failure(Exists, "“%s”是设备或管道，不是普通文件，不能写入；请换一个文件名", filepath.Base(path))
	}
	return nil
}

// Settle gives a finished file or folder its name, never replacing one unasked, and has the disk take the name.
func Settle(temp, path string, replace bool) error {
	if err := free(path, replace); err != nil {
		return err
	}
	err := errors.ErrUnsupported
	if !replace {
		err = link(temp, path)
	}
	if err != nil && !errors.Is(err, fs.ErrExist) {
		err = os.Rename(temp, path)
	}
	if errors.Is(err, fs.ErrExist) && !replace {
		return free(path, false) // another was quicker
	}
	if err != nil {
		return Fault(writing(path), err)
	}
	return Fault(writing(path), syncFolder(filepath.Dir(path)))
}

// link moves a file without ever replacing one, where the file system can: the name is taken only if it is free. It is refused for a folder.
func link(temp, path string) error {
	if err := os.Link(temp, path); err != nil {
		return err
	}
	return os.Remove(temp)
}

// syncFolder has the disk take the names in a folder. Windows has no such call, and not every file system offers it.
func syncFolder(path string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	dir, err := os.Open(path)
	if err != nil {
		return nil // to write into a folder needs no right to read it
	}
	defer dir.Close()
	if err := dir.Sync(); !unsupported(err) {
		return err
	}
	return nil
}

// SyncTree has the disk take the names in a folder and in all folders below. The files in it are synced by whoever writes them.
func SyncTree(path string) error {
	return filepath.WalkDir(path, func(name string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return err
		}
		return syncFolder(name)
	})
}
