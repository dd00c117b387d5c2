package assess

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"zicha/forms"
	"zicha/forms/files"
	"zicha/forms/merge"
	"zicha/forms/workbook"
	"zicha/ui/widgets"
	"zicha/ui/work"
)

// AskImport reads a workbook filled in outside, shows what it would change, and changes it once that is confirmed.
func (d *Desk) AskImport() {
	if d.locked("不能导入", "改动") {
		return
	}
	ask := widgets.Ask{Title: "选择填好的工作簿", Folder: d.host.Folder, Ends: workbook.Choosable()}
	widgets.OpenFile(d.host.Window, ask, d.readWorkbook)
}

// WorkbookPlace says whose dossier a workbook goes into and by which of the known rulebooks it was filled in, for a new one.
func (o Office) WorkbookPlace(path string) (Place, error) {
	book, err := workbook.ReadFile(context.Background(), path, o.Known.Editions())
	if err != nil {
		return Place{}, err
	}
	d := book.Dossier
	code := d.Get(forms.CountyPath("code"))
	if code == "" || d.County() == "" {
		return Place{}, errors.New("工作簿的封面没有写明单位名称和代码，没有新建。请先补填，或者新建档案后再导入")
	}
	return Place{d.Edition, code, d.County()}, nil
}

// Import reads a workbook, as AskImport does with the one chosen.
func (d *Desk) Import(path string) { d.readWorkbook(path) }

func (d *Desk) readWorkbook(path string) {
	var book *workbook.Book
	d.host.Run(work.Task{Title: "正在读取工作簿", Step: "正在读取“" + filepath.Base(path) + "”", Work: func(ctx context.Context, _ *work.Progress) (err error) {
		book, err = workbook.ReadFor(ctx, path, d.session.File.Dossier())
		return errors.Join(err, ctx.Err())
	}, Done: func() {
		i := &importing{desk: d, name: filepath.Base(path), book: book}
		i.show()
	}, Failed: "没有导入"})
}

// importing is the plan of an import, and what became of each line.
type importing struct {
	desk    *Desk
	name    string
	book    *workbook.Book
	items   []*merge.Item
	unknown []forms.Evidence
	altered []string // texts that were brought into canonical form
}

func (i *importing) title(verb string) string {
	return verb + "“" + work.ShortName(i.name, 36) + "”"
}

// show lists everything before anything is touched.
func (i *importing) show() {
	d := i.desk
	changes, unknown, altered := i.book.Plan(d.session.Values)
	i.items, i.unknown, i.altered = merge.Items(d.session.Values, i.book.Dossier, changes), unknown, altered
	if len(i.items) == 0 {
		list := widgets.Column(8, widgets.Body("工作簿里的内容与档案一致，无需修改。空白的格子不会清除档案里的内容。"))
		i.addLeftOut(list)
		d.host.Sheet(i.title("导入"), list)
		return
	}
	fills, conflicts, _ := merge.Count(i.items)
	words := fmt.Sprintf("档案里空白、可以直接填入的有%d处；档案和工作簿都有、但不一样的有%d处。工作簿里空白的格子不改动档案，导入后可以撤销。", fills, conflicts)
	plan := &work.Plan{Host: d.host.Host, Title: i.title("导入"), Source: "工作簿", Verb: "导入", Items: i.items, Take: i.take}
	plan.Show(widgets.Column(8, widgets.Body(words)), i.addLeftOut)
}

// addLeftOut says what the workbook says and cannot be taken.
func (i *importing) addLeftOut(list *fyne.Container) {
	work.List(list, append(i.leftOut(), i.altered...), func(words string) fyne.CanvasObject {
		return widgets.NewText(words, widgets.Style{Tone: widgets.ToneWait})
	})
}

func (i *importing) leftOut() []string {
	var out []string
	for _, e := range i.unknown {
		out = append(out, "佐证"+e.Number+files.Quoted(e.Title)+"在档案里没有。工作簿不含文件，这一件不导入，请用“添加文件”加入。")
	}
	for _, p := range i.book.Problems {
		out = append(out, p.Place+" "+p.Message)
	}
	return out
}

// take makes the changes and tells line by line what happened.
func (i *importing) take() {
	d := i.desk
	changes := merge.Chosen(d.session.Values, i.items)
	gone := goneWords(d.session, changes)
	d.session.Do("导入"+i.name, changes)
	fills, conflicts, _ := merge.Count(i.items)
	kept := 0
	var outcomes []merge.Outcome
	for _, it := range i.items {
		if it.Pick == merge.PickMine {
			kept++
		}
		outcomes = append(outcomes, merge.Outcome{Item: it, Words: it.Words(), Taken: it.Pick >= 0})
	}
	sum := fmt.Sprintf("填入空白%d处，改用工作簿的%d处，保留档案的%d处，没有导入的%d处。", fills, conflicts-kept, kept, len(i.leftOut()))
	if len(changes) > 0 {
		sum += "需要退回时，用“撤销”。"
	}
	list := widgets.Column(8, widgets.Body(sum+gone), work.Outcomes(outcomes))
	i.addLeftOut(list)
	d.host.Sheet(i.title("已导入"), list)
}

// goneWords says which texts not taken go with changes of their values, "" for none.
func goneWords(s *Session, changes []forms.Change) string {
	var words []string
	for _, u := range s.Values.Answered(changes) {
		words = append(words, s.Values.AnsweredWords(u)+"。")
	}
	return strings.Join(words, "")
}
