package main

import (
	"fmt"
	"strings"

	"zicha/forms/carry"

	"zicha/forms"
	"zicha/forms/dossier"
)

type carryCmd struct {
	Old      string `arg:"" help:"上年档案（.zicha）"`
	New      string `arg:"" proposed:"" help:"要新建的档案（.zicha）"`
	Edition  string `help:"新档案用这个考核指标文件（.toml），或者程序自带的一套的标识" placeholder:"FILE"`
	Evidence bool   `help:"把上年的佐证材料也复制过来，重新编号"`
}

// Run makes the new dossier and says what was taken over; a failure leaves none.
func (c *carryCmd) Run(con *console) error {
	known, err := newRulebooks(con, c.Edition)
	if err != nil {
		return err
	}
	return look(c.Old, func(old *dossier.File) error {
		if d := old.Dossier(); strings.TrimSpace(c.New) == "" {
			return wrongUsage(fmt.Sprintf("请写明要新建的档案的文件名，例如 %s%d年度自查.zicha", d.County(), d.Edition.Year+1))
		}
		words, err := carry.NewYear(con.ctx, old, c.New, carry.Options{Edition: known[0], Evidence: c.Evidence})
		if err != nil {
			return err
		}
		con.say("已新建%s（%s，%d年度）", c.New, old.Dossier().County(), known[0].Year)
		for _, w := range words {
			con.say("%s", w)
		}
		return nil
	})
}

type confirmCmd struct {
	Dossier  string   `arg:"" help:"档案（.zicha）"`
	Criteria []string `arg:"" name:"criterion" help:"要点，例如 5.1；可以写多个"`
}

// Run lets last year's answers of the criteria stand.
func (c *confirmCmd) Run(con *console) error {
	return edit(con, c.Dossier, func(f *dossier.File) error {
		d := f.Dossier()
		var changes []forms.Change
		for _, id := range c.Criteria {
			if d.Edition.Criterion(id) == nil {
				return fmt.Errorf("没有“%s”这一要点，请检查编号", id)
			}
			step := d.Confirm(id)
			d.Apply(step...)
			changes = append(changes, step...)
		}
		if err := f.Commit("确认沿用上年："+strings.Join(c.Criteria, "、"), changes); err != nil {
			return err
		}
		con.say("已确认%d个要点", len(changes))
		return nil
	})
}
