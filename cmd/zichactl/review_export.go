package main

import (
	"strings"

	"zicha/forms"
	"zicha/forms/files"
	"zicha/forms/results"
	"zicha/forms/review"
	"zicha/scoring"
)

type reviewExportCmd struct {
	Book    string   `arg:"" help:"审核汇总（.huizong）"`
	OutDir  string   `arg:"" name:"outdir" help:"写到的文件夹；已有的文件不覆盖"`
	Publish string   `help:"通报公布到哪一级：order（仅次序）、grades（等次）、total（总分）、sections（分类得分）、all（全部得分）；不写是 order" placeholder:"LEVEL"`
	Grades  string   `help:"公布等次时各等次的起点分，从高到低，例如 优秀=90,良好=80,合格=60,不合格=0；不写用考核指标规定的" placeholder:"NAME=POINTS,…"`
	Code    string   `help:"哪一次定稿，写它的核对码；不写是最近一次" placeholder:"CODE"`
	Draft   bool     `help:"按汇总现在的内容写过程稿，每页都写明；没有核对码"`
	Convert []string `sep:"none" help:"折算单：考核的名称=其中本项的分值，可以写多个" placeholder:"NAME=POINTS"`
	Inspect []string `sep:"none" help:"另外列入现场核查表的：单位/指标序号，可以写多个" placeholder:"C/N"`
	Contact string   `help:"函件的联系人" placeholder:"NAME"`
	Phone   string   `help:"联系电话" placeholder:"PHONE"`
	JSON    bool     `name:"json" help:"把写出的文件列成 JSON"`
}

// Run writes the papers of a result, or of the book as it is as papers in process.
func (c *reviewExportCmd) Run(con *console) error {
	if c.Draft && c.Code != "" {
		return wrongUsage("过程稿没有核对码，--draft 和 --code 只能写一个")
	}
	var s *review.Snapshot
	var opts results.Options
	err := looking(c.Book, func(b *review.Book) (err error) {
		if opts, err = c.options(b); err == nil {
			s, err = c.snapshot(b)
		}
		return err
	})
	if err != nil {
		return err
	}
	return c.write(con, s, opts) // the book is not needed any more, and large
}

func (c *reviewExportCmd) write(con *console, s *review.Snapshot, opts results.Options) error {
	set, err := results.Open(s, opts)
	if err != nil {
		return err
	}
	plan := set.Plan(c.OutDir)
	if err := plan.Refuse("请换一个文件夹"); err != nil {
		return err
	}
	writing{JSON: c.JSON}.announce(con, plan)
	out, err := set.Write(con.ctx, plan, nil)
	if telling := (writing{JSON: c.JSON}).tell(con, made{Paths: out.Paths, Problems: out.Problems()}, noWords); err == nil {
		err = telling
	}
	if !c.JSON {
		for _, p := range out.Problems() {
			con.say("%s", map[forms.Severity]string{forms.Warning: "注意："}[p.Severity]+p.Message)
		}
	}
	return err
}

// snapshot is what the papers are of.
func (c *reviewExportCmd) snapshot(b *review.Book) (*review.Snapshot, error) {
	if c.Draft {
		return b.Draft()
	}
	code, err := givenCode(c.Code)
	if err != nil {
		return nil, err
	}
	if code == "" && len(b.Results()) == 0 {
		return nil, files.Failure(review.ErrRefused, "还没有定稿；要写过程稿，请加 --draft")
	}
	return b.Result(code)
}

// options reads what is asked of the papers.
func (c *reviewExportCmd) options(b *review.Book) (results.Options, error) {
	level, err := results.ParseLevel(c.Publish)
	if err != nil {
		return results.Options{}, err
	}
	grades, err := results.ParseGrades(c.Grades)
	if err != nil {
		return results.Options{}, err
	}
	if len(grades) > 0 && level != results.LevelGrades {
		return results.Options{}, wrongUsage("--grades 只在公布等次时用，请同时写 --publish grades")
	}
	out := results.Options{Publish: level, Grades: grades, Convert: map[string]scoring.Points{}, Contact: c.Contact, Phone: c.Phone}
	for _, text := range c.Convert {
		name, points, _ := strings.Cut(strings.Replace(text, "＝", "=", 1), "=")
		p, err := results.ParseConverted(strings.TrimSpace(name), points)
		if err != nil {
			return out, wrongUsage(err.Error())
		}
		out.Convert[strings.TrimSpace(name)] = p
	}
	v, err := b.View()
	if err != nil {
		return out, err
	}
	for _, text := range c.Inspect {
		cell, err := results.ParseCell(v, text)
		if err != nil {
			return out, wrongUsage(err.Error())
		}
		out.Inspect = append(out.Inspect, cell)
	}
	return out, nil
}
