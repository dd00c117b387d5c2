package pack_test

import (
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/dossier"
	"zicha/forms/files"
	"zicha/forms/pack"
	"zicha/forms/volume"
)

// sampleFile is the sample's dossier, ready to be finalized.
func sampleFile(t *testing.T) *dossier.File {
	t.Helper()
	data, err := sampleData()
	if err != nil {
		t.Fatal(err)
	}
	return copied(t, data)
}

// What finalized papers say about pages is where the volume has them, when it is made later; the comparison code knows nothing of it.
func TestFinalizedPapersAndVolumeAgree(t *testing.T) {
	f := sampleFile(t)
	before := f.Dossier().Code()
	final, err := pack.Finalize(context.Background(), f, "2018-01-30", nil)
	if err != nil {
		t.Fatal(err)
	}
	if final.Code != before {
		t.Errorf("the code was %s and is %s", before, final.Code)
	}
	data, err := f.VersionFile(1, dossier.PaperLines)
	if err != nil {
		t.Fatal(err)
	}
	var kept struct {
		Spans map[string]forms.Span `json:"spans"`
	}
	if err := json.Unmarshal(data, &kept); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "汇编.pdf")
	result, err := pack.Volume(context.Background(), f, path, volume.Work{})
	if err != nil {
		t.Fatal(err)
	}
	if len(kept.Spans) < 10 || len(kept.Spans) != len(result.Spans) {
		t.Fatalf("%d spans printed, %d in the volume", len(kept.Spans), len(result.Spans))
	}
	for number, s := range kept.Spans {
		if result.Spans[number] != s {
			t.Errorf("%s is printed %v and stands at %v", number, s, result.Spans[number])
		}
	}
	for _, p := range result.Problems {
		if p.Severity == forms.Error {
			t.Error(p.Message)
		}
	}
	checkCited(t, f, kept.Spans)
	split, err := pack.Volume(context.Background(), f, path, volume.Work{Options: volume.Options{BySection: true}})
	if err != nil || len(split.Problems) == 0 || split.Problems[0].Code != "volume_pages" || !strings.Contains(split.Problems[0].Message, "佐证1-01定稿为") {
		t.Errorf("another way of splitting: %v, %v", split.Problems, err)
	}
}

// checkCited reads 附件1 and 附件2 of the finalized report.
func checkCited(t *testing.T, f *dossier.File, spans map[string]forms.Span) {
	t.Helper()
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("pdftotext is not installed")
	}
	pdf, err := f.VersionFile(1, dossier.PaperPDF)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "a.pdf")
	if err := os.WriteFile(path, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("pdftotext", "-raw", path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Join(strings.Fields(string(out)), "")
	for number, s := range spans {
		linked := number != "15-02" // which the sample leaves without a criterion
		if want := "佐证" + number + "，" + s.Cited(); strings.Contains(text, want) != linked {
			t.Errorf("附件1 does not say %s", want)
		}
		if !strings.Contains(text, s.Pages()) {
			t.Errorf("附件2 does not say %s", s.Pages())
		}
	}
	if !strings.Contains(text, "缺佐证：") {
		t.Error("附件1 does not say 缺佐证")
	}
}

// A draft whose volume cannot be planned comes without its pages, and says so.
func TestDraftWithoutPagesSaysSo(t *testing.T) {
	f := sampleFile(t)
	dir := t.TempDir()
	out, err := pack.Export(context.Background(), f, pack.Plan(f, dir, false), nil)
	if err != nil || len(out.Problems) > 0 {
		t.Fatalf("%v, %v", out.Problems, err)
	}
	t.Setenv("TMPDIR", filepath.Join(dir, "不存在")) // where the volume is worked on
	t.Setenv("TMP", filepath.Join(dir, "不存在"))
	says := func(problems []forms.Problem) bool {
		return len(problems) == 1 && problems[0].Code == "volume_unplanned" && strings.Contains(problems[0].Message, "不印各件材料的起止页")
	}
	if out, err = pack.Export(context.Background(), f, pack.Plan(f, dir, false), nil); err != nil || len(out.Paths) != 2 || !says(out.Problems) {
		t.Errorf("export: %v, %v, %v", out.Paths, out.Problems, err)
	}
	if _, problems, err := pack.Report(context.Background(), f, dir); err != nil || !says(problems) {
		t.Errorf("report: %v, %v", problems, err)
	}
	if look, err := pack.Look(context.Background(), f); err != nil || !says(look.Problems) {
		t.Errorf("outlook: %v, %v", look.Problems, err)
	}
	if _, err := pack.Finalize(context.Background(), f, "2018-01-30", nil); err == nil {
		t.Error("finalized without the pages")
	}
}

// Papers whose printed values cannot be read are damage, for which there are two ways out.
func TestVolumeOfDamagedPapers(t *testing.T) {
	f := sampleFile(t)
	if err := f.Finalize(dossier.Version{Code: "A", PDF: []byte("%PDF-"), Workbook: []byte("PK"), Lines: []byte("{")}); err != nil {
		t.Fatal(err)
	}
	_, err := pack.Volume(t.Context(), f, filepath.Join(t.TempDir(), "汇编.pdf"), volume.Work{})
	if err == nil || !strings.Contains(err.Error(), "带日期的备份") || !strings.Contains(err.Error(), "zichactl repair") {
		t.Error(err)
	}
}

// A volume in parts that is cancelled while its second part is written leaves every part of an earlier run as it was.
func TestCancelledBetweenParts(t *testing.T) {
	f := sampleFile(t)
	dir := t.TempDir()
	path := filepath.Join(dir, "汇编.pdf")
	parts := []string{"汇编 第1册.pdf", "汇编 第2册.pdf", "汇编 第3册.pdf"}
	for _, name := range parts {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("以前的"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	tell := volume.Progress(func(step string, _ float64) {
		if strings.Contains(step, "第2册") {
			cancel()
		}
	})
	out, err := pack.Volume(ctx, f, path, volume.Work{Options: volume.Options{BySection: true}, Tell: tell})
	if !files.Cancelled(err) || len(out.Paths) > 0 {
		t.Fatalf("%v, %v", out.Paths, err)
	}
	for _, name := range parts {
		if data, err := os.ReadFile(filepath.Join(dir, name)); err != nil || string(data) != "以前的" {
			t.Errorf("%s: %d bytes, %v", name, len(data), err)
		}
	}
	if list, err := os.ReadDir(dir); err != nil || len(list) != len(parts) {
		t.Errorf("left %v, %v", list, err)
	}
}
