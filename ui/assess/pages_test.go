package assess

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"

	"zicha/forms"
	"zicha/scoring"
	"zicha/ui/widgets"
	"zicha/ui/work"
)

// stage is a desk in a window of the test driver.
type stage struct {
	*rig
	desk *Desk
	win  fyne.Window
	told []string

	folder string // for what is written
}

func newStage(t testing.TB) *stage {
	t.Helper()
	st := &stage{rig: newRig(t)}
	st.win = test.NewTempWindow(t, nil)
	st.win.Resize(fyne.NewSize(1280, 760))
	host := Host{Host: work.Host{Window: st.win, Tell: func(title, message string) { st.told = append(st.told, title+"："+message) }, OpenPath: func(string) {}}, Editions: noOther}
	st.desk = NewDesk(host, st.Session)
	st.win.SetContent(st.desk.Object())
	st.win.Resize(fyne.NewSize(1280, 760))
	return st
}

// noOther is that of a program that knows no rulebook but the dossier's.
func noOther() []*scoring.Edition { return nil }

// page gives the page of an indicator, brought on screen.
func (st *stage) page(t testing.TB, no int) *indicatorPage {
	t.Helper()
	st.desk.Go(no)
	p, ok := st.desk.pane.pages[st.desk.pane.current].(*indicatorPage)
	if !ok || p.ind.No != no {
		t.Fatalf("page %q is on show, not %d", st.desk.pane.current, no)
	}
	return p
}

// enter fills a field by pointer and keyboard.
func enter(t testing.TB, f *field, text string) {
	t.Helper()
	if f.choices != nil {
		f.choices.Resize(fyne.NewSize(600, f.choices.HeightFor(600)))
		key, err := f.spec.Normalize(text)
		if err != nil {
			t.Fatal(err)
		}
		test.TapAt(f.choices, f.choices.Middle(key))
		return
	}
	f.entry.SetText("")
	keyed(f.entry, text)
}

// keyed types a text into a field with a keyboard, whose keys go down before their characters come.
func keyed(e *widgets.Entry, text string) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(e); c != nil {
		c.Focus(e)
	}
	for _, r := range text {
		e.KeyDown(&fyne.KeyEvent{})
		e.TypedRune(r)
	}
}

// TestEveryFieldCanBeFilled types into every field of every indicator and compares with the score of the same answers.
func TestEveryFieldCanBeFilled(t *testing.T) {
	st := newStage(t)
	want := scoring.Answers{}
	for _, ind := range st.Values.Edition.Indicators() {
		p := st.page(t, ind.No)
		for _, card := range p.cards {
			a := scoring.Answer{Values: map[string]string{}}
			for _, f := range card.fields {
				enter(t, f, sampleText(f.spec))
				a.Values[f.spec.Key], _ = f.spec.Normalize(sampleText(f.spec))
				if got := st.Values.Get(f.path); got != a.Values[f.spec.Key] {
					t.Errorf("%s: %q, want %q", f.path, got, a.Values[f.spec.Key])
				}
			}
			want[card.c.ID] = a
		}
		enter(t, p.narrative, "完成情况"+strconv.Itoa(ind.No))
		enter(t, p.remark, "备注"+strconv.Itoa(ind.No))
		if got := st.Values.Narrative(strconv.Itoa(ind.No)); got != "完成情况"+strconv.Itoa(ind.No) {
			t.Errorf("narrative of %d: %q", ind.No, got)
		}
		res := st.Values.Edition.Score(want).Indicators[ind.No-1]
		if !strings.Contains(p.score.Text(), res.Text()) {
			t.Errorf("%d shows %q, scored %s", ind.No, p.score.Text(), res.Text())
		}
		for i, card := range p.cards {
			if !strings.HasSuffix(card.reason.Text(), res.Results[i].Reason) {
				t.Errorf("%s shows %q, reason %q", card.c.ID, card.reason.Text(), res.Results[i].Reason)
			}
		}
	}
	card := st.Values.Edition.Score(want)
	if got := st.desk.side.figures[0].value.Text(); got != card.Self.Score.String()+" / 68" {
		t.Errorf("自评 shows %q, scored %s", got, card.Self.Score)
	}
	if got := st.desk.side.figures[2].value.Text(); got != card.Forecast.Score.String()+" / 32" {
		t.Errorf("预估 shows %q, scored %s", got, card.Forecast.Score)
	}
	st.settle()
	if !st.Saved() {
		t.Error("not everything is saved")
	}
}

func TestYesCanBeCleared(t *testing.T) {
	st := newStage(t)
	f := st.page(t, 5).cards[0].fields[0]
	for _, text := range []string{"是", "否", ""} {
		enter(t, f, text)
		key, _ := f.spec.Normalize(text)
		if got := st.Values.Get(f.path); got != key {
			t.Errorf("after %q the value is %q", text, got)
		}
	}
	if got := st.page(t, 5).cards[0].points.Text(); got != "未填报" {
		t.Errorf("cleared, it shows %q", got)
	}
}

func TestBadNumberStaysWithItsSentence(t *testing.T) {
	st := newStage(t)
	f := st.page(t, 10).cards[0].fields[0]
	enter(t, f, "12")
	f.onLeave()
	enter(t, f, "十二")
	if !f.wrong.Visible() || !strings.HasSuffix(f.wrong.Text(), "37.25。现在仍是“12”") {
		t.Errorf("under the field stands %q", f.wrong.Text())
	}
	st.desk.Go(11)
	st.desk.Go(10)
	if f.entry.Text != "十二" || !f.wrong.Visible() {
		t.Errorf("after coming back the field holds %q", f.entry.Text)
	}
	enter(t, f, "１３")
	if f.wrong.Visible() || st.Values.Get(f.path) != "13" {
		t.Errorf("mended: %q, sentence shown: %v", st.Values.Get(f.path), f.wrong.Visible())
	}
	if f.entry.Text != "１３" {
		t.Errorf("what is being typed was changed to %q", f.entry.Text)
	}
}

