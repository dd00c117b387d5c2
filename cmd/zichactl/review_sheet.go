package main

import (
	"zicha/forms/files"
	"zicha/forms/receive"
	"zicha/forms/review"
)

type reviewSheetCmd struct {
	Book      string `arg:"" help:"审核汇总（.huizong）"`
	Out       string `arg:"" name:"out.xlsx" help:"写成的评分表（.xlsx）；已有的文件不覆盖"`
	Unit      string `help:"填评分表的单位：照考核指标里写的全称，或者写 bureau、commission；也可以是其他单位" placeholder:"U"`
	Data      bool   `help:"写出数据表：由考核方提供的数据，每个单位一行，已有的写在里面"`
	Indicator []int  `help:"只要这几项指标，可以写多个；不写是这个单位评分的全部，数据表是全部数据" placeholder:"N"`
}

// Run writes the score sheet of a unit that has no program, or a table of the city's figures to be filled in; both come back by import.
func (c *reviewSheetCmd) Run(con *console) error {
	if (c.Unit == "") != c.Data {
		return wrongUsage("评分表写明 --unit，数据表写 --data，请写其中一个")
	}
	return looking(c.Book, func(b *review.Book) (err error) {
		if c.Data {
			err = receive.WriteFigures(con.ctx, b, c.Out, c.Indicator...)
		} else {
			err = receive.WriteSheet(con.ctx, b, c.Out, receive.SheetJob{Unit: officeOf(b.Edition(), c.Unit), Indicators: c.Indicator})
		}
		if err != nil {
			return err
		}
		con.say("已写出 %s；填好后用 review import 收回", files.Shown(c.Out))
		return nil
	})
}

// other takes what is no county's: a score sheet that comes back, or a table of the city's figures; false for neither.
func (c *reviewImportCmd) other(con *console, b *review.Book, i *receive.Item) (importedJSON, bool) {
	scorer := c.person(b)
	if c.Unit == "" {
		scorer.Unit = "" // the sheet names who filled it in
	}
	o := receive.OtherOf(con.ctx, b, scorer, i)
	if o == nil {
		return importedJSON{}, false
	}
	out := importedJSON{File: files.Shown(i.File), Kind: kindScores, Reopens: []int{}}
	if o.Kind == receive.Figures {
		out.Kind, scorer = kindFigures, c.anybody(b)
	}
	if !c.Plan {
		o.Take(b, scorer)
	}
	out.Status, out.Reason, out.refused = o.Status, o.Reason, o.Status == receive.Skipped
	return out, true
}
