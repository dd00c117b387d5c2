package main

import (
	"fmt"

	"zicha/forms"
	"zicha/forms/editions"
	"zicha/scoring"
)

type rulebookCmd struct {
	Check rulebookCheckCmd `cmd:"" help:"检查一个考核指标文件，列出合计和各要点的读法"`
	Diff  rulebookDiffCmd  `cmd:"" help:"比较两个考核指标文件：分值、规则、字段、原文有什么变化"`
}

type rulebookCheckCmd struct {
	File string `arg:"" help:"考核指标文件（.toml）"`
}

// Run loads the file strictly and prints what the program reads in it, then what of the text is covered, the cases, what is left out, the sums.
func (c *rulebookCheckCmd) Run(con *console) error {
	e, told, err := editions.Read(c.File)
	if err != nil {
		return err
	}
	con.sayEach(told)
	con.say("%s（%s，%d年度）", e.Title, e.ID, e.Year)
	for _, s := range e.Sections {
		con.say("%s、%s　%s", s.No, s.Title, s.MarksWords())
		for _, ind := range s.Indicators {
			sayIndicator(con, ind)
		}
	}
	quotes, unscored := e.Covered()
	con.say("原文：%d处引文，%d处写明不计分；涉及分数的句子都有着落。", quotes, unscored)
	for _, one := range e.Cases {
		con.say("算例：%s　相符", one.Name)
	}
	hints := e.Hints()
	for _, h := range hints {
		con.say("提示：%s", h)
	}
	parts := "自评" + e.SelfTotal.Short() + "分"
	if rest := e.Total - e.SelfTotal; rest > 0 {
		parts += "，" + e.Words.Confirmed() + rest.Short() + "分"
	}
	con.say("共%d项指标、%d个要点，合计%s分：%s；按原文最多可得%s分。", len(e.Indicators()), len(e.Criteria()), e.Total.Short(), parts, e.Reachable.Short())
	con.sayEach(e.Terms())
	con.say("规则校验值 %s", e.Hash())
	con.say("规则码 %s", forms.RulesCode(e))
	if len(hints) > 0 {
		con.say("检查通过，有%d处提示，可以使用。", len(hints))
		return nil
	}
	con.say("检查通过。")
	return nil
}

// sayIndicator prints an indicator as the program reads it.
func sayIndicator(con *console, ind *scoring.Indicator) {
	note := ""
	if ind.Reachable != ind.Max {
		note = fmt.Sprintf("（按原文最多%s分：%s）", ind.Reachable.Short(), ind.ReachableNote)
	}
	con.say("  %d %s　%s分　%s%s", ind.No, ind.Title, ind.Max.Short(), ind.SourceText, note)
	for _, crit := range ind.Criteria {
		con.say("    %s", crit.Reading())
	}
	for _, u := range ind.Unscored {
		con.say("    不计分：“%s”，%s", u.Text, u.Note)
	}
	for _, n := range ind.AllNotes() {
		con.say("    口径：%s", n)
	}
}
