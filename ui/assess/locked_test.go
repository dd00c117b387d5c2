package assess

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"zicha/forms/dossier"
	"zicha/ui/widgets"
)

// tip is what is said over the page beside a widget, "" for nothing.
func (st *stage) tip() string {
	for _, o := range test.LaidOutObjects(st.win.Content()) {
		if text, ok := o.(*canvas.Text); ok && text.Visible() && text.Text == st.WhyLocked() && text.Text != "" {
			return text.Text
		}
	}
	return ""
}

// A finalized dossier says so over everything, with its code; whatever is locked says why where it is clicked, and stays as it is; from
// there it is printed and opened for changes again.
func TestFinalizedDossierWearsABanner(t *testing.T) {
	st := newStage(t)
	st.win.SetContent(widgets.TippedAfter(func(time.Duration, func()) {}, st.desk.Object())) // time stands still: the words stay
	if st.desk.banner.box.Visible() || st.WhyLocked() != "" {
		t.Fatal("a draft wears the banner")
	}
	body := st.desk.body.Size().Height
	st.ready(t)
	code := st.finalize(t)
	st.closeAll()
	b := st.desk.banner
	if !b.box.Visible() || b.title.Text() != "已定稿 第1版" || b.code.Text() != code {
		t.Fatalf("the banner says %q %q, the code is %s", b.title.Text(), b.code.Text(), code)
	}
	if st.desk.body.Size().Height >= body || st.desk.body.Position().Y < b.box.Position().Y+b.box.Size().Height {
		t.Errorf("the page at %v lies under the banner at %v, %v high", st.desk.body.Position(), b.box.Position(), b.box.Size().Height)
	}
	p := st.page(t, 10)
	card := p.cards[0]
	before := st.Values.Rows("10.1")
	for what, tap := range map[string]func(){
		"a field of several lines": func() { test.Tap(p.narrative.entry) },
		"adding a row":             func() { test.Tap(card.register.add) },
		"the register":             func() { test.TapAt(card.register.table, fyne.NewPos(100, 15)); st.lockedCell(card.register) },
		"adding evidence":          func() { test.Tap(card.evidence.add) },
	} {
		if tap(); what != "the register" && !strings.Contains(st.tip(), "退回修改") {
			t.Errorf("%s: told %q", what, st.tip())
		}
		st.desk.Overview()
		st.page(t, 10)
	}
	choices := st.page(t, 1).cards[0].fields[0].choices
	test.TapAt(choices, choices.Middle("government"))
	if !strings.Contains(st.tip(), "第1版已经定稿") || choices.Selected() == "government" {
		t.Errorf("an answer: told %q, picked %q", st.tip(), choices.Selected())
	}
	if len(st.Values.Rows("10.1")) != len(before) {
		t.Error("a locked register has changed")
	}
	test.Tap(b.print)
	st.shows(t, "打印的是定稿第1版")
	st.closeAll()
	test.Tap(b.reopen)
	st.shows(t, "请写明退回修改的原因")
	st.closeAll()
	st.desk.reopen("补充材料")
	st.until(t, func() bool { return !st.Values.Final })
	if b.box.Visible() || st.desk.body.Size().Height != body {
		t.Error("the banner stays over a draft")
	}
	st.settle()
}

// lockedCell clicks into the first row of a register, which a locked one without rows has not.
func (st *stage) lockedCell(r *register) {
	if len(r.rows) > 0 {
		test.TapAt(r.table, r.table.Middle(0, 0))
	}
}

// What is open for reading only says that, not that it is finalized.
func TestReadOnlySaysWhy(t *testing.T) {
	f := newDossier(t)
	path := f.Path()
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	f, err := dossier.Open(path, dossier.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	s := NewSession(f, true, func(fn func()) { fn() })
	defer func() { _ = s.Close() }()
	if why := s.WhyLocked(); !strings.Contains(why, "只读") || strings.Contains(why, "定稿") {
		t.Errorf("a click says %q", why)
	}
}
