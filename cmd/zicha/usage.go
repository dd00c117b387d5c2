package main

import (
	"fmt"
	"io"
	"strings"

	"zicha/forms/wording"
)

// usage says how the program is started.
const usage = `用法：zicha [文件]

不写文件：打开程序的开始页。
文件可以是
  自查档案（.zicha）、审核汇总（.huizong）    打开它
  设了密码的副本（.age）                      键入密码，取出后打开
  反馈单（.fankui）                           与自查档案对照
  考核指标文件（.toml）                       检查后收下，供新建档案选用

选项：
  --sample     打开示例
  --version    显示版本
  --help       显示用法

退出状态：0 正常，1 无法打开窗口或者有内容没有保存，2 写法有误。不开窗口的用法见 zichactl --help。
`

// answer does what needs no window and reports whether that was all, with the exit status: 0, or 2 for a command line that cannot be meant.
// Where a program without a console cannot write, nothing is said.
func answer(args []string, out, warn io.Writer) (status int, all bool) {
	switch {
	case len(args) == 0:
		return 0, false
	case len(args) == 1 && (args[0] == "--help" || args[0] == "-h"):
		fmt.Fprintln(out, wording.About())
		fmt.Fprint(out, "\n"+usage)
		return 0, true
	case len(args) == 1 && args[0] == "--version":
		fmt.Fprintln(out, wording.About())
		return 0, true
	case len(args) > 1:
		fmt.Fprintf(warn, "命令写法有误：一次只能打开一个文件\n\n%s", usage)
		return 2, true
	case strings.HasPrefix(args[0], "--") && args[0] != sampleFlag:
		fmt.Fprintf(warn, "命令写法有误：没有 %q 这个选项\n\n%s", args[0], usage)
		return 2, true
	}
	return 0, false
}

// sampleFlag opens the sample dossier.
const sampleFlag = "--sample"
