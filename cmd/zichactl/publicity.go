package main

import (
	"errors"
	"fmt"
	"strings"

	"zicha/assets"
	"zicha/forms"
	"zicha/forms/dossier"
	"zicha/forms/publicity"
	"zicha/scoring"
)

type publicityCmd struct {
	Dossier  string   `arg:"" help:"档案（.zicha）"`
	Files    []string `arg:"" name:"file" help:"双公示数据表（.xlsx 或 .csv），可以写多个"`
	Yes      bool     `help:"采用为预估；不写时只列出列的对应和数出的结果"`
	Only     []string `help:"只采用这几项，例如 17,19" placeholder:"NO"`
	Register bool     `help:"同时用数出的部门名单替换台账"`
	Wan      bool     `name:"wan" help:"报送的数据量以万条计，考核标准以万条计时用"`
	Tiao     bool     `name:"tiao" help:"报送的数据量就以条计；考核标准像是以万条计时，--yes 要写明 --wan 或 --tiao"`
	Sure     bool     `help:"数字比档案里的大五倍以上或不到五分之一，仍然采用"`
	AnyYear  bool     `name:"any-year" help:"其他年度作出的决定也计入"`

	publicityColumns
}

// publicityColumns name columns the program would not find by itself.
type publicityColumns struct {
	Decided      string `help:"决定日期所在的列；写 - 表示没有这一列（以下各项同）" placeholder:"列名"`
	Published    string `help:"公示日期所在的列" placeholder:"列名"`
	Authority    string `help:"许可或处罚机关所在的列" placeholder:"列名"`
	Party        string `help:"行政相对人名称所在的列" placeholder:"列名"`
	Number       string `help:"决定书文号所在的列" placeholder:"列名"`
	USCC         string `name:"uscc" help:"统一社会信用代码所在的列" placeholder:"列名"`
	Org          string `help:"组织机构代码所在的列" placeholder:"列名"`
	Registration string `help:"工商登记码所在的列" placeholder:"列名"`
	Tax          string `help:"税务登记号所在的列" placeholder:"列名"`
	Institution  string `help:"事业单位证书号所在的列" placeholder:"列名"`
	Society      string `help:"社会组织登记证号所在的列" placeholder:"列名"`
	ID           string `name:"id" help:"证件号所在的列" placeholder:"列名"`
}

// Run prints which column is taken for what, what was counted and what was left out; with --yes the figures are taken over.
func (c *publicityCmd) Run(con *console) error {
	if c.Yes {
		return edit(con, c.Dossier, func(f *dossier.File) error { return c.count(con, f) })
	}
	return look(c.Dossier, func(f *dossier.File) error { return c.count(con, f) })
}

func (c *publicityCmd) count(con *console, f *dossier.File) error {
	calendar, err := scoring.LoadCalendar(assets.Calendar)
	if err != nil {
		return err
	}
	d := f.Dossier()
	targets := publicity.TargetsOf(d.Edition)
	if !targets.Any() {
		return errors.New(publicity.NoTargets)
	}
	criteria, err := c.criteria(targets)
	if err != nil {
		return err
	}
	survey, err := publicity.Look(con.ctx, c.Files)
	if err == nil {
		err = c.correct(survey.Tables)
	}
	if err != nil {
		return err
	}
	printSurvey(con, survey)
	result, err := publicity.Count(con.ctx, publicity.Job{Tables: survey.Tables, Year: d.Edition.Year, Targets: targets, AnyYear: c.AnyYear, Calendar: calendar})
	if err != nil {
		return err
	}
	printResult(con, result)
	return c.take(con, f, result, publicity.Choice{Criteria: criteria, Register: c.Register, Wan: c.Wan})
}

// criteria reads --only: indicators or criteria.
func (c *publicityCmd) criteria(at publicity.Targets) ([]string, error) {
	var out []string
	for _, only := range c.Only {
		found := ""
		for _, id := range at.Criteria() {
			if indicator, _, _ := strings.Cut(id, "."); only == id || only == indicator {
				found = id
			}
		}
		if found == "" {
			return nil, wrongUsage(fmt.Sprintf("--only 只能写%s，不能写“%s”", strings.Join(at.Numbers(), "、"), only))
		}
		out = append(out, found)
	}
	return out, nil
}

