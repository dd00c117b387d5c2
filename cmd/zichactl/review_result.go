package main

import (
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
		s, left, err := b.Finalize(c.anybody(b), waivers...)
		for _, l := range left {
			con.say("%s　%s", l.Key, l.Words)
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
