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
	if err := (files.Place{Path: path}).Write(t.Context(), write("二")); !errors.Is(err, files.Exists) || content(t, path) != "一" ||
		err.Error() != "“甲.pdf”已经存在，没有覆盖；请换一个文件名，或者先移走原来的文件" {
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
		filepath.Join(dir, "没有", "甲.pdf"):                   {files.NotFound, "目标文件夹不存在，写入“甲.pdf”没有成功；请先建好文件夹，或者换一个位置"},
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

// What can only be made under a path is made in a folder of its own; what else came to lie there goes with it.
func TestPlaceMake(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "甲.zicha")
	make := func(text string) func(string) error {
		return func(temp string) error {
			if filepath.Ext(temp) != ".zicha" || filepath.Dir(filepath.Dir(temp)) != dir {
				t.Errorf("made at %s", temp)
			}
			return errors.Join(os.WriteFile(temp+"-journal", nil, 0o600), os.WriteFile(temp, []byte(text), 0o644))
		}
	}
	checked := 0
	place := files.Place{Path: path, Replace: true, Check: func(temp string) error {
		checked++
		if content(t, temp) == "坏" {
			return files.Failure(files.Damaged, "核对不符")
		}
		return nil
	}}
	if err := place.Make(t.Context(), make("一")); err != nil || checked != 1 || content(t, path) != "一" {
		t.Fatal(err, checked)
	}
	if err := place.Make(t.Context(), make("坏")); !errors.Is(err, files.Damaged) || content(t, path) != "一" {
		t.Errorf("unlike: %v", err)
	}
	own := errors.New("没有做成")
	if err := place.Make(t.Context(), func(string) error { return own }); err != own || checked != 2 {
		t.Errorf("what failed was checked, or worded anew: %v", err)
	}
	if err := place.Make(t.Context(), func(string) error { return nil }); !errors.Is(err, files.NotFound) || checked != 2 {
		t.Errorf("nothing made: %v", err)
	}
	if err := (files.Place{Path: path}).Make(t.Context(), make("二")); !errors.Is(err, files.Exists) || content(t, path) != "一" {
		t.Errorf("replaced unasked: %v", err)
	}
	err := files.Place{Path: filepath.Join(dir, "无", "乙.zicha")}.Make(t.Context(), make("一"))
	if !errors.Is(err, files.NotFound) || err.Error() != "目标文件夹不存在，写入“乙.zicha”没有成功；请先建好文件夹，或者换一个位置" {
		t.Error(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	err = place.Make(ctx, func(temp string) error { cancel(); return make("三")(temp) })
	if !errors.Is(err, context.Canceled) || err.Error() != "已取消，没有写出文件" || content(t, path) != "一" {
		t.Errorf("cancelled: %v", err)
	}
	holds(t, dir, "甲.zicha")
}

// Data is read back and then checked as any other file.
func TestPlaceBytes(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "甲.txt")
	wrong := files.Failure(files.Damaged, "核对不符")
	if err := (files.Place{Path: path, Check: func(string) error { return wrong }}).Bytes(t.Context(), []byte("一")); err != error(wrong) {
		t.Error(err)
	}
	holds(t, dir)
	if err := (files.Place{Path: path}).Bytes(t.Context(), []byte("一")); err != nil || content(t, path) != "一" {
		t.Error(err)
	}
	if err := files.Unlike("甲.txt"); !errors.Is(err, files.Damaged) || err.Error() != "写出的“甲.txt”读回来与原文不符，没有采用；请检查磁盘或U盘，然后再试" {
		t.Error(err)
	}
}

// A finished file or folder moves to its name; nothing is left under the old one, and nothing else is replaced unasked.
func TestSettle(t *testing.T) {
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	for _, name := range []string{"一", "二", "三"} {
		if err := os.WriteFile(at(name), []byte(name), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := files.MakeFolder(filepath.Join(at("包"), "里")); err != nil {
		t.Fatal(err)
	}
	if err := files.Settle(at("一"), at("甲"), false); err != nil || content(t, at("甲")) != "一" {
		t.Error(err)
	}
	if err := files.Settle(at("二"), at("甲"), false); !errors.Is(err, files.Exists) || content(t, at("甲")) != "一" {
		t.Error(err)
	}
	if err := files.Settle(at("二"), at("甲"), true); err != nil || content(t, at("甲")) != "二" {
		t.Error(err)
	}
	if err := files.Settle(at("包"), at("报送包"), false); err != nil {
		t.Error(err)
	}
	if err := files.Settle(at("没有"), at("乙"), false); !errors.Is(err, files.NotFound) || !strings.Contains(err.Error(), "写入“乙”没有成功") {
		t.Error(err)
	}
	holds(t, dir, "三", "报送包", "甲")
	if err := files.SyncTree(dir); err != nil {
		t.Error(err)
	}
	if err := files.SyncTree(at("没有")); !errors.Is(err, fs.ErrNotExist) {
		t.Error("synced what is not there:", err)
	}
}

// What is temporary and lies nowhere in particular goes to the system's folder, not hidden; one that cannot be made says so.
func TestTemporary(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	t.Setenv("TMP", dir)
	left := filepath.Join(dir, "zicha-volume-")
	w, err := files.Temporary("", "volume")
	if err != nil || !strings.HasPrefix(w.Name(), left) {
		t.Fatal(w, err)
	}
	w.Close()
	folder, err := files.TemporaryFolder("", "volume")
	if err != nil || !strings.HasPrefix(folder, left) {
		t.Fatal(folder, err)
	}
	killed := func(name string) string {
		return strings.Replace(name, "-"+strconv.Itoa(os.Getpid())+"-", "-4194999-", 1)
	}
	if err := errors.Join(os.Rename(w.Name(), killed(w.Name())), os.WriteFile(filepath.Join(folder, "里"), nil, 0o600), os.Rename(folder, killed(folder))); err != nil {
		t.Fatal(err)
	}
	link := killed(strings.Replace(folder, "volume", "link", 1))
	if err := os.Symlink(t.TempDir(), link); err != nil {
		t.Fatal(err)
	}
	files.Tidy("")
	holds(t, dir, filepath.Base(link))
	nowhere := filepath.Join(dir, "没有")
	if _, err := files.Temporary(nowhere, "place"); !errors.Is(err, files.NotFound) || !strings.Contains(err.Error(), "写入临时文件没有成功") {
		t.Error(err)
	}
	if _, err := files.TemporaryFolder(nowhere, "pack"); !errors.Is(err, files.NotFound) || !strings.Contains(err.Error(), "建立临时文件夹没有成功") {
		t.Error(err)
	}
}

// A reader ends with its context, and gives nothing after it.
func TestReader(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	r := files.Reader(ctx, strings.NewReader("内容"))
	var one [3]byte
	if n, err := r.Read(one[:]); n != 3 || err != nil || string(one[:]) != "内" {
		t.Error(n, err)
	}
	cancel()
	if n, err := r.Read(one[:]); n != 0 || !errors.Is(err, context.Canceled) {
		t.Error(n, err)
	}
}

// A folder in a file's place is named.
func TestMakeFolderOverFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "甲")
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, in := range []string{path, filepath.Join(path, "乙")} {
		err := files.MakeFolder(in)
		if !errors.Is(err, files.NotFound) || err.Error() != "路径里有一段是文件，不是文件夹，建立文件夹“"+filepath.Base(in)+"”没有成功；请检查路径" {
			t.Error(err)
		}
	}
}

func TestIsTemporary(t *testing.T) {
	for name, want := range map[string]bool{
		".zicha-place-00112233-7-1.tmp": true, "zicha-place-00112233-7-1.tmp": true, ".zicha-place-00112233-7-1.tmp-wal": true,
		"zicha.tmp": false, "zicha-place-00112233-7-1.tmp.pdf": false, "a.zicha": false,
	} {
		if files.IsTemporary(name) != want {
			t.Errorf("%s: %v", name, !want)
		}
	}
}
