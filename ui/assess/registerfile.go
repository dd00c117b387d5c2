package assess

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"zicha/forms/files"
	"zicha/forms/merge"
	"zicha/forms/workbook"
	"zicha/ui/widgets"
	"zicha/ui/work"
)

// mostHeadings bounds how many headings are named in one sentence.
const mostHeadings = 200

// askImport asks for a table to take into the register.
func (r *register) askImport() {
	ask := widgets.Ask{Title: "选择" + r.c.ID + "台账的表格（.xlsx或.csv）", Folder: r.desk.host.Folder, Ends: workbook.Choosable(".csv", ".txt")}
	widgets.OpenFile(r.desk.host.Window, ask, r.importFile)
}

// importFile reads a table off the window's goroutine, which can be cancelled, and shows what it would bring.
func (r *register) importFile(path string) {
	var table *workbook.Foreign
	name := filepath.Base(path)
	r.desk.host.Run(work.Task{Title: "正在读取台账", Step: "正在读取“" + name + "”", Work: func(ctx context.Context, _ *work.Progress) (err error) {
		table, err = workbook.ReadTable(ctx, path, r.c.Register)
		return err
	}, Done: func() {
		plan, err := merge.PlanTable(r.session.Values, r.c.ID, table.Rows)
		r.desk.host.After("没有导入", func() { r.showPlan(name, plan, table) })(err)
	}, Failed: "没有导入"})
}

// showPlan says what a table brings before anything is taken.
func (r *register) showPlan(name string, plan merge.TablePlan, table *workbook.Foreign) {
	list := widgets.Column(6, widgets.Body(planWords(plan)))
	if len(plan.Ignored) > 0 {
		list.Add(widgets.Muted("这些列在台账里没有，不导入：" + strings.Join(plan.Ignored[:min(len(plan.Ignored), mostHeadings)], "、") + "。"))
	}
	told := append(slices.Clone(table.Beside), plan.Problems...)
	if len(told) > 0 {
		list.Add(widgets.NewText(fmt.Sprintf("有%d处请核对。无法读取的，原文放在格子里等改正；与台账不同的格子不导入；其余照常：", len(told)), widgets.Style{Bold: true}))
	}
	work.List(list, told, func(p merge.PasteProblem) fyne.CanvasObject {
		words := p.Message
		if place := table.Place(p.Row, p.Column); p.Row > 0 {
			words = place + "：" + words
		}
		return widgets.NewText(words, widgets.Style{Tone: widgets.ToneWait})
	})
	sheet := widgets.NewSheet(r.desk.host.Window, r.c.ID+" 导入“"+name+"”", list).Wide()
	if len(plan.Changes) == 0 {
		sheet.Button("关闭", nil).Show()
		return
	}
	sheet.Button("取消", nil).Main("导入", nil, func() { r.takePlan(name, plan) }).Show()
}

func planWords(plan merge.TablePlan) string {
	if plan.New+plan.Same == 0 {
		return "表里没有可以导入的行，台账没有改动。"
	}
	text := fmt.Sprintf("新增%d行，已有%d行", plan.New, plan.Same)
	if plan.Filled > 0 {
		text += fmt.Sprintf("（补上空白的%d格）", plan.Filled)
	}
	if len(plan.Changes) == 0 {
		return text + "。台账与表里一致，无需修改。"
	}
	return text + "。台账里已填的内容不会改动，导入后可以撤销。"
}

// takePlan carries an import out in one step.
func (r *register) takePlan(name string, plan merge.TablePlan) {
	r.session.Paste(fmt.Sprintf("%s 导入台账%s", r.c.ID, name), plan.Changes, plan.Texts)
	words := fmt.Sprintf("从“%s”新增%d行", name, plan.New)
	if plan.Filled > 0 {
		words += fmt.Sprintf("，补上%d格", plan.Filled)
	}
	if n := len(plan.Texts); n > 0 {
		words += fmt.Sprintf("；%d格无法读取，原文放在格子里，列在台账下面", n)
	}
	r.desk.host.Tell("已导入", words+"。需要退回时按Ctrl+Z撤销。")
}

// askExport asks where to write the register.
func (r *register) askExport() {
	name := r.c.ID + " " + r.c.Title + "台账"
	pick := widgets.NewChoices(widgets.Choice{Key: ".xlsx", Label: "工作簿 .xlsx"}, widgets.Choice{Key: ".csv", Label: "文本 .csv"})
	pick.Put(".xlsx")
	list := widgets.Column(8, widgets.Body("导出"+fmt.Sprintf("%d行", len(r.rows))+"，第一行是列名，可以改好后再导入。"), pick)
	widgets.NewSheet(r.desk.host.Window, r.c.ID+" 导出台账", list).Button("取消", nil).Main("选择位置…", nil, func() {
		end := pick.Selected()
		ask := widgets.Ask{Title: "导出台账", Name: files.SafeName(name) + end, Folder: r.desk.host.Folder, Ends: []string{end}}
		widgets.SaveFile(r.desk.host.Window, ask, r.exportFile)
	}).Show()
}

// exportFile writes the register off the window's goroutine; the file has been read back when it is said to be done.
func (r *register) exportFile(path string) {
	rows := r.session.Values.Rows(r.c.ID)
	work := func() error { return workbook.WriteTable(path, r.c.Register, rows) }
	r.session.Background(work, r.desk.host.After("没有导出", func() { r.exported(path, len(rows)) }))
}

func (r *register) exported(path string, rows int) {
	words := widgets.Body(fmt.Sprintf("%d行已写入“%s”，写完后逐格核对过。", rows, path))
	widgets.NewSheet(r.desk.host.Window, "完成", widgets.Column(8, fyne.CanvasObject(words))).
		Button("打开文件夹", func() { r.desk.host.OpenPath(filepath.Dir(path)) }).Main("好", nil, nil).Show()
}
