package assess

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zicha/forms"
	"zicha/scoring"
	"zicha/ui/widgets"
	"zicha/ui/work"
)

// Host is what the window gives the desk.
type Host struct {
	work.Host
	// Calendar counts the working days to the deadline; nil where there is none.
	Calendar *scoring.Calendar
	// Retitle is called when the name or the state of the dossier has changed.
	Retitle func()
	// Reshow shows the dossier anew, after it has gone over to other rules: lists and pages may all be others.
	Reshow func()
	// Editions lists the rulebooks the program knows; nil where there are none but the dossier's.
	Editions func() []*scoring.Edition
}

// The pages that are not an indicator's.
const (
	pageOverview = "overview"
	pageProfile  = "profile"
	pageProblems = "problems"
)

// Desk is the county's main view of an open dossier.
type Desk struct {
	host    Host
	session *Session

	object   *fyne.Container
	body     *fyne.Container
	columns  *threeColumns
	banner   *banner
	head     *head
	nav      *nav
	side     *side
	pane     *pane
	evidence *evidenceDesk
	last     lastFound
	trail    work.Trail
}

// NewDesk builds the view of a session.
func NewDesk(host Host, s *Session) *Desk {
	host.Jobs = s.Jobs
	d := &Desk{host: host, session: s}
	d.evidence = &evidenceDesk{&d.host, s}
	s.copies.Ask = d.evidence.offerCopy
	d.build()
	s.OnChange, s.OnSave = d.Refresh, d.head.showSaved
	d.Overview()
	d.Refresh()
	return d
}

// Session gives the session behind the desk.
func (d *Desk) Session() *Session { return d.session }

// Object is what the window shows.
func (d *Desk) Object() fyne.CanvasObject { return d.object }

func (d *Desk) build() {
	d.pane = newPane(d.host.Window)
	d.head, d.nav, d.side, d.banner = newHead(d), newNav(d), newSide(d), newBanner(d)
	// Tab goes through the page first, then the list, the figures, and the head line.
	d.columns = &threeColumns{onShown: d.onSide}
	d.body = container.New(d.columns, d.pane.scroll, d.nav.box, d.side.box)
	d.object = widgets.UnderHead(d.body, widgets.Inset(16, 6, d.head.line), d.banner.box)
}

// Refresh brings everything in sight in line with the session.
func (d *Desk) Refresh() {
	d.head.show()
	if d.banner.show() {
		d.object.Refresh()
	}
	d.nav.show()
	d.side.show()
	if d.pane.current == pageFeedback && d.session.Feedback() == nil { // put away
		d.Overview()
	} else if p := d.pane.page(); p != nil {
		p.show()
		d.pane.settle()
	}
	d.head.showSaved()
	if d.host.Retitle != nil {
		d.host.Retitle()
	}
}

// open brings a page into the middle; leaving a page saves what is being typed.
func (d *Desk) open(key string, make func() page) {
	if key != d.pane.current {
		d.trail.Leave(d.stop())
	}
	d.host.Window.Canvas().Unfocus() // a field that is out of sight must not go on taking keys
	d.session.Flush()
	d.head.showSaved() // what the head said of the page before has no place any more
	d.pane.open(key, make)
	d.nav.choose(key)
}

// NextRegion gives the keyboard to the page, the list, the figures, the head line in turn.
func (d *Desk) NextRegion() {
	widgets.NextRegion(d.host.Window.Canvas(), widgets.Region{Object: d.pane.scroll}, widgets.Region{Object: d.nav.box},
		widgets.Region{Object: d.side.box}, widgets.Region{Object: d.head.line})
}

// Page scrolls the page by a key that scrolls.
func (d *Desk) Page(key fyne.KeyName) { widgets.Page(d.pane.scroll, key) }

// Overview shows the page of all indicators.
func (d *Desk) Overview() { d.open(pageOverview, func() page { return newOverviewPage(d) }) }

