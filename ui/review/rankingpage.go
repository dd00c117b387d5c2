package review

import (
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zicha/forms/chart"
	"zicha/forms/results"
	"zicha/forms/review"
	"zicha/ui/widgets"
)

// rankingPage is 排名与名次余量: the units by rank with what would change it, as a table and as two charts. It is worked out off the window's
// goroutine whenever the book has changed; what was worked out before stays in sight meanwhile.
type rankingPage struct {
	desk *Desk

	box     *fyne.Container
	state   *widgets.Text // that it is no result, and what is not decided
	views   *widgets.Choices
	find    *widgets.Entry
	buttons []*widgets.Button
	roll    *widgets.Roll
	bars    *chartView
	gaps    *chartView
	stack   *fyne.Container
	foot    *widgets.Text

	standings *review.Standings // nil until they were worked out once
	asked     *review.View      // what held when they were last asked for
	counting  bool
	failed    error
	at        string // the code of the unit chosen
}

// The ways the ranking is looked at.
const (
	rankTable = "table"
	rankBars  = "bars"
	rankGaps  = "gaps"
)

func newRanking(d *Desk) page {
	p := &rankingPage{desk: d, roll: widgets.NewRoll(3), bars: newChartView(), gaps: newChartView(), at: d.at.County}
	p.views = widgets.NewChoices(widgets.Choice{Key: rankTable, Label: "名次表"}, widgets.Choice{Key: rankBars, Label: "得分条形图"}, widgets.Choice{Key: rankGaps, Label: "名次差距图"})
	p.views.Put(rankTable)
	p.views.OnChanged = func(string) { p.turn() }
	p.find = widgets.NewEntry(150)
	p.find.SetPlaceHolder("查找单位 Ctrl+F")
	p.find.OnChanged = func(string) { p.seek(false) }
	p.find.OnEnter = func() { p.seek(true) }
	p.buttons = []*widgets.Button{widgets.NewButton("复制表格", d.Copy), widgets.NewButton("打开单位纵看", p.open)}
	p.state = widgets.NewText("", widgets.Style{Size: widgets.SizeList, Tone: widgets.ToneMuted})
	p.foot = widgets.NewText("", widgets.Style{Size: widgets.SizeList, Tone: widgets.ToneMuted})
	p.roll.Columns(-1, p.columns()...)
	p.roll.Cell = p.cell
	p.roll.OnChoose = p.choose
	p.roll.OnOpen = func(int) { p.open() }
	for _, v := range []*chartView{p.bars, p.gaps} {
		v.OnChoose, v.OnOpen = p.choose, func(int) { p.open() }
	}
	p.stack = container.NewStack(p.roll.Object())
	head := widgets.Column(4, widgets.Row(8, 0, widgets.Heading("排名与名次余量"), p.find, p.buttons[0], p.buttons[1]), p.state, widgets.Gap(2), widgets.Row(8, -1, p.views))
	p.box = container.NewBorder(widgets.Inset(16, 8, head), widgets.Column(0, widgets.Rule(), widgets.Inset(16, 6, p.foot)), nil, nil, p.stack)
	return p
}

func (p *rankingPage) object() fyne.CanvasObject { return p.box }

func (p *rankingPage) finder() *widgets.Entry { return p.find }

// show has the ranking worked out where what is shown is not today's.
func (p *rankingPage) show() {
	p.tell()
	if p.counting || p.asked == p.desk.session.View {
		return
	}
	p.counting, p.failed, p.asked = true, nil, p.desk.session.View
	p.tell()
	var s *review.Standings
	p.desk.session.Aside(func(context.Context) (err error) {
		s, err = p.desk.session.Book.Standings()
		return err
	}, func(err error) {
		p.counting, p.failed = false, err
		if err == nil {
			p.take(s)
		}
		p.tell()
		if p.desk.current == pageRanking { // the book may have changed meanwhile
			p.show()
		}
	})
}

// take shows a ranking; the unit chosen stays so.
func (p *rankingPage) take(s *review.Standings) {
	p.standings = s
	row := max(0, s.Row(p.at))
	if len(s.List) > 0 {
		p.at = s.List[row].Code
	}
	p.roll.Columns(-1, p.columns()...)
	p.roll.Fill(len(s.List), row)
	p.bars.fill(func(wide float64, measure chart.Measure) *chart.Chart {
		return results.TotalsChart(s.View.Edition, s.List, wide, measure)
	}, row)
	p.gaps.fill(func(wide float64, measure chart.Measure) *chart.Chart {
		return results.GapsChart(s.View.Edition, s.List, wide, measure)
	}, row)
	p.turn()
}

// turn shows the table or one of the charts, at the unit chosen.
func (p *rankingPage) turn() {
	o := fyne.CanvasObject(p.roll.Object())
	switch p.views.Selected() {
	case rankBars:
		o = p.bars.box
	case rankGaps:
		o = p.gaps.box
	}
	p.stack.Objects = []fyne.CanvasObject{o}
	p.stack.Refresh()
	p.box.Refresh()
	for _, v := range []*chartView{p.bars, p.gaps} {
		if o == v.box {
			v.show()
		}
	}
	if p.standings != nil {
		p.choose(p.row())
	}
}

