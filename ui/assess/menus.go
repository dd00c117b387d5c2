package assess

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"zicha/forms"
	"zicha/scoring"
	"zicha/ui/widgets"
)

// menu is what can be done with an item of evidence, as on its line and in its sheet.
func (d *evidenceDesk) menu(item forms.Evidence) []widgets.MenuItem {
	closed := d.session.Locked() || item.Removed
	items := []widgets.MenuItem{{Label: "材料信息…", Keys: "Enter", Do: func() { d.editEvidence(item.ID) }}}
	if d.canView() && len(item.Files) > 0 {
		items = append(items, widgets.MenuItem{Label: "查看", Do: func() { d.viewItem(item, 0, nil) }})
	}
	for i, ref := range item.Files[:min(len(item.Files), 1)] {
		items = append(items, widgets.MenuItem{Label: "用系统程序打开", Do: func() { d.openRef(item.ID, item.Files[i]) }},
			widgets.MenuItem{Label: "另存…", Do: func() { d.saveCopy(ref) }})
	}
	return append(items, widgets.MenuLine(),
		widgets.MenuItem{Label: "选择对应的要点…", Do: func() { d.askServed(item.ID, nil) }, Off: closed},
		widgets.MenuItem{Label: "撤销这份材料…", Do: func() { d.removeEvidence(item) }, Off: closed})
}

// menu is what can be done in a criterion's card.
func (card *criterionCard) menu() []widgets.MenuItem {
	var items []widgets.MenuItem
	as := func(a *widgets.Action, label string) {
		if a.Visible() {
			items = append(items, widgets.MenuItem{Label: label, Do: func() { a.Tapped(nil) }, Off: a.Disabled()})
		}
	}
	as(card.allYes, card.allYes.Words())
	items = append(items, widgets.MenuLine())
	as(card.evidence.add, "添加佐证文件…")
	as(card.evidence.apart, "另行报送的佐证…")
	as(card.evidence.link, "引用已有的佐证…")
	items = append(items, widgets.MenuLine())
	if r := card.register; r != nil {
		as(r.add, "台账加一行")
		as(r.paste, "从表格粘贴到台账")
		as(r.copy, "复制台账")
		as(r.take, "导入台账…")
		as(r.give, "导出台账…")
	}
	return append(items, widgets.MenuLine(),
		widgets.MenuItem{Label: "原文全文", Keys: "F1", Do: card.evidence.desk.OfficialText},
		widgets.MenuItem{Label: "复制原文", Do: func() { copyText(card.c.Indicator) }},
		widgets.MenuItem{Label: "修改记录", Do: func() { card.evidence.desk.showHistory(card.c.Indicator) }})
}

// copyText puts an indicator's official text into the clipboard.
func copyText(ind *scoring.Indicator) { fyne.CurrentApp().Clipboard().SetContent(ind.Text) }

// indicatorMenu is what can be done with an indicator where it is listed, as on its page.
func (d *Desk) indicatorMenu(ind *scoring.Indicator) []widgets.MenuItem {
	problem := slices.IndexFunc(d.session.Problems, func(p forms.Problem) bool { return indicatorOf(p) == ind.No })
	return []widgets.MenuItem{
		{Label: "打开第" + strconv.Itoa(ind.No) + "项", Keys: "Enter", Do: func() { d.Go(ind.No) }},
		{Label: "到这一项的第一个问题", Do: func() { d.GoProblem(d.session.Problems[problem]) }, Off: problem < 0},
		widgets.MenuLine(),
		{Label: "修改记录", Do: func() { d.showHistory(ind) }},
		{Label: "复制原文", Do: func() {
			copyText(ind)
			d.head.saved.Set("第"+strconv.Itoa(ind.No)+"项原文已复制", widgets.ToneMuted)
		}},
	}
}

// menu is what can be done with a problem.
func (p *problemsPage) menu(problem forms.Problem, line *widgets.Line) []widgets.MenuItem {
	items := []widgets.MenuItem{{Label: "到要改的地方", Keys: "Enter", Do: func() { line.Tapped(nil) }}}
	if ind := p.desk.session.Values.Edition.Indicator(indicatorOf(problem)); ind != nil {
		items = append(items, widgets.MenuItem{Label: "打开第" + strconv.Itoa(ind.No) + "项", Do: func() { p.desk.Go(ind.No) }})
	}
	if part := problem.Where.Parts(); part.Kind == forms.KindEvidence || part.Kind == forms.KindFile {
		if item, ok := p.desk.session.item(part.ID); ok {
			items = append(items, widgets.MenuLine())
			items = append(items, p.desk.evidence.menu(item)...)
		}
	}
	return items
}
