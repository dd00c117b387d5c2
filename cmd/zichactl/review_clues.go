package main

import (
	"context"
	"strings"

	"zicha/forms/clues"
	"zicha/forms/files"
	"zicha/forms/receive"
	"zicha/forms/review"
)

type reviewCluesCmd struct {
	Book   string `arg:"" help:"审核汇总（.huizong）"`
	Last   string `help:"上一年的审核汇总，用来比对上年的材料和数据" placeholder:"BOOK"`
	All    bool   `help:"也列出已经排除的"`
	Unread bool   `help:"改为列出没有能比对图像的文件和原因"`
	JSON   bool   `name:"json" help:"输出 JSON：每条疑点一个对象"`
}

// clueJSON is a clue for programs.
type clueJSON struct {
	clues.Clue
	Label     string         `json:"label"`
	Dismissed *dismissalJSON `json:"dismissed"`
}

// dismissalJSON says by whom and why a clue was dismissed.
type dismissalJSON struct {
	Reason string `json:"reason"`
	By     string `json:"by"`
	Unit   string `json:"unit"`
	At     string `json:"at"`
}

// Run lists the clues there are; they score nothing.
func (c *reviewCluesCmd) Run(con *console) error {
	return looking(c.Book, func(b *review.Book) error {
		v, err := b.View()
		if err != nil {
			return err
		}
		found, err := findClues(con.ctx, b, c.Last)
		switch {
		case err != nil:
			return err
		case c.Unread && c.JSON:
			return writeJSON(con.json, found.Unread)
		case c.Unread:
			con.sayEach(receive.UnreadWords(found))
			return nil
		}
		list := []clueJSON{}
		for _, clue := range found.Clues {
			one := clueJSON{Clue: clue, Label: clue.Kind.Label()}
			if e := v.Dismissal(clue.Key); e != nil {
				one.Dismissed = &dismissalJSON{e.Reason, e.By, e.Unit, e.At}
			}
			if c.All || one.Dismissed == nil {
				list = append(list, one)
			}
		}
		if c.JSON {
			return writeJSON(con.json, list)
		}
		c.say(con, list, found)
		return nil
	})
}

// say lists the clues for people.
func (c *reviewCluesCmd) say(con *console, list []clueJSON, found clues.Found) {
	for _, clue := range list {
		con.say("%s　%s　%s。", clue.Key, clue.Label, clue.Words)
		if d := clue.Dismissed; d != nil {
			con.say("    已由%s排除：%s", d.By, d.Reason)
		}
	}
	con.say("%d条疑点，只供核查，不计分；排除用 review dismiss", len(list))
	con.sayEach(receive.UnreadWords(found))
}

// findClues looks for clues in what a book's counties handed in, beside last year's book where one is named.
func findClues(ctx context.Context, b *review.Book, last string) (clues.Found, error) {
	if last == "" {
		return receive.CluesJob{Book: b}.Find(ctx)
	}
	var found clues.Found
	err := looking(last, func(was *review.Book) error {
		var err error
		found, err = receive.CluesJob{Book: b, Last: was}.Find(ctx)
		return err
	})
	return found, err
}

type reviewDismissCmd struct {
	Book   string `arg:"" help:"审核汇总（.huizong）"`
	Key    string `arg:"" help:"疑点的编号，review clues 列在最前"`
	Reason string `required:"" help:"理由，会留在审核记录里" placeholder:"R"`
	Again  bool   `help:"恢复：重新列出已经排除的"`
	Last   string `help:"上一年的审核汇总，疑点是与它比对出来的时候写" placeholder:"BOOK"`

	signer
}

// Run dismisses a clue that is there, or takes that back.
func (c *reviewDismissCmd) Run(con *console) error {
	return reviewing(con, c.Book, func(b *review.Book) error {
		key := strings.ToLower(strings.TrimSpace(c.Key))
		if c.Again {
			err := b.Dismiss(c.person(b), key, "", c.Reason)
			if err == nil {
				con.say("已恢复疑点%s", key)
			}
			return err
		}
		found, err := findClues(con.ctx, b, c.Last)
		if err != nil {
			return err
		}
		for _, clue := range found.Clues {
			if clue.Key == key {
				if err := b.Dismiss(c.person(b), key, clue.Words, c.Reason); err != nil {
					return err
				}
				con.say("已排除疑点%s：%s", key, clue.Words)
				return nil
			}
		}
		return files.Failure(review.ErrRefused, "没有编号为“%s”的疑点；请用 review clues 查看", files.Printable(key))
	})
}
