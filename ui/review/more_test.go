package review

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"zicha/forms/review"
	"zicha/ui/widgets"
)

// A digit typed while nothing has the keyboard begins the row's score, and F8 goes on from any page.
func TestKeysWithoutTheKeyboard(t *testing.T) {
	o := newOffice(t, bureau, version(t, "341621", 1))
	o.desk.GoCell(At{"341621", 5})
	o.settle()
	o.win.Canvas().Unfocus()
	o.desk.Rune('4')
	if e := o.page().roll.Entry(); e.Text != "4" || o.win.Canvas().Focused() != e {
		t.Errorf("the score is %q, the keyboard with %T", e.Text, o.win.Canvas().Focused())
	}
	o.desk.Show(pageTrail)
	o.desk.Rune('4')
	o.desk.Key(fyne.KeyF8)
	if o.page() == nil || !o.desk.session.View.Due(bureau, o.page().chosen()) {
		t.Errorf("F8 goes to %s", o.desk.current)
	}
}

// Nothing settles a contradiction unseen: Ctrl+Enter says what is to be done, and what would agree or keep is not offered.
func TestContradictionIsNotAgreedWith(t *testing.T) {
	st := newGridStage(t, bureau)
	o := st.office
	v := o.desk.session.View
	var at At
	for _, u := range v.Units {
		for _, c := range u.Cells {
			if len(c.Conflict) > 0 {
				at = At{c.County, c.Indicator.No}
			}
		}
	}
	if at.County == "" {
		t.Fatal("no contradiction in the book")
	}
	o.desk.GoCell(at)
	o.settle()
	words := strings.Join(textsIn(o.page().side.box), "\n")
	for _, not := range []string{"Ctrl+Enter", "维持…", "撤回…"} {
		if strings.Contains(words, not) {
			t.Errorf("%q is offered:\n%s", not, words)
		}
	}
	if cell := o.page().cell(o.page().roll.Row(), colInitial); cell.Text != "待选定" {
		t.Errorf("one of the two stands as its score: %q", cell.Text)
	}
	o.page().focusScore()
	o.ctrl(fyne.KeyReturn)
	o.settle()
	if c := o.cell(at.County, at.Indicator); len(c.Conflict) == 0 || !strings.Contains(o.page().side.told.Text(), "请选定一份") {
		t.Errorf("told %q, %d sides", o.page().side.told.Text(), len(c.Conflict))
	}
}

// What waits is counted anew for another person.
func TestWhatWaitsDependsOnWhoWorks(t *testing.T) {
	o := newOffice(t, bureau, version(t, "341621", 1))
	first := o.desk.session.counts().due
	o.desk.session.Me = commission
	if n := o.desk.session.counts().due; n >= first {
		t.Errorf("%d wait for who confirms, %d for who begins", n, first)
	}
}

// False material goes step by step: what is refused stays in the form, and only the last step takes the points.
func TestFalseMaterialStepByStep(t *testing.T) {
	o := newOffice(t, bureau, version(t, "341621", 1))
	o.desk.GoCell(At{"341621", 5})
	o.settle()
	fields := func() (all []*widgets.Entry) {
		for _, at := range test.LaidOutObjects(o.win.Canvas().Overlays().Top()) {
			if e, ok := at.(*widgets.Entry); ok {
				all = append(all, e)
			}
		}
		return all
	}
	o.tap("提出线索…")
	fields()[0].SetText("截图像是改过的")
	o.press("记下")
	o.settle()
	if words := o.inSide(); len(o.desk.session.View.Cases) != 1 || !strings.Contains(words, "线索 · 截图像是改过的") {
		t.Fatalf("beside it\n%s", words)
	}
	step := func(key, text, second, evidence string) {
		t.Helper()
		o.tap("记下一步…")
		for _, at := range test.LaidOutObjects(o.win.Canvas().Overlays().Top()) {
			if c, ok := at.(*widgets.Choices); ok {
				c.Pick(key)
			}
		}
		list := fields()
		list[0].SetText(text)
		list[1].SetText(evidence)
		list[2].SetText(second)
		o.press("记下")
		o.settle()
	}
	step(review.CaseVoided, "认定", "丙", "")
	if words, _ := o.sheet(); !strings.Contains(words, "认定虚假材料之前，要有核查记录") || fields()[0].Text != "认定" {
		t.Fatalf("the form says\n%s", words)
	}
	o.press("取消")
	step(review.CaseChecked, "调取了原件", "", "")
	step(review.CaseTold, "已书面告知，承认改过", "", "")
	if o.cell("341621", 5).State == review.VoidedState {
		t.Fatal("it takes the points before it was decided")
	}
	number := o.page().material(At{"341621", 5}).evidence()[0].Number
	step(review.CaseVoided, "认定为虚假材料", "丙", number)
	if c := o.cell("341621", 5); c.State != review.VoidedState {
		words, _ := o.sheet()
		t.Errorf("it is %s\n%s", c.State.Label(), words)
	}
}
