package ui

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"zicha/assets"
	"zicha/ui/widgets"
)

func home() string {
	dir, err := os.UserHomeDir()
	if err != nil {
		return "."
	}
	return dir
}

// showStart shows the start page: new, open, recent, sample.
func (w *Window) showStart() {
	w.win.SetMainMenu(w.startMenu())
	w.retitle()
	icon := canvas.NewImageFromResource(fyne.NewStaticResource("icon.png", assets.Icon))
	icon.FillMode = canvas.ImageFillContain
	icon.SetMinSize(fyne.NewSquareSize(72))
	title := widgets.NewText(programName, widgets.Style{Size: theme.SizeNameHeadingText, Bold: true})
	head := widgets.Row(20, 1, icon, widgets.Column(4, title, widgets.Muted(w.office.Title()+"。填报25项指标，附上佐证材料，导出盖章的报告和工作簿；不联网。")))
	list := widgets.Column(16, head, widgets.Gap(8), w.startButtons())
	if recent := w.recentList(); recent != nil {
		list.Add(recent)
	}
	centre := container.New(&centred{640}, widgets.Card(widgets.Inset(20, 20, list)))
	w.win.SetContent(container.NewStack(widgets.NewGround(widgets.ToneSheet, 0), centre))
}

func (w *Window) startButtons() fyne.CanvasObject {
	create := widget.NewButtonWithIcon("新建自查档案", theme.DocumentCreateIcon(), w.askNew)
	create.Importance = widget.HighImportance
	open := widget.NewButtonWithIcon("打开", theme.FolderOpenIcon(), w.askOpen)
	buttons := widgets.Row(12, -1, create, open)
	if w.office.Sample != nil {
		buttons.Add(widget.NewButtonWithIcon("打开示例", theme.DocumentIcon(), w.OpenSample))
	}
	return buttons
}

func (w *Window) recentList() fyne.CanvasObject {
	recent := w.app.Preferences().StringList(recentKey)
	if len(recent) == 0 {
		return nil
	}
	list := widgets.Column(0, widgets.NewText("最近打开", widgets.Style{Bold: true}))
	for _, path := range recent {
		row := widgets.Column(0, widgets.Body(strings.TrimSuffix(filepath.Base(path), ".zicha")),
			widgets.NewText(filepath.Dir(path), widgets.Style{Size: theme.SizeNameCaptionText, Tone: widgets.ToneMuted, Single: true}))
		list.Add(widgets.NewLine(widgets.Inset(8, 6, row), func() { w.Open(path) }))
	}
	return list
}

// askNew asks for the unit, then for the place.
func (w *Window) askNew() {
	var choices []widgets.Choice
	for _, u := range w.office.Units() {
		choices = append(choices, widgets.Choice{Key: u.Code, Label: u.Name})
	}
	pick := widgets.NewChoices(append(choices, widgets.Choice{Key: "other", Label: "其他单位"})...)
	name, code := widgets.NewEntry(320), widgets.NewEntry(320)
	name.SetPlaceHolder("单位名称，例如：示例县")
	code.SetPlaceHolder("行政区划代码，六位；没有的自定一个")
	free := widgets.Column(8, name, code)
	free.Hide()
	form := widgets.Column(12, widgets.Body("自查的是哪个县、区？"), pick, free)
	wrong := widgets.NewText("", widgets.Style{Size: theme.SizeNameCaptionText, Tone: widgets.ToneSeal})
	form.Add(wrong)
	unit := func() (unitCode, unitName string, ok bool) {
		if pick.Selected() != "other" {
			return pick.Selected(), "", pick.Selected() != ""
		}
		unitCode, unitName = strings.TrimSpace(code.Text), strings.TrimSpace(name.Text)
		return unitCode, unitName, unitCode != "" && unitName != ""
	}
	complete := func() bool {
		_, _, ok := unit()
		if !ok {
			wrong.SetText("请选择单位；选“其他单位”的，名称和代码都要填。")
		}
		return ok
	}
	title := "新建" + strconv.Itoa(w.office.Year()) + "年度自查档案"
	sheet := widgets.NewSheet(w.win, title, form).Button("取消", nil).Main("下一步", complete, func() {
		unitCode, unitName, _ := unit()
		w.askPlace(unitCode, unitName)
	}).Show()
	pick.OnChanged = func(key string) {
		free.Hidden = key != "other"
		sheet.Fit()
	}
}

func (w *Window) askPlace(code, name string) {
	ask := widgets.Ask{Title: "存放自查档案", Folder: documents(), Ends: []string{".zicha"}, Name: w.office.FileName(code, name)}
	widgets.SaveFile(w.win, ask, func(path string) { w.create(path, code, name) })
}

func (w *Window) askOpen() {
	widgets.OpenFile(w.win, widgets.Ask{Title: "打开自查档案", Ends: []string{".zicha"}, Folder: documents()}, w.Open)
}

// OpenSample makes the sample in a folder of its own and opens it.
func (w *Window) OpenSample() {
	if w.office.Sample == nil {
		w.tell("没有示例", "这个程序没有带示例档案。")
		return
	}
	folder, err := os.MkdirTemp("", "zicha-示例-")
	if err != nil {
		w.tell("没有打开示例", "临时文件夹建不了，请检查磁盘空间。")
		return
	}
	path, err := w.office.Sample(folder)
	if err != nil {
		w.tell("没有打开示例", err.Error())
		return
	}
	w.Open(path)
	w.forget(path)
}

// centred sets one object in the middle, at most so wide.
type centred struct{ width float32 }

func (l *centred) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(400, objects[0].MinSize().Height)
}

func (l *centred) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width := min(l.width, size.Width-40)
	objects[0].Resize(fyne.NewSize(width, objects[0].Size().Height))
	height := objects[0].MinSize().Height
	objects[0].Resize(fyne.NewSize(width, height))
	objects[0].Move(fyne.NewPos((size.Width-width)/2, max(20, (size.Height-height)/3)))
}
