package assess

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2/theme"

	"zicha/forms"
	"zicha/ui/widgets"
	"zicha/ui/work"
)

const pageDepartments = "departments"

// Departments shows which department is responsible for what, and how far each is.
func (d *Desk) Departments() { d.open(pageDepartments, func() page { return newDepartmentsPage(d) }) }

// departmentsPage has the departments on the left and what the one picked is responsible for on the right.
type departmentsPage struct {
	listPage
	left   *widgets.Text // the criteria nobody is responsible for
	duties *duties
	add    *widgets.Action
	take   *widgets.Action
	write  *widgets.Button
	back   *widgets.Button
	picked string // id of the department on the right
}

func newDepartmentsPage(d *Desk) *departmentsPage {
	p := &departmentsPage{listPage: listPage{desk: d, list: widgets.Column(0)}}
	p.left = widgets.NewText("", widgets.Style{Tone: widgets.ToneWait})
	p.duties = newDuties(d, p.onGone)
	p.write = widgets.NewMainButton("生成填报表…", nil, d.AskSheets)
	p.back = widgets.NewButton("收回填报表…", d.AskReturned)
	p.add = widgets.NewAction("添加部门…", theme.ContentAddIcon(), p.askNames)
	p.take = widgets.NewAction("取10.1台账里的部门", theme.DownloadIcon(), p.onRegister)
	buttons := widgets.Row(8, -1, p.write, p.back)
	left := widgets.Card(widgets.Column(6, widgets.Heading("部门"), widgets.Column(0, p.add, p.take), p.list))
	p.box = widgets.Column(spaced,
		widgets.PageTitle("部门分工", "把要点分给部门，生成各部门的填报表；部门填好交回后，内容和佐证材料一起收回档案。分工不印在报告里。"),
		buttons, p.left, widgets.Beside(12, []float32{2, 3}, left, p.duties.box))
	return p
}

func (p *departmentsPage) show() {
	v := p.desk.session.Values
	deps := v.Departments()
	if _, ok := v.Department(p.picked); !ok {
		p.picked = ""
		if len(deps) > 0 {
			p.picked = deps[0].ID
		}
	}
	p.showList(deps)
	p.showLeft(len(deps) > 0)
	p.duties.show(p.picked)
	open := !p.desk.session.Locked()
	widgets.Lock(p.add, p.desk.session.WhyLocked())
	widgets.Enable(p.take, open && len(p.registered()) > 0)
	widgets.Lock(p.back, p.desk.session.WhyLocked())
}

func (p *departmentsPage) showList(deps []forms.Department) {
	v := p.desk.session.Values
	all := v.ProgressOfAll(p.desk.session.Card)
	words := make([]string, len(deps))
	for i, dep := range deps {
		words[i] = progressWords(all[dep.ID], dep)
	}
	p.fill(p.picked+fmt.Sprint(deps, words), func() {
		for i, dep := range deps {
			under := widgets.Muted(words[i])
			if all[dep.ID].Criteria > 0 && all[dep.ID].Done() {
				under.Set(words[i], widgets.ToneGood)
			}
			l := p.line(widgets.Inset(6, 5, widgets.Column(1, widgets.Body(dep.Title()), under)), func() { p.pick(dep.ID) })
			l.Select(dep.ID == p.picked)
			p.list.Add(l)
		}
		if len(deps) == 0 {
			p.list.Add(widgets.Muted("还没有部门。点“添加部门”，把名单粘贴进来，一行一个。"))
		}
	})
}

// progressWords says how far a department is: "填3/7 · 佐证2/5 · 1月20日交回".
func progressWords(p forms.Progress, dep forms.Department) string {
	if p.Criteria == 0 {
		return "没有分到要点"
	}
	words := fmt.Sprintf("填%d/%d · 佐证%d/%d", p.Answered, p.Criteria, p.Backed, p.Wanted)
	if dep.Returned != "" {
		return words + " · 已交回" + strings.TrimPrefix(dep.Returned[min(5, len(dep.Returned)):], "0")
	}
	return words + " · 未交回"
}

// maxListed bounds how many criteria are named in one sentence.
const maxListed = 60

func (p *departmentsPage) showLeft(any bool) {
	left := p.desk.session.Values.Unassigned()
	var ids []string
	for _, c := range left[:min(len(left), maxListed)] {
		ids = append(ids, c.ID)
	}
	words := ""
	if any && len(left) > 0 {
		words = fmt.Sprintf("还没有分给部门的要点%d个：%s", len(left), strings.Join(ids, "、"))
	}
	widgets.Say(p.left, words)
}

func (p *departmentsPage) pick(id string) {
	p.desk.session.Flush()
	p.picked = id
	p.show()
	p.desk.pane.settle()
	for i, dep := range p.desk.session.Values.Departments() {
		if dep.ID == id && i < len(p.lines) {
			p.desk.host.Window.Canvas().Focus(p.lines[i])
		}
	}
}

// onGone follows the removal of the department on the right.
func (p *departmentsPage) onGone() { p.picked = "" }

// askNames asks for a list of names.
func (p *departmentsPage) askNames() {
	ask := work.Question{Title: "添加部门", Words: "请写上部门名称，一行一个，可以从其他名单里粘贴。名单里已有的不重复添加。", Rows: 10}
	p.desk.host.Ask(ask, func(text string) { p.addNames(strings.Split(text, "\n")) })
}

// onRegister takes the departments of register 10.1.
func (p *departmentsPage) onRegister() { p.addNames(p.registered()) }

// departmentRegister is the register that lists the departments data is gathered from.
const departmentRegister = "10.1"

// registered are the names in register 10.1 that are not among the departments yet.
func (p *departmentsPage) registered() []string {
	v := p.desk.session.Values
	c := v.Edition.Criterion(departmentRegister)
	if c == nil || c.Register == nil {
		return nil
	}
	var names []string
	for _, row := range v.Rows(departmentRegister) {
		name := row.Cells[c.Register.Columns[0].Key]
		if _, known := v.DepartmentNamed(name); !known && strings.TrimSpace(name) != "" {
			names = append(names, name)
		}
	}
	return names
}

func (p *departmentsPage) addNames(names []string) {
	changes, told, refused := p.desk.session.Values.AddDepartments(names)
	n := len(changes) / 2
	if n > 0 {
		p.desk.session.Do(fmt.Sprintf("添加%d个部门", n), changes)
	}
	switch {
	case len(refused) > 0:
		p.desk.host.Tell("有几行没有添加", fmt.Sprintf("已添加%d个部门。这些行太长，不像部门名称：%s。请一行写一个部门。", n, work.ShortName(strings.Join(refused, "；"), 200)))
	case n == 0:
		p.desk.host.Tell("没有添加", "这些部门名单里都已经有了。")
	case len(told) > 0:
		p.desk.host.Tell("已添加", strings.Join(told, "\n"))
	}
}
