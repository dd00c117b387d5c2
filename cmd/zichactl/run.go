package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"reflect"

	"github.com/alecthomas/kong"

	"zicha/assets"
	"zicha/forms/files"
	"zicha/forms/wording"
)

// errRefused ends a command with status 1 after it has said why on its own output.
var errRefused = errors.New("")

// wrongUsage is a command line that parses and still cannot be meant; it ends with status 2.
type wrongUsage string

// Error gives the words.
func (w wrongUsage) Error() string { return string(w) }

// wayOut is told where a copy under a password ends a command, and by verify; lists of several files say only what it is.
const wayOut = "命令行用 zichactl unlock 打开"

// run carries out one command line and gives the exit status.
func run(ctx context.Context, args []string, s streams) int {
	exit := -1
	con := newConsole(ctx, s)
	warn := con.warn
	parser, err := newParser(kong.Writers(con.lines, warn), kong.Exit(func(code int) { exit = code }))
	if err != nil {
		fmt.Fprintln(warn, err)
		return 2
	}
	command, err := parse(parser, args)
	if exit >= 0 { // --help was shown
		return max(exit, report(warn, nil, con.end()))
	}
	if err != nil {
		return report(warn, wrongUsage(usage(err)), nil)
	}
	files.Tidy("")
	if err = assets.FontsMissing(files.Program()); err == nil {
		err = command.Run(con)
	}
	if needs := lacking(""); errors.As(err, &needs) {
		err = needs.named(command)
	}
	return report(warn, err, con.end())
}

// newParser makes the parser of the command line.
func newParser(options ...kong.Option) (*kong.Kong, error) {
	parser, err := kong.New(&commands{}, append([]kong.Option{
		kong.Name("zichactl"), kong.Description(wording.ProgramName + "：年度考核自查（命令行）"), kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
		kong.Help(chineseHelp),
		kong.KindMapper(reflect.String, kong.MapperFunc(asTyped)),
		kong.KindMapper(reflect.Bool, onlyNamed{}),
	}, options...)...)
	if err == nil {
		parser.Model.HelpFlag.Help = "显示用法"
	}
	return parser, err
}

// parse reads a command line; beyond what the library refuses, an option that takes one value is written once.
func parse(parser *kong.Kong, args []string) (*kong.Context, error) {
	command, err := parser.Parse(args)
	if err != nil {
		return nil, err
	}
	seen := map[*kong.Flag]bool{}
	for _, at := range command.Path {
		if f := at.Flag; f != nil && !f.IsBool() && !f.IsCumulative() {
			if seen[f] {
				return nil, wrongUsage(namingIn(command).name("--"+f.Name) + "写了两次，只能写一次")
			}
			seen[f] = true
		}
	}
	return command, nil
}

// onlyNamed takes an option that is on where its name stands; a value with it, even one that says so, is refused as for every other.
type onlyNamed struct{}

// IsBool tells the library that no value follows.
func (onlyNamed) IsBool() bool { return true }

// Decode switches the option on.
func (onlyNamed) Decode(ctx *kong.DecodeContext, target reflect.Value) error {
	if ctx.Scan.Peek().Type == kong.FlagValueToken {
		return errors.New("bool value not wanted")
	}
	target.SetBool(true)
	return nil
}

// versionFlag says what program this is. The library's own is told by a variable, which the library looks for others in anew at every option.
type versionFlag bool

// BeforeReset ends the command line where the option stands.
func (versionFlag) BeforeReset(app *kong.Kong) error {
	fmt.Fprintln(app.Stdout, wording.About())
	app.Exit(0)
	return nil
}

// asTyped takes an argument as the bytes it is: the path of a file need not be UTF-8, and the library would make another path of it. An
// empty one is refused, which a path would make a folder of.
func asTyped(ctx *kong.DecodeContext, target reflect.Value) error {
	token, err := ctx.Scan.PopValue("string")
	if err == nil && token.String() == "" && ctx.Value.Flag == nil && !ctx.Value.Tag.Has(nameToCome) {
		return errors.New("empty")
	}
	if err == nil {
		target.SetString(token.String())
	}
	return err
}

// nameToCome marks in a declaration the name of a new file, for which the command has a proposal where it is empty.
const nameToCome = "proposed"

// report says what a command and writing out its words came to, and gives the exit status.
func report(warn io.Writer, err, unsaid error) int {
	status := 0
	var words wrongUsage
	switch {
	case errors.As(err, &words):
		fmt.Fprintf(warn, "命令写法有误：%s\n用 zichactl --help 查看用法。\n", files.Printable(string(words)))
		status = 2
	case files.Cancelled(err):
		fmt.Fprintln(warn, "已按要求停止，没有执行完；之前已保存的内容都在，没有留下写了一半的文件")
		status = 1
	case errors.Is(err, errRefused):
		status = 1
	case err != nil:
		fmt.Fprintln(warn, err)
		status = 1
	}
	if errors.Is(err, files.UnderPassword) {
		fmt.Fprintln(warn, wayOut)
	}
	if unsaid != nil {
		fmt.Fprintln(warn, unsaid)
		status = max(status, 1)
	}
	return status
}
