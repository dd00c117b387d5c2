package assess

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"zicha/forms"
	"zicha/forms/files"
	"zicha/forms/merge"
	"zicha/forms/workbook"
	"zicha/scoring"
	"zicha/ui/widgets"
	"zicha/ui/work"
)

// shownRows bounds a list in a dialog; what is left out is counted in its last line.
const shownRows = 200

func clipped[T any](list []T) []T { return list[:min(len(list), shownRows)] }

// AskImport reads a workbook filled in outside, shows what it would change, and changes it once that is confirmed.
func (d *Desk) AskImport() {
	if d.session.Locked() {
		d.host.Tell("不能导入", "档案已经定稿，或者是以只读方式打开的。要改动请先退回修改。")
		return
	}
	ask := widgets.Ask{Title: "选择填好的工作簿", Folder: d.host.Folder, Ends: []string{".xlsx"}}
	widgets.OpenFile(d.host.Window, ask, d.readWorkbook)
}

func (d *Desk) readWorkbook(path string) {
	var book *workbook.Book
	editions := []*scoring.Edition{d.session.Values.Edition}
	d.host.Run(work.Task{Title: "正在读取工作簿", Step: "正在读取“" + filepath.Base(path) + "”", Work: func(ctx context.Context, _ *work.Progress) (err error) {
		if book, err = workbook.ReadFile(path, editions); err == nil {
			err = merge.SameCounty(d.session.File.Dossier(), book.Dossier)
		}
		return errors.Join(err, ctx.Err())
	}, Done: func() {
		i := &importing{desk: d, name: filepath.Base(path), book: book}
		i.show()
	}, Failed: "没有导入"})
}

// importing is the plan of an import: what fills blanks, what contradicts the dossier and must be chosen, what cannot be taken.
type importing struct {
	desk    *Desk
	name    string
	book    *workbook.Book
	items   []*importItem
	unknown []forms.Evidence
	choices []*widgets.Choices // of the conflicts shown, in order
	said    *widgets.Text      // beside the buttons, in sight wherever the list is scrolled to
	box     *widgets.Sheet
}

func (i *importing) title(verb string) string { return verb + "“" + shortName(i.name, 36) + "”" }

// say tells what keeps the import from going on.
func (i *importing) say(words string) {
	i.said.SetText(words)
	i.box.Fit()
}

// show lists everything before anything is touched.
func (i *importing) show() {
	d := i.desk
	changes, unknown := merge.Plan(d.session.Values, i.book.Dossier, i.book.New...)
	i.items, i.unknown = importItems(d.session.Values, i.book.Dossier, changes), unknown
	i.said = widgets.NewText("", widgets.Style{Tone: widgets.ToneSeal})
	fills, conflicts := i.counts()
	list := widgets.Column(8)
	if len(i.items) == 0 {
		list.Add(widgets.Body("工作簿里的内容与档案一致，没有要改的。空白的格子不会清掉档案里的内容。"))
		i.addLeftOut(list)
		d.host.Sheet(i.title("导入"), list)
		return
	}
	list.Add(widgets.Body(fmt.Sprintf("档案里空白、可以直接填入的有%d处；档案和工作簿都有、但不一样的有%d处。工作簿里空白的格子不改动档案，导入后可以撤销。", fills, conflicts)))
	i.addConflicts(list, conflicts)
	i.addFills(list, fills)
	i.addLeftOut(list)
	i.box = widgets.NewSheet(d.host.Window, i.title("导入"), list).Wide().Custom(i.said).
		Button("取消", nil).Main("导入", i.ready, i.take).Show()
}

func (i *importing) counts() (fills, conflicts int) {
	for _, it := range i.items {
		if it.conflict {
			conflicts++
		} else {
			fills++
		}
	}
	return fills, conflicts
}