func TestEveryPageBuilds(t *testing.T) {
	cases := map[string]func(int) bool{
		"empty": func(int) bool { return false }, "half": func(i int) bool { return i%2 == 0 }, "full": func(int) bool { return true },
	}
	for name, want := range cases {
		t.Run(name, func(t *testing.T) {
			st := newStage(t)
			fill(t, st.Session, want)
			for _, size := range []fyne.Size{{Width: 1024, Height: 700}, {Width: 1366, Height: 720}} {
				st.win.Resize(size)
				for _, ind := range st.Values.Edition.Indicators() {
					p := st.page(t, ind.No)
					if least := p.object().MinSize().Width; least > st.desk.pane.scroll.Size().Width-40 {
						t.Errorf("page %d needs a width of %v, there are %v", ind.No, least, st.desk.pane.scroll.Size().Width-40)
					}
				}
				for _, show := range []func(){st.desk.Overview, st.desk.Profile, st.desk.ShowProblems} {
					show()
					if o := st.desk.pane.pages[st.desk.pane.current].object(); o.MinSize().Width > st.desk.pane.scroll.Size().Width-40 {
						t.Errorf("page %s needs a width of %v", st.desk.pane.current, o.MinSize().Width)
					}
				}
			}
			st.settle()
		})
	}
}

func TestProblemJump(t *testing.T) {
	st := newStage(t)
	st.desk.ShowProblems()
	jumps := map[string]string{}
	for _, p := range st.Problems {
		st.desk.GoProblem(p)
		jumps[p.Code] = st.desk.pane.current
		if p.Where.Kind() == "profile" && st.desk.pane.current != pageProfile {
			t.Errorf("%s leads to %s", p.Where, st.desk.pane.current)
		}
		if number, _, dotted := strings.Cut(p.Criterion, "."); dotted && st.desk.pane.current != number {
			t.Errorf("a problem of %s leads to %s", p.Criterion, st.desk.pane.current)
		}
	}
	if len(jumps) < 3 {
		t.Errorf("an empty dossier has only problems %v", jumps)
	}
	var contact forms.Problem
	for _, p := range st.Problems {
		if p.Where == forms.ProfilePath("contact") {
			contact = p
		}
	}
	st.desk.GoProblem(contact)
	focused, ok := st.win.Canvas().Focused().(*widgets.Entry)
	if !ok {
		t.Fatalf("the focus is on %T", st.win.Canvas().Focused())
	}
	test.Type(focused, "张三")
	if got := st.Values.Profile("contact"); got != "张三" {
		t.Errorf("typed into the field jumped to: %q", got)
	}
}

func TestDroppedFileGoesToItsCriterion(t *testing.T) {
	st := newStage(t)
	p := st.page(t, 5)
	path := filepath.Join(t.TempDir(), "宣传照片.jpg")
	if err := os.WriteFile(path, []byte("not really a photo"), 0o600); err != nil {
		t.Fatal(err)
	}
	card := p.cards[1]
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(card.box).AddXY(20, 20)
	st.desk.Dropped(at, []fyne.URI{storage.NewFileURI(path)})
	st.until(t, func() bool { return len(st.Values.Evidence("5.2")) == 1 })
	if got := st.Values.Evidence("5.2")[0]; got.Number != "5-01" || got.Files[0].Name != "宣传照片.jpg" {
		t.Errorf("attached %+v", got)
	}
	st.settle()
}

func TestSheetsOpen(t *testing.T) {
	st := newStage(t)
	item, err := st.AddApart("5.1", "宣传册")
	if err != nil {
		t.Fatal(err)
	}
	st.page(t, 5)
	sheets := map[string]func(){
		"official text": st.desk.OfficialText, "history": func() { st.desk.History(); st.settle() },
		"evidence": func() { st.desk.evidence.editEvidence(item.ID) }, "link": func() { st.desk.evidence.askLink(st.Values.Edition.Criterion("1.1")) },
		"file": func() { st.desk.evidence.askFiles(st.Values.Edition.Criterion("1.1")) }, "apart": func() { st.desk.evidence.addApart(st.Values.Edition.Criterion("1.1")) },
	}
	for name, open := range sheets {
		open()
		top := st.win.Canvas().Overlays().Top()
		if top == nil {
			t.Errorf("%s does not open", name)
			continue
		}
		st.win.Canvas().Overlays().Remove(top)
	}
	if len(st.told) != 0 {
		t.Errorf("told %v", st.told)
	}
}

func TestFinalDossierIsLocked(t *testing.T) {
	st := newStage(t)
	p := st.page(t, 5)
	st.Values.Final = true
	st.desk.Refresh()
	f := p.cards[0].fields[0]
	if !f.choices.Disabled() || !p.narrative.entry.Disabled() || !p.cards[0].evidence.add.Disabled() {
		t.Error("a finalized dossier can be edited")
	}
	test.TapAt(f.choices, f.choices.Middle("true"))
	if st.Values.Get(f.path) != "" {
		t.Error("a finalized dossier was changed")
	}
}
