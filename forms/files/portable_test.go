package files

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// askPortable makes this test binary tell where it keeps things instead of testing.
const askPortable = "ZICHA_TEST_PORTABLE"

// A program tells where it keeps what is its own: this very binary, copied as onto a stick. Without the mark the user's folders are used.
func TestPortable(t *testing.T) {
	if os.Getenv(askPortable) != "" {
		_, _ = os.Stdout.WriteString("\n" + Portable() + "|" + CacheFolder("volume") + "\n")
		return
	}
	stick, home := t.TempDir(), t.TempDir()
	data := filepath.Join(stick, "zicha-data")
	program := filepath.Join(stick, "zicha.exe")
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	copyFile(t, self, program)
	link := filepath.Join(t.TempDir(), "信用自查")
	if err := os.Symlink(program, link); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ program, name, mark, want string }{
		{program, "without", "", "|" + filepath.Join(home, "zicha", "volume")},
		{link, "linked", "portable", data + "|" + filepath.Join(data, "cache", "volume")},
		{program, "hidden ending", "portable.txt", data + "|" + filepath.Join(data, "cache", "volume")},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.mark != "" {
				mark := filepath.Join(stick, c.mark)
				if err := os.WriteFile(mark, nil, 0o600); err != nil {
					t.Fatal(err)
				}
				defer os.Remove(mark)
			}
			cmd := exec.Command(c.program, "-test.run", "^TestPortable$")
			cmd.Env = append(os.Environ(), askPortable+"=1", "XDG_CACHE_HOME="+home, "LocalAppData="+home)
			out, err := cmd.Output()
			if err != nil || !strings.Contains(string(out), "\n"+c.want+"\n") {
				t.Errorf("%v\n%s\nnot %s", err, out, c.want)
			}
		})
	}
	if _, err := os.Stat(data); err == nil {
		t.Error("asking makes the folder")
	}
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	data, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, data, 0o700); err != nil {
		t.Fatal(err)
	}
}

// A folder called portable marks as well.
func TestPortableBeside(t *testing.T) {
	stick := t.TempDir()
	if got := portableBeside(stick); got != "" {
		t.Errorf("without the mark: %s", got)
	}
	if err := os.Mkdir(filepath.Join(stick, "portable"), 0o700); err != nil {
		t.Fatal(err)
	}
	if got := portableBeside(stick); got != filepath.Join(stick, "zicha-data") {
		t.Errorf("with a folder: %q", got)
	}
}

// What lies on the stick is found again where the stick lies elsewhere; what lies on the computer keeps its place.
func TestCarried(t *testing.T) {
	stick := t.TempDir()
	folder := filepath.Join(stick, "信用自查", "zicha-data")
	for _, path := range []string{
		filepath.Join(stick, "档案", "涡阳县.zicha"),
		filepath.Join(stick, "信用自查", "a.zicha"),
		filepath.Join(folder, "b.zicha"),
	} {
		kept := Carried(folder, path)
		if !strings.HasPrefix(kept, "portable:") || strings.Contains(kept, `\`) || strings.Contains(kept, stick) {
			t.Errorf("%s is kept as %s", path, kept)
		}
		if got := Found(folder, kept); got != path {
			t.Errorf("%s comes back as %s", path, got)
		}
		elsewhere := filepath.Join(t.TempDir(), "E")
		want := filepath.Join(elsewhere, strings.TrimPrefix(path, stick))
		if got := Found(filepath.Join(elsewhere, "信用自查", "zicha-data"), kept); got != want {
			t.Errorf("with the stick elsewhere %s is %s", path, got)
		}
	}
	for _, text := range []string{"", "名称", "county\tpage\t12", "../a.zicha", "portable"} {
		if got := Carried(folder, text); got != text || Found(folder, text) != text {
			t.Errorf("%q is kept as %q", text, got)
		}
	}
	for _, other := range []string{"/proc/self/maps", "/proc/没有"} { // what the system makes up lies on no disk
		if got := Carried(folder, other); runtime.GOOS == "linux" && got != other {
			t.Errorf("what lies on another disk is kept as %s", got)
		}
	}
	t.Chdir(stick)
	if got := Carried(stick, "名称"); got != "名称" {
		t.Errorf("a name is kept as %s where a file of it could be", got)
	}
}
