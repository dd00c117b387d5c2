package review

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"zicha/forms/review"
	"zicha/scoring"
	"zicha/ui/widgets"
)

// sidePanel is what is known of the cell chosen, and what can be done with it.
type sidePanel struct {
	page   *scorePage
	box    fyne.CanvasObject
	scroll *widgets.Scroll
	name   *widgets.Text
	state  *widgets.Text
	told   *widgets.Text
	reason *widgets.Entry
	offers *fyne.Container
	loss   *widgets.Choices
	lossOf *fyne.Container
	lossAt *widgets.Select // where in the indicator
	acts   *fyne.Container
	agree  *widgets.Button // what Ctrl+Enter does, nil where it does nothing
	agreed string          // its words while nothing is typed
	more   *fyne.Container

	shown    shownCell
	places   []lossPlace        // offered by lossAt
	placesOf *scoring.Indicator // whose they are

	offer   int // which of the offered reasons was taken last, -1 for none
	listed  []review.Reason
	offered *review.View // that the reasons were listed from
}

// shownCell is what the panel was built for: it is built anew when that is another.
type shownCell struct {
	at      At
	cell    *review.Cell
	paper   *material
	me      review.Person
	waiting bool
	changes int
	clues   int
}

func newSidePanel(p *scorePage) *sidePanel {
	s := &sidePanel{page: p, offer: -1}
	s.name = widgets.NewText("", widgets.Style{Size: theme.SizeNameSubHeadingText, Bold: true})
	s.state = widgets.NewText("", widgets.Style{})
	s.told = widgets.NewText("", widgets.Style{Tone: widgets.ToneError})
	s.told.Hide()
	s.reason = widgets.NewEntry(120)
	s.reason.SetPlaceHolder("理由，得分不同时必填")
	s.reason.OnEnter = func() { p.onEnter() }
	s.reason.OnKey = s.onKey
	s.reason.OnShortcut = p.onShortcut
	s.offers = widgets.Column(0)
	var kinds []widgets.Choice
	for _, l := range review.Losses() {
		kinds = append(kinds, widgets.Choice{Key: string(l), Label: l.Label()})
	}
	s.loss = widgets.NewChoices(kinds...)
	s.lossAt = widgets.NewSelect(nil, nil)
	s.lossOf = widgets.Column(4, widgets.Muted("扣分类别，扣在哪一处"), s.loss, s.lossAt)
	s.lossOf.Hide()
	s.acts, s.more = widgets.Column(4), widgets.Column(10)
	s.scroll = widgets.NewScroll(widgets.Inset(14, 8, widgets.Column(8,
		widgets.Column(2, s.name, s.state), s.told, s.reason, s.offers, s.lossOf, s.acts, widgets.Rule(), s.more)))
	s.box = widgets.Panel(widgets.ToneSheet, 0, s.scroll)
	return s
}

// onKey: ↓ and ↑ go through the reasons offered, Escape back to the score.
func (s *sidePanel) onKey(key *fyne.KeyEvent, shift bool) bool {
	switch key.Name {
	case fyne.KeyDown:
		s.take(s.offer + 1)
	case fyne.KeyUp:
		s.take(s.offer - 1)
	case fyne.KeyEscape:
		s.page.focusScore()
	case fyne.KeyF8:
		s.page.NextDue()
	case fyne.KeyTab:
		if !shift {
			return false
		}
		s.page.focusScore()
	default:
		return false
	}
	return true
}

// take puts an offered reason into the field.
func (s *sidePanel) take(i int) {
	if len(s.listed) == 0 {
		return
	}
	s.offer = (i + len(s.listed)) % len(s.listed)
	s.reason.SetText(s.listed[s.offer].Text)
	s.loss.Put(string(s.listed[s.offer].Loss))
	s.reason.CursorColumn = len([]rune(s.reason.Text))
	s.reason.Refresh()
}

// focusReason gives the keyboard to the reason; what is looked at makes room for it.
func (s *sidePanel) focusReason() {
	s.page.closePaper()
	s.page.desk.host.Window.Canvas().Focus(s.reason)
}

func (s *sidePanel) why() string     { return strings.TrimSpace(s.reason.Text) }
func (s *sidePanel) hasReason() bool { return s.why() != "" }

func (s *sidePanel) lossPicked() review.Loss {
	if !s.lossOf.Visible() {
		return ""
	}
	return review.Loss(s.loss.Selected())
}

// begin empties what was written for the cell before.
func (s *sidePanel) begin() {
	s.reason.Put("")
	s.loss.Put("")
	s.lossAt.SetSelected(wholeIndicator)
	s.offer = -1
	s.say("")
}

