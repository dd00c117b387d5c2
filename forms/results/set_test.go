package results

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"zicha/forms/files"
)

// Every paper can be looked at as a PDF: one that is a PDF is the very file, the pages of the others say what they are of too. Each says what it
// is for.
func TestEveryPaperCanBeLookedAt(t *testing.T) {
	s := sample(t)
	s.Process, s.Code = true, ""
	set, err := Open(s, all(t))
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, p := range set.Papers() {
		look, err := set.Look(t.Context(), p.Name)
		if err != nil {
			t.Fatal(err)
		}
		for i, page := range textOf(t, look) {
			if !strings.Contains(page, "过程稿，未定稿，不作为依据") {
				t.Errorf("%s, page %d: %s", p.Name, i+1, page)
			}
		}
		made, err := set.Make(t.Context(), p.Name)
		if err != nil || bytes.Equal(look, made) != p.IsPDF() {
			t.Errorf("%s: what is looked at is the file: %v, %v", p.Name, !p.IsPDF(), err)
		}
		if p.Use == "" || !strings.HasSuffix(p.Use, "。") || seen[p.What] {
			t.Errorf("%s: %q is for %q", p.Name, p.What, p.Use)
		}
		seen[p.What] = true
	}
	if n := len(set.Papers()); n != 14 || !set.Process() || !strings.Contains(set.State(), "“过程稿，未定稿，不作为依据”") {
		t.Errorf("%d papers, %s", n, set.State())
	}
}

// The workbook that is looked at has the rows of its sheets.
func TestWorkbookIsLookedAt(t *testing.T) {
	set, err := Open(sample(t), all(t))
	if err != nil {
		t.Fatal(err)
	}
	papers := set.Papers()
	look, err := set.Look(t.Context(), papers[len(papers)-1].Name)
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Join(textOf(t, look), "\n")
	for _, want := range []string{"工作表“位次”", "工作表“得分表”", "工作表“审核台账”", "示例丁县"} {
		if !strings.Contains(text, want) {
			t.Errorf("%s is not on its pages", want)
		}
	}
}

// The papers chosen are written and no others; it is told which is made, the how manieth of how many.
func TestChosenPapers(t *testing.T) {
	set, err := Open(sample(t), Options{})
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "出")
	chosen := []string{set.Papers()[4].Name, set.Papers()[0].Name}
	var told []string
	out, err := set.Write(t.Context(), set.Plan(dir, chosen...), func(what string, done, total int) {
		if total != 2 || done != len(told) {
			t.Errorf("%s is %d of %d", what, done, total)
		}
		told = append(told, what)
	})
	if err != nil || len(out.Paths) != 2 || filepath.Base(out.Paths[0]) != chosen[1] || filepath.Base(out.Paths[1]) != chosen[0] {
		t.Error(out.Paths, err)
	}
	if list, _ := os.ReadDir(dir); len(list) != 2 || !slices.Equal(told, []string{"函及附表", "通报（代拟稿）"}) {
		t.Errorf("wrote %v, told %v", list, told)
	}
}

// What is not wanted any more is not made, and leaves nothing.
func TestUnwantedPapers(t *testing.T) {
	set, err := Open(sample(t), Options{})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	dir := filepath.Join(t.TempDir(), "出")
	_, err = set.Write(ctx, set.Plan(dir), func(_ string, done, _ int) {
		if done == 3 {
			cancel()
		}
	})
	if _, gone := os.Stat(dir); !errors.Is(err, files.ErrCancelled) || gone == nil {
		t.Errorf("%v, and left its folder: %v", err, gone == nil)
	}
	if data, err := set.Look(ctx, set.Papers()[0].Name); !errors.Is(err, files.ErrCancelled) || data != nil {
		t.Errorf("%d bytes, %v", len(data), err)
	}
	if _, err := set.Look(t.Context(), "没有.pdf"); !errors.Is(err, files.NotFound) {
		t.Error(err)
	}
}

// Each level says what it publishes, all of them differently.
func TestLevelsAreExplained(t *testing.T) {
	said := map[string]bool{}
	for _, l := range Levels() {
		words := l.Explains()
		if !strings.HasPrefix(words, "通报") || !strings.HasSuffix(words, "。") || said[words] {
			t.Errorf("%s: %q", l, words)
		}
		said[words] = true
	}
}
