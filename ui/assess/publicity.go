package assess

import (
	"context"
	"fmt"
	"strings"

	"zicha/forms/publicity"
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
		d.host.MadeCopy("已另存示例表", path, "表里的两行是示例，填自己的数据时请删去。")
	}))
}

// askDecisions asks for the tables.
func (d *Desk) askDecisions() {
	d.host.ChooseDecisions(d.askColumns)
}

// TakesPublicity reports whether the rulebook says what is filled in from decisions.
func (d *Desk) TakesPublicity() bool { return publicity.TargetsOf(d.session.Values.Edition).Any() }

// askColumns asks whether the columns are understood.
func (d *Desk) askColumns(survey *publicity.Survey) {
	d.host.AskColumns(work.ColumnsAsk{
		Survey: survey, Year: d.session.Values.Edition.Year, File: "档案",
		Then: func(c work.ColumnsPicked) { d.countPublicity(survey, c.AnyYear) },
	})
}

// countPublicity reads all rows on a goroutine.
func (d *Desk) countPublicity(survey *publicity.Survey, anyYear bool) {
	var result *publicity.Result
	job := publicity.Job{Tables: survey.Tables, Year: d.session.Values.Edition.Year, Targets: publicity.TargetsOf(d.session.Values.Edition), AnyYear: anyYear, Calendar: d.host.Calendar}
	d.host.Run(work.Task{Title: "正在计数", Work: func(ctx context.Context, p *work.Progress) (err error) {
		job.Report = p.Report
		if result, err = publicity.Count(ctx, job); err != nil {
			err = fmt.Errorf("%w。档案没有变动。", err)
		}
		return err
	}, Done: func() { d.showPublicity(result, survey) }, Failed: "没有数完", Stopped: [2]string{"已取消", "没有统计完，档案没有变动。"}})
}
