package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"

	"zicha/forms"
	"zicha/forms/formtest"
	"zicha/ui/widgets"
)

// newLocked is a window and a copy of a dossier with a password on a stick.
func newLocked(t *testing.T) (w *Window, later chan func(), locked string) {
	t.Helper()
	w, _, later = newWindowLater(t)
	path := filepath.Join(t.TempDir(), "涡阳.zicha")
	create(w, path, "341621")
	if err := w.session.Set(forms.RemarkPath(5), "一句"); err != nil {
		t.Fatal(err)
	}
	w.session.Flush()
	w.session.Wait()
	locked = filepath.Join(t.TempDir(), "涡阳.zicha.age")
	w.closeDossier()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if data, err = formtest.Sealed(data, "一二三四五六七八"); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(locked, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return w, later, locked
}

// typePassword types into the dialog on top and goes on.
func typePassword(t *testing.T, w *Window, text string) {
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

// A copy with a password that is given to the program asks for the password, again where it was wrong, then for a place, and is opened from
// there, whole and its owner's; nothing of it lies anywhere else.
func TestOpenACopyWithAPassword(t *testing.T) {
	tmp := t.TempDir()
	t.Setenv("TMPDIR", tmp)
	w, later, locked := newLocked(t)
	to := t.TempDir()
	w.app.Preferences().SetString("folder."+dossierPurpose, to)
	wait := func(words string) {
		t.Helper()
		until(t, later, func() bool { return w.win.Canvas().Overlays().Top() != nil && strings.Contains(shownTexts(w), words) })
	}
	renamed := filepath.Join(filepath.Dir(locked), "改过名.zicha") // it is known by what is in it
	if err := os.Rename(locked, renamed); err != nil {
		t.Fatal(err)
	}
	w.Open(renamed)
	wait("设了密码")
	press(t, w, "取消")
	if err := os.Rename(renamed, locked); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{renamed, locked} {
		if name == renamed {
			if err := os.Rename(locked, renamed); err != nil {
				t.Fatal(err)
			}
		}
		if !w.droppedSecret([]fyne.URI{storage.NewFileURI(name)}) {
			t.Fatalf("%s dropped is not known", filepath.Base(name))
		}
		press(t, w, "取消")
		if name == renamed {
			if err := os.Rename(renamed, locked); err != nil {
				t.Fatal(err)
			}
		}
	}
	w.askOpen() // where it is chosen is not where it is taken out to
	test.Tap(w.win.Canvas().Focused().(*widgets.Entry))
	w.win.Canvas().Focused().(*widgets.Entry).SetText(locked)
	w.win.Canvas().Focused().(*widgets.Entry).OnEnter()
	wait("设了密码")
	typePassword(t, w, "")
	wait("设了密码") // and stays
	typePassword(t, w, "一二三四五六七九")
	wait("密码不对")
	typePassword(t, w, "一二三四五六七八")
	wait("取出到哪里")
	if got := w.app.Preferences().String("folder.copy"); got != filepath.Dir(locked) {
		t.Errorf("copies are looked for in %q", got)
	}
	press(t, w, "确定")
	until(t, later, func() bool { return w.desk != nil })
	if w.session.File.Path() != filepath.Join(to, "涡阳.zicha") || w.session.Values.Get(forms.RemarkPath(5)) != "一句" {
		t.Fatalf("open is %v, remark %q", w.openFile().Path(), w.session.Values.Get(forms.RemarkPath(5)))
	}
	if info, err := os.Stat(w.session.File.Path()); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("others may read it: %v %v", info, err)
	}
	for dir, want := range map[string]int{tmp: 0, filepath.Dir(locked): 1} {
		if left, _ := os.ReadDir(dir); len(left) != want {
			t.Errorf("left in %s: %v", dir, left)
		}
	}
}

// While the password is tried it can be given up: then nothing more is asked, though it was right.
func TestOpeningACopyIsGivenUp(t *testing.T) {
	w, later, locked := newLocked(t)
	w.Open(locked)
	typePassword(t, w, "一二三四五六七八")
	press(t, w, "取消")
	until(t, later, func() bool {
		return w.win.Canvas().Overlays().Top() == nil || !strings.Contains(shownTexts(w), "正在打开")
	})
	if w.win.Canvas().Overlays().Top() != nil {
		t.Errorf("asked is\n%s", shownTexts(w))
	}
}
