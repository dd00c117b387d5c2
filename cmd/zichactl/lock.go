package main

import (
	"errors"
	"path/filepath"
	"strings"

	"zicha/forms/dossier"
	"zicha/forms/files"
	"zicha/forms/review"
	"zicha/forms/secret"
)

type lockCmd struct {
	File string `arg:"" help:"档案（.zicha）或审核汇总（.huizong），不会改动"`
	Out  string `arg:"" optional:"" help:"副本写成的文件；不写时放在旁边，名称末尾加 .age；已有的文件不覆盖"`

	passwordFile
}

// Run writes a copy under a password that is typed twice or read from a file.
func (c *lockCmd) Run(con *console) error {
	if c.Out == "" {
		c.Out = c.File + secret.Ext
	}
	if err := (files.Place{Path: c.Out}).Free(); err != nil {
		return err
	}
	return c.opened(func(save func(path string) error) error {
		password, err := c.fresh(con)
		if err != nil {
			return err
		}
		if err := (secret.Copy{To: c.Out, Password: password}).Write(con.ctx, c.File, save); err != nil {
			return err
		}
		con.say("已写出设了密码的副本：%s", filepath.Base(files.Shown(c.Out)))
		con.say("%s。", secret.Lost)
		return nil
	})
}

// opened opens the file to look at, and hands on what writes a copy of it.
func (c *lockCmd) opened(work func(save func(path string) error) error) error {
	if strings.EqualFold(filepath.Ext(c.File), review.Ext) {
		return looking(c.File, func(b *review.Book) error {
			return work(func(path string) error { return b.SaveAs(path, false) })
		})
	}
	return look(c.File, func(f *dossier.File) error {
		return work(func(path string) error { return f.SaveAs(path, false) })
	})
}

type unlockCmd struct {
	Copy string `arg:"" help:"设了密码的副本（.age），不会改动"`
	Out  string `arg:"" optional:"" help:"取出的文件；不写时放在旁边，名称去掉末尾的 .age；已有的文件不覆盖"`

	passwordFile
}

// Run takes the dossier or the review book out of a copy.
func (c *unlockCmd) Run(con *console) (err error) {
	if c.Out != "" {
		if err := (files.Place{Path: c.Out}).Free(); err != nil {
			return err
		}
	}
	if err := secret.Look(c.Copy); err != nil {
		return err
	}
	password, err := c.known(con)
	if err != nil {
		return err
	}
	o, err := secret.Open(c.Copy, password)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, o.Close()) }()
	check, ext := dossier.Check, ".zicha"
	switch head := o.Head(); {
	case dossier.Owns(head):
	case review.Owns(head):
		check, ext = review.Check, review.Ext
	default:
		return secret.Unknown(c.Copy)
	}
	if c.Out == "" {
		c.Out = secret.Named(c.Copy, ext)
	}
	if err := o.Take(con.ctx, secret.Taking{To: c.Out, Check: check}); err != nil {
		return err
	}
	con.say("已取出：%s", filepath.Base(files.Shown(c.Out)))
	return nil
}
