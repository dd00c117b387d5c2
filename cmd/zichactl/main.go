// Command zichactl does the work of 信用自查 without a window: scoring, dossiers, export, finalizing and verifying. Exit status:
// 0 fine, 1 something refused or a problem of severity error, 2 wrong usage.
package main

import (
	"os"
	"os/signal"
	"syscall"

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
	Accept    acceptCmd    `cmd:"" help:"让存疑的文件仍作为佐证材料"`
	Check     checkCmd     `cmd:"" help:"列出待处理问题"`
	Show      showCmd      `cmd:"" help:"显示档案内容和得分"`
	Rulebook  rulebookCmd  `cmd:"" help:"检查考核指标文件"`
	Export    exportCmd    `cmd:"" help:"导出 PDF 报告和工作簿"`
	Volume    volumeCmd    `cmd:"" help:"编出佐证材料汇编（PDF）"`
	Pack      packCmd      `cmd:"" help:"生成报送包：报告、工作簿、佐证材料原件和清单"`
	Import    importCmd    `cmd:"" help:"从工作簿导入填报内容"`
	Sheets    sheetsCmd    `cmd:"" help:"给各部门生成填报表"`
	Merge     mergeCmd     `cmd:"" help:"收回部门填好的填报表和佐证材料"`
	Publicity publicityCmd `cmd:"" help:"从双公示数据表数出考核指标要的数字"`
	Feedback  feedbackCmd  `cmd:"" help:"收入市级反馈（.fankui）：失分和退回补正的列在要点处"`
	Finalize  finalizeCmd  `cmd:"" help:"定稿：锁定档案，给出版本号和核对码"`
	Reopen    reopenCmd    `cmd:"" help:"退回修改：开始下一个版本"`
	Repair    repairCmd    `cmd:"" help:"从损坏的档案里取出完好的内容，写成新档案"`
	Lock      lockCmd      `cmd:"" help:"另存一份设了密码的副本，用U盘带走"`
	Unlock    unlockCmd    `cmd:"" help:"用密码打开副本，取出里面的档案或审核汇总"`
	Verify    verifyCmd    `cmd:"" help:"核对报送包、工作簿或档案与纸面核对码是否一致"`
	Review    reviewCmd    `cmd:"" help:"市级审核：收件、评分、汇总、定稿"`
	Demo      demoCmd      `cmd:"" help:"写出示例县的档案、PDF 报告和工作簿"`

	Version versionFlag `help:"显示版本"`
}

func main() {
	pdf.ChildMain()
	signal.Notify(make(chan os.Signal, 1), syscall.SIGPIPE) // whoever reads along may go: that ends no work in its middle, and end says so
	ctx, stop := stoppable()
	status := run(ctx, os.Args[1:], streams{os.Stdin, os.Stdout, os.Stderr})
	stop()
	os.Exit(status)
}
