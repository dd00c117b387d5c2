// Command bare is what .ci/bench puts beside the program's start: an empty window of the same toolkit, of the same size, with the same two
// fonts, and a line of text in each.
package main

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"zicha/assets"
)

// face is the toolkit's theme with our fonts.
type face struct {
	fyne.Theme
	regular, bold fyne.Resource
}

// Font implements fyne.Theme.
func (f face) Font(style fyne.TextStyle) fyne.Resource {
	if style.Bold {
		return f.bold
	}
	return f.regular
}

func main() {
	a := app.NewWithID("cn.zicha.bare")
	a.Settings().SetTheme(face{theme.DefaultTheme(), fyne.NewStaticResource("Regular.ttf", assets.Hei()), fyne.NewStaticResource("Bold.ttf", assets.HeiBold())})
	w := a.NewWindow("空窗口")
	bold := widget.NewLabelWithStyle("信用自查", fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	w.SetContent(container.NewVBox(bold, widget.NewLabel("打开程序的开始页"), widget.NewButton("打开", func() {})))
	w.Resize(fyne.NewSize(1280, 800))
	w.ShowAndRun()
}
