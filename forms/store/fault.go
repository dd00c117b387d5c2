package store

import (
	"errors"
	"io/fs"
	"syscall"

	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"

	"zicha/forms/files"
)

// The kinds of failure beyond those of package files.
const (
	ErrForeign  files.Kind = "another kind of file"
	ErrNewer    files.Kind = "made by a newer program"
	ErrReadOnly files.Kind = "opened read-only"
	ErrConflict files.Kind = "value changed meanwhile"
	ErrReplaced files.Kind = "file replaced by another program"
	ErrContent  files.Kind = "contents missing or damaged" // of a file kept inside
	ErrRefused  files.Kind = "refused"                     // nothing to undo, the file's own name
	ErrClosed   files.Kind = "closed"
)

// fault turns a technical error into a sentence about what was being done ("保存"). SQLite's codes become what the system would have
// said; sentences pass unchanged.
func (t Format) fault(doing string, err error) error {
	var known *files.Error
	if errors.As(err, &known) {
		return err
	}
	switch primaryCode(err) {
	case lib.SQLITE_BUSY, lib.SQLITE_LOCKED:
		return files.Failure(files.InUse, "另一个程序正在读写这份%s，%s没有成功；请稍等片刻再试", t.Short, doing).Because(err)
	case lib.SQLITE_CORRUPT, lib.SQLITE_NOTADB:
		return files.Failure(files.Damaged, "%s文件已损坏，%s没有成功；请关闭%s，改用同一文件夹里带日期的备份，或者"+Rescue, t.Short, doing, t.Short).Because(err)
	case lib.SQLITE_FULL:
		err = errors.Join(syscall.ENOSPC, err)
	case lib.SQLITE_READONLY, lib.SQLITE_PERM, lib.SQLITE_CANTOPEN, lib.SQLITE_AUTH:
		if !errors.Is(err, syscall.ENAMETOOLONG) {
			err = errors.Join(fs.ErrPermission, err)
		}
	}
	return files.Fault(doing, err)
}

// primaryCode is SQLite's result code without its extension, 0 for other errors.
func primaryCode(err error) int {
	var e *sqlite.Error
	if errors.As(err, &e) {
		return e.Code() & 0xff
	}
	return 0
}

func (t Format) closed() error {
	return files.Failure(ErrClosed, "%s已经关闭；请重新打开", t.Short)
}
