package pack

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/dossier"
	"zicha/forms/files"
	"zicha/forms/formtest"
	"zicha/forms/intake"
	"zicha/scoring"
)

// withBackup is a dossier with a remark and a file of evidence, opened anew after its backup was made.
func withBackup(t *testing.T) *dossier.File {
	t.Helper()
	f := newDossier(t)
	attach(t, f, "通知.pdf")
	commit(t, f, slices.Concat(f.Dossier().Replace(forms.RemarkPath(9), "以前的备注"), f.Dossier().Replace(forms.RemarkPath(10), "")))
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return reopened(t, f.Path())
}

func reopened(t *testing.T, path string) *dossier.File {
	t.Helper()
	f, err := dossier.Open(path, dossier.Options{Editions: []*scoring.Edition{formtest.Edition(t)}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

func commit(t *testing.T, f *dossier.File, changes []forms.Change) {
	t.Helper()
	if err := f.Commit("", changes); err != nil {
		t.Fatal(err)
	}
}

// attach adds a file of a name as an item of evidence under 5.1.
func attach(t *testing.T, f *dossier.File, name string) forms.Evidence {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(name), 0o600); err != nil {
		t.Fatal(err)
	}
	taken, err := intake.Attach(t.Context(), f, intake.Batch{Criterion: "5.1", Pieces: intake.Apiece([]string{path})}, nil)
	if err != nil || len(taken.Added) != 1 {
		t.Fatalf("%+v, %v", taken, err)
	}
	return taken.Added[0]
}

// theBackup is the only backup beside a dossier, held against its values.
func theBackup(t *testing.T, f *dossier.File) Backup {
	t.Helper()
	var told []string
	list, err := Backups(t.Context(), f, f.Dossier(), []*scoring.Edition{formtest.Edition(t)}, func(done, total int64) { told = append(told, fmt.Sprint(done, "/", total)) })
	if err != nil || len(list) != 1 || !slices.Equal(told, []string{"0/1"}) {
		t.Fatalf("%d backups, told %q, %v", len(list), told, err)
	}
	return list[0]
}

// What a backup would bring back is named: values that were other, blank or not there yet; numbers of evidence once given and what the city
// has told stay as they are.
func TestBackupAgainstThePresent(t *testing.T) {
	f := withBackup(t)
	if b := theBackup(t, f); b.Fault != nil || len(b.Differs)+len(b.Changes)+len(b.Absent) > 0 || b.Path != f.Backups()[0] || b.Note() != "恢复为"+b.Date+"的备份" {
		t.Fatalf("of the same values: %+v", b)
	}
	commit(t, f, slices.Concat(f.Dossier().Replace(forms.RemarkPath(9), "现在的"), f.Dossier().Replace(forms.RemarkPath(10), "后来加的")))
	second := attach(t, f, "后来.pdf")
	if err := f.CommitFeedback("", f.Dossier().Replace(forms.FeedbackPath("5"), "市里说的")); err != nil {
		t.Fatal(err)
	}
	b := theBackup(t, f)
	var said []string
	for _, d := range b.Differs {
		said = append(said, d.String())
	}
	for _, want := range []string{"定稿为“以前的备注”，现为“现在的”", "定稿为空白，现为“后来加的”", "定稿为空白，现为“后来”"} {
		if !strings.Contains(strings.Join(said, "\n"), want) {
			t.Errorf("does not say %s\n%s", want, strings.Join(said, "\n"))
		}
	}
	d := f.Dossier()
	d.Apply(b.Changes...)
	if d.Get(forms.RemarkPath(9)) != "以前的备注" || d.Get(forms.RemarkPath(10)) != "" || len(d.AllEvidence()) != 1 {
		t.Errorf("restored: %q, %q, %d items", d.Get(forms.RemarkPath(9)), d.Get(forms.RemarkPath(10)), len(d.AllEvidence()))
	}
	if d.Get(forms.FeedbackPath("5")) != "市里说的" {
		t.Error("what the city told is gone")
	}
	if next, _, err := d.AddEvidence("5.1", forms.Evidence{Title: "又一份"}); err != nil || next.Number != "5-06" || second.Number != "5-05" {
		t.Errorf("after %s, which is gone, comes %s, %v", second.Number, next.Number, err)
	}
}

// The changes of a backup that somebody has looked at for a while still lead to its values, whatever was changed meanwhile.
func TestBackupOntoLaterValues(t *testing.T) {
	f := withBackup(t)
	commit(t, f, f.Dossier().Replace(forms.RemarkPath(9), "现在的"))
	b := theBackup(t, f)
	commit(t, f, f.Dossier().Replace(forms.RemarkPath(9), "更晚的"))
	if err := f.Commit(b.Note(), b.Onto(f.Dossier())); err != nil || f.Dossier().Get(forms.RemarkPath(9)) != "以前的备注" {
		t.Errorf("%q, %v", f.Dossier().Get(forms.RemarkPath(9)), err)
	}
	if again := b.Onto(f.Dossier()); len(again) > 0 {
		t.Errorf("once more: %v", again)
	}
}

// A backup has no contents of evidence: it names which of its files the dossier no longer holds.
func TestBackupOfEvidenceThatIsGone(t *testing.T) {
	f := withBackup(t)
	path := filepath.Join(t.TempDir(), "别的.zicha") // of the same dossier, but without its evidence
	data, err := os.ReadFile(f.Backups()[0])
	if err == nil {
		err = os.WriteFile(path, data, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	bare := reopened(t, path)
	if b := backup(bare, bare.Dossier(), f.Backups()[0], nil); b.Fault != nil || !slices.Equal(b.Absent, []string{"佐证5-04 通知.pdf"}) {
		t.Errorf("%+v", b)
	}
	item := f.Dossier().AllEvidence()[0]
	gone, err := f.Dossier().RemoveEvidence(item.ID, "误")
	if err != nil {
		t.Fatal(err)
	}
	commit(t, f, gone)
	if err := f.Close(); err != nil { // makes the backup anew
		t.Fatal(err)
	}
	if b := backup(bare, bare.Dossier(), f.Backups()[0], nil); b.Fault != nil || len(b.Absent) > 0 {
		t.Errorf("of an item that was taken back nothing is missed: %+v", b)
	}
}

// A backup that cannot serve says why, and the others are still held against the present.
func TestBackupsThatCannotServe(t *testing.T) {
	f := withBackup(t)
	rules := func(old, new string) *scoring.Edition {
		e, err := scoring.LoadEdition("edition.toml", []byte(strings.ReplaceAll(formtest.Rules(t), old, new)))
		if err != nil {
			t.Fatal(err)
		}
		return e
	}
	other, altered := rules(`id = "bozhou-2017"`, `id = "bozhou-2019"`), rules("县、区级层面开展诚信文化主题宣传活动的，得4分", "县、区级层面每季度开展诚信文化主题宣传活动的，得4分")
	for what, d := range map[string]*forms.Dossier{"another edition": forms.New(other, nil), "other rules": forms.New(altered, nil)} {
		if b := backup(f, d, f.Backups()[0], []*scoring.Edition{formtest.Edition(t)}); b.Fault == nil || b.Fault.Error() != "这份备份用的考核指标与现在的不同，不能恢复到这份档案；可以直接打开它来看" || b.Date == "" || b.Changes != nil {
			t.Errorf("%s: %+v", what, b)
		}
	}
	broken := filepath.Join(t.TempDir(), "坏.zicha")
	if err := os.WriteFile(broken, []byte("不是档案"), 0o600); err != nil {
		t.Fatal(err)
	}
	if b := backup(f, f.Dossier(), broken, nil); b.Fault == nil || b.Path != broken || b.Date != "" {
		t.Errorf("broken: %+v", b)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if list, err := Backups(ended, f, f.Dossier(), nil, func(int64, int64) {}); list != nil || !files.Cancelled(err) {
		t.Errorf("cancelled: %v, %v", list, err)
	}
}

// Restored into a new file, also from a finalized dossier, the copy is a draft with the backup's values; the open one stays as it is, and no
// file is written over.
func TestRestoreIntoANewFile(t *testing.T) {
	for _, final := range []bool{false, true} {
		f := withBackup(t)
		commit(t, f, f.Dossier().Replace(forms.RemarkPath(9), "现在的"))
		if final {
			storeFinal(t, f, "A")
		}
		b := theBackup(t, f)
		known := []*scoring.Edition{formtest.Edition(t)}
		to := filepath.Join(t.TempDir(), "新.zicha")
		if err := b.RestoreTo(t.Context(), f, to, known); err != nil {
			t.Fatal(err)
		}
		copied := reopened(t, to)
		if d := copied.Dossier(); d.Final || d.Get(forms.RemarkPath(9)) != "以前的备注" || d.Version != map[bool]int{false: 1, true: 2}[final] {
			t.Errorf("finalized %t: the copy is final %t, version %d, %q", final, d.Final, d.Version, d.Get(forms.RemarkPath(9)))
		}
		if d := f.Dossier(); d.Final != final || d.Get(forms.RemarkPath(9)) != "现在的" {
			t.Errorf("finalized %t: the open one has changed", final)
		}
		if bad, err := copied.CheckFiles(t.Context(), nil); err != nil || len(bad) > 0 {
			t.Errorf("finalized %t: evidence of the copy %v, %v", final, bad, err)
		}
		entries, err := copied.History(dossier.Filter{})
		if err != nil || !slices.ContainsFunc(entries, func(e dossier.Entry) bool { return strings.Contains(fmt.Sprint(e), b.Note()) }) {
			t.Errorf("finalized %t: the history of the copy does not say what it is", final)
		}
		if err := b.RestoreTo(t.Context(), f, to, known); err == nil {
			t.Errorf("finalized %t: written over a file", final)
		}
	}
}
