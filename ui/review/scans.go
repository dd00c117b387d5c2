package review

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"zicha/forms/files"
	"zicha/forms/review"
	"zicha/ui/widgets"
	"zicha/ui/work"
)

// scanList lists what came back from on-site checks of the cell, each to be saved out, and lets another be added.
func (p *scorePage) scanList(c *review.Cell) []fyne.CanvasObject {
	list, locked := p.view().Scans(c), p.desk.session.Locked()
	if len(list) == 0 && locked {
		return nil
	}
	box := widgets.Column(4, heading("现场核查"))
	for _, e := range list {
		lines := widgets.Column(0, widgets.NewText(e.Data[review.DataFile], widgets.Style{Size: widgets.SizeList}))
		if e.Reason != "" {
			lines.Add(widgets.Muted(e.Reason))
		}
		lines.Add(widgets.Muted(joined(dayOf(e.At), e.By)))
		box.Add(widgets.Row(4, 0, lines, widgets.NewAction("另存…", theme.DocumentSaveIcon(), func() { p.askScanPlace(e) })))
	}
	if !locked {
		box.Add(widgets.Row(0, -1, widgets.NewAction("存入核查记录的扫描件…", theme.ContentAddIcon(), func() { p.askScan(c) })))
	}
	return []fyne.CanvasObject{box}
}

// askScan asks for the scan of an on-site check, and what was found.
func (p *scorePage) askScan(c *review.Cell) {
	d := p.desk
	d.signed("没有存入", func() {
		ask := widgets.Ask{Title: "现场核查记录的扫描件或者照片", Folder: d.host.Folder, Purpose: "scan"}
		widgets.OpenFile(d.host.Window, ask, func(path string) {
			words := d.session.View.Label(c) + "的现场核查：请写明所见，会留在审核记录里。"
			d.host.Ask(work.Question{Title: "现场核查", Words: words, Rows: 3}, func(found string) { p.keepScan(c, path, found) })
		})
	})
}

func (p *scorePage) keepScan(c *review.Cell, path, found string) {
	d, me := p.desk, p.desk.session.Me
	d.host.Run(work.Task{Title: "正在存入", Work: func(ctx context.Context, progress *work.Progress) error {
		_, err := d.session.Book.Inspect(ctx, me, review.Scan{
			County: c.County, Indicator: c.Indicator.No, Text: strings.TrimSpace(found), Path: path,
			Progress: func(done, total int64) { progress.Report("正在存入", float64(done)/float64(max(total, 1))) },
		})
		return err
	}, Done: func() { d.refreshed(func() {}) }, Failed: "没有存入", Stopped: [2]string{"已取消", "没有存入。"}})
}

// askScanPlace saves a scan out of the book.
func (p *scorePage) askScanPlace(e *review.Event) {
	d := p.desk
	ask := widgets.Ask{Title: "扫描件另存到哪里", Folder: d.host.Folder, Name: files.SafeName(e.Data[review.DataFile]), Purpose: "scan", New: true}
	widgets.SaveFile(d.host.Window, ask, func(path string) { p.saveScan(e, path) })
}

func (p *scorePage) saveScan(e *review.Event, path string) {
	d := p.desk
	d.host.Run(work.Task{Title: "正在另存", Work: func(ctx context.Context, _ *work.Progress) error {
		return d.session.Book.SaveScan(ctx, e, files.Place{Path: path})
	}, Done: func() {
		words := "与存入时的校验值一致。"
		widgets.NewSheet(d.host.Window, "已另存", widgets.Column(8, d.host.MadeFile(path, words))).Main("完成", nil, nil).Show()
	}, Failed: "没有另存"})
}
