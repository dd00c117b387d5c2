package dossier

import (
	"maps"
	"path/filepath"
	"testing"
	"time"

	"zicha/forms"
	"zicha/scoring"
)

// Texts not taken are there in the dated backup, in a copy under another name, and after a repair; a commit drops the one of its value at
// once, and a finalized dossier takes none.
func TestDraftsAreCarried(t *testing.T) {
	f := newDossier(t)
	at := time.Date(2018, 1, 26, 9, 0, 0, 0, time.UTC)
	want := map[forms.Path]forms.Draft{
		forms.AnswerPath("11.1", "updated"): {Text: "3万个", At: at, Left: true}, forms.NarrativePath("5"): {Text: "写到一半", At: at},
	}
	if err := f.Keep(want); err != nil {
		t.Fatal(err)
	}
	set(t, f, forms.RemarkPath(5), "改过的才备份")
	copied := filepath.Join(t.TempDir(), "另存.zicha")
	if err := f.SaveAs(copied, false); err != nil {
		t.Fatal(err)
	}
	same := func(how string, f *File) {
		t.Helper()
		if got := f.Dossier().Drafts(); !maps.Equal(got, want) {
			t.Errorf("%s: %v", how, got)
		}
	}
	f = reopen(t, f)
	same("reopened", f)
	opened := func(path string) *File {
		g, err := Open(path, Options{Editions: []*scoring.Edition{testEdition(t)}, ReadOnly: true})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { g.Close() })
		return g
	}
	same("saved as", opened(copied))
	backups, err := filepath.Glob(filepath.Join(filepath.Dir(f.Path()), "*.备份-*.zicha"))
	if err != nil || len(backups) != 1 {
		t.Fatal(backups, err)
	}
	same("the backup", opened(backups[0]))
	_, mended := repaired(t, copied)
	same("repaired", mended)

	set(t, f, forms.AnswerPath("11.1", "updated"), "12.5")
	if got := f.Dossier().Drafts(); len(got) != 1 || got[forms.NarrativePath("5")].Text == "" {
		t.Errorf("its value was set: %v", got)
	}
	mine := f.Dossier()
	mine.DropDraft(forms.NarrativePath("5"))
	if len(f.Dossier().Drafts()) != 1 {
		t.Error("a copy shares its drafts with the file")
	}
}
