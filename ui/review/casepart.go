package review

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"zicha/forms/review"
	"zicha/ui/widgets"
)

// caseList shows what is on record of false material for the cell, and lets the next step be put down. The program never decides it.
func (p *scorePage) caseList(c *review.Cell) []fyne.CanvasObject {
	locked := p.desk.session.Locked()
	box := widgets.Column(4, heading("虚假材料核查"))
	open := ""
	for _, k := range p.view().Cases {
		if k.County != c.County || k.Indicator != c.Indicator.No {
			continue
		}
		for _, s := range k.Steps {
			words := joined(review.CaseStepLabel(s.Step), s.Text)
			by := joined(dayOf(s.At), strings.Trim(s.By+"、"+s.Second, "、"))
			box.Add(widgets.Column(0, widgets.NewText(words, widgets.Style{Size: widgets.SizeList}), widgets.Muted(by)))
		}
		if k.Open {
			open = k.ID
		}
	}
	if locked && len(box.Objects) == 1 {
		return nil
	}
	switch {
	case locked:
	case open != "":
		box.Add(widgets.Row(0, -1, widgets.NewAction("记下一步…", theme.NavigateNextIcon(), func() { p.askCase(caseDraft{act: review.CaseAct{ID: open, Step: review.CaseChecked}}) })))
	default:
		act := review.CaseAct{County: c.County, Indicator: c.Indicator.No, Step: review.CaseOpened}
		box.Add(widgets.Row(0, -1, widgets.NewAction("提出线索…", theme.ContentAddIcon(), func() { p.askCase(caseDraft{act: act}) })))
	}
	return []fyne.CanvasObject{box}
}

// caseDraft is a step of a case as it is being written, and why it was refused.
type caseDraft struct {
	act   review.CaseAct
	wrong string
}

// caseSteps are those that may follow the first.
func caseSteps() []string {
	return []string{review.CaseChecked, review.CaseTold, review.CaseVoided, review.CaseDropped}
}

// askCase asks for a step of a case; what was written stays where it is refused.
func (p *scorePage) askCase(d caseDraft) {
	p.desk.signed("没有记下", func() {
		text, second, on := widgets.NewArea(3), widgets.NewEntry(420), widgets.NewEntry(420)
		text.SetText(d.act.Text)
		text.SetPlaceHolder(map[bool]string{true: "线索是什么", false: "核查的内容、办法和人；告知的情况和说法；认定或者不予认定的理由"}[d.act.ID == ""])
		on.SetPlaceHolder("依据的佐证编号，如 5-01、5-02")
		on.SetText(strings.Join(d.act.Evidence, "、"))
		second.SetPlaceHolder("认定时，另一个署名的人")
		second.SetText(d.act.Second)
		wrong := widgets.NewText(d.wrong, widgets.Style{Tone: widgets.ToneError})
		form := widgets.Column(10, widgets.Muted("程序只记录，从不自动认定。认定以前要有核查和告知，认定由两个人署名，该项不得分。"))
		var choices []widgets.Choice
		for _, s := range caseSteps() {
			choices = append(choices, widgets.Choice{Key: s, Label: review.CaseStepLabel(s)})
		}
		step := widgets.NewChoices(choices...)
		step.Put(d.act.Step)
		if d.act.ID != "" {
			form.Add(step)
		}
		form.Add(text)
		form.Add(on)
		if d.act.ID != "" {
			form.Add(second)
		}
		form.Add(wrong)
		ok := func() bool {
			if strings.TrimSpace(text.Text) != "" {
				return true
			}
			wrong.SetText("请写明这一步的内容")
			return false
		}
		widgets.NewSheet(p.desk.host.Window, "虚假材料核查", form).Wide().Button("取消", nil).Main("记下", ok, func() {
			act := d.act
			act.Text, act.Second = text.Text, second.Text
			if act.ID != "" {
				act.Step = step.Selected()
			}
			act.Evidence = strings.FieldsFunc(on.Text, func(r rune) bool { return strings.ContainsRune(" 　,，、;；", r) })
			p.keepCase(act)
		}).Show()
	})
}

func (p *scorePage) keepCase(act review.CaseAct) {
	me := p.desk.session.Me
	p.desk.session.Act(func(b *review.Book) error {
		_, err := b.Case(me, act)
		return err
	}, func(err error) {
		if err != nil {
			p.askCase(caseDraft{act, err.Error()})
			return
		}
		p.focusScore()
	})
}
