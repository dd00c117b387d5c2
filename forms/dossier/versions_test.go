package dossier

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"zicha/forms"
)

func TestFinalizeAndReopen(t *testing.T) {
	f := newDossier(t)
	set(t, f, forms.RemarkPath(1), "甲")
	wantKind(t, f.Reopen("为何"), ErrRefused)
	wantKind(t, f.Finalize(Version{Code: "X"}), ErrRefused)
	pdf, book, lines := noise(300_000), noise(40_000), []byte("county/name 涡阳县")
	if err := f.Finalize(Version{Code: "7K3M-Q2XW", PDF: pdf, Workbook: book, Lines: lines}); err != nil {
		t.Fatal(err)
	}
	f = reopen(t, f)
	if d := f.Dossier(); !d.Final || d.Version != 1 {
		t.Error(d.Final, d.Version)
	}
	change := []forms.Change{{Path: forms.RemarkPath(1), Old: "甲", New: "乙"}}
	wantKind(t, f.Commit("", change), ErrFinal)
	_, _, err := f.Undo()
	wantKind(t, err, ErrFinal)
	_, _, err = f.AddFile(t.Context(), testFile(t, "a", []byte("a")), nil)
	wantKind(t, err, ErrFinal)
	wantKind(t, f.TakeEdition(f.d.Edition), ErrFinal)
	wantKind(t, f.Finalize(Version{Code: "X", PDF: pdf, Workbook: book}), ErrFinal)
	wantKind(t, f.Reopen("  "), ErrRefused)
	if err := f.Reopen("第5项篇数有误"); err != nil {
		t.Fatal(err)
	}
	f = reopen(t, f)
	if d := f.Dossier(); d.Final || d.Version != 2 {
		t.Error(d.Final, d.Version)
	}
	if err := f.Commit("", change); err != nil {
		t.Fatal(err)
	}
	if err := f.Finalize(Version{Code: "AAAA-BBBB", PDF: book, Workbook: pdf}); err != nil {
		t.Fatal(err)
	}
	f = reopen(t, f)
	list := f.Versions()
	if len(list) != 2 || list[0].Code != "7K3M-Q2XW" || list[0].Reopened != "第5项篇数有误" || list[1].Number != 2 || list[1].Reopened != "" {
		t.Errorf("%+v", list)
	}
	for kind, want := range map[string][]byte{PaperPDF: pdf, PaperWorkbook: book, PaperLines: lines} {
		if got, err := f.VersionFile(1, kind); err != nil || !bytes.Equal(got, want) {
			t.Error(kind, err)
		}
	}
	_, err = f.VersionFile(3, PaperPDF)
	wantKind(t, err, ErrRefused)
	_, err = f.VersionFile(2, PaperLines)
	wantKind(t, err, ErrRefused)
}

func TestBackups(t *testing.T) {
	f := newDossier(t)
	day := time.Date(2018, 1, 20, 9, 0, 0, 0, time.Local)
	f.now = func() time.Time { return day }
	ref, _, err := f.AddFile(t.Context(), testFile(t, "a.bin", noise(3<<20)), nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 8 {
		day = day.AddDate(0, 0, 1)
		set(t, f, forms.RemarkPath(1), strings.Repeat("甲", i+1))
		for range 2 {
			if err := f.backUp(false); err != nil {
				t.Fatal(err)
			}
			set(t, f, forms.RemarkPath(2), strings.Repeat("乙", i+1)) // not in the first backup of the day
		}
	}
	list := backups(f.Path())
	if len(list) != backupsKept || !strings.HasSuffix(list[0], ".备份-20180124.zicha") || !strings.HasSuffix(list[4], ".备份-20180128.zicha") {
		t.Fatal(list)
	}
	info, _ := os.Stat(list[4])
	if info.Size() > 1<<20 {
		t.Errorf("the backup holds %d bytes: the evidence too?", info.Size())
	}
	b, err := Open(list[4], Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	if b.BackupDate() != "2018-01-28" || b.Dossier().Get(forms.RemarkPath(1)) != strings.Repeat("甲", 8) {
		t.Error(b.BackupDate(), b.Dossier().Get(forms.RemarkPath(1)))
	}
	_, err = b.OpenFile(ref)
	if wantKind(t, err, ErrContent); !strings.Contains(err.Error(), "备份") {
		t.Error(err)
	}
	if again, existed, err := b.AddFile(t.Context(), testFile(t, "a.bin", noise(3<<20)), nil); err != nil || existed || again != ref || !b.Holds(ref) {
		t.Error("a backup does not take its files back", err, existed)
	}
	b = reopen(t, b)
	if !b.Holds(ref) || len(backups(b.Path())) != 0 {
		t.Error("file lost, or a backup of a backup")
	}
}

func TestBackupThatFailsIsAWarning(t *testing.T) {
	f := newDossier(t)
	f.Close()
	today := strings.TrimSuffix(f.Path(), ".zicha") + backupMark + time.Now().Format(backupDate) + ".zicha"
	if err := os.Remove(today); err != nil {
		t.Fatal("no backup was made on closing:", err)
	}
	if err := os.Mkdir(today, 0o700); err != nil { // cannot be replaced by a file
		t.Fatal(err)
	}
	g, err := Open(f.Path(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer g.Close()
	warning := g.backUp(true)
	plain(t, warning)
	if names := folder(t, g); len(names) != 2 { // dossier and lock
		t.Error("left behind:", names)
	}
}

func TestSaveAs(t *testing.T) {
	f := newDossier(t)
	fill(t, f)
	ref, _, err := f.AddFile(t.Context(), testFile(t, "a.bin", noise(3<<20)), nil)
	if err != nil {
		t.Fatal(err)
	}
	wantKind(t, f.SaveAs(f.Path(), true), ErrRefused)
	to := filepath.Join(t.TempDir(), "副本 %#?.zicha")
	if err := f.SaveAs(to, false); err != nil {
		t.Fatal(err)
	}
	wantKind(t, f.SaveAs(to, false), ErrExists)
	if err := f.SaveAs(to, true); err != nil {
		t.Fatal(err)
	}
	wantKind(t, f.SaveAs(filepath.Join(t.TempDir(), "无", "a.zicha"), false), ErrFolder)
	if entries, _ := os.ReadDir(filepath.Dir(to)); len(entries) != 1 {
		t.Error("left behind:", entries)
	}
	set(t, f, forms.RemarkPath(1), "只在原件里")
	g, err := Open(to, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer g.Close()
	if !g.Holds(ref) || g.Dossier().Get(forms.RemarkPath(1)) == "只在原件里" {
		t.Error("copy is not what was saved")
	}
	if bad, err := g.CheckFiles(t.Context(), nil); err != nil || len(bad) != 0 {
		t.Error(bad, err)
	}
	wantKind(t, f.SaveAs(to, true), ErrInUse)
}
