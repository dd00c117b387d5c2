package main

import (
	"bytes"
	"io"
	"strings"

	"github.com/alecthomas/kong"
)

// chineseHelp prints the parser's help with its own words in Chinese.
func chineseHelp(options kong.HelpOptions, ctx *kong.Context) error {
	out := ctx.Stdout
	var text bytes.Buffer
	ctx.Stdout = &text
	err := kong.DefaultHelpPrinter(options, ctx)
	ctx.Stdout = out
	if err != nil {
		return err
	}
	_, err = io.WriteString(out, helpWords(text.String()))
	return err
}

func helpWords(text string) string {
	return strings.NewReplacer(
		`Run "zichactl <command> --help" for more information on a command.`, "用 zichactl <命令> --help 查看一个命令的用法。",
		"Usage: ", "用法：", "Arguments:", "参数：", "Flags:", "选项：", "Commands:", "命令：",
		"<command>", "<命令>", "[flags]", "[选项]",
	).Replace(text)
}
