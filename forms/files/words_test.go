package files

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"strings"
	"syscall"
	"testing"
)

// What Windows numbers its errors, from its winerror.h; elsewhere the same numbers mean other things.
func TestWindowsNumbers(t *testing.T) {
	for number, want := range map[syscall.Errno]struct {
		kind  Kind
		words string
	}{
		4: {Disk, "同时打开的文件太多"}, 19: {Folder, "只读"}, 32: {InUse, "其他程序"}, 33: {InUse, "其他程序"}, 39: {Full, "空间不够"},
		112: {Full, "空间不够"}, 123: {Path, "文件名里有这个系统不能用的字符，%s没有成功；请换一个文件名"}, 206: {Path, "太长"}, 223: {Full, "文件太大"},
	} {
		if w := wordsOf(number, true); w == nil || w.kind != want.kind || !strings.Contains(w.text, want.words) {
			t.Errorf("%d: %v", number, w)
		}
		if w := wordsOf(number, false); w != nil && strings.Contains(w.text, want.words) {
			t.Errorf("%d has the meaning of Windows elsewhere", number)
		}
	}
	if w := wordsOf(syscall.Errno(1234), true); w != nil {
		t.Error(w)
	}
}

// A file that is only to be read is not said to lack the right to write.
func TestReadFault(t *testing.T) {
	for _, c := range []struct {
		cause error
		kind  Kind
		words string
	}{
		{syscall.EACCES, Source, "没有读取“通知.pdf”的权限；请检查它的权限，或者复制到自己的文件夹再试"},
		{syscall.ENOENT, NotFound, "没有找到“材料/通知.pdf”；它可能已被移动或改名，请检查路径"},
		{syscall.EIO, Disk, "读写磁盘时出错，读取“通知.pdf”没有成功；请检查磁盘或U盘是否连接正常，然后再试"},
	} {
		err := readFault("材料/通知.pdf", &fs.PathError{Op: "open", Err: c.cause})
		if !errors.Is(err, c.kind) || !errors.Is(err, c.cause) || err.Error() != c.words {
			t.Error(err)
		}
	}
}

// Only what the system said is put into our words: a sentence a writer gives stays.
func TestSystem(t *testing.T) {
	for _, err := range []error{syscall.EIO, &fs.PathError{Err: io.EOF}, &os.LinkError{Err: io.EOF}, io.ErrShortWrite} {
		if !system(err) {
			t.Errorf("%v is not the system's", err)
		}
	}
	for _, err := range []error{nil, io.EOF, errors.New("第3行的文字太长")} {
		if system(err) {
			t.Errorf("%v is the system's", err)
		}
	}
}

// A file system may lack modes or syncing; a disk that fails is another matter.
func TestUnsupported(t *testing.T) {
	for err, want := range map[error]bool{
		errors.ErrUnsupported: true, syscall.ENOTSUP: true, syscall.EINVAL: true, syscall.EPERM: true, syscall.EIO: false, syscall.ENOSPC: false,
	} {
		if unsupported(err) != want {
			t.Errorf("%v: %v", err, !want)
		}
	}
}
