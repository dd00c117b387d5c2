package review

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"zicha/forms/review"
	"zicha/scoring"
	"zicha/ui/widgets"
	"zicha/ui/work"
)

// scorePage is where scores are given: one indicator along all units (指标横看), or one unit along its indicators (单位纵看). The rule stands on
// top, under it a row for each cell with what was handed in, what is claimed and what was decided; beside them what is known of the row chosen.
type scorePage struct {
	desk *Desk
	down bool // one unit along its indicators

	box    *fyne.Container
	title  *widgets.Text
	facts  *widgets.Text
	find   *widgets.Entry
	rule   *widgets.Marked
	chips  *widgets.Chips
	batch  *widgets.Button
	data   *widgets.Button // to take figures over; shown where the indicator has such
	roll   *widgets.Roll
	side   *sidePanel
	ruling *widgets.Text

	paper *fyne.Container    // what is looked at, hidden while nothing is
	looks *work.EvidenceView // made when the first file is looked at

	rows []At
	typ  map[At]string // scores typed and not given yet
}

// The filters over the rows.
const (
	rowsAll   = "all"
	rowsDue   = "due"
	rowsStale = "stale"
	rowsBack  = "back"
)

func newAcross(d *Desk) page { return newScorePage(d, false) }
func newDown(d *Desk) page   { return newScorePage(d, true) }

func newScorePage(d *Desk, down bool) *scorePage {
	p := &scorePage{desk: d, down: down, typ: map[At]string{}}
	p.build()
	return p
}

func (p *scorePage) build() {
	d := p.desk
	p.title = widgets.NewText("", widgets.Style{Size: theme.SizeNameHeadingText, Bold: true, Single: true})
	p.facts = widgets.NewText("", widgets.Style{Size: theme.SizeNameCaptionText, Tone: widgets.ToneMuted, Single: true})
	back := widgets.NewIconAction("上一"+p.each()+" Ctrl+↑", theme.NavigateBackIcon(), func() { p.step(-1) })
	next := widgets.NewIconAction("下一"+p.each()+" Ctrl+↓", theme.NavigateNextIcon(), func() { p.step(1) })
	list := widgets.NewIconAction("选择"+p.things(), theme.ListIcon(), p.choose)
	p.find = widgets.NewEntry(136)
	p.find.SetPlaceHolder("查找单位 Ctrl+F")
	p.find.OnChanged = func(string) { p.onFind() }
	p.find.OnEnter = p.focusScore
	p.rule = widgets.NewMarked("")
	p.ruling = widgets.NewText("", widgets.Style{Tone: widgets.ToneWait})
	p.chips = widgets.NewChips(widgets.Chip{Key: rowsAll, Label: "全部"}, widgets.Chip{Key: rowsDue, Label: "待办"},
		widgets.Chip{Key: rowsStale, Label: review.Stale.Label()}, widgets.Chip{Key: rowsBack, Label: "退回与再报"})
	p.chips.OnChanged = func(string) { p.show() }
	p.batch = widgets.NewButton("", p.onBatch)
	p.data = widgets.NewButton("数据…", func() { d.askData(p.indicator()) })
	p.roll = widgets.NewRoll(3)
	p.roll.Cell, p.roll.Ground, p.roll.OnChoose, p.roll.OnSight = p.cell, nil, p.onChoose, func(int, int) { p.want() }
	p.roll.OnOpen, p.roll.OnMenu = p.onOpen, p.menu
	e := p.roll.Entry()
	e.OnChanged, e.OnEnter, e.OnKey, e.OnShortcut = p.onTyped, p.onEnter, p.onKey, p.onShortcut
	p.side = newSidePanel(p)
	tell := widgets.NewIconAction("写出这个单位的反馈单", theme.DocumentSaveIcon(), func() { d.AskFeedback(d.at.County) })
	widgets.Reveal(tell, p.down)
	head := widgets.Column(2, widgets.Row(6, 2, back, next, p.title, list, tell, p.data, p.batch, p.find), p.facts)
	rule := widgets.NewScroll(widgets.Column(4, p.rule, p.ruling))
	p.paper = container.NewStack()
	p.paper.Hide()
	p.box = container.New(scoreLayout{}, widgets.Inset(16, 4, head), rule, widgets.Inset(16, 2, p.chips), p.roll.Object(), p.side.box, p.paper)
	d.shelf.listen(p.show)
}

// each is what the page goes from one to the next of, things what it is one of.
func (p *scorePage) each() string {
	if p.down {
		return "单位"
	}
	return "项"
}

func (p *scorePage) things() string {
	if p.down {
		return "单位"
	}
	return "指标"
}

func (p *scorePage) object() fyne.CanvasObject { return p.box }

func (p *scorePage) finder() *widgets.Entry { return p.find }

func (p *scorePage) view() *review.View { return p.desk.session.View }

