package assess

import (
	"context"
	"fmt"
	"path/filepath"
	"strconv"

	"zicha/forms/files"
	"zicha/forms/letterdoc"
	"zicha/forms/pack"
	"zicha/ui/widgets"
	"zicha/ui/work"
)

// packing asks what goes into a pack.
type packing struct {
	desk        *Desk
	zip, letter *widgets.Check
}

// AskPack says what a pack (报送包) is, asks what goes in and where it is to stand, and makes it.
func (d *Desk) AskPack() {
	p := &packing{desk: d, zip: widgets.NewCheck("同时生成一个内容相同的压缩包（.zip）", nil), letter: widgets.NewCheck("附上可以编辑的报告正文（Word）", nil)}
	p.zip.SetChecked(true)
	rows := widgets.Column(12, widgets.Body("报送包是一个文件夹：报告、工作簿、佐证材料汇编、按编号和名称排好的佐证材料原件，和逐个列出大小与校验值的清单。写好后会全部读回来核对。"))
	if v := d.session.Values; v.Final {
		rows.Add(widgets.Body("现在是定稿第" + strconv.Itoa(v.Version) + "版，核对码 " + d.session.lastVersion().Code + "。"))
	} else {
		rows.Add(widgets.NewText("现在还是草稿：名称和清单里都会写明“草稿”，不能作为报送材料。报送前请先定稿。", widgets.Style{Tone: widgets.ToneWait}))
	}
	rows.Add(widgets.Column(4, p.zip, p.letter))
	widgets.NewSheet(d.host.Window, "报送包", rows).Button("取消", nil).Main("选择位置…", nil, p.onPlace).Show()
}

func (p *packing) onPlace() {
	d := p.desk
	opts := pack.PackOptions{Zip: p.zip.Checked, Letter: p.letter.Checked}
	ask := widgets.Ask{Title: "报送包存放在哪个文件夹", Folder: d.host.Folder}
	widgets.Folder(d.host.Window, ask, func(folder string) { d.planPack(folder, opts) })
}

// planPack shows what a pack will be called and where it will stand, before it is made.
func (d *Desk) planPack(folder string, opts pack.PackOptions) {
	opts.Now = d.session.Now()
	d.host.Replacing(folder, pack.PlanPack(d.session.File, folder, opts), func() { d.packTo(folder, opts) })
}

// packTo saves first, then makes the pack on a goroutine.
func (d *Desk) packTo(folder string, opts pack.PackOptions) {
	var done pack.Packed
	d.host.Run(work.Task{Title: "正在生成报送包", Work: func(ctx context.Context, p *work.Progress) (err error) {
		opts.Tell = p.Report
		if done, err = pack.Pack(ctx, d.session.File, folder, opts); err != nil {
			err = fmt.Errorf("%w。没有写完的文件已经删去。", err)
		}
		return err
	}, Done: func() {
		d.Refresh()
		d.showPacked(done, opts)
	}, Failed: "没有生成报送包", Stopped: [2]string{"已取消", nothingLeft}})
}

// showPacked lists what was made.
func (d *Desk) showPacked(done pack.Packed, opts pack.PackOptions) {
	list := widgets.Column(8)
	list.Add(d.host.MadeFile(done.Folder, "文件夹，"+done.CountWords()+"，"+files.Size(done.Size())))
	if done.Zip != "" {
		list.Add(d.host.MadeFile(done.Zip, "压缩包，内容相同"))
	}
	list.Add(widgets.Body("每个文件都已读回来，与档案核对一致。"))
	if done.Draft {
		list.Add(widgets.NewText("这是草稿，不能作为报送材料。报送前请先定稿，再生成一次。", widgets.Style{Tone: widgets.ToneWait}))
	}
	warn(list, done.Problems)
	if opts.Letter {
		list.Add(widgets.Body(letterdoc.Advice))
	}
	d.host.Made("报送包已生成", filepath.Dir(done.Folder), list).Show()
}

// AskLetter asks for a folder and writes the letter there as .docx.
func (d *Desk) AskLetter() {
	ask := widgets.Ask{Title: "报告正文（Word）存放在哪个文件夹", Folder: d.host.Folder}
	widgets.Folder(d.host.Window, ask, func(folder string) {
		plan := pack.PlanLetter(d.session.File, folder)
		d.host.Replacing(folder, plan, func() { d.letterTo(folder, plan) })
	})
}

func (d *Desk) letterTo(folder string, plan files.Outputs) {
	var path string
	d.host.Run(work.Task{Title: "正在生成报告正文", Work: func(ctx context.Context, _ *work.Progress) (err error) {
		path, err = pack.Letter(ctx, d.session.File, plan)
		return err
	}, Done: func() {
		d.host.Made("报告正文已生成", folder, widgets.Column(8, d.host.MadeFile(path, ""), widgets.Body(letterdoc.Advice))).Show()
	}, Failed: "没有生成报告正文"})
}
