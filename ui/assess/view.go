package assess

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"zicha/forms"
	"zicha/forms/files"
	"zicha/forms/pack"
	"zicha/ui/widgets"
	"zicha/ui/work"
)

// viewSheet shows files in the window, one of them at a time, each of its pages.
type viewSheet struct {
	canvas        fyne.Canvas
	box           *widgets.Sheet
	view          *work.EvidenceView
	name          *widgets.Text
	before, after *widgets.Action
	files         []work.Sight
	at            int
}

// newViewSheet makes the sheet; it is shown by show.
func newViewSheet(host work.Host, title string, files []work.Sight) *viewSheet {
	v := &viewSheet{canvas: host.Window.Canvas(), files: files, name: widgets.NewText("", widgets.Style{Single: true})}
	v.before = widgets.NewAction("上一个文件", theme.MediaSkipPreviousIcon(), func() { v.show(v.at - 1) })
	v.after = widgets.NewAction("下一个文件", theme.MediaSkipNextIcon(), func() { v.show(v.at + 1) })
	if len(files) < 2 {
		v.before.Hide()
		v.after.Hide()
	}
	v.view = host.NewEvidenceView(v.before, v.after, v.name)
	v.box = widgets.NewSheet(host.Window, title, v.view.Viewer).Full().OnHide(v.view.Close)
	return v
}

// show shows one of the files, counted from 0.
func (v *viewSheet) show(at int) {
	v.at = max(0, min(at, len(v.files)-1))
	widgets.Enable(v.before, v.at > 0)
	widgets.Enable(v.after, v.at < len(v.files)-1)
	words := ""
	if len(v.files) > 1 {
		words = fmt.Sprintf("第%d个，共%d个：%s", v.at+1, len(v.files), shortName(v.files[v.at].Name, 24))
	}
	v.name.SetText(words)
	v.view.See(v.files[v.at])
}

// open puts the sheet over the window and shows a file.
func (v *viewSheet) open(at int) *viewSheet {
	v.box.Main("关闭", nil, nil).Show()
	v.show(at)
	v.view.Focus(v.canvas)
	return v
}

// canView reports whether files are shown in the window.
func (d *evidenceDesk) canView() bool { return d.host.Pages != nil }

// sight is a kept file to be looked at. item is "" for what is no evidence.
func (d *evidenceDesk) sight(item string, ref forms.FileRef) work.Sight {
	return work.Sight{
		Name: ref.Name, Outside: func() { d.openRef(item, ref) },
		Open: func(context.Context) (io.ReadCloser, error) { return d.session.File.OpenFile(ref) },
	}
}

// viewItem shows an item's files in the window, beginning with one of them; then is called when they are put away, and may be nil. Where
// nothing can be shown in the window the file is handed to the system.
func (d *evidenceDesk) viewItem(item forms.Evidence, at int, then func()) *viewSheet {
	if len(item.Files) == 0 {
		return nil
	}
	if !d.canView() {
		d.openRef(item.ID, item.Files[at])
		return nil
	}
	var all []work.Sight
	for _, ref := range item.Files {
		all = append(all, d.sight(item.ID, ref))
	}
	v := newViewSheet(d.host.Host, "佐证"+item.Number+"　"+shortName(item.Title, 40), all)
	v.box.OnHide(func() {
		v.view.Close()
		if then != nil {
			then()
		}
	})
	return v.open(at)
}

// AskPreview makes the report as it would be printed and shows its pages in the window.
func (d *Desk) AskPreview() {
	if !d.evidence.canView() {
		d.AskPrint()
		return
	}
	folder, err := files.TemporaryFolder("", "preview")
	if err != nil {
		d.host.Tell("没有打开", "无法创建临时文件夹，请检查磁盘空间，或者先导出，再打开报告。")
		return
	}
	var path string
	var problems []forms.Problem
	d.host.Run(work.Task{Title: "正在准备报告", Step: "排印 PDF 报告", Work: func(ctx context.Context, _ *work.Progress) (err error) {
		path, problems, err = pack.Report(ctx, d.session.File, folder)
		if err = errors.Join(err, ctx.Err()); err != nil {
			_ = os.RemoveAll(folder)
		}
		return err
	}, Done: func() {
		d.preview(path)
		if len(problems) > 0 {
			d.host.Tell("请核对页码", problems[0].Message)
		}
	}, Failed: "没有打开"})
}

// preview shows the report's pages; the folder it was made in goes with the sheet.
func (d *Desk) preview(path string) *viewSheet {
	title := "打印预览　草稿，不能盖章报送"
	if v := d.session.Values; v.Final {
		title = fmt.Sprintf("打印预览　定稿第%d版，核对码 %s", v.Version, d.session.lastVersion().Code)
	}
	v := newViewSheet(d.host.Host, title, []work.Sight{{Name: filepath.Base(path), Path: path}})
	v.box.Button("打印…", d.AskPrint)
	v.box.OnHide(func() {
		v.view.Close()
		_ = os.RemoveAll(filepath.Dir(path))
	})
	return v.open(0)
}
