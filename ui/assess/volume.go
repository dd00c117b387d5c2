package assess

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"

	"zicha/forms/files"
	"zicha/forms/pack"
	"zicha/forms/volume"
	"zicha/ui/widgets"
	"zicha/ui/work"
)

// The ways a volume is split.
const (
	splitSize    = "size"
	splitSection = "section"
)

// AskVolume says what the evidence volume will be, asks how it is to be split and where it goes.
func (d *Desk) AskVolume() {
	v := d.session.Values
	items, count, size := evidenceTotals(v)
	if items == 0 {
		d.host.Tell("还没有佐证材料", "汇编由佐证材料编成。请先在各项指标下添加佐证材料。")
		return
	}
	words := fmt.Sprintf("把%d件佐证材料（%d个文件，%s）按指标编成一份 PDF：封面、目录、每项指标的隔页，每页印编号和页码。附件1、附件2引用的就是这些页码。", items, count, files.Size(size))
	state := "现在是草稿，封面印“草稿，未定稿”。定稿后请再编一次。"
	if v.Final {
		state = fmt.Sprintf("封面印定稿第%d版和核对码 %s。", v.Version, d.session.lastVersion().Code)
	}
	choices := widgets.NewChoices(widgets.Choice{Key: splitSize, Label: "一册，超过200 MB再分"}, widgets.Choice{Key: splitSection, Label: "按一级分类分册"})
	choices.Put(splitSize)
	note := widgets.Muted("报告附件里印的页码按“一册，超过200 MB再分”编排；按一级分类分册的，每册单独编页，只宜内部使用。")
	widgets.NewSheet(d.host.Window, "佐证材料汇编", widgets.Column(10, widgets.Body(words), widgets.Body(state), choices, note)).
		Button("取消", nil).Main("选择文件夹…", nil, func() {
		ask := widgets.Ask{Title: "汇编存放在哪个文件夹", Folder: d.host.Folder}
		widgets.Folder(d.host.Window, ask, func(folder string) {
			plan := pack.PlanVolume(d.session.File, filepath.Join(folder, pack.VolumeName(d.session.Values)))
			d.host.Replacing(folder, plan, func() { d.buildVolume(plan, choices.Selected() == splitSection) })
		})
	}).Show()
}

// buildVolume saves first, then writes the volume on a goroutine.
func (d *Desk) buildVolume(plan files.Outputs, bySection bool) {
	var result volume.Result
	path := plan[0].Path
	d.host.Run(work.Task{Title: "正在编佐证材料汇编", Work: func(ctx context.Context, p *work.Progress) (err error) {
		options := volume.Options{BySection: bySection, Cache: volume.CacheFolder()}
		result, err = pack.Volume(ctx, d.session.File, path, volume.Work{Options: options, Tell: p.Report, Plan: plan})
		return err
	}, Done: func() { d.showVolume(filepath.Dir(path), result) }, Failed: "没有编成汇编", Stopped: [2]string{"已取消", nothingLeft}})
}

// showVolume lists what was written, and what of it is only a page that says what it is.
func (d *Desk) showVolume(folder string, result volume.Result) {
	list := widgets.Column(8)
	for i, path := range result.Paths {
		size := strconv.Itoa(result.Pages[i]) + "页"
		if info, err := os.Stat(path); err == nil {
			size += "，" + files.Size(info.Size())
		}
		list.Add(d.host.MadeFile(path, size))
	}
	for _, p := range result.Problems {
		list.Add(widgets.NewText(p.Message, widgets.Style{Tone: severityTone(p.Severity)}))
	}
	d.host.Made("汇编完成", folder, list).Wide().Show()
}
