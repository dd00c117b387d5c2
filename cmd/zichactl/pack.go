package main

import (
	"time"

	"zicha/forms/dossier"
	"zicha/forms/files"
	"zicha/forms/letterdoc"
	"zicha/forms/pack"
)

type packCmd struct {
	Dossier string `arg:"" help:"档案（.zicha）"`
	OutDir  string `arg:"" name:"outdir" help:"报送包放到的文件夹"`
	Zip     bool   `help:"再做一个内容相同的压缩包（.zip）"`
	Letter  bool   `help:"放进可以编辑的报告正文（.docx）"`
	JSON    bool   `name:"json" help:"把写出的文件夹和压缩包列成 JSON"`
}

// Run makes the pack; an interruption leaves nothing half.
func (c *packCmd) Run(con *console) error {
	return look(c.Dossier, func(f *dossier.File) error {
		opts := pack.PackOptions{Zip: c.Zip, Letter: c.Letter, Now: time.Now()}
		writing{JSON: c.JSON}.announce(con, pack.PlanPack(f, c.OutDir, opts))
		done, err := pack.Pack(con.ctx, f, c.OutDir, opts)
		if err != nil {
			return err
		}
		if c.JSON {
			paths := []string{done.Folder}
			if done.Zip != "" {
				paths = append(paths, done.Zip)
			}
			return writing{JSON: true}.tell(con, made{paths, done.Problems}, noWords)
		}
		con.say("已写出 %s（%s，%d字节）", files.Shown(done.Folder), done.CountWords(), done.Size())
		if done.Zip != "" {
			con.say("已写出 %s", files.Shown(done.Zip))
		}
		if done.Draft {
			con.say("这是草稿，没有定稿，不能作为报送材料")
		}
		if c.Letter {
			con.say("%s", letterdoc.Advice)
		}
		printProblems(con.lines, done.Problems)
		return nil
	})
}
