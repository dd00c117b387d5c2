package dossier

import (
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/files"
	"zicha/forms/store"
	"zicha/scoring"
)

func TestCommitSurvivesReopening(t *testing.T) {
	f := newDossier(t)
	fill(t, f)
	set(t, f, forms.AnswerPath("5.3", "articles"), "4")
	set(t, f, forms.RemarkPath(5), "")
	want := f.Dossier()
	g := reopen(t, f)
	sameValues(t, g.Dossier(), want)
	if g.Dossier().Get(forms.AnswerPath("5.3", "articles")) != "4" || g.Dossier().County() != "涡阳县" {
		t.Error("values lost")
	}
	if g.Dossier().Version != 1 || g.Dossier().Final {
		t.Error("not a draft of version 1")
	}
	if err := g.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestCommitRefusesStaleValues(t *testing.T) {
	f := newDossier(t)
	p := forms.AnswerPath("5.3", "articles")
	set(t, f, p, "4")
	err := f.Commit("", []forms.Change{{Path: forms.RemarkPath(1), New: "x"}, {Path: p, Old: "3", New: "5"}})
	wantKind(t, err, ErrConflict)
	if f.Dossier().Get(forms.RemarkPath(1)) != "" {
		t.Error("half a batch was taken")
	}
	if err := f.Commit("", []forms.Change{{Path: p, Old: "4", New: "5"}, {Path: p, Old: "5", New: "6"}}); err != nil {
		t.Fatal(err)
	}
	if got := reopen(t, f).Dossier().Get(p); got != "6" {
		t.Errorf("value is %q", got)
	}
}

func TestDossierIsTheCallersOwn(t *testing.T) {
	f := newDossier(t)
	f.Dossier().Apply(forms.Change{Path: forms.RemarkPath(1), New: "x"})
	if f.Dossier().Get(forms.RemarkPath(1)) != "" {
		t.Error("a caller's change reached the file's state")
	}
}

func TestOneWriterManyReaders(t *testing.T) {
	f := newDossier(t)
	set(t, f, forms.RemarkPath(1), "甲")
	f.SetWho("王某")
	_, err := Open(f.Path(), Options{})
	wantKind(t, err, files.InUse)
	r, err := Open(f.Path(), Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if r.Dossier().Get(forms.RemarkPath(1)) != "甲" || !r.ReadOnly() {
		t.Error("reader does not see the value")
	}
	set(t, f, forms.RemarkPath(1), "乙") // the reader is not in the way
	wantKind(t, r.Commit("", []forms.Change{{Path: forms.RemarkPath(2), New: "x"}}), ErrReadOnly)
	wantKind(t, r.Finalize(Version{Code: "X", PDF: noise(9), Workbook: noise(9)}), ErrReadOnly)
	wantKind(t, r.Reopen("x"), ErrReadOnly)
	_, _, err = r.AddFile(t.Context(), testFile(t, "a.txt", []byte("x")), nil)
	wantKind(t, err, ErrReadOnly)
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	wantKind(t, f.Commit("", []forms.Change{{Path: forms.RemarkPath(2), New: "x"}}), ErrClosed)
	g, err := Open(f.Path(), Options{})
	if err != nil {
		t.Fatalf("after the writer has closed: %v", err)
	}
	g.Close()
}

func TestEditionChanged(t *testing.T) {
	f := newDossier(t)
	own := f.Dossier().Edition
	f.Close()
	mended := alteredEdition(t, func(s string) string {
		i := strings.Index(s, `help = "`)
		return s[:i+8] + "另说：" + s[i+8:]
	})
	if mended.Hash() != own.Hash() {
		t.Fatal("a mended help text counts as a rule")
	}
	g, err := Open(f.Path(), Options{Editions: []*scoring.Edition{mended}})
	if err != nil {
		t.Fatal(err)
	}
	if _, changed := g.EditionChanged(); changed || g.Dossier().Edition != mended {
		t.Error("a mended note should be taken over silently")
	}
	g.Close()

	other := alteredEdition(t, func(s string) string { return strings.ReplaceAll(s, `"articles"`, `"pieces"`) })
	if g, err = Open(f.Path(), Options{Editions: []*scoring.Edition{other}}); err != nil {
		t.Fatal(err)
	}
	if e, changed := g.EditionChanged(); !changed || e != other || g.Dossier().Edition.Hash() != own.Hash() {
		t.Error("other rules of the same id go unnoticed, or are used unasked")
	}
	if err := g.TakeEdition(other); err != nil {
		t.Fatal(err)
	}
	g.Close()
	if g, err = Open(f.Path(), Options{}); err != nil {
		t.Fatal(err)
	}
	defer g.Close()
	if g.Dossier().Edition.Hash() != other.Hash() {
		t.Error("the rulebook was not taken over")
	}
	h, err := g.History(Filter{})
	if err != nil || h[0].Kind != kindEdition {
		t.Error(h, err)
	}
}

func TestUnknownEditionOpensWithItsOwnRules(t *testing.T) {
	f := newDossier(t)
	f.Close()
	g, err := Open(f.Path(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if g.Dossier().Edition.Hash() != f.d.Edition.Hash() {
		t.Error("other rules")
	}
	// A rulebook this program cannot load, properly checksummed.
	err = g.file.Do("", store.Step{}, func(tx *store.Tx) error { return tx.SetMeta(metaEdition, "id = 'x'\nneu = 1\n") })
	if err != nil {
		t.Fatal(err)
	}
	g.Close()
	_, err = Open(f.Path(), Options{})
	wantKind(t, err, ErrEdition)
	if _, err = Open(f.Path(), Options{Editions: []*scoring.Edition{f.d.Edition}}); err != nil {
		t.Errorf("the same rules are known, yet: %v", err)
	}
}
