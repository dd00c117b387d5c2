package ui

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"zicha/forms"
	"zicha/forms/dossier"
	"zicha/forms/pack"
	"zicha/ui/assess"
)

// A workbook dropped on the start page becomes a dossier by the rulebook it names, and what it says is offered for import there.
func TestADossierFromAWorkbook(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	w, _, later := newWindowLater(t)
	taken, err := w.office.Known.Take(context.Background(), rulebook(t, `id = "bozhou-2017"`, `id = "other-2018"`, "\nyear = 2017\n", "\nyear = 2018\n"))
	if err != nil {
		t.Fatal(err)
	}
	f, err := dossier.Create(filepath.Join(t.TempDir(), "a.zicha"), taken.Edition, forms.Begin(taken.Edition, "341622", ""))
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Commit("填报", []forms.Change{{Path: forms.AnswerPath("5.3", "articles"), New: "4"}}); err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	if _, err := pack.Export(context.Background(), f, pack.Plan(f, folder, false), nil); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	books, _ := filepath.Glob(filepath.Join(folder, "*.xlsx"))
	w.droppedOnStart([]fyne.URI{storage.NewFileURI(books[0])})
	press(t, w, "确定")
	if w.session == nil || w.session.Values.Edition.ID != "other-2018" || w.session.Values.County() != "蒙城县" {
		t.Fatalf("nothing made: %s", shownTexts(w))
	}
	until(t, later, func() bool { return strings.Contains(shownTexts(w), "直接填入的有") })
	if err := os.WriteFile(books[0], []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	dismiss(w)
	w.fromWorkbook(books[0])
	if words := shownTexts(w); !strings.Contains(words, "没有新建") {
		t.Errorf("a broken workbook: %s", words)
	}
}

// Where two rulebooks have the name that the workbook gives, the user says which one it was.
func TestAWorkbookOfAnIDKnownTwice(t *testing.T) {
	w, e, _ := newWindowLater(t)
	if _, err := w.office.Known.Take(context.Background(), rulebook(t, `each = "0.5"`, `each = "0.4"`)); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "a.zicha")
	w.create(path, assess.Place{Edition: e, Code: "341622"})
	w.closeDossier()
	f, err := dossier.Open(path, dossier.Options{})
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	if _, err := pack.Export(context.Background(), f, pack.Plan(f, folder, false), nil); err != nil {
		t.Fatal(err)
	}
	_ = f.Close()
	books, _ := filepath.Glob(filepath.Join(folder, "*.xlsx"))
	w.fromWorkbook(books[0])
	if words := shownTexts(w); !strings.Contains(words, "是按哪一套考核指标填的") || strings.Count(words, "规则码") != 2 {
		t.Errorf("says %s", words)
	}
}
