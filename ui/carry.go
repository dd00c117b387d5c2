package ui

import (
	"zicha/ui/widgets"
)

// askCarry asks for last year's dossier, says what would be taken over, and makes the new one.
func (w *Window) askCarry() {
	ask := widgets.Ask{Title: "选择上年档案", Ends: []string{".zicha"}, Folder: documents(), Purpose: dossierPurpose}
	widgets.OpenFile(w.win, ask, w.planCarry)
}

// planCarry shows what a dossier would bring along.
func (w *Window) planCarry(from string) {
	words, name, err := w.office.CarryPlan(from)
	if err != nil {
		w.tell("没有新建", err.Error())
		return
	}
	list := widgets.Column(8)
	list.Add(widgets.NewText(words[0], widgets.Style{Bold: true}))
	for _, text := range words[1:] {
		list.Add(widgets.Body(text + "。"))
	}
	list.Add(widgets.Body("单位信息和联系人照抄，成文日期和文号空着；上年写的完成情况、备注和报告正文只供参考，不印。"))
	evidence := widgets.NewCheck("把上年的佐证材料也复制过来，重新编号", nil)
	list.Add(evidence)
	widgets.NewSheet(w.win, "从上年档案新建", list).Wide().Button("取消", nil).Main("下一步", nil, func() {
		place := widgets.Ask{Title: "存放自查档案", Folder: documents(), Ends: []string{".zicha"}, Name: name, Purpose: dossierPurpose, New: true}
		widgets.SaveFile(w.win, place, func(path string) { w.carry(from, path, evidence.Checked) })
	}).Show()
}

// carry makes the new dossier, opens it and has the evidence copied where it is wanted.
func (w *Window) carry(from, path string, evidence bool) {
	s, err := w.office.Carry(from, path)
	if err != nil {
		w.tell("没有新建", err.Error())
		return
	}
	w.take(s, "")
	w.desk.ShowProblems()
	if evidence {
		w.desk.CarryEvidence(from)
	}
}
