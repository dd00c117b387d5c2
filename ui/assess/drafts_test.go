package assess

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"zicha/forms"
	"zicha/forms/dossier"
	"zicha/scoring"
	"zicha/ui/widgets"
	"zicha/ui/work"
)

// cutOff leaves texts in the file as they are when the program is cut off while they are typed, and opens it anew.
func (st *stage) cutOff(t *testing.T, drafts map[forms.Path]forms.Draft) *stage {
	t.Helper()
	st.settle()
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	opened := func() *dossier.File {
		f, err := dossier.Open(st.path, dossier.Options{Editions: []*scoring.Edition{st.Values.Edition}})
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	if f := opened(); drafts != nil {
		if err := f.Keep(drafts); err != nil {
			t.Fatal(err)
		}
		_ = f.Close()
	} else {
		_ = f.Close()
	}
	again := &stage{rig: &rig{path: st.path, queue: make(chan func(), 10000)}, win: test.NewTempWindow(t, nil)}
	again.Session = NewSession(opened(), false, func(fn func()) { again.queue <- fn })
	t.Cleanup(func() { _ = again.Close() })
	host := Host{Host: work.Host{Window: again.win, Tell: func(title, message string) { again.told = append(again.told, title+"："+message) }, OpenPath: func(string) {}}, Editions: noOther}
	again.desk = NewDesk(host, again.Session)
	again.win.SetContent(again.desk.Object())
	again.win.Resize(st.win.Canvas().Size())
	return again
}

// count is how many problems of a code there are.
func (st *stage) count(code string) (n int) {
	for _, p := range st.Problems {
		if p.Code == code {
			n++
		}
	}
	return n
}

// What was being typed when the program was cut off waits in its field: nothing is taken by opening, going about, or typing elsewhere.
func TestRecoveredTextWaitsInItsField(t *testing.T) {
	st := newStage(t)
	claim, story := forms.AnswerPath("20.1", "claimed"), forms.NarrativePath("5")
	st.set(t, map[forms.Path]string{claim: "1", story: "旧"})
	at := time.Date(2018, 1, 26, 9, 5, 0, 0, time.Local)
	st = st.cutOff(t, map[forms.Path]forms.Draft{claim: {Text: "1.5", At: at}, story: {Text: "旧的续写", At: at.Add(time.Minute)}})
	if words := st.FoundWords(); strings.Index(words, "1.5") > strings.Index(words, "旧的续写") || !strings.Contains(words, "第5项完成情况") || !strings.Contains(words, "09:06") ||
		strings.Contains(words[strings.Index(words, "旧的续写"):], "按回车") {
		t.Errorf("it says %s", words)
	}
	st.desk.Overview()
	st.desk.Go(5)
	st.desk.Profile()
	st.desk.Go(20)
	st.settle()
	if got := st.File.Dossier(); got.Get(claim) != "1" || got.Get(story) != "旧" || len(got.Drafts()) != 2 || st.count("field_unsaved") != 2 {
		t.Fatalf("the file has %q, %q, %v", got.Get(claim), got.Get(story), got.Drafts())
	}
	st.desk.ShowProblems()
	p := st.problem(t, "field_unsaved")
	st.desk.GoProblem(p)
	page := st.desk.pane.pages["20"].(*indicatorPage)
	f := st.fieldOf(t, page, claim)
	if p.Where != claim || st.win.Canvas().Focused() != f.entry || f.entry.Text != "1.5" || !f.waits.Visible() || !strings.Contains(f.wrong.Text(), "尚未生效") {
		t.Errorf("%s leads to a field of %q, %q", p.Where, f.entry.Text, f.wrong.Text())
	}
	if err := st.File.Dossier().Drafts(); len(err) != 2 {
		t.Error("taken by going there")
	}
	st.win.Canvas().Unfocus()
	st.settle()
	if got := st.File.Dossier(); got.Get(claim) != "1.5" || f.waits.Visible() || f.wrong.Visible() || st.count("field_unsaved") != 1 {
		t.Errorf("left, the file has %q, it says %q", got.Get(claim), f.wrong.Text())
	}
	st.Forget(story)
	st.settle()
	if got := st.File.Dossier(); got.Get(story) != "旧" || len(got.Drafts()) != 0 || st.count("field_unsaved") != 0 {
		t.Errorf("not wanted, the file has %q, %v", got.Get(story), got.Drafts())
	}
}

// Cells of a table that were not understood keep their text, in every register: marked, listed beside it with a jump, there after reopening,
// until they are mended or cleared.
func TestPastedCellsStay(t *testing.T) {
	st := newStage(t)
	want := 0
	for _, c := range st.Values.Edition.Criteria() {
		if c.Register == nil {
			continue
		}
		var cells []string
		for _, col := range c.Register.Columns {
			if col.Kind == scoring.KindText {
				cells = append(cells, "好")
			} else {
				cells = append(cells, "看不懂")
				want++
			}
		}
		st.registerOf(t, c.ID).takeText("\n" + strings.Join(cells, "\t") + "\n")
	}
	st.settle()
	if want < 4 || st.count("field_refused") != want || len(st.File.Dossier().Drafts()) != want {
		t.Fatalf("%d cells, %d problems, %d kept", want, st.count("field_refused"), len(st.File.Dossier().Drafts()))
	}
	st = st.cutOff(t, nil)
	if st.count("field_refused") != want || st.FoundWords() != "" {
		t.Errorf("reopened: %d problems, %q", st.count("field_refused"), st.FoundWords())
	}
	r := st.registerOf(t, "23.1")
	wrong := 0
	for col := range r.c.Register.Columns {
		if cell := r.cell(0, col); cell.Wrong && cell.Text == "看不懂" {
			wrong++
		}
	}
	if len(r.refused.Objects) != wrong || wrong < 3 || !r.refused.Visible() || !strings.Contains(r.listed, "第1行月份“看不懂”没有采用：不是月份") {
		t.Fatalf("%d cells marked, %d listed: %s", wrong, len(r.refused.Objects), r.listed)
	}
	r.jump(r.path(0, 0))
	if st.win.Canvas().Focused() != r.table.Editor() || place(r) != "0,0" || r.table.Editor().Text != "看不懂" {
		t.Errorf("the jump leads to %s, %q", place(r), r.table.Editor().Text)
	}
	r.table.Editor().SetText("3月")
	st.win.Canvas().Unfocus()
	st.Forget(r.path(0, 1))
	st.settle()
	if st.count("field_refused") != want-2 || st.File.Dossier().Get(r.path(0, 0)) != "3" || len(r.refused.Objects) != wrong-2 {
		t.Errorf("mended and cleared: %d problems, %s", st.count("field_refused"), r.listed)
	}
}

// Whatever of a pasted table has no cell is named, the column nobody knows and the signature, not only counted.
func TestPasteNamesAllThatIsLeftOut(t *testing.T) {
	st := newStage(t)
	r := st.registerOf(t, "24.1")
	r.takeText("名称\t批复部门\t联系电话\t发文字号\t批准时间\n甲区\t市发改委\t0558-1\t亳发改〔2016〕1号\t2016-03-01\n填表人：张三")
	if got := r.rows[0].Cells["approval"]; len(r.rows) != 1 || got != "亳发改〔2016〕1号" {
		t.Errorf("%d rows, the number of the paper is %q", len(r.rows), got)
	}
	for _, want := range []string{"有2处没有采用", "第1行第3列：列名“联系电话”在台账里没有", "第3行第1列：这一行（“填表人：张三”）"} {
		if !strings.Contains(r.note.Text(), want) {
			t.Errorf("%q is not in %s", want, r.note.Text())
		}
	}
}

// A paste with cells that were not understood is one step: their text goes with it and comes back with it.
func TestPasteIsOneStep(t *testing.T) {
	st := newStage(t)
	r := st.registerOf(t, "23.1")
	r.takeText("月份\t类别\t标题\n十三月\t守信\t甲\n2月\t失信\t乙")
	st.settle()
	move := func(step func(func(string, error)), rows, refused int) {
		t.Helper()
		step(func(_ string, err error) {
			if err != nil {
				t.Error(err)
			}
		})
		st.settle()
		if got := len(st.File.Dossier().Rows("23.1")); got != rows || st.count("field_refused") != refused {
			t.Errorf("%d rows, %d problems, want %d and %d", got, st.count("field_refused"), rows, refused)
		}
	}
	move(st.Undo, 0, 0)
	move(st.Redo, 2, 1)
}

// The light of an indicator is not full while a text in it is refused.
func TestLightOfARefusedField(t *testing.T) {
	st := newStage(t)
	st.set(t, map[forms.Path]string{"answer/8.1/platform": "是", "answer/8.1/secure": "是", "answer/8.1/outage_hours": "12.5"})
	st.settle()
	light := func() widgets.Level { return lights(st.Session, st.Card.Indicators[7])[0] }
	if light() != widgets.Full {
		t.Fatalf("filled in: %v", light())
	}
	_ = st.Set("answer/8.1/outage_hours", "3万个")
	if light() != widgets.Half {
		t.Errorf("refused: %v", light())
	}
	_ = st.Set("answer/8.1/outage_hours", "13")
	if light() != widgets.Full {
		t.Errorf("mended: %v", light())
	}
}

// `15` where at most 2 is allowed, key by key with a pause after each: neither its 1 nor anything else of it becomes the value, while the
// scores follow what can be the value; `3万` over 12.5 leaves 12.5.
func TestPrefixesAreNoValues(t *testing.T) {
	st := newStage(t)
	claim, figure := forms.AnswerPath("20.1", "claimed"), forms.AnswerPath("11.1", "updated")
	st.set(t, map[forms.Path]string{claim: "0.5", forms.AnswerPath("11.1", "standard"): "50", figure: "12.5"})
	st.settle()
	page := st.page(t, 20)
	f := st.fieldOf(t, page, claim)
	st.win.Canvas().Focus(f.entry)
	pause := func() { // as long as the window waits before it keeps a draft
		st.Pause()
		st.Wait()
		for len(st.queue) > 0 {
			(<-st.queue)()
		}
	}
	points := func(no int) string { return st.Card.Indicators[no-1].Score.String() }
	f.entry.SetText("1")
	pause()
	if got := st.File.Dossier(); got.Get(claim) != "0.5" || got.Drafts()[claim].Text != "1" || got.Drafts()[claim].Left || points(20) != "1.00" {
		t.Errorf("after the 1: the file has %q, %v, the score is %s", got.Get(claim), got.Drafts(), points(20))
	}
	f.entry.SetText("15")
	pause()
	if got := st.File.Dossier(); got.Get(claim) != "0.5" || got.Drafts()[claim].Text != "15" || points(20) != "0.50" || !strings.Contains(f.wrong.Text(), "2") {
		t.Errorf("after the 5: the file has %q, the score is %s, it says %q", got.Get(claim), points(20), f.wrong.Text())
	}
	st.win.Canvas().Unfocus()
	score := points(11)
	for n := range []rune("3万") {
		_ = st.Set(figure, string([]rune("3万")[:n+1]))
	}
	st.settle()
	if got := st.File.Dossier(); got.Get(figure) != "12.5" || points(11) != score || st.count("field_refused") != 2 {
		t.Errorf("3万: the file has %q, %s points, %d refused", got.Get(figure), points(11), st.count("field_refused"))
	}
}

// A refused text in the first cell of a new row begins the row, which holds it also after reopening; a text whose item is gone is passed over.
func TestRefusedFirstCell(t *testing.T) {
	st := newStage(t)
	cell := forms.CellPath("23.1", forms.NewID(), "month")
	_ = st.Set(cell, "十三月")
	st.settle()
	if len(st.File.Dossier().Rows("23.1")) != 1 || st.count("field_refused") != 1 {
		t.Fatalf("%d rows, %d problems", len(st.File.Dossier().Rows("23.1")), st.count("field_refused"))
	}
	st = st.cutOff(t, nil)
	if st.Shown(cell) != "十三月" || st.count("field_refused") != 1 {
		t.Errorf("reopened it shows %q", st.Shown(cell))
	}
	fresh := forms.CellPath("5.3", forms.NewID(), "title")
	st = st.cutOff(t, map[forms.Path]forms.Draft{fresh: {Text: "新稿"}, forms.EvidencePath("gone", forms.AttrTitle): {Text: "没有了"}})
	if len(st.Found()) != 1 || st.Found()[0].Path != fresh || st.count("field_unsaved") != 1 || len(st.Values.Rows("5.3")) != 1 || st.Values.Get(fresh) != "" {
		t.Errorf("found %v, %d rows", st.Found(), len(st.Values.Rows("5.3")))
	}
	st.Accept(fresh)
	st.settle()
	if st.File.Dossier().Get(fresh) != "新稿" {
		t.Errorf("taken, the file has %q", st.File.Dossier().Get(fresh))
	}
}

// A text is taken back in fifty steps at most, and a pause that has changed nothing is none.
func TestMostStepsOfAText(t *testing.T) {
	r := newRig(t)
	at := time.Date(2018, 1, 26, 10, 0, 0, 0, time.Local)
	r.Now = func() time.Time { return at }
	text := forms.NarrativePath("5")
	for n := range 60 {
		_ = r.Set(text, strings.Repeat("写", n+1))
		at = at.Add(1200 * time.Millisecond)
		_ = r.Set(text, strings.Repeat("写", n+1)+"错") // typed and taken away again
		_ = r.Set(text, strings.Repeat("写", n+1))
		at = at.Add(1200 * time.Millisecond)
	}
	r.settle()
	steps := 0
	for {
		var fault error
		r.Undo(func(_ string, err error) { fault = err })
		if r.settle(); fault != nil {
			break
		}
		steps++
	}
	if steps != 50 || r.Values.Get(text) != "" {
		t.Errorf("taken back in %d steps to %q", steps, r.Values.Get(text))
	}
}
