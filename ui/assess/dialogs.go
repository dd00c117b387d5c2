package assess

import (
	"strconv"
	"strings"

	"zicha/forms/check"
	"zicha/forms/dossier"
	"zicha/scoring"
	"zicha/ui/widgets"
	"zicha/ui/work"
)

// locked says under a title why nothing can be changed, where that is so, and what it takes to do what was wanted.
func (d *Desk) locked(title, wanted string) bool {
	if d.session.Locked() {
		d.host.Tell(title, "档案已经定稿，或者是以只读方式打开的。要"+wanted+"请先退回修改。")
	}
	return d.session.Locked()
}

// readOnly is locked for what needs no draft.
func (d *Desk) readOnly(title, wanted string) bool {
	if d.session.ReadOnly() {
		d.host.Tell(title, "档案是以只读方式打开的。要"+wanted+"，请关闭后重新打开。")
	}
	return d.session.ReadOnly()
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
	d.host.Sheet("评分标准（原文）", list)
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
	}, d.host.After("没有读出修改记录", func() {
		steps := make([]work.Past, len(entries))
		for i, e := range entries {
			steps[i] = work.Past{When: e.When, Words: e.Text, Who: e.Who}
			if e.Kind == "edit" && e.Note != "" {
				steps[i].Words = e.Note + "：" + e.Text // where the figures came from
			}
		}
		d.host.History(title, steps)
	}))
}

// Undo takes the last step back and says which it was.
func (d *Desk) Undo() { d.session.Undo(d.head.told("撤销")) }

// Redo brings it again.
func (d *Desk) Redo() { d.session.Redo(d.head.told("重做")) }

// told says in the head line what was undone or redone.
func (h *head) told(verb string) func(string, error) {
	return func(words string, err error) {
		if err != nil {
			h.saved.Set(err.Error(), widgets.ToneMuted)
			return
		}
		h.saved.Set("已"+verb+"："+words, "")
	}
}

// Save ends the edit under way, and says when the disk has everything; what could not be taken is told too.
func (d *Desk) Save() {
	s := d.session
	s.Background(func() error { return nil }, func(error) {
		refused := 0
		for _, p := range s.Problems {
			if check.NotTaken(p) {
				refused++
			}
		}
		switch {
		case !s.Saved() || s.ReadOnly():
			d.head.showSaved()
		case refused > 0:
			d.head.saved.Set("已保存，"+strconv.Itoa(refused)+"处没有采用", widgets.ToneError)
		default:
			d.head.saved.Set("已全部保存", widgets.ToneGood)
		}
	})
}

// FoundWords says what was being typed when the program was cut off, the last of it last; "" for nothing.
func (s *Session) FoundWords() string {
	var words []string
	for _, f := range s.Found() {
		state := "已放回原处，核对后按回车或离开那一格才生效"
		switch {
		case !f.Taken:
			state = "已放回原处，但没有采用，请改正"
		case s.Values.Prose(f.Path): // Enter may begin a line there
			state = "已放回原处，核对后点进去再离开那一格才生效"
		}
		words = append(words, "“"+s.Values.Label(f.Path)+"”里的“"+scoring.Shorten(f.Text, 24)+"”（"+f.At.Local().Format("15:04")+"填的）"+state)
	}
	if len(words) == 0 {
		return ""
	}
	return "上次没有正常关闭。最后在填的是" + strings.Join(words, "；") + "。在“待处理问题”里点选即可转到该处。其他内容均已保存。"
}
