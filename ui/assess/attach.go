package assess

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"zicha/forms/files"
	"zicha/forms/intake"

	"fyne.io/fyne/v2"

	"zicha/scoring"
	"zicha/ui/widgets"
	"zicha/ui/work"
)

// evidenceDesk is where evidence is taken in, looked at, changed and handed out.
type evidenceDesk struct {
	host    *Host
	session *Session
}

// askFiles asks for files and attaches them to a criterion, as the expected pieces given.
func (d *evidenceDesk) askFiles(c *scoring.Criterion, expect ...string) {
	widgets.OpenFiles(d.host.Window, widgets.Ask{Title: "选择" + c.ID + "的佐证文件"}, func(paths []string) { d.attach(c, paths, expect...) })
}

// attach takes files in, each as an item; several pictures may be one item, which is asked.
func (d *evidenceDesk) attach(c *scoring.Criterion, paths []string, expect ...string) {
	if d.session.Locked() {
		d.host.Tell("不能添加", "档案已经定稿或以只读方式打开，不能添加佐证材料。需要修改时，请先退回修改。")
		return
	}
	var folders []string
	paths = slices.DeleteFunc(slices.Clone(paths), func(path string) bool {
		info, err := os.Stat(path)
		if err != nil || !info.IsDir() {
			return false
		}
		folders = append(folders, files.Quoted(filepath.Base(path))+"是文件夹，没有加入。请打开文件夹，选中里面的文件再添加。")
		return true
	})
	var pictures, others []string
	for _, path := range paths {
		if isPicture(path) {
			pictures = append(pictures, path)
		} else {
			others = append(others, path)
		}
	}
	in := intake.Batch{Criterion: c.ID, Expect: expect, Pieces: intake.Apiece(paths)}
	if len(pictures) > 1 {
		d.askTogether(pictures, func(pieces []intake.Piece) {
			in.Pieces = append(pieces, intake.Apiece(others)...)
			d.takeIn(in, folders, nil)
		})
		return
	}
	d.takeIn(in, folders, nil)
}

// isPicture tells photos and scans by their names.
func isPicture(path string) bool {
	return slices.Contains([]string{".jpg", ".jpeg", ".png", ".bmp", ".webp", ".gif", ".tif", ".tiff", ".heic"}, strings.ToLower(filepath.Ext(path)))
}

// mostPictures is how many of the pictures added together are named.
const mostPictures = 6

// askTogether asks whether several pictures are one item, such as the pages of one document, or an item each.
func (d *evidenceDesk) askTogether(pictures []string, done func([]intake.Piece)) {
	title := widgets.NewEntry(320)
	title.Put(intake.TitleOf(pictures[0]))
	names := make([]string, len(pictures))
	for i, path := range pictures {
		names[i] = files.Printable(files.Shown(filepath.Base(path)))
	}
	named := strings.Join(names[:min(mostPictures, len(names))], "、")
	if len(names) > mostPictures {
		named += "等"
	}
	list := widgets.Column(8, widgets.Body(fmt.Sprintf("一起添加了%d张图片：%s。", len(pictures), named)),
		widgets.Body("如果是同一份文件的各页，或者同一次活动的照片，请合成一件，只占一个编号，按上面的次序排列。"),
		widgets.Row(12, 1, widgets.Body("合成一件时的名称"), title))
	widgets.NewSheet(d.host.Window, "这些图片如何添加", list).Button("取消", nil).
		Button("每张一件", func() { done(intake.Apiece(pictures)) }).
		Main("合成一件（多张照片）", nil, func() { done([]intake.Piece{{Title: title.Text, Paths: pictures}}) }).Show()
}

// storing heads the dialog of files being taken in.
const storing = "正在存入佐证文件"

// takeIn stores evidence with progress, and says what came of it where it is not plain to see, else goes on.
func (d *evidenceDesk) takeIn(in intake.Batch, told []string, then func()) {
	if len(in.Pieces) == 0 {
		d.host.Tell("没有添加", strings.Join(told, "\n"))
		return
	}
	var taken *intake.Taken
	d.host.Run(work.Task{Title: storing, Work: func(ctx context.Context, p *work.Progress) error {
		taken = intake.TakeIn(ctx, d.session.File, in, p.File)
		return nil
	}, Done: func() {
		d.session.take(taken)
		told := slices.Concat(told, taken.Failed, taken.Doubted, taken.Same)
		if taken.Stopped {
			told = append(told, fmt.Sprintf("已经取消。取消前存完的%d件留在档案里，可以撤销。", len(taken.Added)))
		}
		switch {
		case len(told) > 0:
			d.host.Tell("请核对", strings.Join(told, "\n"))
		case then != nil:
			then()
		}
	}})
}

// Dropped takes files dropped on the window: they go to the criterion under the pointer, otherwise it is asked which.
func (d *Desk) Dropped(at fyne.Position, uris []fyne.URI) {
	var paths []string
	for _, u := range uris {
		paths = append(paths, filepath.FromSlash(u.Path()))
	}
	if len(paths) == 0 || d.host.Asking() {
		return
	}
	if d.session.Locked() {
		d.evidence.attach(nil, paths) // tells why not
		return
	}
	var first *scoring.Indicator
	if p, ok := d.pane.indicator(); ok {
		c := p.at(at)
		if c == nil && len(p.cards) == 1 {
			c = p.cards[0].c
		}
		if c != nil {
			d.evidence.attach(c, paths)
			return
		}
		first = p.ind
	}
	names := fmt.Sprintf("“%s”", work.ShortName(filepath.Base(paths[0]), 24))
	if len(paths) > 1 {
		names += fmt.Sprintf("等%d个文件", len(paths))
	}
	d.evidence.pickCriterion(names+"是哪个要点的佐证？", first, func(c *scoring.Criterion) { d.evidence.attach(c, paths) })
}

// at finds the criterion whose card is at a position of the window, nil where none is.
func (p *indicatorPage) at(pos fyne.Position) *scoring.Criterion {
	if p.mark != nil && within(p.mark.box, pos) {
		return p.mark.c
	}
	for _, card := range p.cards {
		if within(card.box, pos) {
			return card.c
		}
	}
	return nil
}

// within reports whether a position of the window is on an object.
func within(o fyne.CanvasObject, pos fyne.Position) bool {
	corner := fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
	size := o.Size()
	return pos.X >= corner.X && pos.X < corner.X+size.Width && pos.Y >= corner.Y && pos.Y < corner.Y+size.Height
}

// addApart asks for the name of a piece handed in by another way (另行报送).
func (d *evidenceDesk) addApart(c *scoring.Criterion) {
	d.host.Ask(work.Question{Title: "另行报送的材料", Words: "写明材料名称。它在佐证材料目录里占一个编号，不附文件。", Rows: 1}, func(title string) {
		if _, err := d.session.AddApart(c.ID, title); err != nil {
			d.host.Tell("没有添加", err.Error())
		}
	})
}

// askLink lets an item of another criterion serve this one too.
func (d *evidenceDesk) askLink(c *scoring.Criterion) {
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
