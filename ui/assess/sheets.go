package assess

import (
	"context"
	"fmt"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"

	"zicha/forms/sheets"
	"zicha/forms/workbook"
	"zicha/ui/widgets"
	"zicha/ui/work"
)

// AskSheets asks where to write the departments' workbooks (填报表).
func (d *Desk) AskSheets() {
	v := d.session.Values
	deps, ready := v.Departments(), 0
	for _, dep := range deps {
		if len(v.Assigned(dep.ID)) > 0 {
			ready++
		}
	}
	if ready == 0 {
		d.host.Tell("还不能生成", "还没有给部门分配要点。请先在“部门分工”里添加部门，再勾选它负责的要点。")
		return
	}
	list := widgets.Column(8, widgets.Body(fmt.Sprintf("给%d个部门各生成一份.xlsx填报表：要填什么、评分标准原文、要附哪些材料、什么时候交回。文件夹里已有的文件不会覆盖。", ready)))
	if n := len(deps) - ready; n > 0 {
		list.Add(widgets.Muted(fmt.Sprintf("有%d个部门没有分到要点，不生成。", n)))
	}
	if left := v.Unassigned(); len(left) > 0 {
		list.Add(widgets.NewText(fmt.Sprintf("还有%d个要点没有分给部门。", len(left)), widgets.Style{Tone: widgets.ToneWait}))
	}
	prefill := widgets.NewCheck("带上档案里已经填好的内容，供部门核对", nil)
	list.Add(prefill)
	widgets.NewSheet(d.host.Window, "生成填报表", list).Button("取消", nil).Main("选择文件夹…", nil, func() {
		ask := widgets.Ask{Title: "填报表放到哪个文件夹", Folder: d.host.Folder}
		widgets.Folder(d.host.Window, ask, func(folder string) { d.planSheets(folder, prefill.Checked) })
	}).Show()
}

// planSheets shows what the workbooks will be called and where they will stand, before they are written.
func (d *Desk) planSheets(folder string, prefill bool) {
	job := sheets.Job{Dir: folder, Prefill: prefill, Day: d.session.Now().Format(time.DateOnly)}
	plan := sheets.Outputs(d.session.Values, job)
	d.host.Replacing(folder, plan, func() { d.writeSheets(job) })
}

// writeSheets writes the workbooks off the window's goroutine; each has been read back when it is said to be done.
func (d *Desk) writeSheets(job sheets.Job) {
	var written []sheets.Written
	d.host.Run(work.Task{Title: "正在生成填报表", Work: func(ctx context.Context, p *work.Progress) (err error) {
		job.Progress = p.Report
		written, err = sheets.Write(ctx, d.session.File.Dossier(), job)
		return err
	}, Done: func() { d.showWritten(job.Dir, written) }, Failed: "没有生成", Stopped: [2]string{"已取消", "已经生成的留在“" + job.Dir + "”里。"}})
}

func (d *Desk) showWritten(folder string, written []sheets.Written) {
	list := widgets.Column(6, widgets.Body(fmt.Sprintf("已生成%d份填报表，写完后都核对过。发给各部门，交回后放到一个文件夹里，连同佐证材料一起用“收回填报表”收回。", len(written))))
	for _, w := range written {
		list.Add(widgets.Muted(filepath.Base(w.Path)))
	}
	list.Add(widgets.Muted("存放在 " + folder))
	widgets.NewSheet(d.host.Window, "完成", list).Wide().Button("打开文件夹", func() { d.host.OpenPath(folder) }).Main("好", nil, nil).Show()
}

// AskReturned asks for the workbooks that came back: several files, or a folder with its evidence.
func (d *Desk) AskReturned() {
	switch {
	case d.locked("不能收回", "写入"):
		return
	case len(d.session.Values.Departments()) == 0:
		d.host.Tell("还没有部门", "部门名单是空的。请先在“部门分工”里添加部门、生成填报表，部门交回后再收回。")
		return
	}
	words := widgets.Body("选择部门交回的填报表（可以几份一起选），或者选择放着填报表和佐证材料的文件夹。佐证材料要和填报表放在同一个文件夹里。")
	begin := d.host.Folder
	widgets.NewSheet(d.host.Window, "收回填报表", widgets.Column(8, fyne.CanvasObject(words))).Button("取消", nil).
		Button("选择文件…", func() {
			ask := widgets.Ask{Title: "选择部门交回的填报表", Folder: begin, Ends: workbook.Choosable(), Purpose: "returned"}
			widgets.OpenFiles(d.host.Window, ask, d.readReturned)
		}).
		Main("选择文件夹…", nil, func() {
			ask := widgets.Ask{Title: "选择放填报表的文件夹", Folder: begin, Purpose: "returned"}
			widgets.Folder(d.host.Window, ask, func(folder string) { d.readReturned([]string{folder}) })
		}).Show()
}

// readReturned reads the workbooks and shows what they would change.
func (d *Desk) readReturned(paths []string) {
	r := &returning{desk: d}
	d.host.Run(work.Task{Title: "正在读取填报表", Work: func(ctx context.Context, p *work.Progress) error {
		return r.read(ctx, paths, p.Report)
	}, Done: r.show, Failed: "没有收回"})
}

// read is off the window's goroutine.
func (r *returning) read(ctx context.Context, paths []string, report func(string, float64)) (err error) {
	v := r.desk.session.File.Dossier()
	list, refused, err := sheets.ReadAll(ctx, v, paths, func(step string, part float64) { report(step, 0.8*part) })
	if err != nil {
		return err
	}
	r.refused = refused
	report("正在核对佐证材料", 0.8)
	r.plan, err = sheets.MakePlan(ctx, v, list)
	return err
}

// take stores the files off the window's goroutine and makes the changes, as one step.
func (r *returning) take() {
	d := r.desk
	d.host.Run(work.Task{Title: "正在写入", Work: func(ctx context.Context, p *work.Progress) error {
		return r.plan.Store(ctx, d.session.File, p.Report)
	}, Done: func() {
		step, outcomes := r.plan.Step(d.session.Values, d.session.Now().Format(time.DateOnly))
		gone := goneWords(d.session, step.Changes)
		d.session.Paste(step.Note, step.Changes, step.Texts)
		r.showOutcome(outcomes, gone)
	}, Failed: "没有写入", Stopped: [2]string{"已取消", "没有写入，档案没有变动。"}})
}
