package review

import (
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"zicha/forms/review"
	"zicha/ui/widgets"
	"zicha/ui/work"
)

// rulingsPage lists the rulings in force (口径裁定), and shows what one would do to every score and rank before it is adopted.
type rulingsPage struct {
	desk *Desk
	box  *fyne.Container // the list, or the preview

	listed fyne.CanvasObject
	list   *fyne.Container
	fresh  *widgets.Button
	view   *review.View // the list is of

	preview *rulingPreview
}

func newRulings(d *Desk) page {
	p := &rulingsPage{desk: d, list: widgets.Column(10)}
	p.fresh = widgets.NewMainButton("新的口径裁定…", nil, func() { p.ask(rulingDraft{}) })
	head := widgets.Column(2, widgets.Row(8, 0, widgets.Heading("口径裁定"), p.fresh),
		widgets.Muted("一个要点怎样把握，在这里统一。采用之前，先列出每个"+d.session.View.Edition.Words.Unit+"的得分和位次会怎样变化；采用以后，已经评过的变为“"+review.Stale.Label()+"”。"))
	p.listed = widgets.NewScroll(widgets.Inset(16, 8, widgets.Column(12, head, p.list)))
	p.box = container.NewStack(p.listed)
	return p
}

func (p *rulingsPage) object() fyne.CanvasObject { return p.box }

func (p *rulingsPage) show() {
	widgets.Enable(p.fresh, !p.desk.session.Locked())
	if p.view == p.desk.session.View {
		return
	}
	p.view = p.desk.session.View
	p.list.RemoveAll()
	for _, r := range p.view.Rulings {
		p.list.Add(p.card(r))
	}
	if len(p.view.Rulings) == 0 {
		p.list.Add(widgets.Body("还没有口径裁定，全部按考核指标的原文计分。"))
	}
	widgets.Settle(p.listed.(*widgets.Scroll))
}

// card is a ruling in force.
func (p *rulingsPage) card(r review.Ruling) fyne.CanvasObject {
	kind := "只统一评分尺度，不改变计分规则"
	if r.Rule != "" {
		kind = "按裁定的规则计分"
	}
	acts := widgets.Row(4, -1, widgets.NewAction("修改…", theme.DocumentCreateIcon(), func() { p.ask(rulingDraft{r.Criterion, r.Text, r.Rule, ""}) }),
		widgets.NewAction("取消这条裁定…", theme.ContentRemoveIcon(), func() { p.askCancel(r) }))
	return widgets.Card(widgets.Column(4, widgets.NewText(p.name(r.Criterion), widgets.Style{Bold: true}), widgets.Body(r.Text),
		widgets.Muted(joined(kind, strings.TrimSpace(r.Unit+" "+r.By), formatted(r.At, "2006-01-02 15:04"))), acts))
}

// name names a criterion: 要点10.1 归集部门数.
func (p *rulingsPage) name(criterion string) string {
	if c := p.desk.session.View.Edition.Criterion(criterion); c != nil {
		return "要点" + c.ID + " " + c.Title
	}
	return "要点" + criterion
}

// rulingDraft is a ruling as it is being written, and why it could not be worked out.
type rulingDraft struct{ criterion, text, rule, wrong string }

