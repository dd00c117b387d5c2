package assess

import (
	"context"
	"fmt"

	"zicha/forms/publicity"
	"zicha/ui/work"
)

// AskPublicity reads spreadsheets of 双公示 decisions, counts them for 13, 17, 18 and 19, and takes the figures over once that is
// confirmed. The rows themselves are only looked at.
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
