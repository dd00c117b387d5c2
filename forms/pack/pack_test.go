package pack_test

import (
	"context"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"zicha/forms/intake"

	"zicha/forms"
	"zicha/forms/dossier"
	"zicha/forms/files"
	"zicha/forms/formtest"
	"zicha/forms/pack"
	"zicha/scoring"
)

func create(t *testing.T, name string) *dossier.File {
	t.Helper()
	edition := formtest.Edition(t)
	f, err := dossier.Create(filepath.Join(t.TempDir(), name), edition, forms.Begin(edition, "341621", ""))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

// A file whose contents are gone is told among the errors, with the item it belongs to; errors stay first.
func TestCheckAllTellsMissingFiles(t *testing.T) {
	f := create(t, "a.zicha")
	item, changes, err := f.Dossier().AddEvidence("5.1", forms.Evidence{Title: "通知", Files: []forms.FileRef{{Name: "丢了.pdf", SHA256: strings.Repeat("ab", 32), Size: 9}}})
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Commit("添加", changes); err != nil {
		t.Fatal(err)
	}
	problems, err := pack.CheckAll(context.Background(), f, "2018-01-27", nil)
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	rank := map[forms.Severity]int{forms.Error: 0, forms.Warning: 1, forms.Hint: 2}
	for i, p := range problems {
		if i > 0 && rank[problems[i-1].Severity] > rank[p.Severity] {
			t.Errorf("%s (%s) stands after %s", p.Code, p.Severity, problems[i-1].Severity)
		}
		if p.Code != "file_unreadable" {
			continue
		}
		found++
		if p.Severity != forms.Error || p.Criterion != "5.1" || p.Where != forms.EvidencePath(item.ID, forms.AttrTitle) || !strings.Contains(p.Message, "5-01") {
			t.Errorf("found %+v", p)
		}
	}
	if found != 1 {
		t.Errorf("told %d times", found)
	}
	_, err = pack.Finalize(context.Background(), f, "2018-01-27", nil)
	if err == nil || !strings.Contains(err.Error(), "佐证5-01") || !strings.Contains(err.Error(), "丢了.pdf") || f.Dossier().Final {
		t.Errorf("finalized without its evidence: %v", err)
	}
}

// Characters no font has are named in one sentence, those that cannot be shown by their numbers.
func TestTextsNoFontHas(t *testing.T) {
	const words = "这些字所有字体里都没有，报告里会印成〓，请换字或在纸上手写补上："
	for text, want := range map[string]string{"甲": "", "甲😀": words + "😀（U+1F600）", "甲\ue000乙": words + "U+E000"} {
		f := create(t, "a.zicha")
		d := f.Dossier()
		d.Apply(forms.Change{Path: forms.RemarkPath(5), New: text})
		problems, err := pack.CheckTexts(d)
		got := ""
		for _, p := range problems {
			got += p.Message
		}
		if err != nil || got != want {
			t.Errorf("%q: %q, %v", text, got, err)
		}
	}
}

// What ends the reading itself is no damage of the evidence, and only an ended context is a cancelling.
func TestCheckEvidenceThatCannotGoOn(t *testing.T) {
	f := create(t, "a.zicha")
	_, changes, err := f.Dossier().AddEvidence("5.1", forms.Evidence{Title: "通知", Files: []forms.FileRef{{Name: "甲.pdf", SHA256: strings.Repeat("ab", 32), Size: 9}}})
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Commit("添加", changes); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	problems, err := pack.CheckEvidence(t.Context(), f, nil)
	if len(problems) > 0 || err == nil || files.Cancelled(err) {
		t.Errorf("of a closed dossier: %v, %v", problems, err)
	}
}

// An intake that fails at its last file keeps none of them; what was attached before stays.
func TestFailedIntakeLeavesNothing(t *testing.T) {
	f := create(t, "a.zicha")
	dir := t.TempDir()
	write := func(name, text string) (string, forms.FileRef) {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path, forms.FileRef{SHA256: fmt.Sprintf("%x", sha256.Sum256([]byte(text)))}
	}
	before, beforeRef := write("先.txt", "先")
	fresh, freshRef := write("新.txt", "新")
	none := filepath.Join(dir, "没有.txt")
	attach := func(criterion string, pieces ...intake.Piece) *intake.Taken {
		taken, err := intake.Attach(context.Background(), f, intake.Batch{Criterion: criterion, Pieces: pieces, Anew: true}, nil)
		if err != nil {
			t.Fatal(err)
		}
		return taken
	}
	if got := attach("5.1", intake.Apiece([]string{before})...); len(got.Added) != 1 || got.Added[0].Number != "5-01" || got.Added[0].Title != "先" || len(got.Same) > 0 {
		t.Fatalf("%+v", got)
	}
	if got := attach("5.1", intake.Piece{Title: "几份", Paths: []string{none, none}}); len(got.Failed) != 1 || len(got.Added) > 0 {
		t.Fatalf("a file that is not there was taken: %+v", got)
	}
	if f.Holds(freshRef) || !f.Holds(beforeRef) || len(f.Dossier().AllEvidence()) != 1 {
		t.Errorf("new kept %t, old kept %t, %d items", f.Holds(freshRef), f.Holds(beforeRef), len(f.Dossier().AllEvidence()))
	}
	got := attach("5.3", intake.Piece{Title: " 几份 ", Paths: []string{fresh, before}})
	if len(got.Added) != 1 || got.Added[0].Number != "5-02" || got.Added[0].Title != "几份" || len(got.Same) != 1 || !strings.Contains(got.Same[0], "5-01") {
		t.Errorf("%+v", got)
	}
	if got := f.Dossier().AllEvidence()[1]; len(got.Files) != 2 || got.Files[0].Name != "新.txt" || got.Files[1].Place != 2 {
		t.Errorf("files %+v", got.Files)
	}
}

func TestExportCancelledWritesNothing(t *testing.T) {
	f := create(t, "a.zicha")
	dir := filepath.Join(t.TempDir(), "out")
	ctx, cancel := context.WithCancel(context.Background())
	steps := 0
	_, err := pack.Export(ctx, f, pack.Plan(f, dir, false), func(step string, part float64) {
		if steps++; step == "" || part < 0 || part > 1 {
			t.Errorf("step %q at %v", step, part)
		}
		cancel()
	})
	if err == nil || steps == 0 {
		t.Errorf("%d steps, %v", steps, err)
	}
	if list, _ := os.ReadDir(dir); len(list) > 0 {
		t.Errorf("left %v", list)
	}
}

// What no font has is told wherever papers are made: before finalizing, with drafts, and with the finalized papers.
func TestMissingCharactersAreTold(t *testing.T) {
	f, _, err := pack.Demo(t.Context(), t.TempDir(), []*scoring.Edition{formtest.Edition(t)})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := f.Commit("备注", f.Dossier().Replace(forms.RemarkPath(25), "😀")); err != nil {
		t.Fatal(err)
	}
	told := func(what string, problems []forms.Problem, err error) {
		t.Helper()
		if err != nil || !slices.ContainsFunc(problems, func(p forms.Problem) bool {
			return p.Code == "glyph_missing" && strings.HasSuffix(p.Message, "：😀（U+1F600）")
		}) {
			t.Errorf("%s: %v, %v", what, problems, err)
		}
	}
	all, err := pack.CheckAll(t.Context(), f, "2018-02-05", nil)
	told("the check", all, err)
	look, err := pack.Look(t.Context(), f)
	told("what finalizing would make", look.Problems, err)
	draft, err := pack.Export(t.Context(), f, pack.Plan(f, t.TempDir(), false), nil)
	told("a draft", draft.Problems, err)
	packed, err := pack.Pack(t.Context(), f, t.TempDir(), pack.PackOptions{})
	told("a pack", packed.Problems, err)
	final, err := pack.Finalize(t.Context(), f, "2018-02-05", nil)
	told("finalizing", final.Problems, err)
}

// Setting a draft ends with its context, also where there is no evidence to be read.
func TestDraftCancelled(t *testing.T) {
	f := create(t, "a.zicha")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := pack.Look(ctx, f); !files.Cancelled(err) {
		t.Errorf("what finalizing would make: %v", err)
	}
	dir := t.TempDir()
	if _, _, err := pack.Report(ctx, f, dir); !files.Cancelled(err) {
		t.Errorf("the report: %v", err)
	}
	if list, _ := os.ReadDir(dir); len(list) > 0 {
		t.Errorf("left %v", list)
	}
}

func TestExportReplacesAndLeavesNoScraps(t *testing.T) {
	f := create(t, "a.zicha")
	dir := t.TempDir()
	for range 2 {
		out, err := pack.Export(context.Background(), f, pack.Plan(f, dir, false), nil)
		if err != nil || len(out.Paths) != 2 {
			t.Fatalf("%v, %v", out.Paths, err)
		}
	}
	blocked := filepath.Join(t.TempDir(), "blocked")
	if err := os.MkdirAll(filepath.Join(blocked, "涡阳县2017年度自查数据（草稿）.xlsx"), 0o755); err != nil {
		t.Fatal(err)
	}
	_, err := pack.Export(context.Background(), f, pack.Plan(f, blocked, false), nil)
	if err == nil || !strings.Contains(err.Error(), "涡阳县2017年度自查数据（草稿）.xlsx") {
		t.Errorf("a folder in the way: %v", err)
	}
	for d, n := range map[string]int{dir: 2, blocked: 1} { // nothing was begun
		if list, _ := os.ReadDir(d); len(list) != n {
			t.Errorf("%s holds %v", d, list)
		}
	}
}
