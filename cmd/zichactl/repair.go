package main

import (
	"path/filepath"

	"zicha/forms/dossier"
)

type repairCmd struct {
	Dossier string `arg:"" help:"无法打开或有损坏的档案（.zicha），不会改动"`
	Out     string `arg:"" optional:"" help:"修复后的新档案；不写时放在旁边，名称加“（修复）”"`
}

// Run takes what is whole in a damaged dossier into a new one and lists what is missing; if anything is, the exit status is 1.
func (c *repairCmd) Run(con *console) error {
	known, err := rulebooks("")
	if err != nil {
		return err
	}
	if c.Out == "" {
		c.Out = dossier.RepairedPath(c.Dossier)
	}
	report, err := dossier.Repair{From: c.Dossier, To: c.Out, Editions: known}.Run(con.ctx)
	if err != nil {
		return err
	}
	con.say("%s", report.Words())
	con.say("新档案：%s", filepath.Base(c.Out))
	for _, line := range report.Lost {
		con.say("- %s", line)
	}
	if len(report.Lost) > 0 {
		return errRefused
	}
	return nil
}
