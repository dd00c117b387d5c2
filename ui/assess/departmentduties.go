package assess

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"zicha/forms"
	"zicha/scoring"
	"zicha/ui/widgets"
)

// duties is one department: its data, and what it is responsible for, ticked under the indicators.
type duties struct {
	desk   *Desk
	box    *fyne.Container
	gone   func()
	id     string
	title  *widgets.Text
	facts  *widgets.Text
	data   *widgets.Fold
	fields []*field
	all    *widgets.Action // the deadline for everyone
	remove *widgets.Action
	heads  map[int]*dutyLine
	lines  map[string]*dutyLine
}

// dutyLine is a criterion, or all of an indicator's, to be ticked.
type dutyLine struct {
	line *widgets.Line
	icon *widget.Icon
	who  *widgets.Text // the others responsible
}

func newDuties(d *Desk, gone func()) *duties {
	return &duties{desk: d, gone: gone, box: widgets.Column(spaced)}
}

// show shows a department; its widgets are made anew only for another one.
func (u *duties) show(id string) {
	if id != u.id || len(u.box.Objects) == 0 {
		u.id = id
		u.build()
	}
	if id == "" {
		return
	}
	dep, _ := u.desk.session.Values.Department(id)
	u.title.SetText(dep.Title())
	u.facts.SetText(departmentFacts(dep))
	for _, f := range u.fields {
		f.show()
	}
	open := !u.desk.session.Locked()
	widgets.Enable(u.all, open && dep.Due != "")
	widgets.Lock(u.remove, u.desk.session.WhyLocked())
	u.ticks()
}

// departmentFacts is whom to ask and by when, in one line.
func departmentFacts(dep forms.Department) string {
	words := facts(dep.Contact, dep.Phone, followed(dep.Due, "前交回"), followed(dep.Returned, "已交回"))
	return cmp.Or(words, "未填联系人和交回期限")
}

func (u *duties) build() {
	u.box.Objects, u.fields = nil, nil
	if u.id == "" {
		u.box.Add(widgets.Card(widgets.Body("添加部门后，在这里勾选它负责的要点。")))
		u.box.Refresh()
		return
	}
	u.title, u.facts = widgets.Heading(""), widgets.Muted("")
	data := widgets.Column(8)
	for _, key := range []string{forms.DepartmentName, forms.DepartmentContact, forms.DepartmentPhone, forms.DepartmentDue} {
		f := newField(u.desk.session, slot{path: forms.DepartmentPath(u.id, key), spec: u.desk.session.Values.Edition.Shown(forms.DepartmentField(key))})
		u.fields = append(u.fields, f)
		data.Add(f.box)
	}
	u.all = widgets.NewAction("期限用于全部部门", theme.DocumentSaveIcon(), u.onDue)
	u.remove = widgets.NewAction("删去这个部门", theme.DeleteIcon(), u.askRemove)
	data.Add(widgets.Row(8, -1, u.all, u.remove))
	u.data = widgets.NewFold("部门资料和交回期限", data)
	u.data.OnToggled = u.desk.pane.relayout
	u.box.Add(widgets.Card(widgets.Column(4, u.title, u.facts, u.data.Object())))
	u.box.Add(widgets.Card(u.tasks()))
	u.box.Refresh()
}

// tasks lists all criteria under their indicators.
func (u *duties) tasks() fyne.CanvasObject {
	u.heads, u.lines = map[int]*dutyLine{}, map[string]*dutyLine{}
	list := widgets.Column(0, widgets.Column(2, widgets.Heading("负责的要点"), widgets.Muted("点指标，勾选它的全部要点。一个要点可以由几个部门负责。")))
	var walk []*widgets.Line
	for _, ind := range u.desk.session.Values.Edition.Indicators() {
		head := newDutyLine(strconv.Itoa(ind.No)+" "+ind.Title, true, func() { u.toggle(ind.Criteria) })
		u.heads[ind.No] = head
		walk = append(walk, head.line)
		list.Add(widgets.Column(0, widgets.Gap(4), head.line))
		for _, c := range ind.Criteria {
			l := newDutyLine(c.ID+" "+c.Title, false, func() { u.toggle([]*scoring.Criterion{c}) })
			u.lines[c.ID] = l
			walk = append(walk, l.line)
			list.Add(widgets.Inset(14, 0, l.line))
		}
	}
	widgets.Walk(u.desk.pane.keepInSight, walk...)
	return list
}

