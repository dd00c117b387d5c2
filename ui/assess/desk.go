package assess

import (
	"context"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"zicha/forms"
	"zicha/forms/dossier"
	"zicha/scoring"
	"zicha/ui/widgets"
)

// Host is what the window gives the desk.
type Host struct {
	Window fyne.Window
	// Tell shows a sentence that needs reading; the window is the one place that shows errors.
	Tell func(title, message string)
	// OpenPath hands a file or folder to the system.
	OpenPath func(path string)
	Papers   Papers
	// Calendar counts the working days to the deadline; nil where there is none.
	Calendar *scoring.Calendar
	// Retitle is called when the name or the state of the dossier has changed.
	Retitle func()
}

// Papers are the functions that make what is handed over; a nil one is not there. They run off the window's goroutine, tell what
// they do (part goes from 0 to 1), and their notes are sentences the user should know.
type Papers struct {
	// Export writes the papers into a folder and gives their paths.
	Export func(ctx context.Context, f *dossier.File, folder string, tell func(step string, part float64)) (paths, notes []string, err error)
	// Finalize stores the papers of the present state as a version and gives its comparison code.
	Finalize func(ctx context.Context, f *dossier.File, tell func(step string, part float64)) (code string, notes []string, err error)
	// Reopen opens the next version and says what will have to be printed again.
	Reopen func(f *dossier.File, reason string) (note string, err error)
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

	object  fyne.CanvasObject
	nav     *nav
	side    *side
	scroll  *container.Scroll
	pages   map[string]page
	current string

	name, state, saved, left *widgets.Text
	check, export            *widget.Button
}

// NewDesk builds the view of a session.
func NewDesk(host Host, s *Session) *Desk {
	d := &Desk{host: host, session: s, pages: map[string]page{}}
	d.build()
	s.OnChange, s.OnSave = d.Refresh, d.showSaved
	d.Overview()
	d.Refresh()
	return d
}

// Session gives the session behind the desk.
func (d *Desk) Session() *Session { return d.session }

// Object is what the window shows.
func (d *Desk) Object() fyne.CanvasObject { return d.object }

func (d *Desk) build() {
	d.nav, d.side = newNav(d), newSide(d)
	d.scroll = container.NewVScroll(canvas.NewRectangle(nil))
	d.scroll.OnScrolled = d.scrolled
	body := container.New(&threeColumns{}, d.nav.box, d.scroll, d.side.box)
	d.object = container.New(underHead{}, d.head(), rule(), body)
}

// head is the line over everything: whose dossier, in what state, saved when.
func (d *Desk) head() fyne.CanvasObject {
	d.name = widgets.NewText("", widgets.Style{Size: theme.SizeNameSubHeadingText, Bold: true})
	d.state = widgets.NewText("", widgets.Style{Tone: widgets.ToneSeal})
	d.saved = widgets.NewText("", widgets.Style{Tone: widgets.ToneMuted, Single: true})
	d.left = widgets.NewText("", widgets.Style{Tone: widgets.ToneMuted})
	d.check = widget.NewButton("检查", d.ShowProblems)
	d.export = widget.NewButton("导出", d.AskExport)
	d.export.Importance = widget.HighImportance
	return widgets.Inset(16, 8, widgets.Row(12, 2, d.name, d.state, d.saved, d.left, d.check, d.export))
}

// Refresh brings everything in sight in line with the session.
func (d *Desk) Refresh() {
	v := d.session.Values
	county := v.County()
	if county == "" {
		county = "未填单位"
	}
	d.name.SetText(county + " " + strconv.Itoa(v.Edition.Year) + "年度自查")
	d.state.SetText(d.stateWords())
	d.left.SetText(d.deadlineWords(d.session.now()))
	d.nav.show()
	d.side.show()
	if p := d.pages[d.current]; p != nil {
		p.show()
	}
	d.showSaved()
	if d.host.Retitle != nil {
		d.host.Retitle()
	}
}

func (d *Desk) stateWords() string {
	v := d.session.Values
	if v.Final {
		return "定稿第" + strconv.Itoa(v.Version) + "版"
	}
	if v.Version > 1 {
		return "草稿（第" + strconv.Itoa(v.Version) + "版）"
	}
	return "草稿"
}

