package review

import (
	"fyne.io/fyne/v2"

	"zicha/ui/widgets"
)

// rolling is a page with a list whose rows have a menu.
type rolling interface{ rolled() *widgets.Roll }

func (p *scorePage) rolled() *widgets.Roll { return p.roll }
func (p *cluesPage) rolled() *widgets.Roll { return p.roll }
func (p *trailPage) rolled() *widgets.Roll { return p.roll }

// menuKey shows the menu of the row chosen while nothing has the keyboard; it reports whether the key was one for that.
func (d *Desk) menuKey(name fyne.KeyName) bool {
	p, ok := d.pages[d.current].(rolling)
	return ok && p.rolled().Menu(name)
}

// menu is what can be done with a row of scores: the buttons beside it, and the way to the other page.
func (p *scorePage) menu(row int) []widgets.MenuItem {
	if row >= len(p.rows) {
		return nil
	}
	label := "打开单位纵看"
	if p.down {
		label = "打开指标横看"
	}
	items := append(widgets.ButtonItems(p.side.acts), widgets.MenuLine())
	return append(items, widgets.MenuItem{Label: label, Do: func() { p.onOpen(row) }},
		widgets.MenuItem{Label: "下一个待办", Keys: "F8", Do: p.NextDue})
}

// menu is what can be done with a unit that came in, and with the figure in the cell.
func (p *incomingPage) menu(row, col int) []widgets.MenuItem {
	if row >= len(p.rows) {
		return nil
	}
	_, own := p.begins(row, col)
	return append([]widgets.MenuItem{
		{Label: "打开单位纵看", Keys: "Alt+Enter", Do: func() { p.grid.OnOpen(row, col) }},
		{Label: "到“合并”选定", Do: func() { p.desk.Show(pageJoin) }, Off: len(p.rows[row].Rivals) == 0},
		widgets.MenuLine(),
		{Label: "录入这一格", Keys: "F2", Do: func() { p.grid.TypedKey(&fyne.KeyEvent{Name: fyne.KeyF2}) }, Off: !own},
		{Label: "复制", Keys: "Ctrl+C", Do: func() { fyne.CurrentApp().Clipboard().SetContent(p.grid.Copied()) }},
		widgets.MenuLine(),
	}, p.grid.WidthItems()...)
}

// menu is what can be done with a clue: what the buttons beside it do.
func (p *cluesPage) menu(int) []widgets.MenuItem {
	return append([]widgets.MenuItem{{Label: "看第一处", Keys: "Enter", Do: p.goFirst}, widgets.MenuLine()}, widgets.ButtonItems(p.side)...)
}

// menu is what can be done with an act in the trail.
func (p *trailPage) menu(row int) []widgets.MenuItem {
	if row >= len(p.rows) {
		return nil
	}
	a := &p.acts[p.rows[row]]
	return []widgets.MenuItem{
		{Label: "看这一项", Keys: "Enter", Do: func() { p.open(row) }, Off: a.County == "" || a.Indicator == 0},
		{Label: "只列“" + a.where + "”的记录", Do: func() { p.find.SetText(a.where) }, Off: a.where == ""},
		{Label: "列出全部记录", Do: func() { p.find.SetText("") }, Off: p.find.Text == ""},
	}
}
