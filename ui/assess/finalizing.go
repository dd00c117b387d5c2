package assess

import (
	"context"
	"fmt"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"zicha/forms"
	"zicha/forms/dossier"
	"zicha/forms/files"
	"zicha/forms/pack"
	"zicha/forms/report"
	"zicha/forms/wording"
	"zicha/ui/widgets"
	"zicha/ui/work"
)

// finalizing leads through 定稿: problems, the letter's text, what will be made, the making, and the code with what to print and seal.
type finalizing struct {
	desk     *Desk
	guide    *widgets.Guide
	problems []forms.Problem
	outlook  pack.Outlook
	seen     *widgets.Check // the warnings were read
	next     *widgets.Button
	all      func(ctx context.Context, f *dossier.File, today string, progress files.Progress) ([]forms.Problem, error)
}

// The steps of finalizing.
const (
	stepProblems = iota
	stepLetter
	stepPapers
	stepMaking
	stepDone
)

// AskFinalize leads through making the dossier a finalized version.
func (d *Desk) AskFinalize() {
	switch {
	case d.readOnly("不能定稿", "定稿"):
		return
	case d.session.Values.Final:
		d.host.Tell("已经定稿", "档案已经定稿为第"+strconv.Itoa(d.session.Values.Version)+"版，核对码 "+d.session.lastVersion().Code+"。要改动，请先“退回修改”。")
		return
	}
	f := newFinalizing(d)
	f.check()
	f.guide.Show()
}

func newFinalizing(d *Desk) *finalizing {
	f := &finalizing{desk: d, all: pack.CheckAll}
	f.guide = widgets.NewGuide(d.host.Window, "定稿第"+strconv.Itoa(d.session.Values.Version)+"版", "1 待处理问题", "2 报告正文", "3 将要生成", "4 生成", "5 盖章")
	f.seen = widgets.NewCheck("提醒均已核对，按现在的内容定稿", func(bool) { f.onSeen() })
	return f
}

// checking is said while everything is looked at.
const checking = "正在检查填报内容、排印报告、核对每个佐证文件…"

// check finds the problems, and what would be made, off the window's goroutine.
func (f *finalizing) check() {
	s := f.desk.session
	today := s.Now().Format("2006-01-02")
	p, ctx := f.desk.host.Progress()
	f.guide.OnHide(p.Cancel)
	p.Report(checking, 0)
	f.guide.Step(stepProblems, p.Object(), widgets.NewButton("取消", f.guide.Close))
	s.Aside(func(context.Context) (err error) {
		tell := func(done, total int64) { p.Report(checking, float64(done)/float64(max(1, total))) }
		if f.problems, err = f.all(ctx, s.File, today, tell); err != nil {
			return err
		}
		f.outlook, err = pack.Look(ctx, s.File)
		return err
	}, func(err error) {
		switch {
		case !f.guide.Open():
		case err != nil:
			f.guide.Step(stepProblems, widgets.Said(err.Error()), widgets.NewMainButton("关闭", nil, f.guide.Close))
		default:
			f.showProblems()
		}
	})
}

// count is how many problems there are of a severity.
func (f *finalizing) count(severity forms.Severity) int { return countBySeverity(f.problems)[severity] }

// allow opens the way on once nothing must be settled and the warnings were read.
func (f *finalizing) allow() {
	widgets.Enable(f.next, f.count(forms.Error) == 0 && (f.count(forms.Warning) == 0 || f.seen.Checked))
}

// onSeen follows the tick; what comes next gets the keyboard.
func (f *finalizing) onSeen() {
	f.allow()
	if !f.next.Disabled() {
		f.desk.host.Window.Canvas().Focus(f.next)
	}
}

func (f *finalizing) showProblems() {
	f.next = widgets.NewMainButton("下一步", nil, f.letter)
	list := widgets.Column(spaced)
	switch n := f.count(forms.Error); {
	case n > 0:
		list.Add(widgets.NewText(fmt.Sprintf("还有%d个“必须处理”的问题，处理完才能定稿。点一条，就到要改的地方；改好后再点“定稿”。", n), widgets.Style{Tone: widgets.ToneError, Bold: true}))
	case len(f.problems) == 0:
		list.Add(widgets.Body("没有发现问题，可以定稿。"))
	case f.count(forms.Warning) == 0:
		list.Add(widgets.Body("没有必须处理的问题。下面的提示不影响定稿。"))
	default:
		list.Add(widgets.Body("没有必须处理的问题。下面的提醒请逐条看过：可以现在改，也可以在下面勾选，按现在的内容定稿。"))
	}
	for _, severity := range severities {
		f.addProblems(list, severity)
	}
	f.allow()
	buttons := []fyne.CanvasObject{widgets.NewButton("取消", f.guide.Close), f.next}
	if f.count(forms.Warning) > 0 && f.count(forms.Error) == 0 {
		buttons = append([]fyne.CanvasObject{f.seen}, buttons...)
	}
	f.guide.Step(stepProblems, list, buttons...)
}

