package review

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"zicha/forms"
	"zicha/forms/review"
	"zicha/ui/widgets"
)

// gate shows 定稿, as far as it is known what stands in the way.
func (o *office) gate() *gatePage {
	o.t.Helper()
	o.desk.Show(pageGate)
	p := o.desk.pages[pageGate].(*gatePage)
	o.until("the blockers", func() bool { return p.facts != nil && p.facts.view == o.desk.session.View && !p.reading })
	return p
}

// clickRow clicks into a cell of the list.
func (p *gatePage) clickRow(row, col int) {
	p.roll.Body().Tapped(&fyne.PointEvent{Position: p.roll.MiddleOf(row, col)})
}

// toKind goes to the first row whose key begins with a kind, and with what it is about where that is given.
func (p *gatePage) toKind(t *testing.T, kind string) {
	t.Helper()
	p.chips.Pick(gateAll)
	at := slices.IndexFunc(p.rows, func(b review.Blocker) bool { return strings.HasPrefix(b.Key, kind) })
	if at < 0 {
		t.Fatalf("nothing of kind %s stands in the way: %v", kind, p.facts.blockers)
	}
	p.roll.Choose(at)
}

// everyBlocker is a book in which something of each kind stands in the way.
func everyBlocker(t *testing.T) *office {
	t.Helper()
	o := newOffice(t, bureau, version(t, "341621", 1), version(t, "341622", 1))
	b := o.desk.session.Book
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	initial := func(no int, score string) review.Decision {
		return review.Decision{County: "341621", Indicator: no, Stage: review.StageInitial, Score: score, Reason: "按核查"}
	}
	must(b.Decide(bureau, initial(5, "6")))
	path := filepath.Join(t.TempDir(), "副本.huizong")
	_, err := b.CopyTo(t.Context(), bureau, path)
	must(err)
	other, err := review.Open(path, review.Options{})
	must(err)
	must(other.Decide(bureau, initial(1, "1")))
	_, err = other.Receive(bureau, version(t, "341622", 2, forms.Change{Path: forms.ProfilePath("phone"), New: "1"}))
	must(err)
	must(b.Decide(bureau, initial(1, "2")))
	_, err = b.Receive(bureau, version(t, "341622", 2, forms.Change{Path: forms.ProfilePath("phone"), New: "2"}))
	must(err)
	plan, err := b.PlanJoin(other)
	must(err)
	must(b.Join(bureau, plan))
	must(other.Close())
	must(b.Return(bureau, "341621", 2, "缺截图"))
	_, err = b.Case(bureau, review.CaseAct{County: "341621", Indicator: 4, Step: review.CaseOpened, Text: "截图被改过"})
	must(err)
	_, err = b.Receive(bureau, version(t, "341621", 2, forms.Change{Path: forms.NarrativePath("5"), New: "另写"}))
	must(err)
	must(b.Return(bureau, "341621", 3, "缺文件"))
	_, err = b.CopyTo(t.Context(), bureau, filepath.Join(t.TempDir(), "又一份.huizong"))
	must(err)
	o.desk.refreshed(func() {})
	o.settle()
	return o
}

// Each kind of what stands in the way leads to where it is done, by double click or Enter.
func TestGateLeadsToWhereItIsDone(t *testing.T) {
	o := everyBlocker(t)
	for _, c := range []struct {
		kind, page string
		at         At
	}{
		{review.BlockMissing, pageIncoming, At{}},
		{review.BlockRival, pageJoin, At{}},
		{review.BlockOpen + ":341621", pageAcross, At{"341621", 4}},
		{review.BlockStale, pageAcross, At{"341621", 5}},
		{review.BlockReturned, pageAcross, At{"341621", 2}},
		{review.BlockConflict, pageJoin, At{}},
		{review.BlockCase, pageAcross, At{"341621", 4}},
		{review.BlockCopy, pageJoin, At{}},
		{review.BlockStandard + ":341621", pageAcross, At{"341621", 11}},
	} {
		p := o.gate()
		p.toKind(t, c.kind)
		if got := p.way(p.rows[p.roll.Row()]).title(); !strings.Contains(strings.Join(p.roll.Shown(p.roll.Row(), gateWhere), ""), got) {
			t.Errorf("%s: the row does not say that it is done on %s", c.kind, got)
		}
		o.desk.Key(fyne.KeyReturn)
		o.settle()
		if o.desk.current != c.page {
			t.Errorf("%s leads to %s", c.kind, o.desk.current)
		}
		if c.at.Indicator > 0 && o.desk.at != c.at {
			t.Errorf("%s leads to %v, not %v", c.kind, o.desk.at, c.at)
		}
		if in, ok := o.desk.pages[o.desk.current].(*incomingPage); ok {
			if row, _ := in.grid.Place(); in.rows[row].Received != nil {
				t.Errorf("%s leads to %s, which came in", c.kind, in.rows[row].Unit.Name)
			}
		}
	}
}

