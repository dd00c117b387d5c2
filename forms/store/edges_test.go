//go:build linux

package store

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"zicha/forms/files"
)

// Each byte of the first page that is the same in all our files counts.
func TestEveryByteOfTheHeader(t *testing.T) {
	t.Parallel()
	f := newTest(t)
	f.Close()
	good, err := os.ReadFile(f.Path())
	if err != nil {
		t.Fatal(err)
	}
	for _, at := range []int{16, 17, 18, 19, 20, 59} {
		data := bytes.Clone(good)
		data[at] ^= 4
		_, err := Open(testFile(t, "a.test", data), testFormat(), Options{ReadOnly: true})
		if wantKind(t, err, files.Damaged); !strings.Contains(err.Error(), "文件开头") {
			t.Errorf("byte %d: %v", at, err)
		}
	}
}

// A journal goes where nothing of it counts, and stays where SQLite may need it.
func TestJournalsThatGo(t *testing.T) {
	t.Parallel()
	for head, stays := range map[string]bool{"": false, "\x00\x00\x00": false, "\xd9\xd5\x05\xf9": true} {
		path := testFile(t, "a.test-journal", []byte(head))
		dropJournal(strings.TrimSuffix(path, "-journal"))
		if _, err := os.Stat(path); (err == nil) != stays {
			t.Errorf("%q: %v", head, err)
		}
	}
}

// A fault while closing or reading is told, with what was being done.
func TestFaultsAreTold(t *testing.T) {
	t.Parallel()
	f := newTest(t)
	words := "读写磁盘时出错，%s没有成功；请检查磁盘或U盘是否连接正常，然后再试"
	saying(t, f.Rows(paperTable(), func([]any) error { return nil }, "nowhere=1"), files.Disk, fmt.Sprintf(words, "读取文件"))
	if err := f.db.close(); err != nil {
		t.Fatal(err)
	}
	saying(t, f.Close(), files.Disk, fmt.Sprintf(words, "关闭簿子"))
	if err := f.Close(); err != nil {
		t.Error("closing twice:", err)
	}
}

// A lock that cannot be asked about is a fault, not another's lock.
func TestLockOfAClosedFile(t *testing.T) {
	t.Parallel()
	f, err := os.Open(testFile(t, "a", []byte("a")))
	if err != nil {
		t.Fatal(err)
	}
	f.Close()
	if free, err := tryByte(f); free || err == nil {
		t.Error(free, err)
	}
}

// Who gives its lock back leaves a lock that another has taken under the name meanwhile.
func TestReleaseLeavesAnothersLock(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "a.test")
	mine, err := testFormat().takeLock(path, "王某")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(lockPath(path)); err != nil {
		t.Fatal(err)
	}
	others, err := testFormat().takeLock(path, "李某")
	if err != nil {
		t.Fatal(err)
	}
	mine.release()
	if who, err := os.ReadFile(lockPath(path)); err != nil || string(who) != "李某" {
		t.Errorf("%q %v", who, err)
	}
	others.release()
	if _, err := os.Stat(lockPath(path)); err == nil {
		t.Error("the last lock stays")
	}
}

// However often a file is upgraded on one day, each original keeps a name of its own with the file's ending.
func TestOriginalsKeepNamesOfTheirOwn(t *testing.T) {
	t.Parallel()
	f := newTest(t)
	for range 3 {
		if err := f.keepOld(); err != nil {
			t.Fatal(err)
		}
	}
	n := 0
	head := strings.TrimSuffix(filepath.Base(f.Path()), ".test") + ".旧版备份-" + f.now().Format("20060102")
	for _, name := range folder(t, f) {
		if rest, ok := strings.CutPrefix(name, head); ok && strings.HasSuffix(rest, ".test") {
			n++
		}
	}
	if n != 3 {
		t.Errorf("%d originals: %v", n, folder(t, f))
	}
}

// A source that has become shorter since it was looked at is not refused for its beginning; that it changed is told at its end.
func TestSourceThatShrank(t *testing.T) {
	t.Parallel()
	file, err := os.Open(testFile(t, "a.pdf", noise(50)))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if err := (&source{file, "a.pdf", 500}).begins(testFormat()); err != nil {
		t.Error(err)
	}
}

// Rows that stand only in their table come out of a page whose head is gone.
func TestRepairOfAPageWithoutItsHead(t *testing.T) {
	t.Parallel()
	f := sample(t)
	data, err := os.ReadFile(f.Path())
	if err != nil {
		t.Fatal(err)
	}
	leaves, _ := pages{bytes.NewReader(data), uint32(len(data) / pageSize)}.living()
	for n, name := range leaves {
		if name == "paper" || name == "chunk" {
			clear(data[int(n-1)*pageSize:][:leafHead])
		}
	}
	out, err := Repair{From: testFile(t, "a.test", data), To: filepath.Join(t.TempDir(), "b.test"), Format: testFormat()}.Run(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var sizes []int
	for _, row := range out.Rows["paper"] {
		sizes = append(sizes, len(row[1].([]byte)))
	}
	if !slices.Equal(sizes, []int{9000, 500}) || len(out.LostRows) > 0 || len(out.Files) != 1 {
		t.Errorf("papers of %v bytes, lost %v, %d files", sizes, out.LostRows, len(out.Files))
	}
}

// Nothing of a file stays open after its repair or its closing.
func TestNothingStaysOpen(t *testing.T) {
	t.Parallel()
	f := sample(t)
	dir := t.TempDir()
	from := filepath.Join(dir, "a.test")
	copyFile(t, f.Path(), from)
	if _, err := (Repair{From: from, To: filepath.Join(dir, "b.test"), Format: testFormat()}).Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	g := open(t, filepath.Join(dir, "b.test"))
	set(t, g, "a", "甲")
	g.Close()
	entries, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Skip("no /proc")
	}
	for _, e := range entries {
		if to, err := os.Readlink("/proc/self/fd/" + e.Name()); err == nil && strings.HasPrefix(to, dir) {
			t.Error("open still:", to)
		}
	}
}

// A repair can be given up, and then leaves nothing.
func TestRepairGivenUp(t *testing.T) {
	t.Parallel()
	f := sample(t)
	dir := t.TempDir()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := (Repair{From: f.Path(), To: filepath.Join(dir, "b.test"), Format: testFormat()}).Run(ctx); !files.Cancelled(err) {
		t.Error(err)
	}
	if entries, _ := os.ReadDir(dir); len(entries) > 0 {
		t.Error("left behind:", entries)
	}
}

// What was taken in may be empty where that is allowed, and comes out empty.
func TestEmptyFileThatIsAllowed(t *testing.T) {
	t.Parallel()
	f := newTest(t)
	b, _, err := f.AddFile(t.Context(), Intake{Path: testFile(t, "空.txt", nil), Empty: true})
	if err != nil || b.Size != 0 || !f.Holds(b) {
		t.Fatal(b, err)
	}
	r, err := f.OpenFile(b)
	if err != nil {
		t.Fatal(err)
	}
	if data, err := io.ReadAll(r); err != nil || len(data) > 0 {
		t.Error(len(data), err)
	}
}
