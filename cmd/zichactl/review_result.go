package main

import (
	"zicha/forms"
	"zicha/forms/review"
)

type reviewFinalizeCmd struct {
	Book   string   `arg:"" help:"审核汇总（.huizong）"`
	Accept []string `sep:"none" help:"接受一处没有办完的：写它的标识，或者几处标识共同的开头加 *；可以写多个，各配一个 --reason" placeholder:"BLOCKER"`
	Reason []string `sep:"none" help:"接受的理由，与 --accept 一一对应；只写一个则都用它" placeholder:"R"`

	signer
}

// Run freezes the result, or lists what stands in the way.
func (c *reviewFinalizeCmd) Run(con *console) error {
	if len(c.Reason) != len(c.Accept) && len(c.Reason) != 1 || len(c.Accept) == 0 && len(c.Reason) > 0 {
		if len(c.Accept)+len(c.Reason) > 0 {
			return wrongUsage("--accept 与 --reason 要一一对应，或者只写一个 --reason")
		}
	}
	return reviewing(con, c.Book, func(b *review.Book) error {
		var waivers []review.Waiver
		for i, key := range c.Accept {
			waivers = append(waivers, review.Waiver{Key: key, Reason: c.Reason[min(i, len(c.Reason)-1)]})
		}
		s, left, err := b.Finalize(con.ctx, c.sealing(con, b), waivers...)
		for _, l := range left {
			con.say("%s　%s", l.Key, l.Words)
		}
		if len(left) > 0 {
			con.say("其中%s", review.BlockerKinds(left))
		}
		if err != nil {
			return err
		}
		if n := len(s.Accepted); n > 0 {
			con.say("写明理由后接受了%d处，都写在结果里", n)
		}
		con.say("已定稿：第%d次", s.Number)
		con.say("核对码：%s", s.Code)
		return nil
	})
}

type reviewApproveCmd struct {
	Book     string `arg:"" help:"审核汇总（.huizong）"`
	Date     string `required:"" help:"审定的日期，写法如 2018-02-20" placeholder:"D"`
	Document string `required:"" help:"审定的文件：文号或会议纪要" placeholder:"N"`
	Code     string `help:"审定的是哪一次定稿，写它的核对码；不写是最近一次" placeholder:"CODE"`

	signer
}

// Run records that a result was approved.
func (c *reviewApproveCmd) Run(con *console) error {
	code, err := givenCode(c.Code)
	if err != nil {
		return err
	}
	return reviewing(con, c.Book, func(b *review.Book) error {
		if err := b.Approve(c.sealing(con, b), code, c.Date, c.Document); err != nil {
			return err
		}
		s, err := b.Result(code)
		if err == nil {
			con.say("已登记：第%d次定稿（%s）经审定，%s，%s", s.Number, s.Code, s.Approval.Date, s.Approval.Document)
		}
		return err
	})
}

type reviewVerifyCmd struct {
	Book string `arg:"" help:"审核汇总（.huizong）"`
	Code string `arg:"" optional:"" help:"纸面上的核对码"`
	Same string `name:"code" help:"也可以像 verify 那样写明核对码" placeholder:"CODE"`
}

// Run says which result a paper is of, whether it is the newest, and what differs from the newest and from the book as it is now; status 0 only
// where nothing does.
func (c *reviewVerifyCmd) Run(con *console) error {
	if (c.Code == "") == (c.Same == "") {
		return wrongUsage("请写明纸面上的核对码，只写一个：review verify 汇总 核对码")
	}
	code, err := forms.ParseCode(c.Code + c.Same)
	if err != nil {
		return err
	}
	return looking(c.Book, func(b *review.Book) error {
		found, err := b.Verify(con.ctx, code, nil)
		if err != nil {
			return err
		}
		con.sayEach(found.Head())
		v, err := b.View()
		if err != nil {
			return err
		}
		sayDisputes(con, v)
		for _, said := range found.Now() {
			con.say("%s", said.Words)
			if said.Lists {
				sayDiffers(con, said.Differs)
			}
		}
		if !found.Current() {
			return errRefused
		}
		return nil
	})
}

func sayDiffers(con *console, list []forms.Difference) {
	for _, d := range list {
		con.say("  %s", d)
	}
	if len(list) == 0 {
		con.say("  没有不同")
	}
}