// What is sought is found while it is typed; the arrows go through it and Enter leads there. A click into the list gives it the keys.
func TestGateFindsByTyping(t *testing.T) {
	o := everyBlocker(t)
	p := o.gate()
	name := o.desk.session.View.Unit("341622").Unit.Name
	o.win.Canvas().Focus(p.find)
	o.write(name + "第1")
	if len(p.rows) == 0 || slices.ContainsFunc(p.rows, func(b review.Blocker) bool { return !strings.HasPrefix(b.Words, name+"第1") }) {
		t.Fatalf("found: %v", p.rows)
	}
	o.key(fyne.KeyDown)
	_, no := p.rows[1].Place(p.facts.view)
	o.key(fyne.KeyReturn)
	o.settle()
	if o.desk.current != pageAcross || o.desk.at != (At{"341622", no}) {
		t.Errorf("it leads to %s, %v", o.desk.current, o.desk.at)
	}
	p = o.gate()
	o.win.Canvas().Focus(p.find)
	o.key(fyne.KeyEscape)
	if p.find.Text != "" || o.win.Canvas().Focused() != nil {
		t.Error("Escape does not give the keys to the list")
	}
	o.win.Canvas().Focus(p.find)
	p.clickRow(2, gateWords)
	o.desk.Key(fyne.KeySpace)
	if o.win.Canvas().Focused() != nil || !p.marked[p.rows[2].Key] || len(p.marked) != 1 {
		t.Errorf("marked: %v", p.marked)
	}
}

