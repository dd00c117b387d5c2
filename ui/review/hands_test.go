package review

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"zicha/forms/review"
	"zicha/ui/widgets"
)

// A page that is typed into has the keyboard as soon as it is on show: the first digit is the score's.
func TestPageHasTheKeyboard(t *testing.T) {
	o := newOffice(t, bureau, version(t, "341621", 1))
	for page, want := range map[string]func() fyne.Focusable{
		pageAcross:   func() fyne.Focusable { return o.page().roll.Entry() },
		pageDown:     func() fyne.Focusable { return o.page().roll.Entry() },
		pageGrid:     func() fyne.Focusable { return o.desk.pages[pageGrid].(*gridPage).grid },
		pageIncoming: func() fyne.Focusable { return o.desk.pages[pageIncoming].(*incomingPage).grid },
	} {
		o.desk.Show(page)
		if got := o.win.Canvas().Focused(); got != want() {
			t.Errorf("on %s the keyboard is with %T", page, got)
		}
	}
	o.desk.Show(pageTrail)
	if got := o.win.Canvas().Focused(); got != nil {
		t.Errorf("a field out of sight has the keyboard: %T", got)
	}
}

// Before anything came in the desk begins where papers are received, then where they are scored.
func TestDeskBeginsWhereThereIsWork(t *testing.T) {
	if o := newOffice(t, bureau); o.desk.current != pageIncoming {
		t.Errorf("an empty book begins on %s", o.desk.current)
	}
	if o := newOffice(t, bureau, version(t, "341621", 1)); o.desk.current != pageAcross {
		t.Errorf("a book with papers begins on %s", o.desk.current)
	}
}

// Enter after the last field of who works here registers, it does not give up.
func TestEnterRegisters(t *testing.T) {
	o := newOffice(t, review.Person{}, version(t, "341621", 1))
	o.desk.AskMe()
	o.write("张三")
	o.key(fyne.KeyReturn)
	o.key(fyne.KeyReturn)
	choices, ok := o.win.Canvas().Focused().(*widgets.Choices)
	if !ok {
		t.Fatalf("the keyboard is with %T", o.win.Canvas().Focused())
	}
	choices.TypedRune('1')
	o.key(fyne.KeyReturn)
	o.settle()
	if o.desk.session.Me != (review.Person{By: "张三", Unit: "市信息局"}) {
		t.Errorf("registered is %+v", o.desk.session.Me)
	}
	if o.win.Canvas().Focused() != o.page().roll.Entry() {
		t.Error("the keyboard does not go back to the scores")
	}
}

// The button says what Ctrl+Enter does: it agrees with the claim, and once a score is typed gives that.
func TestButtonSaysWhatIsGiven(t *testing.T) {
	o := newOffice(t, bureau, version(t, "341621", 1))
	o.desk.GoCell(At{"341621", 5})
	o.settle()
	p := o.page()
	if words := p.side.agree.Words(); !strings.HasPrefix(words, "按自评给8.00分") {
		t.Fatalf("it says %q", words)
	}
	o.write("4")
	if words := p.side.agree.Words(); !strings.HasPrefix(words, "给4分") {
		t.Errorf("it says %q", words)
	}
	o.key(fyne.KeyEscape)
	if words := p.side.agree.Words(); !strings.HasPrefix(words, "按自评给8.00分") {
		t.Errorf("after Escape it says %q", words)
	}
}

// The head and the list of pages count what waits for who works here: it falls with each of their scores.
func TestWhatWaitsIsCounted(t *testing.T) {
	o := newOffice(t, bureau, version(t, "341621", 1))
	due := o.desk.session.counts().due
	if want := "待办" + count(due, ""); o.desk.nav.counts[pageAcross].Text() != want || !strings.HasPrefix(o.desk.head.left.Text(), want+"项 · 未核定") {
		t.Fatalf("%d wait; the list says %q, the head %q", due, o.desk.nav.counts[pageAcross].Text(), o.desk.head.left.Text())
	}
	o.desk.session.Decide([]review.Decision{{County: "341621", Indicator: 5, Stage: review.StageInitial, Score: "8"}}, nil)
	o.settle()
	if want := "待办" + count(due-1, ""); o.desk.nav.counts[pageAcross].Text() != want {
		t.Errorf("after a score the list says %q", o.desk.nav.counts[pageAcross].Text())
	}
	if n := o.desk.session.counts().scored; n != 1 {
		t.Errorf("%d scored today", n)
	}
	o.desk.session.Now = func() time.Time { return time.Now().AddDate(0, 0, 1) }
	if n := o.desk.session.counts().scored; n != 0 {
		t.Errorf("%d scored tomorrow", n)
	}
}

// The main city screens of six units, in the state the first day leaves them; the day is fixed, as what is doubtful depends on it.
func TestCityScreensMaster(t *testing.T) {
	st := newGridStage(t, bureau)
	d := st.office.desk
	d.session.Now = func() time.Time { return time.Date(2018, 2, 2, 10, 30, 0, 0, time.Local) }
	clear(d.shelf.papers)
	d.at = At{d.session.View.Units[3].Unit.Code, 5}
	for _, page := range []string{pageAcross, pageDown} {
		d.Show(page)
		st.settle()
		test.AssertObjectRendersToMarkup(t, page+".xml", d.pages[page].object())
	}
	d.Show(pageIncoming)
	p := d.pages[pageIncoming].(*incomingPage)
	cell := p.cell
	p.grid.Cell = func(row, col int) widgets.GridCell {
		c := cell(row, col)
		if col == incomingWhen && c.Text != "" {
			c.Text = "02-02 10:30"
		}
		return c
	}
	p.show()
	test.AssertObjectRendersToMarkup(t, "incoming.xml", p.box)
}
