package assess

import (
	"fmt"
	"path/filepath"

	"fyne.io/fyne/v2"

	"zicha/forms"
	"zicha/forms/workbook"
	"zicha/scoring"
	"zicha/ui/widgets"
)

// shownRows bounds a list in a dialog; what is left out is counted in its last line.
const shownRows = 200

// AskImport reads a workbook filled in outside, shows what it would change, and changes it once that is confirmed.
func (d *Desk) AskImport() {
	if d.session.Locked() {
		d.host.Tell("不能导入", "档案已经定稿，或者是以只读方式打开的。要改动请先退回修改。")
		return
	}
	ask := widgets.Ask{Title: "选择填好的工作簿", Folder: filepath.Dir(d.session.File.Path()), Ends: []string{".xlsx"}}
	widgets.OpenFile(d.host.Window, ask, d.readWorkbook)
}

func (d *Desk) readWorkbook(path string) {
	var book *workbook.Book
	editions := []*scoring.Edition{d.session.Values.Edition}
	d.session.Background(func() (err error) {
		book, err = workbook.ReadFile(path, editions)
		return err
	}, func(err error) {
		if err != nil {
			d.host.Tell("没有导入", err.Error())
			return
		}
		if err := d.session.Values.SameCounty(book.Dossier); err != nil {
			d.host.Tell("没有导入", err.Error())
			return
		}
		d.showPlan(filepath.Base(path), book)
	})
}

// showPlan lists every change before anything is touched.
func (d *Desk) showPlan(name string, book *workbook.Book) {
	changes, unknown := d.session.Values.Plan(book.Dossier, book.New...)
	list := widgets.Column(6)
	for _, e := range unknown {
		list.Add(widgets.NewText("佐证"+e.Number+"“"+e.Title+"”在档案里没有。工作簿不含文件，这一件不导入，请用“添加”加入。", widgets.Style{Tone: widgets.ToneWait}))
	}
	for _, p := range clipped(book.Problems) {
		list.Add(widgets.NewText(p.Place+" "+p.Message, widgets.Style{Tone: widgets.ToneWait}))
	}
	for _, c := range clipped(changes) {
		list.Add(widgets.Body(d.session.Values.Describe([]forms.Change{c})))
	}
	if rest := len(changes) - shownRows; rest > 0 {
		list.Add(widgets.Muted(fmt.Sprintf("另有%d处改动没有列出。", rest)))
	}
	if len(changes) == 0 {
		list.Add(widgets.Body("工作簿里的内容与档案一致，没有要改的。空白的格子不会清掉档案里的内容。"))
		d.sheet("导入"+name, list)
		return
	}
	list.Objects = append([]fyne.CanvasObject{widgets.Muted(fmt.Sprintf("共%d处改动。工作簿里空白的格子不改动档案；导入后可以撤销。", len(changes)))}, list.Objects...)
	widgets.NewSheet(d.host.Window, "导入"+name, list).Wide().Button("取消", nil).Main("导入", nil, func() {
		d.session.Do("导入"+name, changes)
		d.host.Tell("已导入", fmt.Sprintf("从“%s”导入了%d处改动，%d处读不出来的没有导入。需要退回时用“撤销”。", name, len(changes), len(book.Problems)))
	}).Show()
}

func clipped[T any](list []T) []T { return list[:min(len(list), shownRows)] }
