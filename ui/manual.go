package ui

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"zicha/forms/wording"
	"zicha/scoring"
	"zicha/ui/widgets"
)

// manualPage is a page of the manual: a picture drawn of the program's own widgets, what to do, and the words that go with it.
type manualPage struct {
	title   string
	picture func(e *scoring.Edition) fyne.CanvasObject
	words   func(w *scoring.Words) []string
	terms   []wording.Term
}

// manualPages are the pages in the order of the work.
func manualPages() []manualPage {
	return []manualPage{
		{"看一眼", pictureList, func(*scoring.Words) []string {
			return []string{
				"左边一行是一项指标，三个圆点说它填了没有、有没有佐证、得没得分；点一行就到那一项。",
				"右边是三个数，各是各的，从不相加。",
			}
		}, []wording.Term{wording.TermFilled, wording.TermBacked, wording.TermPoints, wording.TermSelf, wording.TermBackedSum, wording.TermForecast}},
		{"填一项", pictureCriterion, func(w *scoring.Words) []string {
			return []string{
				"先看原文，再答下面的问题；得分的那一句随着填的内容标出来，后面写着得分和怎样算出来的。",
				"每一步都自动保存，都可以撤销。填得不对的留在原处并说明原因，原来的值不动。",
			}
		}, []wording.Term{wording.TermPending, wording.TermStuck, wording.TermReading, wording.TermUndo}},
		{"佐证材料", pictureEvidence, func(*scoring.Words) []string {
			return []string{
				"每个要点列着应附哪几种材料，齐一种勾一种。用“添加文件”，或者把文件拖到要点上；自动编号，编号终身不变。",
			}
		}, []wording.Term{wording.TermApart, wording.TermCited, wording.TermNotKind, wording.TermWithdraw}},
		{"查和定稿", pictureProblems, func(*scoring.Words) []string {
			return []string{
				"“待处理问题”分三级，点一条就到那一处；“必须处理”的处理完才能定稿。",
				"定稿分五步走完，给出版本号和核对码；打印、盖章以后，把扫描件存回档案。",
			}
		}, []wording.Term{wording.TermFinal, wording.TermCode, wording.TermReopen}},
		{"收到反馈", pictureFeedback, func(w *scoring.Words) []string {
			return []string{
				"用“文件→打开反馈单”，或者把 .fankui 文件拖到窗口上。退回的和失分的列在各自的要点处，左边的清单上标着“退回”。",
				"打开只是对照，档案没有变动；要留着就“收入档案”，不要了就“收起”。",
			}
		}, []wording.Term{wording.TermFeedback, wording.TermReturned}},
		{"审核", pictureReview, func(w *scoring.Words) []string {
			return []string{
				w.Assessor + "审核在另一种文件里（审核汇总）：收件，逐项评分、确认，看疑点，退回补正，最后排名、定稿、写出文书。",
				"“指标横看”把各单位的同一项放在一起：在一行上直接输入得分，回车到下一行；Ctrl+回车按已有的意见确认；F8到下一个待办。",
			}
		}, []wording.Term{wording.TermReturned, wording.TermFinal}},
	}
}

// manualEdition is the rulebook the manual speaks by: that of what is open, else the usual one.
func (w *Window) manualEdition() *scoring.Edition {
	if e := w.edition(); e != nil {
		return e
	}
	return w.office.Known.Usual().Edition
}

// manual shows the manual, a page at a time.
func (w *Window) manual() {
	e := w.manualEdition()
	body := widgets.Column(12)
	var names []widgets.Choice
	for i, p := range manualPages() {
		names = append(names, widgets.Choice{Key: strconv.Itoa(i), Label: p.title})
	}
	pages := widgets.NewChoices(names...)
	box := widgets.NewSheet(w.win, "手册", widgets.Column(12, pages, body)).Wide()
	pages.OnChanged = func(key string) {
		at, _ := strconv.Atoi(key)
		body.Objects = manualParts(manualPages()[at], e)
		body.Refresh()
		box.Fit()
	}
	pages.Put("0")
	body.Objects = manualParts(manualPages()[0], e)
	box.Button("键盘操作", w.keys).Main("知道了", nil, nil).Show()
}

// manualParts set a page out: the picture, the sentences, and the words explained.
func manualParts(p manualPage, e *scoring.Edition) []fyne.CanvasObject {
	parts := []fyne.CanvasObject{widgets.Panel(widgets.ToneSheet, 12, widgets.Card(p.picture(e)))}
	for _, words := range p.words(&e.Words) {
		parts = append(parts, widgets.Body(words))
	}
	terms := widgets.Column(6)
	for _, t := range p.terms {
		name := widgets.NewText(string(t), widgets.Style{Bold: true})
		terms.Add(widgets.Row(12, 1, widgets.Fixed(110, name), widgets.Body(wording.Explain(t, &e.Words))))
	}
	return append(parts, widgets.Rule(), terms)
}

// The pictures are made of the widgets the screens have, so that they always look as these do; nothing in them can be clicked.

// pictureList is a part of the list of indicators.
func pictureList(e *scoring.Edition) fyne.CanvasObject {
	list := widgets.Column(8, widgets.Row(8, 1, widgets.NewLightHead("填", "证", "分"), widgets.Muted("考核指标"), widgets.Muted("得分")))
	shown := [][]widgets.Level{{widgets.Full, widgets.Full, widgets.Full}, {widgets.Half, widgets.Half, widgets.Half}, {widgets.Empty, widgets.Empty, widgets.Empty}}
	for i, ind := range e.Indicators()[:min(len(shown), len(e.Indicators()))] {
		points := []string{ind.Max.String(), "部分", "未填"}[i]
		list.Add(widgets.Row(8, 1, widgets.NewLights(shown[i]...), widgets.Body(strconv.Itoa(ind.No)+" "+ind.Title), widgets.NewText(points, widgets.Style{Whole: true})))
	}
	return list
}

