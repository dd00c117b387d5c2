package assess

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
	"zicha/ui/work"
)

// AskPublicity says what is read of spreadsheets of 双公示 decisions, and offers a sample of one; chosen, they are counted for 13, 17, 18 and
// 19, and the figures are taken over once that is confirmed. The rows themselves are only looked at.
func (d *Desk) AskPublicity() {
	if d.locked("不能采用双公示数据", "改动") {
		return
	}
	if !d.TakesPublicity() {
		d.host.Tell("不能采用双公示数据", publicity.NoTargets)
		return
	}
	if d.host.Calendar == nil {
		d.host.Tell("不能采用双公示数据", "程序里没有节假日安排，无法判断是否及时。")
		return
	}
	list := widgets.Column(8, widgets.Body("选一个或几个数据表（xlsx 或 CSV），程序按工作日历数出要填的数，核对后采用。表里的各行只在屏幕上看，不存进档案。"),
		widgets.Body("表头认得下面这些列（名称相近的也认得），没有的列可以空着，列的先后不限："),
		widgets.Muted(strings.Join(publicity.Headings(), "、")))
	widgets.NewSheet(d.host.Window, "双公示数据", list).Button("取消", nil).Button("另存示例表…", d.askSample).Main("选择数据表…", nil, d.askDecisions).Show()
}

// askSample saves a table with the headings that are understood.
func (d *Desk) askSample() {
	ask := widgets.Ask{Title: "另存示例表", Name: publicity.SampleName, Folder: d.host.Folder, Ends: []string{".xlsx"}, New: true}
	widgets.SaveFile(d.host.Window, ask, d.saveSample)
}

func (d *Desk) saveSample(path string) {
	year := d.session.Values.Edition.Year
	d.session.Aside(func(ctx context.Context) error { return publicity.WriteSample(ctx, path, year) }, d.host.After("没有另存", func() {
		d.madeFile("已另存示例表", path, "表里的两行是示例，填自己的数据时请删去。")
	}))
}

// askDecisions asks for the tables.
func (d *Desk) askDecisions() {
	ask := widgets.Ask{Title: "选择双公示数据表（.xlsx或.csv，可以选多个）", Folder: d.host.Folder, Ends: workbook.Choosable(".csv", ".txt")}
	widgets.OpenFiles(d.host.Window, ask, d.surveyPublicity)
}

// TakesPublicity reports whether the rulebook says what is filled in from decisions.
func (d *Desk) TakesPublicity() bool { return publicity.TargetsOf(d.session.Values.Edition).Any() }

// surveyPublicity finds the headings and asks whether the columns are understood.
func (d *Desk) surveyPublicity(paths []string) {
	var survey *publicity.Survey
	d.host.Run(work.Task{Title: "正在认表头", Work: func(ctx context.Context, _ *work.Progress) (err error) {
		if survey, err = publicity.Look(ctx, paths); err != nil {
			err = fmt.Errorf("%w。", err)
		}
		return err
	}, Done: func() { d.askColumns(survey) }, Failed: "没有读取"})
}

// columns asks what the columns of each table hold; what was guessed is set, or what was picked the last time for the same headings.
type columns struct {
	desk    *Desk
	survey  *publicity.Survey
	box     *widgets.Sheet
	anyYear *widgets.Check
	picks   []*columnPick
}

// columnPick is the line of one meaning in one table.
type columnPick struct {
	table   *publicity.Table
	meaning publicity.Meaning
	options []string
	field   *widgets.Select
	values  *widgets.Text
}

// noColumn is picked for a meaning that has no column.
const noColumn = "没有这一列"

func (d *Desk) askColumns(survey *publicity.Survey) {
	c := &columns{desk: d, survey: survey}
	list := widgets.Column(spaced, widgets.Body("请核对每一列是否识别正确，不正确的在这里修改；右边是这一列开头的几个值，只在屏幕上显示，不存进档案。改过的会记住，下次表头相同的表照此读取。"))
	for _, t := range survey.Tables {
		t.Recall(fyne.CurrentApp().Preferences().String(columnsKey + t.Fingerprint()))
		list.Add(c.table(t))
	}
	for _, words := range survey.Passed {
		list.Add(widgets.NewText(words, widgets.Style{Tone: widgets.ToneWait}))
	}
	year := strconv.Itoa(d.session.Values.Edition.Year)
	c.anyYear = widgets.NewCheck("不在"+year+"年作出的决定也计入", nil)
	list.Add(c.anyYear)
	c.box = widgets.NewSheet(d.host.Window, "双公示数据：各列的含义", list).Wide().Button("取消", nil).Main("开始计数", nil, c.count).Show()
}

