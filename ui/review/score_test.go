package review

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"zicha/forms"
	"zicha/forms/review"
	"zicha/ui/widgets"
)

// A score is typed on a unit's row and Enter goes to the next one; one that differs from the claim goes only with a reason, which was offered.
func TestScoreByKeyboard(t *testing.T) {
	o := newOffice(t, bureau, version(t, "341621", 1), version(t, "341622", 1), version(t, "341623", 1))
	p := o.page()
	o.desk.GoCell(At{"341621", 5})
	p.focusScore()
	if p.roll.Row() == 0 && o.desk.at.County != p.rows[0].County {
		t.Fatal("the row chosen is not the desk's cell")
	}
	row := p.roll.Row()
	o.write("8")
	o.key(fyne.KeyReturn)
	o.settle()
	if c := o.cell("341621", 5); c.State != review.InitiallyScored || c.Initial.String() != "8.00" {
		t.Fatalf("%+v", c)
	}
	if p.roll.Row() != row+1 || o.win.Canvas().Focused() != p.roll.Entry() {
		t.Fatal("Enter does not go to the next unit")
	}
	at := o.desk.at
	o.write("5")
	o.key(fyne.KeyReturn)
	if o.win.Canvas().Focused() != p.side.reason || !strings.Contains(p.side.told.Text(), "请写明理由") || !p.side.lossOf.Visible() {
		t.Fatalf("nobody is asked for a reason: %q", p.side.told.Text())
	}
	o.write("缺少宣传截图")
	p.side.loss.Pick(string(review.LossMaterial))
	o.key(fyne.KeyReturn)
	o.settle()
	c := o.cell(at.County, 5)
	if c.State != review.InitiallyScored || c.Initial.String() != "5.00" || c.Why() != "缺少宣传截图" || c.Act.Data[review.DataLoss] != string(review.LossMaterial) {
		t.Fatalf("%+v, %+v", c, c.Act)
	}
	next := o.desk.at
	if next == at || p.side.reason.Text != "" {
		t.Fatal("the reason stays behind on the next unit")
	}
	o.write("6.5")
	o.key(fyne.KeyTab)
	o.key(fyne.KeyDown)
	if p.side.reason.Text != "缺少宣传截图" {
		t.Fatalf("%q is offered", p.side.reason.Text)
	}
	o.key(fyne.KeyReturn)
	o.settle()
	if c := o.cell(next.County, 5); c.Initial == nil || c.Initial.String() != "6.50" {
		t.Errorf("%+v", c)
	}
}

// What cannot be a score is refused where it was typed, and the row stays.
func TestScoreOutOfRange(t *testing.T) {
	o := newOffice(t, bureau, version(t, "341621", 1))
	o.desk.GoCell(At{"341621", 5})
	p := o.page()
	p.focusScore()
	o.write("99")
	o.key(fyne.KeyReturn)
	if !strings.Contains(p.side.told.Text(), "0至8") || o.desk.at.County != "341621" || p.roll.Entry().Text != "99" {
		t.Errorf("%q at %v", p.side.told.Text(), o.desk.at)
	}
	o.key(fyne.KeyEscape)
	if p.roll.Entry().Text != "" || p.side.told.Visible() {
		t.Error("Escape does not take it back")
	}
}

// Ctrl+Enter agrees with the claim, then, by who confirms, with the 初评; Ctrl+Z takes it back; F8 goes to what still waits.
func TestAgreeUndoAndNext(t *testing.T) {
	o := newOffice(t, bureau, version(t, "341621", 1), version(t, "341622", 1))
	at := At{"341622", 3}
	o.desk.GoCell(at)
	o.page().focusScore()
	o.ctrl(fyne.KeyReturn)
	o.settle()
	if o.cell(at.County, 3).State != review.InitiallyScored {
		t.Fatal("the claim is not taken")
	}
	o.desk.session.Me = commission
	o.desk.GoCell(At{"341621", 1})
	o.page().focusScore()
	o.key(fyne.KeyF8)
	if o.desk.at != at {
		t.Fatalf("F8 goes to %v", o.desk.at)
	}
	o.ctrl(fyne.KeyReturn)
	o.settle()
	if o.cell(at.County, 3).State != review.ConfirmedState {
		t.Fatal("it is not confirmed")
	}
	o.desk.Undo()
	o.settle()
	if o.cell(at.County, 3).State != review.InitiallyScored || o.desk.at != at {
		t.Errorf("%v at %v", o.cell(at.County, 3).State, o.desk.at)
	}
}

