package assess

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"

	"zicha/forms"
	"zicha/forms/dossier"
	"zicha/forms/files"
	"zicha/forms/wording"
	"zicha/ui/widgets"
	"zicha/ui/work"
)

// evidenceSheet is an item's data: what it is, its files, and which criteria it serves.
type evidenceSheet struct {
	desk   *evidenceDesk
	id     string
	files  *fyne.Container
	movers map[string][2]*widgets.Action // 前移 and 后移, by file
	box    *widgets.Sheet
	fields []*field
	serve  *widgets.Text
	help   *widgets.Action // says what 撤销这份材料 is
	accept *widgets.Action // nil where nothing is in doubt
}

// fewFiles is how many files stand over an item's data; more of them stand under it.
const fewFiles = 2

// editEvidence shows the sheet of an item, nil where there is none.
func (d *evidenceDesk) editEvidence(id string) *evidenceSheet {
	item, ok := d.session.item(id)
	if !ok {
		return nil
	}
	e := &evidenceSheet{desk: d, id: id, serve: widgets.Body("")}
	list := widgets.Column(10)
	if item.Removed {
		list.Add(widgets.NewText("已撤销："+item.Reason, widgets.Style{Tone: widgets.ToneWait}))
	}
	e.doubt(item, list)
	e.files = widgets.Column(10)
	e.showFiles()
	if n := len(e.files.Objects); n > 0 && n <= fewFiles {
		list.Add(e.files)
		list.Add(widgets.Rule())
	}
	for _, attr := range append(forms.DescribingAttrs(), forms.AttrKeep) {
		f := newField(d.session, slot{path: forms.EvidencePath(id, attr), spec: d.session.Values.Edition.Shown(forms.EvidenceField(attr))})
		e.fields = append(e.fields, f)
		list.Add(f.box)
	}
	list.Add(widgets.Rule())
	list.Add(e.served())
	if len(e.files.Objects) > fewFiles {
		list.Add(widgets.Rule())
		list.Add(e.files)
	}
	e.box = widgets.NewSheet(d.host.Window, "佐证材料 "+item.Number, list).Wide()
	if !d.session.Locked() && !item.Removed {
		e.help = widgets.NewHelp(wording.ExplainAll(&d.session.Values.Edition.Words, wording.TermWithdraw))
		e.box.Custom(e.help).Button("撤销这份材料…", func() { d.removeEvidence(item) })
	}
	if next, ok := d.session.nextItem(id); ok {
		e.box.Button("下一件 "+next.Number, func() { d.session.Flush(); d.editEvidence(next.ID) })
	}
	e.box.Main("完成", nil, d.session.Flush).Show()
	return e
}

// doubt says what is wrong with the item's files, and lets a person let them stand.
func (e *evidenceSheet) doubt(item forms.Evidence, list *fyne.Container) {
	words := item.DoubtWords()
	if words == "" || item.Removed {
		return
	}
	var todo []string
	for _, f := range item.Doubtful() {
		if _, do := f.Doubt.Words(); !slices.Contains(todo, do) {
			todo = append(todo, do)
		}
	}
	e.accept = widgets.NewAction("仍作为佐证材料", theme.ConfirmIcon(), func() {
		e.desk.session.Do("佐证"+item.Number+"仍作为佐证材料", e.desk.session.Values.Accept(item.ID))
		e.box.Hide()
	})
	widgets.Lock(e.accept, e.desk.session.WhyLocked())
	list.Add(widgets.NewText(words+"。"+strings.Join(todo, "。")+"。核对后确认可以使用的，点“仍作为佐证材料”。", widgets.Style{Tone: widgets.ToneWait}))
	list.Add(widgets.Row(4, -1, e.accept))
	list.Add(widgets.Rule())
}

// jump gives the field of a path the keyboard.
func (e *evidenceSheet) jump(p forms.Path) {
	for _, f := range e.fields {
		if f.path == p {
			f.focus(e.desk.host.Window.Canvas())
		}
	}
}

// nextItem is the item in use after one, in the order of the numbers.
func (s *Session) nextItem(id string) (forms.Evidence, bool) {
	all := s.Values.AllEvidence()
	at := slices.IndexFunc(all, func(e forms.Evidence) bool { return e.ID == id })
	for _, e := range all[at+1:] {
		if !e.Removed {
			return e, true
		}
	}
	return forms.Evidence{}, false
}

// served names the criteria the item serves, and lets them be ticked.
func (e *evidenceSheet) served() fyne.CanvasObject {
	change := widgets.NewAction("选择要点…", theme.DocumentCreateIcon(), func() { e.desk.askServed(e.id, e.showServed) })
	widgets.Lock(change, e.desk.session.WhyLocked())
	e.showServed()
	return widgets.Row(12, 1, widgets.Fixed(labelWidth, widgets.Body("对应的要点")), e.serve, change)
}

