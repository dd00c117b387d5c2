package assess

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"zicha/forms"
	"zicha/forms/files"
	"zicha/forms/pack"
	"zicha/ui/work"
)

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
func (d *evidenceDesk) viewItem(item forms.Evidence, at int, then func()) *work.ViewSheet {
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
	v := d.host.NewViewSheet("佐证"+item.Number+"　"+work.ShortName(item.Title, 40), all)
	v.Box.OnHide(func() {
		v.View.Close()
		if then != nil {
			then()
		}
	})
	return v.Open(at)
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
func (d *Desk) preview(path string) *work.ViewSheet {
	title := "打印预览　草稿，不能盖章报送"
	if v := d.session.Values; v.Final {
		title = fmt.Sprintf("打印预览　定稿第%d版，核对码 %s", v.Version, d.session.lastVersion().Code)
	}
	v := d.host.NewViewSheet(title, []work.Sight{{Name: filepath.Base(path), Path: path}})
	v.Box.Button("打印…", d.AskPrint)
	v.Box.OnHide(func() {
		v.View.Close()
		_ = os.RemoveAll(filepath.Dir(path))
	})
	return v.Open(0)
}
