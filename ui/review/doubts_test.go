package review

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"zicha/forms"
	"zicha/forms/review"
)

// inSide are the words beside the rows.
func (o *office) inSide() string { return strings.Join(wordsOf(o.page().side.box), "\n") }

// What two copies decided differently is chosen where it is scored: both sides stand there with who and why, and one is taken with a reason.
func TestContradictionIsChosenWhereItIsScored(t *testing.T) {
	o := newOffice(t, bureau, version(t, "341621", 1))
	b := o.desk.session.Book
	path := filepath.Join(t.TempDir(), "副本.huizong")
	if _, err := b.CopyTo(context.Background(), bureau, path); err != nil {
		t.Fatal(err)
	}
	other, err := review.Open(path, review.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { other.Close() })
	score := func(points string) review.Decision {
		return review.Decision{County: "341621", Indicator: 5, Stage: review.StageInitial, Score: points, Reason: "缺少截图" + points}
	}
	another := review.Person{By: "丙", Unit: bureau.Unit}
	if err := other.Decide(another, score("6")); err != nil {
		t.Fatal(err)
	}
	o.desk.session.Decide([]review.Decision{score("7")}, nil)
	o.settle()
	o.desk.session.Act(func(b *review.Book) error {
		plan, err := b.PlanJoin(other)
		if err != nil {
			return err
		}
		return b.Join(bureau, plan)
	}, nil)
	o.settle()
	o.desk.GoCell(At{"341621", 5})
	o.settle()
	words := o.inSide()
	for _, want := range []string{"≠ 互相矛盾", "请选定一份", "缺少截图6", "缺少截图7", "市信息局 丙", "市信息局 审核员 甲"} {
		if !strings.Contains(words, want) {
			t.Errorf("%q is not in\n%s", want, words)
		}
	}
	o.tap("用这一份…")
	if !strings.Contains(strings.Join(textsIn(o.win.Canvas().Overlays().Top()), ""), "其余的留作未采用") {
		t.Fatal("it is not said what becomes of the other")
	}
	o.answer("以截图为准")
	o.until("the choice", func() bool { return len(o.cell("341621", 5).Conflict) == 0 })
	if strings.Contains(o.inSide(), "请选定一份") {
		t.Error("the sides stay after one was chosen")
	}
}

// A cell with a clue that nobody has dismissed is not beyond doubt: it is marked, told beside the row, and left out of 一并给分, which says
// where clues were not looked for.
func TestCellWithAClueIsNotBeyondDoubt(t *testing.T) {
	o := newOffice(t, bureau, version(t, "341621", 1), version(t, "341622", 1))
	o.desk.at = At{"341621", 1}
	o.desk.Show(pageDown)
	o.settle()
	all, _ := o.page().agreeable(o.page().all())
	test.Tap(o.page().batch)
	o.settle()
	if words, _ := o.sheet(); !strings.Contains(words, "还没有查找疑点") {
		t.Errorf("it is not told that nobody looked:\n%s", words)
	}
	o.press("取消")
	o.desk.Show(pageClues)
	o.tap("查找疑点")
	o.until("the clues", func() bool { return o.desk.found != nil })
	p := o.desk.pages[pageClues].(*cluesPage)
	if o.desk.nav.counts[pageClues].Text() != count(len(p.rows), "条") {
		t.Errorf("the list of pages says %q of %d", o.desk.nav.counts[pageClues].Text(), len(p.rows))
	}
	var clue string
	at := At{}
	for _, c := range p.rows {
		for _, u := range c.Uses {
			if u.County == "341621" && slices.ContainsFunc(all, func(d review.Decision) bool { return d.Indicator == u.Indicator }) {
				clue, at = c.Words, At{u.County, u.Indicator}
			}
		}
	}
	if clue == "" {
		t.Fatal("no clue is about a cell that could be agreed with")
	}
	o.desk.at = at
	o.desk.Show(pageDown)
	o.settle()
	rest, _ := o.page().agreeable(o.page().all())
	if len(rest) >= len(all) || slices.ContainsFunc(rest, func(d review.Decision) bool { return d.Indicator == at.Indicator }) {
		t.Errorf("%d of %d are still offered", len(rest), len(all))
	}
	if words := o.inSide(); !strings.Contains(words, clue) {
		t.Errorf("%q is not in\n%s", clue, words)
	}
	if cell := o.page().cell(o.page().roll.Row(), colFacts); !strings.Contains(cell.Under, "疑点") {
		t.Errorf("the row says %q", cell.Under)
	}
	for len(o.desk.openClues(at)) > 0 {
		c := *o.desk.openClues(at)[0]
		o.desk.session.Act(func(b *review.Book) error { return b.Dismiss(bureau, c.Key, c.Words, "共同发文") }, nil)
		o.settle()
	}
	again, _ := o.page().agreeable(o.page().all())
	if !slices.ContainsFunc(again, func(d review.Decision) bool { return d.Indicator == at.Indicator }) || strings.Contains(o.inSide(), clue) {
		t.Error("it is still doubtful after all its clues were dismissed")
	}
}

