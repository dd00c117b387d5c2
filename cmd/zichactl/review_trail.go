package main

import (
	"zicha/forms/review"
)

type reviewTrailCmd struct {
	Book string `arg:"" help:"审核汇总（.huizong）"`
	JSON bool   `name:"json" help:"输出 JSON：每条记录一个对象"`
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
	return looking(c.Book, func(b *review.Book) error {
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
