package main

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"zicha/forms/intake"

	"zicha/forms"
	"zicha/forms/answers"
	"zicha/forms/dossier"
	"zicha/forms/files"
	"zicha/forms/merge"
	"zicha/forms/pack"
	"zicha/forms/wording"
	"zicha/forms/workbook"
	"zicha/scoring"
)

// open opens a dossier with the built-in rulebook known.
func open(path string, readOnly bool) (*dossier.File, error) {
	known, err := rulebooks("")
	if err != nil {
		return nil, err
	}
	return dossier.Open(path, dossier.Options{ReadOnly: readOnly, Editions: known})
}

// edit opens a dossier for writing, has it worked on and closes it again.
func edit(con *console, path string, work func(*dossier.File) error) error {
	f, err := open(path, false)
	if err != nil {
		return err
	}
	return working(con, f, work)
}

// editBy is edit of a dossier that brings its rulebook along, where the user says which one that should be: a file, or "" for whatever it
// has. One of another edition or of other rules is refused; of the same rules the file's words serve.
func editBy(con *console, path, edition string, work func(*dossier.File) error) error {
	known, err := newRulebooks(con, edition)
	if err != nil {
		return err
	}
	f, err := dossier.Open(path, dossier.Options{Editions: known})
	if err != nil {
		return err
	}
	if d := f.Dossier(); edition != "" && (d.Edition.ID != known[0].ID || d.Edition.Hash() != known[0].Hash()) {
		err := fmt.Errorf("档案和“%s”用的考核指标不同，没有写入：档案用的是%s，文件是%s。档案自带考核指标，不用写 --edition",
			edition, wording.Rulebook(d.Edition), wording.Rulebook(known[0]))
		return errors.Join(err, f.Close())
	}
	return working(con, f, work)
}

// working has an open dossier worked on and closes it.
func working(con *console, f *dossier.File, work func(*dossier.File) error) error {
	if warning := f.Warning(); warning != nil {
		con.say("注意：%s", warning)
	}
	err := work(f)
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	return err
}

// look opens a dossier to read only. One whose last writer was cut off is first opened for writing, which puts it in order.
func look(path string, work func(*dossier.File) error) error {
	f, err := open(path, true)
	if errors.Is(err, files.Folder) {
		if writer, failed := open(path, false); failed == nil {
			_ = writer.Close() // what it says about its backup is no matter of reading
			f, err = open(path, true)
		}
	}
	if err != nil {
		return err
	}
	defer f.Close()
	return work(f)
}

type fillCmd struct {
	Dossier string `arg:"" help:"档案（.zicha）"`
	Answers string `arg:"" help:"填报文件（.json）"`
	Edition string `help:"档案应当用的考核指标文件（.toml），不同的不写入；档案自带考核指标，一般不用写" placeholder:"FILE"`
}

// Run writes the answers file into the dossier; what the file leaves blank stays as it is.
func (c *fillCmd) Run(con *console) error {
	data, err := con.answers(c.Answers)
	if err != nil {
		return err
	}
	return editBy(con, c.Dossier, c.Edition, func(f *dossier.File) error {
		d := f.Dossier()
		other, err := answers.DecodeFor(data, d)
		if err != nil {
			return err
		}
		if err := merge.SameCounty(d, other); err != nil {
			return err
		}
		changes, _ := merge.Plan(d, other)
		changes, told := d.Clean(changes)
		if err := con.ctx.Err(); err != nil {
			return err
		}
		after := d.Clone()
		after.Apply(changes...)
		left, gone := merge.Drafts(after, other)
		if err := f.Commit("填报文件 "+filepath.Base(c.Answers), changes); err != nil {
			return err
		}
		if len(gone) > 0 {
			if err := f.Keep(left); err != nil {
				return err
			}
		}
		con.sayEach(told)
		sayGone(con, after, gone)
		for _, u := range other.Unsettled() {
			con.say("文件里没有采用的填写不写入：%s填的“%s”", other.Label(u.Path), scoring.Clip(u.Text))
		}
		con.say("已写入%d处改动", len(typed(changes)))
		return nil
	})
}

// sayGone says which texts not taken went with a change of their values.
func sayGone(con *console, d *forms.Dossier, gone []forms.Unsettled) {
	for _, u := range gone {
		con.say("%s", d.AnsweredWords(u))
	}
}

