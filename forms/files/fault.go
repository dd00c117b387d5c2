// Package files is the one place that knows how a file is written, opened and named: a new file gets its name only once it is whole,
// read back and on the disk; a foreign file is opened only if it is a plain one; what the system says about disks and rights is put
// into plain Chinese here and nowhere else. It knows no dossier.
package files

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"runtime"
	"slices"
	"strings"
	"syscall"
)

// Kind is one of the things that can go wrong; test for it with errors.Is(err, files.Full). Other packages add kinds of their own.
type Kind string

// The kinds of failure with files. What is shown is the text of the Error that carries the kind.
const (
	NotFound Kind = "no such file"
	Exists   Kind = "file exists"
	Folder   Kind = "folder not writable"
	Path     Kind = "path too long"
	Full     Kind = "disk full"
	Disk     Kind = "disk failure"
	Source   Kind = "file unusable" // a file to be read: no right to, or no plain file
	Damaged  Kind = "damaged"
	InUse    Kind = "in use by another program"
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

// Failure makes an Error; what a name in it could do to a terminal is made visible.
func Failure(kind Kind, format string, args ...any) *Error {
	return &Error{Kind: kind, text: Printable(fmt.Sprintf(format, args...))}
}

// Because adds the technical cause.
func (e *Error) Because(cause error) *Error {
	e.cause = cause
	return e
}

// Fault turns what the system said into a sentence about what was being done, which fits before 没有成功: "写入“甲.pdf”". Sentences pass
// unchanged, and so do the errors of a cancelled context.
func Fault(doing string, err error) error {
	var known *Error
	switch {
	case err == nil:
		return nil
	case errors.As(err, &known), Cancelled(err):
		return err
	}
	w := wordsOf(err, runtime.GOOS == "windows")
	if w == nil {
		w = anyFault()
	}
	return Failure(w.kind, w.text, doing).Because(err)
}

// ErrCancelled is the end of work the user has given up; it is a context.Canceled too.
var ErrCancelled = Failure("cancelled", "已取消，没有写出文件").Because(context.Canceled)

// Cancelled reports whether an error is that of a context that has ended.
func Cancelled(err error) bool {
	return errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)
}

// system reports whether an error comes from the system, and is no sentence of ours.
func system(err error) bool {
	var number syscall.Errno
	var path *fs.PathError
	var link *os.LinkError
	return errors.As(err, &number) || errors.As(err, &path) || errors.As(err, &link) || errors.Is(err, io.ErrShortWrite)
}

// words are what a system's error means; %s is what was being done.
type words struct {
	kind    Kind
	causes  []error
	windows []syscall.Errno // Windows' own numbers, which mean other things elsewhere
	text    string
}

// allWords are the errors that have a meaning of their own, looked through in this order.
func allWords() []words {
	return []words{
		{
			Full,
			[]error{syscall.ENOSPC, syscall.EDQUOT},
			[]syscall.Errno{39, 112}, // ERROR_HANDLE_DISK_FULL, ERROR_DISK_FULL
			"磁盘空间不够，%s没有成功，之前已保存的内容都在；请清理磁盘后再试",
		},
		{
			Full,
			[]error{syscall.EFBIG},
			[]syscall.Errno{223}, // ERROR_FILE_TOO_LARGE
			"文件太大，这个磁盘无法存放（FAT32格式的U盘单个文件不能超过4GB），%s没有成功；请换一个磁盘",
		},
		{
			InUse,
			[]error{syscall.EBUSY, syscall.ETXTBSY},
			[]syscall.Errno{32, 33}, // ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION
			"文件正在其他程序里打开，%s没有成功；请先关闭它，然后再试",
		},
		{Folder, []error{syscall.EROFS}, []syscall.Errno{19}, "这个位置是只读的，%s没有成功；请换一个位置"},
		{Folder, []error{fs.ErrPermission}, nil, "没有写入的权限，%s没有成功；请换一个文件夹，或者请管理员开放权限"},
		{
			Path,
			[]error{syscall.ENAMETOOLONG},
			[]syscall.Errno{206}, // ERROR_FILENAME_EXCED_RANGE
			"文件名或路径太长，%s没有成功；请缩短文件名，或者换一个层级较浅的文件夹",
		},
		{Path, nil, []syscall.Errno{123}, "文件名里有这个系统不能用的字符，%s没有成功；请换一个文件名"}, // ERROR_INVALID_NAME
		{NotFound, []error{syscall.ENOTDIR}, nil, "路径里有一段是文件，不是文件夹，%s没有成功；请检查路径"},
		{Exists, []error{syscall.EISDIR}, nil, "那里是一个文件夹，不是文件，%s没有成功；请换一个文件名"},
		{Exists, []error{fs.ErrExist}, nil, "同名的文件或文件夹已经存在，%s没有成功；请换一个名字"},
		{NotFound, []error{fs.ErrNotExist}, nil, "没有找到文件或文件夹，%s没有成功；请检查路径"},
		{Disk, []error{syscall.EMFILE, syscall.ENFILE}, []syscall.Errno{4}, "电脑同时打开的文件太多，%s没有成功；请关闭一些程序，然后再试"},
	}
}

// anyFault are the words for an error without a meaning of its own.
func anyFault() *words {
	return &words{kind: Disk, text: "读写磁盘时出错，%s没有成功；请检查磁盘或U盘是否连接正常，然后再试"}
}

// KindOf is the kind of an error that was told in a sentence of ours, "" for none: for the log, which holds no sentences.
func KindOf(err error) Kind {
	var known *Error
	switch {
	case Cancelled(err):
		return "cancelled"
	case errors.As(err, &known):
		return known.Kind
	}
	return ""
}

// KindIn is the kind of fault with the disk that a sentence tells, "" where it tells none.
func KindIn(sentence string) Kind {
	for _, w := range append(allWords(), *anyFault()) {
		before, after, _ := strings.Cut(w.text, "%s")
		if strings.Contains(sentence, before) && strings.Contains(sentence, after) {
			return w.kind
		}
	}
	return ""
}

// wordsOf finds what an error means, nil where it has no meaning of its own.
func wordsOf(err error, windows bool) *words {
	for _, w := range allWords() {
		is := func(cause error) bool { return errors.Is(err, cause) }
		number := func(n syscall.Errno) bool { return errors.Is(err, n) }
		if slices.ContainsFunc(w.causes, is) || windows && slices.ContainsFunc(w.windows, number) {
			return &w
		}
	}
	return nil
}