// Profile shows the unit's data and the letter's parts.
func (d *Desk) Profile() { d.open(pageProfile, func() page { return newProfilePage(d) }) }

// ShowProblems shows what is to be settled; what only the papers and the stored files show follows when they have been read.
func (d *Desk) ShowProblems() {
	d.open(pageProblems, func() page { return newProblemsPage(d) })
	if p, ok := d.pane.pages[pageProblems].(*problemsPage); ok {
		p.comeBack()
	}
	d.session.CheckPapers()
}

// Go shows an indicator's page.
func (d *Desk) Go(no int) {
	if ind := d.session.Values.Edition.Indicator(no); ind != nil {
		d.open(strconv.Itoa(no), func() page { return newIndicatorPage(d, ind) })
	}
}

// GoCriterion shows a criterion.
func (d *Desk) GoCriterion(c *scoring.Criterion) {
	d.Go(c.Indicator.No)
	p, ok := d.pane.page().(*indicatorPage)
	switch {
	case ok && c.IsMark():
		d.pane.reveal(p.mark.box)
	case ok:
		d.pane.reveal(p.card(c.ID).box)
	}
}

// GoProblem goes to where a problem can be settled.
func (d *Desk) GoProblem(p forms.Problem) {
	part, no := p.Where.Parts(), indicatorOf(p)
	switch {
	case part.Kind == forms.KindCounty, part.Kind == forms.KindProfile, part.Kind == forms.KindNarrative && no == 0:
		d.Profile()
	case no > 0:
		if c := d.session.Values.Edition.Criterion(p.Criterion); c != nil {
			d.GoCriterion(c)
		} else {
			d.Go(no)
		}
	default:
		d.Overview()
	}
	if part.Kind == forms.KindEvidence || part.Kind == forms.KindFile {
		if e := d.evidence.editEvidence(part.ID); e != nil {
			e.jump(p.Where)
		}
		return
	}
	if page, ok := d.pane.page().(jumper); ok {
		page.jump(p.Where)
	}
}

// Place is the page on show and how far it is scrolled.
func (d *Desk) Place() (page string, offset float32) { return d.pane.current, d.pane.scroll.Offset.Y }

// Restore shows a page again as Place gave it; one that is not known is the overview.
func (d *Desk) Restore(page string, offset float32) {
	no, _ := strconv.Atoi(page)
	switch {
	case d.pane.pages[page] != nil && page != pageFeedback:
		d.open(page, nil)
	case page == pageProfile:
		d.Profile()
	case page == pageProblems:
		d.ShowProblems()
	case page == pageFeedback && d.session.Feedback() != nil:
		d.ShowFeedback()
	case d.session.Values.Edition.Indicator(no) != nil:
		d.Go(no)
	default:
		d.Overview()
		return
	}
	d.pane.scroll.ScrollToOffset(fyne.NewPos(0, offset))
}

// stop is where the desk is, for going back to.
func (d *Desk) stop() work.Stop {
	return work.Stop{Page: d.pane.current, Offset: d.pane.scroll.Offset.Y}
}

// Back shows the page one was on before.
func (d *Desk) Back() { d.trail.Back(d.stop(), d.Restore) }

// Forth shows the page that was gone back from.
func (d *Desk) Forth() { d.trail.Forth(d.stop(), d.Restore) }

// Step goes to the next indicator (1) or the one before (-1).
func (d *Desk) Step(by int) {
	no, err := strconv.Atoi(d.pane.current)
	if err != nil {
		no = 0
		if by < 0 {
			return
		}
	}
	if no+by < 1 {
		d.Overview()
		return
	}
	d.Go(no + by)
}

// OnIndicator reports whether an indicator's page is on show.
func (d *Desk) OnIndicator() bool { return d.indicator() != nil }

// indicator is the indicator on show, nil on other pages.
func (d *Desk) indicator() *scoring.Indicator {
	no, err := strconv.Atoi(d.pane.current)
	if err != nil {
		return nil
	}
	return d.session.Values.Edition.Indicator(no)
}
