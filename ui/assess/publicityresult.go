package assess

import (
	"fmt"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"zicha/forms"
	"zicha/forms/publicity"
	"zicha/ui/widgets"
)

// figures shows what was counted, beside what the dossier holds, and which rows were left out; nothing is taken over before that is
// confirmed.
type figures struct {
	desk       *Desk
	result     *publicity.Result
	survey     *publicity.Survey
	criteria   map[string]*widgets.Check // the criteria there are figures for
	register   *widgets.Check            // nil where it is not offered
	wan        *widgets.Check            // 17 in 万条
	reported   *widgets.Text
	registered int // departments in the register now
}

func (d *Desk) showPublicity(result *publicity.Result, survey *publicity.Survey) {
	f := &figures{desk: d, result: result, survey: survey, criteria: map[string]*widgets.Check{}, registered: result.Registered(d.session.Values)}
	list := widgets.Column(spaced, widgets.NewText(result.Total(), widgets.Style{Bold: true}))
	f.wan = widgets.NewCheck("以万条计，与"+d.session.Values.Edition.Words.Assessor+"的考核标准一致", func(bool) { f.showReported() })
	f.wan.Checked = result.StandardInTenThousands(d.session.Values)
	all := result.Figures(d.session.Values, f.all())
	if len(all) == 0 {
		list.Add(widgets.Body("没有可以计入的行，没有可以采用的数字。请看下面的原因，或者返回修改各列的对应。"))
	} else {
		list.Add(f.preview(all))
	}
	f.add(list, "没有计入的行", result.Left)
	f.add(list, "已计入，但请核对的行", result.Noted)
	notes := widgets.Column(4)
	for _, words := range result.Remarks(d.session.Values) {
		notes.Add(widgets.Muted(words))
	}
	list.Add(notes)
	box := widgets.NewSheet(d.host.Window, "双公示数据：数出的结果", list).Wide().
		Button("返回改列", func() { d.askColumns(survey) })
	if len(all) == 0 {
		box.Button("关闭", nil).Show()
		return
	}
	box.Button("取消", nil).Main("采用为预估", nil, f.take).Show()
}

// all is the choice of everything there are figures for.
func (f *figures) all() publicity.Choice {
	return publicity.Choice{Register: true, Wan: f.wan.Checked}
}

// preview sets old beside new, with a box to tick for each indicator.
func (f *figures) preview(all []publicity.Figure) fyne.CanvasObject {
	weights := []float32{5, 2, 0.6, 2}
	list := widgets.Column(6, widgets.Cells(8, weights, widgets.Muted("采用为预估"), widgets.Muted("档案里"), widgets.Gap(0), widgets.Muted("改为")))
	for _, figure := range all {
		id := figure.Path.Parts().Criterion
		if f.criteria[id] == nil {
			c := f.desk.session.Values.Edition.Criterion(id)
			check := widgets.NewCheck("第"+strconv.Itoa(c.Indicator.No)+"项 "+c.Indicator.Title, nil)
			check.SetChecked(id != publicity.ID(f.result.Targets.Departments) || f.registered == 0) // a list kept by hand is not replaced unasked
			f.criteria[id] = check
			list.Add(check)
		}
		old := figure.Old
		if old == "" {
			old = "未填"
		}
		if id == publicity.ID(f.result.Targets.Departments) && f.registered > 0 {
			old = fmt.Sprintf("台账%d家", f.registered)
		}
		fresh := widgets.NewText(figure.New, widgets.Style{Bold: true})
		list.Add(widgets.Cells(8, weights, widgets.Inset(28, 0, widgets.Body(strings.TrimPrefix(figure.Label, id+" "))),
			widgets.NewText(old, widgets.Style{Tone: widgets.ToneMuted}), widgets.NewText("→", widgets.Style{Tone: widgets.ToneMuted}), fresh))
		switch id {
		case publicity.ID(f.result.Targets.Reported):
			f.reported = fresh
			list.Add(widgets.Inset(28, 0, f.wan))
		case publicity.ID(f.result.Targets.Departments):
			f.addRegister(list)
		}
	}
	return widgets.Card(list)
}

