package review

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zicha/forms/receive"
	"zicha/forms/review"
	"zicha/ui/widgets"
	"zicha/ui/work"
)

// figuresSheet shows figures of the city's that were counted or read, before and after, and takes those of the indicators that are ticked in one
// act.
type figuresSheet struct {
	desk  *Desk
	plan  *receive.FigurePlan
	ticks []figureTick
	chips *widgets.Chips
	roll  *widgets.Roll
	rows  []int // of the changes that are ticked
	foot  *widgets.Text
}

// figureTick is an indicator there are figures for.
type figureTick struct {
	no    int
	check *widgets.Check
}

// What the sheet lists.
const (
	figuresChanged = "changed"
	figuresNoted   = "noted"
)

// showFigures shows a plan. back, which may be nil, goes back to where it can be made otherwise.
func (d *Desk) showFigures(title string, plan *receive.FigurePlan, back func()) {
	s := &figuresSheet{desk: d, plan: plan}
	s.chips = widgets.NewChips(widgets.Chip{Key: figuresChanged, Label: "改动"}, widgets.Chip{Key: figuresNoted, Label: "说明"})
	s.chips.OnChanged = func(string) { s.show() }
	s.roll = widgets.NewRoll(2)
	s.roll.Cell = s.cell
	s.foot = widgets.NewText("", widgets.Style{Tone: widgets.ToneWait})
	head := widgets.Column(6, widgets.NewText(plan.Words(), widgets.Style{Bold: true}))
	for _, words := range slices.Concat(plan.Wrong, plan.Doubts[:min(3, len(plan.Doubts))]) {
		head.Add(widgets.NewText(words, widgets.Style{Tone: widgets.ToneWait}))
	}
	if n := len(plan.Doubts); n > 3 {
		head.Add(widgets.NewText("还有"+count(n-3, "处")+"要核对，见“说明”。", widgets.Style{Tone: widgets.ToneWait}))
	}
	head.Add(s.indicators())
	head.Add(s.chips)
	content := container.NewBorder(head, s.foot, nil, nil, s.roll.Object())
	box := widgets.NewSheet(d.host.Window, title, content).Full()
	if back != nil {
		box.Button("返回改列", back)
	}
	if len(plan.Changes) == 0 || len(plan.Wrong) > 0 {
		box.Button("关闭", nil).Show()
	} else {
		box.Button("取消", nil).Main("采用", s.wanted, s.take).Show()
	}
	if len(plan.Changes) == 0 && len(plan.Notes) > 0 {
		s.chips.Pick(figuresNoted)
	}
	s.show()
}

// indicators are the boxes to tick.
func (s *figuresSheet) indicators() fyne.CanvasObject {
	out := widgets.Flow(12)
	e := s.desk.session.View.Edition
	for _, c := range s.plan.Changes {
		no := indicatorOf(c)
		if slices.ContainsFunc(s.ticks, func(t figureTick) bool { return t.no == no }) {
			continue
		}
		words := "第" + strconv.Itoa(no) + "项"
		if ind := e.Indicator(no); ind != nil {
			words += " " + ind.Title
		}
		check := widgets.NewCheck(words, nil)
		check.Checked = true
		check.OnChanged = func(bool) { s.show() }
		s.ticks = append(s.ticks, figureTick{no, check})
		out.Add(check)
	}
	return out
}

// indicatorOf is the number of the indicator that a figure is of.
func indicatorOf(c receive.FigureChange) int {
	lead, _, _ := strings.Cut(c.Field, ".")
	no, _ := strconv.Atoi(lead)
	return no
}

// chosen is the plan with what is ticked alone.
func (s *figuresSheet) chosen() *receive.FigurePlan {
	return s.plan.Only(s.ticked)
}

// ticked reports whether the indicator of a figure is ticked.
func (s *figuresSheet) ticked(c receive.FigureChange) bool {
	no := indicatorOf(c)
	return slices.ContainsFunc(s.ticks, func(t figureTick) bool { return t.no == no && t.check.Checked })
}

