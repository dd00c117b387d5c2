package pack_test

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"zicha/forms"
	"zicha/forms/dossier"
	"zicha/forms/formtest"
	"zicha/forms/pack"
	"zicha/scoring"
)

// handedOver is the sample county finalized: its dossier's path, its workbook's and its code.
func handedOver(t *testing.T) (dossierPath, bookPath, code string) {
	t.Helper()
	f, code := finalized(t)
	defer f.Close()
	out, err := pack.Export(context.Background(), f, pack.Plan(f, t.TempDir(), false), nil)
	if err != nil {
		t.Fatal(err)
	}
	return f.Path(), out.Paths[1], code
}

func edition(t *testing.T, replace ...string) *scoring.Edition {
	t.Helper()
	if len(replace) == 0 {
		return formtest.Edition(t)
	}
	e, err := scoring.LoadEdition("edition.toml", []byte(strings.NewReplacer(replace...).Replace(formtest.Rules(t))))
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// tampered is a copy of a workbook with one cell changed.
func tampered(t *testing.T, book, sheet, at string, value any) string {
	t.Helper()
	f, err := excelize.OpenFile(book)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	path := filepath.Join(t.TempDir(), "改.xlsx")
	if err := f.SetCellValue(sheet, at, value); err != nil {
		t.Fatal(err)
	}
	if err := f.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	return path
}

func verify(t *testing.T, code string, known []*scoring.Edition, paths ...string) []pack.Verdict {
	t.Helper()
	out, err := pack.Verify(context.Background(), code, paths, known)
	if err != nil || len(out) != len(paths) {
		t.Fatalf("%d verdicts, %v", len(out), err)
	}
	for i, v := range out {
		if v.Path != paths[i] {
			t.Errorf("verdict %d is of %s", i, v.Path)
		}
	}
	return out
}

// A workbook with any cell of the county's changed is not equal, with and without the dossier at hand; the cell is named.
func TestVerifyFindsEveryAlteredCell(t *testing.T) {
	e := edition(t)
	path, book, code := handedOver(t)
	known := []*scoring.Edition{e}
	for _, v := range verify(t, code, known, book, path) {
		if !v.Equal {
			t.Fatalf("untouched: %+v", v)
		}
	}
	for _, c := range []struct{ sheet, at string }{
		{"自评表", "C3"},
		{"自评表", "D3"},
		{"自评表", "G2"},
		{"自评表", "H3"},
		{"自评表", "I3"},
		{"自评表", "J3"},
		{"自评表", "E2"},
		{"填报数据", "C5"},
		{"填报数据", "E5"},
		{"封面", "B2"},
		{"封面", "B4"},
		{"封面", "B7"},
		{"封面", "B8"},
		{"封面", "B9"},
		{"自评表", "B60"},
		{"佐证材料", "C60"},
		{"填报数据", "A900"},
		{"图表", "B3"},
	} {
		bad := tampered(t, book, c.sheet, c.at, "77")
		for _, paths := range [][]string{{bad}, {bad, path}} {
			if c.at == "B7" && c.sheet == "封面" && len(paths) == 1 {
				continue // another version alone cannot be told without the dossier
			}
			v := verify(t, code, known, paths...)[0]
			if v.Equal || !strings.Contains(strings.Join(v.Notes, "\n"), c.sheet) {
				t.Errorf("%s!%s with %d files: %+v", c.sheet, c.at, len(paths), v)
			}
		}
	}
	v := verify(t, code, known, tampered(t, book, "封面", "B7", 2), path)[0]
	if v.Equal || !slices.Contains(v.Notes, "封面!B7：应为“1”，现为“2”") {
		t.Errorf("another version: %+v", v)
	}
	for _, n := range v.Notes {
		if place, rest, _ := strings.Cut(n, "："); strings.HasPrefix(rest, place) {
			t.Errorf("the place twice: %s", n)
		}
	}
}

// A file that cannot be read does not keep the others from being compared.
func TestVerifyGoesOnAfterAnUnreadableFile(t *testing.T) {
	e := edition(t)
	path, book, code := handedOver(t)
	dir := t.TempDir()
	text := filepath.Join(dir, "文字.xlsx")
	if err := os.WriteFile(text, []byte("文字"), 0o600); err != nil {
		t.Fatal(err)
	}
	out := verify(t, code, []*scoring.Edition{e}, text, dir, filepath.Join(dir, "没有.zicha"), filepath.Join(dir, "没有.xlsx"), book, path)
	for _, v := range out[:4] {
		if v.Equal || v.Code != "" || len(v.Notes) != 1 {
			t.Errorf("%+v", v)
		}
	}
	if !out[4].Equal || !out[5].Equal || out[4].Foreign+out[5].Foreign != "" {
		t.Errorf("%+v", out[4:])
	}
	if _, err := pack.Verify(context.Background(), "7K3M", []string{book}, nil); err == nil {
		t.Error("half a code was taken")
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := pack.Verify(ctx, code, []string{path, book}, nil); err == nil {
		t.Error("cancelled, and yet there is an outcome")
	}
}

// A dossier whose evidence was damaged after 定稿 is not equal, though its code is.
func TestVerifyRefusesDamagedEvidence(t *testing.T) {
	e := edition(t)
	path, _, code := handedOver(t)
	f, err := dossier.Open(path, dossier.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	name := f.Dossier().AllEvidence()[0].Files[0].Name
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec("UPDATE chunk SET data=x'00'"); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	v := verify(t, code, []*scoring.Edition{e}, path)[0]
	if v.Equal || v.Code != code || !strings.Contains(strings.Join(v.Notes, "\n"), name) {
		t.Errorf("%+v", v)
	}
}

// A dossier brings the rulebook its workbook needs, in whatever order they are given.
func TestVerifyTakesTheRulebookFromTheDossier(t *testing.T) {
	other := edition(t, `id = "bozhou-2017"`, `id = "bozhou-2019"`)
	known := []*scoring.Edition{edition(t)}
	dir := t.TempDir()
	path := filepath.Join(dir, "a.zicha")
	f, err := dossier.Create(path, other, forms.Begin(other, "341621", ""))
	if err != nil {
		t.Fatal(err)
	}
	out, err := pack.Export(context.Background(), f, pack.Plan(f, dir, false), nil)
	if err != nil {
		t.Fatal(err)
	}
	code := f.Dossier().Code()
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	for _, v := range verify(t, code, known, out.Paths[1], path) {
		if v.Code != code {
			t.Errorf("%+v", v)
		}
	}
	if v := verify(t, code, known, out.Paths[1])[0]; v.Code != "" || v.Equal {
		t.Errorf("without its rulebook: %+v", v)
	}
	if v := verify(t, code, []*scoring.Edition{other}, out.Paths[1])[0]; v.Code != code || v.Equal || !strings.Contains(strings.Join(v.Notes, "\n"), "应为“定稿”，现为“草稿”") {
		t.Errorf("a draft is not the finalized paper: %+v", v)
	}
}

// A code with one wrong letter is told to be none of the file's, with the letter; what is not wrong is not listed. A workbook that was altered as
// well still has that listed.
func TestVerifyTellsAForeignCode(t *testing.T) {
	e := []*scoring.Edition{edition(t)}
	path, book, code := handedOver(t)
	slip := "A" + code[1:]
	if code[0] == 'A' {
		slip = "B" + code[1:]
	}
	for _, v := range verify(t, slip, e, path, book) {
		if v.Equal || !strings.Contains(v.Foreign, "这个核对码不是这份文件的，与 "+code+" 只差第1个字") || len(v.Differs)+len(v.Notes) > 0 {
			t.Errorf("%+v", v)
		}
	}
	for _, v := range verify(t, "2222-2222-2222-2222", e, path) {
		if v.Equal || v.Foreign != "这个核对码不是这份文件的，文件的是 "+code || len(v.Notes) != 1 {
			t.Errorf("%+v", v)
		}
	}
	altered := tampered(t, book, "自评表", "E5", "9.99")
	if v := verify(t, slip, e, altered)[0]; v.Equal || v.Foreign == "" || len(v.Notes) == 0 || len(v.Notes) > 3 {
		t.Errorf("altered too: %+v", v)
	}
}
