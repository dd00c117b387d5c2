package store

import (
	"context"
	"crypto/sha256"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"zicha/forms/files"
)

// Why a file cannot be locked, by what the system says.
func TestLockThatCannotBeTaken(t *testing.T) {
	t.Parallel()
	const folder = "无法在簿子所在的文件夹里写入，不能编辑；可以以只读方式打开，或者把簿子复制到有写入权限的文件夹"
	for cause, c := range map[syscall.Errno]struct {
		kind  files.Kind
		words string // "" for those of every fault of its kind
	}{
		syscall.EACCES: {files.Folder, folder}, syscall.EROFS: {files.Folder, folder}, syscall.EEXIST: {files.Folder, folder},
		syscall.ENOSPC: {files.Full, ""}, syscall.EDQUOT: {files.Full, ""}, syscall.ENAMETOOLONG: {files.Path, ""}, syscall.ENOTDIR: {files.NotFound, ""},
	} {
		err := testFormat().lockFault(&fs.PathError{Err: cause})
		if c.words == "" {
			c.words = files.Fault("打开簿子", cause).Error()
		}
		saying(t, err, c.kind, c.words)
	}
}

// Who has a file open is named as far as it can be shown; the lock's own name fits into what file systems allow.
func TestWhoHasItOpen(t *testing.T) {
	t.Parallel()
	for who, shown := range map[string]string{
		"": "", "王某": "（王某）", "王\xff某": "（王某）", strings.Repeat("a", maxWho-1): "（" + strings.Repeat("a", maxWho-1) + "）", strings.Repeat("a", maxWho): "",
	} {
		saying(t, testFormat().inUse(testFile(t, "a.lock", []byte(who))), files.InUse, "这份簿子正在另一个窗口或电脑上编辑"+shown+"；请先在那边关闭，或者以只读方式打开")
	}
	dir := t.TempDir() + string(filepath.Separator)
	for length, whole := range map[int]bool{10: true, maxName - 6: true, maxName - 5: false, maxName: false} {
		name := strings.Repeat("a", length)
		lock := lockPath(dir + name)
		if !strings.HasPrefix(lock, dir) || (lock == dir+"."+name+".lock") != whole || len(filepath.Base(lock)) > maxName {
			t.Errorf("%d: %s", length, filepath.Base(lock))
		}
	}
	if long := strings.Repeat("a", maxName); lockPath(dir+long) == lockPath(dir+long[1:]+"b") {
		t.Error("two long names have one lock")
	}
}

// A file that cannot be read to its end is told by its name, and nothing of it stays, wherever reading stops.
func TestSourceThatCannotBeRead(t *testing.T) {
	t.Parallel()
	f := newTest(t)
	const words = "读取“a.pdf”时出错，没有加入；请检查文件所在的磁盘或U盘，然后再试"
	file, err := os.Open(testFile(t, "a.pdf", noise(500)))
	if err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	src := &source{file, "a.pdf", 500}
	saying(t, src.begins(testFormat()), files.Source, words)
	in := &intake{f: f, src: src, hash: sha256.New()}
	saying(t, in.run(t.Context()), files.Source, words)
	saying(t, src.changed(), files.Source, "“a.pdf”在读取时还在变化，没有加入；请等它复制、下载或保存完，然后再试")
	path := testFile(t, "甲.bin", noise(500))
	kept := add(t, f, path)
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	for _, again := range []string{path, testFile(t, "乙.bin", noise(501)), testFile(t, "丙.bin", noise(500))} { // kept, another, one that may be the same
		if _, _, err := f.AddFile(ended, Intake{Path: again}); !files.Cancelled(err) {
			t.Errorf("%s: %v", filepath.Base(again), err)
		}
	}
	var chunks int
	if err := f.db.scan("SELECT count(*) FROM chunk", nil, &chunks); err != nil || chunks != 1 || len(f.files) != 1 || !f.Holds(kept) {
		t.Errorf("%d chunks, %d files, %v", chunks, len(f.files), err)
	}
}