// showReported shows the figure of 17 in the unit chosen.
func (f *figures) showReported() {
	for _, figure := range f.result.Figures(f.desk.session.Values, f.all()) {
		if f.reported != nil && figure.Path.Parts().Criterion == publicity.ID(f.result.Targets.Reported) {
			f.reported.SetText(figure.New)
		}
	}
}

// addRegister offers the departments' names for the register; one that has rows can only be replaced.
func (f *figures) addRegister(list *fyne.Container) {
	n := len(f.result.Names)
	if f.registered > 0 {
		list.Add(widgets.Inset(28, 0, widgets.Muted(fmt.Sprintf("台账里已有部门，计分以台账为准。选中这一项，就用这次数出的%d家部门的名单替换台账。", n))))
		return
	}
	f.register = widgets.NewCheck(fmt.Sprintf("把这%d家部门的名单填入台账", n), nil)
	list.Add(widgets.Inset(28, 0, f.register))
}

// add lists tallies under a heading.
func (f *figures) add(list *fyne.Container, title string, tallies []*publicity.Tally) {
	if len(tallies) == 0 {
		return
	}
	part := widgets.Column(4, widgets.NewText(title, widgets.Style{Bold: true}))
	for _, t := range tallies {
		tone := fyne.ThemeColorName("")
		if t.Reason == publicity.Lost || t.Reason == publicity.Torn {
			tone = widgets.ToneError
		}
		part.Add(widgets.NewText(f.result.Line(t), widgets.Style{Tone: tone}))
	}
	list.Add(part)
}

// take makes the changes once what is strange about them is answered.
func (f *figures) take() {
	d := f.desk
	var choice publicity.Choice
	for _, id := range f.result.Targets.Criteria() {
		if check := f.criteria[id]; check != nil && check.Checked {
			choice.Criteria = append(choice.Criteria, id)
		}
	}
	choice.Wan = f.wan.Checked
	choice.Register = f.registered > 0 || f.register != nil && f.register.Checked
	if len(choice.Criteria) == 0 {
		d.host.Tell("没有采用", "没有选中任何一项，档案没有变动。")
		return
	}
	changes := f.result.Changes(d.session.Values, choice)
	if len(changes) == 0 {
		d.host.Tell("无需采用", "档案里的数字与数出的相同，无需修改。")
		return
	}
	f.sure(choice, func() { f.carryOut(choice, changes) })
}

// sure asks about a unit that does not fit and about figures that leap, and goes on once that is answered.
func (f *figures) sure(choice publicity.Choice, goOn func()) {
	v := f.desk.session.Values
	asked := f.result.Leaps(v, choice)
	if words := f.result.UnitDoubt(v, choice); words != "" {
		asked = append([]string{words}, asked...)
	}
	if len(asked) == 0 {
		goOn()
		return
	}
	list := widgets.Column(6)
	for _, words := range asked {
		list.Add(widgets.NewText(words+"。", widgets.Style{Tone: widgets.ToneWait}))
	}
	list.Add(widgets.Body("数字相差五倍以上，或者单位不一致。请核对文件是否齐全、单位是否与" + v.Edition.Words.Assessor + "的考核标准一致。要照这样采用吗？"))
	widgets.NewSheet(f.desk.host.Window, "请核对后再采用", list).Wide().
		Button("不采用", func() { f.desk.host.Tell("没有采用", "档案没有变动。") }).Main("仍然采用", nil, goOn).Show()
}

// carryOut makes the changes in one step.
func (f *figures) carryOut(choice publicity.Choice, changes []forms.Change) {
	d := f.desk
	gone := goneWords(d.session, changes)
	d.session.Do(f.result.Title(), changes)
	d.host.Tell("已采用为预估", fmt.Sprintf("第%s项的预估已按数出的结果填好。需要退回时用“撤销”。", numbersOf(choice.Criteria))+gone)
}

// numbersOf lists the indicators of criteria: 13、17.
func numbersOf(criteria []string) string {
	var out []string
	for _, id := range criteria {
		no, _, _ := strings.Cut(id, ".")
		out = append(out, no)
	}
	return strings.Join(out, "、")
}
