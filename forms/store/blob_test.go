package store

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"zicha/forms/files"
)

func TestFilesComeOutAsTheyWentIn(t *testing.T) {
	t.Parallel()
	f := newTest(t)
	for _, size := range []int{1, 100, chunkSize - 1, chunkSize, chunkSize + 1, chunkGroup * chunkSize, chunkGroup*chunkSize + 1, 11*chunkSize + 7} {
		data := noise(size)
		path := testFile(t, "《关于𬱖镇的通知》.pdf", data)
		var last int64
		blob, existed, err := f.AddFile(t.Context(), Intake{Path: path, Progress: func(done, total int64) {
			if done < last || total != int64(size) {
				t.Errorf("progress %d of %d after %d", done, total, last)
			}
			last = done
		}})
		if err != nil || existed || blob.Size != int64(size) || blob.Name != "《关于𬱖镇的通知》.pdf" || last != int64(size) {
			t.Fatal(blob, existed, err, last)
		}
		again, existed, err := f.AddFile(t.Context(), Intake{Path: path})
		if err != nil || !existed || again != blob {
			t.Error("the same file twice is not told", again, existed, err)
		}
		r, err := f.OpenFile(blob)
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(r)
		if err != nil || !bytes.Equal(got, data) {
			t.Errorf("%d bytes: came out different (%v)", size, err)
		}
		r.Close()
	}
	f = reopen(t, f)
	if len(f.files) != 8 {
		t.Error(len(f.files))
	}
}

func TestUnusableSources(t *testing.T) {
	t.Parallel()
	f := newTest(t)
	for _, path := range []string{testFile(t, "空.pdf", nil), t.TempDir(), filepath.Join(t.TempDir(), "没有.pdf")} {
		_, _, err := f.AddFile(t.Context(), Intake{Path: path})
		wantKind(t, err, files.Source)
	}
}

func TestCancelLeavesNothing(t *testing.T) {
	t.Parallel()
	f := newTest(t)
	set(t, f, "a", "甲")
	before, _ := os.Stat(f.Path())
	ctx, cancel := context.WithCancel(t.Context())
	_, _, err := f.AddFile(ctx, Intake{Path: testFile(t, "a.bin", noise(20<<20)), Progress: func(done, _ int64) {
		if done > 10<<20 {
			cancel()
		}
		set(t, f, "a", value(f, "a")+"乙") // commits go on between chunks
	}})
	if !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	var n int
	if err := f.db.scan("SELECT count(*) FROM chunk", nil, &n); err != nil || n != 0 {
		t.Error(n, err)
	}
	after, _ := os.Stat(f.Path())
	if after.Size() > before.Size()+64<<10 {
		t.Errorf("the file grew from %d to %d", before.Size(), after.Size())
	}
}

func TestOrphansAreDropped(t *testing.T) {
	t.Parallel()
	f := newTest(t)
	blob := add(t, f, testFile(t, "a.bin", noise(3<<20)))
	for _, id := range []int64{5 << chunkBits, 5<<chunkBits + 1, 9 << chunkBits} {
		if err := f.db.exec("INSERT INTO chunk VALUES(?,?)", id, noise(100)); err != nil {
			t.Fatal(err)
		}
	}
	f = reopen(t, f)
	var n int
	if err := f.db.scan("SELECT count(*) FROM chunk", nil, &n); err != nil || n != 3 || !f.Holds(blob) {
		t.Error(n, err)
	}
	if f.changed {
		t.Error("dropping them asks for another backup, which would hold the same")
	}
}

// spoil damages or removes contents that are kept.
func spoil(t testing.TB, f *File, query string, args ...any) {
	t.Helper()
	if err := f.db.exec(query, args...); err != nil {
		t.Fatal(err)
	}
}

