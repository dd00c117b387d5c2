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
			n.counts[k.key].SetText(k.count(n.desk))
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
	there := 0
	for _, u := range s.View.Units {
		if u.Received != nil {
			there++
		}
	}
	return strconv.Itoa(there) + "/" + strconv.Itoa(len(s.View.Units))
}

// dueCells counts the cells that wait for who works here, once for a view.
func dueCells(s *Session) int {
	if s.due.view == s.View && s.due.me == s.Me {
		return s.due.n
	}
	s.due = due{view: s.View, me: s.Me}
	for _, u := range s.View.Units {
		for _, c := range u.Cells {
			if s.View.Due(s.Me, c) {
				s.due.n++
			}
		}
	}
	return s.due.n
}

// dueWords counts what waits for who works here.
func dueWords(s *Session) string {
	due := dueCells(s)
	if s.Me.Unit == "" || due == 0 {
		return openWords(s)
	}
	return "待办" + strconv.Itoa(due)
}

// openWords counts the cells that are not decided, and where all are those to be looked at again.
func openWords(s *Session) string {
	switch open, stale := openCells(s), staleCells(s); {
	case open > 0:
		return "未核定" + strconv.Itoa(open)
	case stale > 0:
		return review.Stale.Label() + strconv.Itoa(stale)
	}
	return "已核定"
}

// staleCells counts the cells whose facts are no longer those they were decided on.
func staleCells(s *Session) int {
	stale := 0
	for _, u := range s.View.Units {
		for _, c := range u.Cells {
			if c.State == review.Stale {
				stale++
			}
		}
	}
	return stale
}

func openCells(s *Session) int {
	open := 0
	for _, u := range s.View.Units {
		open += u.Open
	}
	return open
}

func rulingWords(s *Session) string { return countWords(len(s.View.Rulings), "条") }

// disputeWords counts what two copies say differently.
func disputeWords(s *Session) string {
	n := len(s.View.Disputes)
	for _, u := range s.View.Units {
		for _, c := range u.Cells {
			if len(c.Conflict) > 0 {
				n++
			}
		}
	}
	return countWords(n, "处不同")
}

func countWords(n int, unit string) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n) + unit
}
