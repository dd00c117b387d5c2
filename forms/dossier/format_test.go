package dossier

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"testing"

	"zicha/forms"
)

// unpack gives a stored dossier in a fresh folder.
func unpack(t testing.TB, name string) string {
	t.Helper()
	packed, err := os.Open("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	defer packed.Close()
	unpacked, err := gzip.NewReader(packed)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(unpacked)
	if err != nil {
		t.Fatal(err)
	}
	return testFile(t, "旧.zicha", data)
}

func openOld(t testing.TB, name string) *File {
	t.Helper()
	f, err := Open(unpack(t, name), Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// A dossier of the first format, written before there were scans, opens without being changed, and takes one.
func TestDossierOfTheFirstFormat(t *testing.T) {
	f := openOld(t, "format1.zicha.gz")
	d := f.Dossier()
	if !d.Final || d.Get(forms.RemarkPath(5)) != "旧程序写的" || len(d.Evidence("5.1")) != 1 || f.Exported() != "" || f.Versions()[0].Scans != nil {
		t.Error("read otherwise than written", d.Values())
	}
	if bad, err := f.CheckFiles(t.Context(), nil); err != nil || len(bad) != 0 {
		t.Error(bad, err)
	}
	if _, err := f.AddScan(t.Context(), 1, pdfFile(t, "盖章.pdf", 10), nil); err != nil {
		t.Fatal(err)
	}
	f.SetExported("甲")
	before, err := os.ReadFile(f.Path())
	if err != nil {
		t.Fatal(err)
	}
	f.SetExported("甲")
	if after, _ := os.ReadFile(f.Path()); !bytes.Equal(after, before) {
		t.Error("what is remembered already is written again")
	}
	if f = reopen(t, f); len(f.Versions()[0].Scans) != 1 || f.Exported() != "甲" {
		t.Error(f.Versions(), f.Exported())
	}
}

// A dossier written before the store was a package of its own: values, evidence in three chunks, a version sent back with its papers
// and a scan, undo and redo, and who did it.
func TestDossierWithAllInIt(t *testing.T) {
	f := openOld(t, "format1-scans.zicha.gz")
	d := f.Dossier()
	if d.Final || d.Version != 2 || d.County() != "涡阳县" || d.Get(forms.AnswerPath("5.3", "articles")) != "5" ||
		d.Get(forms.RemarkPath(5)) != "第一版的备注" || len(d.Rows("10.1")) != 1 || len(d.AllEvidence()) != 2 || len(d.Evidence("5.1")) != 1 {
		t.Error("read otherwise than written", d.Values())
	}
	if bad, err := f.CheckFiles(t.Context(), nil); err != nil || len(bad) != 0 {
		t.Error(bad, err)
	}
	v := f.Versions()
	if len(v) != 1 || v[0].Code != "7K3M-Q2XW-9HTD-4FNP" || v[0].Reopened != "数字有误" || v[0].Who != "王某" || v[0].When.IsZero() ||
		len(v[0].Scans) != 1 || v[0].Scans[0].Ref.Name != "盖章.pdf" || f.Exported() != "某状态" {
		t.Errorf("%+v", v)
	}
	if pdf, err := f.VersionFile(1, PaperPDF); err != nil || !bytes.Equal(pdf, []byte("%PDF-1.7 第一版")) {
		t.Errorf("%q %v", pdf, err)
	}
	if words, _ := f.CanRedo(); words != "第5项备注 第一版的备注→第二版的备注" {
		t.Error("redo is", words)
	}
	if words, _ := f.CanUndo(); words != "5.3 刊发宣传稿件 4→5" {
		t.Error("undo is", words)
	}
	for range 2 {
		if _, _, err := f.Undo(); err != nil {
			t.Fatal(err)
		}
	}
	if _, ok := f.CanUndo(); ok || f.Dossier().Get(forms.AnswerPath("5.3", "articles")) != "" {
		t.Error("undo does not end where the version was sent back")
	}
	if f = reopen(t, f); len(f.Versions()) != 1 {
		t.Error("not written back")
	}
}

// A backup of that dossier opens, and takes its evidence back.
func TestBackupOfTheFirstFormat(t *testing.T) {
	f := openOld(t, "format1-backup.zicha.gz")
	if f.BackupDate() != "2026-11-26" || f.Dossier().Get(forms.AnswerPath("5.3", "articles")) != "5" {
		t.Error(f.BackupDate(), f.Dossier().Values())
	}
	bad, err := f.CheckFiles(t.Context(), nil)
	if err != nil || len(bad) != 1 {
		t.Fatal(bad, err)
	}
	path := filepath.Join(t.TempDir(), "大.txt")
	if err := os.WriteFile(path, bytes.Repeat([]byte("0123456789abcdef"), 160_000), 0o600); err != nil {
		t.Fatal(err)
	}
	if ref, existed, err := f.AddFile(t.Context(), path, nil); err != nil || existed || ref.SHA256 != bad[0].Ref.SHA256 {
		t.Error(ref, existed, err)
	}
	if bad, err := f.CheckFiles(t.Context(), nil); err != nil || len(bad) != 0 {
		t.Error(bad, err)
	}
}
