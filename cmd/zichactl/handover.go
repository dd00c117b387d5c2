package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"zicha/forms"
	"zicha/forms/dossier"
	"zicha/forms/files"
	"zicha/forms/letterdoc"
	"zicha/forms/pack"
)

type exportCmd struct {
	Dossier string `arg:"" help:"档案（.zicha）"`
	OutDir  string `arg:"" name:"outdir" help:"导出到的文件夹"`
	Letter  bool   `help:"再写一份可以编辑的报告正文（.docx）"`

	writing
}

// writing is what commands have in common that write files under names of the program's.
type writing struct {
	Overwrite bool `help:"已有的同名文件可以覆盖；定稿的文件草稿从不覆盖"`
	JSON      bool `name:"json" help:"把写出的文件列成 JSON"`
}

const overwriteHelp = "要覆盖，请加 --overwrite；也可以换一个文件夹或文件名"

// allow refuses a plan that would replace something nobody said may be.
func (w writing) allow(plan files.Outputs) error {
	if w.Overwrite {
		return plan.Held()
	}
	return plan.Refuse(overwriteHelp)
}

// announce says what will be written where before it begins; programs are told what was written.
func (w writing) announce(con *console, plan files.Outputs) {
	if w.JSON || len(plan) == 0 {
		return
	}
	var names []string
	for _, x := range plan {
		names = append(names, x.Words())
	}
	where := filepath.Dir(plan[0].Path)
	if here, err := os.Getwd(); where == "." && err == nil {
		where = here
	}
	con.say("将写到%s：%s", files.Quoted(where), strings.Join(names, "、"))
}

// made is what a command has written, and what was found on the way.
type made struct {
	Paths    []string        `json:"paths"`
	Problems []forms.Problem `json:"problems"`
}

// tell prints what was written; words go to people, JSON to programs.
func (w writing) tell(con *console, m made, words func(i int) string) error {
	if w.JSON {
		paths := make([]string, len(m.Paths))
		for i, p := range m.Paths {
			paths[i] = files.Shown(p) // JSON has no bytes
		}
		m.Paths, m.Problems = paths, append([]forms.Problem{}, m.Problems...)
		return writeJSON(con.json, m)
	}
	for i, p := range m.Paths {
		con.say("已写出 %s%s", files.Shown(p), words(i))
	}
	return nil
}

func noWords(int) string { return "" }

// Run writes report and workbook, and the letter where it is asked for.
func (c *exportCmd) Run(con *console) error {
	return look(c.Dossier, func(f *dossier.File) error {
		plan := pack.Plan(f, c.OutDir, c.Letter)
		if err := c.allow(plan); err != nil {
			return err
		}
		c.announce(con, plan)
		out, err := pack.Export(con.ctx, f, plan, nil)
		if err == nil && c.Letter {
			var letter string
			if letter, err = pack.Letter(con.ctx, f, plan); err == nil {
				out.Paths = append(out.Paths, letter)
			}
		}
		if telling := c.tell(con, made{out.Paths, out.Problems}, noWords); err == nil {
			err = telling
		}
		if c.JSON {
			return err
		}
		printProblems(con.lines, out.Problems)
		if err == nil && c.Letter {
			con.say("%s", letterdoc.Advice)
		}
		return err
	})
}

type finalizeCmd struct {
	Dossier string `arg:"" help:"档案（.zicha）"`
}

// Run locks the dossier as its next version and prints version and code.
func (c *finalizeCmd) Run(con *console) error {
	return edit(con, c.Dossier, func(f *dossier.File) error {
		final, err := pack.Finalize(con.ctx, f, today(), nil)
		if err != nil {
			return err
		}
		con.say("已定稿：第%d版", final.Version)
		con.say("核对码：%s", final.Code)
		for _, r := range final.Reprint {
			con.say("%s", r)
		}
		printProblems(con.lines, final.Problems)
		return nil
	})
}

type reopenCmd struct {
	Dossier string `arg:"" help:"档案（.zicha）"`
	Reason  string `help:"退回修改的原因；收到的反馈有退回补正的，不写时用反馈里的" placeholder:"REASON"`
}

// Run opens the next version for editing.
func (c *reopenCmd) Run(con *console) error {
	return edit(con, c.Dossier, func(f *dossier.File) error { return reopen(con, f, c.Reason) })
}

