package main

import (
	"zicha/forms/editions"
	"zicha/scoring"
)

type rulebookDiffCmd struct {
	Old string `arg:"" help:"原来的考核指标文件（.toml）"`
	New string `arg:"" help:"新的考核指标文件（.toml）"`
}

// Run says what the new rulebook asks or scores otherwise; status 1 where there is any.
func (c *rulebookDiffCmd) Run(con *console) error {
	was, _, err := editions.Read(c.Old)
	if err != nil {
		return err
	}
	is, _, err := editions.Read(c.New)
	if err != nil {
		return err
	}
	diff := scoring.Compare(was, is)
	con.say("%s（%d年度）→%s（%d年度）", was.Title, was.Year, is.Title, is.Year)
	for _, words := range diff.Words() {
		con.say("%s", words)
	}
	if !diff.Changed() {
		con.say("填报和计分没有变化。")
		return nil
	}
	return errRefused
}
