package ui

import (
	"context"
	"fmt"
	"strings"
	"time"

	"zicha/forms/files"
	"zicha/ui/runlog"
	"zicha/ui/widgets"
)

// Names in the pack, and its own without the day.
const (
	packFacts = "版本.txt"
	packedLog = "日志.txt"
	packName  = "信用自查日志"
)

// packParts are the texts of the pack: what the program is and runs on, and its log. The rulebook is named by its code alone.
func (w *Window) packParts() []runlog.Part {
	var facts strings.Builder
	list := w.machine()
	if code, open := w.rules(); open {
		list = append(list, code)
	}
	for _, f := range list {
		fmt.Fprintf(&facts, "%s：%s\n", f.what, f.value)
	}
	text := w.around.Log.Text()
	if text == "" {
		text = "（日志是空的）\n"
	}
	return []runlog.Part{{Name: packFacts, Text: facts.String()}, {Name: packedLog, Text: text}}
}

// packLog shows all that would be packed, the last of the log first in sight, and then asks where to.
func (w *Window) packLog() {
	parts := w.packParts()
	var lines []string
	for _, p := range parts {
		lines = append(lines, "【"+p.Name+"】")
		lines = append(lines, widgets.Lines(strings.TrimSuffix(p.Text, "\n"), readableWidth)...)
	}
	roll := widgets.NewRoll(1, widgets.RollColumn{Title: "包里的全部内容"})
	roll.Cell = func(row, _ int) widgets.RollCell {
		return widgets.RollCell{Text: lines[row], Bold: strings.HasPrefix(lines[row], "【")}
	}
	words := widgets.Body("把程序的日志和版本打成一个压缩包，交给维护程序的人。包里只有下面这些文字：做了什么、哪一处出错、用了多长时间；" +
		"不含填报的内容、单位和人的姓名、文件名和路径。请先看一遍，再选存放的位置。")
	sheet := widgets.NewSheet(w.win, "打包日志", widgets.Between(words, roll.Object(), widgets.Gap(0))).Full().Reads(roll)
	sheet.Button("取消", nil).Main("存为压缩包…", nil, func() { w.placePack(parts) }).Show()
	roll.Fill(len(lines), 0)
}

// placePack asks for a place and writes the pack there.
func (w *Window) placePack(parts []runlog.Part) {
	ask := widgets.Ask{Title: "存放日志包", Folder: documents(), Ends: []string{".zip"}, Name: packName + time.Now().Format("20060102") + ".zip", Purpose: "log"}
	widgets.SaveFile(w.win, ask, func(path string) {
		data, err := runlog.Zip(parts)
		if err == nil {
			err = files.Place{Path: path, Replace: true}.Bytes(context.Background(), data)
		}
		if err != nil {
			w.fail("没有打包", err)
			return
		}
		widgets.NewSheet(w.win, "日志已打包", widgets.Body("已存为“"+path+"”。")).Main("知道了", nil, nil).Show()
	})
}

// readableWidth is how many narrow letters a line has at most; a wide one counts twice.
const readableWidth = 110
