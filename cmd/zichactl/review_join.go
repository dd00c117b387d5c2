package main

import (
	"zicha/forms/files"
	"zicha/forms/review"
)

type reviewCopyCmd struct {
	Book  string `arg:"" help:"审核汇总（.huizong）"`
	Other string `arg:"" help:"副本写成的文件（.huizong）；已有的文件不覆盖"`

	signer
}

// Run makes a copy for another reviewer; both know of it.
func (c *reviewCopyCmd) Run(con *console) error {
	return reviewing(con, c.Book, func(b *review.Book) error {
		id, err := b.CopyTo(con.ctx, c.anybody(b), c.Other)
		if err == nil {
			con.say("已复制为 %s，副本编号 %s；定稿之前要合并回来（review join）", files.Shown(c.Other), id)
		}
		return err
	})
}

type reviewJoinCmd struct {
	Book   string `arg:"" help:"审核汇总（.huizong）"`
	Other  string `arg:"" optional:"" help:"要合并进来的另一份（.huizong）；它不改动。只选定矛盾的评分时不写"`
	Yes    bool   `help:"确认并合并；不写时只列出每一项会怎样"`
	Choose string `help:"选定：两份互相矛盾的评分（或来件）里，这个编号的有效，其他的留作未采用" placeholder:"EVENT"`
	Reason string `help:"选定的理由" placeholder:"R"`

	signer
}

// Run rehearses joining another copy and with --yes carries it out; and it settles what two copies decided differently.
func (c *reviewJoinCmd) Run(con *console) error {
	switch {
	case c.Other == "" && c.Choose == "":
		return wrongUsage("缺少另一份汇总，或者选项 --choose")
	case c.Choose != "" && c.Other != "" && !c.Yes:
		return wrongUsage("--choose 要在合并之后；请加 --yes，或者合并以后再选定")
	case c.Reason != "" && c.Choose == "":
		return wrongUsage("--reason 是选定的理由，要与 --choose 一起写")
	case c.Other == "":
		return reviewing(con, c.Book, func(b *review.Book) error { return c.choose(con, b) })
	case !c.Yes:
		return looking(c.Book, func(b *review.Book) error {
			return c.with(func(other *review.Book) error {
				if _, err := c.rehearse(con, b, other); err != nil {
					return err
				}
				con.say("尚未合并。确认后请加 --yes")
				return nil
			})
		})
	}
	return reviewing(con, c.Book, func(b *review.Book) error {
		return c.with(func(other *review.Book) error { return c.join(con, b, other) })
	})
}

// with opens the other copy to read.
func (c *reviewJoinCmd) with(work func(other *review.Book) error) error {
	return looking(c.Other, work)
}

func (c *reviewJoinCmd) join(con *console, b, other *review.Book) error {
	plan, err := c.rehearse(con, b, other)
	if err != nil {
		return err
	}
	if err := b.Join(c.anybody(b), plan); err != nil {
		return err
	}
	if !plan.Empty() {
		con.say("已合并")
	}
	if c.Choose == "" {
		return nil
	}
	return c.choose(con, b)
}

func (c *reviewJoinCmd) choose(con *console, b *review.Book) error {
	if err := b.Choose(c.person(b), c.Choose, c.Reason); err != nil {
		return err
	}
	con.say("已选定 %s，其他的留作未采用", c.Choose)
	if e := b.Event(c.Choose); e.Indicator > 0 {
		return sayCell(con, b, e.County, e.Indicator)
	}
	return nil
}

// rehearse says what joining would come to, cell by cell.
func (c *reviewJoinCmd) rehearse(con *console, b, other *review.Book) (*review.JoinPlan, error) {
	plan, err := b.PlanJoin(other)
	if err != nil {
		return nil, err
	}
	if plan.Empty() {
		con.say("对方的记录这里都有，合并没有变化")
		return plan, nil
	}
	con.say("%s", plan.Words())
	for _, kind := range []struct {
		words string
		cells []*review.Cell
	}{
		{"对方单独评的", plan.Taken},
		{"两边评分相同", plan.Same},
		{"一边初评、一边确认", plan.Sequences},
		{"确认的是较早的初评，要复看", plan.Older},
		{"评分不同，要选定一份（--choose）或者重新评分", plan.Conflicts},
	} {
		for _, cell := range kind.cells {
			con.say("%s：%s", kind.words, plan.View.Label(cell))
			for _, e := range cell.Heads {
				con.say("  %s　%s", e.ID, eventWords(b.Edition(), e))
			}
		}
	}
	for _, code := range plan.Rivals {
		u := plan.View.Unit(code)
		con.say("来件不同：%s第%d版，要选定一份（--choose）", u.Unit.Name, u.Version)
		for _, e := range append([]*review.Event{u.Received}, u.Rivals...) {
			con.say("  %s　%s", e.ID, eventWords(b.Edition(), e))
		}
	}
	sayDisputes(con, plan.View)
	sayBackwards(con, b, plan.Backwards)
	return plan, nil
}

// sayDisputes tells what two copies hold against each other, each act with its id, which --choose takes.
func sayDisputes(con *console, v *review.View) {
	for _, d := range v.Disputes {
		con.say("%s（review join --choose）%s：", d.Words(v), d.Meanwhile())
		for _, ev := range d.Events {
			con.say("  %s　%s", ev.ID, eventWords(v.Edition, ev))
		}
	}
}

// sayBackwards tells clocks that ran backwards: the order of events does not come from them.
func sayBackwards(con *console, b *review.Book, list []*review.Event) {
	for _, e := range list {
		con.say("时间不可信：%s　%s　它写的时间早于在它之前的记录；先后以记录的承接关系为准", e.ID, eventWords(b.Edition(), e))
	}
}
