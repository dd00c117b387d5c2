package ui

import (
	"zicha/ui/widgets"
)

// keyGroup is what the keys do at one place: the keys and their words.
type keyGroup struct {
	title string
	keys  [][2]string
}

// everywhere are the keys of the window, whatever is open.
const everywhere = "到处都可以用"

// keyGroups are the keys of the county's screens, of the city's, and of the window.
func keyGroups() []keyGroup {
	return append(append(countyKeys(), cityKeys()...), keyGroup{everywhere, [][2]string{
		{"Alt+←、Alt+→", "后退、前进：回到刚才看的那一页"},
		{"Ctrl++、Ctrl+−、Ctrl+0", "放大、缩小、原来大小"},
		{"F11", "全屏，再按一次恢复"},
		{"Ctrl+N、Ctrl+O", "新建、打开"},
		{"Ctrl+W、Ctrl+Q", "关闭档案、退出"},
		{"F6、Shift+F6", "到窗口的下一块、上一块：页面、左边的列表、上面一行，填报时还有右边的分数；对话框里是内容和按钮"},
		{"↑、↓，Home、End", "在列表里逐行走；回车打开，或者按下这一行"},
		{"Alt", "到上面的菜单；←、→换菜单，↓打开，↑、↓选，回车执行，Esc离开"},
		{"Shift+F10、菜单键", "列出这里能做的事，与点右键相同"},
		{"Alt+字母", "按下对话框里标着这个字母的按钮"},
		{"Esc", "与“取消”相同；没有“取消”的对话框，可以关闭的关闭"},
	}})
}

// countyKeys are those of a unit's own screens.
func countyKeys() []keyGroup {
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
			{"F1", "这一项评分标准的原文；别处是手册"},
			{"Ctrl+J、Ctrl+G", "待处理问题、还能多得"},
			{"Ctrl+B", "收起或展开右边的分数栏；收起时分数在上面一行"},
			{"Ctrl+Home、Ctrl+End", "总览、单位信息与报告正文"},
			{"Ctrl+S", "立即保存，并说明是否全部保存"},
			{"Ctrl+H", "修改记录"},
			{"Ctrl+I", "导入填好的工作簿"},
			{"Ctrl+E、Ctrl+P", "导出、打印报告"},
			{"Ctrl+Shift+P", "打印预览"},
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
			{"Shift+↑、Shift+↓，Ctrl+A", "选几行，选这一格的文字（再按一次选全部的行）；Esc不再选"},
			{"Ctrl+C、Ctrl+X、Delete", "复制、剪切、删去选中的行；没有选中时复制这一格"},
			{"Ctrl+Shift+C", "连同列名一起复制"},
			{"F4", "从日历挑日期，或列出可选的"},
			{"Ctrl+D", "照抄上一行的同一格"},
			{"Alt+↑、Alt+↓", "把这一行上移、下移"},
			{"Alt+回车", "这一行的佐证材料"},
			{"Esc", "恢复这一格原来的内容"},
		}},
	}
}

// cityKeys are those of the review.
func cityKeys() []keyGroup {
	return []keyGroup{
		{"审核", [][2]string{
			{"Ctrl+1至Ctrl+9", "左边的第1至第9页"},
			{"Ctrl+M、F8", "下一个待办"},
			{"Ctrl+↑、Ctrl+↓", "上一项、下一项指标（单位纵看时是单位）"},
			{"Ctrl+F", "查找单位"},
			{"Ctrl+C", "复制表格（总表里是选中的一片）"},
			{"Ctrl+Z", "撤销"},
			{"F1", "这一项评分标准的原文"},
		}},
		{"审核：指标横看、单位纵看", [][2]string{
			{"数字、回车", "在一行上直接输入得分，回车记下并到下一行"},
			{"Ctrl+回车", "按已有的意见确认"},
			{"Ctrl+Shift+回车", "单位纵看：这一分类里没有疑问的一并给分"},
			{"↑、↓，PageUp、PageDown", "上一行、下一行，翻页"},
			{"Ctrl+Home、Ctrl+End", "第一行、最后一行"},
			{"Tab、Shift+Tab", "到理由、回到得分；在理由里用↑、↓挑写过的理由"},
			{"Esc", "不要正在输入的"},
		}},
		{"审核：总表", [][2]string{
			{"↑、↓、←、→", "在格子之间走；按住Shift选一片"},
			{"Home、End，PageUp、PageDown", "行首、行尾，翻页"},
			{"回车、F2", "到下一行、改这一格"},
			{"Alt+回车", "到这一格的指标横看"},
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
			list.Add(widgets.Row(12, 1, widgets.Fixed(210, widgets.Body(k[0])), widgets.Body(k[1])))
		}
	}
	widgets.NewSheet(w.win, "键盘操作", list).Wide().Main("知道了", nil, nil).Show()
}
