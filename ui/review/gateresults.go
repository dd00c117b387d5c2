package review

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"zicha/forms"
	"zicha/forms/review"
	"zicha/ui/widgets"
	"zicha/ui/work"
)

// gateResults is the right of 定稿: the result that holds with its code in large, what has changed since, the results before it, and a field
// for a code printed on a paper.
type gateResults struct {
	page   *gatePage
	desk   *Desk
	box    *fyne.Container
	list   *fyne.Container
	scroll *widgets.Scroll
	code   *widgets.Entry
	check  *widgets.Button
	wrong  *widgets.Text

	facts *gateFacts // the list is of
	since sinceResult
}

// sinceResult is what is otherwise now in the result that holds, as it was last compared.
type sinceResult struct {
	code  string
	view  *review.View
	found *review.Verified // nil while it is being compared
	err   error
}

func newGateResults(p *gatePage) *gateResults {
	r := &gateResults{page: p, desk: p.desk, list: widgets.Column(10)}
	r.code = widgets.NewEntry(190)
	r.code.SetPlaceHolder("纸面上的核对码")
	r.code.OnEnter = r.askCheck
	r.check = widgets.NewButton("查对", r.askCheck)
	r.wrong = widgets.NewText("", widgets.Style{Size: theme.SizeNameCaptionText, Tone: widgets.ToneError})
	r.wrong.Hide()
	foot := widgets.Column(4, widgets.Rule(), widgets.Muted("纸面上的核对码是哪一次定稿的，之后有没有变化："), widgets.Row(8, 0, r.code, r.check), r.wrong)
	r.scroll = widgets.NewScroll(widgets.Inset(16, 10, r.list))
	r.box = container.NewStack(widgets.NewGround(widgets.ToneSheet, 0), container.NewBorder(nil, widgets.Inset(16, 8, foot), nil, nil, r.scroll))
	return r
}

// show brings the list in line with what was read.
func (r *gateResults) show() {
	now := r.page.facts
	if now == nil || now == r.facts {
		return
	}
	r.facts = now
	r.build()
}

func (r *gateResults) build() {
	r.list.RemoveAll()
	for _, d := range r.facts.view.Disputes {
		if class := d.Topic.Class; class == string(review.Finalized) || class == string(review.Approved) {
			r.list.Add(r.desk.contradictionCard(contradiction{words: d.Words(r.facts.view) + d.Meanwhile(), acts: d.Events}))
		}
	}
	lines := r.facts.results
	if len(lines) == 0 {
		r.list.Add(widgets.Body("还没有定稿。"))
		r.list.Add(widgets.Muted("定稿把现在全部得分、位次、理由和口径裁定固定下来，得出核对码；函、请示、通报等文件都由定稿写出，每一页印有核对码。定稿不能撤销，之后有变化的再定稿一次，原来的留存。"))
	}
	for _, line := range inOrder(lines) {
		if line.Holds {
			r.compare(line)
		}
		r.list.Add(r.card(line, beforeOf(lines, line)))
	}
	widgets.Settle(r.scroll)
}

// inOrder puts the result that holds before the others, the last of them first.
func inOrder(lines []review.ResultLine) []review.ResultLine {
	out := slices.Clone(lines)
	slices.Reverse(out)
	slices.SortStableFunc(out, func(x, y review.ResultLine) int {
		switch {
		case x.Holds == y.Holds:
			return 0
		case x.Holds:
			return -1
		}
		return 1
	})
	return out
}

// beforeOf is the result before another, nil where that is the first: copies may have made several of one number.
func beforeOf(lines []review.ResultLine, line review.ResultLine) *review.ResultLine {
	var out *review.ResultLine
	for i, l := range lines {
		if l.Number < line.Number && l.Over == "" && (out == nil || l.Number >= out.Number) {
			out = &lines[i]
		}
	}
	return out
}

// card is a result; before is the one before it, nil where it is the first.
func (r *gateResults) card(line review.ResultLine, before *review.ResultLine) fyne.CanvasObject {
	size, head := theme.SizeNameText, ""
	if line.Holds {
		size, head = theme.SizeNameHeadingText, "最近一次定稿"
	}
	rows := widgets.Column(4)
	if head != "" {
		rows.Add(widgets.Muted(head))
	}
	rows.Add(widgets.NewText(line.Code, widgets.Style{Size: size, Bold: true, Whole: true}))
	rows.Add(widgets.Body(line.Words()))
	switch {
	case line.Over != "":
		rows.Add(widgets.NewText(line.Unused(), widgets.Style{Tone: widgets.ToneWait}))
	case line.Approval != nil:
		rows.Add(widgets.NewText(line.Approval.Words(), widgets.Style{Tone: widgets.ToneGood}))
	case line.Holds:
		rows.Add(widgets.Muted("还没有登记审定。"))
	}
	if line.Holds {
		for _, o := range r.sinceParts(line) {
			rows.Add(o)
		}
	}
	acts := widgets.Flow(4, widgets.NewAction("核对…", theme.ConfirmIcon(), func() { r.prove(line) }))
	if line.Over == "" {
		approve := widgets.NewAction("登记审定…", theme.DocumentCreateIcon(), func() { r.askApprove(line) })
		widgets.Lock(approve, r.desk.session.WhyLocked())
		acts.Add(approve)
	}
	acts.Add(widgets.NewAction("复算表…", theme.DocumentSaveIcon(), func() { r.askWorkbook(line) }))
	if before != nil {
		acts.Add(widgets.NewAction("与上一次比…", theme.ListIcon(), func() { r.differ(*before, line) }))
	}
	acts.Add(widgets.NewAction("文件", theme.DocumentIcon(), func() { r.papers(line) }))
	rows.Add(acts)
	return widgets.Card(rows)
}

