package assess

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"zicha/forms"
	"zicha/scoring"
	"zicha/ui/widgets"
)

// askFiles asks for a file and attaches it to a criterion, as the expected pieces given.
func (d *Desk) askFiles(c *scoring.Criterion, expect ...string) {
	widgets.OpenFile(d.host.Window, widgets.Ask{Title: "选择" + c.ID + "的佐证文件"}, func(path string) {
		d.attach(c, []string{path}, expect...)
	})
}

// attach takes files in with progress, and says what came of it where it is not plain to see.
func (d *Desk) attach(c *scoring.Criterion, paths []string, expect ...string) {
	if d.session.Locked() {
		d.host.Tell("不能添加", "档案已经定稿或以只读方式打开，不能添加佐证材料。需要修改时，请先退回修改。")
		return
	}
	p, ctx := d.begin("正在存入佐证文件")
	job := FileJob{To: c.ID, Paths: paths, Progress: func(name string, part float64) { p.report("正在存入“"+name+"”", part) }}
	d.session.AddFiles(ctx, job, func(in Intake) {
		p.end()
		d.session.expectOf(in.Added, expect)
		if told := append(in.Failed, in.Same...); len(told) > 0 {
			d.host.Tell("请看一下", strings.Join(told, "\n"))
		}
	})
}

// Dropped takes files dropped on the window: they go to the criterion under the pointer, otherwise it is asked which.
func (d *Desk) Dropped(at fyne.Position, uris []fyne.URI) {
	var paths []string
	for _, u := range uris {
		paths = append(paths, filepath.FromSlash(u.Path()))
	}
	if len(paths) == 0 {
		return
	}
	p, ok := d.pages[d.current].(*indicatorPage)
	if !ok {
		d.host.Tell("拖入佐证材料", "请先打开一项考核指标，再把文件拖到相应的要点上。")
		return
	}
	if c := p.under(at); c != nil {
		d.attach(c, paths)
		return
	}
	d.askCriterion(p.ind.Criteria, func(c *scoring.Criterion) { d.attach(c, paths) })
}

// under finds the criterion whose card is at a position of the window.
func (p *indicatorPage) under(at fyne.Position) *scoring.Criterion {
	for _, card := range p.cards {
		corner := fyne.CurrentApp().Driver().AbsolutePositionForObject(card.box)
		size := card.box.Size()
		if at.X >= corner.X && at.X < corner.X+size.Width && at.Y >= corner.Y && at.Y < corner.Y+size.Height {
			return card.c
		}
	}
	if len(p.cards) == 1 {
		return p.cards[0].c
	}
	return nil
}

// askCriterion asks which criterion is meant.
func (d *Desk) askCriterion(all []*scoring.Criterion, done func(*scoring.Criterion)) {
	var box *widgets.Sheet
	list := widgets.Column(0)
	for _, c := range all {
		list.Add(widgets.NewLine(widgets.Inset(8, 6, widgets.Body(c.ID+" "+c.Title)), func() { box.Hide(); done(c) }))
	}
	box = widgets.NewSheet(d.host.Window, "这些文件是哪个要点的佐证？", list).Button("取消", nil).Show()
}

// addApart asks for the name of a piece handed in by another way (另行报送).
func (d *Desk) addApart(c *scoring.Criterion) {
	d.ask(question{"另行报送的材料", "写明材料名称。它在佐证材料目录里占一个编号，不附文件。", 1}, func(title string) {
		if _, err := d.session.AddApart(c.ID, title); err != nil {
			d.host.Tell("没有添加", err.Error())
		}
	})
}

// askLink lets an item of another criterion serve this one too.
func (d *Desk) askLink(c *scoring.Criterion) {
	var box *widgets.Sheet
	list := widgets.Column(0)
	for _, item := range d.session.Values.AllEvidence() {
		if item.Removed || slices.Contains(item.Criteria, c.ID) {
			continue
		}
		line := widgets.Column(0, widgets.Body(item.Number+" "+item.Title), widgets.Muted("已用于"+strings.Join(item.Criteria, "、")))
		list.Add(widgets.NewLine(widgets.Inset(8, 4, line), func() {
			box.Hide()
			d.session.Do("佐证"+item.Number+"同时用于"+c.ID, d.session.Values.LinkEvidence(item.ID, append(slices.Clone(item.Criteria), c.ID)))
		}))
	}
	if len(list.Objects) == 0 {
		d.host.Tell("引用已有材料", "还没有其他要点的佐证材料可以引用。请先添加文件。")
		return
	}
	box = widgets.NewSheet(d.host.Window, "选择同时证明"+c.ID+"的材料", list).Button("取消", nil).Show()
}

// openFile copies a kept file into a folder of its own and hands it to the system.
func (d *Desk) openFile(ref forms.FileRef) {
	folder, err := os.MkdirTemp("", "zicha-")
	if err != nil {
		d.host.Tell("没有打开", "临时文件夹建不了，请检查磁盘空间，或者用“另存”。")
		return
	}
	d.copyOut(ref, filepath.Join(folder, filepath.Base(ref.Name)), d.host.OpenPath)
}

// saveCopy asks for a place and copies a kept file there.
func (d *Desk) saveCopy(ref forms.FileRef) {
	home, _ := os.UserHomeDir()
	widgets.SaveFile(d.host.Window, widgets.Ask{Title: "另存佐证文件", Name: ref.Name, Folder: home}, func(path string) {
		d.copyOut(ref, path, func(path string) { d.host.Tell("已另存", "文件已存为“"+path+"”。") })
	})
}

func (d *Desk) copyOut(ref forms.FileRef, path string, done func(string)) {
	p, ctx := d.begin("正在取出佐证文件")
	p.report("正在取出“"+ref.Name+"”", 0)
	go func() {
		err := d.session.copyFile(ctx, ref, path)
		d.session.later(func() {
			p.end()
			switch {
			case errors.Is(err, context.Canceled):
			case err != nil:
				d.host.Tell("没有取出", err.Error())
			default:
				done(path)
			}
		})
	}()
}

// editEvidence shows an item's data: what it is, its files, and which criteria it serves.
func (d *Desk) editEvidence(id string) {
	item, ok := d.session.item(id)
	if !ok {
		return
	}
	var box *widgets.Sheet
	list := widgets.Column(10)
	for _, attr := range []string{forms.AttrTitle, forms.AttrDocNo, forms.AttrDate, forms.AttrIssuer, forms.AttrPages, forms.AttrDelivery, forms.AttrKeep} {
		list.Add(newField(d.session, slot{path: forms.EvidencePath(id, attr), spec: forms.EvidenceField(attr)}).box)
	}
	for _, ref := range item.Files {
		list.Add(d.fileLine(item, ref, func() { box.Hide() }))
	}
	list.Add(d.servedCriteria(item))
	box = widgets.NewSheet(d.host.Window, "佐证材料 "+item.Number, list).Wide()
	if !d.session.Locked() {
		box.Button("撤销这份材料…", func() { d.removeEvidence(item) })
	}
	box.Main("完成", nil, d.session.Flush).Show()
}

// removeEvidence asks for the reason and takes an item out of use.
func (d *Desk) removeEvidence(item forms.Evidence) {
	d.ask(question{"撤销佐证材料 " + item.Number, "请写明撤销的原因。编号、名称和原因会留在档案里，编号不再给别的材料。", 2}, func(reason string) {
		changes, err := d.session.Values.RemoveEvidence(item.ID, reason)
		if err != nil {
			d.host.Tell("没有撤销", err.Error())
			return
		}
		d.session.Do("撤销佐证"+item.Number, changes)
	})
}
