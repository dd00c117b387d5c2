package review

import (
	"context"
	"strconv"
	"strings"

	"zicha/forms/receive"
	"zicha/scoring"
	"zicha/ui/widgets"
	"zicha/ui/work"
)

// AskScoreSheet writes the score sheet of a unit that has no program; what comes back is dropped on the page.
func (d *Desk) AskScoreSheet() {
	e := d.session.View.Edition
	unit, only := widgets.NewEntry(420), widgets.NewEntry(420)
	unit.SetPlaceHolder("填表的单位")
	only.SetPlaceHolder("只要这几项指标，如 11、17；不写是这个单位评分的全部")
	var list []widgets.Choice
	for _, u := range reviewUnits(d.session.View) {
		list = append(list, widgets.Choice{Key: u, Label: u})
	}
	quick := widgets.NewChoices(list...)
	quick.OnChanged = unit.SetText
	wrong := widgets.NewText("", widgets.Style{Tone: widgets.ToneWait})
	words := widgets.Body("给没有程序的单位写出一张评分表（.xlsx），每个" + e.Words.Unit + "一行，只能填新的分和理由。填好后拖回“来件”，核对后一次收下。")
	var indicators []int
	ok := func() bool {
		var unread string
		switch indicators, unread = readIndicators(e, only.Text); {
		case unread != "":
			wrong.SetText(unread)
		case strings.TrimSpace(unit.Text) == "":
			wrong.SetText("请写明填表的单位")
		default:
			return true
		}
		return false
	}
	widgets.NewSheet(d.host.Window, "写出评分表", widgets.Column(10, words, quick, unit, only, wrong)).Button("取消", nil).Main("下一步", ok, func() {
		job := receive.SheetJob{Unit: strings.TrimSpace(unit.Text), Indicators: indicators}
		ask := widgets.Ask{Title: "评分表存放在哪里", Folder: d.host.Folder, Ends: []string{".xlsx"}, Name: job.Unit + receive.SheetName + ".xlsx", Purpose: "scoresheet", New: true}
		widgets.SaveFile(d.host.Window, ask, func(path string) { d.writeScoreSheet(path, job) })
	}).Show()
}

func (d *Desk) writeScoreSheet(path string, job receive.SheetJob) {
	d.host.Run(work.Task{Title: "正在写出评分表", Work: func(ctx context.Context, _ *work.Progress) error {
		return receive.WriteSheet(ctx, d.session.Book, path, job)
	}, Done: func() {
		widgets.NewSheet(d.host.Window, "已写出评分表", widgets.Column(8, d.host.MadeFile(path, "写完后核对过。填好后拖回“来件”收下。"))).Main("完成", nil, nil).Show()
	}, Failed: "没有写出"})
}

// readIndicators reads numbers of indicators as they are typed: 11、17. wrong says what cannot be read.
func readIndicators(e *scoring.Edition, text string) (list []int, wrong string) {
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" 　,，、;；", r) }) {
		no, err := strconv.Atoi(part)
		if err != nil || e.Indicator(no) == nil {
			return nil, "没有第“" + part + "”项指标，请写1至" + strconv.Itoa(len(e.Indicators())) + "的序号"
		}
		list = append(list, no)
	}
	return list, ""
}
