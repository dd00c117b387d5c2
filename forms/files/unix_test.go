//go:build unix

package files_test

import (
	"errors"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"zicha/forms/files"
)

// mode is what may be done with a file or folder, with the setgid bit.
func mode(t *testing.T, path string) fs.FileMode {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	return info.Mode() & (fs.ModePerm | fs.ModeSetgid)
}

// What we make is its owner's alone whatever the umask; in a setgid folder, which is shared on purpose, it is its group's.
func TestModes(t *testing.T) {
	for _, umask := range []int{0o022, 0o077, 0} {
		t.Run(strconv.FormatInt(int64(umask), 8), func(t *testing.T) {
			before := syscall.Umask(umask)
			defer syscall.Umask(before)
			private, common := t.TempDir(), t.TempDir()
			if err := os.Chmod(common, 0o770|fs.ModeSetgid); err != nil {
				t.Fatal(err)
			}
			testModes(t, private, 0o600, 0o700)
			testModes(t, common, 0o660, 0o770|fs.ModeSetgid)
		})
	}
}

func testModes(t *testing.T, dir string, file, folder fs.FileMode) {
	t.Helper()
	made := map[string]fs.FileMode{}
	expect := func(path string, want fs.FileMode, err error) {
		if err != nil {
			t.Fatal(err)
		}
		made[path] = want
	}
	a := filepath.Join(dir, "甲.pdf")
	var meanwhile fs.FileMode
	expect(a, file, files.Place{Path: a, Check: func(name string) error { meanwhile = mode(t, name); return nil }}.Write(t.Context(), write("一")))
	if meanwhile != file {
		t.Errorf("the temporary file has %v", meanwhile)
	}
	m := filepath.Join(dir, "甲.zicha")
	expect(m, file, files.Place{Path: m}.Make(t.Context(), func(temp string) error { return os.WriteFile(temp, nil, 0o644) }))
	b := filepath.Join(dir, "乙", "丙")
	expect(b, folder, files.MakeFolder(b))
	made[filepath.Dir(b)] = folder
	c := filepath.Join(b, "丁.pdf")
	w, err := files.Create(c)
	expect(c, file, err)
	w.Close()
	d, err := files.TemporaryFolder(dir, "pack")
	expect(d, folder, err)
	old := filepath.Join(dir, "旧.pdf")
	if err := os.WriteFile(old, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	expect(old, file, files.Place{Path: old, Replace: true}.Write(t.Context(), write("二")))
	for path, want := range made {
		if got := mode(t, path); got != want {
			t.Errorf("%s has %v, want %v", path, got, want)
		}
	}
	if _, err := files.Create(c); !errors.Is(err, files.Exists) {
		t.Errorf("created over another: %v", err)
	}
	if err := files.MakeFolder(c); !errors.Is(err, files.NotFound) {
		t.Errorf("a folder in a file's place: %v", err)
	}
}

// What was made readable for all is its owner's again, in a folder shared on purpose it stays the group's.
func TestNarrow(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "旧.zicha")
	for _, c := range []struct{ folder, before, after fs.FileMode }{
		{0o755, 0o666, 0o600}, {0o755, 0o777, 0o700}, {0o700, 0o444, 0o400}, {0o770 | fs.ModeSetgid, 0o664, 0o664},
	} {
		_ = os.Remove(path)
		if err := errors.Join(os.WriteFile(path, nil, 0o600), os.Chmod(path, c.before), os.Chmod(dir, c.folder)); err != nil {
			t.Fatal(err)
		}
		if files.Narrow(path); mode(t, path) != c.after {
			t.Errorf("%v in %v: %v, want %v", c.before, c.folder, mode(t, path), c.after)
		}
	}
	files.Narrow(filepath.Join(dir, "没有.zicha")) // nothing to do
}

// A folder of others keeps the mode it has.
func TestMakeFolderThere(t *testing.T) {
	dir := t.TempDir()
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := files.MakeFolder(dir); err != nil || mode(t, dir) != 0o755 {
		t.Errorf("%v, %v", err, mode(t, dir))
	}
}

