package volume

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

// names are what lies in a folder.
func names(t testing.TB, dir string) []string {
	t.Helper()
	list, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range list {
		out = append(out, e.Name())
	}
	return out
}

func put(t testing.TB, path, text string, age time.Duration) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	then := time.Now().Add(-age)
	if err := os.Chtimes(path, then, then); err != nil {
		t.Fatal(err)
	}
}

// What has lain in the cache for long goes when a volume is done, what was used stays, and so does what has another name than ours.
func TestCacheTakesOutItsOwn(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "cache")
	c := openCache(dir)
	if c == nil {
		t.Fatal("no cache in a folder of ours")
	}
	old, fresh := strings.Repeat("0a", 32), strings.Repeat("0b", 32)
	put(t, filepath.Join(dir, old), "x", longest+time.Hour)
	put(t, filepath.Join(dir, fresh), "x", 0)
	put(t, filepath.Join(dir, old+".new"), "x", writing+time.Minute)
	put(t, filepath.Join(dir, fresh+".new"), "x", 0)
	foreign := []string{"申报.docx", strings.Repeat("0", 63), strings.Repeat("0", 65), strings.Repeat("0A", 32), old + ".new2", "new-123"}
	for _, name := range foreign {
		put(t, filepath.Join(dir, name), "x", 2*longest)
	}
	if err := os.Mkdir(filepath.Join(dir, strings.Repeat("0c", 32)), 0o700); err != nil {
		t.Fatal(err)
	}
	c.close()
	want := append(foreign, fresh, fresh+".new", strings.Repeat("0c", 32))
	slices.Sort(want)
	if left := names(t, dir); !slices.Equal(left, want) {
		t.Errorf("left %v, want %v", left, want)
	}
}

// A folder that is a link, lies behind one, is open to others or another's is not used: nothing in it is touched, nothing added.
func TestCacheOnlyInAFolderOfOurs(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("modes and links as Unix has them")
	}
	foreign := t.TempDir()
	put(t, filepath.Join(foreign, strings.Repeat("0a", 32)), "theirs", 2*longest)
	put(t, filepath.Join(foreign, "论文.txt"), "theirs", 2*longest)
	before := names(t, foreign)
	home := t.TempDir()
	link := filepath.Join(home, "link")
	if err := os.Symlink(foreign, link); err != nil {
		t.Fatal(err)
	}
	open := filepath.Join(home, "open")
	if err := os.Mkdir(open, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(open, 0o755); err != nil {
		t.Fatal(err)
	}
	f := newDossier(t)
	attach(t, f, "5.1", map[string][]byte{"a.pdf": onePage("WORD", mediaBox(uprightA4), uprightA4, 0)})
	for _, dir := range []string{link, filepath.Join(link, "volume"), open} {
		result := build(t, f, Options{Cache: dir})
		if len(result.Problems) > 0 {
			t.Errorf("%s: told %v", dir, result.Problems)
		}
		if now := names(t, foreign); !slices.Equal(now, before) {
			t.Errorf("%s: the folder had %v, has %v", dir, before, now)
		}
	}
	if left := names(t, open); len(left) > 0 {
		t.Errorf("left in a folder open to others: %v", left)
	}
	if os.Geteuid() != 0 {
		return
	}
	theirs := filepath.Join(home, "theirs")
	if err := os.Mkdir(theirs, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Chown(theirs, 12345, 12345); err != nil {
		t.Fatal(err)
	}
	if c := openCache(theirs); c != nil {
		t.Error("another's folder is used")
	}
}

// A link among the documents is neither followed nor taken out.
func TestCacheFollowsNoLinkInside(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "cache")
	f := newDossier(t)
	attach(t, f, "5.1", map[string][]byte{"a.pdf": onePage("WORD", mediaBox(uprightA4), uprightA4, 0)})
	build(t, f, Options{Cache: dir})
	list := names(t, dir)
	if len(list) != 1 {
		t.Fatalf("kept %v", list)
	}
	away := filepath.Join(t.TempDir(), "away")
	if err := os.Rename(filepath.Join(dir, list[0]), away); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(away, filepath.Join(dir, list[0])); err != nil {
		t.Skip("no links here")
	}
	c := openCache(dir)
	defer c.close()
	for _, e := range f.Dossier().AllEvidence() {
		if _, ok := c.get(e.Files[0].SHA256); ok {
			t.Error("a link is read")
		}
	}
}

// Whatever has become of what the cache holds, the volume has the bytes it has without one.
func TestCacheDamaged(t *testing.T) {
	f := newDossier(t)
	attach(t, f, "5.1", map[string][]byte{"a.pdf": onePage("WORD", mediaBox(uprightA4), uprightA4, 0)})
	read := func(dir string) string {
		data, err := os.ReadFile(build(t, f, Options{Cache: dir}).Paths[0])
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	want := read("")
	for name, spoil := range map[string]func([]byte) []byte{
		"whole": func(b []byte) []byte { return b }, "cut": func(b []byte) []byte { return b[:len(b)/2] }, "empty": func([]byte) []byte { return nil },
		"flipped": func(b []byte) []byte { b[len(b)/2] ^= 1; return b }, "longer": func(b []byte) []byte { return append(b, 0) },
	} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "cache")
			if read(dir) != want {
				t.Error("the first volume differs")
			}
			path := filepath.Join(dir, names(t, dir)[0])
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			put(t, path, string(spoil(data)), 0)
			if read(dir) != want {
				t.Error("the second volume differs")
			}
			c := openCache(dir)
			defer c.close()
			if _, ok := c.get(f.Dossier().AllEvidence()[0].Files[0].SHA256); !ok {
				t.Error("what was damaged was not made again")
			}
		})
	}
}

// A cache that is emptied between planning and writing does no harm.
func TestCacheEmptiedMeanwhile(t *testing.T) {
	f := newDossier(t)
	attach(t, f, "5.1", map[string][]byte{"a.pdf": onePage("WORD", mediaBox(uprightA4), uprightA4, 0)})
	dir := filepath.Join(t.TempDir(), "cache")
	build(t, f, Options{Cache: dir})
	work := Work{Options: Options{Cache: dir}, Tell: func(step string, _ float64) {
		if strings.HasPrefix(step, "读取") {
			for _, name := range names(t, dir) {
				if err := os.Remove(filepath.Join(dir, name)); err != nil {
					t.Error(err)
				}
			}
		}
	}}
	if _, err := Build(context.Background(), f, filepath.Join(t.TempDir(), "a.pdf"), work); err != nil {
		t.Error(err)
	}
}