// ask asks for a ruling, and goes on to what it would do.
func (p *rulingsPage) ask(r rulingDraft) {
	var options []string
	at := -1
	criteria := p.desk.session.View.Edition.Criteria()
	for i, c := range criteria {
		options = append(options, c.ID+" "+c.Title)
		if c.ID == r.criterion {
			at = i
		}
	}
	quote := widgets.NewText("", widgets.Style{Tone: widgets.ToneMuted})
	pick := widgets.NewSelect(options, nil)
	pick.PlaceHolder = "选择要点"
	var box *widgets.Sheet
	pick.OnChanged = func(string) {
		if i := pick.SelectedIndex(); i >= 0 {
			quote.SetText(strings.Join(criteria[i].Quotes, ""))
		}
		if box != nil {
			box.Fit()
		}
	}
	if at >= 0 {
		pick.SetSelectedIndex(at)
	}
	text, rule := widgets.NewArea(3), widgets.NewArea(5)
	text.SetText(r.text)
	rule.SetText(r.rule)
	text.SetPlaceHolder("口径怎样定，例如：派出机构不单独计数")
	rule.SetPlaceHolder("写法与考核指标文件里的 rule 相同；不写就只统一评分的人的尺度")
	fold := widgets.NewFold("同时改变程序的计分规则（一般不用）", rule)
	fold.OnToggled = func() { box.Fit() }
	wrong := widgets.NewText(r.wrong, widgets.Style{Tone: widgets.ToneError})
	ok := func() bool {
		if pick.SelectedIndex() < 0 || strings.TrimSpace(text.Text) == "" {
			wrong.SetText("请选择要点，并写明口径怎样定")
			box.Fit()
			return false
		}
		return true
	}
	form := widgets.Column(10, pick, widgets.Panel(widgets.ToneQuote, 8, quote), text, fold.Object(), wrong)
	box = widgets.NewSheet(p.desk.host.Window, "口径裁定", form).Wide().Button("取消", nil).Main("列出影响", ok, func() {
		p.rule(rulingDraft{criteria[pick.SelectedIndex()].ID, text.Text, rule.Text, ""})
	}).Show()
}

// rule works a ruling out.
func (p *rulingsPage) rule(r rulingDraft) {
	me := p.desk.session.Me
	p.try("采用："+p.name(r.criterion), func(b *review.Book) (*review.RulingEffect, error) { return b.Rule(me, r.criterion, r.text, r.rule) }, func(err error) {
		r.wrong = err.Error()
		p.ask(r)
	})
}

// askCancel asks why a ruling is taken away.
func (p *rulingsPage) askCancel(r review.Ruling) {
	p.desk.signed("没有取消", func() {
		q := work.Question{Title: "取消" + p.name(r.Criterion), Words: "取消以后按考核指标的原文计分。请写明理由，理由会留在审核记录里：", Rows: 2}
		p.desk.host.Ask(q, func(reason string) {
			me := p.desk.session.Me
			p.try("取消："+p.name(r.Criterion), func(b *review.Book) (*review.RulingEffect, error) { return b.Unrule(me, r.Criterion, reason) },
				func(err error) { p.desk.host.Tell("不能取消", err.Error()) })
		})
	})
}

// try works an effect out and shows it; failed hears why that is not possible.
func (p *rulingsPage) try(title string, prepare func(*review.Book) (*review.RulingEffect, error), failed func(error)) {
	p.desk.signed("没有裁定", func() {
		var effect *review.RulingEffect
		p.desk.host.Run(work.Task{Title: "正在计算影响", Work: func(context.Context, *work.Progress) (err error) {
			effect, err = prepare(p.desk.session.Book)
			return err
		}, Ended: func(err error) {
			if err != nil {
				failed(err)
				return
			}
			p.preview = newRulingPreview(p, title, effect)
			p.turn(p.preview.box)
		}})
	})
}

// turn shows the list or the preview.
func (p *rulingsPage) turn(o fyne.CanvasObject) {
	p.box.Objects = []fyne.CanvasObject{o}
	p.box.Refresh()
}

// key takes Escape, with which the preview goes, and the keys of its rows.
func (p *rulingsPage) key(name fyne.KeyName) bool {
	switch {
	case p.preview == nil:
		return false
	case name == fyne.KeyEscape:
		p.close()
		return true
	}
	return rollKey(p.preview.roll, name, func() { p.preview.open(p.preview.roll.Row()) })
}

func (p *rulingsPage) close() {
	p.preview = nil
	p.turn(p.listed)
}

// rulingPreview is what a ruling would do: every unit's total and rank before and after.
type rulingPreview struct {
	page   *rulingsPage
	effect *review.RulingEffect
	box    *fyne.Container
	chips  *widgets.Chips
	roll   *widgets.Roll
	shifts []review.Shift
	rows   []review.Shift
}

