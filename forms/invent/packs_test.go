package invent_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"zicha/forms/invent"
	"zicha/forms/pack"
	"zicha/forms/pdf"
)

func TestMain(m *testing.M) {
	pdf.ChildMain()
	dir, err := os.MkdirTemp("", "cache-*") // not the user's own folder
	if err != nil {
		panic(err)
	}
	os.Setenv("XDG_CACHE_HOME", dir)
	code := m.Run()
	os.RemoveAll(dir)
	os.Exit(code)
}

// Packs verify under the code of the workbooks, whose twins are in them; one document is every county's, and two share a photo and a scan
// inside PDFs that are not the same.
func TestPacks(t *testing.T) {
	e := known(t)[0]
	dir := t.TempDir()
	made, err := invent.Make(t.Context(), invent.Job{Edition: e, Count: 3, Seed: 4, Dir: dir, Packs: true})
	if err != nil {
		t.Fatal(err)
	}
	hashes := map[string]int{} // how many counties have a file
	for i, b := range read(t, made) {
		verdicts, err := pack.Verify(t.Context(), b.Code, []string{made.Packs[i]}, known(t))
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range verdicts {
			if !v.Equal {
				t.Errorf("%s: %v %v", made.Packs[i], v.Differs, v.Notes)
			}
		}
		want, _ := os.ReadFile(made.Workbooks[i])
		got, err := os.ReadFile(filepath.Join(made.Packs[i], filepath.Base(made.Workbooks[i])))
		if err != nil || !bytes.Equal(got, want) {
			t.Errorf("the workbook in %s is another (%v)", made.Packs[i], err)
		}
		for _, item := range b.Dossier.AllEvidence() {
			hashes[item.Files[0].SHA256]++
		}
	}
	all, two := 0, 0
	for _, n := range hashes {
		switch n {
		case 3:
			all++
		case 2:
			two++
		}
	}
	if all != 1 || two != 1 || len(hashes) < 60 {
		t.Errorf("%d files are every county's, %d those of two, of %d", all, two, len(hashes))
	}
	scans := map[string]int{}
	_ = filepath.WalkDir(filepath.Join(dir, invent.PackFolder), func(path string, _ os.DirEntry, _ error) error {
		if data, err := os.ReadFile(path); err == nil && strings.Contains(path, "佐证材料"+string(filepath.Separator)) {
			if _, stream, found := bytes.Cut(data, []byte("/DCTDecode")); found {
				scans[string(stream)]++
			}
		}
		return nil
	})
	if len(scans) != 1 {
		t.Fatalf("%d different scans", len(scans))
	}
	for _, n := range scans {
		if n != 2 {
			t.Errorf("%d PDFs have the scan", n)
		}
	}
}
