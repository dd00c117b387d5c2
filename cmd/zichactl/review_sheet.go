package main

import (
	"slices"
	"strings"

	"zicha/forms/files"
	"zicha/forms/receive"
	"zicha/forms/review"
)

type reviewSheetCmd struct {
	Book      string `arg:"" help:"审核汇总（.huizong）"`
	Out       string `arg:"" name:"out.xlsx" help:"写成的评分表（.xlsx）；已有的文件不覆盖"`
	Unit      string `required:"" help:"填表的单位：照考核指标里写的全称，或者写 bureau、commission；也可以是其他单位" placeholder:"U"`
	Indicator []int  `help:"只要这几项指标，可以写多个；不写是这个单位评分的全部" placeholder:"N"`
}

// Run writes the score sheet of a unit that has no program; it comes back by import.
func (c *reviewSheetCmd) Run(con *console) error {
	return looking(c.Book, func(b *review.Book) error {
		job := receive.SheetJob{Unit: officeOf(b.Edition(), c.Unit), Indicators: c.Indicator}
		if err := receive.WriteSheet(con.ctx, b, c.Out, job); err != nil {
			return err
		}
		con.say("已写出 %s；填好后用 review import 收回", files.Shown(c.Out))
		return nil
	})
}

// other takes what is no county's: a score sheet that comes back, or a table of the city's figures; false for neither.
func (c *reviewImportCmd) other(con *console, b *review.Book, i *receive.Item) (importedJSON, bool) {
	out := importedJSON{File: files.Shown(i.File), Status: review.Unchanged, Reopens: []int{}}
	var err error
	switch receive.KindOf(con.ctx, b, i.File) {
	case receive.Scores:
		out.Kind = kindScores
		err = c.scores(con, b, i.File, &out)
	case receive.Figures:
		out.Kind = kindFigures
		err = c.figures(con, b, i.File, &out)
	default:
		return out, false
	}
	if err != nil {
		out.Status, out.Reason, out.refused = receive.Skipped, err.Error(), true
	}
	return out, true
}

func (c *reviewImportCmd) scores(con *console, b *review.Book, path string, out *importedJSON) error {
	p := c.person(b)
	if c.Unit == "" {
		p.Unit = "" // the sheet names who filled it in
	}
	plan, err := receive.PlanSheet(con.ctx, b, p, path)
	if err == nil {
		out.Reason = plan.Words()
		out.settle(len(plan.Decisions), slices.Concat(plan.Wrong, plan.Stale), c.Plan, func() error { return receive.TakeSheet(b, p, plan) })
	}
	return err
}

func (c *reviewImportCmd) figures(con *console, b *review.Book, path string, out *importedJSON) error {
	plan, err := receive.PlanFigures(con.ctx, b, path)
	if err == nil {
		out.Reason = strings.Join(append([]string{plan.Words()}, plan.Notes...), "；")
		out.settle(len(plan.Changes), plan.Wrong, c.Plan, func() error {
			_, err := receive.SetFigures(b, c.anybody(b), plan)
			return err
		})
	}
	return err
}

// settle takes a table over, all of it or nothing, and says what became of it.
func (i *importedJSON) settle(changes int, wrong []string, only bool, take func() error) {
	var err error
	if changes > 0 && len(wrong) == 0 && !only {
		err = take()
	}
	switch {
	case len(wrong) > 0:
		i.Reason += "；都没有保存：" + strings.Join(wrong, "；")
	case err != nil:
		i.Reason += "；" + err.Error()
	case changes > 0:
		i.Status = review.First
		return
	default:
		return
	}
	i.Status, i.refused = receive.Skipped, true
}