func newDutyLine(words string, bold bool, tapped func()) *dutyLine {
	l := &dutyLine{icon: widget.NewIcon(tick(false)), who: widgets.Muted("")}
	name := widgets.NewText(words, widgets.Style{Bold: bold})
	l.line = widgets.NewLine(widgets.Inset(6, 3, widgets.Row(8, 1, l.icon, widgets.Column(0, name, l.who))), tapped)
	l.who.Hide()
	return l
}

// ticks brings the boxes in line with the dossier.
func (u *duties) ticks() {
	v := u.desk.session.Values
	for _, ind := range v.Edition.Indicators() {
		mine := 0
		for _, c := range ind.Criteria {
			others, on := u.responsible(c.ID)
			if on {
				mine++
			}
			l := u.lines[c.ID]
			l.icon.SetResource(tick(on))
			widgets.Say(l.who, others)
		}
		u.heads[ind.No].icon.SetResource(tick(mine == len(ind.Criteria)))
	}
}

// responsible names the other departments responsible for a criterion and whether this one is.
func (u *duties) responsible(criterion string) (others string, mine bool) {
	var names []string
	for _, dep := range u.desk.session.Values.Responsible(criterion) {
		if dep.ID == u.id {
			mine = true
		} else {
			names = append(names, dep.Title())
		}
	}
	switch {
	case len(names) == 0:
		return "", mine
	case mine:
		return "还有" + strings.Join(names, "、"), mine
	}
	return "已分给" + strings.Join(names, "、"), mine
}

// toggle ticks the criteria, or where all are ticked takes the ticks away.
func (u *duties) toggle(criteria []*scoring.Criterion) {
	s := u.desk.session
	if s.Locked() {
		return
	}
	var now []string
	for _, c := range s.Values.Assigned(u.id) {
		now = append(now, c.ID)
	}
	all := !slices.ContainsFunc(criteria, func(c *scoring.Criterion) bool { return !slices.Contains(now, c.ID) })
	var ids []string
	for _, c := range criteria {
		now = slices.DeleteFunc(now, func(id string) bool { return id == c.ID })
		if !all {
			now = append(now, c.ID)
		}
		ids = append(ids, c.ID)
	}
	verb := "负责"
	if all {
		verb = "不再负责"
	}
	dep, _ := s.Values.Department(u.id)
	s.Do(dep.Title()+verb+strings.Join(ids, "、"), s.Values.AssignCriteria(u.id, now))
}

// onDue gives every department this one's deadline.
func (u *duties) onDue() {
	s := u.desk.session
	s.Flush()
	mine, _ := s.Values.Department(u.id)
	var changes []forms.Change
	for _, dep := range s.Values.Departments() {
		if made, err := s.Values.Change(forms.DepartmentPath(dep.ID, forms.DepartmentDue), mine.Due); err == nil {
			changes = append(changes, made...)
		}
	}
	s.Do("交回期限"+mine.Due+"用于全部部门", changes)
}

func (u *duties) askRemove() {
	s := u.desk.session
	dep, ok := s.Values.Department(u.id)
	if !ok {
		return
	}
	words := fmt.Sprintf("从名单里删去“%s”和它的分工（%d个要点）。已经收回的内容和佐证材料不变，删去后可以撤销。", dep.Title(), len(s.Values.Assigned(dep.ID)))
	widgets.NewSheet(u.desk.host.Window, "删去部门", widgets.Column(8, fyne.CanvasObject(widgets.Body(words)))).Button("取消", nil).
		Main("删去", nil, func() {
			u.gone()
			s.Do("删去部门"+dep.Title(), s.Values.RemoveDepartment(dep.ID))
		}).Show()
}

// dutyWords names the departments responsible for an indicator in one quiet line, "" where nobody is.
func (d *Desk) dutyWords(ind *scoring.Indicator) string {
	var parts, each []string
	for _, c := range ind.Criteria {
		var names []string
		for _, dep := range d.session.Values.Responsible(c.ID) {
			names = append(names, dep.Title())
		}
		words := strings.Join(names, "、")
		if each = append(each, words); words != "" {
			parts = append(parts, c.ID+" "+words)
		}
	}
	switch {
	case len(parts) == 0:
		return ""
	case len(slices.Compact(each)) == 1:
		return "责任部门：" + each[0]
	}
	return "责任部门：" + strings.Join(parts, "；")
}
