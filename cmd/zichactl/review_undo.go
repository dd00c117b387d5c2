package main

import (
	"zicha/forms/review"
)

type reviewUndoCmd struct {
	Book string `arg:"" help:"审核汇总（.huizong）"`
	Yes  bool   `help:"确认并撤销；不写时只列出会撤销什么"`

	signer
}

// Run takes back what was done last in this copy, or lists what that is.
func (c *reviewUndoCmd) Run(con *console) error {
	return reviewing(con, c.Book, func(b *review.Book) error {
		do, words := b.CanUndo, "最近一步，尚未撤销。确认后请加 --yes："
		if c.Yes {
			do, words = b.Undo, "已撤销："
		}
		list, err := do(c.person(b))
		if err != nil {
			return err
		}
		con.say("%s", words)
		for _, e := range list {
			con.say("  %s", eventWords(b.Edition(), e))
		}
		return nil
	})
}
