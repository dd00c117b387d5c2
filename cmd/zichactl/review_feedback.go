package main

import (
	"errors"
	"fmt"

	"zicha/forms"
	"zicha/forms/files"
	"zicha/forms/results"
	"zicha/forms/review"
)

// resultOf is the result of a code, of "" the newest, where there is none what it would be now (过程稿).
func resultOf(b *review.Book, code string) (*review.Snapshot, error) {
	if code == "" && len(b.Results()) == 0 {
		return b.Draft()
	}
	if code != "" {
		parsed, err := forms.ParseCode(code)
		if err != nil {
			return nil, err
		}
		code = parsed
	}
	return b.Result(code)
}

type reviewFeedbackCmd struct {
	Book    string   `arg:"" help:"审核汇总（.huizong）"`
	OutDir  string   `arg:"" name:"outdir" help:"写到的文件夹"`
	County  []string `sep:"none" help:"只要这一个单位的：代码或者名称；可以写多个" placeholder:"C"`
	Code    string   `help:"哪一次定稿的：核对码；不写用最新的" placeholder:"CODE"`
	Process bool     `help:"退回补正的，不管有没有定稿，都不含得分"`
}

// Run writes each county's 反馈单 and feedback file; before there is a result only of those to which something is returned.
func (c *reviewFeedbackCmd) Run(con *console) error {
	if c.Process && c.Code != "" {
		return wrongUsage("--process 与 --code 不能一起写")
	}
	return looking(c.Book, func(b *review.Book) error {
		s, err := resultOf(b, c.Code)
		if c.Process {
			s, err = b.Draft()
		}
		if err != nil {
			return err
		}
		var codes []string
		for _, name := range c.County {
			at := ""
			for _, u := range s.Units {
				if u.Code == name || u.Name == name {
					at = u.Code
				}
			}
			if at == "" {
				return fmt.Errorf("考核对象里没有“%s”，请写代码或者名称", files.Printable(name))
			}
			codes = append(codes, at)
		}
		paths, err := results.WriteFeedback(con.ctx, s, c.OutDir, codes...)
		for _, path := range paths {
			con.say("已写出 %s", files.Shown(path))
		}
		return err
	})
}

type reviewRecomputeCmd struct {
	Book string `arg:"" help:"审核汇总（.huizong）"`
	Out  string `arg:"" optional:"" name:"out.xlsx" help:"再写一份旁人复算的工作簿（.xlsx）"`
	Code string `help:"工作簿是哪一次定稿的：核对码；不写用最新的" placeholder:"CODE"`
	JSON bool   `name:"json" help:"输出 JSON"`
}

// Run proves every result from the events there were then, and writes the workbook by which anybody can follow one.
func (c *reviewRecomputeCmd) Run(con *console) error {
	return looking(c.Book, func(b *review.Book) error {
		list, err := b.Recompute()
		if err != nil {
			return err
		}
		if c.JSON {
			err = writeJSON(con.json, append([]review.Recomputed{}, list...))
			con = con.silent()
		}
		for _, r := range list {
			con.say("%s", r.Words())
			con.sayEach(r.Differs)
		}
		if len(list) == 0 {
			con.say("还没有定稿，没有可以复算的结果")
		}
		if err == nil && c.Out != "" {
			err = c.workbook(con, b)
		}
		for _, r := range list {
			if len(r.Differs) > 0 {
				err = errors.Join(err, errRefused)
			}
		}
		return err
	})
}

// workbook writes the workbook, with what the counties filled in.
func (c *reviewRecomputeCmd) workbook(con *console, b *review.Book) error {
	if err := (files.Place{Path: c.Out}).Free(); err != nil {
		return err
	}
	s, err := resultOf(b, c.Code)
	if err == nil {
		err = results.RecomputeJob{Book: b, Snapshot: s, Path: c.Out}.Write(con.ctx)
	}
	if err == nil {
		con.say("已写出 %s", files.Shown(c.Out))
	}
	return err
}
