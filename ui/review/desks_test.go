package review

import (
	"context"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"zicha/forms"
	"zicha/forms/review"
	"zicha/ui/widgets"
)

// shown are the words on the page on show.
func (o *office) shown() string {
	var lines []string
	for _, at := range test.LaidOutObjects(o.desk.pages[o.desk.current].object()) {
		if text, ok := at.(*widgets.Text); ok && at.Visible() {
			lines = append(lines, text.Text())
		}
	}
	return strings.Join(lines, "\n")
}

// tap presses a button on the page on show.
func (o *office) tap(words string) {
	o.t.Helper()
	for _, at := range test.LaidOutObjects(o.desk.pages[o.desk.current].object()) {
		switch b := at.(type) {
		case *widgets.Button:
			if b.Words() == words {
				b.Tapped(&fyne.PointEvent{})
				return
			}
		case *widgets.Action:
			if b.Words() == words {
				b.Tapped(&fyne.PointEvent{})
				return
			}
		}
	}
	o.t.Fatalf("no button %q on the page", words)
}

// answer types a reason into the question on show.
func (o *office) answer(reason string) {
	o.t.Helper()
	o.win.Canvas().Focused().(*widgets.Entry).SetText(reason)
	o.press("确定")
	o.settle()
}

// A ruling is shown with what it does to every unit and is adopted, or not; one in force can be taken away again.
func TestRulingIsLookedAtBeforeItIsAdopted(t *testing.T) {
	o := newOffice(t, bureau, version(t, "341621", 1), version(t, "341622", 1))
	o.desk.session.Decide([]review.Decision{{County: "341621", Indicator: 5, Stage: review.StageInitial, Score: "8"}}, nil)
	o.settle()
	o.desk.Show(pageRulings)
	p := o.desk.pages[pageRulings].(*rulingsPage)
	if !strings.Contains(o.shown(), "还没有口径裁定") {
		t.Errorf("the page says\n%s", o.shown())
	}
	draft := rulingDraft{criterion: "5.1", text: "专题会议一并计入"}
	p.rule(draft)
	o.until("the preview", func() bool { return p.preview != nil })
	if len(p.preview.rows) != 1 || p.preview.rows[0].Is.Code != "341621" || !strings.Contains(o.shown(), "增加1项") {
		t.Fatalf("the preview says\n%s", o.shown())
	}
	if got := strings.Join(p.preview.roll.Shown(0, 3), ""); got != "" && !strings.Contains(got, "初评→待复看") {
		t.Errorf("the unit's row says %q", got)
	}
	p.preview.chips.Pick(shiftsAll)
	if len(p.preview.rows) != len(o.desk.session.View.Units) {
		t.Error("not every unit is listed")
	}
	o.tap("不采用，返回")
	if p.preview != nil || len(o.desk.session.View.Rulings) != 0 {
		t.Fatal("it was adopted")
	}
	p.rule(draft)
	o.until("the preview", func() bool { return p.preview != nil })
	o.tap("采用")
	o.until("the ruling", func() bool { return len(o.desk.session.View.Rulings) == 1 && p.preview == nil })
	if o.cell("341621", 5).State != review.Stale || !strings.Contains(o.shown(), "专题会议一并计入") {
		t.Errorf("the page says\n%s", o.shown())
	}
	p.askCancel(o.desk.session.View.Rulings[0])
	o.answer("并入原文")
	o.until("the preview", func() bool { return p.preview != nil })
	o.tap("确认取消裁定")
	o.until("no ruling", func() bool { return len(o.desk.session.View.Rulings) == 0 })
}

// A rule that cannot be is told in the form, with what was written in it.
func TestRulingThatCannotBe(t *testing.T) {
	o := newOffice(t, bureau)
	o.desk.Show(pageRulings)
	o.desk.pages[pageRulings].(*rulingsPage).rule(rulingDraft{criterion: "5.1", text: "照新规则", rule: "kind = \"没有\""})
	o.says("口径裁定")
	top := o.win.Canvas().Overlays().Top()
	kept := false
	for _, at := range test.LaidOutObjects(top) {
		if e, ok := at.(*widgets.Entry); ok && e.Text == "照新规则" {
			kept = true
		}
	}
	if !kept {
		t.Error("what was written is gone")
	}
}