// The filters of the preview.
const (
	shiftsChanged = "changed"
	shiftsAll     = "all"
)

func newRulingPreview(page *rulingsPage, title string, effect *review.RulingEffect) *rulingPreview {
	p := &rulingPreview{page: page, effect: effect}
	var stale int
	p.shifts, stale = effect.Shifts()
	changed := 0
	for _, s := range p.shifts {
		if s.Changed() {
			changed++
		}
	}
	unit := effect.After.Edition.Words.Unit
	words := strconv.Itoa(changed) + "个" + unit + "有变化，" + strconv.Itoa(len(p.shifts)-changed) + "个没有变化；要复看的评分增加" + strconv.Itoa(stale) + "项。还没有采用。"
	p.chips = widgets.NewChips(widgets.Chip{Key: shiftsChanged, Label: "有变化的", Count: changed}, widgets.Chip{Key: shiftsAll, Label: "全部", Count: len(p.shifts)})
	p.chips.OnChanged = func(string) { p.fill() }
	p.roll = widgets.NewRoll(2, widgets.RollColumn{Title: unit, Width: 150}, widgets.RollColumn{Title: "位次", Width: 90, Align: fyne.TextAlignTrailing},
		widgets.RollColumn{Title: "总分", Width: 150, Align: fyne.TextAlignTrailing}, widgets.RollColumn{Title: "哪些项有变化"})
	p.roll.Cell = p.cell
	p.roll.OnChoose, p.roll.OnOpen = func(int) {}, p.open
	if changed == 0 {
		p.chips.Pick(shiftsAll)
	}
	adopt := widgets.NewMainButton("采用", nil, p.adopt)
	if strings.HasPrefix(title, "取消") {
		adopt.SetText("确认取消裁定")
	}
	head := widgets.Column(8, widgets.Row(8, 0, widgets.Heading(title), widgets.NewButton("不采用，返回", page.close), adopt), widgets.Body(words), p.chips)
	p.box = container.NewBorder(widgets.Inset(16, 8, head), nil, nil, nil, p.roll.Object())
	p.fill()
	return p
}

func (p *rulingPreview) fill() {
	p.rows = p.rows[:0]
	for _, s := range p.shifts {
		if s.Changed() || p.chips.Selected() == shiftsAll {
			p.rows = append(p.rows, s)
		}
	}
	p.roll.Fill(len(p.rows), 0)
}

func (p *rulingPreview) cell(row, col int) widgets.RollCell {
	s := p.rows[row]
	switch col {
	case 0:
		return widgets.RollCell{Text: s.Is.Name, Bold: true}
	case 1:
		return shiftCell(strconv.Itoa(s.Was.Rank), strconv.Itoa(s.Is.Rank))
	case 2:
		return shiftCell(s.Was.Total.String(), s.Is.Total.String())
	}
	var words []string
	for _, c := range s.Cells {
		words = append(words, c.Words()...)
	}
	if len(words) == 0 {
		return widgets.RollCell{Text: "没有变化", Tone: widgets.ToneMuted}
	}
	return widgets.RollCell{Text: strings.Join(words, "；")}
}

// shiftCell words two figures, one where they are the same.
func shiftCell(was, is string) widgets.RollCell {
	if was == is {
		return widgets.RollCell{Text: is, Tone: widgets.ToneMuted}
	}
	return widgets.RollCell{Text: was + "→" + is, Bold: true}
}

// open shows the first of a unit's cells that change.
func (p *rulingPreview) open(row int) {
	if row < 0 || row >= len(p.rows) {
		return
	}
	if s := p.rows[row]; len(s.Cells) > 0 {
		p.page.desk.GoCell(At{s.Is.Code, s.Cells[0].Is.Indicator.No})
	}
}

// adopt puts the ruling in force, or takes it away.
func (p *rulingPreview) adopt() {
	d := p.page.desk
	d.session.Act(func(b *review.Book) error { return b.Apply(p.effect) }, d.host.After("没有采用", p.page.close))
}
