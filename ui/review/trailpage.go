package review

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zicha/forms/results"
	"zicha/forms/review"
	"zicha/ui/widgets"
	"zicha/ui/work"
)

// trailPage lists all that was done (审核台账), the last first, narrowed down by kind, words and day, and writes what is left to a workbook.
type trailPage struct {
	desk *Desk

	box   *fyne.Container
	chips *widgets.Chips
	find  *widgets.Entry
	since *widgets.Entry
	roll  *widgets.Roll
	foot  *widgets.Text
	wrong *widgets.Text

	view    *review.View // the acts are of; nil before they were read
	acts    []trailAct
	rows    []int // of the acts
	unused  map[string]bool
	reading bool
}

// trailAct is an act with what it is found by.
type trailAct struct {
	review.Act
	where, says, who string
	cells            string
	group            string
}

// The groups of acts.
const (
	trailAll     = "all"
	trailScores  = "scores"
	trailPapers  = "papers"
	trailFigures = "figures"
	trailReading = "reading"
	trailOthers  = "others"
)

func trailGroup(k review.Kind) string {
	switch k {
	case review.Initial, review.Confirmed, review.Direct, review.Withdrawn, review.Returned, review.Upheld, review.Voided:
		return trailScores
	case review.Received:
		return trailPapers
	case review.Figured:
		return trailFigures
	case review.Ruled, review.Unruled, review.Cased, review.Dismissed, review.Inspected:
		return trailReading
	}
	return trailOthers
}

func newTrail(d *Desk) page {
	p := &trailPage{desk: d}
	p.chips = widgets.NewChips(widgets.Chip{Key: trailAll, Label: "全部"}, widgets.Chip{Key: trailScores, Label: "评分"}, widgets.Chip{Key: trailPapers, Label: "来件"},
		widgets.Chip{Key: trailFigures, Label: "数据"}, widgets.Chip{Key: trailReading, Label: "口径、案件与疑点"}, widgets.Chip{Key: trailOthers, Label: "合并与定稿"})
	p.chips.OnChanged = func(string) { p.filter() }
	p.find, p.since = widgets.NewEntry(214), widgets.NewEntry(196)
	p.find.SetPlaceHolder("查找单位、第n项、人或内容")
	p.since.SetPlaceHolder("起始日期，如2018-02-01")
	p.find.OnChanged, p.since.OnChanged = func(string) { p.filter() }, func(string) { p.filter() }
	p.wrong = widgets.NewText("", widgets.Style{Tone: widgets.ToneWait, Single: true})
	p.roll = widgets.NewRoll(2, widgets.RollColumn{Title: "时间", Width: 112}, widgets.RollColumn{Title: d.session.View.Edition.Words.Unit + "、指标", Width: 152},
		widgets.RollColumn{Title: "事项", Width: 126}, widgets.RollColumn{Title: "内容与理由"}, widgets.RollColumn{Title: "经办人", Width: 190})
	p.roll.Cell, p.roll.OnChoose, p.roll.OnOpen = p.cell, func(int) { p.showFoot() }, p.open
	p.roll.OnMenu = p.menu
	p.foot = widgets.NewText("", widgets.Style{Tone: widgets.ToneMuted})
	export := widgets.NewButton("导出…", p.askExport)
	head := widgets.Column(2, widgets.Row(8, 0, widgets.Heading("审核台账"), p.wrong, p.since, p.find, export),
		widgets.Muted("全部审核记录，新的在上面，只增不改。姓名、单位由经办人自己填写，程序不核实；双击一条到它那一项。"), widgets.Gap(4), p.chips)
	p.box = container.NewBorder(widgets.Inset(16, 8, head), widgets.Inset(16, 6, p.foot), nil, nil, p.roll.Object())
	return p
}

func (p *trailPage) object() fyne.CanvasObject { return p.box }

func (p *trailPage) show() {
	if !p.reading && p.view != p.desk.session.View {
		p.read()
	}
}

// read words the acts there are, off the window's goroutine: there may be tens of thousands. What was worded before stays as it is, for an act
// never changes.
func (p *trailPage) read() {
	s := p.desk.session
	p.reading = true
	view, known := s.View, p.acts
	var acts []trailAct
	var unused map[string]bool
	s.Aside(func(context.Context) (err error) {
		before := make(map[string]trailAct, len(known))
		for _, a := range known {
			before[a.Event] = a
		}
		for _, e := range slices.Backward(s.Book.Events()) {
			a, there := before[e.ID]
			if !there {
				a = actOf(view, e)
			}
			acts = append(acts, a)
		}
		unused, err = s.Book.Unused()
		return err
	}, func(error) { // the view was computed before: its acts are told apart without a fault
		p.reading = false
		p.view, p.acts, p.unused = view, acts, unused
		p.filter()
		if p.desk.pages[p.desk.current] == page(p) {
			p.show()
		}
	})
}

