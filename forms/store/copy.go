package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"zicha/forms/files"
)

// SaveAs writes a copy of the whole file, kept files and all, and checks it before giving it the name. This file stays the open one.
// Errors: files.Exists unless overwrite is set, ErrRefused for the file's own name, files.InUse, files.Full, files.Folder, files.Path.
func (f *File) SaveAs(path string, overwrite bool) error {
	f.disk.Lock()
	defer f.disk.Unlock()
	if f.db == nil {
		return f.format.closed()
	}
	if f.itself(path) {
		return files.Failure(ErrRefused, "不能另存为%s自己；请换一个文件名", f.format.Short)
	}
	l, err := f.format.takeLock(plainPath(path), f.opts.Who) // nobody may be editing what is to be replaced
	if errors.Is(err, files.Folder) {
		return files.Failure(files.Folder, "目标文件夹不存在或没有写入的权限，另存没有成功；请换一个文件夹").Because(err)
	}
	if err != nil {
		return err
	}
	defer l.release()
	if _, err := os.Stat(path); err == nil {
		if err := f.format.hold(l, path); err != nil {
			return err
		}
	}
	err = files.Place{Path: path, Replace: overwrite, Check: f.format.Check}.Write(context.Background(), func(w *os.File) error {
		name, err := uri(w.Name())
		if err != nil {
			return err
		}
		return f.format.fault("另存", f.copyInto(name))
	})
	return f.format.fault("另存", err)
}

// copyInto has SQLite write a copy. It holds this for writing, which a file that is only open to look at refuses, though what is written is
// another one: mode=ro still protects the file itself.
func (f *File) copyInto(name string) error {
	if !f.opts.ReadOnly {
		return f.db.exec("VACUUM INTO ?", name)
	}
	if err := f.db.exec("PRAGMA query_only=0"); err != nil {
		return err
	}
	return errors.Join(f.db.exec("VACUUM INTO ?", name), f.db.exec("PRAGMA query_only=1"))
}

// itself reports whether a path leads to the open file.
func (f *File) itself(path string) bool {
	mine, err := os.Stat(f.path)
	if err != nil {
		return false
	}
	there, err := os.Stat(path)
	return err == nil && os.SameFile(mine, there)
}

// oldMark stands in the name the original of an upgraded file keeps: 涡阳县2017.旧版备份-20180126.zicha. These are never removed.
const oldMark = ".旧版备份-"

// upgrade brings an older file up to this format, on a copy. For writing, the original then keeps a dated name beside the
// upgraded one; for reading, the copy is a passing one in the system's folder for such files.
func (f *File) upgrade(from int) error {
	err := f.climbed(from)
	switch {
	case err == nil:
		return nil
	case errors.Is(f.format.fault("", err), files.Full):
		return files.Fault("升级旧版"+f.format.Short, err)
	}
	return files.Failure(files.Damaged, "%s是旧版本的，升级没有成功，原文件没有改动；请把%s复制到本机磁盘再打开，仍不成功时请联系提供程序的人",
		f.format.Short, f.format.Short).Because(err)
}

func (f *File) climbed(from int) error {
	if err := settleJournal(f.path, f.opts.ReadOnly); err != nil {
		return err
	}
	climb := func(w *os.File) error {
		if err := copyOf(f.path)(w); err != nil {
			return err
		}
		return f.format.climb(w.Name(), from)
	}
	if !f.opts.ReadOnly {
		if err := f.format.hold(f.lock, f.path); err != nil {
			return err
		}
		defer f.lock.letGo()
		return files.Place{Path: f.path, Replace: true, Check: func(string) error { return f.keepOld() }}.Write(context.Background(), climb)
	}
	w, err := files.Temporary("", "upgrade")
	if err != nil {
		return err
	}
	f.data = w.Name() // removed on closing
	return errors.Join(climb(w), w.Close())
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
func (t Format) climb(path string, from int) error {
	s, err := connectNew(path)
	if err != nil {
		return err
	}
	defer s.close()
	if text, err := s.meta(metaTotals); err == nil {
		if s.totals, err = parseTotals(text); err != nil {
			return err
		}
	}
	return s.write(func() error {
		for n := from; n < t.Version; n++ {
			step := t.Steps[n]
			if step == nil {
				return fmt.Errorf("no way up from version %d", n)
			}
			if err := step(&Tx{db: s, meta: map[string]string{}}); err != nil {
				return fmt.Errorf("from version %d: %w", n, err)
			}
		}
		return s.exec(fmt.Sprintf("PRAGMA user_version=%d", t.Version))
	})
}

// keepOld gives the original a second, dated name.
func (f *File) keepOld() error {
	ext := filepath.Ext(f.path)
	to := strings.TrimSuffix(f.path, ext) + oldMark + f.now().Format(backupDate) + ext
	if _, err := os.Lstat(to); err == nil {
		to = strings.TrimSuffix(f.path, ext) + oldMark + f.now().Format(backupDate) + "-" + NewID() + ext
	}
	if os.Link(f.path, to) == nil {
		return nil
	}
	return files.Place{Path: to}.Write(context.Background(), copyOf(f.path)) // not every file system has links
}

// copyOf writes a copy of a file.
func copyOf(path string) func(w *os.File) error {
	return func(w *os.File) error {
		r, _, err := files.Open(path)
		if err != nil {
			return err
		}
		defer r.Close()
		_, err = io.Copy(w, r)
		return err
	}
}
