package pack

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/dossier"
	"zicha/forms/files"
	"zicha/forms/formtest"
	"zicha/forms/volume"
)

// Parts of an earlier run are in the plan, and told once they lie beside a volume they do not belong to.
func TestPartsOfAnEarlierRun(t *testing.T) {
	f := newDossier(t)
	dir := t.TempDir()
	path := filepath.Join(dir, "汇编.pdf")
	for _, name := range []string{"汇编 第1册.pdf", "汇编 第2册.pdf", "汇编 第3册.pdf", "汇编 第三册.pdf", "别的 第4册.pdf"} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var planned []string
	for _, x := range PlanVolume(f, path) {
		planned = append(planned, fmt.Sprintf("%s %t %s", filepath.Base(x.Path), x.There, x.What))
	}
	if want := "汇编.pdf false 汇编|汇编 第1册.pdf true 以前的分册|汇编 第2册.pdf true 以前的分册|汇编 第3册.pdf true 以前的分册"; strings.Join(planned, "|") != want {
		t.Errorf("planned %q", planned)
	}
	said := stale(path, []string{filepath.Join(dir, "汇编 第1册.pdf"), filepath.Join(dir, "汇编 第2册.pdf")})
	if len(said) != 1 || !strings.HasPrefix(said[0].Message, "“汇编 第3册.pdf”是以前编的") {
		t.Errorf("%v", said)
	}
}

// newDossier is a dossier of a few values.
func newDossier(t *testing.T) *dossier.File {
	t.Helper()
	d := formtest.Perfect(t)
	values := d.Values()
	for path := range values {
		if k := path.Kind(); k == forms.KindEvidence || k == forms.KindFile {
			delete(values, path)
		}
	}
	f, err := dossier.Create(filepath.Join(t.TempDir(), "a.zicha"), d.Edition, values)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

// A draft never replaces what was finalized, whatever its name is now; a draft it does.
func TestSealedUnderADraftsName(t *testing.T) {
	f := newDossier(t)
	dir := t.TempDir()
	if _, err := Export(t.Context(), f, Plan(f, dir, false), nil); err != nil {
		t.Fatal(err)
	}
	drafts := Plan(f, dir, false)
	if err := drafts.Held(); err != nil || len(drafts.Replaced()) != 2 {
		t.Errorf("over drafts: %v", err)
	}
	if _, err := Finalize(t.Context(), f, "2018-02-05", nil); err != nil {
		t.Fatal(err)
	}
	final, err := Export(t.Context(), f, Plan(f, dir, false), nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := Reopen(f, "改"); err != nil {
		t.Fatal(err)
	}
	for i, path := range final.Paths {
		under := drafts[i].Path
		data, err := os.ReadFile(path)
		if err == nil {
			err = os.WriteFile(under, data, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
		if err := Plan(f, dir, false).Held(); err == nil || !strings.Contains(err.Error(), "是定稿的文件，草稿不能覆盖它") {
			t.Errorf("%s under the name of a draft: %v", filepath.Base(path), err)
		}
		if _, err := Export(t.Context(), f, Plan(f, dir, false), nil); err == nil {
			t.Error("and it was replaced")
		}
		if err := os.Remove(under); err != nil {
			t.Fatal(err)
		}
	}
	other := newDossier(t) // knows nothing of that paper
	data, err := os.ReadFile(final.Paths[1])
	if err == nil {
		err = os.WriteFile(drafts[1].Path, data, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := Plan(other, dir, false).Held(); err == nil {
		t.Error("another county's finalized workbook")
	}
}

// What comes while papers are set is not replaced.
func TestNothingThatCameSince(t *testing.T) {
	f := newDossier(t)
	dir := t.TempDir()
	plan := Plan(f, dir, true)
	for _, x := range plan {
		if err := os.WriteFile(x.Path, []byte("刚放的"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := Export(t.Context(), f, plan, nil); !errors.Is(err, files.Exists) {
		t.Errorf("papers: %v", err)
	}
	if _, err := Letter(t.Context(), f, plan); !errors.Is(err, files.Exists) {
		t.Errorf("letter: %v", err)
	}
	path := filepath.Join(dir, "汇编.pdf")
	planned := PlanVolume(f, path)
	if err := os.WriteFile(path, []byte("刚放的"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Volume(t.Context(), f, path, volume.Work{Plan: planned}); !errors.Is(err, files.Exists) {
		t.Errorf("volume: %v", err)
	}
	for _, at := range []string{plan[0].Path, plan[1].Path, plan[2].Path, path} {
		if data, err := os.ReadFile(at); err != nil || string(data) != "刚放的" {
			t.Errorf("%s: %d bytes, %v", filepath.Base(at), len(data), err)
		}
	}
}
