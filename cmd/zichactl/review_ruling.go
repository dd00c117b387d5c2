package main

import (
	"fmt"
	"io"
	"strings"

	"zicha/forms/files"
	"zicha/forms/review"
)

type reviewRulingCmd struct {
	Book      string `arg:"" help:"审核汇总（.huizong）"`
	Criterion string `help:"口径定在哪个要点，例如 10.1；不写则列出生效的口径裁定" placeholder:"C"`
	Text      string `help:"口径怎样定" placeholder:"T"`
	Rule      string `help:"要点的计分规则（.toml，写法与考核指标文件里的 rule 相同；- 从标准输入读）；不写则只约束评分的人" placeholder:"FILE"`
	Cancel    bool   `help:"取消这个要点的口径裁定"`
	Reason    string `help:"取消的理由" placeholder:"R"`
	Yes       bool   `help:"确认并采用；不写时只列出对各单位得分、位次的影响"`

	signer
}

// Run shows what a ruling would do, and with --yes puts it in force or takes it away.
func (c *reviewRulingCmd) Run(con *console) error {
	alone := c.Text == "" && c.Rule == "" && !c.Cancel && c.Reason == "" && !c.Yes
	switch {
	case c.Criterion == "" && alone:
		return looking(c.Book, func(b *review.Book) error { return sayRulings(con, b) })
	case c.Criterion == "":
		return lacking("--criterion")
	case c.Cancel && (c.Text != "" || c.Rule != "" || c.Reason == ""):
		return wrongUsage("取消口径裁定要写 --reason，不写 --text、--rule")
	case !c.Cancel && (c.Text == "" || c.Reason != ""):
		return wrongUsage("缺少选项 --text；要取消请写 --cancel 和 --reason")
	}
	rule, err := c.rule(con)
	if err != nil {
		return err
	}
	work := func(b *review.Book) error { return c.work(con, b, rule) }
	if !c.Yes {
		return looking(c.Book, work)
	}
	return reviewing(con, c.Book, work)
}

func (c *reviewRulingCmd) work(con *console, b *review.Book, rule string) error {
	effect, err := c.prepare(b, rule)
	if err != nil {
		return err
	}
	sayEffect(con, effect)
	switch {
	case !c.Yes:
		con.say("尚未采用。确认后请加 --yes")
		return nil
	case c.Cancel:
		defer con.say("已取消要点%s的口径裁定", c.Criterion)
	default:
		defer con.say("已采用要点%s的口径裁定", c.Criterion)
	}
	return b.Apply(effect)
}

func (c *reviewRulingCmd) prepare(b *review.Book, rule string) (*review.RulingEffect, error) {
	if c.Cancel {
		return b.Unrule(c.person(b), c.Criterion, c.Reason)
	}
	return b.Rule(c.person(b), c.Criterion, c.Text, rule)
}

const maxRule = 1 << 20 // bytes

// rule reads the file of the rule.
func (c *reviewRulingCmd) rule(con *console) (string, error) {
	switch c.Rule {
	case "":
		return "", nil
	case "-", pipedIn:
		data, err := io.ReadAll(io.LimitReader(con.in, maxRule))
		return string(data), err
	}
	data, err := files.Read(c.Rule, maxRule)
	return string(data), err
}

// sayRulings lists what is in force.
func sayRulings(con *console, b *review.Book) error {
	v, err := b.View()
	if err != nil {
		return err
	}
	for _, r := range v.Rulings {
		kind := "只约束评分的人"
		if r.Rule != "" {
			kind = "改变计分规则"
		}
		con.say("%s　%s（%s）　%s　%s", r.Criterion, r.Text, kind, strings.TrimSpace(r.Unit+" "+r.By), review.TimeWords(r.At))
	}
	con.say("生效的口径裁定共%d条", len(v.Rulings))
	return nil
}

// sayEffect says what a ruling changes of every score and rank.
func sayEffect(con *console, effect *review.RulingEffect) {
	same := 0
	shifts, stale := effect.Shifts()
	for _, s := range shifts {
		if !s.Changed() {
			same++
			continue
		}
		con.say("%s：总分%s，位次%s", s.Is.Name, shift(s.Was.Total.String(), s.Is.Total.String()), shift(fmt.Sprint(s.Was.Rank), fmt.Sprint(s.Is.Rank)))
		for _, c := range s.Cells {
			for _, words := range c.Words() {
				con.say("  %s", words)
			}
		}
	}
	con.say("得分、位次和状态都没有变化的单位%d个；要复看的评分增加%d项", same, stale)
}

// shift words two figures, one where they are the same.
func shift(was, is string) string {
	if was == is {
		return is
	}
	return was + "→" + is
}
