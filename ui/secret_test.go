package ui

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"

	"zicha/forms"
	"zicha/forms/secret"
	"zicha/ui/widgets"
)

// A copy with a password that is given to the program asks for the password, again where it was wrong, then for a place, and is opened from
// there, whole and its owner's; nothing of it lies anywhere else.
func TestOpenACopyWithAPassword(t *testing.T) {
	w, _, later := newWindowLater(t)
	tmp := t.TempDir()
	t.Setenv("TMPDIR", tmp)
	path := filepath.Join(t.TempDir(), "涡阳.zicha")
	create(w, path, "341621")
	if err := w.session.Set(forms.RemarkPath(5), "一句"); err != nil {
		t.Fatal(err)
	}
	w.session.Flush()
	w.session.Wait()
	stick, to := t.TempDir(), t.TempDir()
	locked := filepath.Join(stick, "涡阳.zicha.age")
	save := func(path string) error { return w.session.File.SaveAs(path, false) }
	if err := (secret.Copy{To: locked, Password: "一二三四五六七八"}).Write(context.Background(), path, save); err != nil {
		t.Fatal(err)
	}
	w.closeDossier()
	w.app.Preferences().SetString("folder."+dossierPurpose, to)
	typePassword := func(text string) {
		t.Helper()
		for _, o := range test.LaidOutObjects(w.win.Canvas().Overlays().Top()) {
			if e, ok := o.(*widgets.Entry); ok {
				if !e.Password {
					t.Error("what is typed is shown")
				}
				e.SetText(text)
			}
		}
		press(t, w, "打开")
	}
	wait := func(words string) {
		t.Helper()
		for end := time.Now().Add(time.Minute); time.Now().Before(end); {
			if w.win.Canvas().Overlays().Top() != nil && strings.Contains(shownTexts(w), words) {
				return
			}
			select {
			case fn := <-later:
				fn()
			case <-time.After(10 * time.Millisecond):
			}
		}
		t.Fatalf("“%s” does not come:\n%s", words, shownTexts(w))
	}
	if !w.droppedSecret([]fyne.URI{storage.NewFileURI(locked)}) {
		t.Fatal("a copy dropped is not known")
	}
	typePassword("")
	wait("设了密码") // and stays
	typePassword("一二三四五六七九")
	wait("密码不对")
	typePassword("一二三四五六七八")
	wait("取出到哪里")
	press(t, w, "确定")
	for end := time.Now().Add(time.Minute); w.desk == nil && time.Now().Before(end); {
		select {
		case fn := <-later:
			fn()
		case <-time.After(10 * time.Millisecond):
		}
	}
	if w.desk == nil || w.session.File.Path() != filepath.Join(to, "涡阳.zicha") || w.session.Values.Get(forms.RemarkPath(5)) != "一句" {
		t.Fatalf("open is %v, remark %q", w.openFile().Path(), w.session.Values.Get(forms.RemarkPath(5)))
	}
	if info, err := os.Stat(w.session.File.Path()); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("others may read it: %v %v", info, err)
	}
	for _, dir := range []string{tmp, stick} {
		if left, _ := os.ReadDir(dir); len(left) != map[string]int{tmp: 0, stick: 1}[dir] {
			t.Errorf("left in %s: %v", dir, left)
		}
	}
}
