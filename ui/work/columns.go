package work

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"zicha/forms/publicity"
	"zicha/forms/workbook"
	"zicha/ui/widgets"
)

// ColumnsAsk is what is asked of tables of 双公示 decisions before they are counted.
type ColumnsAsk struct {
	Survey *publicity.Survey
	Year   int
	File   string // what is open, in words: 档案
	// Whose is what a row belongs to, such as 县区, where the rows are of several; guess finds the column that says it. "" is not asked.
	Whose string
	Guess func(t *publicity.Table) (column int, ok bool)
	// Extra stands under the tables; nil for nothing.
	Extra fyne.CanvasObject
	Then  func(ColumnsPicked)
}

// ColumnsPicked is what was answered; what the columns mean is in the tables.
type ColumnsPicked struct {
	AnyYear bool
	Whose   map[*publicity.Table]int
}

// columns asks what the columns of each table hold; what was guessed is set, or what was picked the last time for the same headings.
type columns struct {
	ask     ColumnsAsk
	box     *widgets.Sheet
	anyYear *widgets.Check
	wrong   *widgets.Text
	whose   map[*publicity.Table]*columnPick
}

// columnPick is the line of one meaning in one table.
type columnPick struct {
	table   *publicity.Table
	options []string
	field   *widgets.Select
	values  *widgets.Text
	put     func(column int) // -1 for none
}

// NoColumn is picked for a meaning that has no column.
const NoColumn = "没有这一列"

// AskColumns shows the tables with what their columns are taken for, to be corrected; what is picked is remembered for tables of the same
// headings.
func (h Host) AskColumns(ask ColumnsAsk) {
	c := &columns{ask: ask, whose: map[*publicity.Table]*columnPick{}, wrong: widgets.NewText("", widgets.Style{Tone: widgets.ToneError})}
	list := widgets.Column(14, widgets.Body("请核对每一列是否识别正确，不正确的在这里修改；右边是这一列开头的几个值，只在屏幕上显示，不存进"+ask.File+"。改过的会记住，下次表头相同的表照此读取。"))
	for _, t := range ask.Survey.Tables {
		t.Recall(fyne.CurrentApp().Preferences().String(columnsKey + t.Fingerprint()))
		list.Add(c.table(t))
	}
	for _, words := range ask.Survey.Passed {
		list.Add(widgets.NewText(words, widgets.Style{Tone: widgets.ToneWait}))
	}
	c.anyYear = widgets.NewCheck("不在"+strconv.Itoa(ask.Year)+"年作出的决定也计入", nil)
	list.Add(c.anyYear)
	if ask.Extra != nil {
		list.Add(ask.Extra)
	}
	list.Add(c.wrong)
	c.box = widgets.NewSheet(h.Window, "双公示数据：各列的含义", list).Wide().Button("取消", nil).Main("开始计数", c.complete, c.done).Show()
}

// table lists the meanings of one table.
func (c *columns) table(t *publicity.Table) fyne.CanvasObject {
	list := widgets.Column(4, widgets.NewText(ShortName(t.Name(), 40), widgets.Style{Bold: true}),
		widgets.Muted(fmt.Sprintf("%s，表头在第%d行，共%d列", t.Form, t.HeaderRow, len(t.Header))))
	options := []string{NoColumn}
	for i, h := range t.Header {
		if h == "" {
			h = "（没有列名）"
		}
		options = append(options, strconv.Itoa(i+1)+" "+ShortName(h, 24))
	}
	line := func(label string, column int, put func(int)) *columnPick {
		pick := &columnPick{table: t, options: options, values: widgets.NewText("", valueStyle()), put: put}
		pick.field = widgets.NewSelect(options, nil)
		pick.field.SetSelectedIndex(column + 1)
		pick.showValues()
		pick.field.OnChanged = func(option string) { pick.onPick(option); c.box.Fit() }
		list.Add(widgets.Cells(8, []float32{2.3, 3.9, 5.6}, widgets.Body(label), pick.field, pick.values))
		return pick
	}
	if c.ask.Whose != "" {
		c.whose[t] = line("所属的"+c.ask.Whose, c.whoseAt(t), func(int) {})
	}
	for _, m := range publicity.Meanings() {
		at := -1
		if column, ok := t.Columns[m]; ok {
			at = column
		}
		line(m.Label(), at, func(column int) {
			if column < 0 {
				delete(t.Columns, m)
			} else {
				t.Columns[m] = column
			}
		})
	}
	return widgets.Card(list)
}

