package files

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
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

// A file system without modes does not mind that none can be set; that the file is gone is another matter.
func TestWithMode(t *testing.T) {
	if err := withMode(filepath.Join(t.TempDir(), "没有"), 0o600); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("of what is not there: %v", err)
	}
	if _, err := os.Stat("/proc/self/status"); err != nil {
		t.Skip(err)
	}
	if err := withMode("/proc/self/status", 0o600); err != nil || !unsupported(os.Chmod("/proc/self/status", 0o600)) {
		t.Error(err)
	}
}

// What is to be replaced is kept, as a link or where there is none as a copy, until the others have their names.
func TestKeep(t *testing.T) {
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	if err := os.WriteFile(at("甲"), []byte("旧的"), 0o600); err != nil {
		t.Fatal(err)
	}
	if as, err := keep(at("没有"), at("乙")); as != "" || err != nil {
		t.Errorf("what is gone: %q, %v", as, err)
	}
	if _, err := keep(dir, at("丙")); !errors.Is(err, Exists) || !strings.Contains(err.Error(), "那里是一个文件夹") {
		t.Errorf("a folder: %v", err)
	}
	places := []string{at("乙")}
	if other, err := os.MkdirTemp(elsewhere(dir), "zicha-test"); err == nil {
		defer os.RemoveAll(other)
		places = append(places, filepath.Join(other, "乙"))
	}
	for _, place := range places {
		as, err := keep(at("甲"), place)
		if got, _ := os.ReadFile(as); err != nil || as != place || string(got) != "旧的" {
			t.Errorf("%s holds %q, %v", as, got, err)
		}
		if _, err := keep(at("甲"), place); !errors.Is(err, Exists) {
			t.Errorf("over what is there: %v", err)
		}
	}
}

// elsewhere is a folder on another disk than that of a folder, where this computer has one for everybody.
func elsewhere(dir string) string {
	for _, other := range []string{"/dev/shm", "/tmp", "/var/tmp"} {
		if info, err := os.Stat(other); err == nil && device(info) != device(nearest(dir)) {
			return other
		}
	}
	return dir
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
