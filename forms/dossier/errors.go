package dossier

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"syscall"

	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"
)

// Kind tells apart what can go wrong; test for it with errors.Is(err, dossier.ErrInUse).
type Kind string

// The kinds of failure. What is shown is the text of the Error that carries the kind.
const (
	ErrNotFound   Kind = "no such file"
	ErrExists     Kind = "file exists"
	ErrNotDossier Kind = "not a dossier"
	ErrNewer      Kind = "made by a newer program"
	ErrDamaged    Kind = "damaged"
	ErrEdition    Kind = "rulebook unusable"
	ErrInUse      Kind = "in use by another program"
	ErrFolder     Kind = "folder not writable" // offer to open read-only
	ErrPath       Kind = "path too long"
	ErrReadOnly   Kind = "opened read-only"
	ErrFinal      Kind = "finalized"
	ErrConflict   Kind = "value changed meanwhile"
	ErrFull       Kind = "disk full"
	ErrDisk       Kind = "disk failure"
	ErrSource     Kind = "evidence file unusable"   // the file to be taken in
	ErrContent    Kind = "evidence content missing" // the file kept inside: missing or damaged
	ErrRefused    Kind = "refused"                  // nothing to undo, no reason given, unknown version
	ErrClosed     Kind = "closed"
)

// Error makes a Kind usable with errors.Is.
func (k Kind) Error() string { return string(k) }

// Error is a failure in one plain Chinese sentence: what is wrong and what to do. The cause is for the log only.
type Error struct {
	Kind  Kind
	text  string
	cause error
}

// Error gives the sentence to show.
func (e *Error) Error() string { return e.text }

// Unwrap gives the technical cause, perhaps nil.
func (e *Error) Unwrap() error { return e.cause }

// Is matches the kind.
func (e *Error) Is(target error) bool {
	k, ok := target.(Kind)
	return ok && k == e.Kind
}

func failure(kind Kind, format string, args ...any) *Error {
	return &Error{Kind: kind, text: fmt.Sprintf(format, args...)}
}

func (e *Error) because(cause error) *Error {
	e.cause = cause
	return e
}

const fullText = "磁盘空间不够，%s没有成功，之前已保存的内容都在；请清理磁盘后再试"

// fault turns a technical error into a sentence about what was being done ("保存"). Sentences pass unchanged, and so do the
// errors of a cancelled context.
func fault(doing string, err error) error {
	var known *Error
	switch {
	case err == nil:
		return nil
	case errors.As(err, &known), cancelled(err):
		return err
	case diskFull(err):
		return failure(ErrFull, fullText, doing).because(err)
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return failure(ErrFolder, "没有写入的权限，%s没有成功；请换一个文件夹，或者以只读方式打开", doing).because(err)
	case errors.Is(err, syscall.ENAMETOOLONG):
		return failure(ErrPath, "文件名或路径太长，%s没有成功；请把文件移到层级较浅的文件夹，或者缩短文件名", doing).because(err)
	}
	switch primaryCode(err) {
	case lib.SQLITE_BUSY, lib.SQLITE_LOCKED:
		return failure(ErrInUse, "另一个程序正在读写这份档案，%s没有成功；请稍等片刻再试", doing).because(err)
	case lib.SQLITE_READONLY, lib.SQLITE_PERM, lib.SQLITE_CANTOPEN, lib.SQLITE_AUTH:
		return failure(ErrFolder, "无法在档案所在的文件夹里写入，%s没有成功；请检查权限，或者以只读方式打开", doing).because(err)
	case lib.SQLITE_CORRUPT, lib.SQLITE_NOTADB:
		return failure(ErrDamaged, "档案文件已损坏，%s没有成功；请关闭档案，改用同一文件夹里带日期的备份", doing).because(err)
	}
	return failure(ErrDisk, "读写磁盘时出错，%s没有成功；请检查磁盘或U盘是否连接正常，然后再试", doing).because(err)
}

// diskFull covers SQLite, Unix and Windows (ERROR_HANDLE_DISK_FULL 39, ERROR_DISK_FULL 112).
func diskFull(err error) bool {
	if primaryCode(err) == lib.SQLITE_FULL || errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) {
		return true
	}
	var number syscall.Errno
	return filepath.Separator == '\\' && errors.As(err, &number) && (number == 39 || number == 112)
}

// primaryCode is SQLite's result code without its extension, 0 for other errors.
func primaryCode(err error) int {
	var e *sqlite.Error
	if errors.As(err, &e) {
		return e.Code() & 0xff
	}
	return 0
}
