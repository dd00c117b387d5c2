package work

import (
	"zicha/forms/files"
	"zicha/ui/widgets"
)

// Replacing shows what a way out would write, where, and what of it is there already, and begins once that is agreed to. What was finalized
// a draft never replaces: then it only says so. notes are to be read before, a sentence each.
func (h Host) Replacing(folder string, plan files.Outputs, begin func(), notes ...string) {
	if err := plan.Held(); err != nil {
		h.Tell("没有写", err.Error()+"。")
		return
	}
	title, words, agree := "将要写这些文件", "写到文件夹“"+folder+"”，里面没有同名的：", "写出"
	if len(plan.Replaced()) > 0 {
		title, words, agree = "已有同名文件", "文件夹“"+folder+"”里已经有下面标红的文件。覆盖后，原来的内容就没有了。将要写：", "覆盖"
	}
	list := widgets.Column(6)
	for _, n := range notes {
		list.Add(widgets.NewText(n, widgets.Style{Tone: widgets.ToneWait}))
	}
	list.Add(widgets.Body(words))
	for _, x := range plan {
		style := widgets.Style{}
		if x.There {
			style = widgets.Style{Tone: widgets.ToneError}
		}
		list.Add(widgets.NewText(x.Words(), style))
	}
	widgets.NewSheet(h.Window, title, list).Wide().Button("取消", nil).Main(agree, nil, begin).Show()
}