// reopen opens the next version; without a reason it is the one the feedback gives.
func reopen(con *console, f *dossier.File, reason string) error {
	if reason == "" {
		if reason = pack.FeedbackReason(f.Dossier()); reason == "" {
			return lacking("--reason")
		}
		con.say("原因：%s", reason)
	}
	_, note, err := pack.Reopen(f, reason)
	if err == nil {
		con.say("%s", note)
	}
	return err
}

type verifyCmd struct {
	Code    string   `required:"" help:"纸面上的核对码" placeholder:"CODE"`
	Edition string   `help:"工作簿用的是这个考核指标文件（.toml），或者程序自带的一套的标识" placeholder:"FILE"`
	Files   []string `arg:"" name:"file" help:"报送包（文件夹或 .zip）、工作簿（.xlsx）或档案（.zicha）"`
}

// Run compares each file with the code; a file that differs, or of which something could not be compared, gives exit status 1.
func (c *verifyCmd) Run(con *console) error {
	known, err := storedRulebooks(c.Edition)
	if err != nil {
		return err
	}
	verdicts, err := pack.Verify(con.ctx, c.Code, c.Files, known)
	if err != nil {
		return err
	}
	c.asTakenIn(con, verdicts)
	equal := true
	code, _ := forms.ParseCode(c.Code) // Verify has refused one that cannot be read
	for _, v := range verdicts {
		equal = equal && v.Proven()
		con.say("%s：%s", files.Shown(v.Path), verdictWords(v, code))
		for _, d := range v.Differs {
			con.say("  %s", d)
		}
		for _, n := range v.Notes {
			con.say("  %s", n)
		}
		for _, n := range v.Unchecked {
			con.say("  %s", n)
		}
		if words := otherWay[files.OwnOf(v.Path).Ext]; words != "" {
			con.say("  %s", words)
		}
	}
	if !equal {
		return errRefused
	}
	return nil
}

// otherWay tells, by what a file is, the command for one that verify does not take.
var otherWay = map[string]string{
	files.BookExt:   "审核汇总用 zichactl review verify 核对",
	files.SealedExt: wayOut,
}

// verdictWords say how a file stands to a code.
func verdictWords(v pack.Verdict, code string) string {
	switch {
	case v.Equal && !v.Proven():
		return "核对过的都与核对码一致，但没有全部核对"
	case v.Equal:
		return "与核对码一致"
	case v.Code == "":
		return "没有核对"
	case v.Code == code:
		return "与纸面不一致（核对码相同，但有以下不同）"
	case v.Foreign != "":
		return "与核对码不一致，" + v.Foreign
	}
	return "与核对码不一致（现为 " + v.Code + "）"
}

// asTakenIn compares what differs also with the rulebook as new dossiers keep it, its text in canonical form.
func (c *verifyCmd) asTakenIn(con *console, verdicts []pack.Verdict) {
	if c.Edition == "" || !slices.ContainsFunc(verdicts, func(v pack.Verdict) bool { return !v.Equal }) {
		return
	}
	known, err := rulebooks(c.Edition)
	if err != nil {
		return // none was made of it
	}
	again, err := pack.Verify(con.ctx, c.Code, c.Files, known)
	for i := range again {
		if err == nil && again[i].Equal {
			verdicts[i] = again[i]
		}
	}
}

type demoCmd struct {
	OutDir string `arg:"" name:"outdir" help:"写到的文件夹"`
}

// Run writes the sample county's dossier, report and workbook.
func (c *demoCmd) Run(con *console) error {
	known, err := rulebooks("")
	if err != nil {
		return err
	}
	plan, err := pack.PlanDemo(c.OutDir, known)
	if err == nil {
		err = plan.Refuse("请换一个文件夹")
	}
	if err != nil {
		return err
	}
	writing{}.announce(con, plan)
	f, path, err := pack.Demo(con.ctx, c.OutDir, known)
	if err != nil {
		return err
	}
	con.say("已写出 %s", files.Shown(path))
	out, err := pack.Export(con.ctx, f, plan[1:], nil)
	for _, p := range out.Paths {
		con.say("已写出 %s", files.Shown(p))
	}
	printProblems(con.lines, out.Problems)
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	return err
}