// answersFile is what a file of answers is called.
var answersFile = files.Own{Name: "填报文件", Ext: ".json"}

// answers reads a file of answers, no further than what is refused as too large.
func (c *console) answers(path string) ([]byte, error) {
	in := c.in
	if path != pipedIn {
		if err := answersFile.Look(files.Source, path); err != nil {
			return nil, err
		}
		f, _, err := files.OpenUpTo(path, answers.MaxBytes)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		in = f
	}
	data, err := io.ReadAll(io.LimitReader(in, answers.MaxBytes+1))
	return data, readingAnswers(path, err)
}

func readingAnswers(path string, err error) error {
	return files.Fault("读取填报文件“"+filepath.Base(path)+"”", err)
}

type importCmd struct {
	Dossier  string `arg:"" help:"档案（.zicha）"`
	Workbook string `arg:"" help:"工作簿（.xlsx）"`
	Edition  string `help:"档案应当用的考核指标文件（.toml），不同的不导入；档案自带考核指标，一般不用写" placeholder:"FILE"`
	Yes      bool   `help:"确认并执行；不写时只列出计划"`
}

// Run prints what the workbook would change and, with --yes, carries it out.
func (c *importCmd) Run(con *console) error {
	return editBy(con, c.Dossier, c.Edition, func(f *dossier.File) error {
		d := f.Dossier()
		book, err := workbook.ReadFor(con.ctx, c.Workbook, d)
		if err != nil {
			return err
		}
		printProblems(con.lines, book.Problems)
		changes, unknown, told := book.Plan(d)
		if err := printPlan(con, d, changes); err != nil {
			return err
		}
		con.sayEach(told)
		for _, e := range unknown {
			con.say("佐证%s%s在档案里没有，工作簿不含文件，未导入；请用添加佐证材料的办法加入", e.Number, files.Quoted(e.Title))
		}
		if !c.Yes {
			con.say("共%d处改动，尚未执行。确认后请加 --yes", len(typed(changes)))
		} else {
			if err := f.Commit("导入 "+filepath.Base(c.Workbook), changes); err != nil {
				return err
			}
			sayGone(con, d, d.Answered(changes))
			con.say("已执行%d处改动", len(typed(changes)))
		}
		if forms.Worst(book.Problems) == forms.Error {
			return errRefused
		}
		return nil
	})
}

// printPlan words each change: what goes by the dossier as it is, what comes by the dossier as it will be.
func printPlan(con *console, d *forms.Dossier, changes []forms.Change) error {
	after := d.Clone()
	after.Apply(changes...)
	for _, c := range typed(changes) {
		if err := con.ctx.Err(); err != nil {
			return err
		}
		state := after
		if c.New == "" {
			state = d
		}
		con.say("%s", state.Describe([]forms.Change{c}))
	}
	return con.ctx.Err()
}

// typed leaves out the places of register rows, which follow from the rest.
func typed(changes []forms.Change) []forms.Change {
	return slices.DeleteFunc(slices.Clone(changes), func(c forms.Change) bool { return c.Path.Order() })
}

type attachCmd struct {
	Dossier   string   `arg:"" help:"档案（.zicha）"`
	Criterion string   `arg:"" help:"要点，例如 5.1"`
	Files     []string `arg:"" name:"file" help:"佐证材料文件"`
	Title     string   `help:"材料名称，不写时用文件名" placeholder:"TITLE"`
}

// Run takes each file in as an item of its own; with one title and several files they become one item.
func (c *attachCmd) Run(con *console) error {
	return edit(con, c.Dossier, func(f *dossier.File) error {
		pieces := []intake.Piece{{Title: c.Title, Paths: c.Files}}
		if c.Title == "" {
			pieces = intake.Apiece(c.Files)
		}
		taken, err := intake.Attach(con.ctx, f, intake.Batch{Criterion: c.Criterion, Pieces: pieces, Anew: true}, nil)
		if err != nil {
			return err
		}
		for _, item := range taken.Added {
			con.say("已添加佐证%s %s", item.Number, item.Title)
		}
		for _, words := range taken.Same {
			con.say("注意：%s", words)
		}
		list := slices.Concat(taken.Failed, taken.Doubted)
		if len(taken.Doubted) > 0 {
			list = append(list, "选“仍作为佐证材料”的命令是 zichactl accept 档案 佐证编号")
		}
		if len(list) > 0 {
			return errors.New(strings.Join(list, "\n"))
		}
		return nil
	})
}

