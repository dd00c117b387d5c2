package ui

import (
	"zicha/ui/widgets"
)

// keyGroup is what the keys do at one place: the keys and their words.
type keyGroup struct {
	title string
	keys  [][2]string
}

func keyGroups() []keyGroup {
	return []keyGroup{
		{"填报", [][2]string{
			{"Tab、Shift+Tab", "到后一处、前一处"},
			{"回车", "到下一栏；对话框的最后一栏，按下主按钮"},
			{"1、2、3…", "选第几个答案，并到下一栏；←、→逐个改选，Delete清空"},
			{"Ctrl+↑、Ctrl+↓", "上一项、下一项指标"},
			{"Ctrl+M", "到下一个未填报的要点"},
			{"Ctrl+F", "查找"},
			{"F3", "到查找的下一处"},
			{"Ctrl+Z、Ctrl+Y", "撤销、重做"},
			{"PageUp、PageDown", "翻页"},
		}},
		{"写文字时（完成情况等）", [][2]string{
			{"Home、End", "到行首、行尾"},
			{"Ctrl+Home、Ctrl+End", "到文字的开头、末尾"},
			{"↑、↓，Ctrl+↑、Ctrl+↓", "上一行、下一行"},
			{"PageUp、PageDown", "在文字里翻页"},
		}},
		{"台账", [][2]string{
			{"Tab、回车、↑、↓", "在格子之间走；在最后一行按回车加一行"},
			{"Ctrl+V", "从这一格起，粘贴电子表格里复制的若干行"},
			{"Ctrl+回车、Ctrl+Delete", "在下面加一行、删去这一行"},
			{"Ctrl+D", "照抄上一行的同一格"},
			{"Alt+↑、Alt+↓", "把这一行上移、下移"},
			{"Alt+回车", "这一行的佐证材料"},
			{"Esc", "恢复这一格原来的内容"},
		}},
		{"到处都可以用", [][2]string{
			{"F1", "这一项评分标准的原文"},
			{"Ctrl+J、Ctrl+G", "待处理问题、还能多得"},
			{"Ctrl+B", "收起或展开右边的分数栏；收起时分数在上面一行"},
			{"Ctrl+Home、Ctrl+End", "总览、单位信息与报告正文"},
			{"Ctrl+S", "立即保存，并说明是否全部保存"},
			{"Ctrl+H", "修改记录"},
			{"Ctrl+N、Ctrl+O", "新建、打开"},
			{"Ctrl+W、Ctrl+Q", "关闭档案、退出"},
			{"Ctrl+I", "导入填好的工作簿"},
			{"Ctrl+E、Ctrl+P", "导出、打印报告"},
			{"Ctrl+Shift+P", "打印预览"},
			{"Alt+字母", "按下对话框里标着这个字母的按钮"},
			{"Esc", "关闭对话框"},
		}},
	}
}

// keys shows what the keys do.
func (w *Window) keys() {
	list := widgets.Column(6)
	for i, part := range keyGroups() {
		if i > 0 {
			list.Add(widgets.Gap(4))
		}
		list.Add(widgets.NewText(part.title, widgets.Style{Bold: true}))
		for _, k := range part.keys {
			list.Add(widgets.Row(12, 1, widgets.Fixed(190, widgets.Body(k[0])), widgets.Body(k[1])))
		}
	}
	widgets.NewSheet(w.win, "键盘操作", list).Wide().Main("知道了", nil, nil).Show()
}
