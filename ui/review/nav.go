package review

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"zicha/forms/review"
	"zicha/ui/widgets"
)

// nav is the list on the left: the pages in the order of the work, each with what there is to do.
type nav struct {
	desk   *Desk
	box    fyne.CanvasObject
	lines  map[string]*widgets.Line
	counts map[string]*widgets.Text
}

// navMargin is the margin beside the lines of the list.
const navMargin = 12

func newNav(d *Desk) *nav {
	n := &nav{desk: d, lines: map[string]*widgets.Line{}, counts: map[string]*widgets.Text{}}
	list := widgets.Column(0, widgets.Gap(6))
	var all []*widgets.Line
	for _, k := range pageKinds() {
		words := widgets.NewText("", widgets.Style{Size: theme.SizeNameCaptionText, Tone: widgets.ToneMuted, Align: fyne.TextAlignTrailing, Single: true})
		row := widgets.Row(8, 0, widgets.NewText(k.title, widgets.Style{Bold: true}), words)
		line := widgets.NewLine(widgets.Inset(navMargin, 6, row), func() { d.Show(k.key) })
		n.lines[k.key], n.counts[k.key] = line, words
		all = append(all, line)
		list.Add(line)
		if k.last {
			list.Add(widgets.Inset(0, 4, widgets.Rule()))
		}
	}
	scroll := widgets.NewScroll(list)
	widgets.Walk(func(o fyne.CanvasObject) { widgets.KeepInSight(scroll, o) }, all...)
	n.box = container.NewStack(widgets.NewGround(widgets.ToneSheet, 0), scroll)
	return n
}

// show brings the counts in line with the session.
func (n *nav) show() {
	for _, k := range pageKinds() {
		if k.count != nil {
			n.counts[k.key].SetText(k.count(n.desk.session))
		}
	}
}

// choose shows which page is beside the list.
func (n *nav) choose(key string) {
	for _, k := range pageKinds() {
		n.lines[k.key].Select(k.key == key)
	}
}

func receivedWords(s *Session) string {
	return strconv.Itoa(s.counts().received) + "/" + strconv.Itoa(len(s.View.Units))
}

// openWords counts the cells that are not decided, and where all are those to be looked at again.
func openWords(s *Session) string {
	switch n := s.counts(); {
	case n.open > 0:
		return "未核定" + strconv.Itoa(n.open)
	case n.stale > 0:
		return review.Stale.Label() + strconv.Itoa(n.stale)
	}
	return "已核定"
}

func rulingWords(s *Session) string { return countWords(len(s.View.Rulings), "条") }

// disputeWords counts what two copies say differently.
func disputeWords(s *Session) string {
	return countWords(len(s.View.Disputes)+s.counts().conflicts, "处不同")
}

func countWords(n int, unit string) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n) + unit
}
