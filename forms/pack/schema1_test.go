package pack_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"io"
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
	"zicha/forms/workbook"
	"zicha/scoring"
)

// What testdata/schema1 holds; its README says how it was made.
const (
	schema1Pack = "testdata/schema1/pack.zip"
	schema1Code = "AFEP-9GFD-4QTA-E8XH"
)

// schema1 takes report and workbook out of the pack finalized by an older program.
func schema1(t *testing.T) (report []byte, book string) {
	t.Helper()
	z, err := zip.OpenReader(schema1Pack)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		switch {
		case strings.HasSuffix(f.Name, "自查报告.pdf"):
			report = data
		case strings.HasSuffix(f.Name, ".xlsx"):
			book = filepath.Join(t.TempDir(), "数据.xlsx")
			if err := os.WriteFile(book, data, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	return report, book
}

// A pack and a workbook finalized under the first schema verify; a changed digit and a changed 得分理由 are told, with the cell.
func TestVerifySchema1(t *testing.T) {
	known := known2017(t)
	_, book := schema1(t)
	for _, path := range []string{schema1Pack, book} {
		if v := verify(t, schema1Code, known, path)[0]; !v.Equal || v.Code != schema1Code {
			t.Errorf("untouched: %+v", v)
		}
	}
	rows := schema1Rows(t, book)
	score := tampered(t, book, "自评表", "E"+rows["5"], 4.5)
	if v := verify(t, schema1Code, known, score)[0]; v.Equal || v.Code == schema1Code || !strings.Contains(strings.Join(v.Notes, " "), "自评表!E"+rows["5"]) {
		t.Errorf("a changed digit: %+v", v)
	}
	reason := tampered(t, book, "自评表", "G"+rows["5"], "另一个理由")
	if v := verify(t, schema1Code, known, reason)[0]; v.Equal || v.Code == schema1Code {
		t.Errorf("a changed reason: %+v", v)
	}
}

// schema1Rows gives the row of each 序号 in 自评表.
func schema1Rows(t *testing.T, path string) map[string]string {
	t.Helper()
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines, err := f.GetRows("自评表")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for i, l := range lines {
		if len(l) > 0 && l[0] != "" {
			at, _ := excelize.CoordinatesToCellName(1, i+1)
			out[l[0]] = at[1:]
		}
	}
	return out
}

// A dossier with a version finalized under the first schema: it still equals its paper, whatever words this program has for the reasons,
// and a changed value is named.
func TestVerifySchema1Dossier(t *testing.T) {
	known := known2017(t)
	pdf, path := schema1(t)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	book, err := workbook.Read(context.Background(), bytes.NewReader(data), known)
	if err != nil {
		t.Fatal(err)
	}
	values := book.Dossier.Values()
	for p := range values {
		if k := p.Kind(); k == forms.KindEvidence || k == forms.KindFile {
			delete(values, p)
		}
	}
	file := filepath.Join(t.TempDir(), "涡阳县.zicha")
	f, err := dossier.Create(file, known[0], values)
	if err != nil {
		t.Fatal(err)
	}
	lines := f.Dossier().AllLines(forms.Schema1)
	for i, l := range lines {
		if l.IsReason() {
			lines[i].Value = "旧版的说法：" + l.Value
		}
	}
	code := forms.Code(lines)
	stored, err := json.Marshal(map[string]any{"lines": lines})
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Finalize(dossier.Version{Code: code, Lines: stored, PDF: pdf, Workbook: data}); err != nil {
		t.Fatal(err)
	}
	if changed, err := pack.Since(f, 1); err != nil || len(changed) > 0 {
		t.Errorf("mended words count as changes: %v, %v", changed, err)
	}
	if pack.Outdated(forms.Code(f.Dossier().AllLines(forms.Schema1))+" 1 final", f.Dossier()) {
		t.Error("an export of the older program counts as outdated")
	}
	closed(t, f)
	if v := verify(t, code, known, file)[0]; !v.Equal {
		t.Errorf("%+v", v)
	}
	f, err = dossier.Open(file, dossier.Options{Editions: known})
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Reopen("改"); err != nil {
		t.Fatal(err)
	}
	if err := f.Commit("清空", []forms.Change{{Path: "answer/9.2/catalogue_items", Old: "133"}}); err != nil {
		t.Fatal(err)
	}
	changed, err := pack.Since(f, 1)
	if err != nil || !slices.ContainsFunc(changed, func(c forms.Difference) bool { return c.Key == "score/9/reason" }) {
		t.Errorf("what is missing now, as the letter says, is no change: %v, %v", changed, err)
	}
	if err := f.Commit("改", []forms.Change{{Path: "answer/9.2/catalogue_items", New: "134"}}); err != nil {
		t.Fatal(err)
	}
	closed(t, f)
	v := verify(t, code, known, file)[0]
	if v.Equal || len(v.Differs) == 0 || v.Differs[0].Key != "answer/9.2/catalogue_items" {
		t.Errorf("a changed value: %+v", v)
	}
}

func closed(t *testing.T, f *dossier.File) {
	t.Helper()
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

// Under the second schema a reason altered in the workbook is told; one that a later program words otherwise is not an alteration.
func TestVerifyReasons(t *testing.T) {
	e := edition(t)
	_, book, code := handedOver(t)
	known := []*scoring.Edition{e}
	altered := tampered(t, book, "自评表", "G3", "另一个理由")
	if v := verify(t, code, known, altered)[0]; v.Equal || v.Code != code || !strings.Contains(strings.Join(v.Notes, " "), "自评表!G3") {
		t.Errorf("altered: %+v", v)
	}
	b, err := workbook.ReadFile(context.Background(), altered, known)
	if err != nil {
		t.Fatal(err)
	}
	at := coverRow(t, book, "得分理由核对")
	worded := tampered(t, altered, "封面", "B"+at, forms.WordsCode(b.Scores))
	if v := verify(t, code, known, worded)[0]; !v.Equal || !strings.Contains(strings.Join(v.Notes, " "), "有1项得分理由与本程序现在的写法不同") {
		t.Errorf("worded otherwise: %+v", v)
	}
}

// coverRow is the row of an item of 封面.
func coverRow(t *testing.T, path, item string) string {
	t.Helper()
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	found, err := f.SearchSheet("封面", item)
	if err != nil || len(found) != 1 {
		t.Fatalf("%s stands in %v: %v", item, found, err)
	}
	return strings.TrimPrefix(found[0], "A")
}

// A pack finalized before, in which a digit was changed and the list made to agree, is told with the cell.
func TestVerifySchema1Pack(t *testing.T) {
	z, err := zip.OpenReader(schema1Pack)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	k := tinker{t, filepath.Join(t.TempDir(), "包")}
	if err := os.CopyFS(k.dir, &z.Reader); err != nil {
		t.Fatal(err)
	}
	found, err := filepath.Glob(filepath.Join(k.dir, "*"))
	if err != nil || len(found) != 1 {
		t.Fatalf("%v, %v", found, err)
	}
	k.dir = found[0]
	const name = "涡阳县2017年度自查数据.xlsx"
	row := schema1Rows(t, k.at(name))["5"]
	data, err := os.ReadFile(tampered(t, k.at(name), "自评表", "E"+row, 4.5))
	if err != nil {
		t.Fatal(err)
	}
	k.write(name, data)
	k.relist(name)
	v := verify(t, schema1Code, known2017(t), k.dir)[0]
	if v.Equal || !strings.Contains(strings.Join(v.Notes, " "), "自评表!E"+row+"：应为") {
		t.Errorf("%+v", v)
	}
}

// A version an older program finalized, whose reasons it worded in its own way, is still packed as it is.
func TestPackOfOlderWords(t *testing.T) {
	f, err := dossier.Create(filepath.Join(t.TempDir(), "涡阳县.zicha"), known2017(t)[0], withoutEvidence(t))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	d := f.Dossier()
	lines := d.AllLines(forms.Schema1)
	final := d.Clone()
	final.Final = true
	path := filepath.Join(t.TempDir(), "数据.xlsx")
	var data bytes.Buffer
	if err := workbook.Write(&data, final, workbook.Options{Code: forms.Code(lines), Schema: forms.Schema1}); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	const older = "旧版的说法"
	older1, err := os.ReadFile(tampered(t, path, "自评表", "G"+schema1Rows(t, path)["5"], older))
	if err != nil {
		t.Fatal(err)
	}
	for i, l := range lines {
		if l.IsReason() && strings.Contains(l.Key, "5") {
			lines[i].Value = older
		}
	}
	stored, err := json.Marshal(map[string]any{"lines": lines})
	if err != nil {
		t.Fatal(err)
	}
	pdf, _ := schema1(t)
	if err := f.Finalize(dossier.Version{Code: forms.Code(lines), Lines: stored, PDF: pdf, Workbook: older1}); err != nil {
		t.Fatal(err)
	}
	if _, err := pack.Pack(t.Context(), f, t.TempDir(), pack.PackOptions{}); err != nil {
		t.Error(err)
	}
}

func withoutEvidence(t *testing.T) map[forms.Path]string {
	t.Helper()
	values := formtest.Perfect(t).Values()
	for p := range values {
		if k := p.Kind(); k == forms.KindEvidence || k == forms.KindFile {
			delete(values, p)
		}
	}
	return values
}
