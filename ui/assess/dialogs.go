package assess

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"zicha/forms/dossier"
	"zicha/scoring"
	"zicha/ui/widgets"
)

// sheet shows content in a wide dialog that only closes.
func (d *Desk) sheet(title string, content fyne.CanvasObject) {
	widgets.NewSheet(d.host.Window, title, content).Wide().Button("关闭", nil).Show()
}

// OfficialText shows the whole official text of the indicator on show.
func (d *Desk) OfficialText() {
	ind := d.indicator()
	if ind == nil {
		return
	}
	list := widgets.Column(8, widgets.Body(ind.Text), widgets.Muted("分值"+ind.Max.Short()+" · "+ind.SourceText))
	for _, doc := range d.session.Values.Edition.Documents {
		list.Add(widgets.Muted("依据：" + doc.Issuer + "《" + doc.Title + "》"))
	}
	d.sheet("评分标准（原文）", list)
}

// History shows the changes of the indicator on show, or of the whole dossier.
func (d *Desk) History() { d.showHistory(d.indicator()) }

func (d *Desk) showHistory(ind *scoring.Indicator) {
	filter := dossier.Filter{Limit: 200}
	title := "修改记录"
	if ind != nil {
		filter.Indicator = ind.No
		title = "第" + strconv.Itoa(ind.No) + "项的修改记录"
	}
	var entries []dossier.Entry
	d.session.Background(func() (err error) {
		entries, err = d.session.File.History(filter)
		return err
	}, func(err error) {
		if err != nil {
			d.host.Tell("没有读出修改记录", err.Error())
			return
		}
		list := widgets.Column(6)
		for _, e := range entries {
			when := widgets.Fixed(120, widgets.Muted(e.When.Local().Format("01-02 15:04:05")))
			words := e.Text
			if e.Kind == "edit" && e.Note != "" {
				words = e.Note + "：" + words // where the figures came from
			}
			list.Add(widgets.Row(8, 1, when, widgets.Body(words), widgets.Muted(e.Who)))
		}
		if len(entries) == 0 {
			list.Add(widgets.Body("还没有修改过。"))
		}
		d.sheet(title, list)
	})
}

// Undo takes the last step back and says which it was.
func (d *Desk) Undo() { d.session.Undo(d.told("撤销")) }

// Redo brings it again.
func (d *Desk) Redo() { d.session.Redo(d.told("重做")) }

// told says in the head line what was undone or redone.
func (d *Desk) told(verb string) func(string, error) {
	return func(words string, err error) {
		if err != nil {
			d.saved.Set(err.Error(), widgets.ToneMuted)
			return
		}
		d.saved.Set("已"+verb+"："+words, widgets.ToneSeal)
	}
}

// question is what ask asks: a line of text, or several.
type question struct {
	title, words string
	rows         int
}

// ask asks for text that is not blank, such as a reason.
func (d *Desk) ask(q question, done func(text string)) {
	entry := widgets.NewEntry(440)
	if q.rows > 1 {
		entry = widgets.NewArea(q.rows)
	}
	given := func() bool { return strings.TrimSpace(entry.Text) != "" }
	widgets.NewSheet(d.host.Window, q.title, widgets.Column(8, widgets.Body(q.words), entry)).
		Button("取消", nil).Main("确定", given, func() { done(strings.TrimSpace(entry.Text)) }).Show()
	d.host.Window.Canvas().Focus(entry)
}
