package main

import (
	"strings"

	"zicha/forms"
	"zicha/forms/files"
	"zicha/forms/review"
)

type reviewChangesCmd struct {
	Book      string `arg:"" help:"审核汇总（.huizong）"`
	County    string `help:"只列这个单位" placeholder:"C"`
	Indicator int    `help:"只列这项指标" placeholder:"N"`
	JSON      bool   `name:"json" help:"输出 JSON：每个待复看的一项一个对象"`
}

// changeJSON is what has changed of a cell since it was decided.
type changeJSON struct {
	Code      string            `json:"code"`
	County    string            `json:"county"`
	Indicator int               `json:"indicator"`
	Proved    bool              `json:"proved"`
	Changes   []changedLineJSON `json:"changes"`
}

type changedLineJSON struct {
	Label string `json:"label"`
	Was   string `json:"was"`
	Is    string `json:"is"`
}

// Run lists, of each cell that is 待复看, what it was decided on beside what there is today.
func (c *reviewChangesCmd) Run(con *console) error {
	return looking(c.Book, func(b *review.Book) error {
		v, err := b.View()
		if err != nil {
			return err
		}
		if c.County != "" && v.Unit(strings.TrimSpace(c.County)) == nil {
			return unknownUnit(c.County)
		}
		list := []changeJSON{}
		for _, u := range v.Units {
			for _, cell := range u.Cells {
				if cell.State != review.Stale || c.County != "" && v.Unit(strings.TrimSpace(c.County)) != u || c.Indicator > 0 && cell.Indicator.No != c.Indicator {
					continue
				}
				lines, proved, err := b.Changes(u.Unit.Code, cell.Indicator.No)
				if err != nil {
					return err
				}
				list = append(list, changesOf(u, cell, lines, proved))
			}
		}
		if c.JSON {
			return writeJSON(con.json, list)
		}
		sayChanges(con, list)
		return nil
	})
}

func changesOf(u *review.UnitView, cell *review.Cell, lines []forms.Difference, proved bool) changeJSON {
	out := changeJSON{Code: u.Unit.Code, County: u.Unit.Name, Indicator: cell.Indicator.No, Proved: proved, Changes: []changedLineJSON{}}
	for _, l := range lines {
		out.Changes = append(out.Changes, changedLineJSON{l.Label, l.Want, l.Got})
	}
	return out
}

func sayChanges(con *console, list []changeJSON) {
	if len(list) == 0 {
		con.say("没有待复看的评分")
	}
	for _, c := range list {
		con.say("%s第%d项　评分时→现在", c.County, c.Indicator)
		for _, l := range c.Changes {
			con.say("  %s：%s→%s", l.Label, orBlank(l.Was), orBlank(l.Is))
		}
		if len(c.Changes) == 0 {
			con.say("  填报、数据和口径都没有变化：评分时的初评或者计分规则与现在不同")
		}
		if !c.Proved {
			con.say("  评分是在另一份副本里作出的，当时看到的可能还有不同")
		}
	}
}

func orBlank(text string) string {
	if text == "" {
		return "（空白）"
	}
	return files.Printable(text)
}