// whoseAt is the column that says whose a row is: as it was picked for the same headings, else as it is guessed; -1 for none.
func (c *columns) whoseAt(t *publicity.Table) int {
	if column, ok := t.Column(fyne.CurrentApp().Preferences().String(whoseKey + t.Fingerprint())); ok {
		return column
	}
	if column, ok := c.ask.Guess(t); ok {
		return column
	}
	return -1
}

func valueStyle() widgets.Style {
	return widgets.Style{Size: widgets.SizeList, Tone: widgets.ToneMuted}
}

// column is the column picked, -1 for none.
func (p *columnPick) column() int { return max(0, slices.Index(p.options, p.field.Selected)) - 1 }

// showValues shows the first values of the column picked.
func (p *columnPick) showValues() {
	words := ""
	if column := p.column(); column >= 0 {
		words = strings.Join(p.table.Samples[column], "；")
	}
	p.values.SetText(words)
}

func (p *columnPick) onPick(string) {
	p.put(p.column())
	p.showValues()
}

// complete says what is still to be picked.
func (c *columns) complete() bool {
	for _, t := range c.ask.Survey.Tables {
		if pick := c.whose[t]; pick != nil && pick.column() < 0 {
			c.wrong.SetText("请选择“" + ShortName(t.Name(), 40) + "”里写明所属" + c.ask.Whose + "的列；没有这一列就无法分开统计。")
			c.box.Fit()
			return false
		}
	}
	return true
}

func (c *columns) done() {
	c.keep()
	out := ColumnsPicked{AnyYear: c.anyYear.Checked, Whose: map[*publicity.Table]int{}}
	for t, pick := range c.whose {
		out.Whose[t] = pick.column()
	}
	c.ask.Then(out)
}

// Where the columns picked are kept, and for how many kinds of headings.
const (
	columnsKey  = "publicity."
	whoseKey    = "publicity.whose."
	columnsList = "publicity.kept"
	columnsKept = 30
)

// keep remembers what was picked, by the headings' fingerprint; the eldest goes.
func (c *columns) keep() {
	prefs := fyne.CurrentApp().Preferences()
	kept := prefs.StringList(columnsList)
	for _, t := range c.ask.Survey.Tables {
		key := t.Fingerprint()
		prefs.SetString(columnsKey+key, t.Remember())
		if pick := c.whose[t]; pick != nil {
			prefs.SetString(whoseKey+key, t.Header[pick.column()])
		}
		kept = append([]string{key}, slices.DeleteFunc(kept, func(k string) bool { return k == key })...)
	}
	for _, old := range kept[min(len(kept), columnsKept):] {
		prefs.RemoveValue(columnsKey + old)
		prefs.RemoveValue(whoseKey + old)
	}
	prefs.SetStringList(columnsList, kept[:min(len(kept), columnsKept)])
}

// ChooseDecisions asks for files of decisions and finds their headings.
func (h Host) ChooseDecisions(then func(*publicity.Survey)) {
	ask := widgets.Ask{Title: "选择双公示数据表（.xlsx或.csv，可以选多个）", Folder: h.Folder, Ends: workbook.Choosable(".csv", ".txt")}
	widgets.OpenFiles(h.Window, ask, func(paths []string) { h.LookAtDecisions(paths, then) })
}

// LookAtDecisions finds the headings of files.
func (h Host) LookAtDecisions(paths []string, then func(*publicity.Survey)) {
	var survey *publicity.Survey
	h.Run(Task{Title: "正在认表头", Work: func(ctx context.Context, _ *Progress) (err error) {
		if survey, err = publicity.Look(ctx, paths); err != nil {
			err = fmt.Errorf("%w。", err)
		}
		return err
	}, Done: func() { then(survey) }, Failed: "没有读取"})
}
