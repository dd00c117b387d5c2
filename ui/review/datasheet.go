package review

import (
	"context"
	"strconv"

	"zicha/forms/receive"
	"zicha/forms/review"
	"zicha/scoring"
	"zicha/ui/widgets"
	"zicha/ui/work"
)

// AskDataSheet writes a table of the city's figures for whoever has them; only names the indicators it is proposed for.
func (d *Desk) AskDataSheet(only string) {
	words := d.session.View.Edition.Words
	entry := widgets.NewEntry(420)
	entry.SetPlaceHolder("只要这几项指标，如 11、17；不写是由" + words.Assessor + "提供数据的全部")
	entry.SetText(only)
	wrong := widgets.NewText("", widgets.Style{Tone: widgets.ToneWait})
	var indicators []int
	ok := func() bool {
		var unread string
		indicators, unread = readIndicators(d.session.View.Edition, entry.Text)
		wrong.SetText(unread)
		return unread == ""
	}
	about := widgets.Body("写出一张数据表（.xlsx）交给掌握数据的单位填，每个" + words.Unit + "一行，已有的数据写在里面。填好后用“数据”菜单的“采用数据表…”收回，或者拖回“来件”。")
	widgets.NewSheet(d.host.Window, "写出数据表", widgets.Column(10, about, entry, wrong)).Button("取消", nil).Main("下一步", ok, func() {
		ask := widgets.Ask{Title: "数据表存放在哪里", Folder: d.host.Folder, Ends: []string{".xlsx"}, Name: receive.FiguresName + ".xlsx", Purpose: "figures", New: true}
		widgets.SaveFile(d.host.Window, ask, func(path string) { d.writeDataSheet(path, indicators) })
	}).Show()
}

func (d *Desk) writeDataSheet(path string, indicators []int) {
	d.host.Run(work.Task{Title: "正在写出数据表", Work: func(ctx context.Context, _ *work.Progress) error {
		return receive.WriteFigures(ctx, d.session.Book, path, indicators...)
	}, Done: func() {
		widgets.NewSheet(d.host.Window, "已写出数据表", widgets.Column(8, d.host.MadeFile(path, "写完后核对过。填好后用“数据”菜单的“采用数据表…”收回。"))).Main("完成", nil, nil).Show()
	}, Failed: "没有写出"})
}

// holdsData reports whether an indicator has figures that the assessor gives.
func holdsData(ind *scoring.Indicator) bool {
	for _, c := range ind.Criteria {
		if len(review.CityFields(c)) > 0 {
			return true
		}
	}
	return false
}

// askData offers the ways to take an indicator's figures over all at once.
func (d *Desk) askData(ind *scoring.Indicator) {
	words := d.session.View.Edition.Words
	about := widgets.Body("这一项用到由" + words.Assessor + "提供的数据：可以在右边逐个录入，也可以用数据表一次采用所有" + words.Unit + "的，采用之前先列出改动。")
	box := widgets.NewSheet(d.host.Window, "第"+strconv.Itoa(ind.No)+"项的数据", about).Button("关闭", nil).
		Button("写出数据表…", func() { d.AskDataSheet(strconv.Itoa(ind.No)) })
	if d.countsDecisions(ind) {
		box.Button("采用数据表…", d.AskFigures).Main("双公示数据…", nil, d.AskPublicity).Show()
		return
	}
	box.Main("采用数据表…", nil, d.AskFigures).Show()
}
