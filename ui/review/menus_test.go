package review

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"zicha/ui/widgets"
)

// labels are what a menu offers, "-" before what cannot be chosen.
func labels(items []widgets.MenuItem) string {
	var out []string
	for _, i := range items {
		switch {
		case i.Label == "":
		case i.Off:
			out = append(out, "-"+i.Label)
		default:
			out = append(out, i.Label)
		}
	}
	return strings.Join(out, " ")
}

// offered reports whether a menu is on show, and puts it away.
func (o *office) offered() bool {
	top := o.win.Canvas().Overlays().Top()
	if top != nil {
		o.win.Canvas().Overlays().Remove(top)
	}
	return top != nil
}

// The rows of the city's pages have a menu by the right button and by the menu key; it offers what the buttons beside them do.
func TestMenusOfTheCity(t *testing.T) {
	o := newOffice(t, bureau, version(t, "341621", 1))
	menuKey := func() { o.key(desktop.KeyMenu) }
	o.desk.GoCell(At{"341621", 1})
	o.settle()
	p := o.page()
	items := p.menu(p.roll.Row())
	if got := labels(items); !strings.HasPrefix(got, "按自评给") || !strings.Contains(got, "退回补正…") || !strings.HasSuffix(got, "打开单位纵看 下一个待办") {
		t.Errorf("of a row of scores: %s", got)
	}
	if test.TapSecondaryAt(p.roll.Body().(fyne.SecondaryTappable), p.roll.Middle(1)); !o.offered() || p.roll.Row() != 1 {
		t.Errorf("a right click shows no menu, or leaves row %d chosen", p.roll.Row())
	}
	o.win.Canvas().Focus(p.roll.Entry())
	if p.roll.Entry().TypedKey(&fyne.KeyEvent{Name: desktop.KeyMenu}); !o.offered() {
		t.Error("the menu key in the score shows no menu")
	}
	o.win.Canvas().Unfocus()
	if menuKey(); !o.offered() {
		t.Error("the menu key shows no menu where nothing has the keyboard")
	}
	o.desk.GoCell(At{"341621", 1})
	o.settle()
	p.menu(p.roll.Row())[0].Do()
	o.settle()
	if c := o.cell("341621", 1); !c.Decided && c.Act == nil {
		t.Errorf("what the menu offers first is not done; %v", o.told)
	}

	o.desk.Show(pageIncoming)
	in := o.desk.pages[pageIncoming].(*incomingPage)
	in.grid.Go(0, incomingOwn)
	if got := labels(in.menu(0, incomingOwn)); got != "打开单位纵看 -到“合并”选定 录入这一格 复制 列宽适合内容 -恢复原来的列宽" {
		t.Errorf("of what came in: %s", got)
	}
	if got := labels(in.menu(0, incomingState)); !strings.Contains(got, "-录入这一格") {
		t.Errorf("of a cell that is not typed into: %s", got)
	}
	if in.grid.TypedKey(&fyne.KeyEvent{Name: desktop.KeyMenu}); !o.offered() {
		t.Error("the menu key in the table of what came in shows no menu")
	}

	trail := o.trail()
	if test.TapSecondaryAt(trail.roll.Body().(fyne.SecondaryTappable), trail.roll.Middle(0)); !o.offered() {
		t.Error("a right click in the trail shows no menu")
	}
	o.win.Canvas().Unfocus()
	if menuKey(); !o.offered() {
		t.Error("the menu key in the trail shows no menu")
	}
	if got := labels(trail.menu(0)); !strings.HasPrefix(got, "看这一项 只列“") || !strings.HasSuffix(got, "-列出全部记录") {
		t.Errorf("of an act: %s", got)
	}
	trail.menu(0)[1].Do()
	if name := o.desk.session.View.Unit("341621").Unit.Name; trail.find.Text != name {
		t.Errorf("the trail is narrowed down to %q", trail.find.Text)
	}
}
