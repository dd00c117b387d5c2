package ui

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"zicha/assets"
	"zicha/forms"
	"zicha/forms/wording"
	"zicha/ui/runlog"
	"zicha/ui/widgets"
)

// Around is what the window is given by the program around it; the zero Around serves a test.
type Around struct {
	Log *runlog.Log
	// Renderer names what draws the window, "" where that cannot be told yet; nil where nothing does.
	Renderer func(fyne.Window) string
	// Licences are the full terms of what the program is made of.
	Licences []assets.Licence
	// Crashed says that the run before broke down.
	Crashed bool
}

// Put gives the window what is around it, before it is shown.
func (w *Window) Put(a Around) {
	w.around = a
	if a.Crashed {
		w.tell("上次程序出错结束", "已保存的内容都在；没有存完的，打开档案时会找回。出错的地方已经记进日志，可以用“帮助→打包日志…”交给维护程序的人，日志里不含填报的内容。")
	}
}

// fact is a line of what is known about the program and the machine.
type fact struct{ what, value string }

// machine are the facts about the program and what it runs on; they hold nothing of what is open.
func (w *Window) machine() []fact {
	facts := []fact{
		{"程序", wording.ProgramName + " " + Version + "，" + wording.Build().Words()},
		{"编译", runtime.Version() + "，" + runtime.GOOS + "/" + runtime.GOARCH + "，Fyne " + toolkitVersion()},
		{"系统", runlog.System() + "，处理器" + strconv.Itoa(runtime.NumCPU()) + "个"},
	}
	if w.around.Renderer != nil {
		if drawn := w.around.Renderer(w.win); drawn != "" {
			facts = append(facts, fact{"绘图", drawn})
		}
	}
	c := w.win.Canvas()
	size := c.Size()
	return append(facts, fact{"窗口", fmt.Sprintf("%.0f×%.0f，缩放%.2f，字号%d%%", size.Width, size.Height, c.Scale(), w.look().Zoom)})
}

// toolkitVersion is Fyne's, as Go has written it into the executable.
func toolkitVersion() string {
	info, ok := debug.ReadBuildInfo()
	if ok {
		for _, m := range info.Deps {
			if m.Path == "fyne.io/fyne/v2" {
				return m.Version
			}
		}
	}
	return "版本没有记录"
}

// rules names the rulebook of what is open by its code; open says whether there is one.
func (w *Window) rules() (f fact, open bool) {
	if e := w.edition(); e != nil {
		return fact{"规则码", forms.RulesCode(e)}, true
	}
	return fact{}, false
}

// part is a paragraph of the dialog with its heading, "" for none.
type part struct{ title, text string }

// aboutParts are what the dialog says below the facts: what is filled in, the terms, and how the rulebook is read.
func (w *Window) aboutParts() []part {
	parts := []part{
		{"", w.purpose() + "，算出自评分，导出报告和工作簿。程序不联网，内容只存在自查档案里。"},
		{"许可", wording.Terms + "随程序带的思源黑体、思源宋体、霞鹜文楷按 OFL-1.1 许可。"},
	}
	for i, note := range w.notes() {
		title := ""
		if i == 0 {
			title = "口径"
		}
		parts = append(parts, part{title, note})
	}
	return parts
}

// about tells what the program is and what it runs on, under which terms it may be passed on, and how it reads the rulebook.
func (w *Window) about() {
	facts := w.machine()
	if e := w.edition(); e != nil {
		code, _ := w.rules()
		facts = append(facts, fact{"考核指标", e.Title + "，" + code.what + " " + code.value})
	}
	copied := []string{programName + " " + Version}
	lines := widgets.Column(4)
	for _, f := range facts {
		lines.Add(widgets.Row(12, 1, widgets.Fixed(72, widgets.Muted(f.what)), widgets.Body(f.value)))
		copied = append(copied, f.what+"："+f.value)
	}
	list := widgets.Column(12, widgets.NewText(copied[0], widgets.Style{Size: theme.SizeNameSubHeadingText, Bold: true}), lines)
	for _, p := range w.aboutParts() {
		text := fyne.CanvasObject(widgets.Body(p.text))
		if p.title != "" {
			text = widgets.Column(4, widgets.NewText(p.title, widgets.Style{Bold: true}), text)
			copied = append(copied, p.title)
		}
		list.Add(text)
		copied = append(copied, p.text)
	}
	take := widgets.NewButton("复制", nil)
	take.OnTapped = func() {
		w.app.Clipboard().SetContent(strings.Join(copied, "\n") + "\n")
		take.SetText("已复制")
	}
	sheet := widgets.NewSheet(w.win, "关于", list).Wide()
	if len(w.around.Licences) > 0 {
		sheet.Button("许可全文…", w.licences)
	}
	sheet.Custom(take).Main("知道了", nil, nil).Show()
}

// licences shows the full terms of the parts the program is made of, one at a time.
func (w *Window) licences() {
	all := w.around.Licences
	var names []string
	for _, l := range all {
		names = append(names, l.Name)
	}
	text := widgets.Body("")
	which := widgets.NewSelect(names, nil)
	sheet := widgets.NewSheet(w.win, "许可全文", widgets.Column(12, which, text)).Wide().Main("知道了", nil, nil)
	which.OnChanged = func(name string) {
		text.SetText(all[slices.Index(names, name)].Text)
		sheet.Fit()
	}
	which.SetSelected(names[0])
	sheet.Show()
}

// purpose says what is filled in: the indicators of the open dossier.
func (w *Window) purpose() string {
	if w.edition() == nil {
		return "按考核指标逐项填报"
	}
	e := w.edition()
	return "按《" + e.Title + "》填报" + strconv.Itoa(len(e.Indicators())) + "项指标"
}

// notes are how the rulebook of what is open is read, and which rules it has.
func (w *Window) notes() []string {
	e := w.edition()
	if e == nil {
		return nil
	}
	return append(slices.Clip(e.Notes), wording.RulesNote(e))
}
