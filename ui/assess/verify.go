package assess

import (
	"context"
	"path/filepath"

	"zicha/forms"
	"zicha/forms/pack"
	"zicha/scoring"
	"zicha/ui/widgets"
)

// AskVerify takes the comparison code from the paper and compares this dossier, or a workbook, with it.
func (d *Desk) AskVerify() {
	code := widgets.NewEntry(320)
	code.SetPlaceHolder("例如 7K3M-Q2XW-9HTD-4FNP")
	given := func() bool {
		_, err := forms.ParseCode(code.Text)
		return err == nil
	}
	words := widgets.Body("请照附件页脚输入核对码，大小写和短横线都可以不管。核对本档案，或者再选一份工作簿一起核对。")
	sheet := widgets.NewSheet(d.host.Window, "核对", widgets.Column(12, words, code)).Button("取消", nil)
	sheet.Button("连同工作簿…", func() {
		if !given() {
			d.host.Tell("核对码不对", "核对码是16个字母和数字，请对照纸面重新输入。")
			return
		}
		ask := widgets.Ask{Title: "选择要核对的工作簿", Folder: filepath.Dir(d.session.File.Path()), Ends: []string{".xlsx"}}
		widgets.OpenFile(d.host.Window, ask, func(path string) { d.verify(code.Text, path) })
	})
	sheet.Main("核对本档案", given, func() { d.verify(code.Text) }).Show()
	d.host.Window.Canvas().Focus(code)
}

func (d *Desk) verify(code string, others ...string) {
	paths := append([]string{d.session.File.Path()}, others...)
	editions := []*scoring.Edition{d.session.Values.Edition}
	var verdicts []pack.Verdict
	d.session.Background(func() (err error) {
		verdicts, err = pack.Verify(context.Background(), code, paths, editions)
		return err
	}, func(err error) {
		if err != nil {
			d.host.Tell("没有核对", err.Error())
			return
		}
		d.showVerdicts(verdicts)
	})
}

// showVerdicts says for each file whether it equals the paper, and names what differs.
func (d *Desk) showVerdicts(verdicts []pack.Verdict) {
	list := widgets.Column(8)
	for _, v := range verdicts {
		name := filepath.Base(v.Path)
		switch {
		case v.Code == "":
			list.Add(widgets.NewText(name+"：没有核对", widgets.Style{Bold: true, Tone: widgets.ToneWait}))
		case v.Equal:
			list.Add(widgets.NewText(name+"：与纸面核对码一致", widgets.Style{Bold: true, Tone: widgets.ToneGood}))
		default:
			list.Add(widgets.NewText(name+"：与纸面核对码不一致", widgets.Style{Bold: true, Tone: widgets.ToneSeal}))
		}
		for _, diff := range clipped(v.Differs) {
			list.Add(widgets.Body(diff.String()))
		}
		for _, note := range v.Notes {
			list.Add(widgets.Muted(note))
		}
	}
	d.sheet("核对结果", list)
}
