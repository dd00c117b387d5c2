package review

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zicha/forms/clues"
	"zicha/forms/review"
	"zicha/scoring"
	"zicha/ui/widgets"
	"zicha/ui/work"
)

// Host is what the window gives the desk.
type Host struct {
	work.Host
	// Calendar counts the working days to the deadline; nil where there is none.
	Calendar *scoring.Calendar
	// Editions are the rulebooks the program knows, to name what a foreign workbook is of.
	Editions []*scoring.Edition
	// Retitle is called when the state of the book has changed.
	Retitle func()
}

// page is a screen beside the list; it scrolls by itself.
type page interface {
	// object is the page's content.
	object() fyne.CanvasObject
	// show brings everything on the page in line with the session, and with the cell the desk is at.
	show()
}

// keyed is a page that takes the keys that nothing with the keyboard has taken; it reports whether it did.
type keyed interface{ key(name fyne.KeyName) bool }

// leaves is a page that lets go of what it holds while it is not on show.
type leaves interface{ left() }

// drops is a page that takes files dropped on it.
type drops interface{ dropped(paths []string) }

// typed is a page that is typed into as soon as it is on show.
type typed interface{ focus() }

// Desk is the city's main view of an open book.
type Desk struct {
	host    Host
	session *Session
	shelf   *shelf
	changes map[At]changed // what has changed in cells 待复看, as it was read
	reading map[At]bool    // where that is being read
	figured figured
	found   *clues.Found         // nil before clues were looked for
	clued   map[At][]*clues.Clue // those found, by the cells they are about
	at      At                   // the cell that the pages about one cell show

	object  fyne.CanvasObject
	head    *head
	nav     *nav
	middle  *fyne.Container
	pages   map[string]page
	current string
	trail   work.Trail
}

// NewDesk builds the view of a session.
func NewDesk(host Host, s *Session) *Desk {
	host.Jobs = s.Jobs
	d := &Desk{host: host, session: s, shelf: newShelf(s), changes: map[At]changed{}, reading: map[At]bool{}, pages: map[string]page{}, middle: container.NewStack()}
	if units := s.View.Units; len(units) > 0 {
		d.at = At{units[0].Unit.Code, 1}
	}
	d.head, d.nav = newHead(d), newNav(d)
	d.object = widgets.UnderHead(container.New(listBeside{}, d.middle, d.nav.box), widgets.Inset(16, 8, d.head.line))
	s.OnChange, s.OnSave = d.Refresh, d.head.showSaved
	first := pageAcross
	if !slices.ContainsFunc(s.View.Units, func(u *review.UnitView) bool { return u.Received != nil }) {
		first = pageIncoming // there is nothing to score before something came in
	}
	d.show(first)
	return d
}

// Session gives the session behind the desk.
func (d *Desk) Session() *Session { return d.session }

// Object is what the window shows.
func (d *Desk) Object() fyne.CanvasObject { return d.object }

// Refresh brings everything in sight in line with the session.
func (d *Desk) Refresh() {
	d.head.show()
	d.nav.show()
	if p := d.pages[d.current]; p != nil {
		p.show()
	}
	if d.host.Retitle != nil {
		d.host.Retitle()
	}
}

// Show brings a page beside the list; one that is not known is the first.
func (d *Desk) Show(key string) {
	d.show(key)
	d.Focus()
}

// show is Show, without giving the page the keyboard.
func (d *Desk) show(key string) {
	k, ok := pageNamed(key)
	if !ok {
		k, _ = pageNamed(pageAcross)
	}
	if p, ok := d.pages[d.current].(leaves); ok && d.current != k.key {
		p.left()
	}
	d.host.Window.Canvas().Unfocus() // a field that is out of sight must not go on taking keys
	if d.pages[k.key] == nil {
		d.pages[k.key] = k.make(d)
	}
	if d.current != k.key {
		d.trail.Leave(d.stop())
	}
	d.current = k.key
	d.middle.Objects = []fyne.CanvasObject{d.pages[k.key].object()}
	d.middle.Refresh()
	d.nav.choose(k.key)
	d.Refresh()
}

// GoCell shows a cell on the page of its indicator.
func (d *Desk) GoCell(at At) {
	if d.session.View.Cell(at.County, at.Indicator) != nil {
		d.at = at
		d.Show(pageAcross)
	}
}

// Key takes the keys that nothing with the keyboard has taken.
func (d *Desk) Key(name fyne.KeyName) {
	if d.menuKey(name) {
		return
	}
	if k, ok := d.pages[d.current].(keyed); ok && k.key(name) {
		return
	}
	switch name {
	case fyne.KeyF1:
		d.OfficialText()
	case fyne.KeyF8:
		d.NextDue()
	}
}

// Rune takes what is typed while nothing has the keyboard.
func (d *Desk) Rune(r rune) {
	if p := d.scoring(); p != nil {
		p.rune(r)
	}
}

// Focus gives the keyboard to the page on show, where it is one that is typed into.
func (d *Desk) Focus() {
	if p, ok := d.pages[d.current].(typed); ok && !d.host.Asking() {
		p.focus()
	}
}

// NextRegion gives the keyboard to the page, the list and the head line in turn. A page that takes keys while nothing has the keyboard
// gets them so, and one that is typed into gives it to what is typed into, if there is anything.
func (d *Desk) NextRegion() {
	c := d.host.Window.Canvas()
	page := widgets.Region{Object: d.middle}
	_, bare := d.pages[d.current].(keyed)
	p, types := d.pages[d.current].(typed)
	if page.Bare = bare || types; page.Bare {
		page.Enter = func() {
			c.Unfocus()
			if types {
				p.focus()
			}
		}
	}
	widgets.NextRegion(c, page, widgets.Region{Object: d.nav.box}, widgets.Region{Object: d.head.line})
}

// OfficialText shows the quoted text of the indicator the desk is at.
func (d *Desk) OfficialText() {
	if ind := d.session.View.Edition.Indicator(d.at.Indicator); ind != nil {
		d.host.Sheet(ind.Title, widgets.Body(ind.Text))
	}
}

// Dropped takes files dropped on the window: a page that wants them gets them, else they are what came in.
func (d *Desk) Dropped(paths []string) {
	if p, ok := d.pages[d.current].(drops); ok {
		p.dropped(paths)
		return
	}
	d.Show(pageIncoming)
	if p, ok := d.pages[pageIncoming].(drops); ok {
		p.dropped(paths)
	}
}

// Place is the page on show.
func (d *Desk) Place() (page string, offset float32) { return d.current, 0 }

// Restore shows a page again as Place gave it.
func (d *Desk) Restore(page string, _ float32) { d.Show(page) }

// stop is where the desk is, for going back to.
func (d *Desk) stop() work.Stop { return work.Stop{Page: d.current} }

// Back shows the page one was on before, Forth the one gone back from.
func (d *Desk) Back() { d.trail.Back(d.stop(), d.Restore) }

// Forth shows the page that was gone back from.
func (d *Desk) Forth() { d.trail.Forth(d.stop(), d.Restore) }

// listBeside gives the list, its second object, its width at the left and the page the rest.
type listBeside struct{}

func (listBeside) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(640, 400) }

func (listBeside) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	left := min(widgets.Scaled(190), size.Width*0.24)
	objects[0].Move(fyne.NewPos(left, 0))
	objects[0].Resize(fyne.NewSize(size.Width-left, size.Height))
	objects[1].Move(fyne.NewPos(0, 0))
	objects[1].Resize(fyne.NewSize(left, size.Height))
}
