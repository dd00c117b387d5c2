package assess

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"zicha/forms"
	"zicha/ui/widgets"
)

// fieldOf finds a field of a criterion on its page, brought on screen.
func (st *stage) fieldOf(t *testing.T, p *indicatorPage, path forms.Path) *field {
	t.Helper()
	for _, card := range p.cards {
		for _, f := range card.fields {
			if f.path == path {
				return f
			}
		}
	}
	t.Fatalf("no field %s", path)
	return nil
}

// TestClauseIsMarkedAsOneTypes: the part of the official sentence that earned the points, after every answer.
func TestClauseIsMarkedAsOneTypes(t *testing.T) {
	st := newStage(t)
	for _, c := range []struct{ path, text, marked, tag string }{
		{"answer/1.1/issuer", "县、区政府办名义", "", ""},
		{"answer/1.1/tasks", "是", "", ""},
		{"answer/1.1/milestones", "是", "以县、区政府办名义制定印发的，得2分；", "得2.00分"},
		{"answer/1.1/issuer", "其他方式", "其他方式制定印发的，得1分。", "得1.00分"},
		{"answer/1.1/tasks", "否", "", ""},
		{"answer/10.1/departments", "19", "20家以下，得1分。", "得1.00分"},
		{"answer/10.1/departments", "３０", "实现30家以上县、区级政府部门信息归集的，得5分，", "得5.00分"},
		{"answer/10.1/departments", "0", "", ""},
		{"answer/14.1/level", "无法录入平台", "无法录入平台的不得分。", "预估0.00分"},
		{"answer/14.1/level", "人工加工识别后才能录入", "通过人工加工和识别后才能录入平台的，得1分；", "预估1.00分"},
		{"answer/14.1/level", "", "", ""},
		{"answer/5.3/articles", "3", "在市或县区当地主流媒体解读信用政策法规、普及信用知识、宣传信用建设成果等，每篇得0.5分，不超过2分。", "得1.50分"},
	} {
		crit := st.Values.Edition.Criterion(forms.Path(c.path).Parts().Criterion)
		p := st.page(t, crit.Indicator.No)
		enter(t, st.fieldOf(t, p, forms.Path(c.path)), c.text)
		quote := p.card(crit.ID).quote
		tag := ""
		if marks := quote.Marks(); len(marks) == 1 {
			tag = marks[0].Tag
		}
		if quote.MarkedText() != c.marked || tag != c.tag {
			t.Errorf("%s %s: marked %q with %q", c.path, c.text, quote.MarkedText(), tag)
		}
	}
}

// TestExpectedEvidenceIsTickedOff: what is expected, what serves it, and what still has to be said of an item.
func TestExpectedEvidenceIsTickedOff(t *testing.T) {
	st := newStage(t)
	item, err := st.AddApart("5.1", "活动通知和照片")
	if err != nil {
		t.Fatal(err)
	}
	list := st.page(t, 5).card("5.1").evidence
	ticks := func() string {
		out := ""
		for _, p := range list.pieces {
			out += map[bool]string{true: "✓", false: "○"}[p.tick.Ticked()]
		}
		return out
	}
	if ticks() != "○○" || len(list.loose) != 1 || len(list.loose[0].choices) != 3 || list.state.Text() != "应附2种，已有0种" {
		t.Fatalf("shows %s, %d loose, %q", ticks(), len(list.loose), list.state.Text())
	}
	test.Tap(list.loose[0].choices[1])
	if ticks() != "○✓" || len(list.loose) != 0 || st.Values.Get(forms.EvidencePath(item.ID, forms.AttrExpect)) != "5.1#2" {
		t.Errorf("said to be the second: %s, %d loose", ticks(), len(list.loose))
	}
	test.Tap(list.pieces[1].undo[0])
	if ticks() != "○○" || len(list.loose) != 1 {
		t.Errorf("taken back: %s", ticks())
	}
	list.loose[0].choices[2].TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if ticks() != "✓✓" || list.state.Text() != "应附2种，已有2种" {
		t.Errorf("said to be both: %s, %q", ticks(), list.state.Text())
	}
	done := false
	st.Undo(func(string, error) { done = true })
	st.until(t, func() bool { return done })
	if ticks() != "○○" {
		t.Errorf("undone: %s", ticks())
	}
	st.Values.Final = true
	st.desk.Refresh()
	if len(list.loose) != 0 || !list.pieces[0].add.Disabled() {
		t.Error("a finalized dossier can be assigned")
	}
}

// TestOneExpectedPieceNeedsNoAssignment: 5.3 expects one kind, every item is it; the city's criteria expect none.
func TestOneExpectedPieceNeedsNoAssignment(t *testing.T) {
	st := newStage(t)
	for _, id := range []string{"5.3", "11.1"} {
		if _, err := st.AddApart(id, "报样"); err != nil {
			t.Fatal(err)
		}
	}
	list := st.page(t, 5).card("5.3").evidence
	if len(list.pieces) != 1 || !list.pieces[0].tick.Ticked() || list.pieces[0].add != nil || len(list.loose) != 0 {
		t.Errorf("%d pieces, %d loose", len(list.pieces), len(list.loose))
	}
	list = st.page(t, 11).card("11.1").evidence
	if len(list.pieces) != 0 || len(list.loose) != 0 || list.state.Text() != "" || len(list.lines.Objects) != 1 {
		t.Errorf("11.1: %d pieces, %q", len(list.pieces), list.state.Text())
	}
}