// indicator is that of the row chosen.
func (p *scorePage) indicator() *scoring.Indicator {
	return p.view().Edition.Indicator(p.desk.at.Indicator)
}

// chosen is the cell of the row chosen, nil where there is none.
func (p *scorePage) chosen() *review.Cell {
	at := p.desk.at
	if !slices.Contains(p.rows, at) {
		return nil
	}
	return p.view().Cell(at.County, at.Indicator)
}

// show brings the page in line with the session and with the cell the desk is at.
func (p *scorePage) show() {
	if p.desk.pages[p.desk.current] != page(p) {
		return
	}
	p.list()
	p.showHead()
	p.showColumns()
	row := max(0, slices.Index(p.rows, p.desk.at))
	if len(p.rows) > 0 {
		p.desk.at = p.rows[row]
	}
	p.roll.Fill(len(p.rows), row)
	p.want()
	p.showRow()
}

// showRow brings what depends on the row chosen in line.
func (p *scorePage) showRow() {
	p.showRule()
	p.showEntry()
	p.side.show()
}

// all lists the page's cells before they are filtered.
func (p *scorePage) all() []At {
	var out []At
	if p.down {
		for _, ind := range p.view().Edition.Indicators() {
			out = append(out, At{p.desk.at.County, ind.No})
		}
		return out
	}
	sought := strings.TrimSpace(p.find.Text)
	for _, u := range p.view().Units {
		if strings.Contains(u.Unit.Name, sought) || strings.Contains(u.Unit.Code, sought) {
			out = append(out, At{u.Unit.Code, p.desk.at.Indicator})
		}
	}
	return out
}

// list works out the rows by the filter in force, and how many each filter leaves. The row that one is at stays though it was done with.
func (p *scorePage) list() {
	all := p.all()
	counts := make([]int, 4)
	p.rows = p.rows[:0]
	for _, at := range all {
		is := p.filtered(at)
		for i, yes := range is {
			if yes {
				counts[i]++
			}
		}
		if is[slices.Index([]string{rowsAll, rowsDue, rowsStale, rowsBack}, p.chips.Selected())] || at == p.desk.at {
			p.rows = append(p.rows, at)
		}
	}
	p.chips.SetCounts(counts...)
}

// filtered says which filters a cell passes.
func (p *scorePage) filtered(at At) [4]bool {
	c := p.view().Cell(at.County, at.Indicator)
	return [4]bool{
		true, p.view().Due(p.desk.session.Me, c), c.State == review.Stale, c.State == review.ReturnedState || c.State == review.Resubmitted,
	}
}

// want has the versions of the rows in sight, and of the one chosen, read.
func (p *scorePage) want() {
	from, to := p.roll.Seen()
	var units []*review.UnitView
	if u := p.view().Unit(p.desk.at.County); u != nil {
		units = append(units, u)
	}
	if !p.down {
		for _, at := range p.rows[min(from, len(p.rows)):min(to+p.roll.Page(), len(p.rows))] {
			units = append(units, p.view().Unit(at.County))
		}
	}
	p.desk.shelf.want(units)
}

// material is what was handed in for a cell, nil where nothing was or it is still being read.
func (p *scorePage) material(at At) *material {
	u := p.view().Unit(at.County)
	if u == nil {
		return nil
	}
	switch paper := p.desk.shelf.of(u); {
	case paper == nil:
		return nil
	case paper.unread != nil:
		return &material{short: paper.unread.Error(), doubts: []string{paper.unread.Error()}}
	default:
		return paper.materials[at.Indicator-1]
	}
}

// scoreLayout sets the head, the rule, the filters over the rows, and at the right what is known of the row chosen, or, as high as the page,
// the paper that is looked at. The rule gets what its text needs, a third at most.
type scoreLayout struct{}

func (scoreLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(520, 360) }

func (scoreLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	var y float32
	place := func(o fyne.CanvasObject, x, w, h float32) {
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(w, h))
	}
	side := min(max(widgets.Scaled(280), size.Width*0.32), size.Width*0.4)
	looking := o[5].Visible()
	if looking {
		side = size.Width * 0.5
	}
	head := o[0].MinSize().Height
	place(o[0], 0, size.Width, head)
	y += head + 2
	wide := size.Width
	if looking {
		wide -= side
		place(o[5], wide, side, size.Height-y)
	}
	rule := o[1].(*widgets.Scroll)
	rule.Content.Resize(fyne.NewSize(wide-32, 10))
	high := min(rule.Content.MinSize().Height, size.Height*0.32)
	place(rule, 16, wide-32, high)
	y += high + 4
	if !looking {
		place(o[4], size.Width-side, side, size.Height-y)
	}
	o[2].Resize(fyne.NewSize(size.Width-side, 10))
	tools := o[2].MinSize().Height
	place(o[2], 0, size.Width-side, tools)
	y += tools + 2
	place(o[3], 0, size.Width-side, size.Height-y)
}
