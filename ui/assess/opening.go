package assess

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"zicha/forms"
	"zicha/forms/wording"
	"zicha/scoring"
	"zicha/ui/widgets"
)

// opening offers the first sentence of an indicator's 完成情况, made from its answers: shown grey while nothing is written, and taken
// over by one click. What was written is never replaced.
type opening struct {
	session  *Session
	ind      *scoring.Indicator
	path     forms.Path
	box      *fyne.Container
	sentence *widgets.Text
	proposal *widgets.Line
	take     *widgets.Action
}

func newOpening(s *Session, ind *scoring.Indicator) *opening {
	o := &opening{session: s, ind: ind, path: forms.NarrativePath(strconv.Itoa(ind.No))}
	o.sentence = widgets.Muted("")
	o.take = widgets.NewAction("生成首句", theme.DocumentCreateIcon(), o.onTake)
	o.proposal = widgets.NewLine(widgets.Panel(widgets.ToneQuote, 8, widgets.Column(2, widgets.Muted("按填报内容可以这样写（点选后写入，写入后可以修改）："), o.sentence)), o.onTake)
	o.box = widgets.Column(4, o.proposal, widgets.Row(4, 1, o.take, canvas.NewRectangle(nil)))
	return o
}

// show offers what the answers say now.
func (o *opening) show() {
	words, written := wording.Sentence(o.session.Values, o.ind), o.session.Shown(o.path)
	o.sentence.SetText(words)
	open := words != "" && !o.session.Locked()
	widgets.Enable(o.take, open && !strings.Contains(written, words))
	if widgets.Reveal(o.proposal, open && strings.TrimSpace(written) == "") {
		o.box.Refresh()
	}
}

// onTake writes the sentence, in front of what is there.
func (o *opening) onTake() {
	words, written := wording.Sentence(o.session.Values, o.ind), o.session.Shown(o.path)
	if words == "" || strings.Contains(written, words) {
		return
	}
	o.session.Flush() // what was typed is a step of its own
	if err := o.session.Set(o.path, words+strings.TrimLeft(written, " \n\t　")); err == nil {
		o.session.Flush()
	}
}
