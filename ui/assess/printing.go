package assess

import (
	"context"
	"errors"
	"fmt"

	"zicha/forms"
	"zicha/forms/pack"
	"zicha/ui/work"
)

// AskPrint says what will be printed and hands the report to the system's PDF program, which has the print dialog.
func (d *Desk) AskPrint() {
	words := "现在是草稿：报告每页都印有“草稿”字样，没有核对码，只供内部传阅，不能盖章报送。"
	if v := d.session.Values; v.Final {
		words = fmt.Sprintf("打印的是定稿第%d版，核对码 %s。", v.Version, d.session.lastVersion().Code)
	}
	d.host.AskPrint("打印报告", words, "报告", d.print)
}

// print writes the report into a passing folder and opens it.
func (d *Desk) print() {
	folder, ok := d.evidence.copyFolder("先导出，再从文件夹里打印")
	if !ok {
		return
	}
	var path string
	var problems []forms.Problem
	d.host.Run(work.Task{Title: "正在准备报告", Step: "排印 PDF 报告", Work: func(ctx context.Context, _ *work.Progress) (err error) {
		path, problems, err = pack.Report(ctx, d.session.File, folder)
		return errors.Join(err, ctx.Err())
	}, Done: func() {
		d.host.OpenPath(path)
		if len(problems) > 0 {
			d.host.Tell("请核对页码", problems[0].Message)
		}
	}, Failed: "没有打开"})
}
