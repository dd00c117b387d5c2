package work_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"zicha/forms"
	"zicha/ui/widgets"
	"zicha/ui/work"
)

// top gives the texts of the dialog on top, and its button.
func top(w fyne.Window) (words string, button *widgets.Button) {
	var all []string
	for _, o := range test.LaidOutObjects(w.Canvas().Overlays().Top()) {
		switch o := o.(type) {
		case *widgets.Text:
			all = append(all, o.Text())
		case *widgets.Button:
			button = o
		}
	}
	return strings.Join(all, "\n"), button
}

// What was given up is shown once, with the reason, until it is acknowledged; what is given up while the dialog stands is shown next,
// not passed over with it.
func TestLossesAreShownUntilAcknowledged(t *testing.T) {
	test.NewTempApp(t)
	w := test.NewTempWindow(t, nil)
	w.Resize(fyne.NewSize(900, 600))
	d := newDesk()
	host := work.Host{Window: w, Jobs: d.Jobs}
	d.OnSave = func() { d.TellLost(host) }
	d.Do("加一行", []forms.Change{{Path: left, New: "甲"}})
	d.turn(errConflict)()
	words, known := top(w)
	if !strings.Contains(words, "加一行（在别处已经改过）") {
		t.Fatalf("it says %q", words)
	}
	d.Do("加第二行", []forms.Change{{Path: right, New: "乙"}})
	d.turn(errConflict)()
	if n := len(w.Canvas().Overlays().List()); n != 1 {
		t.Errorf("%d dialogs at once", n)
	}
	test.Tap(known)
	words, known = top(w)
	if strings.Contains(words, "加一行（") || !strings.Contains(words, "加第二行（在别处已经改过）") || d.Saved() {
		t.Fatalf("then it says %q, saved %v", words, d.Saved())
	}
	test.Tap(known)
	if w.Canvas().Overlays().Top() != nil || !d.Saved() {
		t.Error("acknowledged, it is still told")
	}
	if err := d.close(); err != nil {
		t.Error(err)
	}
}
