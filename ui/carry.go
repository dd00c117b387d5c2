package ui

import (
	"zicha/forms/editions"
	"zicha/ui/widgets"
)

// askCarry asks for last year's dossier, says what would be taken over, and makes the new one.
func (w *Window) askCarry() {
	ask := widgets.Ask{Title: "选择上年档案", Ends: []string{".zicha"}, Folder: documents(), Purpose: dossierPurpose}
	widgets.OpenFile(w.win, ask, w.planCarry)
}

// planCarry shows what a dossier would bring along.
func (w *Window) planCarry(from string) { w.planCarryBy(from, w.office.Known.Usual()) }

// planCarryBy does so for a new dossier by a rulebook; another can be chosen there, also where nothing can be carried to this one.
func (w *Window) planCarryBy(from string, b editions.Book) {
	var sheet *widgets.Sheet
	list := widgets.Column(8, w.chosenRulebook(b, func() {
		sheet.Hide()
		w.pickRulebook("按哪一套考核指标新建", func(other editions.Book) { w.planCarryBy(from, other) })
	}))
	words, name, err := w.office.CarryPlan(from, b.Edition)
	if err != nil {
		list.Add(widgets.Said(err.Error()))
		sheet = widgets.NewSheet(w.win, "没有新建", list).Wide().Main("知道了", nil, nil).Show()
		return
	}
	list.Add(widgets.NewText(words[0], widgets.Style{Bold: true}))
	for _, text := range words[1:] {
		list.Add(widgets.Body(text + "。"))
	}
	list.Add(widgets.Body("单位信息和联系人照抄，成文日期和文号空着；上年写的完成情况、备注和报告正文只供参考，不印。"))
	evidence := widgets.NewCheck("把上年的佐证材料也复制过来，重新编号", nil)
	list.Add(evidence)
	sheet = widgets.NewSheet(w.win, "从上年档案新建", list).Wide().Button("取消", nil).Main("下一步", nil, func() {
		place := widgets.Ask{Title: "存放自查档案", Folder: documents(), Ends: []string{".zicha"}, Name: name, Purpose: dossierPurpose, New: true}
		widgets.SaveFile(w.win, place, func(path string) { w.carry(carrying{from, path, b, evidence.Checked}) })
	}).Show()
}

// carrying is a new dossier to be made from last year's.
type carrying struct {
	from, to string
	book     editions.Book
	evidence bool
}

// carry makes the new dossier, opens it and has the evidence copied where it is wanted.
func (w *Window) carry(c carrying) {
	s, err := w.office.Carry(c.from, c.to, c.book.Edition)
	if err != nil {
		w.fail("没有新建", err)
		return
	}
	w.take(s, "")
	w.desk.ShowProblems()
	if c.evidence {
		w.desk.CarryEvidence(c.from)
	}
}