// correct sets the columns named by options, in every table that has them.
func (c *publicityColumns) correct(tables []*publicity.Table) error {
	named := map[publicity.Meaning]string{
		publicity.Decided: c.Decided, publicity.Published: c.Published, publicity.Authority: c.Authority, publicity.Party: c.Party,
		publicity.Number: c.Number, publicity.Credit: c.USCC, publicity.Organization: c.Org, publicity.Registration: c.Registration,
		publicity.Tax: c.Tax, publicity.Institution: c.Institution, publicity.Society: c.Society, publicity.Identity: c.ID,
	}
	for _, m := range publicity.Meanings() {
		heading := strings.TrimSpace(named[m])
		if heading == "" {
			continue
		}
		found := heading == "-"
		for _, t := range tables {
			if heading == "-" {
				delete(t.Columns, m)
			} else if column, ok := t.Column(heading); ok {
				t.Columns[m] = column
				found = true
			}
		}
		if !found {
			return fmt.Errorf("没有“%s”这一列，请照表头的写法写 --%s", heading, m.Key())
		}
	}
	return nil
}

func printSurvey(con *console, s *publicity.Survey) {
	for _, t := range s.Tables {
		con.say("%s：%s，表头在第%d行，共%d列", t.Name(), t.Form, t.HeaderRow, len(t.Header))
		for _, m := range publicity.Meanings() {
			heading := t.Heading(m)
			if _, ok := t.Columns[m]; ok {
				con.say("  %s ← %s（第%d列）", m.Label(), heading, t.Columns[m]+1)
			} else {
				con.say("  %s ← 没有（可用 --%s 指定）", m.Label(), m.Key())
			}
		}
	}
	for _, words := range s.Passed {
		con.say("注意：%s", words)
	}
}

func printResult(con *console, r *publicity.Result) {
	con.say("%s", r.Total())
	for _, line := range r.Sums() {
		con.say("%s", line)
	}
	if len(r.Left) > 0 {
		con.say("没有计入的行：")
	}
	for _, t := range r.Left {
		con.say("  %s", r.Line(t))
	}
	if len(r.Noted) > 0 {
		con.say("已计入、但请核对的行：")
	}
	for _, t := range r.Noted {
		con.say("  %s", r.Line(t))
	}
}

// take prints old and new figures and, with --yes, writes the new ones.
func (c *publicityCmd) take(con *console, f *dossier.File, r *publicity.Result, choice publicity.Choice) error {
	d := f.Dossier()
	for _, words := range r.Remarks(d) {
		con.say("说明：%s", words)
	}
	changes := r.Changes(d, choice)
	for _, figure := range r.Figures(d, choice) {
		con.say("%s %s→%s", figure.Label, blankWord(figure.Old), figure.New)
	}
	if r.Registered(d) > 0 && len(r.Names) > 0 && !c.Register {
		con.say("注意：第%d项没有改动，要用部门名单替换台账请加 --register", r.Targets.Departments.Indicator.No)
	}
	if rows := r.RegisterRows(choice); rows > 0 {
		id := r.Targets.Departments.ID
		con.say("%s 台账 %d行→%d行", id, len(d.Rows(id)), rows)
	}
	switch {
	case r.Counted == 0:
		con.say("没有可以计入的行，没有可以采用的数字")
		return errRefused
	case len(changes) == 0:
		con.say("档案里的数字与此相同，无需修改")
		return nil
	case !c.sure(con, d, r, choice):
		return errRefused
	case !c.Yes:
		con.say("尚未采用。确认后请加 --yes")
		return nil
	}
	if err := f.Commit(r.Title(), changes); err != nil {
		return err
	}
	sayGone(con, d, d.Answered(changes))
	con.say("已采用为预估，共%d处改动", len(typed(changes)))
	return nil
}

// sure asks about a unit that does not fit and about figures that leap; with --yes it refuses until an option answers.
func (c *publicityCmd) sure(con *console, d *forms.Dossier, r *publicity.Result, choice publicity.Choice) bool {
	unit, leaps := r.UnitDoubt(d, choice), r.Leaps(d, choice)
	if unit != "" && !c.Tiao {
		con.say("请核对：%s。以万条计的请加 --wan，确实以条计的请加 --tiao", unit)
	}
	if !c.Sure {
		for _, words := range leaps {
			con.say("请核对：%s，相差五倍以上。核对无误的请加 --sure", words)
		}
	}
	if c.Yes && (unit != "" && !c.Tiao || len(leaps) > 0 && !c.Sure) {
		con.say("没有采用，档案没有变动")
		return false
	}
	return true
}

func blankWord(value string) string {
	if value == "" {
		return "空白"
	}
	return value
}
