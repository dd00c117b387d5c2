package ui

import (
	"context"
	"path/filepath"

	"fyne.io/fyne/v2"

	"zicha/ui/assess"
	"zicha/ui/widgets"
)

// askRepair offers to take what is whole out of a dossier that does not open.
func (w *Window) askRepair(path string, err error) {
	list := widgets.Column(8, fyne.CanvasObject(widgets.Said(err.Error())),
		widgets.Body("也可以把里面完好的内容取出来，写成一份新档案，放在它旁边；原文件不会改动。"))
	widgets.NewSheet(w.win, "没有打开", list).Button("关闭", nil).Main("取出完好的内容", nil, func() { w.repair(path) }).Show()
}

// repair works off the window's goroutine, and can be given up.
func (w *Window) repair(path string) {
	ctx, cancel := context.WithCancel(context.Background())
	box := widgets.NewSheet(w.win, "正在取出", widgets.Body("正在逐页读取档案，较大的档案需要几分钟…")).Firm().Button("取消", cancel).Show()
	go func() {
		made, err := w.office.Repair(ctx, path)
		w.office.Later(func() {
			box.Hide()
			switch {
			case ctx.Err() != nil:
			case err != nil:
				w.tell("没有修复", err.Error())
			default:
				w.showRepaired(made)
			}
			cancel()
		})
	}()
}

// showRepaired lists what came out and what did not.
func (w *Window) showRepaired(made assess.Repaired) {
	list := widgets.Column(8, fyne.CanvasObject(widgets.Body("“"+filepath.Base(made.Path)+"”："+made.Words)))
	for _, line := range made.Lost {
		list.Add(widgets.Body("· " + line))
	}
	widgets.NewSheet(w.win, "修复完成", list).Wide().Button("关闭", nil).Main("打开新档案", nil, func() { w.Open(made.Path) }).Show()
}
