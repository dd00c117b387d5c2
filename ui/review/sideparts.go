package review

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"zicha/forms"
	"zicha/forms/review"
	"zicha/scoring"
	"zicha/ui/widgets"
)

func parsePoints(text string) (scoring.Points, error) {
	return scoring.ParsePoints(strings.TrimSpace(text))
}

// dayOf is the day and the time of an act, as they are shown.
func dayOf(stamp string) string {
	at, err := time.Parse(time.RFC3339, stamp)
	if err != nil {
		return ""
	}
	return at.Local().Format("1月2日 15:04")
}

// actions are what can be done with the cell, apart from scoring it by number.
func (s *sidePanel) actions(c *review.Cell) []fyne.CanvasObject {
	p := s.page
	s.agree = nil
	if p.desk.session.Locked() {
		return nil
	}
	var out []fyne.CanvasObject
	v, me := p.view(), p.desk.session.Me
	split := len(c.Conflict) > 0 // it is settled by choosing, or by a score that is typed
	if d, ok := v.Agreed(me, c); ok && v.Due(me, c) && !split {
		words := map[review.Stage]string{
			review.StageInitial: "按自评给" + d.Score + "分", review.StageConfirmed: "确认初评" + d.Score + "分", review.StageDirect: "按数据给" + d.Score + "分",
		}[d.Stage]
		if d.Score == review.ValueAbsent {
			words = "认可不涉及"
		}
		s.agree, s.agreed = widgets.NewButton("", p.agree), words
		out = append(out, s.agree)
	}
	if list := s.page.sectionRest(c); len(list) > 1 {
		out = append(out, widgets.Muted(sectionLabel(c.Indicator.Section)), widgets.NewButton(sectionWords(list)+"　Ctrl+Shift+Enter", p.agreeSection))
	}
	row := widgets.Tiles(4, widgets.Sample{Text: "退回补正…　　"})
	add := func(label string, icon fyne.Resource, act func()) { row.Add(widgets.NewAction(label, icon, act)) }
	if c.State == review.Stale && !split {
		add("维持…", theme.ConfirmIcon(), p.uphold)
	}
	if c.Act != nil && !split {
		add("撤回…", theme.ContentUndoIcon(), p.withdraw)
	}
	if c.Indicator.Source.Self() && !c.Decided && c.State != review.ReturnedState && v.Unit(c.County).Received != nil {
		add("退回补正…", theme.MailReplyIcon(), p.sendBack)
	}
	if len(row.Objects) > 0 {
		out = append(out, row)
	}
	if n := len(p.restUnchanged(c)); n > 0 {
		out = append(out, widgets.Row(0, -1, widgets.NewAction("其余"+count(n, "项未变，一并维持…"), theme.ConfirmIcon(), p.upholdRest)))
	}
	return out
}

// parts are what is known of the cell: what has changed, evidence, registers, what was filled in, what the city holds, what was done.
func (s *sidePanel) parts(c *review.Cell) []fyne.CanvasObject {
	p := s.page
	out := s.history(c, true)
	if len(c.Conflict) > 0 {
		out = p.sidesOf(c)
	} else if c.State == review.Stale {
		out = append(out, p.changesOf(c)...)
	}
	out = append(out, p.figureFields(c)...)
	out = append(out, p.clueList(c)...)
	m := p.material(p.desk.at)
	if m == nil {
		words := "没有收到材料。"
		if p.view().Unit(c.County).Received != nil {
			words = "正在读取…"
		}
		out = append(append(out, widgets.Muted(words)), p.scanList(c)...)
		out = append(out, p.caseList(c)...)
		return append(out, s.history(c, false)...)
	}
	if len(m.doubts) > 0 && c.Indicator.Source.Self() {
		list := widgets.Column(2, heading("需要看一看"))
		for _, words := range m.doubts {
			list.Add(widgets.NewText(words, widgets.Style{Size: theme.SizeNameCaptionText, Tone: widgets.ToneWait}))
		}
		out = append(out, list)
	}
	out = append(out, p.evidenceList(m)...)
	for _, part := range m.parts {
		out = append(out, partBox(part))
	}
	out = append(append(out, p.scanList(c)...), p.caseList(c)...)
	return append(out, s.history(c, false)...)
}

// sidesOf sets what two copies decided differently under each other, for one to be chosen.
func (p *scorePage) sidesOf(c *review.Cell) []fyne.CanvasObject {
	out := []fyne.CanvasObject{widgets.NewText("两份评分不同，请选定一份，或者重新评分", widgets.Style{Bold: true, Tone: widgets.ToneError})}
	for _, e := range c.Conflict {
		out = append(out, p.desk.sideOf(e))
	}
	return out
}

