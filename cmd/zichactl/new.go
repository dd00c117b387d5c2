package main

import (
	"cmp"
	"fmt"
	"strings"

	"zicha/forms"
	"zicha/forms/dossier"
	"zicha/scoring"
	"zicha/scoring/canon"
)

type newCmd struct {
	Dossier string `arg:"" proposed:"" help:"要新建的档案（.zicha）"`
	County  string `help:"被考核单位的代码，照考核指标的名单写；名单里没有代码的写单位名称" placeholder:"CODE"`
	Name    string `help:"名单以外的单位，写明名称" placeholder:"NAME"`
	Edition string `help:"用这个考核指标文件（.toml），或者程序自带的一套的标识" placeholder:"FILE"`
}

// Run makes a new dossier for a unit of the rulebook's list, or for one named by --name.
func (c *newCmd) Run(con *console) error {
	known, err := newRulebooks(con, c.Edition)
	if err != nil {
		return err
	}
	e := known[0]
	c.County = canon.Identity(c.County)
	name, notes := canon.Text(strings.TrimSpace(c.Name))
	if c.Name = name; len(notes) > 0 {
		con.say("单位名称%s", canon.Words(notes))
	}
	if err := c.unit(e); err != nil {
		return err
	}
	f, err := dossier.Create(c.Dossier, e, forms.Begin(e, c.County, c.Name))
	if err != nil {
		return err
	}
	con.say("已新建%s（%s，%d年度）", c.Dossier, f.Dossier().County(), e.Year)
	if builtin := known[len(known)-1]; builtin.ID == e.ID && builtin.Hash() != e.Hash() {
		con.say("注意：“%s”与程序自带的考核指标同名而规则不同，这份档案按“%s”计分；两套规则请用不同的 id", c.Edition, c.Edition)
	}
	return f.Close()
}

// unit checks whose dossier it is to be: a unit of the list, or one that is named.
func (c *newCmd) unit(e *scoring.Edition) error {
	u := e.Unit(c.County)
	if c.County == "" && (e.DivisionCodes() || c.Name == "") {
		return lacking("--county")
	}
	if u == nil && c.Name == "" {
		return fmt.Errorf("名单里没有代码“%s”。名单：%s；名单以外的单位请用 --name 写明名称", c.County, unitList(e))
	}
	if strings.TrimSpace(c.Dossier) == "" {
		return fmt.Errorf("请写明要新建的档案的文件名，例如 %s.zicha", cmp.Or(c.Name, unitName(u)))
	}
	switch {
	case u != nil && c.Name != "" && c.Name != u.Name:
		return fmt.Errorf("代码“%s”在名单里是%s，不是“%s”，请核对代码或名称", c.County, u.Name, c.Name)
	case u == nil && e.DivisionCodes() && !scoring.DivisionCode(c.County):
		return fmt.Errorf("行政区划代码应为6位数字，例如 %s，不能是“%s”", e.Example().Code, c.County)
	case u == nil && c.County != "" && !scoring.UnitCode(c.County, c.Name):
		return fmt.Errorf("单位代码“%s”不对：用字母开头的代码，或者不写 --county", c.County)
	}
	return nil
}

func unitName(u *scoring.Unit) string {
	if u == nil {
		return ""
	}
	return u.Name
}

// unitList names the units of an edition with their codes, where these are not their names.
func unitList(e *scoring.Edition) string {
	var units []string
	for _, u := range e.Units {
		if u.Code == u.Name {
			units = append(units, u.Name)
		} else {
			units = append(units, u.Code+" "+u.Name)
		}
	}
	return strings.Join(units, "、")
}
