package dossier

import (
	"bytes"
	"testing"

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
