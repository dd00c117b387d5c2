package main

import (
	"strconv"

	"zicha/forms/review"
	"zicha/scoring"
)

type reviewReasonsCmd struct {
	Book      string `arg:"" help:"审核汇总（.huizong）"`
	Indicator int    `help:"只列这项指标的" placeholder:"N"`
	Text      bool   `xor:"form" help:"给人看的一览（不写就是）"`
	JSON      bool   `name:"json" xor:"form" help:"输出 JSON：每条理由一个对象"`
}

// Run lists the reasons that were given, indicator by indicator, to choose from where they hold again.
func (c *reviewReasonsCmd) Run(con *console) error {
	return looking(c.Book, func(b *review.Book) error {
		v, err := b.View()
		if err != nil {
			return err
		}
		asked := v.Edition.Indicators()
		if c.Indicator != 0 {
			ind := v.Edition.Indicator(c.Indicator)
			if ind == nil {
				return wrongUsage("没有第" + strconv.Itoa(c.Indicator) + "项指标")
			}
			asked = []*scoring.Indicator{ind}
		}
		all := []review.Reason{}
		for _, ind := range asked {
			all = append(all, v.ReasonsGiven(ind.No)...)
		}
		if c.JSON {
			return writeJSON(con.json, all)
		}
		for i, r := range all {
			if i == 0 || r.Indicator != all[i-1].Indicator {
				con.say("第%d项　%s", r.Indicator, v.Edition.Indicator(r.Indicator).Title)
			}
			con.say("　　%s　%s（%d个单位，最近 %s）", r.Label(), r.Text, r.Count, review.TimeWords(r.Last))
		}
		if len(all) == 0 {
			con.say("还没有写过理由")
		}
		return nil
	})
}
