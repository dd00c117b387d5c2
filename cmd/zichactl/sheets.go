package main

import (
	"path/filepath"
	"strings"
	"time"

	"zicha/forms"
	"zicha/forms/dossier"
	"zicha/forms/files"
	"zicha/forms/merge"
	"zicha/forms/sheets"
	"zicha/forms/tables"
)

type sheetsCmd struct {
	Dossier     string `arg:"" help:"档案（.zicha）"`
	OutDir      string `arg:"" name:"outdir" help:"写到的文件夹；已有的文件不覆盖"`
	Departments string `help:"先按这个文本文件设定部门和分工" placeholder:"FILE"`
	Prefill     bool   `help:"带上档案里已经填好的内容"`
	JSON        bool   `name:"json" help:"把写出的文件列成 JSON"`
}

// Help tells how the file of departments is written.
func (*sheetsCmd) Help() string { return sheets.AssignHelp }

// Run sets departments and assignments where a file says so, and writes a workbook for each department.
func (c *sheetsCmd) Run(con *console) error {
	if c.Departments != "" {
		told := con
		if c.JSON {
			told = con.silent()
		}
		if err := edit(told, c.Dossier, func(f *dossier.File) error { return assign(told, f, c.Departments) }); err != nil {
			return err
		}
	}
	return look(c.Dossier, func(f *dossier.File) error {
		d := f.Dossier()
		job := sheets.Job{Dir: c.OutDir, Prefill: c.Prefill, Day: today()}
		out := writing{JSON: c.JSON}
		out.announce(con, sheets.Outputs(d, job))
		written, err := sheets.Write(con.ctx, d, job)
		var done made
		for _, w := range written {
			done.Paths = append(done.Paths, w.Path)
		}
		if telling := out.tell(con, done, noWords); err == nil {
			err = telling
		}
		if err != nil || c.JSON {
			return err
		}
		for _, dep := range d.Departments() {
			if len(d.Assigned(dep.ID)) == 0 {
				con.say("注意：%s没有分到要点，没有生成", dep.Title())
			}
		}
		if left := d.Unassigned(); len(left) > 0 {
			var ids []string
			for _, c := range left {
				ids = append(ids, c.ID)
			}
			con.say("注意：还有%d个要点没有分给部门：%s", len(left), strings.Join(ids, "、"))
		}
		return nil
	})
}

// maxAssignments bounds a file of departments in bytes.
const maxAssignments = 1 << 20

func assign(con *console, f *dossier.File, path string) error {
	data, err := files.Read(path, maxAssignments)
	if err != nil {
		return err
	}
	text, err := tables.PlainText(data)
	if err != nil {
		return files.Failure(files.Source, "部门分工文件“%s”不是文本文件，没有读取。写法见 zichactl sheets --help", filepath.Base(path)).Because(err)
	}
	changes, told, err := sheets.ParseAssignments(f.Dossier(), text)
	if err != nil {
		return err
	}
	con.sayEach(told)
	if err := f.Commit("部门分工 "+filepath.Base(path), changes); err != nil {
		return err
	}
	con.say("部门分工有%d处改动", len(typed(changes)))
	return nil
}

type mergeCmd struct {
	Dossier string   `arg:"" help:"档案（.zicha）"`
	Sheets  []string `arg:"" name:"sheet" help:"部门交回的填报表（.xlsx），或者放着填报表的文件夹"`
	Yes     bool     `help:"确认并执行；不写时只列出计划"`
	Prefer  string   `help:"不一样的地方一律用填报表的（sheet）或档案的（dossier）；不写时不改动" enum:"sheet,dossier," default:"" placeholder:"SIDE"`
}

