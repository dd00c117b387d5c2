package review

import (
	"context"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"zicha/forms/review"
	"zicha/ui/widgets"
)

// gatePage is 定稿: what stands in the way of it, each with the way to where it is done and with the possibility to accept it for a reason;
// the button that freezes the result; and at the right the results there are, what has changed since, and whose a code on paper is.
type gatePage struct {
	desk *Desk

	box     *fyne.Container
	said    *widgets.Text
	final   *widgets.Button
	kinds   *fyne.Container // holds the chips, which are of the kinds there are
	chips   *widgets.Chips
	find    *widgets.Entry
	roll    *widgets.Roll
	visit   *widgets.Action
	accept  *widgets.Action // what is marked, or the row chosen
	all     *widgets.Action // all that is listed
	results *gateResults

	facts    *gateFacts // nil before they were read
	reading  bool
	wrong    error             // why they could not be read
	reasons  map[string]string // of what is accepted, by the blocker's key
	marked   map[string]bool   // blockers, by key
	rows     []review.Blocker
	chipKeys []string
}

// gateFacts are what the page shows; they are read off the window's goroutine, for there may be tens of thousands of blockers.
type gateFacts struct {
	view     *review.View
	blockers []review.Blocker
	results  []review.ResultLine
	kept     []review.Waiver // what was accepted before the book was opened
}

// The filters beside those by kind.
const (
	gateAll      = "all"
	gateAccepted = "accepted"
)

// The columns of what stands in the way.
const (
	gateMark = iota
	gateKind
	gateWords
	gateWhere
)

func newGate(d *Desk) page {
	p := &gatePage{desk: d, reasons: map[string]string{}, marked: map[string]bool{}}
	p.said = widgets.Muted("")
	p.final = widgets.NewMainButton("定稿…", nil, p.askFinal)
	feedback := widgets.NewButton("写出反馈单…", func() { d.AskFeedback("") })
	p.kinds = container.NewStack()
	p.find = widgets.NewEntry(196)
	p.find.SetPlaceHolder("查找" + d.session.View.Edition.Words.Unit + "、第n项")
	p.find.OnChanged = func(string) { p.filter() }
	p.find.OnEnter = func() { p.open(p.roll.Row()) }
	p.find.OnKey = p.findKey
	p.visit = widgets.NewAction("去办理", theme.NavigateNextIcon(), func() { p.open(p.roll.Row()) })
	p.accept = widgets.NewAction("", theme.ConfirmIcon(), func() { p.onAccept(p.targets()) })
	p.all = widgets.NewAction("", theme.ListIcon(), func() { p.onAccept(p.rows) })
	p.roll = widgets.NewRoll(2, widgets.RollColumn{Title: "选", Width: 34}, widgets.RollColumn{Width: 30, Align: fyne.TextAlignCenter}, widgets.RollColumn{Title: "要办的"},
		widgets.RollColumn{Title: "在哪里办", Width: 96})
	p.roll.Cell, p.roll.OnOpen = p.cell, p.open
	p.roll.OnChoose = func(int) { p.showActs() }
	p.roll.OnTap = func(row, col int) {
		d.host.Window.Canvas().Unfocus() // the keys are the list's now
		if col == gateMark {
			p.mark(row)
		}
	}
	p.results = newGateResults(p)
	head := widgets.Column(2, widgets.Row(8, 0, widgets.Heading("定稿"), feedback, p.final), p.said)
	tools := widgets.Column(6, p.kinds, widgets.Flow(4, p.find, p.visit, p.accept, p.all))
	list := container.NewBorder(widgets.Inset(16, 4, tools), nil, nil, nil, p.roll.Object())
	p.box = container.NewBorder(widgets.Inset(16, 8, head), nil, nil, nil, container.New(besideList{}, list, p.results.box))
	p.setChips(nil)
	return p
}

func (p *gatePage) object() fyne.CanvasObject { return p.box }

func (p *gatePage) show() {
	if p.facts == nil || p.wrong != nil || p.facts.view != p.desk.session.View {
		p.read()
	}
	p.showHead()
	p.results.show()
}

// read finds out what stands in the way, and which results there are.
func (p *gatePage) read() {
	if p.reading {
		return
	}
	s := p.desk.session
	p.reading = true
	now := &gateFacts{view: s.View}
	s.Aside(func(context.Context) (err error) {
		now.blockers, err = s.Book.Blockers()
		now.results, now.kept = s.Book.ResultLines(), s.Book.Waivers()
		return err
	}, func(err error) { p.took(now, err) })
}

// took takes what was read. Where it could not be read nothing is known, least of all that what was accepted stands in the way no more.
func (p *gatePage) took(now *gateFacts, err error) {
	p.reading = false
	if p.wrong = err; err != nil {
		p.showHead()
		return
	}
	if p.facts == nil {
		for _, w := range now.kept {
			p.reasons[w.Key] = w.Reason
		}
	}
	p.facts = now
	p.prune()
	p.setChips(review.CountBlockers(now.blockers))
	p.filter()
	p.showWhileHere()
}

