package main

import (
	"strings"

	"zicha/assets"
	"zicha/forms/files"
	"zicha/forms/publicity"
	"zicha/forms/receive"
	"zicha/forms/review"
	"zicha/scoring"
)

type reviewPublicityCmd struct {
	Book    string   `arg:"" help:"审核汇总（.huizong）"`
	Files   []string `arg:"" name:"file" help:"全市的双公示数据表（.xlsx 或 .csv），可以写多个"`
	Yes     bool     `help:"采用；不写时只列出各单位数出的结果"`
	Of      string   `help:"写明这一行属于哪个单位的列；不写由程序认" placeholder:"列名"`
	Wan     bool     `name:"wan" help:"报送的数据量以万条计，考核标准以万条计时用"`
	AnyYear bool     `name:"any-year" help:"其他年度作出的决定也计入"`

	publicityColumns
	signer
}

// Run counts the city's tables for every unit in one go, and with --yes takes the figures over.
func (c *reviewPublicityCmd) Run(con *console) error {
	work := func(b *review.Book) error { return c.work(con, b) }
	if c.Yes {
		return reviewing(con, c.Book, work)
	}
	return looking(c.Book, work)
}

func (c *reviewPublicityCmd) work(con *console, b *review.Book) error {
	plan, err := c.plan(con, b)
	if err != nil {
		return err
	}
	con.sayEach(plan.Notes)
	for _, f := range plan.Changes {
		con.say("%s %s　%s→%s", f.Name, f.Label, blankWord(f.Old), f.New)
	}
	for _, words := range plan.Doubts {
		con.say("注意：%s", words)
	}
	con.sayEach(plan.Wrong)
	con.say("%s", plan.Words())
	switch {
	case len(plan.Wrong) > 0:
		return errRefused
	case !c.Yes:
		con.say("尚未采用。确认后请加 --yes")
		return nil
	}
	changed, err := receive.SetFigures(b, c.anybody(b), plan)
	if err == nil {
		con.say("已保存%d个数据", changed)
	}
	return err
}

// plan counts the tables.
func (c *reviewPublicityCmd) plan(con *console, b *review.Book) (*receive.FigurePlan, error) {
	calendar, err := scoring.LoadCalendar(assets.Calendar)
	if err != nil {
		return nil, err
	}
	survey, err := publicity.Look(con.ctx, c.Files)
	if err == nil {
		err = c.correct(survey.Tables)
	}
	if err != nil {
		return nil, err
	}
	printSurvey(con, survey)
	job := receive.DecisionsJob{
		Count:   publicity.Job{Tables: survey.Tables, AnyYear: c.AnyYear, Calendar: calendar},
		Columns: map[*publicity.Table]int{},
		Choice:  publicity.Choice{Wan: c.Wan},
	}
	for _, t := range survey.Tables {
		if column, ok := t.Column(strings.TrimSpace(c.Of)); ok && c.Of != "" {
			job.Columns[t] = column
		}
	}
	if c.Of != "" && len(job.Columns) == 0 {
		return nil, files.Failure(review.ErrRefused, "没有“%s”这一列，请照表头的写法写 --of", files.Printable(c.Of))
	}
	return receive.PlanDecisions(con.ctx, b, job)
}