// addProblems lists the problems of a severity; a click goes there.
func (f *finalizing) addProblems(list *fyne.Container, severity forms.Severity) {
	n := f.count(severity)
	if n == 0 {
		return
	}
	rows := widgets.Column(0, widgets.NewText(fmt.Sprintf("%s %d", severity.Label(), n), widgets.Style{Bold: true, Tone: severityTone(severity)}))
	for _, p := range f.problems {
		if p.Severity != severity {
			continue
		}
		rows.Add(widgets.NewLine(widgets.Inset(8, 4, widgets.Body(p.Message)), func() {
			f.guide.Close()
			f.desk.GoProblem(p)
		}))
	}
	list.Add(rows)
}

// letter shows the letter's text, the very one the report prints.
func (f *finalizing) letter() {
	list := widgets.Column(10, widgets.Muted("这是报告正文将要印出的全部文字。请通读一遍，核对数字、日期、署名和联系人。"))
	page := widgets.Column(6)
	s := f.desk.session
	for _, part := range wording.Letter(s.Values, forms.Scores{Card: s.Card, Backed: s.Backed, Edition: s.Values.Edition}) {
		page.Add(letterPart(part))
	}
	list.Add(widgets.Card(page))
	f.guide.Step(stepLetter, list, widgets.NewButton("取消", f.guide.Close),
		widgets.NewButton("去改正文", func() { f.guide.Close(); f.desk.Profile() }), widgets.NewButton("上一步", f.showProblems),
		widgets.NewMainButton("下一步", nil, f.papers))
}

// letterPart shows a paragraph as it stands on paper, its first line two characters in.
func letterPart(part wording.Part) fyne.CanvasObject {
	switch part.Kind {
	case wording.PartNumber:
		return widgets.NewText(part.Text, widgets.Style{Align: fyne.TextAlignCenter})
	case wording.PartTitle:
		return widgets.NewText(part.Text, widgets.Style{Size: theme.SizeNameHeadingText, Bold: true, Align: fyne.TextAlignCenter})
	case wording.PartRecipient:
		return widgets.Body(part.Text)
	case wording.PartHeading:
		return widgets.Column(0, widgets.Gap(8), widgets.NewText("　　"+part.Text, widgets.Style{Size: theme.SizeNameSubHeadingText, Bold: true}))
	case wording.PartSection:
		return widgets.NewText("　　"+part.Text, widgets.Style{Bold: true})
	case wording.PartSignatory, wording.PartDate:
		return widgets.NewText(part.Text+"　　　　", widgets.Style{Align: fyne.TextAlignTrailing})
	}
	return widgets.Body("　　" + part.Text)
}

// papers says what will be made, and how it differs from the version before.
func (f *finalizing) papers() {
	d, outlook := f.desk.session.Values.Clone(), f.outlook
	d.Final = true // as which the papers will have their names
	list := widgets.Column(spaced, widgets.Body(fmt.Sprintf("定稿后档案锁定为第%d版，下面的报告和工作簿原样存进档案，附件每页页脚和工作簿封面印上版本和核对码。要再修改，用“退回修改”。", outlook.Version)))
	table := widgets.Column(4)
	add := func(name, amount string) {
		table.Add(widgets.Row(12, 0, widgets.Body(name), widgets.NewText(amount, widgets.Style{Align: fyne.TextAlignTrailing})))
		table.Add(widgets.Rule())
	}
	add(pack.ReportName(d), fmt.Sprintf("%d页", outlook.Pages.Letter+outlook.Pages.Bound()))
	add("　　报告正文", fmt.Sprintf("%d页", outlook.Pages.Letter))
	for i, name := range []string{"自评表", "佐证材料目录", "填报数据表"} {
		add(fmt.Sprintf("　　附件%d %s", i+1, name), fmt.Sprintf("%d页", outlook.Pages.Annexes[i]))
	}
	add(pack.BookName(d), "6张工作表")
	items, count, size := evidenceTotals(d)
	add("佐证材料（留在档案里，随档案报送）", fmt.Sprintf("%d件，%d个文件，%s", items, count, files.Size(size)))
	list.Add(widgets.Card(table))
	warn(list, outlook.Problems)
	if outlook.Before > 0 {
		list.Add(changedSince(outlook))
	}
	f.guide.Step(stepPapers, list, widgets.NewButton("取消", f.guide.Close), widgets.NewButton("上一步", f.letter), widgets.NewMainButton("定稿", nil, f.make))
}

