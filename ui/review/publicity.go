package review

import (
	"context"
	"strconv"

	"zicha/forms/publicity"
	"zicha/forms/receive"
	"zicha/forms/review"
	"zicha/scoring"
	"zicha/ui/widgets"
	"zicha/ui/work"
)

// AskPublicity reads tables of the whole city's 双公示 decisions, counts them for every unit in one go, and takes the figures over once that is
// agreed to. The rows themselves are only looked at.
func (d *Desk) AskPublicity() {
	const refused = "不能采用双公示数据"
	switch {
	case !d.TakesPublicity():
		d.host.Tell(refused, receive.NoDecisions)
	case d.host.Calendar == nil:
		d.host.Tell(refused, "程序里没有节假日安排，无法判断是否及时。")
	default:
		d.signed("没有采用", func() { d.host.ChooseDecisions(d.askColumns) })
	}
}

// TakesPublicity reports whether the rulebook says what is filled in from decisions.
func (d *Desk) TakesPublicity() bool { return publicity.TargetsOf(d.session.View.Edition).Any() }

// countsDecisions reports whether an indicator has figures that are counted from decisions.
func (d *Desk) countsDecisions(ind *scoring.Indicator) bool {
	targets := publicity.TargetsOf(d.session.View.Edition)
	for _, c := range ind.Criteria {
		for _, id := range targets.Criteria() {
			if c.ID == id && len(review.CityFields(c)) > 0 {
				return true
			}
		}
	}
	return false
}

// askColumns asks whether the columns are understood, and which says whose a row is.
func (d *Desk) askColumns(survey *publicity.Survey) {
	e := d.session.View.Edition
	targets := publicity.TargetsOf(e)
	ask := work.ColumnsAsk{
		Survey: survey, Year: e.Year, File: "审核汇总", Whose: e.Words.Unit,
		Guess: func(t *publicity.Table) (int, bool) { return publicity.UnitColumn(t, e.Units) },
	}
	var wan *widgets.Check
	if c := targets.Reported; c != nil {
		wan = widgets.NewCheck("第"+strconv.Itoa(c.Indicator.No)+"项以万条计，考核标准以万条计时用", nil)
		ask.Extra = wan
	}
	ask.Then = func(c work.ColumnsPicked) {
		job := receive.DecisionsJob{
			Count:   publicity.Job{Tables: survey.Tables, AnyYear: c.AnyYear, Calendar: d.host.Calendar},
			Columns: c.Whose, Choice: publicity.Choice{Wan: wan != nil && wan.Checked},
		}
		d.countDecisions(job, func() { d.askColumns(survey) })
	}
	d.host.AskColumns(ask)
}

// countDecisions reads all rows.
func (d *Desk) countDecisions(job receive.DecisionsJob, back func()) {
	var plan *receive.FigurePlan
	d.host.Run(work.Task{Title: "正在计数", Work: func(ctx context.Context, p *work.Progress) (err error) {
		job.Count.Report = p.Report
		plan, err = receive.PlanDecisions(ctx, d.session.Book, job)
		return err
	}, Done: func() { d.showFigures("双公示数据：数出的结果", plan, back) }, Failed: "没有数完", Stopped: [2]string{"已取消", "没有数完，审核汇总没有变动。"}})
}