// showWhileHere brings the page in line where it is the one on show; it may have been read for a moment that is over by now.
func (p *gatePage) showWhileHere() {
	if p.desk.pages[p.desk.current] == page(p) {
		p.show()
	}
}

// prune forgets what was accepted or marked and does not stand in the way any more.
func (p *gatePage) prune() {
	there := make(map[string]bool, len(p.facts.blockers))
	for _, b := range p.facts.blockers {
		there[b.Key] = true
	}
	for key := range p.reasons {
		if !there[key] {
			delete(p.reasons, key)
		}
	}
	for key := range p.marked {
		if !there[key] {
			delete(p.marked, key)
		}
	}
}

// setChips makes the filters for the kinds there are; the one in force stays where it is still there.
func (p *gatePage) setChips(kinds []review.BlockerKind) {
	keys := []string{gateAll}
	chips := []widgets.Chip{{Key: gateAll, Label: "全部"}}
	for _, k := range kinds {
		keys = append(keys, k.Kind)
		chips = append(chips, widgets.Chip{Key: k.Kind, Label: k.Label})
	}
	keys, chips = append(keys, gateAccepted), append(chips, widgets.Chip{Key: gateAccepted, Label: "已接受"})
	if slices.Equal(keys, p.chipKeys) {
		return
	}
	before := gateAll
	if p.chips != nil {
		before = p.chips.Selected()
	}
	p.chipKeys = keys
	p.chips = widgets.NewChips(chips...)
	if slices.Contains(keys, before) {
		p.chips.Pick(before)
	}
	p.chips.OnChanged = func(string) { p.filter() }
	p.kinds.Objects = []fyne.CanvasObject{p.chips}
	p.kinds.Refresh()
}

// left is how many blockers are neither done nor accepted.
func (p *gatePage) left() int {
	if p.facts == nil {
		return 0
	}
	return len(p.facts.blockers) - len(p.reasons)
}

// why says why there can be no 定稿 now, "" where there can.
func (p *gatePage) why() string {
	switch {
	case p.desk.session.Locked():
		return p.desk.session.WhyLocked()
	case p.wrong != nil:
		return p.wrong.Error()
	case p.facts == nil || p.facts.view != p.desk.session.View:
		return "正在核对有没有没办完的，请稍候。"
	case p.left() > 0:
		return "还有" + count(p.left(), "处") + "需要处理，办完或者写明理由后接受，才能定稿。"
	}
	return ""
}

// showHead tells how far it is, and lets the result be frozen or says why not.
func (p *gatePage) showHead() {
	words := p.why()
	n, last := len(p.reasons), p.unchanged()
	switch {
	case last != "" && p.left() > 0:
		words = last + "没有办完的" + count(p.left(), "处") + "，再定稿之前要办完，或者写明理由后接受。"
	case last != "" && words == "":
		words = last
	case words == "" && n == 0:
		words = "都已办完，可以定稿。"
	case words == "":
		words = "其余都已办完，可以定稿；接受的" + count(n, "处") + "和理由写进结果。"
	case n > 0 && p.left() > 0:
		words += "已接受" + count(n, "处") + "。"
	}
	p.said.SetText(words)
	widgets.Lock(p.final, p.why())
	p.showActs()
}

// unchanged says that nothing was done since the result that holds, "" where something was, there is none, or it is not known.
func (p *gatePage) unchanged() string {
	if p.facts == nil || p.facts.view != p.desk.session.View || p.desk.session.Locked() {
		return ""
	}
	for _, line := range p.facts.results {
		if line.Holds && line.Later == 0 && len(p.reasons) == 0 {
			return "第" + strconv.Itoa(line.Number) + "次定稿以后没有新的审核记录，不必再定稿。"
		}
	}
	return ""
}

// key moves in the list, goes to where the row chosen is done, or marks it.
func (p *gatePage) key(name fyne.KeyName) bool {
	switch name {
	case fyne.KeyReturn, fyne.KeyEnter:
		p.open(p.roll.Row())
	case fyne.KeySpace:
		p.mark(p.roll.Row())
	case fyne.KeyDelete:
		if p.chips.Selected() == gateAccepted {
			p.onAccept(p.targets())
		}
	default:
		return p.roll.Key(name)
	}
	return true
}

// findKey goes through what is found while it is being typed; Escape gives the keys to the list.
func (p *gatePage) findKey(key *fyne.KeyEvent, _ bool) bool {
	switch key.Name {
	case fyne.KeyUp, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyPageDown:
		return p.roll.Key(key.Name)
	case fyne.KeyEscape:
		p.find.SetText("")
		p.desk.host.Window.Canvas().Unfocus()
		return true
	}
	return false
}

// listed words all that the filters leave.
func (p *gatePage) listed() string { return "列出的" + strconv.Itoa(len(p.rows)) + "处" }