// say tells something about the cell.
func (s *sidePanel) say(words string) {
	if words != "" {
		s.page.closePaper()
	}
	if widgets.Say(s.told, words) {
		s.settle()
	}
}

func (s *sidePanel) settle() { widgets.Settle(s.scroll) }

// typed follows what is typed as the score: below what is claimed the kind of the loss is asked.
func (s *sidePanel) typed() {
	c := s.page.chosen()
	less := c != nil && s.page.lessThanClaimed(c)
	s.say("")
	s.showAgree()
	if widgets.Reveal(s.lossOf, less) {
		s.settle()
	}
}

// showAgree words what Ctrl+Enter does: where a score was typed it gives that one.
func (s *sidePanel) showAgree() {
	if s.agree == nil {
		return
	}
	words := s.agreed
	if typed := strings.TrimSpace(s.page.typ[s.page.desk.at]); typed != "" {
		words = "给" + scoring.Shorten(typed, 8) + "分"
	}
	s.agree.SetText(words + "　Ctrl+Enter")
}

// show brings the panel in line with the cell chosen.
func (s *sidePanel) show() {
	p := s.page
	c := p.chosen()
	if c == nil {
		s.name.SetText("没有符合的" + p.rowThing())
		s.state.SetText("")
		s.acts.Objects, s.more.Objects, s.offers.Objects = nil, nil, nil
		s.reason.Hide()
		s.shown = shownCell{}
		s.settle()
		return
	}
	at := p.desk.at
	_, waiting := p.desk.session.Waiting(at)
	now := shownCell{at, c, p.material(at), p.desk.session.Me, waiting, p.desk.changed(at), len(p.desk.openClues(at))}
	if v := p.view(); v != s.offered {
		s.offered = v
		s.offer = -1
	} else if now == s.shown {
		return
	}
	s.offerReasons(c)
	if now == s.shown {
		s.settle()
		return
	}
	fresh := s.shown.at != at
	s.shown = now
	s.build(c)
	if fresh {
		s.scroll.ScrollToOffset(fyne.NewPos(0, 0))
	}
	s.settle()
}

func (s *sidePanel) build(c *review.Cell) {
	p := s.page
	widgets.Reveal(s.reason, !p.desk.session.Locked())
	s.name.SetText(p.rowName(c))
	sign := cellSign(c)
	words := sign.Mark + " " + cellLabel(c)
	if c.Act != nil && len(c.Conflict) == 0 {
		words = joined(words, c.Act.By, dayOf(c.Act.At))
	}
	if s.shown.waiting {
		words = joined(words, "正在保存…")
	}
	s.state.Set(words, sign.Tone)
	s.offerPlaces(c.Indicator)
	widgets.Reveal(s.lossOf, p.lessThanClaimed(c))
	s.acts.Objects = s.actions(c)
	s.showAgree()
	s.more.Objects = s.parts(c)
}

// offered is how many reasons are offered.
const offered = 4

// offerReasons lists the reasons given most often for the indicator, with what the score lost, to be taken by a click or with ↓.
func (s *sidePanel) offerReasons(c *review.Cell) {
	p := s.page
	s.listed = slices.DeleteFunc(p.view().ReasonsGiven(c.Indicator.No), func(r review.Reason) bool { return r.Returned })
	slices.SortStableFunc(s.listed, func(x, y review.Reason) int { return y.Count - x.Count })
	s.listed = s.listed[:min(offered, len(s.listed))]
	s.offers.Objects = nil
	if p.desk.session.Locked() {
		s.listed = nil
	}
	if len(s.listed) > 0 {
		s.offers.Add(widgets.Muted("这一项用过的理由，点选，或者按↓"))
	}
	for i, r := range s.listed {
		line := widgets.NewLine(widgets.Inset(6, 2, widgets.NewText(joined(r.Text, r.Loss.Label()), widgets.Style{Size: theme.SizeNameCaptionText, Tone: widgets.ToneMuted, Single: true})), func() {
			s.take(i)
			s.focusReason()
		})
		s.offers.Add(line)
	}
	s.offers.Refresh()
}

// rowThing is what a row is.
func (p *scorePage) rowThing() string {
	if p.down {
		return "指标"
	}
	return "单位"
}

// lessThanClaimed reports whether the score typed is below the one that needs no reason.
func (p *scorePage) lessThanClaimed(c *review.Cell) bool {
	typed, err := parsePoints(p.typ[At{c.County, c.Indicator.No}])
	if err != nil {
		return false
	}
	was := c.Claim
	if !c.Indicator.Source.Self() {
		was = c.Reckoned
	}
	return was != nil && typed < *was
}