// papers shows the papers of a result.
func (r *gateResults) papers(line review.ResultLine) {
	r.desk.Show(pagePapers)
	if p, ok := r.desk.pages[pagePapers].(*papersPage); ok {
		p.goTo(line.Code, line.Holds)
	}
}

// mostSince is how many differences stand on the card itself; mostAtOnce is up to how many units they are looked for unasked: working out what
// holds now keeps the book from whoever wants it meanwhile.
const (
	mostSince  = 5
	mostAtOnce = 150
)

// sinceParts say what has changed since the result that holds.
func (r *gateResults) sinceParts(line review.ResultLine) []fyne.CanvasObject {
	if line.Later == 0 {
		return []fyne.CanvasObject{widgets.Muted("这次定稿以后没有新的审核记录。")}
	}
	head := "这次定稿以后又有" + count(line.Later, "条") + "审核记录"
	if len(r.facts.view.Units) > mostAtOnce {
		return []fyne.CanvasObject{
			widgets.NewText(head+"。", widgets.Style{Tone: widgets.ToneWait}),
			widgets.Row(0, -1, widgets.NewAction("列出变化…", theme.ListIcon(), func() { r.verify(line.Code) })),
		}
	}
	out := []fyne.CanvasObject{}
	switch found := r.since.found; {
	case r.since.err != nil:
		out = append(out, widgets.Body(head+"。"), widgets.Said(r.since.err.Error()))
	case found == nil:
		out = append(out, widgets.Body(head+"，正在与现在的内容比较…"))
	case len(found.Since) == 0:
		out = append(out, widgets.Body(head+"；汇总现在的内容与这次定稿一致。"))
	default:
		out = append(out, widgets.NewText(head+"，"+count(len(found.Since), "处")+"与这次定稿不同，办完以后要再定稿一次：", widgets.Style{Tone: widgets.ToneWait}))
		for _, d := range found.Since[:min(mostSince, len(found.Since))] {
			out = append(out, widgets.Muted(d.String()))
		}
		if len(found.Since) > mostSince {
			out = append(out, widgets.Row(0, -1, widgets.NewAction("列出全部"+count(len(found.Since), "处")+"…", theme.ListIcon(), func() {
				r.list200("定稿以后的变化", "", found.Since)
			})))
		}
	}
	return out
}

// compare finds out what has changed since the result that holds, off the window's goroutine.
func (r *gateResults) compare(line review.ResultLine) {
	view, s := r.facts.view, r.desk.session
	if line.Later == 0 || len(view.Units) > mostAtOnce || r.since.code == line.Code && r.since.view == view {
		return
	}
	r.since = sinceResult{code: line.Code, view: view}
	var found *review.Verified
	s.Aside(func(ctx context.Context) (err error) {
		found, err = s.Book.Verify(ctx, line.Code, nil)
		return err
	}, func(err error) {
		if r.since.code == line.Code && r.since.view == view {
			r.since.found, r.since.err = found, err
			r.build()
		}
	})
}

// list200 shows differences in a dialog of their own.
func (r *gateResults) list200(title, words string, all []forms.Difference) {
	list := widgets.Column(6)
	if words != "" {
		list.Add(widgets.NewText(words, widgets.Style{Bold: true}))
	}
	addDifferences(list, all)
	r.desk.host.Sheet(title, list)
}

func addDifferences(list *fyne.Container, all []forms.Difference) {
	work.List(list, all, func(d forms.Difference) fyne.CanvasObject { return widgets.Body(d.String()) })
	if len(all) == 0 {
		list.Add(widgets.Body("没有不同。"))
	}
}

// askCheck finds the result of the code that was typed.
func (r *gateResults) askCheck() {
	code, err := forms.ParseCode(strings.TrimSpace(r.code.Text))
	if err != nil {
		r.say(err.Error())
		return
	}
	r.say("")
	r.verify(code)
}

// verify shows which result a code is of, and what has changed since.
func (r *gateResults) verify(code string) {
	var found *review.Verified
	r.desk.host.Run(work.Task{Title: "正在查对核对码", Work: func(ctx context.Context, progress *work.Progress) (err error) {
		found, err = r.desk.session.Book.Verify(ctx, code, func(done, total int) {
			progress.Report("正在与现在的内容比较", float64(done)/float64(max(total, 1)))
		})
		return err
	}, Done: func() { r.showVerified(found) }, Failed: "没有查到", Stopped: [2]string{"已取消", "没有查对完。"}})
}

// say tells what is wrong with the code typed.
func (r *gateResults) say(words string) {
	widgets.Say(r.wrong, words)
	r.box.Refresh()
}

// showVerified tells whose a code is.
func (r *gateResults) showVerified(found *review.Verified) {
	list := widgets.Column(8)
	for i, words := range found.Head() {
		list.Add(widgets.NewText(words, widgets.Style{Bold: i == 0}))
	}
	for _, words := range found.Contradictions() {
		list.Add(widgets.NewText(words, widgets.Style{Tone: widgets.ToneWait}))
	}
	for _, said := range found.Now() {
		list.Add(widgets.Body(said.Words))
		if said.Lists {
			addDifferences(list, said.Differs)
		}
	}
	r.desk.host.Sheet(found.Paper.Code, list)
}
