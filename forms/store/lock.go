package store

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/gofrs/flock"

	"zicha/forms/files"
)

const (
	maxName = 255                   // bytes that file systems allow a name
	maxWho  = 200                   // bytes of a lock that are shown
	lockAt  = 0x7fff_ffff_ffff_fff0 // the byte that is locked in the file itself: far behind the end, and behind SQLite's own locks
)

// lock is the one writer's hold on a file: a system lock on a file beside it, which names the holder, and one on a byte of the file
// itself, which holds whatever name led to it and whatever becomes of the file beside it. SQLite's own locks are left to short reads
// and writes, so that others can read meanwhile.
type lock struct {
	beside *flock.Flock
	self   *os.File // open as long as SQLite has the file open: closing it would take away SQLite's locks
}

func lockPath(path string) string {
	dir, name := filepath.Split(path)
	if len(name)+len("..lock") <= maxName {
		return dir + "." + name + ".lock"
	}
	sum := sha256.Sum256([]byte(name))
	return dir + ".zicha-" + hex.EncodeToString(sum[:8]) + ".lock"
}

// takeLock takes the lock beside a file, which need not be there yet. Errors: files.InUse where another program holds it, files.Folder
// where no file can be made there.
func (t Format) takeLock(path, who string) (*lock, error) {
	name := lockPath(path)
	for range 10 {
		if info, err := os.Lstat(name); err == nil && !info.Mode().IsRegular() {
			return nil, t.lockFault(syscall.EEXIST) // to open a pipe takes for ever
		}
		l := &lock{beside: flock.New(name, flock.SetPermissions(files.FileMode(name)))}
		ok, err := l.beside.TryLock()
		if err != nil {
			_ = l.beside.Close()
			return nil, t.lockFault(err)
		}
		if !ok {
			_ = l.beside.Close()
			return nil, t.inUse(name)
		}
		if sameFile(l.beside, name) {
			_ = os.Chmod(name, files.FileMode(name))                         // whatever the umask
			_ = os.WriteFile(name, []byte(who), files.FileMode(name).Perm()) // for the other program's message only
			return l, nil
		}
		_ = l.beside.Close() // the former holder tidied the file away in between
	}
	return nil, t.inUse(name)
}

// sameFile reports whether an open file is still the one under a name.
func sameFile(open interface{ Stat() (os.FileInfo, error) }, name string) bool {
	mine, err := open.Stat()
	if err != nil {
		return false
	}
	there, err := os.Stat(name)
	return err == nil && os.SameFile(mine, there)
}

// hold takes the lock on the file itself. A file system without such locks leaves it at the one beside.
func (t Format) hold(l *lock, path string) error {
	self, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return t.lockFault(err)
	}
	if free, err := tryByte(self); err == nil && !free {
		_ = self.Close()
		return t.inUse("")
	}
	l.self = self
	return nil
}

// head gives the first bytes of the file itself, which change with every transaction; nil where it has none.
func (l *lock) head() []byte {
	head := make([]byte, headerSize)
	if _, err := l.self.ReadAt(head, 0); err != nil {
		return nil
	}
	return head
}

// letGo ends the hold on the file itself.
func (l *lock) letGo() {
	if l.self != nil {
		freeByte(l.self)
		_ = l.self.Close()
		l.self = nil
	}
}

// release gives the hold back and removes the file beside: before unlocking where the system allows it, else after.
func (l *lock) release() {
	l.letGo()
	name := l.beside.Path()
	early := sameFile(l.beside, name) && os.Remove(name) == nil
	_ = l.beside.Close()
	if !early && filepath.Separator == '\\' {
		_ = os.Remove(name)
	}
}

func (t Format) lockFault(err error) error {
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) || errors.Is(err, syscall.ENAMETOOLONG) || errors.Is(err, syscall.ENOTDIR) {
		return files.Fault("打开"+t.Short, err)
	}
	return files.Failure(files.Folder, "无法在%s所在的文件夹里写入，不能编辑；可以以只读方式打开，或者把%s复制到有写入权限的文件夹", t.Short, t.Short).Because(err)
}

// inUse says who has the file open; name is that of the lock beside, "" where it knows nothing.
func (t Format) inUse(name string) error {
	who := ""
	if data, err := os.ReadFile(name); err == nil && len(data) > 0 && len(data) < maxWho {
		who = "（" + strings.ToValidUTF8(string(data), "") + "）"
	}
	return files.Failure(files.InUse, "这份%s正在另一个窗口或电脑上编辑%s；请先在那边关闭，或者以只读方式打开", t.Short, who)
}