// actOf words an event once, for showing and finding it.
func actOf(v *review.View, e *review.Event) trailAct {
	a := trailAct{Act: e.Act(), group: trailGroup(e.Kind)}
	if u := v.Unit(e.County); u != nil {
		a.where = u.Unit.Name
	}
	if e.Indicator > 0 {
		a.cells = review.ItemsWords([]int{e.Indicator})
	}
	if len(e.Cells) > 0 { // one act on several cells of a unit
		var list []int
		for _, c := range e.Cells {
			list = append(list, c.Indicator)
			if u := v.Unit(c.County); u != nil && a.where == "" {
				a.where = u.Unit.Name
			}
		}
		a.cells = review.ItemsWords(list)
	}
	a.says, a.who = a.Says(v.Edition), strings.Join(strings.Fields(a.Unit+" "+a.Role), " ")
	return a
}

// filter lists the acts that are asked for.
func (p *trailPage) filter() {
	since, sought := strings.TrimSpace(p.since.Text), strings.TrimSpace(p.find.Text)
	p.wrong.SetText("")
	if _, err := time.Parse(time.DateOnly, since); err != nil && since != "" {
		if len(since) >= len(time.DateOnly) {
			p.wrong.SetText("日期写法如2018-02-01")
		}
		since = ""
	}
	counts := map[string]int{}
	p.rows = p.rows[:0]
	for i := range p.acts {
		if a := &p.acts[i]; a.found(sought) && (since == "" || formatted(a.At, time.DateOnly) >= since) {
			counts[a.group]++
			counts[trailAll]++
			if p.chips.Selected() == trailAll || p.chips.Selected() == a.group {
				p.rows = append(p.rows, i)
			}
		}
	}
	p.chips.SetCounts(counts[trailAll], counts[trailScores], counts[trailPapers], counts[trailFigures], counts[trailReading], counts[trailOthers])
	p.roll.Fill(len(p.rows), 0)
	p.showFoot()
}

// found reports whether an act has words in it.
func (a *trailAct) found(sought string) bool {
	if sought == "" {
		return true
	}
	for _, text := range []string{a.where, a.cells, a.Kind.Label(), a.says, a.Reason, a.By, a.who, a.Event} {
		if strings.Contains(text, sought) {
			return true
		}
	}
	return strings.Contains(a.where+a.cells, sought)
}

func (p *trailPage) cell(row, col int) widgets.RollCell {
	a := &p.acts[p.rows[row]]
	switch col {
	case 0:
		return widgets.RollCell{Text: formatted(a.At, time.DateOnly), Under: formatted(a.At, "15:04:05")}
	case 1:
		return widgets.RollCell{Text: a.where, Under: a.cells}
	case 2:
		if p.unused[a.Event] {
			return widgets.RollCell{Text: a.Kind.Label(), Under: "未采用", Shade: widgets.ToneWait}
		}
		return widgets.RollCell{Text: a.Kind.Label()}
	case 3:
		return widgets.RollCell{Text: a.says, Under: a.Reason}
	}
	return widgets.RollCell{Text: a.Who(), Under: a.who}
}

// chosen is the act chosen, nil for none.
func (p *trailPage) chosen() *trailAct {
	if row := p.roll.Row(); row >= 0 && row < len(p.rows) {
		return &p.acts[p.rows[row]]
	}
	return nil
}

// showFoot tells all of the act chosen.
func (p *trailPage) showFoot() {
	words := "没有这样的记录"
	if p.view == nil {
		words = "正在列出审核记录…"
	}
	if a := p.chosen(); a != nil {
		reason := ""
		if a.Reason != "" {
			reason = "理由：" + a.Reason
		}
		words = joined("记录号 "+a.Event[:min(8, len(a.Event))], a.Kind.Label(), a.says, reason)
	}
	p.foot.SetText(words)
	p.box.Refresh()
}

// key takes the keys of the list.
func (p *trailPage) key(name fyne.KeyName) bool {
	return rollKey(p.roll, name, func() { p.open(p.roll.Row()) })
}

// open shows the cell that an act is about.
func (p *trailPage) open(row int) {
	if row < 0 || row >= len(p.rows) {
		return
	}
	if a := &p.acts[p.rows[row]]; a.County != "" && a.Indicator > 0 {
		p.desk.GoCell(At{a.County, a.Indicator})
	}
}

// askExport asks where what is listed is to be written.
func (p *trailPage) askExport() {
	d := p.desk
	ask := widgets.Ask{Title: "导出列出的" + strconv.Itoa(len(p.rows)) + "条记录", Folder: d.host.Folder, Ends: []string{".xlsx"}, Name: results.TrailName + ".xlsx", Purpose: "trail", New: true}
	widgets.SaveFile(d.host.Window, ask, p.writeTrail)
}

// writeTrail writes what is listed to a workbook.
func (p *trailPage) writeTrail(path string) {
	d := p.desk
	e := d.session.View.Edition
	var acts []review.Act
	for _, i := range slices.Backward(p.rows) { // on paper the eldest comes first
		acts = append(acts, p.acts[i].Act)
	}
	d.host.Run(work.Task{Title: "正在导出", Work: func(ctx context.Context, _ *work.Progress) error {
		return results.WriteTrail(ctx, path, e, acts)
	}, Done: func() {
		widgets.NewSheet(d.host.Window, "已导出", widgets.Column(8, d.host.MadeFile(path, "共"+strconv.Itoa(len(acts))+"条，早的在上面。"))).Main("完成", nil, nil).Show()
	}, Failed: "没有导出"})
}