// deadlineWords says calmly how the deadline stands.
func (d *Desk) deadlineWords(now time.Time) string {
	day, err := time.Parse(time.DateOnly, d.session.Values.Edition.SelfDeadline)
	if err != nil {
		return ""
	}
	today := now.Format(time.DateOnly)
	date := strconv.Itoa(int(day.Month())) + "月" + strconv.Itoa(day.Day()) + "日"
	switch {
	case today > day.Format(time.DateOnly):
		return "报送截止日为" + strconv.Itoa(day.Year()) + "年" + date
	case today == day.Format(time.DateOnly):
		return "今天是报送截止日"
	case d.host.Calendar != nil:
		if n, err := d.host.Calendar.Between(today, day.Format(time.DateOnly)); err == nil {
			return "距" + date + "还有" + strconv.Itoa(n) + "个工作日"
		}
	}
	return date + "前报送"
}

func (d *Desk) showSaved() {
	text, troubled := d.session.SaveState()
	tone := widgets.ToneMuted
	if troubled {
		tone = widgets.ToneSeal
	}
	d.saved.Set(text, tone)
}

// open brings a page into the middle; leaving a page saves what is being typed.
func (d *Desk) open(key string, make func() page) {
	d.host.Window.Canvas().Unfocus() // a field that is out of sight must not go on taking keys
	d.session.Flush()
	p := d.pages[key]
	if p == nil {
		p = make()
		d.pages[key] = p
	}
	d.current = key
	p.show()
	d.scroll.Content = widgets.Inset(20, 16, p.object())
	d.relayout()
	d.scroll.ScrollToTop()
	d.scrolled(d.scroll.Offset)
	d.nav.mark(key)
}

// relayout settles the heights of the page, which follow from its width.
func (d *Desk) relayout() {
	content := d.scroll.Content
	if content == nil || d.scroll.Size().Width == 0 {
		return
	}
	for range 2 {
		height := max(content.MinSize().Height, d.scroll.Size().Height)
		content.Resize(fyne.NewSize(d.scroll.Size().Width, height))
	}
	d.scroll.Refresh()
}

// Overview shows the page of all indicators.
func (d *Desk) Overview() { d.open(pageOverview, func() page { return newOverviewPage(d) }) }

// Profile shows the unit's data and the letter's parts.
func (d *Desk) Profile() { d.open(pageProfile, func() page { return newProfilePage(d) }) }

// ShowProblems shows what is to be settled; what only the papers and the stored files show follows when they have been read.
func (d *Desk) ShowProblems() {
	d.open(pageProblems, func() page { return newProblemsPage(d) })
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
	if p, ok := d.pages[d.current].(*indicatorPage); ok {
		d.reveal(p.card(c.ID).box)
	}
}

// GoProblem goes to where a problem can be settled.
func (d *Desk) GoProblem(p forms.Problem) {
	part := p.Where.Parts()
	number, _, _ := strings.Cut(p.Criterion, ".")
	no, _ := strconv.Atoi(number)
	switch {
	case p.Where.Kind() == "county", p.Where.Kind() == "profile", p.Where.Kind() == "narrative" && no == 0:
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
	if (part[0] == "evidence" || part[0] == "file") && len(part) == 3 {
		d.editEvidence(part[1])
		return
	}
	d.pages[d.current].jump(p.Where)
}

// Step goes to the next indicator (1) or the one before (-1).
func (d *Desk) Step(by int) {
	no, err := strconv.Atoi(d.current)
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

// reveal brings an object of the page into sight.
func (d *Desk) reveal(o fyne.CanvasObject) {
	scrollTo(d.scroll, o)
	d.scrolled(d.scroll.Offset)
}

// indicator is the indicator on show, nil on other pages.
func (d *Desk) indicator() *scoring.Indicator {
	no, err := strconv.Atoi(d.current)
	if err != nil {
		return nil
	}
	return d.session.Values.Edition.Indicator(no)
}

// threeColumns gives the list and the figures their widths and the page the rest.
type threeColumns struct{}

func (threeColumns) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(880, 480) }

func (threeColumns) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	left := min(340, max(264, size.Width*0.24))
	right := min(280, max(196, size.Width*0.19))
	widths := []float32{left, size.Width - left - right, right}
	var x float32
	for i, o := range objects {
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(widths[i], size.Height))
		x += widths[i]
	}
}

// underHead sets the head line and a hairline over the rest.
type underHead struct{}

func (underHead) MinSize(objects []fyne.CanvasObject) fyne.Size {
	head, body := objects[0].MinSize(), objects[2].MinSize()
	return fyne.NewSize(max(head.Width, body.Width), head.Height+1+body.Height)
}

func (underHead) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	high := objects[0].MinSize().Height
	objects[0].Resize(fyne.NewSize(size.Width, high))
	objects[1].Move(fyne.NewPos(0, high))
	objects[1].Resize(fyne.NewSize(size.Width, 1))
	objects[2].Move(fyne.NewPos(0, high+1))
	objects[2].Resize(fyne.NewSize(size.Width, size.Height-high-1))
}
