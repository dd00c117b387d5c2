package pack

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"zicha/forms"
	"zicha/forms/dossier"
	"zicha/forms/formtest"
	"zicha/forms/intake"
	"zicha/forms/volume"
)

// A volume of papers finalized before long pictures were cut has the pages they name, without a word; one of papers of today is cut.
func TestVolumeAsItsPapersNameIt(t *testing.T) {
	dir := t.TempDir()
	edition := formtest.Edition(t)
	f, err := dossier.Create(filepath.Join(dir, "a.zicha"), edition, forms.Begin(edition, "341621", ""))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var b bytes.Buffer
	long := filepath.Join(dir, "长截图.png")
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 400, 3000))); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(long, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	taken, err := intake.Attach(t.Context(), f, intake.Batch{Criterion: "5.1", Pieces: intake.Apiece([]string{long})}, nil)
	if err != nil || len(taken.Added) != 1 || taken.Added[0].Pages != "5" {
		t.Fatalf("%+v %v", taken, err)
	}
	for _, whole := range []bool{true, false} {
		named, err := volume.Plan(t.Context(), f, volume.Options{Whole: whole}, nil)
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(dir, fmt.Sprintf("汇编%t.pdf", whole))
		var begun []string
		begin := func(_ volume.Layout, paths []string) error { begun = append(begun, paths...); return nil }
		out, err := binder{f: f, path: path, printed: named.Spans}.bind(t.Context(), volume.Work{Plan: PlanVolume(f, path), Begin: begin})
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(begun, []string{path}) {
			t.Error("told where it goes:", begun)
		}
		if s := out.Spans["5-01"]; s != named.Spans["5-01"] || (s.First == s.Last) != whole {
			t.Errorf("whole %t: %v", whole, s)
		}
		for _, p := range out.Problems {
			if p.Code == "volume_pages" {
				t.Errorf("whole %t: %s", whole, p.Message)
			}
		}
	}
}
