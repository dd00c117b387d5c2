package assess

import (
	"context"
	"path/filepath"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"zicha/forms"
	"zicha/forms/files"
	"zicha/forms/pack"
	"zicha/scoring"
	"zicha/ui/widgets"
	"zicha/ui/work"
)

// verifying takes the comparison code from the paper: it is put into its printed form as one types, and what can be in no code is
// told at once.
type verifying struct {
	desk  *Desk
	box   *widgets.Sheet
	entry *widgets.Entry
	said  *widgets.Text
	busy  bool // the field is being put into form
}

// AskVerify takes the comparison code from the paper and compares this dossier, or a workbook, with it.
func (d *Desk) AskVerify() {
	v := &verifying{desk: d, entry: widgets.NewEntry(320), said: widgets.Muted("")}
	v.entry.SetPlaceHolder("例如 7K3M-Q2XW-9HTD-4FNP")
	v.entry.OnChanged = v.onType
	v.onType("")
	words := widgets.Body("请照附件页脚输入核对码，不区分大小写，短横线可以省略。核对本档案，或者再选一份工作簿、报送包（.zip，文件夹的选里面的清单.txt）一起核对。")
	v.box = widgets.NewSheet(d.host.Window, "核对", widgets.Column(8, words, v.entry, v.said)).Button("取消", nil)
	v.box.Custom(widgets.NewAction("连同工作簿、报送包…", theme.FolderOpenIcon(), v.withOther))
	v.box.Main("核对本档案", v.whole, func() { d.verify(v.entry.Text) }).Show()
	d.host.Window.Canvas().Focus(v.entry)
}

// onType shows the code in its printed form, and what is wrong with it.
func (v *verifying) onType(text string) {
	if v.busy {
		return
	}
	shown, wrong := forms.TypedCode(text)
	if shown != text && v.entry.CursorColumn == utf8.RuneCountInString(text) { // not while something in the middle is being mended
		v.busy = true
		v.entry.SetText(shown)
		v.entry.CursorColumn = utf8.RuneCountInString(shown)
		v.entry.Refresh()
		v.busy = false
	}
	switch _, err := forms.ParseCode(text); {
	case wrong != "":
		v.said.Set(wrong, widgets.ToneError)
	case err == nil:
		v.said.Set("16个字符已输全，可以核对。", widgets.ToneGood)
	case shown == "":
		v.said.Set("核对码是16个字母和数字，不含容易看错的0、1、I、O。", widgets.ToneMuted)
	default:
		v.said.Set(err.Error()+"。", widgets.ToneMuted)
	}
	if v.box != nil {
		v.box.Fit()
	}
}

// whole reports whether the code can be compared; what is missing is told under the field.
func (v *verifying) whole() bool {
	_, err := forms.ParseCode(v.entry.Text)
	if err != nil {
		v.said.Set(err.Error()+"。", widgets.ToneError)
	}
	return err == nil
}

func (v *verifying) withOther() {
	if !v.whole() {
		return
	}
	d, code := v.desk, v.entry.Text
	v.box.Hide()
	ask := widgets.Ask{Title: "选择要核对的工作簿或报送包", Folder: d.host.Folder, Ends: []string{".xlsx", ".zip", ".txt"}}
	widgets.OpenFile(d.host.Window, ask, func(path string) { d.verify(code, path) })
}

func (d *Desk) verify(code string, others ...string) {
	paths := append([]string{d.session.File.Path()}, others...)
	editions := []*scoring.Edition{d.session.Values.Edition}
	if d.host.Editions != nil {
		editions = append(editions, d.host.Editions()...)
	}
	var verdicts []pack.Verdict
	d.host.Run(work.Task{Title: "正在核对", Step: "正在比较全部内容，并检查每个佐证文件", Work: func(ctx context.Context, _ *work.Progress) (err error) {
		verdicts, err = pack.Verify(ctx, code, paths, editions)
		return err
	}, Done: func() { d.showVerdicts(code, verdicts) }, Failed: "没有核对"})
}

// showVerdicts says for each file, large and plain, whether it equals the paper, and names what differs.
func (d *Desk) showVerdicts(code string, verdicts []pack.Verdict) {
	if printed, err := forms.ParseCode(code); err == nil {
		code = printed
	}
	list := widgets.Column(spaced, widgets.Row(12, -1, widgets.Body("纸面核对码"), widgets.NewText(code, widgets.Style{Bold: true})))
	for _, v := range verdicts {
		list.Add(verdict(v))
	}
	d.host.Sheet("核对结果", list)
}

func verdict(v pack.Verdict) fyne.CanvasObject {
	words, tone := "与纸面核对码不一致", widgets.ToneError
	switch {
	case v.Code == "":
		words, tone = "没有核对", widgets.ToneWait
	case v.Equal && !v.Proven():
		words, tone = "核对过的都一致，但没有全部核对", widgets.ToneWait
	case v.Equal:
		words, tone = "与纸面核对码一致", widgets.ToneGood
	}
	rows := widgets.Column(4, widgets.NewText(words, widgets.Style{Size: theme.SizeNameHeadingText, Bold: true, Tone: tone}),
		widgets.Muted(work.ShortName(filepath.Base(files.Shown(v.Path)), 48)))
	if v.Proven() {
		rows.Add(widgets.Body("纸面和这份文件内容完全一致，文字和分数均无出入。"))
	} else if v.Foreign != "" {
		rows.Add(widgets.Body(v.Foreign + "。"))
	} else if v.Code != "" && !v.Equal {
		rows.Add(widgets.Body("这份文件的内容现在的核对码是 " + v.Code + "。"))
	}
	work.List(rows, v.Differs, func(diff forms.Difference) fyne.CanvasObject { return widgets.Body(diff.String()) })
	for _, note := range v.Unchecked {
		rows.Add(widgets.Body(note))
	}
	for _, note := range v.Notes {
		rows.Add(widgets.Muted(note))
	}
	return widgets.Card(rows)
}