// Nothing is accepted without a reason; what was can be taken back; the button says why it does not go. Then the result is frozen: its code stands
// on the page, it is approved by typing, proved, and told by the code on a paper.
func TestGateWholeRound(t *testing.T) {
	o := newOffice(t, commission, version(t, "341621", 1))
	p := o.gate()
	if !p.final.Disabled() || !strings.Contains(p.said.Text(), "还有"+count(len(p.facts.blockers), "处")+"需要处理") {
		t.Fatalf("%q, %d in the way", p.said.Text(), len(p.facts.blockers))
	}
	p.final.Tapped(&fyne.PointEvent{})
	if words, _ := o.sheet(); words != "" {
		t.Fatalf("the button goes: %s", words)
	}
	// one, with a reason
	p.toKind(t, review.BlockStandard)
	first := p.rows[p.roll.Row()]
	o.tap("接受这一处…")
	o.press("确定")
	if words, _ := o.sheet(); !strings.Contains(words, "还没有写") || len(p.reasons) != 0 {
		t.Fatalf("accepted without a reason: %s", words)
	}
	o.answer("标准另发")
	if p.reasons[first.Key] != "标准另发" || slices.ContainsFunc(p.rows, func(b review.Blocker) bool { return b.Key == first.Key }) {
		t.Fatal("it is not accepted, or still listed")
	}
	// taken back
	p.chips.Pick(gateAccepted)
	if len(p.rows) != 1 || !strings.Contains(strings.Join(p.roll.Shown(0, gateWords), ""), "标准另发") {
		t.Fatalf("accepted are %v: %q", p.rows, p.roll.Shown(0, gateWords))
	}
	o.tap("不再接受这一处")
	if len(p.reasons) != 0 || len(p.rows) != 0 {
		t.Fatal("it stays accepted")
	}
	// two that were marked
	p.chips.Pick(review.BlockMissing)
	p.clickRow(0, gateMark)
	o.desk.Key(fyne.KeyDown)
	o.desk.Key(fyne.KeySpace)
	o.tap("接受选中的2处…")
	o.answer("没有报送")
	if len(p.reasons) != 2 {
		t.Fatalf("%d accepted", len(p.reasons))
	}
	// all of the rest
	p.chips.Pick(gateAll)
	rest := len(p.rows)
	o.tap("接受列出的" + count(rest, "处") + "…")
	o.answer("试用")
	if p.final.Disabled() || p.left() != 0 || !strings.Contains(p.said.Text(), "可以定稿") {
		t.Fatalf("%q", p.said.Text())
	}
	p.final.Tapped(&fyne.PointEvent{})
	words, _ := o.sheet()
	for _, part := range []string{"第1次定稿", "接受的" + count(rest+2, "处"), commission.By, "不能撤销"} {
		if !strings.Contains(words, part) {
			t.Errorf("asked without %q:\n%s", part, words)
		}
	}
	o.press("定稿")
	o.until("the result", func() bool { return p.facts != nil && len(p.facts.results) == 1 })
	code := p.facts.results[0].Code
	if said := o.shown(); !strings.Contains(said, code) || !strings.Contains(said, "第1次定稿") || !strings.Contains(said, "还没有登记审定") {
		t.Fatalf("the page says\n%s", said)
	}
	s, err := o.desk.session.Book.Result(code)
	if err != nil || len(s.Accepted) != rest+2 {
		t.Fatalf("%v: %d accepted in the result", err, len(s.Accepted))
	}
	if len(p.reasons) != 0 || len(o.desk.session.Book.Waivers()) != 0 {
		t.Error("what was accepted is taken into the next result unasked")
	}
	// undone it cannot be, and that is told with what to do
	o.desk.Undo()
	o.until("the refusal", func() bool { return len(o.told) > 0 })
	if told := o.told[0]; !strings.Contains(told, "最近一步是定稿，不能撤销") || !strings.Contains(told, "再定稿一次") {
		t.Error(told)
	}
	o.told = nil
	// approved, after a day that is none
	o.tap("登记审定…")
	o.write("二月")
	o.key(fyne.KeyReturn)
	o.write("亳政秘〔2018〕1号")
	o.press("登记")
	if words, _ := o.sheet(); !strings.Contains(words, "不能识别") {
		t.Fatalf("the sheet says %s", words)
	}
	day := o.win.Canvas().Focused().(*widgets.Entry)
	day.SetText("2018-02-20")
	o.press("登记")
	o.until("the approval", func() bool { return strings.Contains(o.shown(), "已经审定：2018-02-20，亳政秘〔2018〕1号") })
	// proved
	o.tap("核对…")
	o.until("the proof", func() bool { return len(o.told) > 0 })
	if !strings.Contains(o.told[0], "与定稿一致") {
		t.Error(o.told)
	}
	o.told = nil
	dir := t.TempDir()
	fyne.CurrentApp().Preferences().SetString("folder.recompute", dir)
	o.tap("复算表…")
	o.press("确定")
	o.says("已写出复算表")
	if list := filesIn(t, dir); len(list) != 1 || !strings.Contains(list[0], "复算表（定稿1）") {
		t.Errorf("written: %v", list)
	}
	o.press("完成")
	// found by its code, typed as people do
	p.results.code.SetText(strings.ToLower(strings.ReplaceAll(code, "-", " ")))
	o.tap("查对")
	o.says("是最近一次定稿，汇总现在的内容与它一致")
	o.press("关闭")
	p.results.code.SetText("7K3M-Q2XW-9HTD-4FNP")
	o.told = nil
	o.tap("查对")
	o.until("the refusal", func() bool { return len(o.told) > 0 })
	if !strings.Contains(o.told[0], "没有核对码为") {
		t.Error(o.told)
	}
	p.results.code.SetText("7K3M")
	o.tap("查对")
	if !strings.Contains(p.results.wrong.Text(), "16个字母和数字") {
		t.Error(p.results.wrong.Text())
	}
	// what comes later is told, and is different in the next result
	o.desk.session.Decide([]review.Decision{{County: "341621", Indicator: 11, Stage: review.StageDirect, Score: "1", Reason: "按监测"}}, nil)
	o.settle()
	p = o.gate()
	o.until("what has changed", func() bool { return strings.Contains(o.shown(), "处与这次定稿不同") })
	if said := o.shown(); !strings.Contains(said, "第11项状态") {
		t.Errorf("the page says\n%s", said)
	}
	p.chips.Pick(gateAll)
	o.tap("接受列出的" + count(len(p.rows), "处") + "…")
	o.answer("试用")
	p.final.Tapped(&fyne.PointEvent{})
	o.press("定稿")
	o.until("the second result", func() bool { return len(p.facts.results) == 2 })
	o.tap("与上一次比…")
	o.says("第11项状态")
	o.press("关闭")
	// the papers of either, by the page of papers
	for _, line := range slices.Backward(p.facts.results) {
		o.gate()
		p.results.papers(line)
		papers := o.desk.pages[pagePapers].(*papersPage)
		o.until("the papers of "+line.Code, func() bool {
			return o.desk.current == pagePapers && papers.set != nil && papers.snapshot.Code == line.Code
		})
	}
}