// row is the place of the unit chosen in the ranking.
func (p *rankingPage) row() int { return max(0, p.standings.Row(p.at)) }

// choose goes to a unit on the table and the charts.
func (p *rankingPage) choose(row int) {
	if p.standings == nil || len(p.standings.List) == 0 {
		return
	}
	row = max(0, min(row, len(p.standings.List)-1))
	p.at = p.standings.List[row].Code
	p.roll.Choose(row)
	p.bars.choose(row)
	p.gaps.choose(row)
	p.showFoot()
}

// tell says of what is shown that it is no result, and whether it is today's.
func (p *rankingPage) tell() {
	words, tone := "正在计算排名和名次余量…", widgets.ToneMuted
	switch s := p.standings; {
	case p.failed != nil:
		words, tone = "没有算出排名："+p.failed.Error(), widgets.ToneError
	case s != nil:
		parts := []string{s.StateWords()}
		if open := s.OpenWords(); open != "" {
			parts, tone = append(parts, open), widgets.ToneWait
		}
		if objective := s.ObjectiveWords(); objective != "" {
			parts = append(parts, objective)
		}
		words = strings.Join(parts, "。") + "。"
		if p.counting {
			words = "正在按最新的评分重新计算… " + words
		}
	}
	p.state.Set(words, tone)
	for _, b := range p.buttons {
		widgets.Enable(b, p.standings != nil)
	}
	p.box.Refresh()
}

// showFoot tells all of the unit chosen, as review rank does.
func (p *rankingPage) showFoot() {
	words := ""
	if s := p.standings; s != nil && len(s.List) > 0 {
		place, margin := s.Words(&s.List[p.row()])
		words = place + "\n" + margin
	}
	p.foot.SetText(words)
	p.box.Refresh()
}

// open shows the unit chosen along its indicators.
func (p *rankingPage) open() {
	if p.standings != nil && len(p.standings.List) > 0 {
		p.desk.at.County = p.at
		p.desk.Show(pageDown)
	}
}

// key goes from unit to unit and opens one, where nothing else has the keyboard.
func (p *rankingPage) key(name fyne.KeyName) bool {
	if p.standings == nil {
		return false
	}
	page := p.roll.Page()
	if p.views.Selected() != rankTable {
		page = p.bars.pageRows()
	}
	last := len(p.standings.List)
	by, ok := map[fyne.KeyName]int{
		fyne.KeyUp: -1, fyne.KeyDown: 1, fyne.KeyPageUp: -page, fyne.KeyPageDown: page, fyne.KeyHome: -last, fyne.KeyEnd: last,
	}[name]
	switch {
	case ok:
		p.choose(p.row() + by)
	case name == fyne.KeyReturn || name == fyne.KeyEnter:
		p.open()
	default:
		return false
	}
	return true
}

// seek goes to the unit whose name or code has what is sought in it; next goes on from the one chosen.
func (p *rankingPage) seek(next bool) {
	sought := strings.TrimSpace(p.find.Text)
	if p.standings == nil || sought == "" {
		return
	}
	list, from := p.standings.List, p.row()
	if next {
		from++
	}
	for i := range list {
		row := (from + i) % len(list)
		if strings.Contains(list[row].Name, sought) || strings.Contains(list[row].Code, sought) {
			p.choose(row)
			return
		}
	}
}

// columns are those of the table; the objective rank stands where the rulebook has indicators that are judged.
func (p *rankingPage) columns() []widgets.RollColumn {
	e := p.desk.session.View.Edition
	out := []widgets.RollColumn{
		{Title: "位次", Width: 56, Align: fyne.TextAlignTrailing}, {Title: e.Words.Unit, Width: 128}, {Title: "总分", Width: 76, Align: fyne.TextAlignTrailing},
	}
	if len(e.Review.Judged) > 0 {
		out = append(out, widgets.RollColumn{Title: "客观得分", Width: 80, Align: fyne.TextAlignTrailing})
	}
	return append(out, widgets.RollColumn{Title: "名次余量"})
}

func (p *rankingPage) cell(row, col int) widgets.RollCell {
	s := p.standings
	r := &s.List[row]
	if len(s.View.Edition.Review.Judged) == 0 && col > 2 {
		col++
	}
	switch col {
	case 0:
		cell := widgets.RollCell{Text: strconv.Itoa(r.Rank), Bold: true}
		if r.Tied {
			cell.Under, cell.Shade = "并列", widgets.ToneMuted
		}
		return cell
	case 1:
		return widgets.RollCell{Text: r.Name, Bold: true}
	case 2:
		cell := widgets.RollCell{Text: r.Total.String()}
		if r.Open > 0 {
			cell.Under, cell.Shade = "暂计", widgets.ToneWait
		}
		return cell
	case 3:
		return widgets.RollCell{Text: r.Objective.String(), Under: "位次" + strconv.Itoa(r.ObjectiveRank), Shade: widgets.ToneMuted}
	}
	return widgets.RollCell{Text: s.MarginWords(r), Under: r.OpenWords(), Shade: widgets.ToneWait}
}

// copied is the table as a spreadsheet takes it, with heads.
func (p *rankingPage) copied() string {
	if p.standings == nil {
		return ""
	}
	return p.standings.Table()
}
