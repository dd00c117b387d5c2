package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"

	"zicha/forms/files"
	"zicha/forms/secret"
)

// passwordFile is how a command gets a password: never as an argument, which everybody on the machine could see.
type passwordFile struct {
	PasswordFile string `help:"写着密码的文件（第一行，UTF-8），- 为标准输入；不写时在终端里键入，不显示" placeholder:"FILE"`
}

const mostPassword = 4096 // bytes of such a file

// known gives the password of a copy there is.
func (p passwordFile) known(con *console) (string, error) {
	if p.PasswordFile != "" {
		return p.read(con)
	}
	return con.askPassword("密码（键入时不显示）：")
}

// fresh gives the password of a new copy; typed, it is typed twice.
func (p passwordFile) fresh(con *console) (string, error) {
	if p.PasswordFile != "" {
		return p.read(con)
	}
	first, err := con.askPassword(secret.Lost + "。\n密码（至少8个字符，键入时不显示）：")
	if err == nil {
		err = secret.Fit(first)
	}
	if err != nil {
		return "", err
	}
	again, err := con.askPassword("再键入一次：")
	if err == nil && again != first {
		err = errors.New("两次键入的密码不同，没有写出副本；请再试一次")
	}
	return first, err
}

// read takes the first line of the file; an editor may have put a mark of its encoding before it.
func (p passwordFile) read(con *console) (string, error) {
	var data []byte
	var err error
	if p.PasswordFile == "-" {
		data, err = io.ReadAll(io.LimitReader(con.in, mostPassword))
	} else {
		data, err = files.Read(p.PasswordFile, mostPassword)
	}
	line, _, _ := bytes.Cut(bytes.TrimPrefix(data, []byte("\uFEFF")), []byte("\n"))
	password := strings.TrimSuffix(string(line), "\r")
	if err == nil && password == "" {
		err = errors.New("写着密码的文件第一行是空的；请把密码写在第一行")
	}
	return password, err
}

// askPassword asks at the terminal, which shows nothing of what is typed. What is asked goes where errors go.
func (c *console) askPassword(question string) (string, error) {
	terminal, ok := c.in.(*patient).in.(*os.File)
	if !ok || !term.IsTerminal(int(terminal.Fd())) {
		return "", errors.New("这里没有终端，不能键入密码；请把密码写在文件里，用 --password-file 写明这个文件")
	}
	before, err := term.GetState(int(terminal.Fd()))
	if err != nil {
		return "", errors.New("这个终端不能键入密码；请把密码写在文件里，用 --password-file 写明这个文件")
	}
	fmt.Fprint(c.warn, question)
	type typed struct {
		text []byte
		err  error
	}
	done := make(chan typed, 1)
	go func() {
		text, err := term.ReadPassword(int(terminal.Fd()))
		done <- typed{text, err}
	}()
	defer fmt.Fprintln(c.warn)
	select {
	case <-c.ctx.Done():
		_ = term.Restore(int(terminal.Fd()), before) // the shell behind us is to show what is typed
		return "", c.ctx.Err()
	case got := <-done:
		if got.err != nil {
			return "", errors.New("没有键入密码；请再试一次")
		}
		return string(got.text), nil
	}
}
