package dossier

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/files"
	"zicha/forms/store"
	"zicha/scoring"
)

func pdfFile(t testing.TB, name string, size int) string {
	t.Helper()
	return testFile(t, name, append([]byte("%PDF-1.7\n"), noise(size)...))
}

// finalize stores a version with papers that only have to be there.
func finalize(t testing.TB, f *File, code string) {
	t.Helper()
	if err := f.Finalize(Version{Code: code, PDF: []byte("%PDF-"), Workbook: []byte("PK")}); err != nil {
		t.Fatal(err)
	}
}

// Scans come into a finalized dossier, are there after reopening it and after 退回修改, and their bytes are the file's.
func TestScansStayWithTheirVersion(t *testing.T) {
	f := newDossier(t)
	set(t, f, forms.RemarkPath(1), "甲")
	_, err := f.AddScan(t.Context(), 1, pdfFile(t, "早.pdf", 10), nil)
	wantKind(t, err, ErrRefused)
	finalize(t, f, "AAAA")
	first := pdfFile(t, "盖章报告.pdf", 3<<20)
	var told int64
	s, err := f.AddScan(t.Context(), 1, first, func(done, _ int64) { told = done })
	if err != nil || told != s.Ref.Size || s.Version != 1 || s.When.IsZero() || s.Who == "" {
		t.Fatal(s, told, err)
	}
	photo := testFile(t, "附件.JPG", append([]byte("\xff\xd8\xff\xe0"), noise(100)...))
	if _, err := f.AddScan(t.Context(), 1, photo, nil); err != nil {
		t.Fatal(err)
	}
	_, err = f.AddScan(t.Context(), 1, first, nil)
	wantKind(t, err, ErrRefused)
	wantKind(t, f.Commit("", []forms.Change{{Path: forms.RemarkPath(1), Old: "甲", New: "乙"}}), ErrFinal)
	f = reopen(t, f)
	if err := f.Reopen("改数"); err != nil {
		t.Fatal(err)
	}
	set(t, f, forms.RemarkPath(1), "乙")
	finalize(t, f, "BBBB")
	if _, err := f.AddScan(t.Context(), 2, pdfFile(t, "第二版.pdf", 50), nil); err != nil {
		t.Fatal(err)
	}
	f = reopen(t, f)
	list := f.Versions()
	if len(list[0].Scans) != 2 || list[0].Scans[0].Ref.Name != "盖章报告.pdf" || len(list[1].Scans) != 1 || list[0].Scans[0].When.IsZero() {
		t.Fatalf("%+v", list)
	}
	r, err := f.OpenFile(list[0].Scans[0].Ref)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	want, _ := os.ReadFile(first)
	if got, err := io.ReadAll(r); err != nil || !bytes.Equal(got, want) {
		t.Error("other bytes came back", err)
	}
	if all, err := f.History(Filter{}); err != nil || !strings.Contains(all[0].Text, "存入第2版的盖章扫描件：第二版.pdf") {
		t.Error(all, err)
	}
	wantKind(t, f.RemoveScan(list[1].Scans[0], " "), ErrRefused)
	if err := f.RemoveScan(list[1].Scans[0], "扫错了"); err != nil {
		t.Fatal(err)
	}
	f = reopen(t, f)
	if n := len(f.Versions()[1].Scans); n != 0 || len(f.Versions()[0].Scans) != 2 {
		t.Error("scans left:", n)
	}
	if all, _ := f.History(Filter{}); !strings.Contains(all[0].Text, "移出第2版的盖章扫描件：第二版.pdf（扫错了）") {
		t.Error(all[0].Text)
	}
}

func TestScansThatAreRefused(t *testing.T) {
	f := newDossier(t)
	finalize(t, f, "AAAA")
	for name, path := range map[string]string{
		"text":    testFile(t, "说明.pdf", []byte("不是PDF")),
		"empty":   testFile(t, "空.pdf", nil),
		"missing": filepath.Join(t.TempDir(), "无.pdf"),
		"folder":  t.TempDir(),
	} {
		if _, err := f.AddScan(t.Context(), 1, path, nil); !errors.Is(err, files.Source) {
			t.Errorf("%s: %v", name, err)
		} else {
			plain(t, err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	if _, err := f.AddScan(ctx, 1, pdfFile(t, "大.pdf", 20<<20), func(int64, int64) { cancel() }); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if f = reopen(t, f); len(f.Versions()[0].Scans) != 0 {
		t.Error("something was left behind")
	}
	f.Close()
	ro, err := Open(f.Path(), Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer ro.Close()
	_, err = ro.AddScan(t.Context(), 1, pdfFile(t, "a.pdf", 10), nil)
	wantKind(t, err, ErrReadOnly)
}

// A backup lists the scans without their contents, says so, and takes them back.
func TestScansInABackup(t *testing.T) {
	f := newDossier(t)
	finalize(t, f, "AAAA")
	path := pdfFile(t, "盖章.pdf", 2<<20)
	s, err := f.AddScan(t.Context(), 1, path, nil)
	if err != nil {
		t.Fatal(err)
	}
	f.Close()
	list, err := filepath.Glob(filepath.Join(filepath.Dir(f.Path()), "*.备份-*.zicha"))
	if err != nil || len(list) != 1 {
		t.Fatal(list, err)
	}
	b, err := Open(list[0], Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	if got := b.Versions()[0].Scans; len(got) != 1 || got[0].Ref != s.Ref {
		t.Fatal(got)
	}
	_, err = b.OpenFile(s.Ref)
	wantKind(t, err, ErrContent)
	if back, err := b.AddScan(t.Context(), 1, path, nil); err != nil || back.Ref != s.Ref || back.Version != 1 || !b.Holds(s.Ref) || len(b.Versions()[0].Scans) != 1 {
		t.Error("the contents were not taken back", back, err)
	}
}

// The dossier itself, another one and what lies beside them are no scans.
func TestNoScanOfOurOwn(t *testing.T) {
	f := newDossier(t)
	finalize(t, f, "AAAA")
	for path, words := range map[string]string{
		f.Path():              "就是正在编辑的档案，不能加入自己",
		newDossier(t).Path():  "是程序自己的档案或随它生成的文件，没有加入",
		f.Path() + "-journal": "是程序自己的档案或随它生成的文件，没有加入",
	} {
		_, err := f.AddScan(t.Context(), 1, path, nil)
		if wantKind(t, err, files.Source); !strings.Contains(err.Error(), words) {
			t.Error(err)
		}
	}
}

// A version's number that is none is damage, for which there are two ways out.
func TestDamagedVersionNumber(t *testing.T) {
	f := newDossier(t)
	if err := f.file.Do("改", store.Step{Kind: kindExport}, func(tx *store.Tx) error { return tx.SetMeta(metaVersion, "一") }); err != nil {
		t.Fatal(err)
	}
	f.Close()
	_, err := Open(f.Path(), Options{ReadOnly: true, Editions: []*scoring.Edition{f.d.Edition}})
	if wantKind(t, err, files.Damaged); !strings.Contains(err.Error(), "带日期的备份") || !strings.Contains(err.Error(), "zichactl repair") {
		t.Error(err)
	}
}
