package dossier

import (
	"testing"

	"zicha/forms"
)

// Damaged evidence is found once for each item in use, not for items taken out, and adding the original again mends it.
func TestCheckFiles(t *testing.T) {
	f := newDossier(t)
	path := testFile(t, "a.bin", noise(3<<20))
	ref, _, err := f.AddFile(t.Context(), path, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, title := range []string{"通知", "撤掉的"} {
		item, changes, err := f.Dossier().AddEvidence("5.1", forms.Evidence{Title: title, Files: []forms.FileRef{ref}})
		if err != nil {
			t.Fatal(err)
		}
		if err := f.Commit("", changes); err != nil {
			t.Fatal(err)
		}
		if title == "通知" {
			continue
		}
		if changes, err = f.Dossier().RemoveEvidence(item.ID, "重复"); err != nil {
			t.Fatal(err)
		}
		if err := f.Commit("", changes); err != nil {
			t.Fatal(err)
		}
	}
	var told []int64
	count := func(done, total int64) { told = append(told, done, total) }
	if bad, err := f.CheckFiles(t.Context(), count); err != nil || len(bad) != 0 || len(told) != 2 || told[0] != 3<<20 || told[1] != 3<<20 {
		t.Fatal(bad, err, told)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	spoil(t, f.Path(), "UPDATE chunk SET data=zeroblob(1048576) WHERE id%1048576=1")
	f = reopen(t, f)
	bad, err := f.CheckFiles(t.Context(), nil)
	if err != nil || len(bad) != 1 || bad[0].Ref.SHA256 != ref.SHA256 || bad[0].Item != f.Dossier().Evidence("5.1")[0].ID {
		t.Fatal(bad, err)
	}
	wantKind(t, bad[0].Err, ErrContent)
	if _, existed, err := f.AddFile(t.Context(), path, nil); err != nil || existed {
		t.Fatal(existed, err)
	}
	if bad, err := f.CheckFiles(t.Context(), nil); err != nil || len(bad) != 0 {
		t.Error(bad, err)
	}
}