type acceptCmd struct {
	Dossier string   `arg:"" help:"档案（.zicha）"`
	Numbers []string `arg:"" name:"number" help:"佐证编号，例如 5-01；可以写多个"`
}

// Run lets items whose files are in doubt count as evidence.
func (c *acceptCmd) Run(con *console) error {
	return edit(con, c.Dossier, func(f *dossier.File) error {
		d := f.Dossier()
		var changes []forms.Change
		for _, number := range c.Numbers {
			at := slices.IndexFunc(d.AllEvidence(), func(e forms.Evidence) bool { return e.Number == number && !e.Removed })
			if at < 0 {
				return fmt.Errorf("没有编号为“%s”的佐证材料，请检查编号", number)
			}
			changes = append(changes, d.Accept(d.AllEvidence()[at].ID)...)
		}
		if err := f.Commit("仍作为佐证材料："+strings.Join(c.Numbers, "、"), changes); err != nil {
			return err
		}
		con.say("%d件材料仍作为佐证", len(changes))
		return nil
	})
}

type checkCmd struct {
	Dossier string `arg:"" help:"档案（.zicha）"`
	JSON    bool   `name:"json" help:"输出 JSON"`
}

// Run lists the problems by severity; an error among them gives exit status 1.
func (c *checkCmd) Run(con *console) error {
	return look(c.Dossier, func(f *dossier.File) error {
		problems, err := pack.CheckAll(con.ctx, f, today(), nil)
		if err != nil {
			return err
		}
		if c.JSON {
			if err := writeJSON(con.json, append([]forms.Problem{}, problems...)); err != nil {
				return err
			}
		} else {
			printProblems(con.lines, problems)
			con.say("共%d个问题", len(problems))
			return errors.Join(sayStanding(con, f), worst(problems))
		}
		return worst(problems)
	})
}

// worst refuses where a problem is an error.
func worst(problems []forms.Problem) error {
	if forms.Worst(problems) == forms.Error {
		return errRefused
	}
	return nil
}

// sayStanding says where the dossier stands.
func sayStanding(con *console, f *dossier.File) error {
	d := f.Dossier()
	s := pack.Stands(f, d)
	if s.Last > 0 && !s.Final {
		changed, err := pack.Since(f, s.Last)
		if err != nil {
			return err
		}
		s = s.Compared(len(changed))
	}
	con.say("%s", s.Sentence())
	return nil
}

type showCmd struct {
	Dossier string `arg:"" help:"档案（.zicha）"`
	JSON    bool   `name:"json" help:"输出填报文件（JSON）"`
}

// Run prints the dossier as an answers file, or its scorecard for people.
func (c *showCmd) Run(con *console) error {
	return look(c.Dossier, func(f *dossier.File) error {
		d := f.Dossier()
		if c.JSON {
			data, err := answers.Encode(d)
			if err == nil {
				_, err = con.json.Write(data)
			}
			return err
		}
		scores := d.Scores()
		if err := printScore(con.lines, assessment{d: d, card: scores.Card}); err != nil {
			return err
		}
		if d.Edition.SelfTotal > 0 {
			con.say("%s %s", forms.BackedLabel, scores.Backed.Self.Score)
		}
		if err := sayStanding(con, f); err != nil {
			return err
		}
		for _, u := range d.Unsettled() {
			con.say("  【%s】%s", forms.Error.Label(), d.UnsettledWords(u))
		}
		sayFeedback(con, d)
		for _, n := range d.LastYearNotes() {
			con.say("  上年没有沿用的，%s：%s", n.Place, strings.ReplaceAll(n.Text, "\n", " "))
		}
		for _, e := range d.AllEvidence() {
			state := ""
			if e.Removed {
				state = "（已撤销：" + e.Reason + "）"
			}
			if words := e.DoubtWords(); words != "" && !e.Removed {
				state = "（" + words + "）"
			}
			con.say("  佐证%s %s %s%s", e.Number, strings.Join(e.Criteria, "、"), e.Title, state)
		}
		return nil
	})
}