// pictureCriterion is a criterion: the text, an answer, and what it gives.
func pictureCriterion(e *scoring.Edition) fyne.CanvasObject {
	c := plainCriterion(e)
	quote := widgets.NewMarked(c.Quote())
	points := c.Max.String()
	if mark, ok := widgets.MarkOf(c.Quote(), c.Quotes[0]); ok {
		mark.Tone, mark.Tag = widgets.ToneGood, "得"+points+"分"
		quote.Put(mark)
	}
	head := widgets.Row(12, 1, widgets.NewText(c.ID, widgets.Style{Bold: true, Tone: widgets.ToneMuted}), widgets.Heading(c.Title),
		widgets.NewText("得"+points, widgets.Style{Size: widgets.SizeFigure, Bold: true, Tone: widgets.ToneGood, Whole: true}))
	answer := widgets.Row(8, -1, widgets.Body(c.Fields[0].Label), widgets.NewTick(true), widgets.Body("是"))
	return widgets.Column(8, head, quote, answer)
}

// plainCriterion is one that a single 是 gives all its points, the first of the rulebook where it has none.
func plainCriterion(e *scoring.Edition) *scoring.Criterion {
	for _, c := range e.Criteria() {
		if len(c.Fields) == 1 && c.Fields[0].Kind == scoring.KindYes && len(c.Quotes) == 1 && len(c.Clauses) == 0 {
			return c
		}
	}
	return e.Criteria()[0]
}

// pictureEvidence is a criterion's evidence: what is wanted, what is there, and the ways to add.
func pictureEvidence(e *scoring.Edition) fyne.CanvasObject {
	names := []string{"文件"}
	no := 1
	for _, c := range e.Criteria() {
		if len(c.Evidence) > 1 {
			names, no = c.Evidence[:2], c.Indicator.No
			break
		}
	}
	list := widgets.Column(6, widgets.Row(8, -1, widgets.NewText("佐证材料", widgets.Style{Bold: true}), shownButton("添加文件"), shownButton(string(wording.TermApart)), shownButton(string(wording.TermCited))))
	for i, name := range names {
		list.Add(widgets.Row(8, 1, widgets.NewTick(i == 0), widgets.Body(name)))
		if i == 0 {
			number := widgets.NewText(strconv.Itoa(no)+"-01", widgets.Style{Bold: true})
			list.Add(widgets.Row(8, 1, widgets.Fixed(52, number), widgets.Column(0, widgets.Body("关于开展活动的通知"), widgets.Muted("3页 · 电子")), shownButton(string(wording.TermNotKind))))
		}
	}
	return list
}

// pictureProblems are the three kinds of problems, and a code.
func pictureProblems(*scoring.Edition) fyne.CanvasObject {
	line := func(words, message string, tone fyne.ThemeColorName) fyne.CanvasObject {
		return widgets.Row(12, 1, widgets.Fixed(90, widgets.NewText(words, widgets.Style{Bold: true, Tone: tone})), widgets.Body(message))
	}
	code := widgets.NewText("7K3M-Q2XW-9HTD-4FNP", widgets.Style{Size: theme.SizeNameHeadingText, Bold: true, Tone: widgets.ToneSeal, Align: fyne.TextAlignCenter})
	return widgets.Column(6, line("必须处理", "成文日期未填", widgets.ToneError), line("请核对", "得了分但没有佐证材料", widgets.ToneWait),
		line("提示", "还有一个要点未填", widgets.ToneMuted), widgets.Rule(), code)
}

// pictureFeedback is an indicator that was returned, and what is said at its place.
func pictureFeedback(e *scoring.Edition) fyne.CanvasObject {
	ind := e.Indicators()[0]
	row := widgets.Row(8, 1, widgets.NewLights(widgets.Full, widgets.Half, widgets.Full), widgets.Body(strconv.Itoa(ind.No)+" "+ind.Title),
		widgets.NewText("退回", widgets.Style{Bold: true, Tone: widgets.ToneWait, Whole: true}))
	words := widgets.NewText(e.Words.Assessor+"退回补正：材料不足：缺活动通知。", widgets.Style{Tone: widgets.ToneWait})
	return widgets.Column(8, row, widgets.Panel(widgets.ToneSheet, 8, widgets.Row(8, 1, widgets.NewMark(widgets.ToneWait), words)))
}

// pictureReview are a few units of a review side by side.
func pictureReview(e *scoring.Edition) fyne.CanvasObject {
	weights := []float32{2, 1, 1, 1}
	cells := func(style widgets.Style, words ...string) fyne.CanvasObject {
		var out []fyne.CanvasObject
		for _, word := range words {
			out = append(out, widgets.NewText(word, style))
		}
		return widgets.Cells(12, weights, out...)
	}
	muted := widgets.Style{Size: theme.SizeNameCaptionText, Tone: widgets.ToneMuted}
	list := widgets.Column(6, cells(muted, "单位", "自评", "初评分", "核定分"))
	for i, u := range e.Units[:min(3, len(e.Units))] {
		list.Add(widgets.Rule())
		list.Add(cells(widgets.Style{}, u.Name, "4.00", []string{"4.00", "3.00", "4.00"}[i], []string{"4.00", "3.00", "—"}[i]))
	}
	return list
}

// shownButton is the picture of a button.
func shownButton(label string) fyne.CanvasObject {
	return widgets.Panel(widgets.ToneQuote, 6, widgets.NewText(label, widgets.Style{Size: theme.SizeNameCaptionText, Whole: true}))
}
