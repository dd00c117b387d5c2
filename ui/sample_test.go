package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/dossier"
)

// withSample gives the window a sample, and a folder of its own for what passes.
func withSample(t *testing.T, w *Window) (tmp string) {
	t.Helper()
	tmp = t.TempDir()
	t.Setenv("TMPDIR", tmp)
	w.office.Sample = func(folder string) (string, error) {
		path := filepath.Join(folder, "示例县2017年度自查.zicha")
		f, err := dossier.Create(path, w.office.Known.BuiltIn()[0], forms.Begin(w.office.Known.BuiltIn()[0], "341621", ""))
		if err != nil {
			return "", err
		}
		return path, f.Close()
	}
	return tmp
}

// The sample's folder goes when the sample is closed, also where another takes its place.
func TestSampleLeavesNothing(t *testing.T) {
	w, _ := newWindow(t)
	tmp := withSample(t, w)
	w.OpenSample()
	if err := w.session.Set(forms.RemarkPath(5), "改了一处"); err != nil { // so that there is a backup beside it
		t.Fatal(err)
	}
	w.OpenSample()
	if w.desk == nil || len(w.app.Preferences().StringList(recentKey)) != 0 {
		t.Errorf("recent: %v", w.app.Preferences().StringList(recentKey))
	}
	w.closeDossier()
	if left, _ := os.ReadDir(tmp); len(left) != 0 {
		t.Errorf("left: %v", left)
	}
}

// What the user has saved beside the sample stays.
func TestSampleKeepsWhatIsTheUsers(t *testing.T) {
	w, _ := newWindow(t)
	tmp := withSample(t, w)
	w.OpenSample()
	if dir := filepath.Dir(w.session.File.Path()); os.WriteFile(filepath.Join(dir, "报告.pdf"), []byte("报告"), 0o600) != nil {
		t.Fatal("not written")
	}
	w.closeDossier()
	left, _ := os.ReadDir(tmp)
	if len(left) != 1 || !strings.HasPrefix(left[0].Name(), "示例文件夹") {
		t.Fatalf("left: %v", left)
	}
	if data, err := os.ReadFile(filepath.Join(tmp, left[0].Name(), "报告.pdf")); err != nil || string(data) != "报告" {
		t.Errorf("%q, %v", data, err)
	}
}

// A system that is being shut down gets no question: what was typed is saved.
func TestTerminateSaves(t *testing.T) {
	w, _ := newWindow(t)
	path := filepath.Join(t.TempDir(), "a.zicha")
	create(w, path, "341621")
	if err := w.session.Set(forms.RemarkPath(5), "最后一句"); err != nil {
		t.Fatal(err)
	}
	if err := w.Terminate(); err != nil {
		t.Fatal(err)
	}
	f, err := dossier.Open(path, dossier.Options{Editions: w.office.Known.Editions()})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if got := f.Dossier().Get(forms.RemarkPath(5)); got != "最后一句" {
		t.Errorf("the disk has %q", got)
	}
}
