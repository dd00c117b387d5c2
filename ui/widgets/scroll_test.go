package widgets

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// A notch of the wheel, which the driver gives as 25, moves a page by 75 at least, and never beyond its end.
func TestANotchMovesThreeLines(t *testing.T) {
	lookApp(t, Look{})
	w := test.NewTempWindow(t, nil)
	w.SetPadded(false)
	page := NewScroll(Gap(400))
	w.SetContent(page)
	w.Resize(fyne.NewSize(300, 250))
	for i, want := range []float32{75, 150, 150, 75} {
		notch := float32(-25)
		if i == 3 {
			notch = 25
		}
		test.Scroll(w.Canvas(), fyne.NewPos(20, 20), 0, notch)
		if page.Offset.Y != want {
			t.Errorf("after notch %d the page is at %v, want %v", i+1, page.Offset.Y, want)
		}
	}
}

// Nothing scrolls but by Scroll, so that the wheel is the same everywhere.
func TestEverythingScrollsAlike(t *testing.T) {
	err := filepath.WalkDir("..", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		text, err := os.ReadFile(path)
		for _, other := range []string{"container.NewVScroll(", "container.NewScroll(", "widget.NewList("} {
			if strings.Contains(string(text), other) {
				t.Errorf("%s has a scroll of its own: %s…", path, other)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