// addConflicts sets the two sides of every conflict beside each other.
func (i *importing) addConflicts(list *fyne.Container, n int) {
	if n == 0 {
		return
	}
	head := widgets.NewText(fmt.Sprintf("不一样的%d处，请逐条选择", n), widgets.Style{Bold: true, Tone: widgets.ToneWait})
	list.Add(widgets.Row(4, 0, head, widgets.NewAction("全部用工作簿的", theme.ConfirmIcon(), func() { i.all(pickTheirs) }),
		widgets.NewAction("全部保留档案的", theme.ConfirmIcon(), func() { i.all(pickMine) })))
	for _, it := range i.items {
		if !it.conflict {
			continue
		}
		if len(i.choices) >= shownRows {
			list.Add(widgets.Muted(fmt.Sprintf("另有%d处没有列出，用上面的“全部”选择。", n-shownRows)))
			return
		}
		choice := widgets.NewChoices(widgets.Choice{Key: pickMine, Label: "保留档案的"}, widgets.Choice{Key: pickTheirs, Label: "用工作簿的"})
		choice.OnChanged = func(key string) { it.pick = key; i.say("") }
		i.choices = append(i.choices, choice)
		side := func(name, text string) fyne.CanvasObject {
			return widgets.Panel(widgets.ToneQuote, 8, widgets.Column(2, widgets.Muted(name), widgets.Body(text)))
		}
		sides := widgets.Sides(8, side("档案里的", it.mine), side("工作簿里的", it.theirs))
		list.Add(widgets.Column(4, widgets.NewText(it.title, widgets.Style{Bold: true}), sides, choice))
	}
}

// all answers every conflict alike.
func (i *importing) all(pick string) {
	for _, it := range i.items {
		it.pick = pick
	}
	for _, c := range i.choices {
		c.Put(pick)
	}
	i.say("")
}

func (i *importing) addFills(list *fyne.Container, n int) {
	if n == 0 {
		return
	}
	list.Add(widgets.NewText(fmt.Sprintf("将填入的%d处", n), widgets.Style{Bold: true}))
	shown := 0
	for _, it := range i.items {
		if it.conflict {
			continue
		}
		if shown++; shown > shownRows {
			list.Add(widgets.Muted(fmt.Sprintf("另有%d处没有列出。", n-shownRows)))
			return
		}
		list.Add(widgets.Body(it.title + "：" + it.theirs))
	}
}

// addLeftOut tells what the workbook says and cannot be taken.
func (i *importing) addLeftOut(list *fyne.Container) {
	for _, words := range i.leftOut() {
		list.Add(widgets.NewText(words, widgets.Style{Tone: widgets.ToneWait}))
	}
}

func (i *importing) leftOut() []string {
	var out []string
	for _, e := range i.unknown {
		out = append(out, "佐证"+e.Number+files.Quoted(e.Title)+"在档案里没有。工作簿不含文件，这一件不导入，请用“添加文件”加入。")
	}
	for _, p := range clipped(i.book.Problems) {
		out = append(out, p.Place+" "+p.Message)
	}
	return out
}

// ready reports whether every conflict was chosen, and tells how many were not.
func (i *importing) ready() bool {
	open := 0
	for _, it := range i.items {
		if it.conflict && it.pick == "" {
			open++
		}
	}
	if open > 0 {
		i.say(fmt.Sprintf("还有%d处没有选择用哪一边的", open))
	}
	return open == 0
}

// take makes the changes and tells line by line what happened.
func (i *importing) take() {
	d := i.desk
	changes := chosen(i.items)
	d.session.Do("导入"+i.name, changes)
	var filled, taken, kept int
	lines := widgets.Column(4)
	for n, it := range i.items {
		words := "已填入"
		switch {
		case it.conflict && it.pick == pickMine:
			words = "保留档案的"
			kept++
		case it.conflict:
			words = "改用工作簿的"
			taken++
		default:
			filled++
		}
		if n < shownRows {
			lines.Add(widgets.Row(8, 0, widgets.Body(it.title), widgets.Muted(words)))
		}
	}
	if rest := len(i.items) - shownRows; rest > 0 {
		lines.Add(widgets.Muted(fmt.Sprintf("另有%d处没有列出。", rest)))
	}
	left := i.leftOut()
	sum := fmt.Sprintf("填入空白%d处，改用工作簿的%d处，保留档案的%d处，没有导入的%d处。", filled, taken, kept, len(left))
	if len(changes) > 0 {
		sum += "需要退回时，用“撤销”。"
	}
	list := widgets.Column(8, widgets.Body(sum), lines)
	i.addLeftOut(list)
	d.host.Sheet(i.title("已导入"), list)
}
