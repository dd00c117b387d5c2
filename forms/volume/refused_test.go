package volume

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/dossier"
	"zicha/forms/files"
	"zicha/scoring"
)

// Contents that are not in the dossier any more take a page that says so.
func TestMissingContents(t *testing.T) {
	f := newDossier(t)
	_, changes, err := f.Dossier().AddEvidence("5.1", forms.Evidence{Title: "通知", Files: []forms.FileRef{{Name: "丢了.pdf", SHA256: strings.Repeat("ab", 32), Size: 9}}})
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Commit("添加", changes); err != nil {
		t.Fatal(err)
	}
	result := build(t, f, Options{})
	if s := result.Spans["5-01"]; s.First != s.Last || s.First == 0 || len(result.Problems) != 1 || !strings.Contains(result.Problems[0].Message, "缺失或已损坏") {
		t.Errorf("%v, %v", s, result.Problems)
	}
}

// Whenever a build is cancelled, the folder has what it had before: the older volume, and no scraps.
func TestCancelledBuildLeavesTheOlderVolume(t *testing.T) {
	f := mixed(t)
	t.Setenv("TMPDIR", t.TempDir()) // of its own, as other tests work beside it
	dir := t.TempDir()
	path := filepath.Join(dir, "汇编.pdf")
	if err := os.WriteFile(path, []byte("older"), 0o600); err != nil {
		t.Fatal(err)
	}
	for stop := 1; stop < 8; stop++ {
		ctx, cancel := context.WithCancel(context.Background())
		steps := 0
		_, err := Build(ctx, f, path, Work{Tell: func(step string, part float64) {
			if steps++; step == "" || part < 0 || part > 1 {
				t.Errorf("%q at %v", step, part)
			}
			if steps == stop {
				cancel()
			}
		}})
		cancel()
		if !errors.Is(err, files.ErrCancelled) {
			t.Errorf("stopped at %d: %v", stop, err)
		}
		data, _ := os.ReadFile(path)
		if list, _ := os.ReadDir(dir); string(data) != "older" || len(list) != 1 {
			t.Errorf("stopped at %d: %d bytes, %v", stop, len(data), list)
		}
	}
	if left, _ := os.ReadDir(os.TempDir()); len(left) > 0 {
		t.Errorf("left %v", left)
	}
}

func TestBuildRefusesTheDossierItself(t *testing.T) {
	f := mixed(t)
	before, _ := os.ReadFile(f.Path())
	if _, err := Build(context.Background(), f, f.Path(), Work{}); err == nil {
		t.Error("written over the dossier")
	}
	if after, _ := os.ReadFile(f.Path()); !bytes.Equal(before, after) {
		t.Error("the dossier has changed")
	}
	_, err := Build(context.Background(), f, filepath.Join(t.TempDir(), "no", "a.pdf"), Work{})
	if !errors.Is(err, files.NotFound) {
		t.Errorf("no folder: %v", err)
	}
}

// The catalogue's pages are those in the volume, or a problem says that they are not.
func TestPagesUnlikeTheCatalogue(t *testing.T) {
	f := newDossier(t)
	for i, c := range []struct{ told, delivery, want string }{
		{"3", "", ""}, {"", "", ""}, {"4", "", "填的是4页，汇编里有3页"}, {"三", "", "填的是三页，汇编里有3页"}, {"30", forms.DeliveryPaper, ""},
	} {
		number := attach(t, f, "5.1", map[string][]byte{"三页.tif": asTIFF(3, 30, 40+i)})
		item := f.Dossier().AllEvidence()[i]
		changes := f.Dossier().Replace(forms.EvidencePath(item.ID, forms.AttrPages), c.told)
		if c.delivery != "" {
			changes = append(changes, f.Dossier().Replace(forms.EvidencePath(item.ID, forms.AttrDelivery), c.delivery)...)
		}
		if err := f.Commit("改", changes); err != nil {
			t.Fatal(err)
		}
		layout, err := Plan(context.Background(), f, Options{}, nil)
		if err != nil {
			t.Fatal(err)
		}
		told := ""
		for _, p := range layout.Problems {
			if strings.HasPrefix(p.Message, "佐证"+number) {
				told = p.Message
			}
		}
		if (told == "") != (c.want == "") || !strings.Contains(told, c.want) {
			t.Errorf("%q, %q: told %q", c.told, c.delivery, told)
		}
	}
}

// Damaged contents are a page that says so, whether what was made of them before is in the cache or not, and in the plan as in the volume.
func TestDamagedContents(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "cache")
	f := newDossier(t)
	attach(t, f, "5.1", map[string][]byte{"a.pdf": onePage("DAMAGEDWORD", mediaBox(uprightA4), uprightA4, 0)})
	attach(t, f, "5.1", map[string][]byte{"三页.tif": asTIFF(3, 300, 400)})
	if whole := build(t, f, Options{Cache: dir}); len(whole.Problems) > 0 || len(names(t, dir)) != 2 {
		t.Fatalf("told %v", whole.Problems)
	}
	f = spoiled(t, f, []byte("DAMAGEDWORD"))
	for _, opts := range []Options{{}, {Cache: dir}} {
		layout, err := Plan(context.Background(), f, opts, nil)
		if err != nil {
			t.Fatal(err)
		}
		result := build(t, f, opts)
		for name, l := range map[string]Layout{"plan": layout, "volume": result.Layout} {
			one, other := l.Spans["5-01"], l.Spans["5-02"]
			if len(l.Problems) != 1 || !strings.Contains(l.Problems[0].Message, "佐证5-01“a.pdf”的内容缺失或已损坏") || one.Last != one.First || other.Last != other.First+2 {
				t.Errorf("%s with %q: %v, %v", name, opts.Cache, l.Spans, l.Problems)
			}
		}
	}
}

// spoiled changes a word in the file of a dossier and opens it again.
func spoiled(t *testing.T, f *dossier.File, word []byte) *dossier.File {
	t.Helper()
	path, edition := f.Path(), f.Dossier().Edition
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil || bytes.Count(data, word) == 0 {
		t.Fatalf("the word is not there (%v)", err)
	}
	if err := os.WriteFile(path, bytes.ReplaceAll(data, word, bytes.ToLower(word)), 0o600); err != nil {
		t.Fatal(err)
	}
	f, err = dossier.Open(path, dossier.Options{Editions: []*scoring.Edition{edition}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}