// changedSince lists what differs from the version before and what that means for its papers.
func changedSince(outlook pack.Outlook) fyne.CanvasObject {
	list := widgets.Column(4)
	if len(outlook.Changed) == 0 {
		list.Add(widgets.Body(fmt.Sprintf("内容与第%d版完全相同，核对码 %s 继续有效。", outlook.Before, outlook.Code)))
		return list
	}
	list.Add(widgets.NewText(fmt.Sprintf("与第%d版相比有%d处不同", outlook.Before, len(outlook.Changed)), widgets.Style{Bold: true}))
	list.Add(widgets.Body(fmt.Sprintf("原核对码 %s 只对应第%d版的内容，不能用于现在的内容。", outlook.Code, outlook.Before)))
	for _, words := range outlook.Reprint {
		list.Add(widgets.Body(words))
	}
	work.List(list, outlook.Changed, func(diff forms.Difference) fyne.CanvasObject { return widgets.Muted(diff.String()) })
	return list
}

// evidenceTotals counts the evidence in use.
func evidenceTotals(d *forms.Dossier) (items, files int, size int64) {
	for _, e := range d.AllEvidence() {
		if e.Removed {
			continue
		}
		items++
		files += len(e.Files)
		for _, ref := range e.Files {
			size += ref.Size
		}
	}
	return items, files, size
}

// make finalizes, with progress and a way to stop.
func (f *finalizing) make() {
	s := f.desk.session
	p, ctx := f.desk.host.Progress()
	today := s.Now().Format("2006-01-02")
	f.guide.Hold(true)
	f.guide.Step(stepMaking, p.Object(), p.Stop())
	var final pack.Final
	s.Rework(func() (err error) {
		final, err = pack.Finalize(ctx, s.File, today, p.Report)
		return err
	}, func(err error) {
		f.guide.Hold(false)
		switch {
		case s.Values.Final:
			f.done(final)
		case ctx.Err() != nil:
			f.failed("已停止。档案没有定稿，可以继续修改，也可以重新定稿。")
		case err != nil:
			f.failed(err.Error())
		}
	})
}

func (f *finalizing) failed(words string) {
	f.guide.Step(stepMaking, widgets.NewText(words, widgets.Style{Tone: widgets.ToneError}), widgets.NewButton("上一步", f.papers),
		widgets.NewMainButton("关闭", nil, f.guide.Close))
}

// done shows code and version large, and says what to print and where to seal.
func (f *finalizing) done(final pack.Final) {
	d := f.desk
	copied := widgets.Muted("")
	copyCode := widgets.NewAction("复制核对码", theme.ContentCopyIcon(), func() {
		fyne.CurrentApp().Clipboard().SetContent(final.Code)
		copied.SetText("已复制")
	})
	export := widgets.NewAction("导出到文件夹", theme.FolderOpenIcon(), d.AskExport)
	print := widgets.NewAction("打印报告", theme.DocumentPrintIcon(), d.AskPrint)
	head := widgets.Column(4, widgets.Big(final.Code, widgets.ToneSeal),
		widgets.NewText(fmt.Sprintf("第%d版 · 核对码", final.Version), widgets.Style{Bold: true, Align: fyne.TextAlignCenter}))
	list := widgets.Column(spaced, widgets.Panel(widgets.ToneQuote, 16, head), widgets.Row(8, 3, copyCode, export, print, copied))
	list.Add(widgets.NewText("打印和盖章", widgets.Style{Bold: true}))
	for _, words := range sealing(final.Pages) {
		list.Add(widgets.Body(words))
	}
	warn(list, final.Problems)
	if len(final.Reprint) > 0 {
		list.Add(widgets.NewText("与上一版相比", widgets.Style{Bold: true}))
	}
	for _, words := range final.Reprint {
		list.Add(widgets.Body(words))
	}
	f.guide.Step(stepDone, list, widgets.NewMainButton("完成", nil, f.guide.Close))
}

// sealing says what to print and where the seal goes.
func sealing(p report.Pages) []string {
	seals := (p.Bound() + wording.EdgeSealSheets - 1) / wording.EdgeSealSheets
	return []string{
		fmt.Sprintf("1. 报告正文：第1页至第%d页，A4纸双面打印，不要缩放。第%d页落款处留有空白，公章盖在署名和成文日期上，端正居中。", p.Letter, p.Letter),
		fmt.Sprintf("2. 附件1至附件3：共%d页，排在正文后面。附件1表尾由填报人、审核人、负责人签字，并在表尾注明“公章”处盖章。", p.Bound()),
		fmt.Sprintf("3. 骑缝章：附件按页码理齐。%s，每页均须盖到；单面打印的共需%d枚。", wording.EdgeSeal(), seals),
		"4. 逐页核对：附件每页页脚的版本和核对码，应与上面的完全一样。",
		"5. 盖章后扫描或拍照，用“存入盖章扫描件”存进档案，与这一版放在一起。",
	}
}
