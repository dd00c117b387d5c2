package review

import (
	"context"
	"slices"

	"zicha/forms"
	"zicha/forms/results"
	"zicha/ui/widgets"
	"zicha/ui/work"
)

// askExport asks for the folder of the papers that are chosen.
func (p *papersPage) askExport() {
	ask := widgets.Ask{Title: "选中的" + count(p.count(), "份") + "写到哪个文件夹", Folder: p.desk.host.Folder, Purpose: "papers"}
	widgets.Folder(p.desk.host.Window, ask, p.plan)
}

// plan shows what will be written, what of it is there already, and what is to be known before it goes out.
func (p *papersPage) plan(folder string) {
	set := p.set
	if set == nil {
		return
	}
	plan := set.Plan(folder, p.names()...)
	notes := []string{results.Level(p.options.levels.Selected()).Explains()}
	if set.Process() {
		notes = append([]string{p.set.State()}, notes...)
	}
	for _, problem := range set.Problems() {
		notes = append(notes, problem.Message)
	}
	p.desk.host.Replacing(folder, plan, func() {
		var out results.Written
		p.desk.host.Run(work.Task{Title: "正在导出", Work: func(ctx context.Context, progress *work.Progress) (err error) {
			out, err = set.Write(ctx, plan, func(what string, done, total int) {
				progress.Report("正在写“"+what+"”（第"+count(done+1, "份")+"，共"+count(total, "份")+"）", float64(done)/float64(total))
			})
			return err
		}, Done: func() { p.exported(folder, out, set.Problems()) }, Failed: "没有导出", Stopped: [2]string{"已取消", "没有写出任何文件，文件夹里原来的文件没有变动。"}})
	}, notes...)
}

// exported lists what was written, and what came to be known as it was made.
func (p *papersPage) exported(folder string, out results.Written, told []forms.Problem) {
	list := widgets.Column(8)
	for _, path := range out.Paths {
		list.Add(p.desk.host.MadeFile(path, ""))
	}
	for _, problem := range out.Problems() {
		if slices.Contains(told, problem) {
			continue
		}
		list.Add(widgets.NewText(problem.Message, widgets.Style{Tone: widgets.ToneWait}))
	}
	p.desk.host.Made("已写出"+count(len(out.Paths), "份")+"文件", folder, list).Show()
}
