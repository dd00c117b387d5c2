package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"

	"zicha/forms/feedback"
	"zicha/ui/widgets"
)

// A feedback given to the program without a dossier asks which one to hold it against, offers the unit's own, and opens it there; dropped
// on an open dossier it needs no question.
func TestFeedbackFindsItsDossier(t *testing.T) {
	w, e, later := newWindowLater(t)
	mine, other := filepath.Join(t.TempDir(), "涡阳.zicha"), filepath.Join(t.TempDir(), "蒙城.zicha")
	create(w, mine, "341621")
	create(w, other, "341622")
	w.closeDossier()
	f := feedback.File{
		Edition: e.ID, Rules: e.Hash(), County: "341621", Name: "涡阳县", At: "2018-02-01T10:00:00+08:00",
		Items: []feedback.Item{{Indicator: 5, Standing: feedback.Returned, Reason: "缺活动通知"}},
	}
	data, err := f.Encode()
	path := filepath.Join(t.TempDir(), "反馈.fankui")
	if err == nil {
		err = os.WriteFile(path, data, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	w.Open(path)
	var lines []*widgets.Line
	for _, o := range test.LaidOutObjects(w.win.Canvas().Overlays().Top()) {
		if l, ok := o.(*widgets.Line); ok {
			lines = append(lines, l)
		}
	}
	if len(lines) != 1 || !strings.Contains(shownTexts(w), "涡阳县的反馈单") {
		t.Fatalf("%d dossiers are offered:\n%s", len(lines), shownTexts(w))
	}
	test.Tap(lines[0])
	if w.desk == nil || w.session.Values.County() != "涡阳县" {
		t.Fatal("the dossier is not opened")
	}
	until(t, later, func() bool { return w.session.Feedback() != nil })
	if got := w.app.Preferences().String("folder.feedback"); got != filepath.Dir(path) {
		t.Errorf("feedbacks are looked for in %q", got)
	}
	create(w, filepath.Join(t.TempDir(), "又一.zicha"), "341621")
	if !w.droppedFeedback([]fyne.URI{storage.NewFileURI(path)}) {
		t.Fatal("a feedback dropped is not known")
	}
	until(t, later, func() bool { return w.session.Feedback() != nil })
	if page, _ := w.desk.Place(); page != "feedback" {
		t.Errorf("the page on show is %s", page)
	}
}