// A whole review of a unit without objection: what has no doubt goes in one act by each of the two, after its count was said.
func TestWholeReviewOfAUnit(t *testing.T) {
	o := newOffice(t, bureau, version(t, "341621", 1))
	acts := 0
	o.desk.at = At{"341621", 1}
	o.enterFigures("341621")
	batch := func() {
		o.desk.Show(pageDown)
		o.settle()
		test.Tap(o.page().batch)
		o.settle()
		top := o.win.Canvas().Overlays().Top()
		if top == nil {
			t.Fatalf("nothing is asked: %v", o.told)
		}
		o.win.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyReturn})
		o.settle()
		acts += 3 // the page, the button, the answer
	}
	batch()
	o.desk.session.Me = commission
	batch()
	// what is left has no figures that give a score: it is judged, one by one
	for o.desk.session.View.Unit("341621").Open > 0 && acts < 100 {
		o.desk.NextDue()
		at := o.desk.at
		if at.County != "341621" || o.cell(at.County, at.Indicator).Indicator.Source.Self() {
			t.Fatalf("F8 goes to %v", at)
		}
		o.write("0")
		o.key(fyne.KeyReturn)
		acts += 3
		if o.win.Canvas().Focused() == o.page().side.reason {
			o.write("数据")
			o.key(fyne.KeyReturn)
			acts += 2
		}
		o.settle()
	}
	if open := o.desk.session.View.Unit("341621").Open; open > 0 || acts >= 40 {
		t.Errorf("%d cells are open after %d acts; %v", open, acts, o.told)
	}
	t.Logf("%d acts for a unit", acts)
}

// What changed after a score is shown in two columns, and 维持 keeps the score with its reason.
func TestWhatChanged(t *testing.T) {
	o := newOffice(t, bureau, version(t, "341621", 1))
	b := o.desk.session.Book
	o.desk.GoCell(At{"341621", 1})
	o.page().focusScore()
	o.ctrl(fyne.KeyReturn)
	o.settle()
	o.desk.session.Act(func(*review.Book) error {
		_, err := b.Receive(bureau, version(t, "341621", 2, forms.Change{Path: forms.AnswerPath("1.1", "tasks"), New: "false"}))
		return err
	}, nil)
	o.settle()
	o.desk.GoCell(At{"341621", 1})
	o.settle()
	if o.cell("341621", 1).State != review.Stale {
		t.Fatal("it is not 待复看")
	}
	words := strings.Join(wordsOf(o.page().side.box), "\n")
	for _, want := range []string{"评分之后有变化", "评分时", "现在", "维持…"} {
		if !strings.Contains(words, want) {
			t.Errorf("%q is not in\n%s", want, words)
		}
	}
	o.page().uphold()
	o.write("不影响得分")
	o.win.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyReturn})
	o.settle()
	if o.cell("341621", 1).State != review.InitiallyScored {
		t.Errorf("%v, %v", o.cell("341621", 1).State, o.told)
	}
}

// wordsOf lists the words shown in an object.
func wordsOf(root fyne.CanvasObject) []string {
	var out []string
	for _, o := range test.LaidOutObjects(root) {
		switch w := o.(type) {
		case *widgets.Text:
			if w.Visible() {
				out = append(out, w.Text())
			}
		case interface{ Words() string }:
			out = append(out, w.Words())
		}
	}
	return out
}

// Ctrl+C is the menu's and takes the table along; in a field with text selected it is that text.
func TestCopyTakesTheFieldsText(t *testing.T) {
	o := newOffice(t, bureau, version(t, "341621", 1))
	o.desk.Show(pageRanking)
	p := o.desk.pages[pageRanking].(*rankingPage)
	o.until("the ranking", func() bool { return p.standings != nil })
	o.win.Canvas().Focus(p.find)
	p.find.SetText("涡阳")
	p.find.TypedShortcut(&fyne.ShortcutSelectAll{})
	o.desk.Copy()
	if got := fyne.CurrentApp().Clipboard().Content(); got != "涡阳" {
		t.Errorf("copied %q", got)
	}
	o.win.Canvas().Unfocus()
	if o.desk.Copy(); fyne.CurrentApp().Clipboard().Content() != p.copied() || p.copied() == "" {
		t.Error("without a field the table is not copied")
	}
}
