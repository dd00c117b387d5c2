package assess

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"zicha/forms"
	"zicha/forms/dossier"
	"zicha/ui/widgets"
)

// copyFile writes a kept file to a path, never over another one.
func (s *Session) copyFile(ctx context.Context, ref forms.FileRef, path string) error {
	return s.File.SaveCopy(ctx, dossier.Copy{Ref: ref, Path: path})
}

// fileLine is a file of an item with what can be done with it.
func (d *Desk) fileLine(item forms.Evidence, ref forms.FileRef, leave func()) fyne.CanvasObject {
	open := widgets.NewAction("打开", theme.VisibilityIcon(), func() { leave(); d.openFile(ref) })
	save := widgets.NewAction("另存", theme.DocumentSaveIcon(), func() { leave(); d.saveCopy(ref) })
	swap := widgets.NewAction("换新的扫描件", theme.ViewRefreshIcon(), func() { leave(); d.askReplace(item) })
	enable(swap, !d.session.Locked())
	name := widgets.Column(0, widgets.Body(ref.Name), widgets.Muted(fileSize(ref.Size)))
	return widgets.Column(2, name, widgets.Row(4, -1, open, save, swap))
}

// askReplace asks for a newer scan of an item; number and links stay.
func (d *Desk) askReplace(item forms.Evidence) {
	widgets.OpenFile(d.host.Window, widgets.Ask{Title: "选择" + item.Number + "的新文件"}, func(path string) {
		p, ctx := d.begin("正在存入佐证文件")
		job := FileJob{To: item.ID, Paths: []string{path}, Progress: func(name string, part float64) { p.report("正在存入“"+name+"”", part) }}
		d.session.ReplaceFile(ctx, job, func(err error) {
			p.end()
			if err != nil && ctx.Err() == nil {
				d.host.Tell("没有更换", err.Error())
			}
		})
	})
}

// servedCriteria lets an item serve more criteria, or fewer; one always stays.
func (d *Desk) servedCriteria(item forms.Evidence) fyne.CanvasObject {
	group := widgets.Column(0)
	for _, c := range d.session.Values.Edition.Criteria() {
		check := widgets.NewCheck(c.ID+" "+c.Title, nil)
		check.Checked = slices.Contains(item.Criteria, c.ID)
		check.OnChanged = func(on bool) {
			now, _ := d.session.item(item.ID)
			ids := slices.DeleteFunc(slices.Clone(now.Criteria), func(id string) bool { return id == c.ID })
			if on {
				ids = append(ids, c.ID)
			}
			if len(ids) == 0 {
				check.SetChecked(true)
				return
			}
			d.session.Do("佐证"+item.Number+"对应要点", d.session.Values.LinkEvidence(item.ID, ids))
		}
		enable(check, !d.session.Locked())
		group.Add(check)
	}
	fold := widget.NewAccordion(widget.NewAccordionItem("对应的要点（可以多选）", group))
	return fold
}
