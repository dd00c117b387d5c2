package assess

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"zicha/forms"
	"zicha/forms/intake"
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
func (st *stage) offered() bool {
	top := st.win.Canvas().Overlays().Top()
	if top != nil {
		st.win.Canvas().Overlays().Remove(top)
	}
	return top != nil
}

// The right button and the menu key show what can be done with what they are used on: an indicator in the list, a criterion, an item of
// evidence, a problem.
func TestContextMenus(t *testing.T) {
	st := newStage(t)
	item := st.apart(t, "5.1", "通知")
	st.desk.Go(5)
	menuKey := &fyne.KeyEvent{Name: desktop.KeyMenu}
	line := st.desk.nav.lines[4].line
	for name, show := range map[string]func(){
		"a right click on an indicator":    func() { test.TapSecondary(line) },
		"the menu key on an indicator":     func() { st.win.Canvas().Focus(line); line.TypedKey(menuKey) },
		"a right click on a card":          func() { test.TapSecondary(st.page(t, 5).card("5.1").box.Objects[0].(fyne.SecondaryTappable)) },
		"a right click on a card's button": func() { test.TapSecondary(st.page(t, 5).card("5.1").evidence.add) },
		"the menu key in a card": func() {
			choices := st.page(t, 5).card("5.1").fields[0].choices
			st.win.Canvas().Focus(choices)
			choices.TypedKey(menuKey)
		},
	} {
		if show(); !st.offered() {
			t.Errorf("%s shows no menu", name)
		}
	}
	card := st.page(t, 5).card("5.3")
	if got := labels(card.menu()); got != "添加佐证文件… 另行报送的佐证… 引用已有的佐证… 台账加一行 从表格粘贴到台账 -复制台账 导入台账… -导出台账… 原文全文 复制原文 修改记录" {
		t.Errorf("of a criterion: %s", got)
	}
	if got := labels(st.desk.evidence.menu(item)); got != "材料信息… 选择对应的要点… 撤销这份材料…" {
		t.Errorf("of an item without a file: %s", got)
	}
	items := st.desk.indicatorMenu(st.Values.Edition.Indicator(7))
	items[0].Do()
	if st.desk.pane.current != "7" {
		t.Errorf("打开 leads to %s", st.desk.pane.current)
	}
	st.desk.ShowProblems()
	p := st.desk.pane.pages[pageProblems].(*problemsPage)
	if test.TapSecondary(p.lines[0]); !st.offered() {
		t.Error("a right click on a problem shows no menu")
	}
	p.lines[0].Menu()[0].Do()
	if st.desk.pane.current == pageProblems {
		t.Error("到要改的地方 leads nowhere")
	}
	st.Values.Final = true
	if got := labels(st.desk.evidence.menu(item)); got != "材料信息… -选择对应的要点… -撤销这份材料…" {
		t.Errorf("of an item of a finalized dossier: %s", got)
	}
}

// apart adds an item without a file.
func (st *stage) apart(t *testing.T, criterion, title string) forms.Evidence {
	t.Helper()
	_, changes, err := st.Values.AddEvidence(criterion, forms.Evidence{Title: title, Delivery: forms.DeliverySeparate})
	if err != nil {
		t.Fatal(err)
	}
	st.Do("佐证", changes)
	return st.Values.Evidence(criterion)[0]
}

// The photos of an item go earlier and later by button and by Alt with the arrows, the keyboard goes along, and it can be undone.
func TestPhotosAreReordered(t *testing.T) {
	st := newStage(t)
	var paths []string
	for _, name := range []string{"甲", "乙", "丙"} {
		path := filepath.Join(t.TempDir(), name+".jpg")
		if err := os.WriteFile(path, []byte("a page "+name), 0o600); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	st.desk.Go(5)
	st.desk.evidence.takeIn(intake.Batch{Criterion: "5.1", Pieces: []intake.Piece{{Title: "照片", Paths: paths}}}, nil, nil)
	st.until(t, func() bool { return len(st.Values.Evidence("5.1")) == 1 })
	for st.offered() {
	}
	order := func() string {
		var out []string
		for _, f := range st.Values.Evidence("5.1")[0].Files {
			out = append(out, strings.TrimSuffix(f.Name, ".jpg"))
		}
		return strings.Join(out, "")
	}
	if order() != "甲乙丙" {
		t.Fatalf("taken in as %s", order())
	}
	e := st.desk.evidence.editEvidence(st.Values.Evidence("5.1")[0].ID)
	files := st.Values.Evidence("5.1")[0].Files
	up := func(i int) *widgets.Action { return e.movers[files[i].ID][0] }
	if !up(0).Disabled() || up(1).Disabled() || !e.movers[files[2].ID][1].Disabled() {
		t.Error("the ends can be moved beyond, or the middle cannot be moved")
	}
	test.Tap(up(2))
	if got := order(); got != "甲丙乙" || st.win.Canvas().Focused() != up(2) {
		t.Errorf("moved up: %s", got)
	}
	up(2).TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyUp, Modifier: fyne.KeyModifierAlt})
	if got := order(); got != "丙甲乙" || st.win.Canvas().Focused() != e.movers[files[2].ID][1] {
		t.Errorf("to the top by keys: %s", got)
	}
	up(2).TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyUp, Modifier: fyne.KeyModifierAlt})
	if got := order(); got != "丙甲乙" {
		t.Errorf("beyond the top: %s", got)
	}
	st.settle()
	st.desk.Undo()
	st.settle()
	if got := order(); got != "甲丙乙" {
		t.Errorf("undone: %s", got)
	}
}
