package main

import (
	"path/filepath"
	"slices"
	"strings"

	"zicha/forms/files"
	"zicha/forms/invent"
)

type reviewGenerateCmd struct {
	Count   int    `arg:"" name:"n" help:"写出几个示例单位"`
	OutDir  string `arg:"" name:"outdir" help:"写到的文件夹；已有的文件不覆盖"`
	Seed    uint64 `help:"取不同的整数，内容不同；同一个整数，内容总是相同" default:"1" placeholder:"S"`
	Edition string `help:"按哪一套考核指标：考核指标文件（.toml）或者程序自带的一套的标识；不写用程序自带的第一套" placeholder:"FILE"`
	Packs   bool   `help:"每个单位再写一个报送包，佐证材料很小，其中有各单位共有的和两个单位雷同的"`
	Decide  bool   `help:"再写一份审核汇总，各种状态、案件、口径裁定和互相矛盾的评分都有"`
	JSON    bool   `name:"json" help:"把写出的文件列成 JSON"`
}

// Help says what the counties are like.
func (*reviewGenerateCmd) Help() string {
	return "写出的单位和全部内容都是虚构的，名称里有“示例”。除两个单位的得分相同以外，其余各不相同，规则给不出那么多不同得分的除外。"
}

// Run writes the rulebook and the workbooks.
func (c *reviewGenerateCmd) Run(con *console) error {
	known, err := rulebooks(c.Edition)
	if err != nil {
		return err
	}
	if c.Count < 1 || c.Count > invent.Most {
		return wrongUsage(invent.CountWords())
	}
	line := &progressLine{}
	made, err := invent.Make(con.ctx, invent.Job{
		Edition: known[0], Count: c.Count, Seed: c.Seed, Dir: c.OutDir, Packs: c.Packs, Decide: c.Decide,
		Progress: func(done, total int64) { line.tell("写出示例单位", float64(done)/float64(total)) },
	})
	line.clear()
	if err != nil {
		return err
	}
	if c.JSON {
		return writing{JSON: true}.tell(con, madeOf(made), noWords)
	}
	con.say("已写出考核指标文件 %s，写明了%d个示例单位", files.Shown(made.Rulebook), c.Count)
	con.say("已写出%d个定稿的工作簿，在 %s", len(made.Workbooks), files.Shown(filepath.Clean(c.OutDir)))
	if n := len(made.Packs); n > 0 {
		con.say("已写出%d个报送包，在 %s", n, files.Shown(filepath.Join(c.OutDir, invent.PackFolder)))
	}
	if made.Book != "" {
		con.say("已写出审核汇总 %s", files.Shown(made.Book))
	}
	if len(made.Tie) > 0 {
		con.say("得分相同的两个单位：%s", strings.Join(made.Tie, "、"))
	}
	if made.Ties > 0 {
		con.say("另有%d个单位的得分与其他单位相同：这套考核指标给不出那么多不同的得分", made.Ties)
	}
	return nil
}

// madeOf lists the files.
func madeOf(m invent.Made) made {
	out := made{Paths: slices.Concat([]string{m.Rulebook}, m.Workbooks, m.Packs)}
	if m.Book != "" {
		out.Paths = append(out.Paths, m.Book)
	}
	return out
}
