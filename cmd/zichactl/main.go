// Command zichactl does the work of 信用自查 without a window: scoring, dossiers, export, finalizing and verifying. Exit status:
// 0 fine, 1 something refused or a problem of severity error, 2 wrong usage.
package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/alecthomas/kong"

	"zicha/forms/pdf"
)

// commands is the command line; each field is one command with its own Run.
type commands struct {
	Score     scoreCmd     `cmd:"" help:"按考核细则试算填报文件的得分"`
	New       newCmd       `cmd:"" help:"新建自查档案"`
	Carry     carryCmd     `cmd:"" help:"从上年档案新建：标准没有变化的沿用，等待确认"`
	Confirm   confirmCmd   `cmd:"" help:"确认沿用上年的填报"`
	Fill      fillCmd      `cmd:"" help:"把填报文件写入档案（空白的不改动档案）"`
	Attach    attachCmd    `cmd:"" help:"给要点添加佐证材料"`
	Check     checkCmd     `cmd:"" help:"列出待处理问题"`
	Show      showCmd      `cmd:"" help:"显示档案内容和得分"`
	Rulebook  rulebookCmd  `cmd:"" help:"检查考核指标文件"`
	Export    exportCmd    `cmd:"" help:"导出 PDF 报告和工作簿"`
	Volume    volumeCmd    `cmd:"" help:"编出佐证材料汇编（PDF）"`
	Pack      packCmd      `cmd:"" help:"生成报送包：报告、工作簿、佐证材料原件和清单"`
	Import    importCmd    `cmd:"" help:"从工作簿导入填报内容"`
	Sheets    sheetsCmd    `cmd:"" help:"给各部门生成填报表"`
	Merge     mergeCmd     `cmd:"" help:"收回部门填好的填报表和佐证材料"`
	Publicity publicityCmd `cmd:"" help:"从双公示数据表数出第13、17、18、19项的数字"`
	Finalize  finalizeCmd  `cmd:"" help:"定稿：锁定档案，给出版本号和核对码"`
	Reopen    reopenCmd    `cmd:"" help:"退回修改：开始下一个版本"`
	Verify    verifyCmd    `cmd:"" help:"核对报送包、工作簿或档案与纸面核对码是否一致"`
	Demo      demoCmd      `cmd:"" help:"写出示例县的档案、PDF 报告和工作簿"`
}

// console is where commands read and write.
type console struct {
	in  io.Reader
	out *bufio.Writer
}

func (c *console) say(format string, args ...any) { fmt.Fprintf(c.out, format+"\n", args...) }

// errRefused ends a command with status 1 after it has said why on its own output.
var errRefused = errors.New("")

// wrongUsage is a command line that parses and still cannot be meant; it ends with status 2.
type wrongUsage string

// Error gives the words.
func (w wrongUsage) Error() string { return string(w) }

func main() {
	pdf.ChildMain()
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run carries out one command line and gives the exit status.
func run(args []string, in io.Reader, out, warn io.Writer) int {
	var cmds commands
	exit := -1
	parser, err := kong.New(&cmds, kong.Name("zichactl"), kong.Description("信用自查：亳州市县区社会信用体系建设考核自查（命令行）"),
		kong.Writers(out, warn), kong.Exit(func(code int) { exit = code }), kong.ConfigureHelp(kong.HelpOptions{Compact: true}), kong.Help(chineseHelp))
	if err != nil {
		fmt.Fprintln(warn, err)
		return 2
	}
	ctx, err := parser.Parse(args)
	if exit >= 0 { // --help was shown
		return exit
	}
	if err != nil {
		fmt.Fprintf(warn, "命令写法有误：%s\n用 zichactl --help 查看用法。\n", usage(err))
		return 2
	}
	con := &console{in: in, out: bufio.NewWriterSize(out, 1<<16)}
	err = ctx.Run(con)
	if flushErr := con.out.Flush(); err == nil && flushErr != nil {
		err = fmt.Errorf("写输出：%w", flushErr)
	}
	if err == nil {
		return 0
	}
	if words := wrongUsage(""); errors.As(err, &words) {
		fmt.Fprintf(warn, "命令写法有误：%s\n", words)
		return 2
	}
	if !errors.Is(err, errRefused) {
		fmt.Fprintln(warn, err)
	}
	return 1
}
