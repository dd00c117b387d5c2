package ui

import (
	"context"
	"path/filepath"

	"fyne.io/fyne/v2"

	"zicha/forms/files"
	"zicha/ui/widgets"
	"zicha/ui/work"
)

// repaired is the new file that a repair has made, what came out in words, and a line for each thing that did not.
type repaired struct {
	path, words string
	lost        []string
}

// askRepair offers to take what is whole out of a file that does not open.
func (w *Window) askRepair(path string, err error, repair func(path string)) {
	list := widgets.Column(8, fyne.CanvasObject(widgets.Said(err.Error())),
		widgets.Body("也可以把里面完好的内容取出来，写成一个新文件，放在它旁边；原文件不会改动。"))
	widgets.NewSheet(w.win, "没有打开", list).Button("关闭", nil).Main("取出完好的内容", nil, func() { repair(path) }).Show()
}

// repair takes what is whole out of a damaged dossier.
func (w *Window) repair(path string) {
	w.repairing(func(ctx context.Context) (repaired, error) {
		made, err := w.office.Repair(ctx, path)
		return repaired{made.Path, made.Words, made.Lost}, err
	})
}

// repairing takes what is whole out of a file into another; it can be given up.
func (w *Window) repairing(run func(context.Context) (repaired, error)) {
	var made repaired
	w.run(work.Task{Title: "正在取出", Step: "正在逐页读取，较大的文件需要几分钟…", Work: func(ctx context.Context, _ *work.Progress) (err error) {
		made, err = run(ctx)
		return err
	}}, func(err error) {
		switch {
		case files.Cancelled(err):
		case err != nil:
			w.fail("没有修复", err)
		default:
			w.showRepaired(made)
		}
	})
}

// showRepaired lists what came out and what did not.
func (w *Window) showRepaired(made repaired) {
	list := widgets.Column(8, fyne.CanvasObject(widgets.Body("“"+filepath.Base(made.path)+"”："+made.words)))
	for _, line := range made.lost {
		list.Add(widgets.Body("· " + line))
	}
	widgets.NewSheet(w.win, "修复完成", list).Wide().Button("关闭", nil).Main("打开新文件", nil, func() { w.Open(made.path) }).Show()
}
