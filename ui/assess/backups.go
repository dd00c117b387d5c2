package assess

import (
	"context"
	"fmt"
	"path/filepath"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"zicha/forms"
	"zicha/forms/files"
	"zicha/forms/pack"
	"zicha/scoring"
	"zicha/ui/widgets"
	"zicha/ui/work"
)

// AskCopy writes a copy of the dossier, evidence and all; the one that is open stays the open one.
func (d *Desk) AskCopy() {
	path := d.session.File.Path()
	d.host.AskCopy(work.Copying{Path: path, Name: files.CopyName(path, "（副本）"), Save: func(to string) error { return d.session.File.SaveAs(to, false) }})
}

// AskBackups lists the dated backups beside the dossier, each with what differs now.
func (d *Desk) AskBackups() {
	var list []pack.Backup
	values := d.session.Values.Clone()
	d.host.Run(work.Task{Title: "正在比较备份", Work: func(ctx context.Context, p *work.Progress) (err error) {
		list, err = pack.Backups(ctx, d.session.File, values, d.known(), func(done, total int64) {
			p.Report(fmt.Sprintf("第%d份，共%d份", done+1, total), float64(done)/float64(max(1, total)))
		})
		return err
	}, Done: func() { (&backups{desk: d}).show(list) }, Failed: "没有读出备份"})
}

// known are the rulebooks the program knows.
func (d *Desk) known() []*scoring.Edition {
	if d.host.Editions == nil {
		return nil
	}
	return d.host.Editions()
}

// backups is the sheet that lists the backups, and what one can do with each.
type backups struct {
	desk *Desk
	box  *widgets.Sheet
}

func (b *backups) show(list []pack.Backup) {
	if len(list) == 0 {
		b.desk.host.Tell("没有备份", "每天第一次打开档案和关闭档案时，会在它旁边留一份带日期的备份，最多留5份。现在旁边还没有。")
		return
	}
	rows := widgets.Column(spaced, widgets.Body("恢复以前先看不同。恢复只是把填报内容改回当时的，作为一步记在修改记录里，可以撤销；佐证材料的文件仍用档案里现有的。"))
	for _, one := range list {
		rows.Add(widgets.Card(b.card(one)))
	}
	rows.Add(widgets.Gap(1)) // the last card's lower edge
	b.box = widgets.NewSheet(b.desk.host.Window, "从备份恢复", rows).Wide().Main("关闭", nil, nil).Show()
}

// card is one backup: its day, how much differs, and the way to look.
func (b *backups) card(one pack.Backup) fyne.CanvasObject {
	rows := widgets.Column(4)
	switch {
	case one.Fault != nil:
		rows.Add(widgets.Heading(filepath.Base(one.Path)))
		rows.Add(widgets.NewText(one.Fault.Error()+"。", widgets.Style{Tone: widgets.ToneError}))
		return rows
	case len(one.Changes) == 0:
		rows.Add(widgets.Heading(one.Date + "的备份"))
		rows.Add(widgets.Muted("填报内容与现在没有不同"))
		return rows
	}
	words := "与现在有" + strconv.Itoa(len(one.Differs)) + "处不同"
	if len(one.Differs) == 0 {
		words = "印在报告里的内容与现在没有不同，分工等其他内容有" + strconv.Itoa(len(one.Changes)) + "处不同"
	}
	look := widgets.NewAction("看不同，再恢复…", theme.VisibilityIcon(), func() { b.box.Hide(); b.compare(one) })
	rows.Add(widgets.Row(12, 0, widgets.Column(0, widgets.Heading(one.Date+"的备份"), widgets.Muted(words)), look))
	return rows
}

// compare lists what differs from one backup, and restores it: into this dossier as a step that undo takes back, or into a new file.
func (b *backups) compare(one pack.Backup) {
	d := b.desk
	list := widgets.Column(6, widgets.Body("恢复以后，下面各处变为备份里的内容。"))
	if len(one.Absent) > 0 {
		list.Add(widgets.NewText("下面的佐证文件已经不在档案里，恢复后要重新添加：", widgets.Style{Tone: widgets.ToneWait}))
		work.List(list, one.Absent, func(name string) fyne.CanvasObject { return widgets.Body("· " + name) })
	}
	work.List(list, one.Differs, func(diff forms.Difference) fyne.CanvasObject { return widgets.Body(diff.Words("备份里")) })
	sheet := widgets.NewSheet(d.host.Window, one.Date+"的备份与现在的不同", list).Wide().Button("取消", nil)
	sheet.Button("恢复到新文件…", func() { b.askNew(one) })
	if why := d.session.WhyLocked(); why != "" {
		list.Add(widgets.Muted(why + "或者恢复到新文件。"))
		sheet.Show()
		return
	}
	sheet.Main("恢复到这份档案", nil, func() { b.restore(one) }).Show()
}

// restore brings the backup's values back into the open dossier, as one step.
func (b *backups) restore(one pack.Backup) {
	s := b.desk.session
	s.Do(one.Note(), one.Onto(s.Values))
	b.desk.head.saved.Set("已"+one.Note()+"，可以撤销", "")
}

func (b *backups) askNew(one pack.Backup) {
	d, path := b.desk, b.desk.session.File.Path()
	ask := widgets.Ask{Title: "恢复到新文件", Name: files.CopyName(path, "（恢复"+one.Date+"）"), Folder: filepath.Dir(path), Ends: []string{".zicha"}, New: true}
	widgets.SaveFile(d.host.Window, ask, func(to string) { b.restoreTo(one, to) })
}

func (b *backups) restoreTo(one pack.Backup, to string) {
	d := b.desk
	d.host.Run(work.Task{Title: "正在恢复到新文件", Step: "正在写出并核对…", Work: func(ctx context.Context, _ *work.Progress) error {
		return one.RestoreTo(ctx, d.session.File, to, d.known())
	}, Done: func() {
		d.host.MadeCopy("已恢复到新文件", to, "正在编辑的仍是“"+filepath.Base(d.session.File.Path())+"”，没有变动。")
	}, Failed: "没有恢复"})
}
