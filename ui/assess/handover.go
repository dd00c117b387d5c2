package assess

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"

	"fyne.io/fyne/v2"

	"zicha/forms"
	"zicha/forms/dossier"
	"zicha/forms/files"
	"zicha/forms/pack"
	"zicha/ui/widgets"
	"zicha/ui/work"
)

// nothingLeft is told where writing files was cancelled.
const nothingLeft = "没有写完的文件已经删去，档案没有变动。"

// AskExport asks for a folder and writes the papers there.
func (d *Desk) AskExport() {
	widgets.Folder(d.host.Window, widgets.Ask{Title: "导出到哪个文件夹", Folder: d.host.Folder}, func(folder string) {
		plan := pack.Plan(d.session.File, folder, false)
		d.host.Replacing(folder, plan, func() { d.exportTo(plan) })
	})
}

// exportTo saves first, then writes the papers on a goroutine.
func (d *Desk) exportTo(plan files.Outputs) {
	var out pack.Exported
	d.host.Run(work.Task{Title: "正在导出", Work: func(ctx context.Context, p *work.Progress) (err error) {
		out, err = pack.Export(ctx, d.session.File, plan, p.Report)
		return err
	}, Done: func() {
		d.Refresh()
		d.showExported(filepath.Dir(plan[0].Path), out)
	}, Failed: "没有导出", Stopped: [2]string{"已取消导出", nothingLeft}})
}

func (d *Desk) showExported(folder string, out pack.Exported) {
	list := widgets.Column(8)
	for _, path := range out.Paths {
		size := ""
		if info, err := os.Stat(path); err == nil {
			size = files.Size(info.Size())
		}
		list.Add(d.host.MadeFile(path, size))
	}
	warn(list, out.Problems)
	if v := d.session.Values; v.Final {
		list.Add(widgets.Body("这是定稿第" + strconv.Itoa(v.Version) + "版的报告和工作簿，核对码 " + d.session.lastVersion().Code + "。"))
	} else {
		list.Add(widgets.Body("报告每页印有“草稿”，没有核对码，不能盖章报送。报送前请先定稿。"))
	}
	d.host.Made("导出完成", folder, list).Show()
}

// warn adds what was found while papers were set.
func warn(list *fyne.Container, problems []forms.Problem) {
	for _, p := range problems {
		list.Add(widgets.NewText(p.Message, widgets.Style{Tone: widgets.ToneWait}))
	}
}

// lastVersion is the version finalized last, whose code a finalized dossier has; its number is 0 where there is none.
func (s *Session) lastVersion() (last dossier.Version) {
	for _, v := range s.File.Versions() {
		last = v
	}
	return last
}

// AskReopen opens a finalized dossier for changes, with a reason.
func (d *Desk) AskReopen() {
	last := d.session.lastVersion()
	switch {
	case d.readOnly("不能退回", "退回修改"):
		return
	case !d.session.Values.Final || last.Number == 0:
		d.host.Tell("无需退回", "档案还没有定稿，可以直接修改。")
		return
	}
	words := fmt.Sprintf("第%d版（核对码 %s）和它的盖章扫描件会原样留在档案里。退回后在第%d版草稿上修改，改过的内容与原核对码不再相符，要重新定稿、打印和盖章。请写明退回修改的原因：",
		last.Number, last.Code, last.Number+1)
	d.host.Ask(work.Question{Title: "退回修改", Words: words, Rows: 3, Text: pack.FeedbackReason(d.session.Told)}, d.reopen)
}

func (d *Desk) reopen(reason string) {
	var note string
	d.session.Rework(func() (err error) {
		_, note, err = pack.Reopen(d.session.File, reason)
		return err
	}, d.host.After("没有退回", func() {
		d.host.Tell("已退回修改", note+"。改了哪些内容，可以随时在“已定稿版本”里看。")
	}))
}
