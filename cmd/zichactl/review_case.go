package main

import (
	"strconv"
	"strings"

	"zicha/forms/review"
)

type reviewCaseCmd struct {
	Book      string   `arg:"" help:"审核汇总（.huizong）"`
	Step      string   `arg:"" optional:"" help:"open（线索，立案）、check（核查）、tell（告知被考核单位）、void（认定，该项不得分）、drop（不予认定）；不写则列出全部案件"`
	Case      string   `arg:"" optional:"" help:"案件编号，open 以外都要写"`
	County    string   `help:"open：单位的代码或名称" placeholder:"C"`
	Indicator int      `help:"open：指标的序号" placeholder:"N"`
	Text      string   `help:"这一步的内容：线索是什么；核查的内容、办法和人；告知的情况、单位的说法；认定或不予认定的理由" placeholder:"T"`
	Evidence  []string `sep:"none" help:"依据的佐证材料：编号或 SHA-256；可以写多个，void 之前必须有" placeholder:"E"`
	Second    string   `help:"void：另一个署名的人" placeholder:"NAME"`

	signer
}

// caseVerbs are the steps as they are written on the command line.
var caseVerbs = map[string]string{
	"open": review.CaseOpened, "check": review.CaseChecked, "tell": review.CaseTold, "void": review.CaseVoided, "drop": review.CaseDropped,
}

// Run stores a step of a case, or lists the cases.
func (c *reviewCaseCmd) Run(con *console) error {
	step, known := caseVerbs[c.Step]
	opens := step == review.CaseOpened
	switch {
	case c.Step == "":
		return looking(c.Book, func(b *review.Book) error { return sayCases(con, b) })
	case !known:
		return wrongUsage("没有“" + c.Step + "”这一步，应为 open、check、tell、void、drop 之一")
	case opens && (c.County == "" || c.Indicator == 0 || c.Case != ""):
		return wrongUsage("立案要写 --county、--indicator，不写案件编号")
	case !opens && (c.Case == "" || c.County != "" || c.Indicator != 0):
		return wrongUsage("这一步要写案件编号，不写 --county、--indicator")
	}
	return reviewing(con, c.Book, func(b *review.Book) error {
		id, err := b.Case(c.person(b), review.CaseAct{
			ID: c.Case, County: c.County, Indicator: c.Indicator, Step: step, Text: c.Text, Evidence: c.Evidence, Second: c.Second,
		})
		if err == nil {
			con.say("案件 %s：%s", id, review.CaseStepLabel(step))
		}
		return err
	})
}

// sayCases lists the cases with their steps.
func sayCases(con *console, b *review.Book) error {
	v, err := b.View()
	if err != nil {
		return err
	}
	for _, c := range v.Cases {
		state := "没有办结"
		if !c.Open {
			state = "已办结：" + c.Outcome()
		}
		con.say("%s　%s　%s", c.ID, c.Words(v), state)
		for _, s := range c.Steps {
			con.say("  %s：%s　%s　%s", s.Label(), s.Text, strings.TrimSpace(s.By+" "+s.Second), review.TimeWords(s.At))
		}
		if len(c.Evidence) > 0 {
			con.say("  依据：%s", strings.Join(c.Evidence, "、"))
		}
	}
	con.say("共%s件", strconv.Itoa(len(v.Cases)))
	return nil
}
