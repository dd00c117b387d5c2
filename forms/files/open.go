package files

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// Open opens a file that others may have made, for reading. Folders, devices, pipes, sockets and what the system makes up as it is read
// are refused without being touched: to open or read one can take for ever. Errors: NotFound, Source, Path, InUse, Disk.
func Open(path string) (*os.File, os.FileInfo, error) {
	info, err := os.Stat(path) // opening is not harmless with every device
	if err == nil {
		err = plain(path, info)
	}
	if err != nil {
		return nil, nil, readFault(path, err)
	}
	f, err := os.OpenFile(path, os.O_RDONLY|dontWait, 0)
	if err != nil {
		return nil, nil, readFault(path, err)
	}
	if info, err = f.Stat(); err == nil {
		err = plain(path, info) // it may have been exchanged meanwhile
	}
	if err != nil {
		_ = f.Close()
		return nil, nil, readFault(path, err)
	}
	return f, info, nil
}

func plain(path string, info os.FileInfo) error {
	switch name := filepath.Base(path); {
	case info.IsDir():
		return Failure(Source, "“%s”是文件夹，不是文件；请选择文件", name)
	case !info.Mode().IsRegular(), info.Size() == 0 && madeUp(path):
		return Failure(Source, "“%s”是设备或管道，不是普通文件，不能读取；请选择文件", name)
	}
	return nil
}

// madeUp reports whether a file stands where Linux shows its own state as files: they look plain and empty, and some never end.
func madeUp(path string) bool {
	direct, err := filepath.EvalSymlinks(path)
	if err == nil {
		direct, err = filepath.Abs(direct)
	}
	return err == nil && (strings.HasPrefix(direct, "/proc/") || strings.HasPrefix(direct, "/sys/"))
}

// OpenUpTo is Open of a file that has at most so many bytes; a longer one is refused, a Source, before anything of it is read.
func OpenUpTo(path string, most int64) (*os.File, os.FileInfo, error) {
	f, info, err := Open(path)
	if err == nil && info.Size() > most {
		_ = f.Close()
		return nil, nil, tooLarge(path)
	}
	return f, info, err
}

func tooLarge(path string) error {
	return Failure(Source, "“%s”太大，不像是要读的文件；请核对是否选错了文件", filepath.Base(path))
}

// readFault is Fault for a file that is only to be read.
func readFault(path string, err error) error {
	name := filepath.Base(path)
	switch {
	case errors.Is(err, fs.ErrPermission):
		return Failure(Source, "没有读取“%s”的权限；请检查它的权限，或者复制到自己的文件夹再试", name).Because(err)
	case errors.Is(err, syscall.ELOOP):
		return Failure(Source, "“%s”是一个指来指去、没有尽头的链接，不能读取；请选择文件", name).Because(err)
	case errors.Is(err, fs.ErrNotExist):
		return Failure(NotFound, "没有找到“%s”；它可能已被移动或改名，请检查路径", path).Because(err)
	}
	return Fault("读取“"+name+"”", err)
}

// Read gives the contents of a file that others may have made, if it has at most limit bytes; otherwise the error is a Source.
func Read(path string, limit int64) ([]byte, error) {
	f, _, err := OpenUpTo(path, limit)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err != nil {
		return nil, readFault(path, err)
	}
	if int64(len(data)) > limit {
		return nil, tooLarge(path)
	}
	return data, nil
}

// Progress is told how many bytes are done, of how many.
type Progress func(done, total int64)

// Reader reads until the context ends.
func Reader(ctx context.Context, r io.Reader) io.Reader { return reader{ctx, r} }

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
