package files_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"syscall"
	"testing"

	"zicha/forms/files"
)

// Every fault of a disk has one sentence, a kind, and no word of the system's.
func TestFault(t *testing.T) {
	for _, c := range []struct {
		cause error
		kind  files.Kind
		words string
	}{
		{syscall.ENOSPC, files.Full, "磁盘空间不够，写入“甲.pdf”没有成功，之前已保存的内容都在；请清理磁盘后再试"},
		{syscall.EDQUOT, files.Full, "磁盘空间不够，写入“甲.pdf”没有成功，之前已保存的内容都在；请清理磁盘后再试"},
		{syscall.EFBIG, files.Full, "文件太大，这个磁盘无法存放（FAT32格式的U盘单个文件不能超过4GB），写入“甲.pdf”没有成功；请换一个磁盘"},
		{syscall.EROFS, files.Folder, "这个位置是只读的，写入“甲.pdf”没有成功；请换一个位置"},
		{syscall.EACCES, files.Folder, "没有写入的权限，写入“甲.pdf”没有成功；请换一个文件夹，或者请管理员开放权限"},
		{syscall.EPERM, files.Folder, "没有写入的权限，写入“甲.pdf”没有成功；请换一个文件夹，或者请管理员开放权限"},
		{syscall.ENAMETOOLONG, files.Path, "文件名或路径太长，写入“甲.pdf”没有成功；请缩短文件名，或者换一个层级较浅的文件夹"},
		{syscall.ENOTDIR, files.NotFound, "路径里有一段是文件，不是文件夹，写入“甲.pdf”没有成功；请检查路径"},
		{syscall.ENOENT, files.NotFound, "没有找到文件或文件夹，写入“甲.pdf”没有成功；请检查路径"},
		{syscall.EISDIR, files.Exists, "那里是一个文件夹，不是文件，写入“甲.pdf”没有成功；请换一个文件名"},
		{syscall.EEXIST, files.Exists, "同名的文件或文件夹已经存在，写入“甲.pdf”没有成功；请换一个名字"},
		{syscall.EBUSY, files.InUse, "文件正在其他程序里打开，写入“甲.pdf”没有成功；请先关闭它，然后再试"},
		{syscall.ETXTBSY, files.InUse, "文件正在其他程序里打开，写入“甲.pdf”没有成功；请先关闭它，然后再试"},
		{syscall.EMFILE, files.Disk, "电脑同时打开的文件太多，写入“甲.pdf”没有成功；请关闭一些程序，然后再试"},
		{syscall.ENFILE, files.Disk, "电脑同时打开的文件太多，写入“甲.pdf”没有成功；请关闭一些程序，然后再试"},
		{syscall.EIO, files.Disk, "读写磁盘时出错，写入“甲.pdf”没有成功；请检查磁盘或U盘是否连接正常，然后再试"},
		{errors.New("else"), files.Disk, "读写磁盘时出错，写入“甲.pdf”没有成功；请检查磁盘或U盘是否连接正常，然后再试"},
	} {
		err := files.Fault("写入“甲.pdf”", &fs.PathError{Op: "open", Path: "甲.pdf", Err: c.cause})
		if !errors.Is(err, c.kind) || !errors.Is(err, c.cause) || err.Error() != c.words {
			t.Errorf("%v: %v", c.cause, err)
		}
		for _, other := range []files.Kind{files.Full, files.Folder, files.Path, files.NotFound, files.Exists, files.InUse, files.Disk, files.Source, files.Damaged} {
			if errors.Is(err, other) != (other == c.kind) {
				t.Errorf("%v: is %v", c.cause, other)
			}
		}
		// the log gets the kind alone, of the error and of the sentence that was shown for it
		if got, in := files.KindOf(fmt.Errorf("保存：%w", err)), files.KindIn("没有保存：“县”"+err.Error()+"。"); got != c.kind || in != c.kind {
			t.Errorf("%v: the log says %q, of its sentence %q", c.cause, got, in)
		}
		if strings.Contains(err.Error(), c.cause.Error()) {
			t.Errorf("%q speaks of %v", err, c.cause)
		}
	}
	sentence := files.Failure(files.Damaged, "已损坏")
	for _, same := range []error{nil, sentence, context.Canceled, context.DeadlineExceeded} {
		if got := files.Fault("保存", same); got != same {
			t.Errorf("%v became %v", same, got)
		}
	}
}

// What is no fault of a disk has no kind of one, and no sentence of ours is taken for the log.
func TestKindOf(t *testing.T) {
	for err, want := range map[error]files.Kind{
		nil: "", errors.New("别的"): "", files.ErrCancelled: "cancelled", context.Canceled: "cancelled", context.DeadlineExceeded: "cancelled",
		files.Failure(files.Damaged, "已损坏"): files.Damaged,
	} {
		if got := files.KindOf(err); got != want || got.Error() != string(want) {
			t.Errorf("%v: %q, want %q", err, got, want)
		}
	}
	for _, sentence := range []string{"", "没有保存", "这个位置是只读的", "没有成功；请换一个位置", "写入“甲.pdf”没有成功；请清理磁盘后再试"} {
		if got := files.KindIn(sentence); got != "" {
			t.Errorf("%s: taken for %s", sentence, got)
		}
	}
	if files.ErrCancelled.Kind != "cancelled" {
		t.Error("cancelled is no kind")
	}
}

// A name cannot clear the screen, turn the line around or begin a line of its own.
func TestPrintable(t *testing.T) {
	for text, want := range map[string]string{
		"通知\x1b[2J.pdf": "通知�[2J.pdf", "a\nb\tc\rd": "a�b�c�d", "通知\u202egpj.exe": "通知�gpj.exe", "\u009b31m": "�31m", "\xff": "�",
		"a\u2028b": "a�b", "《诚信》 方案（一）.pdf": "《诚信》 方案（一）.pdf", "𬱖é": "𬱖é",
	} {
		if got := files.Printable(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	if err := files.Failure(files.NotFound, "没有找到“%s”", "\x1b]0;"); err.Error() != "没有找到“�]0;”" {
		t.Errorf("%q", err)
	}
}
