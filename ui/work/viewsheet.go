package work

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"zicha/ui/widgets"
)

// ViewSheet shows files in the window, one of them at a time, each of its pages.
type ViewSheet struct {
	// Box is the sheet, to be given further buttons before Open.
	Box *widgets.Sheet
	// View shows the file.
	View          *EvidenceView
	canvas        fyne.Canvas
	name          *widgets.Text
	before, after *widgets.Action
	files         []Sight
	at            int
}

// NewViewSheet makes the sheet; it is shown by Open.
func (h Host) NewViewSheet(title string, files []Sight) *ViewSheet {
	v := &ViewSheet{canvas: h.Window.Canvas(), files: files, name: widgets.NewText("", widgets.Style{Single: true})}
	v.before = widgets.NewAction("上一个文件", theme.MediaSkipPreviousIcon(), func() { v.show(v.at - 1) })
	v.after = widgets.NewAction("下一个文件", theme.MediaSkipNextIcon(), func() { v.show(v.at + 1) })
	if len(files) < 2 {
		v.before.Hide()
		v.after.Hide()
	}
	v.View = h.NewEvidenceView(v.before, v.after, v.name)
	v.Box = widgets.NewSheet(h.Window, title, v.View.Viewer).Full().OnHide(v.View.Close)
	return v
}

// show shows one of the files, counted from 0.
func (v *ViewSheet) show(at int) {
	v.at = max(0, min(at, len(v.files)-1))
	widgets.Enable(v.before, v.at > 0)
	widgets.Enable(v.after, v.at < len(v.files)-1)
	words := ""
	if len(v.files) > 1 {
		words = fmt.Sprintf("第%d个，共%d个：%s", v.at+1, len(v.files), ShortName(v.files[v.at].Name, 24))
	}
	v.name.SetText(words)
	v.View.See(v.files[v.at])
}

// Open puts the sheet over the window and shows a file.
func (v *ViewSheet) Open(at int) *ViewSheet {
	v.Box.Main("关闭", nil, nil).Show()
	v.show(at)
	v.View.Focus(v.canvas)
	return v
}
