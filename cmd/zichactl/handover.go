package main

import (
	"zicha/forms"
	"zicha/forms/dossier"
	"zicha/forms/letterdoc"
	"zicha/forms/pack"
)

type exportCmd struct {
	Dossier string `arg:"" help:"档案（.zicha）"`
	OutDir  string `arg:"" name:"outdir" help:"导出到的文件夹"`
	Letter  bool   `help:"再写一份可以编辑的报告正文（.docx）"`
}

// Run writes report and workbook, and the letter where it is asked for.
func (c *exportCmd) Run(con *console) error {
	return look(c.Dossier, func(f *dossier.File) error {
		err := export(con, f, c.OutDir)
		if err != nil || !c.Letter {
			return err
		}
		path, err := pack.Letter(con.ctx, f, c.OutDir)
		if err != nil {
			return err
		}
		con.say("已写出 %s", path)
		con.say("%s", letterdoc.Advice)
		return nil
	})
}

func export(con *console, f *dossier.File, dir string) error {
	out, err := pack.Export(con.ctx, f, dir, nil)
	for _, p := range out.Paths {
		con.say("已写出 %s", p)
	}
	printProblems(con.lines, out.Problems)
	return err
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
	Reason  string `required:"" help:"退回修改的原因" placeholder:"REASON"`
}

// Run opens the next version for editing.
func (c *reopenCmd) Run(con *console) error {
	return edit(con, c.Dossier, func(f *dossier.File) error {
		_, note, err := pack.Reopen(f, c.Reason)
		if err == nil {
			con.say("%s", note)
		}
		return err
	})
}

type verifyCmd struct {
	Code    string   `required:"" help:"纸面上的核对码" placeholder:"CODE"`
	Edition string   `help:"工作簿用的是这个考核指标文件（.toml）" placeholder:"FILE"`
	Files   []string `arg:"" name:"file" help:"报送包（文件夹或 .zip）、工作簿（.xlsx）或档案（.zicha）"`
}

// Run compares each file with the code; a file that differs gives exit status 1.
func (c *verifyCmd) Run(con *console) error {
	known, err := rulebooks(c.Edition)
	if err != nil {
		return err
	}
	verdicts, err := pack.Verify(con.ctx, c.Code, c.Files, known)
	if err != nil {
		return err
	}
	equal := true
	code, _ := forms.ParseCode(c.Code) // Verify has refused one that cannot be read
	for _, v := range verdicts {
		equal = equal && v.Equal
		switch {
		case v.Equal:
			con.say("%s：与核对码一致", v.Path)
		case v.Code == "":
			con.say("%s：没有核对", v.Path)
		case v.Code == code:
			con.say("%s：与纸面不一致（核对码相同，但有以下不同）", v.Path)
		default:
			con.say("%s：与核对码不一致（现为 %s）", v.Path, v.Code)
		}
		for _, d := range v.Differs {
			con.say("  %s", d)
		}
		for _, n := range v.Notes {
			con.say("  %s", n)
		}
	}
	if !equal {
		return errRefused
	}
	return nil
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
	f, path, err := pack.Demo(con.ctx, c.OutDir, known)
	if err != nil {
		return err
	}
	con.say("已写出 %s", path)
	err = export(con, f, c.OutDir)
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	return err
}
