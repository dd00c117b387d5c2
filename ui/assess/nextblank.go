package assess

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"zicha/forms"
	"zicha/scoring"
	"zicha/ui/widgets"
)

// NextBlank goes to the next criterion of the county's own that is not filled in, from the present one on and around the end, and
// gives the keyboard to its first blank field.
func (d *Desk) NextBlank() {
	all := d.session.Values.Edition.Criteria()
	from := d.place(all)
	for i := range all {
		c := all[(from+i)%len(all)]
		if !c.Indicator.Source.Self() || d.session.Card.Result(c).State != scoring.Unanswered {
			continue
		}
		d.goBlank(c)
		return
	}
	words := "要自评的要点都已填完。"
	if n := len(d.session.Problems); n > 0 {
		words += "还有" + strconv.Itoa(n) + "个待处理问题，按Ctrl+J查看。"
	}
	d.saved.Set(words, widgets.ToneGood)
}

// place is where to begin in the list of criteria: behind the one with the keyboard, else with the indicator on show.
func (d *Desk) place(all []*scoring.Criterion) int {
	ind := d.indicator()
	if ind == nil {
		return 0
	}
	present := d.focusedCriterion()
	for i, c := range all {
		switch {
		case present == nil && c.Indicator == ind:
			return i
		case present != nil && c == present:
			return i + 1
		}
	}
	return 0
}

// focusedCriterion is the criterion whose card holds the focus, nil where none does.
func (d *Desk) focusedCriterion() *scoring.Criterion {
	p, ok := d.pages[d.current].(*indicatorPage)
	focused, isObject := d.host.Window.Canvas().Focused().(fyne.CanvasObject)
	if !ok || !isObject {
		return nil
	}
	driver := fyne.CurrentApp().Driver()
	y := driver.AbsolutePositionForObject(focused).Y
	for _, card := range p.cards {
		top := driver.AbsolutePositionForObject(card.box).Y
		if y >= top && y < top+card.box.Size().Height {
			return card.c
		}
	}
	return nil
}

// goBlank goes to the first field of a criterion that is not filled in, else to its first one; what the city provides does not count.
func (d *Desk) goBlank(c *scoring.Criterion) {
	at := max(0, slices.IndexFunc(c.Fields, func(f *scoring.Field) bool {
		return f.By == "" && d.session.Shown(forms.AnswerPath(c.ID, f.Key)) == ""
	}))
	d.GoProblem(forms.Problem{Criterion: c.ID, Where: forms.AnswerPath(c.ID, c.Fields[at].Key)})
}
