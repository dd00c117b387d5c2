//go:build unix

package files_test

import (
	"errors"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"

	"zicha/forms/files"
)

// What the disk has not taken is not called written: of a pipe, of which no disk takes anything, that is found out when it is synced.
func TestPlaceNotTakenByTheDisk(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "甲.pdf")
	err := files.Place{Path: path}.Write(t.Context(), func(w *os.File) error {
		r, pipe, err := os.Pipe()
		if err != nil {
			return err
		}
		defer r.Close()
		defer pipe.Close()
		return syscall.Dup3(int(pipe.Fd()), int(w.Fd()), syscall.O_CLOEXEC)
	})
	if !errors.Is(err, files.Disk) || !strings.HasPrefix(err.Error(), "读写磁盘时出错，写入“甲.pdf”没有成功") {
		t.Errorf("written: %v", err)
	}
	err = files.Place{Path: path}.Make(t.Context(), func(temp string) error { return syscall.Mkfifo(temp, 0o600) })
	if !errors.Is(err, files.Disk) {
		t.Errorf("made: %v", err)
	}
	holds(t, dir)
}

// askLimited makes this test binary write under a limit instead of testing: the limit would hold for all tests.
const askLimited = "ZICHA_TEST_LIMITED"

// A file that grows beyond what its disk can hold is refused in those words, however it is written, and nothing of it is left.
func TestPlaceTooLarge(t *testing.T) {
	dir := os.Getenv(askLimited)
	if dir == "" {
		dir = t.TempDir()
		cmd := exec.Command(os.Args[0], "-test.run", "^TestPlaceTooLarge$")
		cmd.Env = append(os.Environ(), askLimited+"="+dir)
		if said, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%v\n%s", err, said)
		}
		holds(t, dir)
		return
	}
	signal.Ignore(syscall.SIGXFSZ)
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: 10, Max: 10}); err != nil {
		t.Fatal(err)
	}
	place := files.Place{Path: filepath.Join(dir, "甲.pdf")}
	data := strings.Repeat("一", 100)
	for how, err := range map[string]error{
		"bytes": place.Bytes(t.Context(), []byte(data)), "written": place.Write(t.Context(), write(data)),
		"made": place.Make(t.Context(), func(temp string) error { return os.WriteFile(temp, []byte(data), 0o600) }),
	} {
		if !errors.Is(err, files.Full) || !strings.HasPrefix(err.Error(), "文件太大，这个磁盘无法存放") {
			t.Errorf("%s: %v", how, err)
		}
	}
}

// Several that need the same folder at once all find it made.
func TestMakeFolderTogether(t *testing.T) {
	for range 30 {
		path := filepath.Join(t.TempDir(), "一", "二", "三")
		var all sync.WaitGroup
		begin := make(chan struct{})
		for range 8 {
			all.Go(func() {
				<-begin
				if err := files.MakeFolder(path); err != nil {
					t.Error(err)
				}
			})
		}
		close(begin)
		all.Wait()
	}
	if _, err := os.Stat("/proc/self"); err == nil {
		if err := files.MakeFolder("/proc/没有/里面"); !errors.Is(err, files.NotFound) {
			t.Errorf("where no folder can be: %v", err)
		}
	}
}

// A place is refused before anything is done for it, as it would be refused afterwards.
func TestPlaceFree(t *testing.T) {
	dir := t.TempDir()
	there := filepath.Join(dir, "甲.pdf")
	if err := os.WriteFile(there, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		place files.Place
		want  string
	}{
		{files.Place{Path: there}, "“甲.pdf”已经存在，没有覆盖；请换一个文件名，或者先移走原来的文件"},
		{files.Place{Path: there, Replace: true}, ""},
		{files.Place{Path: filepath.Join(dir, "乙.pdf")}, ""},
		{files.Place{Path: filepath.Join(dir, "无", "乙.pdf")}, ""}, // a folder may yet be made
		{files.Place{Path: dir, Replace: true}, "“" + filepath.Base(dir) + "”是一个文件夹，不能用文件替换；请换一个文件名"},
		{files.Place{Path: "/dev/null", Replace: true}, "“null”是设备或管道，不是普通文件，不能写入；请换一个文件名"},
		{files.Place{Path: filepath.Join(there, "乙.pdf")}, "路径里有一段是文件，不是文件夹，写入“乙.pdf”没有成功；请检查路径"},
	} {
		err := c.place.Free()
		if (err == nil) != (c.want == "") || err != nil && err.Error() != c.want {
			t.Errorf("%s: %v, want %q", c.place.Path, err, c.want)
		}
	}
	if f, err := files.Create(filepath.Join(dir, "丙")); err != nil {
		t.Error(err)
	} else if _, err := f.WriteString("写得进去"); errors.Join(err, f.Close()) != nil {
		t.Error(err)
	}
	for _, read := range []func(string) error{
		func(path string) error { _, err := files.Read(path, 10); return err },
		func(path string) error { _, _, err := files.OpenUpTo(path, 10); return err },
	} {
		if err := read(filepath.Join(dir, "没有")); !errors.Is(err, files.NotFound) {
			t.Errorf("read what is not there: %v", err)
		}
	}
}

// Whatever passes is known for what it is, so that it is tidied away when the program that made it is cut off: the next one that writes there
// does it.
func TestPassingFilesAreTidied(t *testing.T) {
	dir := t.TempDir()
	at := func(name string) files.Place { return files.Place{Path: filepath.Join(dir, name)} }
	passing := func(path string) { // what a program that is gone would have left of it
		name := filepath.Base(path)
		if !files.IsTemporary(name) {
			t.Errorf("%s is not known to be passing", name)
		}
		left := strings.Replace(name, "-"+strconv.Itoa(os.Getpid())+"-", "-4194999-", 1)
		if err := os.WriteFile(filepath.Join(dir, left), nil, 0o600); err != nil {
			t.Error(err)
		}
	}
	for name, do := range map[string]func() error{
		"written": func() error {
			return at("甲").Write(t.Context(), func(w *os.File) error { passing(w.Name()); return nil })
		},
		"made": func() error {
			return at("乙").Make(t.Context(), func(temp string) error { passing(filepath.Dir(temp)); return os.WriteFile(temp, nil, 0o600) })
		},
		"folder": func() error {
			folder, err := at("丙").Folder("pack")
			passing(folder)
			return errors.Join(err, os.Remove(folder))
		},
	} {
		for range 2 { // the second tidies
			if err := errors.Join(do(), os.Remove(filepath.Join(dir, "甲")), os.Remove(filepath.Join(dir, "乙"))); err != nil && !errors.Is(err, os.ErrNotExist) {
				t.Error(err)
			}
		}
		if left, _ := os.ReadDir(dir); len(left) != 1 {
			t.Errorf("%s: %v are left, not what the last has left alone", name, left)
		}
		files.Tidy(dir)
	}
	if _, err := at("没有/甲").Folder("pack"); !errors.Is(err, files.NotFound) || !strings.HasPrefix(err.Error(), "目标文件夹不存在") {
		t.Error(err)
	}
}