// TestFileForAnExpectedPiece: a file added at an expected piece is that piece, one dropped on the card is still to be told.
func TestFileForAnExpectedPiece(t *testing.T) {
	st := newStage(t)
	list := st.page(t, 5).card("5.1").evidence
	test.Tap(list.pieces[0].add)
	top := st.win.Canvas().Overlays().Top()
	if top == nil {
		t.Fatal("it does not ask for a file")
	}
	st.win.Canvas().Overlays().Remove(top)
	path := filepath.Join(t.TempDir(), "通知.txt")
	if err := os.WriteFile(path, []byte("活动通知"), 0o600); err != nil {
		t.Fatal(err)
	}
	c := st.Values.Edition.Criterion("5.1")
	st.desk.evidence.attach(c, []string{path}, forms.ExpectToken(c, 0))
	st.until(t, func() bool { return list.pieces[0].tick.Ticked() })
	if list.pieces[1].tick.Ticked() || len(list.loose) != 0 {
		t.Error("it serves more than what it was added for")
	}
	st.settle()
	if got := st.File.Dossier().Evidence("5.1")[0].Expect; len(got) != 1 || got[0] != "5.1#1" {
		t.Errorf("on the disk: %v", got)
	}
}

// TestTenThousandsAreAskedAbout: a number in single pieces is asked about in the page, and nothing is changed unasked.
func TestTenThousandsAreAskedAbout(t *testing.T) {
	st := newStage(t)
	f := st.fieldOf(t, st.page(t, 11), "answer/11.1/updated")
	buttons := func() []*widgets.Action {
		row := f.doubt.Objects[1].(*fyne.Container)
		return []*widgets.Action{row.Objects[0].(*widgets.Action), row.Objects[1].(*widgets.Action)}
	}
	enter(t, f, "３７２，５００")
	if !f.doubt.Visible() || f.asked != "372500万条是37.25亿条。是否应为37.25万条？" || st.Values.Get(f.path) != "372500" {
		t.Fatalf("asks %q, holds %q", f.asked, st.Values.Get(f.path))
	}
	test.Tap(buttons()[1])
	if f.doubt.Visible() || st.Values.Get(f.path) != "372500" {
		t.Error("said to be right, it still asks")
	}
	st.desk.Go(12)
	st.desk.Go(11)
	if f.doubt.Visible() {
		t.Error("it asks again after coming back")
	}
	enter(t, f, "500000")
	test.Tap(buttons()[0])
	if f.doubt.Visible() || st.Values.Get(f.path) != "50" || f.entry.Text != "50" {
		t.Errorf("changed to %q, the field shows %q", st.Values.Get(f.path), f.entry.Text)
	}
	if len(st.told) != 0 || st.win.Canvas().Overlays().Top() != nil {
		t.Error("a dialog was shown")
	}
}

// TestWordsAtTheField: shares beside the numbers, and what cannot be under them.
func TestWordsAtTheField(t *testing.T) {
	st := newStage(t)
	p := st.page(t, 13)
	records, complete := st.fieldOf(t, p, "answer/13.1/records"), st.fieldOf(t, p, "answer/13.1/complete")
	enter(t, records, "200")
	if complete.share.Text() != "" || complete.told.Visible() {
		t.Error("half a pair is told about")
	}
	enter(t, complete, "197")
	if complete.share.Text() != "占98.50%" || complete.told.Visible() {
		t.Errorf("beside: %q, under: %q", complete.share.Text(), complete.told.Text())
	}
	enter(t, complete, "201")
	if !complete.told.Visible() || !strings.Contains(complete.told.Text(), "大于数据总量200条") || st.Values.Get(complete.path) != "201" {
		t.Errorf("under: %q", complete.told.Text())
	}
	enter(t, records, "0")
	if complete.told.Visible() || !strings.HasPrefix(records.told.Text(), "数据总量为0") {
		t.Errorf("of nothing: %q and %q", records.told.Text(), complete.told.Text())
	}
	enter(t, records, "300")
	if records.told.Visible() || complete.told.Visible() {
		t.Error("mended, it is still told")
	}
}

// TestContradictionIsToldAtBothFields: 10 and 18 say each other's number.
func TestContradictionIsToldAtBothFields(t *testing.T) {
	st := newStage(t)
	here := st.fieldOf(t, st.page(t, 10), "answer/10.1/departments")
	enter(t, here, "26")
	there := st.fieldOf(t, st.page(t, 18), "answer/18.1/departments")
	enter(t, there, "24")
	if !strings.Contains(there.told.Text(), "26家") || !there.told.Visible() {
		t.Errorf("at 18: %q", there.told.Text())
	}
	st.desk.Go(10)
	if here.told.Text() != there.told.Text() {
		t.Errorf("at 10: %q", here.told.Text())
	}
	st.desk.Go(18)
	enter(t, there, "26")
	if there.told.Visible() {
		t.Error("settled, it is still told")
	}
}
