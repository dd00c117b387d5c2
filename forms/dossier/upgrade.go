package dossier

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"zicha/forms"
)

// oldMark stands in the name the original of an upgraded dossier keeps: 涡阳县2017.旧版备份-20180126.zicha. These are never
// removed.
const oldMark = ".旧版备份-"

// upgrade brings an older file up to this format, on a copy. For writing, the original then keeps a dated name beside the
// upgraded one; for reading, the copy is a passing one in the system's folder for such files.
func (v format) upgrade(f *File, from int) error {
	dir := filepath.Dir(f.path)
	if f.readOnly {
		dir = os.TempDir()
	}
	temp := filepath.Join(dir, ".zicha-"+forms.NewID()+".tmp")
	err := settleJournal(f.path, f.readOnly)
	if err == nil {
		err = copyFile(f.path, temp)
	}
	if err == nil {
		err = v.climb(temp, from)
	}
	if err == nil && f.readOnly {
		f.data = temp
		return nil
	}
	if err == nil {
		err = keepOld(f)
	}
	if err == nil {
		err = settle(temp, f.path, true)
	}
	if err != nil {
		_ = os.Remove(temp)
		if diskFull(err) {
			return fault("升级旧版档案", err)
		}
		return failure(ErrDamaged, "档案是旧版本的，升级没有成功，原文件没有改动；请把档案复制到本机磁盘再打开，仍不成功时请联系提供程序的人").because(err)
	}
	return nil
}

// settleJournal lets SQLite put back what a crash has cut off, since a copy of the file alone would be half a change.
func settleJournal(path string, readOnly bool) error {
	if _, err := os.Stat(path + "-journal"); err != nil {
		return nil
	}
	s, err := connect(path, readOnly)
	if err != nil {
		return err
	}
	var tables int
	return errors.Join(s.scan("SELECT count(*) FROM sqlite_schema", nil, &tables), s.close())
}

// climb takes the steps in one transaction.
func (v format) climb(path string, from int) error {
	s, err := connect(path, false)
	if err != nil {
		return err
	}
	defer s.close()
	var text []byte
	if err := s.scan("SELECT value FROM meta WHERE key=?", []any{metaTotals}, &text); err == nil {
		if s.totals, err = parseTotals(string(text)); err != nil {
			return err
		}
	}
	return s.write(func() error {
		for n := from; n < v.version; n++ {
			step := v.steps[n]
			if step == nil {
				return fmt.Errorf("no way up from version %d", n)
			}
			if err := step(s); err != nil {
				return fmt.Errorf("from version %d: %w", n, err)
			}
		}
		return s.exec(fmt.Sprintf("PRAGMA user_version=%d", v.version))
	})
}

// keepOld gives the original a second, dated name.
func keepOld(f *File) error {
	ext := filepath.Ext(f.path)
	to := strings.TrimSuffix(f.path, ext) + oldMark + f.now().Format(backupDate) + ext
	if _, err := os.Lstat(to); err == nil {
		to = strings.TrimSuffix(f.path, ext) + oldMark + f.now().Format(backupDate) + "-" + forms.NewID() + ext
	}
	if os.Link(f.path, to) == nil {
		return nil
	}
	return copyFile(f.path, to) // not every file system has links
}

func copyFile(from, to string) error {
	r, err := os.Open(from)
	if err != nil {
		return err
	}
	defer r.Close()
	w, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = io.Copy(w, r)
	if err == nil {
		err = w.Sync()
	}
	if closed := w.Close(); err == nil {
		err = closed
	}
	return err
}