// askServed asks which criteria an item serves; then may be nil.
func (d *evidenceDesk) askServed(id string, then func()) {
	item, _ := d.session.item(id)
	d.tickCriteria("佐证"+item.Number+"是哪些要点的材料？", item.Criteria, func(ids []string) {
		d.session.Do("佐证"+item.Number+"对应要点", d.session.Values.LinkEvidence(id, ids))
		if then != nil {
			then()
		}
	})
}

func (e *evidenceSheet) showServed() {
	item, _ := e.desk.session.item(e.id)
	var names []string
	for _, id := range item.Criteria {
		if c := e.desk.session.Values.Edition.Criterion(id); c != nil {
			names = append(names, c.ID+" "+c.Title)
		}
	}
	e.serve.SetText(strings.Join(names, "\n"))
	if e.box != nil {
		e.box.Fit()
	}
}

// showFiles lists the item's files in their order.
func (e *evidenceSheet) showFiles() {
	item, _ := e.desk.session.item(e.id)
	e.files.Objects, e.movers = nil, map[string][2]*widgets.Action{}
	for _, ref := range item.Files {
		e.files.Objects = append(e.files.Objects, e.file(item, ref))
	}
	e.files.Refresh()
	if e.box != nil {
		e.box.Fit()
	}
}

// moving are the buttons that move a file among several, which Alt with the arrow keys does from each of its buttons.
func (e *evidenceSheet) moving(item forms.Evidence, ref forms.FileRef, ways []fyne.CanvasObject) []fyne.CanvasObject {
	if len(item.Files) < 2 || item.Removed {
		return nil
	}
	at := slices.IndexFunc(item.Files, func(f forms.FileRef) bool { return f.ID == ref.ID })
	up := widgets.NewAction("前移", theme.MoveUpIcon(), func() { e.move(ref, -1) }).Tip("Alt+↑")
	down := widgets.NewAction("后移", theme.MoveDownIcon(), func() { e.move(ref, 1) }).Tip("Alt+↓")
	for button, end := range map[*widgets.Action]bool{up: at == 0, down: at == len(item.Files)-1} {
		widgets.Lock(button, e.desk.session.WhyLocked())
		if end {
			button.Disable()
		}
	}
	e.movers[ref.ID] = [2]*widgets.Action{up, down}
	keys := func(s fyne.Shortcut) bool {
		custom, ok := s.(*desktop.CustomShortcut)
		if !ok || custom.Modifier != fyne.KeyModifierAlt || custom.KeyName != fyne.KeyUp && custom.KeyName != fyne.KeyDown {
			return false
		}
		e.move(ref, map[fyne.KeyName]int{fyne.KeyUp: -1, fyne.KeyDown: 1}[custom.KeyName])
		return true
	}
	buttons := []fyne.CanvasObject{up, down}
	for _, o := range append(buttons, ways...) {
		o.(*widgets.Action).OnShortcut = keys
	}
	return buttons
}

// move moves a file by one place; the keyboard stays with it.
func (e *evidenceSheet) move(ref forms.FileRef, by int) {
	s := e.desk.session
	changes := s.Values.MoveFile(e.id, ref.ID, by)
	if len(changes) == 0 || s.Locked() {
		return
	}
	item, _ := s.item(e.id)
	at := slices.IndexFunc(item.Files, func(f forms.FileRef) bool { return f.ID == ref.ID })
	s.Do("佐证"+item.Number+"的第"+strconv.Itoa(at+1)+"个文件"+map[int]string{-1: "前移", 1: "后移"}[by], changes)
	e.showFiles()
	button := e.movers[ref.ID][(by+1)/2]
	if button.Disabled() {
		button = e.movers[ref.ID][(1-by)/2]
	}
	e.desk.host.Window.Canvas().Focus(button)
}

// file is a file of the item with what can be done with it.
func (e *evidenceSheet) file(item forms.Evidence, ref forms.FileRef) fyne.CanvasObject {
	d := e.desk
	leave := func(action func()) func() {
		return func() {
			e.box.Hide()
			d.session.Flush()
			action()
		}
	}
	open := widgets.NewAction("打开", theme.VisibilityIcon(), leave(func() { d.openRef(item.ID, ref) }))
	ways := []fyne.CanvasObject{open}
	if d.canView() {
		at := slices.IndexFunc(item.Files, func(f forms.FileRef) bool { return f.ID == ref.ID })
		open.SetLabel("用系统程序打开")
		ways = []fyne.CanvasObject{widgets.NewAction("查看", theme.SearchIcon(), leave(func() { d.viewItem(item, at, func() { d.editEvidence(item.ID) }) })), open}
	}
	save := widgets.NewAction("另存", theme.DocumentSaveIcon(), leave(func() { d.saveCopy(ref) }))
	swap := widgets.NewAction("换新的扫描件", theme.ViewRefreshIcon(), leave(func() { d.askReplace(item, ref) }))
	widgets.Lock(swap, d.session.WhyLocked())
	pages := ""
	if len(item.Files) == 1 {
		pages = item.Pages
	}
	ways = append(ways, e.moving(item, ref, append(ways, save, swap))...)
	rows := widgets.Column(2, widgets.NewText(work.ShortName(ref.Name, 40), widgets.Style{Single: true}), widgets.Muted(files.Size(ref.Size)), widgets.Flow(4, append(ways, save, swap)...))
	if o := d.session.copies.Of(item.ID, ref); o != nil && !d.session.Locked() {
		words := widgets.NewText("打开过的副本在其他程序里改过了。", widgets.Style{Size: theme.SizeNameCaptionText, Tone: widgets.ToneWait})
		rows.Add(widgets.Row(4, -1, words, widgets.NewAction("换成改过的", theme.ViewRefreshIcon(), leave(func() { d.replace(item.ID, ref, o.Path) }))))
	}
	return widgets.Row(12, 1, d.fileThumb(ref, pages, 80), rows)
}

