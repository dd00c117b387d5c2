package dossier

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/gofrs/flock"
)

// maxName is the length in bytes that file systems allow a name.
const maxName = 255

// lock is the one writer's hold on a dossier: a system lock on a file beside it. SQLite's own locks are left to short reads and
// writes, so that others can read meanwhile.
type lock struct {
	file *flock.Flock
}

func lockPath(path string) string {
	dir, name := filepath.Split(path)
	if len(name)+len("..lock") <= maxName {
		return dir + "." + name + ".lock"
	}
	sum := sha256.Sum256([]byte(name))
	return dir + ".zicha-" + hex.EncodeToString(sum[:8]) + ".lock"
}

// takeLock gives ErrInUse where another program holds the dossier and ErrFolder where no file can be made beside it.
func takeLock(path, who string) (*lock, error) {
	name := lockPath(path)
	for range 10 {
		l := &lock{file: flock.New(name)}
		ok, err := l.file.TryLock()
		if err != nil {
			_ = l.file.Close()
			return nil, lockFault(err)
		}
		if !ok {
			_ = l.file.Close()
			return nil, inUse(name)
		}
		if l.stands(name) {
			_ = os.WriteFile(name, []byte(who), 0o600) // for the other program's message only
			return l, nil
		}
		_ = l.file.Close() // the former holder tidied the file away in between
	}
	return nil, inUse(name)
}

// stands reports whether the locked file is still the one under the name.
func (l *lock) stands(name string) bool {
	mine, err := l.file.Stat()
	if err != nil {
		return false
	}
	there, err := os.Stat(name)
	return err == nil && os.SameFile(mine, there)
}

// release gives the hold back and removes the file: before unlocking where the system allows it, else after.
func (l *lock) release() {
	name := l.file.Path()
	early := os.Remove(name) == nil
	_ = l.file.Close()
	if !early {
		_ = os.Remove(name)
	}
}

func lockFault(err error) error {
	text := "无法在档案所在的文件夹里写入，不能编辑；可以以只读方式打开，或者把档案复制到有写入权限的文件夹"
	if diskFull(err) {
		return failure(ErrFull, fullText, "打开").because(err)
	}
	if errors.Is(err, syscall.ENAMETOOLONG) {
		return fault("打开档案", err)
	}
	return failure(ErrFolder, "%s", text).because(err)
}

func inUse(name string) error {
	who := ""
	if data, err := os.ReadFile(name); err == nil && len(data) > 0 && len(data) < 200 {
		who = "（" + strings.ToValidUTF8(string(data), "") + "）"
	}
	return failure(ErrInUse, "这份档案正在另一个窗口或电脑上编辑%s；请先在那边关闭，或者以只读方式打开", who)
}