// Two copies that scored a cell differently are joined after a rehearsal; the sides stand beside each other until one is chosen.
func TestJoinAndChoose(t *testing.T) {
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
	score := func(points string) review.Decision {
		return review.Decision{County: "341621", Indicator: 5, Stage: review.StageInitial, Score: points, Reason: "缺少截图" + points}
	}
	if err := other.Decide(bureau, score("6")); err != nil {
		t.Fatal(err)
	}
	if err := other.Close(); err != nil {
		t.Fatal(err)
	}
	o.desk.session.Decide([]review.Decision{score("7")}, nil)
	o.settle()
	o.desk.Show(pageJoin)
	if !strings.Contains(o.shown(), "没有互相矛盾的地方") {
		t.Errorf("the page says\n%s", o.shown())
	}
	o.desk.Dropped([]string{path})
	o.says("评分不同，合并以后要选定一份")
	if len(o.cell("341621", 5).Conflict) != 0 {
		t.Fatal("it was joined unasked")
	}
	o.press("合并")
	o.until("the contradiction", func() bool { return len(o.cell("341621", 5).Conflict) == 2 })
	if words := o.shown(); !strings.Contains(words, "缺少截图6") || !strings.Contains(words, "缺少截图7") {
		t.Errorf("the sides are not both shown:\n%s", words)
	}
	o.tap("用这一份…")
	o.answer("以截图为准")
	o.until("the choice", func() bool { return len(o.cell("341621", 5).Conflict) == 0 })
}

// Clues are looked for when that is asked for; one is dismissed with a reason and comes back the same way.
func TestClueIsDismissedAndBack(t *testing.T) {
	o := newOffice(t, bureau, version(t, "341621", 1), version(t, "341622", 1))
	o.desk.Show(pageClues)
	p := o.desk.pages[pageClues].(*cluesPage)
	o.tap("查找疑点")
	o.until("the clues", func() bool { return o.desk.found != nil })
	n := len(p.rows)
	if n == 0 || p.chips.Count(cluesOpen) != n {
		t.Fatalf("%d clues, the filter says %d", n, p.chips.Count(cluesOpen))
	}
	key := p.chosen().Key
	o.tap("排除这条疑点…")
	o.answer("两县共同发文")
	o.until("the dismissal", func() bool { return o.desk.session.View.Dismissal(key) != nil })
	if len(p.rows) != n-1 || p.chips.Count(cluesClosed) != 1 {
		t.Errorf("%d are left, %d dismissed", len(p.rows), p.chips.Count(cluesClosed))
	}
	p.chips.Pick(cluesClosed)
	if !strings.Contains(o.shown(), "两县共同发文") {
		t.Errorf("the page says\n%s", o.shown())
	}
	o.tap("恢复…")
	o.answer("还要再查")
	o.until("it to be back", func() bool { return o.desk.session.View.Dismissal(key) == nil })
}

// trail shows the ledger of all acts, as far as they are listed.
func (o *office) trail() *trailPage {
	o.t.Helper()
	o.desk.Show(pageTrail)
	p := o.desk.pages[pageTrail].(*trailPage)
	o.until("the acts", func() bool { return p.view == o.desk.session.View })
	return p
}

// The trail lists every act, is narrowed down by kind, words and day, and follows what is done.
func TestTrailIsFiltered(t *testing.T) {
	o := newOffice(t, bureau, version(t, "341621", 1), version(t, "341622", 1, forms.Change{}))
	p := o.trail()
	before := len(p.rows)
	if before != len(o.desk.session.Book.Events()) || before == 0 {
		t.Fatalf("%d rows of %d", before, len(o.desk.session.Book.Events()))
	}
	o.desk.session.Decide([]review.Decision{{County: "341621", Indicator: 5, Stage: review.StageInitial, Score: "6", Reason: "缺少截图"}}, nil)
	o.until("the new act", func() bool { return len(p.rows) > before })
	if len(p.rows) != before+1 || p.chips.Count(trailScores) != 1 {
		t.Errorf("%d rows, %d scores", len(p.rows), p.chips.Count(trailScores))
	}
	name := o.desk.session.View.Unit("341621").Unit.Name
	for sought, want := range map[string]int{"缺少截图": 1, name + "第5项": 1, name: 2, "没有这样的": 0} {
		p.find.SetText(sought)
		if len(p.rows) != want {
			t.Errorf("%q finds %d, want %d", sought, len(p.rows), want)
		}
	}
	p.find.SetText("")
	p.since.SetText(strconv.Itoa(o.desk.session.Now().Year()+1) + "-01-01")
	if len(p.rows) != 0 {
		t.Error("what was before the day is listed")
	}
	p.since.SetText("")
	p.chips.Pick(trailScores)
	p.open(0)
	if o.desk.at != (At{"341621", 5}) || o.desk.current != pageAcross {
		t.Error("it does not lead to the cell")
	}
}
