package assess

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"zicha/forms"
	"zicha/forms/report"
	"zicha/scoring"
	"zicha/scoring/canon"
	"zicha/ui/widgets"
)

// labelWidth is the width of the labels in front of the fields.
const labelWidth = 176

// field is one value of the dossier on a page: its label, its widget, and under it the sentences about it.
type field struct {
	session *Session
	path    forms.Path
	spec    *scoring.Field
	box     fyne.CanvasObject
	choices *widgets.Choices
	entry   *widgets.Entry
	pick    *widgets.Action // opens the calendar of a date, nil for others
	share   *widgets.Text   // beside a number, what part it is of another
	wrong   *widgets.Text   // why what was typed could not be taken
	told    *widgets.Text   // what does not go together with this value
	altered *widgets.Text   // what was taken out of what was typed or pasted last, or replaced in it
	doubt   *fyne.Container
	waits   *fyne.Container // what to do with a text that waits
	asked   string          // the question in doubt, "" for none
	sure    string          // the value that was said to be right
}

// slot says which value a field is for; text gets rows lines, 0 for a single one.
type slot struct {
	path forms.Path
	spec *scoring.Field
	rows int
}

// newField makes the widget for a field's kind.
func newField(s *Session, at slot) *field {
	spec, rows := at.spec, at.rows
	f := &field{session: s, path: at.path, spec: spec}
	f.wrong = widgets.NewText("", widgets.Style{Size: theme.SizeNameCaptionText, Tone: widgets.ToneError})
	f.told = widgets.NewText("", widgets.Style{Size: theme.SizeNameCaptionText, Tone: widgets.ToneError})
	f.altered = widgets.NewText("", widgets.Style{Size: theme.SizeNameCaptionText, Tone: widgets.ToneWait})
	f.share = widgets.NewText("", widgets.Style{Bold: true})
	f.doubt = widgets.Column(2)
	f.waits = widgets.Row(4, -1,
		widgets.NewAction("采用", theme.ConfirmIcon(), func() { s.Accept(f.path) }), widgets.NewAction("不要", nil, func() { s.Forget(f.path) }))
	for _, o := range []fyne.CanvasObject{f.wrong, f.waits, f.told, f.altered, f.doubt} {
		o.Hide()
	}
	label := widgets.Body(spec.Label)
	var line fyne.CanvasObject
	switch {
	case spec.Kind == scoring.KindYes || spec.Kind == scoring.KindOption:
		f.choices = widgets.NewChoices(choicesOf(spec)...)
		f.choices.OnChanged = f.onPick
		line = widgets.Labelled(labelWidth, label, f.choices)
	case spec.Kind == scoring.KindText && rows > 0:
		f.entry = widgets.NewArea(rows)
		line = widgets.Column(4, label, f.entry)
	case spec.Kind == scoring.KindText:
		f.entry = widgets.NewEntry(120)
		line = widgets.Labelled(labelWidth, label, f.entry)
	default:
		f.entry = widgets.NewEntry(112)
		unit := widgets.NewText(unitOf(s.Values.Edition, spec), widgets.Style{Tone: widgets.ToneMuted})
		parts := []fyne.CanvasObject{f.entry, unit, f.share}
		if spec.Kind == scoring.KindDate {
			f.pick = widgets.NewIconAction("从日历选"+spec.Label+" F4", theme.CalendarIcon(), f.openCalendar)
			f.entry.OnKey = f.calendarKey
			parts = []fyne.CanvasObject{f.entry, widgets.Row(0, -1, f.pick, unit), f.share}
		}
		line = widgets.Labelled(labelWidth, label, widgets.Row(12, 2, parts...))
	}
	if f.entry != nil {
		f.entry.OnChanged, f.entry.OnLeave = f.onType, f.onLeave
	}
	under := indented
	if spec.Kind == scoring.KindText && rows > 0 {
		under = func(o fyne.CanvasObject) fyne.CanvasObject { return o }
	}
	parts := []fyne.CanvasObject{line}
	if spec.Help != "" {
		parts = append(parts, under(widgets.Muted(spec.Help)))
	}
	f.box = widgets.Column(4, append(parts, under(widgets.Column(4, f.wrong, f.waits, f.told, f.altered, f.doubt)))...)
	f.show()
	return f
}