// clueList lists the clues about the cell that nobody has dismissed, each to be opened.
func (p *scorePage) clueList(c *review.Cell) []fyne.CanvasObject {
	list := p.desk.openClues(At{c.County, c.Indicator.No})
	if len(list) == 0 {
		return nil
	}
	box := widgets.Column(2, heading("疑点 "+count(len(list), "条")))
	for _, clue := range list {
		words := widgets.NewText(clue.Kind.Label()+"："+clue.Words, widgets.Style{Size: theme.SizeNameCaptionText, Tone: widgets.ToneWait})
		box.Add(widgets.NewLine(widgets.Inset(4, 2, words), func() { p.desk.goClue(clue) }))
	}
	return []fyne.CanvasObject{box}
}

func heading(words string) fyne.CanvasObject {
	return widgets.NewText(words, widgets.Style{Bold: true})
}

// partBox shows what was handed in for a criterion: its points and why, fields, register.
func partBox(part part) fyne.CanvasObject {
	points := part.result.State.Label()
	if part.result.State == scoring.Scored {
		points = part.result.Shown()
	}
	box := widgets.Column(2, widgets.Row(6, 0, heading(part.criterion.ID+" "+part.criterion.Title), widgets.NewText(points, widgets.Style{Whole: true, Bold: true})))
	if part.result.Reason != "" {
		box.Add(widgets.Muted(part.result.Reason))
	}
	for _, f := range part.facts {
		value := widgets.NewText(f.value, widgets.Style{Size: widgets.SizeList, Align: fyne.TextAlignTrailing})
		box.Add(widgets.Cells(8, []float32{3, 2}, widgets.NewText(f.label, widgets.Style{Size: widgets.SizeList, Tone: widgets.ToneMuted}), value))
	}
	const most = 40
	for i, row := range part.rows {
		if i == most {
			box.Add(widgets.Muted("台账其余" + count(len(part.rows)-most, "行见报送的工作簿。")))
			break
		}
		var words []string
		for _, f := range row {
			words = append(words, f.value)
		}
		box.Add(widgets.NewText(count(i+1, ". ")+strings.Join(words, " · "), widgets.Style{Size: widgets.SizeList}))
	}
	if part.words != "" {
		box.Add(widgets.Muted("完成情况：" + part.words))
	}
	return box
}

// history lists the acts on the cell; last gives the reason of the one that holds.
func (s *sidePanel) history(c *review.Cell, last bool) []fyne.CanvasObject {
	if last {
		if why := c.Why(); why != "" {
			return []fyne.CanvasObject{widgets.NewText("理由："+why, widgets.Style{})}
		}
		return nil
	}
	steps := s.page.view().Steps(c)
	if len(steps) == 0 {
		return nil
	}
	list := widgets.Column(2, heading("经过"))
	for _, step := range steps {
		words := joined(dayOf(step.At), step.Kind.Label()+stepValue(step), step.By)
		if step.Reason != "" {
			words += "：" + step.Reason
		}
		if step.Unused {
			words += "（未采用）"
		}
		list.Add(widgets.NewText(words, widgets.Style{Size: theme.SizeNameCaptionText, Tone: widgets.ToneMuted}))
	}
	return []fyne.CanvasObject{list}
}

// stepValue is the score of an act, where it gave one.
func stepValue(s review.Step) string {
	switch s.Kind {
	case review.Initial, review.Confirmed, review.Direct:
		if s.Value == review.ValueAbsent {
			return "不涉及"
		}
		return s.Value
	}
	return ""
}

// changesOf shows what of a decided cell is no longer as it was, in two columns.
func (p *scorePage) changesOf(c *review.Cell) []fyne.CanvasObject {
	d := p.desk
	at := At{c.County, c.Indicator.No}
	known, ok := d.changes[at]
	if !ok || known.cell != c {
		d.readChanges(at, c, p.show)
		return []fyne.CanvasObject{widgets.Muted("正在比较有什么变化…")}
	}
	box := widgets.Column(4, heading("评分之后有变化"))
	small := func(words string, tone fyne.ThemeColorName) fyne.CanvasObject {
		return widgets.NewText(words, widgets.Style{Size: widgets.SizeList, Tone: tone})
	}
	if len(known.list) > 0 {
		box.Add(widgets.Cells(8, []float32{1, 1}, widgets.Muted("评分时"), widgets.Muted("现在")))
	}
	for _, diff := range known.list {
		box.Add(small(diff.Label, widgets.ToneMuted))
		box.Add(widgets.Beside(8, []float32{1, 1}, small(blankWord(diff.Want), ""), small(blankWord(diff.Got), widgets.ToneWait)))
	}
	switch {
	case known.err != nil:
		box.Add(widgets.Muted(known.err.Error()))
	case !known.proved:
		box.Add(widgets.Muted("评分所依据的内容在另一份副本里，这里只能大致比较，请对照材料再看。"))
	case len(known.list) == 0:
		box.Add(widgets.Muted("评分标准或者口径有变化，填报内容没有变。"))
	}
	return []fyne.CanvasObject{box}
}

func blankWord(value string) string {
	if value == "" {
		return "空白"
	}
	return value
}

// changed is what is known of a cell 待复看.
type changed struct {
	cell   *review.Cell
	list   []forms.Difference
	proved bool
	err    error
}