// A kept file that is damaged or missing in part does not come out, and adding the original again makes it whole.
func TestDamagedContents(t *testing.T) {
	t.Parallel()
	data := noise(3 << 20)
	for name, c := range map[string]struct {
		query string
		args  func(id int64) []any
	}{
		"a byte of the last chunk": {"UPDATE chunk SET data=? WHERE id=?", func(id int64) []any {
			bad := bytes.Clone(data[2<<20:])
			bad[5]++
			return []any{bad, id<<chunkBits + 2}
		}},
		"the last chunk is missing": {"DELETE FROM chunk WHERE id=?", func(id int64) []any { return []any{id<<chunkBits + 2} }},
		"the first is missing":      {"DELETE FROM chunk WHERE id=?", func(id int64) []any { return []any{id << chunkBits} }},
		"a chunk is short":          {"UPDATE chunk SET data=x'00' WHERE id=?", func(id int64) []any { return []any{id<<chunkBits + 1} }},
	} {
		t.Run(name, func(t *testing.T) {
			f := newTest(t)
			path := testFile(t, "a.bin", data)
			blob := add(t, f, path)
			if err := f.CheckFile(t.Context(), blob); err != nil {
				t.Fatal(err)
			}
			spoil(t, f, c.query, c.args(f.files[blob.SHA256].id)...)
			wantKind(t, f.CheckFile(t.Context(), blob), ErrContent)
			to := testFile(t, "旧.bin", []byte("旧"))
			wantKind(t, f.SaveCopy(t.Context(), blob, files.Place{Path: to, Replace: true}), ErrContent)
			if old, _ := os.ReadFile(to); string(old) != "旧" {
				t.Error("a damaged copy replaced the old file")
			}
			again, existed, err := f.AddFile(t.Context(), Intake{Path: path})
			if err != nil || existed || again != blob {
				t.Fatal(again, existed, err)
			}
			for range 2 { // at once, and after the next opening, which cleans up
				var n int
				if err := f.db.scan("SELECT count(*) FROM chunk", nil, &n); err != nil || n != 3 || len(f.files) != 1 {
					t.Error("not replaced but doubled:", n, err)
				}
				f = reopen(t, f)
			}
			if err := f.CheckFile(t.Context(), blob); err != nil {
				t.Error(err)
			}
		})
	}
}

// A file that is still being written when it is taken in is refused, and nothing of it stays.
func TestAFileThatGrows(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(w *os.File) error{
		"grows":   func(w *os.File) error { _, err := w.WriteAt([]byte("mehr"), 9<<20); return err },
		"shrinks": func(w *os.File) error { return w.Truncate(5 << 20) },
	} {
		t.Run(name, func(t *testing.T) {
			f := newTest(t)
			path := testFile(t, "a.bin", noise(9<<20))
			w, err := os.OpenFile(path, os.O_RDWR, 0)
			if err != nil {
				t.Fatal(err)
			}
			defer w.Close()
			_, _, err = f.AddFile(t.Context(), Intake{Path: path, Progress: func(done, _ int64) {
				if done == chunkGroup*chunkSize {
					err = change(w)
				}
			}})
			if wantKind(t, err, files.Source); !strings.Contains(err.Error(), "还在变化") {
				t.Error(err)
			}
			var n int
			if err := f.db.scan("SELECT count(*) FROM chunk", nil, &n); err != nil || n != 0 || len(f.files) != 0 {
				t.Error(n, err)
			}
		})
	}
}

// The open file is not taken into itself, whatever name leads to it.
func TestNotIntoItself(t *testing.T) {
	t.Parallel()
	f := newTest(t)
	link := filepath.Join(t.TempDir(), "b.pdf")
	if err := os.Symlink(f.Path(), link); err != nil {
		t.Skip("no links here:", err)
	}
	for _, path := range []string{f.Path(), link} {
		_, _, err := f.AddFile(t.Context(), Intake{Path: path})
		if wantKind(t, err, files.Source); !strings.Contains(err.Error(), "自己") {
			t.Error(err)
		}
	}
}