// table lists the meanings of one table.
func (c *columns) table(t *publicity.Table) fyne.CanvasObject {
	list := widgets.Column(4, widgets.NewText(shortName(t.Name(), 40), widgets.Style{Bold: true}),
		widgets.Muted(fmt.Sprintf("%s，表头在第%d行，共%d列", t.Form, t.HeaderRow, len(t.Header))))
	options := []string{noColumn}
	for i, h := range t.Header {
		if h == "" {
			h = "（没有列名）"
		}
		options = append(options, strconv.Itoa(i+1)+" "+shortName(h, 24))
	}
	for _, m := range publicity.Meanings() {
		pick := &columnPick{table: t, meaning: m, options: options, values: widgets.NewText("", valueStyle())}
		pick.field = widgets.NewSelect(options, nil)
		at := 0
		if column, ok := t.Columns[m]; ok {
			at = column + 1
		}
		pick.field.SetSelectedIndex(at)
		pick.showValues()
		pick.field.OnChanged = func(option string) { pick.onPick(option); c.box.Fit() }
		c.picks = append(c.picks, pick)
		list.Add(widgets.Cells(8, []float32{2.3, 3.9, 5.6}, widgets.Body(m.Label()), pick.field, pick.values))
	}
	return widgets.Card(list)
}

func valueStyle() widgets.Style {
	return widgets.Style{Size: widgets.SizeList, Tone: widgets.ToneMuted}
}

// showValues shows the first values of the column picked.
func (p *columnPick) showValues() {
	words := ""
	if column, ok := p.table.Columns[p.meaning]; ok {
		words = strings.Join(p.table.Samples[column], "；")
	}
	p.values.SetText(words)
}

func (p *columnPick) onPick(option string) {
	if at := slices.Index(p.options, option); at > 0 {
		p.table.Columns[p.meaning] = at - 1
	} else {
		delete(p.table.Columns, p.meaning)
	}
	p.showValues()
}

// Where the columns picked are kept, and for how many kinds of headings.
const (
	columnsKey  = "publicity."
	columnsList = "publicity.kept"
	columnsKept = 30
)

// keep remembers what was picked, by the headings' fingerprint; the eldest goes.
func (c *columns) keep() {
	prefs := fyne.CurrentApp().Preferences()
	kept := prefs.StringList(columnsList)
	for _, t := range c.survey.Tables {
		key := t.Fingerprint()
		prefs.SetString(columnsKey+key, t.Remember())
		kept = append([]string{key}, slices.DeleteFunc(kept, func(k string) bool { return k == key })...)
	}
	for _, old := range kept[min(len(kept), columnsKept):] {
		prefs.RemoveValue(columnsKey + old)
	}
	prefs.SetStringList(columnsList, kept[:min(len(kept), columnsKept)])
}

// count reads all rows on a goroutine.
func (c *columns) count() {
	c.keep()
	d := c.desk
	var result *publicity.Result
	job := publicity.Job{Tables: c.survey.Tables, Year: d.session.Values.Edition.Year, Targets: publicity.TargetsOf(d.session.Values.Edition), AnyYear: c.anyYear.Checked, Calendar: d.host.Calendar}
	d.host.Run(work.Task{Title: "正在计数", Work: func(ctx context.Context, p *work.Progress) (err error) {
		job.Report = p.Report
		if result, err = publicity.Count(ctx, job); err != nil {
			err = fmt.Errorf("%w。档案没有变动。", err)
		}
		return err
	}, Done: func() { d.showPublicity(result, c.survey) }, Failed: "没有数完", Stopped: [2]string{"已取消", "没有统计完，档案没有变动。"}})
}
