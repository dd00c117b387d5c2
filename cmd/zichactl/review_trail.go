package main

import (
	"slices"
	"strings"
	"time"

	"zicha/forms/review"
	"zicha/scoring"
)

type reviewTrailCmd struct {
	Book      string `arg:"" help:"审核汇总（.huizong）"`
	County    string `help:"只列这个单位的" placeholder:"C"`
	Indicator int    `help:"只列这项指标的" placeholder:"N"`
	By        string `help:"只列这个人做的" placeholder:"NAME"`
	Since     string `help:"只列这一天和以后的，写法如 2018-02-20" placeholder:"D"`
	JSON      bool   `name:"json" help:"输出 JSON：每条记录一个对象"`
}

// trailJSON is an event for programs.
type trailJSON struct {
	ID string `json:"id"`
	*review.Event
	Unused    bool `json:"unused,omitempty"`
	Backwards bool `json:"backwards,omitempty"`
}

// Run lists every event, oldest first; names are typed and not proved, and it says so.
func (c *reviewTrailCmd) Run(con *console) error {
	if _, err := time.Parse(time.DateOnly, c.Since); c.Since != "" && err != nil {
		return wrongUsage("--since 的日期“" + c.Since + "”不能识别，写法如 2018-02-20")
	}
	return looking(c.Book, func(b *review.Book) error {
		unit, err := c.unit(b)
		if err != nil {
			return err
		}
		unused, err := b.Unused()
		if err != nil {
			return err
		}
		back := map[string]bool{}
		for _, e := range b.Backwards() {
			back[e.ID] = true
		}
		list := []trailJSON{}
		for _, e := range b.Events() {
			if !c.asks(unit, e) {
				continue
			}
			list = append(list, trailJSON{ID: e.ID, Event: e, Unused: unused[e.ID], Backwards: back[e.ID]})
		}
		if c.JSON {
			return writeJSON(con.json, list)
		}
		con.say("共%d条记录，从早到晚；姓名、单位是经办人自己写的，程序不核实", len(list))
		for _, e := range list {
			note := ""
			if e.Unused {
				note = "（未采用）"
			}
			con.say("%s　%s%s", e.ID, eventWords(b.Edition(), e.Event), note)
		}
		sayBackwards(con, b, b.Backwards())
		return nil
	})
}

// unit is the county that is asked for, nil where all are.
func (c *reviewTrailCmd) unit(b *review.Book) (*scoring.Unit, error) {
	if c.County == "" {
		return nil, nil
	}
	v, err := b.View()
	if err != nil {
		return nil, err
	}
	u := v.Unit(strings.TrimSpace(c.County))
	if u == nil {
		return nil, unknownUnit(c.County)
	}
	return &u.Unit, nil
}

// asks reports whether an event is one of those asked for. An act on several cells is of each of them.
func (c *reviewTrailCmd) asks(unit *scoring.Unit, e *review.Event) bool {
	if c.By != "" && e.By != strings.TrimSpace(c.By) || c.Since != "" && review.TimeWords(e.At) < c.Since {
		return false
	}
	if unit == nil && c.Indicator == 0 {
		return true
	}
	of := func(county string, no int) bool {
		return (unit == nil || county == unit.Code) && (c.Indicator == 0 || no == c.Indicator)
	}
	return of(e.County, e.Indicator) || slices.ContainsFunc(e.Cells, func(cell review.UpheldCell) bool { return of(cell.County, cell.Indicator) })
}