// askReplace asks for a newer scan of an item's file; number and links stay.
func (d *evidenceDesk) askReplace(item forms.Evidence, ref forms.FileRef) {
	widgets.OpenFile(d.host.Window, widgets.Ask{Title: "选择" + item.Number + "的新文件"}, func(path string) { d.replace(item.ID, ref, path) })
}

// replace puts a file in the place of an item's.
func (d *evidenceDesk) replace(item string, old forms.FileRef, path string) {
	var taken dossier.Taken
	d.host.Run(work.Task{Title: storing, Work: func(ctx context.Context, p *work.Progress) (err error) {
		taken, err = d.session.File.TakeIn(ctx, []string{path}, p.File)
		return err
	}, Done: func() {
		ref, err := d.session.swap(swap{item, old}, taken)
		d.host.After("没有更换", func() { d.session.copies.Taken(path, ref) })(err)
	}, Failed: "没有更换"})
}

// offerCopy asks whether a copy changed outside takes the place of the item's file; nothing is taken unasked.
func (d *evidenceDesk) offerCopy(o *work.Copy) bool {
	item, ok := d.session.item(o.Item)
	switch {
	case d.session.Locked() || d.host.Asking():
		return false
	case !ok || item.Removed:
		return true
	}
	words := "“" + filepath.Base(o.Path) + "”（佐证" + item.Number + " " + item.Title + "）打开后在其他程序里改过了。档案里存的仍是原来的文件。要换成改过的吗？"
	widgets.NewSheet(d.host.Window, "打开的文件改过了", widgets.Body(words)).Button("不换", nil).
		Main("换成改过的", nil, func() { d.replace(o.Item, o.Ref, o.Path) }).Show()
	return true
}

// copyFolder makes a folder for what is handed to the system; where that fails it says what can be done instead.
func (d *evidenceDesk) copyFolder(instead string) (string, bool) {
	folder, err := d.session.copies.Folder()
	if err != nil {
		d.host.Tell("没有打开", "无法创建临时文件夹，请检查磁盘空间，或者"+instead+"。")
	}
	return folder, err == nil
}

// openRef copies a kept file into a folder of its own and hands it to the system. item is "" for what is no evidence.
func (d *evidenceDesk) openRef(item string, ref forms.FileRef) {
	folder, ok := d.copyFolder("用“另存”")
	if !ok {
		return
	}
	d.copyOut(ref, filepath.Join(folder, filepath.Base(ref.Name)), func(path string) {
		if item != "" {
			d.session.copies.Watch(item, ref, path)
		}
		d.host.OpenPath(path)
	})
}

// saveCopy asks for a place and copies a kept file there.
func (d *evidenceDesk) saveCopy(ref forms.FileRef) {
	home, _ := os.UserHomeDir()
	widgets.SaveFile(d.host.Window, widgets.Ask{Title: "另存文件", Name: ref.Name, Folder: home, New: true}, func(path string) { d.copyOut(ref, path, d.tellSaved) })
}

func (d *evidenceDesk) tellSaved(path string) {
	d.host.Tell("已另存", "文件已存为“"+path+"”。")
}

func (d *evidenceDesk) copyOut(ref forms.FileRef, path string, done func(string)) {
	d.host.Run(work.Task{Title: "正在取出文件", Step: "正在取出" + files.Quoted(ref.Name), Work: func(ctx context.Context, _ *work.Progress) error {
		return d.session.File.SaveCopy(ctx, ref, files.Place{Path: path})
	}, Done: func() { done(path) }, Failed: "没有取出"})
}

// removeEvidence asks for the reason and takes an item out of use.
func (d *evidenceDesk) removeEvidence(item forms.Evidence) {
	d.host.Ask(work.Question{Title: "撤销佐证材料 " + item.Number, Words: "请写明撤销的原因。编号、名称和原因会留在档案里，编号不再给其他材料。", Rows: 2}, func(reason string) {
		changes, err := d.session.Values.RemoveEvidence(item.ID, reason)
		if err != nil {
			d.host.Tell("没有撤销", err.Error())
			return
		}
		d.session.Do("撤销佐证"+item.Number, changes)
	})
}
