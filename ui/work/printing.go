package work

import "zicha/ui/widgets"

// AskPrint says what will be printed, and how, before it is handed to the system's PDF program, which has the print dialog. what is what is
// opened there: 报告.
func (h Host) AskPrint(title, words, what string, open func()) {
	how := what + "会在系统的 PDF 程序里打开，请在那里选“打印”：A4 纸，双面，“实际大小”（不要缩放，否则页边和盖章的位置会变）；附件是横排的页，纸张方向选“自动”，表头应在纸的左边，页码与正文在同一位置。"
	widgets.NewSheet(h.Window, title, widgets.Column(8, widgets.Body(words), widgets.Body(how))).Button("取消", nil).Main("打开"+what, nil, open).Show()
}