// Run prints what the sheets would change and, with --yes, carries it out. Conflicts nobody decided are left and give exit status 1.
func (c *mergeCmd) Run(con *console) error {
	return edit(con, c.Dossier, func(f *dossier.File) error {
		d := f.Dossier()
		list, refused, err := sheets.ReadAll(con.ctx, d, c.Sheets, nil)
		if err != nil {
			return err
		}
		for _, words := range refused {
			con.say("%s", words)
		}
		if len(list) == 0 {
			con.say("没有可以收回的填报表")
			return errRefused
		}
		plan, err := sheets.MakePlan(con.ctx, d, list)
		if err != nil {
			return err
		}
		if c.Prefer != "" {
			for _, it := range plan.Items {
				it.Prefer(c.Prefer == "sheet")
			}
		}
		if !c.Yes {
			printSheetPlan(con, plan)
			con.say("尚未执行。确认后请加 --yes")
		} else if err := takeSheets(con, f, plan); err != nil {
			return err
		}
		if len(refused) > 0 || plan.Open() > 0 || worstNote(plan) == forms.Error {
			return errRefused
		}
		return nil
	})
}

func printSheetPlan(con *console, plan *sheets.Plan) {
	for _, it := range plan.Items {
		switch {
		case !it.Conflict():
			con.say("%s：%s（%s）", it.Title, it.Offers[0].Text, it.Offers[0].Who())
		default:
			con.say("%s：%s", it.Title, conflictWords(&it.Item))
		}
	}
	printNotes(con, plan)
	con.say("共%d处要写入或选择，与档案一致的%d处", len(plan.Items), plan.Same)
}

// conflictWords sets the sides of a conflict beside each other and says which is taken.
func conflictWords(it *merge.Item) string {
	var sides []string
	if it.Mine != "" {
		sides = append(sides, "档案为“"+it.Mine+"”")
	}
	for _, o := range it.Offers {
		sides = append(sides, o.Who()+"为“"+o.Text+"”")
	}
	words := "不一致，" + strings.Join(sides, "，")
	if it.Keep != "" {
		words = it.Offers[0].Text + "（" + it.Offers[0].Who() + "），也可以" + it.Keep
	}
	switch {
	case it.Open():
		return words + "，没有选择"
	case it.Pick == merge.PickMine:
		return words + "，" + it.Words()
	}
	return words + "，用" + it.Offers[it.Pick].Who() + "的"
}

func printNotes(con *console, plan *sheets.Plan) {
	for _, n := range plan.Notes {
		words := n.Severity.Label()
		for _, part := range []string{n.Department, n.Place, n.Message} {
			if part != "" {
				words += " " + part
			}
		}
		con.say("%s", words)
	}
	for _, w := range plan.Waiting {
		con.say("待补：%s", w)
	}
}

// takeSheets stores the files and commits what they say as one step.
func takeSheets(con *console, f *dossier.File, plan *sheets.Plan) error {
	if err := plan.Store(con.ctx, f, nil); err != nil {
		return err
	}
	d := f.Dossier()
	step, outcomes := plan.Step(d, today())
	if err := f.Commit(step.Note, step.Changes); err != nil {
		return err
	}
	if err := keepTexts(f, step.Texts); err != nil {
		return err
	}
	sayGone(con, d, d.Answered(step.Changes))
	taken := 0
	for _, o := range outcomes {
		words := o.Words
		if o.Item.Conflict() {
			words = conflictWords(o.Item)
		} else {
			words = o.Item.Offers[0].Text + "（" + o.Item.Offers[0].Who() + "），" + words
		}
		con.say("%s：%s", o.Item.Title, words)
		if o.Taken {
			taken++
		}
	}
	printNotes(con, plan)
	con.say("已写入%d处，没有改动%d处", taken, len(outcomes)-taken)
	return nil
}

// keepTexts leaves in their cells the texts that could not be read.
func keepTexts(f *dossier.File, texts map[forms.Path]string) error {
	if len(texts) == 0 {
		return nil
	}
	d := f.Dossier()
	for p, text := range texts {
		d.SetDraft(p, forms.Draft{Text: text, At: time.Now(), Left: true})
	}
	return f.Keep(d.Drafts())
}

func worstNote(plan *sheets.Plan) forms.Severity {
	var problems []forms.Problem
	for _, n := range plan.Notes {
		problems = append(problems, n.Problem)
	}
	return forms.Worst(problems)
}