// What is no plain file is refused at once: nobody writes into the pipe, and the device has no end.
func TestOpen(t *testing.T) {
	dir := t.TempDir()
	path := func(name string) string { return filepath.Join(dir, name) }
	if err := syscall.Mkfifo(path("管道"), 0o600); err != nil {
		t.Fatal(err)
	}
	socket, err := net.Listen("unix", path("s"))
	if err != nil {
		t.Fatal(err)
	}
	defer socket.Close()
	for name, target := range map[string]string{"链接": path("管道"), "零": "/dev/zero", "好": path("文件"), "圈": path("圈")} {
		if err := os.Symlink(target, path(name)); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(path("文件"), []byte("内容"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, words := range map[string]string{
		path("管道"): "“管道”是设备或管道", path("链接"): "“链接”是设备或管道", path("s"): "“s”是设备或管道", path("零"): "“零”是设备或管道",
		path("圈"): "“圈”是一个指来指去、没有尽头的链接，不能读取；请选择文件", "/dev/zero": "“zero”是设备或管道", "/dev/tty": "“tty”是设备或管道", dir: "是文件夹，不是文件；请选择文件",
	} {
		_, _, err := files.Open(name)
		words = strings.Replace(words, "设备或管道", "设备或管道，不是普通文件，不能读取；请选择文件", 1)
		if !errors.Is(err, files.Source) || !strings.HasSuffix(err.Error(), words) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, _, err := files.Open(path("没有")); !errors.Is(err, files.NotFound) {
		t.Errorf("missing: %v", err)
	}
	if _, _, err := files.Open(path(strings.Repeat("长", 100))); !errors.Is(err, files.Path) || !strings.Contains(err.Error(), "太长") {
		t.Errorf("over-long: %v", err)
	}
	f, info, err := files.Open(path("好"))
	if err != nil || info.Size() != int64(len("内容")) {
		t.Fatal(err)
	}
	f.Close()
	if data, err := files.Read(path("文件"), 6); err != nil || string(data) != "内容" {
		t.Errorf("%q, %v", data, err)
	}
	if _, err := files.Read(path("文件"), 5); !errors.Is(err, files.Source) || err.Error() != "“文件”太大，不像是要读的文件；请核对是否选错了文件" {
		t.Errorf("too large: %v", err)
	}
	if err := os.Truncate(path("文件"), 3<<30); err != nil {
		t.Fatal(err)
	}
	if f, _, err := files.OpenUpTo(path("文件"), 3<<30-1); f != nil || !errors.Is(err, files.Source) || !strings.Contains(err.Error(), "太大") {
		t.Errorf("too large: %v", err)
	}
	if f, info, err = files.OpenUpTo(path("文件"), 3<<30); err != nil || info.Size() != 3<<30 {
		t.Fatal(err)
	}
	f.Close()
}

// A device under the name is never replaced by a file, though the folder would allow it.
func TestPlaceOverDevice(t *testing.T) {
	path := filepath.Join(t.TempDir(), "管道")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := (files.Place{Path: path, Replace: true}).Write(t.Context(), write("一")); !errors.Is(err, files.Exists) {
		t.Error(err)
	}
	if mode(t, path) != 0o600 {
		t.Error("the pipe was replaced")
	}
}

// What Linux makes up as it is read looks like a plain and empty file.
func TestOpenMadeUp(t *testing.T) {
	link := filepath.Join(t.TempDir(), "链接")
	if _, err := os.Stat("/proc/self/status"); err != nil {
		t.Skip(err)
	}
	if err := os.Symlink("/proc/self/status", link); err != nil {
		t.Fatal(err)
	}
	t.Chdir("/proc/self")
	made := []string{"/proc/self/status", link, "status"}
	if info, err := os.Stat("/sys/fs/cgroup/cgroup.procs"); err == nil && info.Size() == 0 {
		made = append(made, "/sys/fs/cgroup/cgroup.procs")
	}
	for _, path := range made {
		if _, _, err := files.Open(path); !errors.Is(err, files.Source) || !strings.Contains(err.Error(), "是设备或管道，不是普通文件") {
			t.Errorf("%s: %v", path, err)
		}
	}
	empty := filepath.Join(t.TempDir(), "空")
	if err := os.WriteFile(empty, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	f, _, err := files.Open(empty)
	if err != nil {
		t.Fatal(err)
	}
	f.Close()
}
