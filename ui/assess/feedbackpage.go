package assess

import (
	"fmt"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"zicha/forms/feedback"
	"zicha/scoring"
	"zicha/ui/widgets"
)

const pageFeedback = "feedback"

// ShowFeedback shows what the assessor has told.
func (d *Desk) ShowFeedback() {
	if d.session.Feedback() != nil {
		d.open(pageFeedback, func() page { return newFeedbackPage(d) })
	}
}

// feedbackPage lists what was returned for correction and what lost points, each leading to its place, and the sections beside the average.
type feedbackPage struct {
	listPage
	what, stand *widgets.Text
	take, away  *widgets.Button
	reopen      *widgets.Button
}

func newFeedbackPage(d *Desk) *feedbackPage {
	p := &feedbackPage{listPage: listPage{desk: d, list: widgets.Column(spaced)}}
	p.what, p.stand = widgets.Muted(""), widgets.Body("")
	p.take = widgets.NewMainButton("收入档案", nil, d.TakeFeedback)
	p.away = widgets.NewButton("收起", d.PutFeedbackAway)
	p.reopen = widgets.NewButton("退回修改", d.AskReopen)
	head := widgets.PageTitle("反馈单", "")
	head.Add(p.what)
	p.box = widgets.Column(spaced, head, widgets.Card(widgets.Column(8, p.stand, widgets.Row(8, -1, p.take, p.reopen, p.away))), p.list)
	return p
}

func (p *feedbackPage) show() {
	s := p.desk.session
	f := s.Feedback()
	if f == nil {
		return
	}
	by := strings.TrimSpace(f.Unit + " " + f.By)
	p.what.SetText(strings.TrimSuffix(f.Words()+"，"+f.When()+"，"+by, "，"))
	laid := s.laid != nil
	p.stand.SetText(feedback.SumWords(s.Notes) + "。" + p.keeping(laid))
	widgets.Reveal(p.take, laid)
	widgets.Enable(p.take, !s.ReadOnly())
	p.away.SetText(map[bool]string{true: "收起", false: "从档案中移出…"}[laid])
	widgets.Enable(p.away, laid || !s.ReadOnly())
	widgets.Reveal(p.reopen, s.Values.Final && s.pendingReturns() > 0)
	widgets.Enable(p.reopen, !s.ReadOnly())
	p.fill(fmt.Sprint(s.Notes, f.Sum), func() {
		p.group("退回补正", "点一条，就到要补正的地方；改过以后标为“已改”。", p.returned())
		p.group("失分", "得分比自评（预估）少的，按少得的分从多到少排。点一条，就到那个地方。", feedback.Losses(s.Notes))
		if len(s.Notes) == 0 {
			p.list.Add(widgets.Body("没有退回补正的，也没有失分的。"))
		}
		p.sections(f)
	})
}

// keeping says whether the feedback is in the dossier, and what to do with what was returned.
func (p *feedbackPage) keeping(laid bool) string {
	words := "反馈已收入档案，随档案保存；填报内容和核对码不变。"
	if laid {
		words = "现在只是打开来对照，档案没有变动，关闭后要看请再打开；收入档案后随档案保存，核对码也不变。"
	}
	s := p.desk.session
	if s.Values.Final && s.pendingReturns() > 0 {
		words += fmt.Sprintf("第%d版已经定稿，要补正，请先退回修改。", s.Values.Version)
	}
	return words
}

// returned are the notes of what was returned, mended or not.
func (p *feedbackPage) returned() (out []feedback.Note) {
	for _, n := range p.desk.session.Notes {
		if n.Standing == feedback.Returned {
			out = append(out, n)
		}
	}
	return out
}

func (p *feedbackPage) group(title, under string, notes []feedback.Note) {
	listed[feedback.Note]{title, under, notes, p.note}.onto(p.list)
}

// note is a line that leads to the place of what it says.
func (p *feedbackPage) note(n feedback.Note) fyne.CanvasObject {
	mark := "失分"
	if less, ok := n.Less(); ok && less > 0 {
		mark = "−" + less.String()
	}
	if n.Standing == feedback.Returned {
		mark, _ = p.desk.session.returnedWords(n.Indicator)
	}
	figure := widgets.NewText(mark, widgets.Style{Bold: true, Tone: noteTone(n), Whole: true})
	ind := p.desk.session.Values.Edition.Indicator(n.Indicator)
	where := widgets.Muted(strconv.Itoa(ind.No) + " " + ind.Title)
	if n.At.Criterion != strconv.Itoa(ind.No) {
		where = widgets.Muted(strconv.Itoa(ind.No) + " " + ind.Title + " · " + n.At.Words)
	}
	row := widgets.Row(12, 1, widgets.Sized(figure, widgets.Sample{Text: "−18.88", Bold: true}), widgets.Column(2, widgets.Body(n.Words), where))
	return p.line(widgets.Inset(8, 7, row), func() {
		p.desk.goNote(n)
	})
}

// goNote goes to the place of a note: what it names, or else the top of the indicator.
func (d *Desk) goNote(n feedback.Note) {
	if n.At.Criterion == strconv.Itoa(n.Indicator) {
		d.Go(n.Indicator)
		return
	}
	d.GoCriterion(d.session.Values.Edition.Criterion(n.At.Criterion))
	if page, ok := d.pane.page().(jumper); ok && n.Field != n.At.Criterion {
		page.jump(n.At.Path)
	}
}

// sections shows what each section came to, beside the average where it is told.
func (p *feedbackPage) sections(f *feedback.File) {
	e := p.desk.session.Values.Edition
	if len(f.Sections) != len(e.Sections) || f.Total == nil {
		return
	}
	sums := widgets.Column(6, widgets.NewText(e.SectionsTitle(), widgets.Style{Size: theme.SizeNameSubHeadingText, Bold: true}))
	if f.Counties > 0 {
		sums.Add(widgets.Muted(fmt.Sprintf("平均分为%d个%s的算术平均。", f.Counties, e.Words.Unit)))
	}
	sums.Add(sumRow(widgets.Muted("一级分类"), figureHead("得分"), figureHead("平均分")))
	row := func(name string, s feedback.Section, bold bool) {
		average := "—"
		if s.Average != nil {
			average = s.Average.String()
		}
		style := widgets.Style{Align: fyne.TextAlignTrailing, Whole: true, Bold: bold}
		sums.Add(widgets.Rule())
		sums.Add(sumRow(widgets.NewText(name, widgets.Style{Bold: bold}), widgets.NewText(s.Own.String(), style), widgets.NewText(average, style)))
	}
	for i, s := range e.Sections {
		name := s.No + " " + s.Title
		if s.Apart != scoring.InTotal {
			name += "（" + s.MarksWords() + "）"
		}
		row(name, f.Sections[i], false)
	}
	row("总分", *f.Total, true)
	p.list.Add(widgets.Card(sums))
}

// sumRow sets a name before two figures.
func sumRow(name fyne.CanvasObject, own, average *widgets.Text) fyne.CanvasObject {
	room := widgets.Sample{Text: "188.88", Bold: true}
	return widgets.Row(12, 0, name, widgets.Sized(own, room), widgets.Sized(average, room))
}
