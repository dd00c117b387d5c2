package files_test

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
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
		{syscall.EFBIG, files.Full, "文件太大"},
		{syscall.EROFS, files.Folder, "这个位置是只读的，写入“甲.pdf”没有成功"},
		{syscall.EACCES, files.Folder, "没有写入的权限，写入“甲.pdf”没有成功"},
		{syscall.EPERM, files.Folder, "没有写入的权限"},
		{syscall.ENAMETOOLONG, files.Path, "文件名或路径太长，写入“甲.pdf”没有成功"},
		{syscall.ENOTDIR, files.NotFound, "路径里有一段是文件，不是文件夹"},
		{syscall.ENOENT, files.NotFound, "没有找到"},
		{syscall.EISDIR, files.Exists, "那里是一个文件夹"},
		{syscall.EEXIST, files.Exists, "已经存在"},
		{syscall.EBUSY, files.InUse, "正在别的程序里打开"},
		{syscall.EMFILE, files.Disk, "同时打开的文件太多"},
		{syscall.EIO, files.Disk, "读写磁盘时出错，写入“甲.pdf”没有成功；请检查磁盘或U盘"},
		{errors.New("else"), files.Disk, "读写磁盘时出错"},
	} {
		err := files.Fault("写入“甲.pdf”", &fs.PathError{Op: "open", Path: "甲.pdf", Err: c.cause})
		if !errors.Is(err, c.kind) || !errors.Is(err, c.cause) || !strings.Contains(err.Error(), c.words) {
			t.Errorf("%v: %v", c.cause, err)
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

func write(text string) func(*os.File) error {
	return func(w *os.File) error {
		_, err := io.WriteString(w, text)
		return err
	}
}

// holds fails where a folder holds other names than those.
func holds(t *testing.T, dir string, want ...string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range entries {
		got = append(got, e.Name())
	}
	if strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("%s holds %q, want %q", dir, got, want)
	}
}

func content(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// A file gets its name only once it is written and checked; till then the older one stays, and a failure leaves nothing.
func TestPlace(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "甲.pdf")
	if err := (files.Place{Path: path}).Write(t.Context(), write("一")); err != nil || content(t, path) != "一" {
		t.Fatal(err)
	}
	if err := (files.Place{Path: path}).Write(t.Context(), write("二")); !errors.Is(err, files.Exists) || content(t, path) != "一" {
		t.Errorf("replaced unasked: %v", err)
	}
	checked := ""
	err := files.Place{Path: path, Replace: true, Check: func(name string) error {
		checked = content(t, name) + content(t, path)
		return nil
	}}.Write(t.Context(), write("二"))
	if err != nil || checked != "二一" || content(t, path) != "二" {
		t.Errorf("check saw %q: %v", checked, err)
	}
	wrong := files.Failure(files.Damaged, "核对不符")
	broken := func(string) error { return wrong }
	if err := (files.Place{Path: path, Replace: true, Check: broken}).Write(t.Context(), write("三")); err != error(wrong) || content(t, path) != "二" {
		t.Errorf("unlike: %v", err)
	}
	own := errors.New("第3行的文字太长，没有保存")
	if err := (files.Place{Path: path, Replace: true}).Write(t.Context(), func(*os.File) error { return own }); err != own {
		t.Errorf("a sentence became %v", err)
	}
	full := func(*os.File) error { return syscall.ENOSPC }
	if err := (files.Place{Path: path, Replace: true}).Write(t.Context(), full); !errors.Is(err, files.Full) || content(t, path) != "二" {
		t.Errorf("full: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	err = files.Place{Path: path, Replace: true}.Write(ctx, func(w *os.File) error { cancel(); return write("四")(w) })
	if !errors.Is(err, context.Canceled) || content(t, path) != "二" {
		t.Errorf("cancelled: %v", err)
	}
	holds(t, dir, "甲.pdf")
}

// Who takes the name while a file is being written keeps it.
func TestPlaceTakenMeanwhile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "甲.pdf")
	err := files.Place{Path: path}.Write(t.Context(), func(w *os.File) error { return os.WriteFile(path, []byte("先"), 0o600) })
	if !errors.Is(err, files.Exists) || content(t, path) != "先" {
		t.Errorf("%v, holds %s", err, content(t, path))
	}
	holds(t, filepath.Dir(path), "甲.pdf")
}

func TestPlaceNowhere(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "文件"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]struct {
		kind  files.Kind
		words string
	}{
		filepath.Join(dir, "没有", "甲.pdf"):                   {files.NotFound, "目标文件夹不存在，写入“甲.pdf”没有成功"},
		filepath.Join(dir, "文件", "甲.pdf"):                   {files.NotFound, "路径里有一段是文件"},
		filepath.Join(dir, strings.Repeat("长", 100)):        {files.Path, "文件名或路径太长"},
		filepath.Join(dir, strings.Repeat("长/", 3000), "a"): {files.Path, "文件名或路径太长"},
		dir: {files.Exists, "是一个文件夹，不能用文件替换"},
	} {
		err := files.Place{Path: path, Replace: true}.Write(t.Context(), write("一"))
		if !errors.Is(err, want.kind) || !strings.Contains(err.Error(), want.words) {
			t.Errorf("%.40s: %v", path, err)
		}
	}
	holds(t, dir, "文件")
}

// Tidy takes away what a program that is gone has left, and nothing else.
func TestTidy(t *testing.T) {
	dir := t.TempDir()
	mine, err := files.Temporary(dir, "place")
	if err != nil {
		t.Fatal(err)
	}
	defer mine.Close()
	folder, err := files.TemporaryFolder(dir, "pack")
	if err != nil {
		t.Fatal(err)
	}
	gone := func(name string) string {
		return strings.Replace(filepath.Base(name), "-"+strconv.Itoa(os.Getpid())+"-", "-4194999-", 1)
	}
	elsewhere := func(name string) string { // another computer that shares the folder
		parts := strings.Split(gone(name), "-")
		parts[2] = "00000000"
		return strings.Join(parts, "-")
	}
	stay := []string{filepath.Base(mine.Name()), filepath.Base(folder), elsewhere(mine.Name()), ".zicha-1.tmp", "zicha-甲.tmp", "甲.tmp", gone(mine.Name()) + "x"}
	for _, name := range append(stay[2:], gone(mine.Name()), gone(mine.Name())+"-journal") {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.MkdirAll(filepath.Join(dir, gone(folder), "里面"), 0o700); err != nil {
		t.Fatal(err)
	}
	files.Tidy(dir)
	for _, name := range stay {
		if _, err := os.Lstat(filepath.Join(dir, name)); err != nil {
			t.Errorf("%s is gone", name)
		}
	}
	if entries, _ := os.ReadDir(dir); len(entries) != len(stay) {
		t.Errorf("left: %v", entries)
	}
}
