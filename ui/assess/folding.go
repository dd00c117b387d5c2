package assess

import (
	"fyne.io/fyne/v2"

	"zicha/scoring"
	"zicha/ui/widgets"
)

// sideKey is where it is remembered whether the figures stand beside the page.
const sideKey = "assess.side"

// What the user has chosen for the figures beside the page; without a choice the width of the window decides.
const (
	sideOpen   = "open"
	sideFolded = "folded"
)

func sideChoice() string { return fyne.CurrentApp().Preferences().String(sideKey) }

// Folded reports whether the figures do not stand beside the page; the head line has them then.
func (d *Desk) Folded() bool { return !d.columns.shown }

// Fold folds the figures beside the page away, or brings them back, and remembers it.
func (d *Desk) Fold() {
	choice := sideOpen
	if d.columns.shown {
		choice = sideFolded
	}
	fyne.CurrentApp().Preferences().SetString(sideKey, choice)
	c := d.host.Window.Canvas()
	if o, ok := c.Focused().(fyne.CanvasObject); ok {
		if _, onPage := widgets.HeightOf(d.pane.scroll.Content, o); !onPage {
			c.Unfocus() // the button pressed goes away; a question of the page keeps the keyboard
		}
	}
	d.pane.steady(func() {
		d.body.Refresh()
		d.pane.relayout()
	})
}

// onSide follows the figures' coming and going.
func (d *Desk) onSide(shown bool) {
	widgets.Reveal(d.head.scores.box, !shown)
	d.head.line.Refresh()
}

// threeColumns gives the list (on the left) and the figures (on the right) their widths and the page, its first object, the rest.
type threeColumns struct {
	shown   bool // the figures are beside the page
	onShown func(bool)
}

func (*threeColumns) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(640, 400) }

// The width, in letters of the usual size, under which the figures make room for the page by themselves, and that under which there is
// no room for them even if they are wanted.
const (
	leastForThree = 960
	leastForAny   = 800
)

// figures reports whether there are figures beside the page in a window of a width.
func (t *threeColumns) figures(width float32) bool {
	switch sideChoice() {
	case sideFolded:
		return false
	case sideOpen:
		return width >= widgets.Scaled(leastForAny)
	}
	return width >= widgets.Scaled(leastForThree)
}

// Layout implements fyne.Layout.
func (t *threeColumns) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	left := min(widgets.Scaled(340), max(widgets.Scaled(264), size.Width*0.24))
	right := min(widgets.Scaled(280), max(widgets.Scaled(196), size.Width*0.19))
	figures := t.figures(size.Width)
	widgets.Reveal(objects[2], figures)
	if !figures {
		right = 0
	}
	place := func(o fyne.CanvasObject, x, width float32) {
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(width, size.Height))
	}
	left = max(widgets.Scaled(180), min(left, size.Width-right-widgets.Scaled(420)))
	place(objects[0], left, size.Width-left-right)
	place(objects[1], 0, left)
	place(objects[2], size.Width-right, right)
	if figures != t.shown {
		t.shown = figures
		t.onShown(figures)
	}
}

// scores are the totals in the head line, while they do not stand beside the page.
type scores struct {
	box    *fyne.Container
	values [3]*widgets.Text
	unfold *widgets.Action
}

// newScores makes the totals; what the city confirms is missing where there is nothing of it.
func newScores(forecast bool, unfold *widgets.Action) *scores {
	s := &scores{unfold: unfold}
	row := widgets.Row(headGap, -1)
	for i, label := range [3]string{pointColumns[0].head, pointColumns[1].head, pointColumns[forecastColumn].head} {
		s.values[i] = widgets.NewText("", widgets.Style{Size: widgets.SizeList, Bold: true, Whole: true})
		if i < 2 || forecast {
			row.Add(widgets.Column(0, widgets.Muted(label), s.values[i]))
		}
	}
	row.Add(unfold)
	s.box = row
	return s
}

// show fills the totals in and reports whether one of them is another.
func (s *scores) show(totals [3]scoring.Total) bool {
	changed := false
	for i, t := range totals {
		words := t.Score.String() + "/" + t.Max.Short()
		if changed = changed || words != s.values[i].Text(); changed {
			s.values[i].SetText(words)
		}
	}
	return changed
}
