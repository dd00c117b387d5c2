package main

import (
	"path/filepath"
	"strings"

	"zicha/forms/dossier"
	"zicha/forms/editions"
	"zicha/forms/files"
	"zicha/forms/review"
	"zicha/scoring"
)

type repairCmd struct {
	Dossier string `arg:"" help:"无法打开或有损坏的档案（.zicha）或审核汇总（.huizong），不会改动"`
	Out     string `arg:"" optional:"" help:"修复后的新文件；不写时放在旁边，名称加“（修复）”"`
	Edition string `help:"里面的考核指标没有找回时，原来用的考核指标文件（.toml）、程序自带的一套的标识，或者同一份汇总的副本（.huizong）" placeholder:"FILE"`
}

// Run takes what is whole in a damaged dossier or review book into a new one and lists what is missing; if anything is, the exit status is 1.
func (c *repairCmd) Run(con *console) error {
	known, err := rulebooksBy(c.Edition, rulebookIn)
	if err != nil {
		return err
	}
	if c.Out == "" {
		c.Out = files.RepairedPath(c.Dossier)
	}
	words, lost, err := c.repair(con, known)
	if err != nil {
		return err
	}
	con.say("%s", words)
	con.say("新文件：%s", filepath.Base(c.Out))
	for _, line := range lost {
		con.say("- %s", line)
	}
	if len(lost) > 0 {
		return errRefused
	}
	return nil
}

// repair does it by what the name says the file is.
func (c *repairCmd) repair(con *console, known []*scoring.Edition) (words string, lost []string, err error) {
	if strings.EqualFold(filepath.Ext(c.Dossier), review.Ext) {
		r := review.Repair{From: c.Dossier, To: c.Out, Editions: known}
		if c.Edition != "" {
			r.Own = known[0]
		}
		report, err := r.Run(con.ctx)
		return report.Words(), report.Lost, err
	}
	report, err := dossier.Repair{From: c.Dossier, To: c.Out, Editions: known}.Run(con.ctx)
	return report.Words(), report.Lost, err
}

// rulebookIn reads a rulebook's file, or that of a review book.
func rulebookIn(path string) (*scoring.Edition, error) {
	if !strings.EqualFold(filepath.Ext(path), review.Ext) {
		own, _, err := editions.Read(path)
		return own, err
	}
	b, err := review.Open(path, review.Options{ReadOnly: true})
	if err != nil {
		return nil, err
	}
	return b.Edition(), b.Close()
}