// indented sets an object under the fields, right of their labels.
func indented(o fyne.CanvasObject) fyne.CanvasObject {
	return widgets.Labelled(labelWidth, nil, o)
}

// choicesOf lists the answers of a field that is picked, the last one clears it.
func choicesOf(spec *scoring.Field) []widgets.Choice {
	var out []widgets.Choice
	if spec.Kind == scoring.KindYes {
		out = []widgets.Choice{{Key: "true", Label: "是"}, {Key: "false", Label: "否"}}
	}
	for _, o := range spec.Options {
		out = append(out, widgets.Choice{Key: o.Key, Label: o.Label})
	}
	return append(out, widgets.Choice{Label: "未填"})
}

func unitOf(e *scoring.Edition, spec *scoring.Field) string {
	switch {
	case spec.Unit != "":
		return spec.Unit
	case spec.Kind == scoring.KindClaim:
		return "分"
	case spec.Kind == scoring.KindDate:
		return "如 " + e.NextYear("01-26")
	}
	return ""
}

func (f *field) onPick(key string) {
	f.onType(key)
	f.session.Flush()
}

func (f *field) onType(text string) {
	text = f.session.Values.Typed(f.path, text)
	_ = f.session.Set(f.path, text)
	if widgets.Say(f.altered, alteredWords(f.spec, text)) {
		f.box.Refresh()
	}
	f.tell()
}

// alteredWords says what is altered in a text that can be the value, and which of its characters no font has; "" for nothing.
func alteredWords(spec *scoring.Field, text string) string {
	value, err := spec.Normalize(text)
	if err != nil {
		return ""
	}
	value, notes := spec.Clean(value)
	if spec.Kind == scoring.KindText {
		for _, r := range report.Lacking(value) {
			notes = append(notes, canon.Note{Rune: r, What: "“" + string(r) + "”（" + canon.Point(r) + "）所有字体里都没有，会印成〓"})
		}
	}
	return canon.Words(notes)
}

// onLeave ends the edit; a text that waited in the field is taken as what was typed there, and a date then stands as it was understood.
func (f *field) onLeave() {
	f.session.Flush()
	f.session.Accept(f.path)
	if _, refused := f.session.Refused(f.path); f.spec.Kind == scoring.KindDate && !refused {
		f.entry.Put(f.session.Shown(f.path))
	}
}

// tell says why what was typed could not be taken, and which value holds.
func (f *field) tell() {
	refusal, wrong := f.session.Refused(f.path)
	words := refusal.Reason
	switch {
	case refusal.Waits && f.entry != nil && f.entry.MultiLine: // where Enter begins a line
		words += "。点进去再离开这一格就采用"
	case refusal.Waits:
		words += "。按回车或离开这一格就采用"
	case wrong:
		words = strings.TrimRight(words, "。") + "。" + f.session.Values.HoldsWords(f.path)
	}
	changed := widgets.Say(f.wrong, words)
	if widgets.Reveal(f.waits, refusal.Waits) || changed {
		f.box.Refresh()
	}
}

// show puts the dossier's value into the widget; what is being typed and means the same value is left as it stands.
func (f *field) show() {
	if f.choices != nil {
		f.choices.Put(f.session.Values.Get(f.path))
		widgets.Lock(f.choices, f.session.WhyLocked())
		return
	}
	widgets.Lock(f.entry, f.session.WhyLocked())
	if f.pick != nil {
		widgets.Lock(f.pick, f.session.WhyLocked())
	}
	f.tell()
	text := f.session.Shown(f.path)
	if meant, err := f.spec.Normalize(f.session.Values.Typed(f.path, f.entry.Text)); err == nil && meant == text {
		return
	}
	f.entry.Put(text)
}

// focus brings the keyboard to the field.
func (f *field) focus(c fyne.Canvas) {
	if f.choices != nil {
		c.Focus(f.choices)
		return
	}
	c.Focus(f.entry)
}
