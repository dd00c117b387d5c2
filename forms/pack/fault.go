package pack

import (
	"errors"
	"io/fs"
	"runtime"
	"slices"
	"syscall"
)

// FileError is a failure with a file in one plain Chinese sentence: what is wrong and what to do. The cause is for the log only.
type FileError struct {
	text  string
	cause error
}

// Error gives the sentence to show.
func (e *FileError) Error() string { return e.text }

// Unwrap gives the technical cause.
func (e *FileError) Unwrap() error { return e.cause }

// FileFault words what went wrong with a file or folder; doing says what was tried ("读不到填报文件").
func FileFault(doing, path string, err error) error {
	return &FileError{doing + "“" + path + "”：" + advice(err), err}
}

// advice says in Chinese what a system error means and what to do about it.
func advice(err error) string {
	known := []struct {
		cause error
		words string
	}{
		{fs.ErrNotExist, "没有找到，请检查路径"},
		{fs.ErrPermission, "没有权限，或者文件正在别的程序里打开；请先关闭它，再检查文件和文件夹的权限，或者换一个位置"},
		{syscall.EISDIR, "这是文件夹，请指定文件"},
		{syscall.ENOTDIR, "路径里有一段是文件，不是文件夹，请检查路径"},
		{fs.ErrExist, "同名的文件已经存在，请换一个名字"},
		{syscall.ENAMETOOLONG, "文件名或路径太长，请缩短文件名，或者换一个层级较浅的文件夹"},
		{syscall.ENOSPC, "磁盘空间不够，请清理磁盘后再试"},
		{syscall.EROFS, "这个位置是只读的，请换一个位置"},
		{errUnlike, "写出的内容与原文不符，请检查磁盘或U盘，然后再试"},
	}
	for _, k := range known {
		if errors.Is(err, k.cause) || windows(err, windowsNumbers[k.cause]) {
			return k.words
		}
	}
	return "读写时出错，请检查磁盘空间够不够、U盘是否连接正常、文件是否正在别的程序里打开，然后再试"
}

// windowsNumbers are what Windows says for causes that Go does not bring together: disk full, name too long, in use elsewhere.
var windowsNumbers = map[error][]syscall.Errno{syscall.ENOSPC: {39, 112}, syscall.ENAMETOOLONG: {206}, fs.ErrPermission: {32, 33}}

// windows tells one of Windows' own numbers, which mean other things elsewhere.
func windows(err error, numbers []syscall.Errno) bool {
	return runtime.GOOS == "windows" && slices.ContainsFunc(numbers, func(n syscall.Errno) bool { return errors.Is(err, n) })
}

// errUnlike is the outcome of reading a written file back.
var errUnlike = errors.New("read back unlike written")
