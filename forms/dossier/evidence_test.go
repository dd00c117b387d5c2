package dossier

import (
	"bytes"
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"

	"zicha/forms"
)

func testFile(t testing.TB, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func noise(n int) []byte {
	data := make([]byte, n)
	rand.NewChaCha8([32]byte{byte(n)}).Read(data)
	return data
}

func TestFilesComeOutAsTheyWentIn(t *testing.T) {
	f := newDossier(t)
	for _, size := range []int{1, 100, chunkSize - 1, chunkSize, chunkSize + 1, chunkGroup * chunkSize, chunkGroup*chunkSize + 1, 11*chunkSize + 7} {
		data := noise(size)
		path := testFile(t, "《关于𬱖镇的通知》.pdf", data)
		var last int64
		ref, existed, err := f.AddFile(t.Context(), path, func(done, total int64) {
			if done < last || total != int64(size) {
				t.Errorf("progress %d of %d after %d", done, total, last)
			}
			last = done
		})
		if err != nil || existed || ref.Size != int64(size) || ref.Name != "《关于𬱖镇的通知》.pdf" || last != int64(size) {
			t.Fatal(ref, existed, err, last)
		}
		again, existed, err := f.AddFile(t.Context(), path, nil)
		if err != nil || !existed || again != ref {
			t.Error("the same file twice is not told", again, existed, err)
		}
		r, err := f.OpenFile(ref)
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
	f := newDossier(t)
	for _, path := range []string{testFile(t, "空.pdf", nil), t.TempDir(), filepath.Join(t.TempDir(), "没有.pdf")} {
		_, _, err := f.AddFile(t.Context(), path, nil)
		wantKind(t, err, ErrSource)
	}
}

func TestCancelLeavesNothing(t *testing.T) {
	f := newDossier(t)
	set(t, f, forms.RemarkPath(1), "甲")
	before, _ := os.Stat(f.Path())
	ctx, cancel := context.WithCancel(t.Context())
	_, _, err := f.AddFile(ctx, testFile(t, "a.bin", noise(20<<20)), func(done, _ int64) {
		if done > 10<<20 {
			cancel()
		}
		set(t, f, forms.RemarkPath(1), f.Dossier().Get(forms.RemarkPath(1))+"乙") // commits go on between chunks
	})
	if !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	var n int
	if err := f.store.scan("SELECT count(*) FROM chunk", nil, &n); err != nil || n != 0 {
		t.Error(n, err)
	}
	after, _ := os.Stat(f.Path())
	if after.Size() > before.Size()+64<<10 {
		t.Errorf("the dossier grew from %d to %d", before.Size(), after.Size())
	}
}

func TestOrphansAreDropped(t *testing.T) {
	f := newDossier(t)
	ref, _, err := f.AddFile(t.Context(), testFile(t, "a.bin", noise(3<<20)), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range []int64{5 << chunkBits, 5<<chunkBits + 1, 9 << chunkBits} {
		if err := f.store.exec("INSERT INTO chunk VALUES(?,?)", id, noise(100)); err != nil {
			t.Fatal(err)
		}
	}
	f = reopen(t, f)
	var n int
	if err := f.store.scan("SELECT count(*) FROM chunk", nil, &n); err != nil || n != 3 || !f.Holds(ref) {
		t.Error(n, err)
	}
}

func TestDamagedEvidence(t *testing.T) {
	f := newDossier(t)
	ref, _, err := f.AddFile(t.Context(), testFile(t, "a.bin", noise(3<<20)), nil)
	if err != nil {
		t.Fatal(err)
	}
	_, changes, err := f.Dossier().AddEvidence("5.1", forms.Evidence{Title: "通知", Files: []forms.FileRef{ref}})
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Commit("", changes); err != nil {
		t.Fatal(err)
	}
	if bad, err := f.CheckFiles(t.Context(), nil); err != nil || len(bad) != 0 {
		t.Fatal(bad, err)
	}
	if err := f.store.exec("UPDATE chunk SET data=? WHERE id=?", noise(chunkSize), f.files[ref.SHA256].id<<chunkBits+1); err != nil {
		t.Fatal(err)
	}
	bad, err := f.CheckFiles(t.Context(), nil)
	if err != nil || len(bad) != 1 || bad[0].Ref.SHA256 != ref.SHA256 {
		t.Fatal(bad, err)
	}
	wantKind(t, bad[0].Err, ErrContent)
	to := testFile(t, "旧.bin", []byte("旧"))
	wantKind(t, f.SaveCopy(t.Context(), Copy{Ref: ref, Path: to, Overwrite: true}), ErrContent)
	if data, _ := os.ReadFile(to); string(data) != "旧" {
		t.Error("a damaged copy replaced the old file")
	}
}

func TestSaveCopy(t *testing.T) {
	f := newDossier(t)
	data := noise(2<<20 + 5)
	ref, _, err := f.AddFile(t.Context(), testFile(t, "a.bin", data), nil)
	if err != nil {
		t.Fatal(err)
	}
	to := testFile(t, "旧.bin", []byte("旧"))
	wantKind(t, f.SaveCopy(t.Context(), Copy{Ref: ref, Path: to}), ErrExists)
	if err := f.SaveCopy(t.Context(), Copy{Ref: ref, Path: to, Overwrite: true}); err != nil {
		t.Fatal(err)
	}
	if got, _ := os.ReadFile(to); !bytes.Equal(got, data) {
		t.Error("copy differs")
	}
	wantKind(t, f.SaveCopy(t.Context(), Copy{Ref: ref, Path: filepath.Join(to, "x")}), ErrDisk)
	wantKind(t, f.SaveCopy(t.Context(), Copy{Ref: ref, Path: filepath.Join(t.TempDir(), "无", "x")}), ErrNotFound)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := f.SaveCopy(ctx, Copy{Ref: ref, Path: to, Overwrite: true}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if entries, _ := os.ReadDir(filepath.Dir(to)); len(entries) != 1 {
		t.Error("left behind:", entries)
	}
}

func TestPlaceOnAFullDisk(t *testing.T) {
	to := testFile(t, "旧.bin", []byte("旧"))
	for name, cause := range map[Kind]error{ErrFull: syscall.ENOSPC, ErrFolder: syscall.EROFS, ErrDisk: io.ErrClosedPipe} {
		err := place(to, true, func(w *os.File) error {
			if _, err := w.WriteString("一半"); err != nil {
				t.Fatal(err)
			}
			return &os.PathError{Op: "write", Path: "x", Err: cause}
		})
		wantKind(t, err, name)
	}
	if data, _ := os.ReadFile(to); string(data) != "旧" {
		t.Error("the old file is gone")
	}
	if entries, _ := os.ReadDir(filepath.Dir(to)); len(entries) != 1 {
		t.Error("left behind:", entries)
	}
}

// TestLargeFileKeepsMemoryFlat takes 64 MB in and out and looks at what the Go side and the process hold at most.
func TestLargeFileKeepsMemoryFlat(t *testing.T) {
	f := newDossier(t)
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
	ref, _, err := f.AddFile(t.Context(), path, watch)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.SaveCopy(t.Context(), Copy{Ref: ref, Path: path, Overwrite: true}); err != nil {
		t.Fatal(err)
	}
	watch(0, 0)
	grown := residentPeak(t) - resident
	t.Logf("heap grew by %d MB at most, the process by %d MB", int64(peak-start.HeapInuse)>>20, grown>>20)
	if peak > start.HeapInuse+50<<20 || grown > 50<<20 {
		t.Error("memory grows with the file")
	}
	if f = reopen(t, f); !f.Holds(ref) { // so large that SQLite's check leaves the evidence out
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
	f := newDossier(t)
	used, _, err := f.AddFile(t.Context(), testFile(t, "a.bin", noise(3000)), nil)
	if err != nil {
		t.Fatal(err)
	}
	item, changes, err := f.Dossier().AddEvidence("5.1", forms.Evidence{Files: []forms.FileRef{used}})
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Commit("", changes); err != nil {
		t.Fatal(err)
	}
	if err := f.Commit("", f.Dossier().ReplaceFiles(item.ID, nil)); err != nil {
		t.Fatal(err)
	}
	given, _, err := f.AddFile(t.Context(), testFile(t, "b.bin", noise(4000)), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, ref := range []forms.FileRef{used, given, {SHA256: "none"}} {
		if err := f.Discard(ref); err != nil {
			t.Fatal(err)
		}
	}
	f = reopen(t, f)
	if !f.Holds(used) || f.Holds(given) || len(f.files) != 1 {
		t.Error("a file of the history is gone, or one given up is still there")
	}
	wantKind(t, f.SaveCopy(t.Context(), Copy{Ref: used, Path: f.Path(), Overwrite: true}), ErrRefused)
}