func TestSaveCopy(t *testing.T) {
	t.Parallel()
	f := newTest(t)
	data := noise(2<<20 + 5)
	blob := add(t, f, testFile(t, "a.bin", data))
	to := testFile(t, "旧.bin", []byte("旧"))
	wantKind(t, f.SaveCopy(t.Context(), blob, files.Place{Path: to}), files.Exists)
	if err := f.SaveCopy(t.Context(), blob, files.Place{Path: to, Replace: true}); err != nil {
		t.Fatal(err)
	}
	if got, _ := os.ReadFile(to); !bytes.Equal(got, data) {
		t.Error("copy differs")
	}
	wantKind(t, f.SaveCopy(t.Context(), blob, files.Place{Path: filepath.Join(to, "x")}), files.NotFound)
	wantKind(t, f.SaveCopy(t.Context(), blob, files.Place{Path: filepath.Join(t.TempDir(), "无", "x")}), files.NotFound)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := f.SaveCopy(ctx, blob, files.Place{Path: to, Replace: true}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if entries, _ := os.ReadDir(filepath.Dir(to)); len(entries) != 1 {
		t.Error("left behind:", entries)
	}
}

// TestLargeFileKeepsMemoryFlat takes 64 MB in and out and looks at what the Go side and the process hold at most.
func TestLargeFileKeepsMemoryFlat(t *testing.T) {
	f := newTest(t)
	path := filepath.Join(t.TempDir(), "大.bin")
	w, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	const size = 64 << 20
	for range size / chunkSize {
		if _, err := w.Write(noise(chunkSize)); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(w.Truncate(size), w.Close()); err != nil {
		t.Fatal(err)
	}
	var start, now runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&start)
	peak := uint64(0)
	watch := func(int64, int64) {
		runtime.ReadMemStats(&now)
		peak = max(peak, now.HeapInuse)
	}
	_ = os.WriteFile("/proc/self/clear_refs", []byte("5"), 0) // the peak counts from here
	resident := residentPeak(t)
	blob, _, err := f.AddFile(t.Context(), Intake{Path: path, Progress: watch})
	if err != nil {
		t.Fatal(err)
	}
	if err := f.SaveCopy(t.Context(), blob, files.Place{Path: path, Replace: true}); err != nil {
		t.Fatal(err)
	}
	watch(0, 0)
	grown := residentPeak(t) - resident
	t.Logf("heap grew by %d MB at most, the process by %d MB", int64(peak-start.HeapInuse)>>20, grown>>20)
	if peak > start.HeapInuse+50<<20 || grown > 50<<20 {
		t.Error("memory grows with the file")
	}
	if f = reopen(t, f); !f.Holds(blob) { // so large that SQLite's check leaves the evidence out
		t.Error("file lost")
	}
}

// residentPeak is the process's largest memory so far, in bytes; 0 where the system does not tell.
func residentPeak(t testing.TB) int64 {
	t.Helper()
	data, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for line := range bytes.Lines(data) {
		if rest, ok := bytes.CutPrefix(line, []byte("VmHWM:")); ok {
			n := int64(0)
			for _, c := range rest {
				if c >= '0' && c <= '9' {
					n = n*10 + int64(c-'0')
				}
			}
			return n << 10
		}
	}
	return 0
}

func TestDiscard(t *testing.T) {
	t.Parallel()
	f := newTest(t)
	used := add(t, f, testFile(t, "a.bin", noise(3000)))
	set(t, f, "file/1", "names "+used.SHA256)
	set(t, f, "file/1", "")
	given := add(t, f, testFile(t, "b.bin", noise(4000)))
	for _, b := range []Blob{used, given, {SHA256: "none"}} {
		if err := f.Discard(b, ""); err != nil {
			t.Fatal(err)
		}
	}
	f = reopen(t, f)
	if !f.Holds(used) || f.Holds(given) || len(f.files) != 1 {
		t.Error("a file of the history is gone, or one given up is still there")
	}
	wantKind(t, f.SaveCopy(t.Context(), used, files.Place{Path: f.Path(), Replace: true}), ErrRefused)
}
