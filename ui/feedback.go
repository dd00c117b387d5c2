package ui

import (
	"path/filepath"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"zicha/forms/feedback"
	"zicha/forms/secret"
	"zicha/ui/assess"
	"zicha/ui/review"
	"zicha/ui/widgets"
)

// openFeedback opens a feedback file beside the dossier that is open; where none is, it asks which one the feedback is to be held against.
func (w *Window) openFeedback(path string) {
	if w.desk != nil {
		w.desk.OpenFeedback(path)
		return
	}
	f, err := feedback.Read(path)
	if err != nil {
		w.fail("没有打开反馈单", err)
		return
	}
	list := widgets.Column(8, widgets.Body(f.Name+"的反馈单，"+f.Words()+"。要和哪一份自查档案对照？打开后档案没有变动。"))
	var sheet *widgets.Sheet
	with := func(dossier string) {
		sheet.Hide()
		if secret.Sealed(dossier) {
			w.tell("没有打开反馈单", "“"+filepath.Base(dossier)+"”设了密码；请先打开它，取出里面的档案，再打开反馈单。")
			return
		}
		if w.Open(dossier); w.desk != nil {
			w.desk.OpenFeedback(path)
		}
	}
	lines := widgets.Column(0)
	for _, dossier := range w.dossiersOf(f.Name) {
		name := widgets.Column(0, widgets.Body(strings.TrimSuffix(filepath.Base(dossier), ".zicha")), widgets.Muted(filepath.Dir(dossier)))
		lines.Add(widgets.NewLine(widgets.Inset(8, 6, name), func() { with(dossier) }))
	}
	list.Add(lines)
	pick := func() {
		ask := widgets.Ask{Title: "选择自查档案", Ends: []string{".zicha"}, Folder: documents(), Purpose: dossierPurpose}
		widgets.OpenFile(w.win, ask, with)
	}
	sheet = widgets.NewSheet(w.win, "反馈单", list).Button("取消", nil).Main("选择自查档案…", nil, pick).Show()
}

// droppedFeedback opens a feedback file dropped on the window, wherever it fell; it reports whether there is one.
func (w *Window) droppedFeedback(uris []fyne.URI) bool {
	for _, path := range paths(uris) {
		if assess.FeedbackFile(path) {
			w.Open(path)
			return true
		}
	}
	return false
}

// askFeedback asks for a feedback file.
func (w *Window) askFeedback() {
	if w.desk != nil {
		w.desk.AskFeedback()
		return
	}
	widgets.OpenFile(w.win, assess.FeedbackAsk(documents()), w.openFeedback)
}

// dossiersOf are the recent dossiers that may be a unit's: those known to be another's are left out.
func (w *Window) dossiersOf(unit string) []string {
	var out []string
	for _, path := range w.app.Preferences().StringList(recentKey) {
		if whose := w.place(path).county; review.Ours(path) || whose != "" && whose != unit {
			continue
		}
		if _, there := changed(path, time.Now()); there {
			out = append(out, path)
		}
	}
	return out
}
