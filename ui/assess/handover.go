package assess

import (
	"fmt"
	"os"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"zicha/forms"
	"zicha/ui/widgets"
)

// AskExport asks for a folder and writes the papers there.
func (d *Desk) AskExport() {
	if d.host.Papers.Export == nil {
		d.host.Tell("不能导出", "这个程序没有带导出部分，请换用完整的程序。")
		return
	}
	widgets.Folder(d.host.Window, widgets.Ask{Title: "导出到哪个文件夹", Folder: filepath.Dir(d.session.File.Path())}, d.exportTo)
}

// exportTo saves first, then writes the papers on a goroutine.
func (d *Desk) exportTo(folder string) {
	p, ctx := d.begin("正在导出")
	var paths, notes []string
	d.session.Background(func() (err error) {
		paths, notes, err = d.host.Papers.Export(ctx, d.session.File, folder, p.report)
		return err
	}, func(err error) {
		p.end()
		switch {
		case ctx.Err() != nil && err != nil:
			d.host.Tell("已取消导出", "没有写完的文件已经删去，档案没有变动。")
		case err != nil:
			d.host.Tell("没有导出", err.Error())
		default:
			d.showExported(folder, paths, notes)
		}
	})
}

func (d *Desk) showExported(folder string, paths, notes []string) {
	list := widgets.Column(8)
	for _, path := range paths {
		size := ""
		if info, err := os.Stat(path); err == nil {
			size = fileSize(info.Size())
		}
		open := widgets.NewAction("打开", theme.VisibilityIcon(), func() { d.host.OpenPath(path) })
		list.Add(widgets.Row(8, 0, widgets.Column(0, widgets.Body(filepath.Base(path)), widgets.Muted(size)), open))
	}
	for _, note := range notes {
		list.Add(widgets.NewText(note, widgets.Style{Tone: widgets.ToneWait}))
	}
	list.Add(widgets.Muted("存放在 " + folder))
	widgets.NewSheet(d.host.Window, "导出完成", list).Button("打开文件夹", func() { d.host.OpenPath(folder) }).Main("完成", nil, nil).Show()
}

// AskFinalize makes the dossier a finalized version, once nothing that must be settled is open.
func (d *Desk) AskFinalize() {
	open := 0
	for _, p := range d.session.Problems {
		if p.Severity == forms.Error {
			open++
		}
	}
	switch {
	case d.session.Locked():
		d.host.Tell("不能定稿", "档案已经定稿，或者是以只读方式打开的。")
		return
	case open > 0:
		d.ShowProblems()
		d.host.Tell("还不能定稿", fmt.Sprintf("有%d个“必须处理”的问题。请在列表里逐条处理，处理完再定稿。", open))
		return
	case d.host.Papers.Finalize == nil:
		d.host.Tell("不能定稿", "这个程序没有带定稿部分，请换用完整的程序。")
		return
	}
	text := fmt.Sprintf("定稿后档案锁定为第%d版，报告和工作簿存入档案，并给出核对码。需要再改时，用“退回修改”。现在定稿吗？", d.session.Values.Version)
	widgets.NewSheet(d.host.Window, "定稿", widgets.Body(text)).Button("取消", nil).Main("定稿", nil, d.finalize).Show()
}

func (d *Desk) finalize() {
	p, ctx := d.begin("正在定稿")
	var code string
	var notes []string
	d.session.Background(func() (err error) {
		code, notes, err = d.host.Papers.Finalize(ctx, d.session.File, p.report)
		return err
	}, func(err error) {
		p.end()
		d.session.reload()
		d.Refresh()
		switch {
		case ctx.Err() != nil && err != nil:
			d.host.Tell("已取消定稿", "档案没有定稿，可以继续修改。")
		case err != nil:
			d.host.Tell("没有定稿", err.Error())
		default:
			d.showCode(code, notes)
		}
	})
}

// showCode shows the comparison code large, and what to do next.
func (d *Desk) showCode(code string, notes []string) {
	big := canvas.NewText(code, theme.Color(widgets.ToneSeal))
	big.TextSize, big.TextStyle, big.Alignment = 30, fyne.TextStyle{Bold: true}, fyne.TextAlignCenter
	next := widgets.Body("核对码印在附件页脚和工作簿封面。下一步：导出，打印报告和附件，在报告落款处加盖公章。")
	list := widgets.Column(12, big, next)
	for _, note := range notes {
		list.Add(widgets.Body(note))
	}
	widgets.NewSheet(d.host.Window, "已定稿", list).Main("知道了", nil, nil).Show()
}

// AskReopen opens a finalized dossier for changes, with a reason.
func (d *Desk) AskReopen() {
	if !d.session.Values.Final || d.session.ReadOnly() {
		d.host.Tell("不用退回", "档案还没有定稿，可以直接修改。")
		return
	}
	d.ask(question{"退回修改", "请写明退回修改的原因，原因留在档案里。修改后要重新定稿、打印和盖章。", 3}, func(reason string) {
		var note string
		d.session.Background(func() (err error) {
			note, err = d.host.Papers.Reopen(d.session.File, reason)
			return err
		}, func(err error) {
			d.session.reload()
			d.Refresh()
			if err != nil {
				d.host.Tell("没有退回", err.Error())
				return
			}
			d.host.Tell("已退回修改", note)
		})
	})
}
