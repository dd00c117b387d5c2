package assess

import (
	"strings"

	"fyne.io/fyne/v2/theme"

	"zicha/forms"
	"zicha/forms/wording"
	"zicha/scoring"
	"zicha/ui/widgets"
)

// showWords tells beside and under a field what its answer means next to the others: its share, what cannot be, and whether a number
// is meant as it stands. a is the answer of the field's criterion.
func (f *field) showWords(c *scoring.Criterion, a scoring.Answer) {
	f.share.SetText(wording.Share(c, f.spec.Key, a))
	var lines []string
	tone := widgets.ToneWait
	if words := wording.Mismatch(c, f.spec.Key, a); words != "" {
		lines, tone = append(lines, words), widgets.ToneError
	}
	for _, p := range f.session.Problems {
		if toldAtField[p.Code] && (p.Where == f.path || p.Also == f.path) {
			lines = append(lines, sentenceOf(p, c))
			if p.Severity == forms.Error {
				tone = widgets.ToneError
			}
		}
	}
	f.told.Set(strings.Join(lines, "\n"), tone)
	changed := widgets.Reveal(f.told, len(lines) > 0)
	if f.showDoubt(c, a) || changed {
		f.box.Refresh()
	}
}

// toldAtField are the problems said at the value itself; what is merely not filled in needs no sentence there, and wording.Mismatch has its
// own.
var toldAtField = map[string]bool{"cross": true, "register_contradicts": true, "reason_missing": true, "date_future": true, "date_before_year": true}

// sentenceOf is a problem without the criterion it is about, which is plain to see at the field.
func sentenceOf(p forms.Problem, c *scoring.Criterion) string {
	words := strings.TrimPrefix(p.Message, c.ID+" ")
	if !strings.HasSuffix(words, "。") {
		words += "。"
	}
	return strings.TrimPrefix(words, c.Title)
}

// showDoubt asks about a number that looks as if given in another unit, until it is changed or said to be right; it reports whether
// the question came or went.
func (f *field) showDoubt(c *scoring.Criterion, a scoring.Answer) bool {
	value := f.session.Values.Get(f.path)
	question, better, ask := wording.Doubt(f.spec, value)
	if !ask {
		question, better, ask = wording.UnitDoubt(c, f.spec.Key, a)
	}
	ask = ask && value != f.sure && !f.session.Locked()
	if !ask {
		question = ""
	}
	if question == f.asked {
		return false
	}
	f.asked, f.doubt.Objects = question, nil
	if ask {
		change := widgets.NewAction("改为"+better, theme.ConfirmIcon(), func() { _ = f.session.Set(f.path, better); f.session.Flush() })
		keep := widgets.NewAction("就是这么多", nil, func() { f.sure = value; f.showDoubt(c, a); f.box.Refresh() })
		f.doubt.Add(widgets.NewText(question, widgets.Style{Size: theme.SizeNameCaptionText, Tone: widgets.ToneWait}))
		f.doubt.Add(widgets.Row(4, -1, change, keep))
	}
	f.doubt.Refresh()
	widgets.Reveal(f.doubt, ask)
	return true
}