// Beside a cell that has changed, the scores of which nothing has are kept all at once, after their number was said, and that is offered once.
func TestTheRestIsKeptAllAtOnce(t *testing.T) {
	o := newOffice(t, bureau, version(t, "341621", 1))
	var list []review.Decision
	for _, no := range []int{1, 2, 3} {
		list = append(list, review.Decision{County: "341621", Indicator: no, Stage: review.StageInitial, Score: o.cell("341621", no).Claim.String()})
	}
	o.desk.session.Decide(list, nil)
	o.settle()
	o.desk.session.Act(func(b *review.Book) error {
		_, err := b.Receive(bureau, version(t, "341621", 2, forms.Change{Path: forms.AnswerPath("1.1", "tasks"), New: "false"}))
		return err
	}, nil)
	o.settle()
	o.desk.GoCell(At{"341621", 1})
	o.settle()
	o.tap("其余2项未变，一并维持…")
	if words, _ := o.sheet(); !strings.Contains(words, "其余2项的评分") {
		t.Fatalf("asked\n%s", words)
	}
	o.press("维持 2 项")
	o.settle()
	for no, want := range map[int]bool{1: false, 2: true, 3: true} {
		if c := o.cell("341621", no); c.Upheld() != want {
			t.Errorf("%d: kept %v, it is %s", no, c.Upheld(), c.State.Label())
		}
	}
	if o.cell("341621", 1).State != review.Stale || strings.Contains(o.inSide(), "一并维持") {
		t.Errorf("it is %s; beside it\n%s", o.cell("341621", 1).State.Label(), o.inSide())
	}
}

// Where an indicator has several criteria, a loss is put down where it stands.
func TestLossStandsAtAField(t *testing.T) {
	o := newOffice(t, bureau, version(t, "341621", 1))
	o.desk.GoCell(At{"341621", 5})
	o.settle()
	p := o.page()
	p.focusScore()
	o.write("5")
	if !p.side.lossAt.Visible() {
		t.Fatal("it is not asked where")
	}
	i := slices.IndexFunc(p.side.places, func(l lossPlace) bool { return l.key == "5.3" })
	if i < 0 {
		t.Fatalf("offered are %v", p.side.places)
	}
	p.side.lossAt.SetSelectedIndex(i + 1)
	p.side.loss.Pick(string(review.LossMaterial))
	p.side.focusReason()
	o.write("篇数不实")
	o.key(fyne.KeyReturn)
	o.settle()
	if act := o.cell("341621", 5).Act; act == nil || act.Data[review.DataField] != "5.3" {
		t.Fatalf("%+v; told %q", act, p.side.told.Text())
	}
	if p.side.fieldPicked() != "" {
		t.Error("the place stays for the next unit")
	}
	for _, ind := range o.desk.session.View.Edition.Indicators() {
		for _, l := range lossPlaces(ind) {
			d := review.Decision{County: "341621", Indicator: ind.No, Stage: review.StageInitial, Score: "0", Reason: "—", Field: l.key}
			if !ind.Source.Self() {
				d.Stage = review.StageDirect
			}
			me := bureau
			if err := o.desk.session.View.Check(me, d); err != nil && strings.Contains(err.Error(), "要点或字段") {
				t.Errorf("%s is offered: %v", l.key, err)
			}
		}
	}
}

