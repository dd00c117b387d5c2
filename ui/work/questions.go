package work

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"zicha/ui/widgets"
)

// Sheet shows content in a wide dialog that only closes.
func (h Host) Sheet(title string, content fyne.CanvasObject) {
	widgets.NewSheet(h.Window, title, content).Wide().Button("关闭", nil).Show()
}

// Question is what Ask asks: a line of text, or several.
type Question struct {
	Title, Words string
	Rows         int
	Text         string // what stands there already
}

// Ask asks for text that is not blank, such as a reason; blank text is refused with a sentence.
func (h Host) Ask(q Question, done func(text string)) {
	entry := widgets.NewEntry(440)
	if q.Rows > 1 {
		entry = widgets.NewArea(q.Rows)
	}
	entry.SetText(q.Text)
	wrong := widgets.NewText("", widgets.Style{Size: theme.SizeNameCaptionText, Tone: widgets.ToneError})
	given := func() bool {
		if strings.TrimSpace(entry.Text) != "" {
			return true
		}
		wrong.SetText("还没有写，请写明后再确定。")
		return false
	}
	widgets.NewSheet(h.Window, q.Title, widgets.Column(8, widgets.Body(q.Words), entry, wrong)).
		Button("取消", nil).Main("确定", given, func() { done(strings.TrimSpace(entry.Text)) }).Show()
	h.Window.Canvas().Focus(entry)
}

// Asking reports whether a dialog is on show.
func (h Host) Asking() bool { return h.Window.Canvas().Overlays().Top() != nil }