// notes are what is to be known, what is to be looked at first.
func (s *figuresSheet) notes() []string { return slices.Concat(s.plan.Doubts, s.plan.Notes) }

// show lists what is asked for.
func (s *figuresSheet) show() {
	s.roll.Fill(0, 0) // its columns are drawn anew before its rows are known
	s.rows = s.rows[:0]
	for i, c := range s.plan.Changes {
		if s.ticked(c) {
			s.rows = append(s.rows, i)
		}
	}
	s.chips.SetCounts(len(s.rows), len(s.notes()))
	if s.chips.Selected() == figuresNoted {
		s.roll.Columns(-1, widgets.RollColumn{Title: "各单位的情况，和没有采用的内容"})
		s.roll.Fill(len(s.notes()), 0)
		return
	}
	words := s.desk.session.View.Edition.Words
	s.roll.Columns(-1, widgets.RollColumn{Title: words.Unit, Width: 150}, widgets.RollColumn{Title: "数据"}, widgets.RollColumn{Title: "现在", Width: 110}, widgets.RollColumn{Title: "改为", Width: 110})
	s.roll.Fill(len(s.rows), 0)
}

func (s *figuresSheet) cell(row, col int) widgets.RollCell {
	if s.chips.Selected() == figuresNoted {
		cell := widgets.RollCell{Text: s.notes()[row]}
		if row < len(s.plan.Doubts) {
			cell.Tone = widgets.ToneWait
		}
		return cell
	}
	c := s.plan.Changes[s.rows[row]]
	switch col {
	case 0:
		return widgets.RollCell{Text: c.Name}
	case 1:
		return widgets.RollCell{Text: c.Label}
	case 2:
		if c.Old == "" {
			return widgets.RollCell{Text: "未录入", Tone: widgets.ToneMuted}
		}
		return widgets.RollCell{Text: s.display(c.Field, c.Old), Tone: widgets.ToneMuted}
	}
	return widgets.RollCell{Text: s.display(c.Field, c.New), Bold: true}
}

// display is a figure as it is read.
func (s *figuresSheet) display(name, value string) string {
	if _, f := s.desk.session.View.Edition.FieldNamed(name); f != nil {
		return f.Display(value)
	}
	return value
}

// wanted reports whether anything is ticked.
func (s *figuresSheet) wanted() bool {
	if len(s.rows) > 0 {
		return true
	}
	s.foot.SetText("没有选中任何一项，请至少选一项，或者取消。")
	return false
}

// take takes the figures that are ticked over, in one act.
func (s *figuresSheet) take() {
	d, plan := s.desk, s.chosen()
	d.signed("没有采用", func() {
		me, changed := d.session.Me, 0
		d.session.Act(func(b *review.Book) (err error) {
			changed, err = receive.SetFigures(b, me, plan)
			return err
		}, d.host.After("没有采用", func() {
			d.host.Tell("已采用", "已保存"+count(changed, "个数据")+"。已经评过、依据有变化的变为“"+review.Stale.Label()+"”。需要退回时用“撤销”。")
		}))
	})
}

// AskFigures asks for a table of the city's figures and shows what it would change.
func (d *Desk) AskFigures() {
	d.signed("没有采用", func() {
		ask := widgets.Ask{Title: "选择填好的数据表（.xlsx或.csv）", Folder: d.host.Folder, Ends: []string{".xlsx", ".csv"}, Purpose: "figures"}
		widgets.OpenFile(d.host.Window, ask, d.planFigures)
	})
}

func (d *Desk) planFigures(path string) {
	var plan *receive.FigurePlan
	d.host.Run(work.Task{Title: "正在读取数据表", Work: func(ctx context.Context, _ *work.Progress) (err error) {
		plan, err = receive.PlanFigures(ctx, d.session.Book, path)
		return err
	}, Done: func() { d.showFigures("数据表：请核对后再采用", plan, nil) }, Failed: "没有读取"})
}