// A whole review of a unit without objection and without 一并给分: section by section, each act naming what it is about before it happens.
func TestWholeReviewBySections(t *testing.T) {
	o := newOffice(t, bureau, version(t, "341621", 1))
	o.enterFigures("341621")
	unit := func() *review.UnitView { return o.desk.session.View.Unit("341621") }
	acts := 0
	for _, me := range []review.Person{bureau, commission} {
		o.desk.session.Me = me
		o.desk.at = At{"341621", 1}
		o.desk.Show(pageDown)
		o.settle()
		acts++
		o.page().focusScore()
		o.key(fyne.KeyF8)
		acts++
		for last := -1; acts < 100; {
			o.settle()
			p := o.page()
			c := p.chosen()
			if !o.desk.session.View.Due(me, c) || o.desk.at.County != "341621" || acts == last {
				break
			}
			last = acts
			list := p.sectionRest(c)
			switch {
			case len(list) > 1:
				if words := o.inSide(); !strings.Contains(words, "本类"+count(len(list), "项")) {
					t.Fatalf("it is not said how many:\n%s", words)
				}
				o.win.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierControl | fyne.KeyModifierShift})
				acts++
			case len(list) == 1 && list[0].Indicator == c.Indicator.No:
				o.ctrl(fyne.KeyReturn)
				o.settle()
				o.key(fyne.KeyF8)
				acts += 2
			default: // judged by the city alone
				o.write("0")
				o.key(fyne.KeyReturn)
				acts += 2
				if o.win.Canvas().Focused() == p.side.reason {
					o.write("数据")
					o.key(fyne.KeyReturn)
					acts += 2
				}
				o.settle()
				o.key(fyne.KeyF8)
				acts++
			}
		}
	}
	if open := unit().Open; open > 0 || acts >= 40 {
		t.Errorf("%d cells are open after %d acts; at %v, told %q %v", open, acts, o.desk.at, o.page().side.told.Text(), o.told)
	}
	t.Logf("%d acts for a unit", acts)
}

// F8 goes through what waits on the page, also above the row one is at, before it goes on to another.
func TestNextDueStaysOnThePage(t *testing.T) {
	o := newOffice(t, bureau, version(t, "341621", 1), version(t, "341622", 1))
	o.desk.at = At{"341621", 20}
	o.desk.Show(pageDown)
	o.settle()
	for range 40 {
		o.page().focusScore()
		o.key(fyne.KeyF8)
		if o.desk.at.County != "341621" || o.desk.at.Indicator == 1 {
			break
		}
	}
	if o.desk.at != (At{"341621", 1}) {
		t.Errorf("F8 goes to %v", o.desk.at)
	}
}

// Lists without a field are gone through by keys while nothing has the keyboard, and Enter opens.
func TestListsByKeyboard(t *testing.T) {
	o := newOffice(t, bureau, version(t, "341621", 1), version(t, "341622", 1))
	o.desk.Show(pageTrail)
	p := o.desk.pages[pageTrail].(*trailPage)
	worded := func() bool { return !p.reading && p.view == o.desk.session.View }
	o.until("the ledger", worded)
	o.desk.Key(fyne.KeyDown)
	if p.roll.Row() != 1 {
		t.Fatalf("↓ goes to %d", p.roll.Row())
	}
	o.desk.Key(fyne.KeyUp)
	o.desk.Key(fyne.KeyUp)
	if p.roll.Row() != 0 {
		t.Errorf("↑ goes to %d", p.roll.Row())
	}
	o.desk.session.Decide([]review.Decision{{County: "341621", Indicator: 5, Stage: review.StageInitial, Score: "8"}}, nil)
	o.until("the score", worded)
	o.desk.Key(fyne.KeyReturn)
	if o.desk.current != pageAcross || o.desk.at != (At{"341621", 5}) {
		t.Errorf("Enter goes to %v on %s", o.desk.at, o.desk.current)
	}
}