// 定稿 that is cancelled leaves nothing: no result, and what was accepted is still there.
func TestGateCancelled(t *testing.T) {
	o := newOffice(t, commission, version(t, "341621", 1))
	p := o.gate()
	o.tap("接受列出的" + count(len(p.rows), "处") + "…")
	o.answer("试用")
	n, before := len(p.reasons), len(o.desk.session.Book.Events())
	hold := make(chan struct{})
	o.desk.session.Background(func() error { <-hold; return nil }, func(error) {})
	p.final.Tapped(&fyne.PointEvent{})
	o.press("定稿")
	o.press("取消")
	close(hold)
	o.until("the end", func() bool { return len(o.told) > 0 })
	if !strings.Contains(o.told[0], "没有定稿") || len(o.desk.session.Book.Results()) != 0 || len(o.desk.session.Book.Events()) != before {
		t.Errorf("told %q, %d results", o.told, len(o.desk.session.Book.Results()))
	}
	if len(p.reasons) != n || p.final.Disabled() {
		t.Error("what was accepted is gone")
	}
	delete(o.desk.pages, pageGate) // as when the program is started again
	if p = o.gate(); len(p.reasons) != n || p.final.Disabled() {
		t.Errorf("%d of %d are accepted after a new start", len(p.reasons), n)
	}
}

// What stands in the way cannot be read for once: the page says so, and what was accepted stays accepted, on the page and in the book.
func TestGateKeepsReasonsWhereReadingFails(t *testing.T) {
	o := newOffice(t, commission, version(t, "341621", 1))
	p := o.gate()
	o.tap("接受列出的" + count(len(p.rows), "处") + "…")
	o.answer("试用")
	n := len(p.reasons)
	p.took(&gateFacts{view: o.desk.session.View}, errors.New("磁盘没有读出"))
	if len(p.reasons) != n || len(o.desk.session.Book.Waivers()) != n || n == 0 {
		t.Errorf("%d of %d reasons are left", len(p.reasons), n)
	}
	if p.said.Text() != "磁盘没有读出" || !p.final.Disabled() {
		t.Errorf("it says %q", p.said.Text())
	}
	if p = o.gate(); p.final.Disabled() {
		t.Errorf("read again it says %q", p.said.Text())
	}
}

// A book that is only looked at says why nothing can be frozen or accepted in it.
func TestGateReadOnly(t *testing.T) {
	data, err := sixUnits()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "a.huizong")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	b, err := review.Open(path, review.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	o := officeOver(t, b, commission)
	p := o.gate()
	if !p.final.Disabled() || !strings.Contains(p.said.Text(), "只读打开") || !p.accept.Disabled() {
		t.Errorf("%q", p.said.Text())
	}
	p.onAccept(p.rows)
	if words, _ := o.sheet(); words != "" {
		t.Errorf("asked: %s", words)
	}
}

// The boxes of the list are in the screen's own fonts.
func TestGateBoxesAreInTheFonts(t *testing.T) {
	for _, mark := range []string{boxEmpty, boxMarked} {
		inTheFonts(t, mark, "box")
	}
}

// What the page looks like over a book in which every state occurs stands in the master.
func TestGatePageMaster(t *testing.T) {
	st := newGridStage(t, commission)
	p := st.gate()
	test.AssertObjectRendersToMarkup(t, "gate.xml", p.box)
}
