package assess

import (
	"strconv"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"zicha/forms"
	"zicha/scoring"
	"zicha/ui/widgets"
)

func (st *stage) overview(t testing.TB) *overviewPage {
	t.Helper()
	st.desk.Overview()
	return st.desk.pane.pages[pageOverview].(*overviewPage)
}

// keys gives keys to what has the focus.
func (st *stage) keys(t testing.TB, keys ...fyne.KeyName) {
	t.Helper()
	for _, key := range keys {
		focused := st.win.Canvas().Focused()
		if focused == nil {
			t.Fatalf("nothing has the focus for %s", key)
		}
		focused.TypedKey(&fyne.KeyEvent{Name: key})
	}
}

func (st *stage) set(t testing.TB, values map[forms.Path]string) {
	t.Helper()
	for p, text := range values {
		if err := st.Set(p, text); err != nil {
			t.Fatal(err)
		}
	}
}

func words(figures [4]*widgets.Text) string {
	var out []string
	for _, f := range figures {
		out = append(out, f.Text())
	}
	return strings.Join(out, "|")
}

// TestOverviewFigures: claimed, backed, forecast and printed points of lines and sums, the forecast never in 自评.
func TestOverviewFigures(t *testing.T) {
	st := newStage(t)
	st.set(t, map[forms.Path]string{
		"answer/5.1/met": "是", "answer/5.2/met": "是", "answer/5.3/articles": "3", "answer/1.2/met": "是",
		"answer/14.1/level": "direct", "answer/17.1/reported": "5",
	})
	if _, err := st.AddApart("5.1", "宣传册"); err != nil {
		t.Fatal(err)
	}
	p := st.overview(t)
	for no, want := range map[int]string{1: "1.00|0.00||5", 2: "未填报|—||3", 5: "7.50|4.00||8", 14: "||2.00|4", 17: "||待定|3"} {
		if got := words(p.lines[no-1].figures); got != want {
			t.Errorf("line %d shows %s, want %s", no, got, want)
		}
	}
	for i, want := range map[int]string{0: "1.00|0.00||17", 1: "7.50|4.00||11", 3: "||2.00|20", 5: "0.00|0.00|0.00|10"} {
		if got := words(p.sections[i].figures); got != want {
			t.Errorf("section %d shows %s, want %s", i+1, got, want)
		}
	}
	if got := words(p.total); got != "8.50|4.00|2.00|100" {
		t.Errorf("the sum shows %s", got)
	}
	if got := st.desk.side.figures[0].value.Text() + " " + st.desk.side.figures[1].value.Text() + " " + st.desk.side.figures[2].value.Text(); got != "8.50 / 68 4.00 / 68 2.00 / 32" {
		t.Errorf("the side column shows %s", got)
	}
	if got := st.desk.nav.sections[5].self.Text() + " " + st.desk.nav.sections[5].forecast.Text(); got != "0.00/2 预估0.00/8" {
		t.Errorf("section 六 in the list: %s", got)
	}
	st.settle()
}

// TestOverviewFilters picks every filter by pointer and keyboard and looks at what stays.
func TestOverviewFilters(t *testing.T) {
	st := newStage(t)
	fill(t, st.Session, func(i int) bool { return i != 8 && i != 9 }) // all but 5.1 and 5.2
	p := st.overview(t)
	visible := func() string {
		var out []string
		for i, l := range p.lines {
			if l.line.Visible() {
				out = append(out, strconv.Itoa(i+1))
			}
		}
		return strings.Join(out, " ")
	}
	tap := func(key string) string {
		p.chips.Resize(fyne.NewSize(700, p.chips.HeightFor(700)))
		test.TapAt(p.chips, p.chips.Middle(key))
		if n := len(strings.Fields(visible())); n != p.chips.Count(key) {
			t.Errorf("%s counts %d, %d lines are left", key, p.chips.Count(key), n)
		}
		return visible()
	}
	if got := tap(filterBlank); got != "5" {
		t.Errorf("未填 leaves %s", got)
	}
	if p.sections[0].head.Visible() || !p.sections[1].head.Visible() || p.end.Visible() {
		t.Error("the heads of empty sections stay, or the sum does")
	}
	if got := tap(filterCity); got != "11 12 13 14 17 18 19 23" {
		t.Errorf("市里核定 leaves %s", got)
	}
	if got := strings.Fields(tap(filterBare)); len(got) == 0 || got[0] != "1" {
		t.Errorf("缺佐证 leaves %v", got)
	}
	tap(filterTrouble)
	st.set(t, map[forms.Path]string{"answer/5.1/met": "是", "answer/5.2/met": "是"})
	tap(filterAll)
	st.win.Canvas().Focus(p.chips)
	st.keys(t, fyne.KeyRight)
	if p.chips.Selected() != filterBlank || visible() != "" || !p.nothing.Visible() || p.nothing.Text() == "" {
		t.Errorf("by keyboard %s leaves %q and says %q", p.chips.Selected(), visible(), p.nothing.Text())
	}
	st.keys(t, fyne.KeyLeft, fyne.KeyLeft, fyne.KeyHome)
	if p.chips.Selected() != filterAll || len(strings.Fields(visible())) != 25 || p.nothing.Visible() {
		t.Errorf("back at %s: %s", p.chips.Selected(), visible())
	}
	st.settle()
}

// TestStepsLead follows the four steps of an empty dossier.
func TestStepsLead(t *testing.T) {
	st := newStage(t)
	p := st.overview(t)
	if !p.steps.title.Visible() || p.steps.all[0].tick.Visible() {
		t.Error("an empty dossier does not say what to do first, or something is ticked")
	}
	for i, want := range []string{pageProfile, "1", "1", pageProblems} {
		st.desk.Overview()
		test.Tap(p.steps.all[i].line)
		if st.desk.pane.current != want {
			t.Errorf("step %d leads to %s", i+1, st.desk.pane.current)
		}
	}
	st.set(t, map[forms.Path]string{
		"profile/date": "2018-01-20", "profile/contact": "张三", "profile/phone": "1", "profile/preparer": "甲", "profile/checker": "乙", "profile/head": "丙",
	})
	fill(t, st.Session, func(i int) bool { return true })
	st.desk.Overview()
	ticks := ""
	for _, s := range p.steps.all {
		ticks += strconv.FormatBool(s.tick.Visible()) + " "
	}
	if ticks != "true true false false " || p.steps.title.Visible() {
		t.Errorf("ticked: %s", ticks)
	}
	test.Tap(p.steps.all[2].line)
	if st.desk.pane.current != "1" {
		t.Errorf("with points and no papers step 3 leads to %s", st.desk.pane.current)
	}
	st.settle()
}

// TestLinesByKeyboard walks through the list on the left and the overview.
func TestLinesByKeyboard(t *testing.T) {
	st := newStage(t)
	st.win.Canvas().Focus(st.desk.nav.overview)
	st.keys(t, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyUp, fyne.KeyReturn)
	if st.desk.pane.current != "1" {
		t.Errorf("down the list Enter opens %s", st.desk.pane.current)
	}
	st.win.Canvas().Focus(st.desk.nav.overview)
	st.keys(t, fyne.KeyUp, fyne.KeyEnd, fyne.KeyDown, fyne.KeySpace)
	if st.desk.pane.current != "25" {
		t.Errorf("the end of the list opens %s", st.desk.pane.current)
	}
	p := st.overview(t)
	st.win.Canvas().Focus(p.lines[0].line)
	if got := p.tips.Shown(); p.lines[0].reason.NaturalWidth() > p.lines[0].reason.Size().Width && got != p.lines[0].reason.Text() {
		t.Errorf("the whole reason is not shown at the focus: %q", got)
	}
	p.chips.Pick(filterCity)
	st.win.Canvas().Focus(p.lines[10].line)
	st.keys(t, fyne.KeyEnd, fyne.KeyUp, fyne.KeyReturn)
	if st.desk.pane.current != "19" {
		t.Errorf("hidden lines are not passed over, Enter opens %s", st.desk.pane.current)
	}
	st.settle()
}

func TestNextBlank(t *testing.T) {
	st := newStage(t)
	visit := func() string {
		st.desk.NextBlank()
		c := st.desk.focusedCriterion()
		if c == nil {
			return st.desk.pane.current + " nothing"
		}
		return c.ID
	}
	for _, want := range []string{"1.1", "1.2", "1.3", "2.1"} {
		if got := visit(); got != want {
			t.Errorf("the next blank is %s, want %s", got, want)
		}
	}
	st.desk.Go(10)
	if got := visit(); got != "10.1" {
		t.Errorf("on 10 it is %s", got)
	}
	if got := visit(); got != "15.1" {
		t.Errorf("what the city confirms is not passed over: %s", got)
	}
	st.desk.Go(25)
	visit()
	visit()
	if got := visit(); got != "1.1" {
		t.Errorf("after the last it is %s", got)
	}
	fill(t, st.Session, func(i int) bool { return i != 10 }) // all but 5.3
	st.desk.Overview()
	if got := visit(); got != "5.3" {
		t.Errorf("the only blank one is %s", got)
	}
	st.keys(t, fyne.KeyTab)
	st.set(t, map[forms.Path]string{"answer/5.3/articles": "4"})
	before := st.desk.pane.current
	st.desk.NextBlank()
	if st.desk.pane.current != before || !strings.Contains(st.desk.head.saved.Text(), "都已填完") || !strings.Contains(st.desk.head.saved.Text(), "Ctrl+J") {
		t.Errorf("with nothing blank it goes to %s and says %q", st.desk.pane.current, st.desk.head.saved.Text())
	}
	st.settle()
}

// TestGainsPage compares groups, order and jumps with the session's gains.
func TestGainsPage(t *testing.T) {
	st := newStage(t)
	st.set(t, map[forms.Path]string{"answer/5.1/met": "否", "answer/10.1/departments": "17", "answer/9.1/issued": "否"})
	test.Tap(st.desk.side.all)
	if st.desk.pane.current != pageGains {
		t.Fatalf("the side column leads to %s", st.desk.pane.current)
	}
	p := st.desk.pane.pages[pageGains].(*gainsPage)
	if len(p.lines) != len(st.Gains) {
		t.Errorf("%d lines for %d gains", len(p.lines), len(st.Gains))
	}
	var possible []scoring.Gain
	for _, g := range st.Gains {
		if g.Possible {
			possible = append(possible, g)
		}
	}
	for i, g := range possible {
		if i > 0 && g.Plus > possible[i-1].Plus {
			t.Errorf("%s stands behind a smaller gain", g.Words)
		}
	}
	if got, want := p.most[0].Text(), st.Card.MostToGain(possible).String()+"分"; got != want || p.most[0].Text() == p.most[1].Text() {
		t.Errorf("at most %s and %s, want %s", got, p.most[1].Text(), want)
	}
	st.win.Canvas().Focus(p.lines[0])
	st.keys(t, fyne.KeyDown, fyne.KeyReturn)
	if want := strconv.Itoa(possible[1].Criterion.Indicator.No); st.desk.pane.current != want {
		t.Errorf("the second gain leads to %s, want %s", st.desk.pane.current, want)
	}
	st.settle()
}

// TestProblemsPage filters by severity, goes to a problem and comes back to its line.
func TestProblemsPage(t *testing.T) {
	st := newStage(t)
	st.desk.ShowProblems()
	p := st.desk.pane.pages[pageProblems].(*problemsPage)
	counts := countBySeverity(st.Problems)
	for _, s := range severities {
		p.chips.Pick(string(s))
		if len(p.lines) != counts[s] || p.chips.Count(string(s)) != counts[s] {
			t.Errorf("%s: %d lines, chip %d, %d problems", s, len(p.lines), p.chips.Count(string(s)), counts[s])
		}
	}
	p.chips.Pick(string(forms.Warning))
	test.Tap(p.lines[4])
	if st.desk.pane.current == pageProblems || !strings.Contains(st.desk.head.saved.Text(), "Ctrl+J") {
		t.Errorf("after a problem was clicked: %s, %q", st.desk.pane.current, st.desk.head.saved.Text())
	}
	st.desk.ShowProblems()
	if st.win.Canvas().Focused() != p.lines[4] {
		t.Errorf("coming back the focus is on %T", st.win.Canvas().Focused())
	}
	st.desk.Overview()
	st.desk.ShowProblems()
	if st.win.Canvas().Focused() != nil {
		t.Error("without having gone to a problem a line takes the focus")
	}
	if got := p.where(forms.Problem{Criterion: "5.3"}); got != "5 开展诚信文化宣传" {
		t.Errorf("5.3 is at %q", got)
	}
	st.settle()
}

// TestProblemOfEvidenceIsPlaced: a problem that names a piece of evidence only stands at the criterion it serves, and leads there.
func TestProblemOfEvidenceIsPlaced(t *testing.T) {
	st := newStage(t)
	item, err := st.AddApart("5.1", "宣传册")
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range []forms.Path{forms.EvidencePath(item.ID, forms.AttrTitle), forms.FilePath(item.ID, "f1")} {
		if got := st.desk.located(forms.Problem{Where: p}).Criterion; got != "5.1" {
			t.Errorf("%s is placed at %q", p, got)
		}
	}
	for _, p := range []forms.Path{"", "evidence/gone/title", "profile/date"} {
		if got := st.desk.located(forms.Problem{Where: p}).Criterion; got != "" {
			t.Errorf("%q is placed at %q", p, got)
		}
	}
	st.settle()
}

// TestPagesFitTheWindow: the pages of this file need no more width than there is at 1024.
func TestPagesFitTheWindow(t *testing.T) {
	st := newStage(t)
	fill(t, st.Session, func(i int) bool { return i%2 == 0 })
	st.win.Resize(fyne.NewSize(1024, 700))
	for _, show := range []func(){st.desk.Overview, st.desk.ShowGains, st.desk.ShowProblems, st.desk.Profile} {
		show()
		if o := st.desk.pane.pages[st.desk.pane.current].object(); o.MinSize().Width > st.desk.pane.scroll.Size().Width-40 {
			t.Errorf("page %s needs a width of %v", st.desk.pane.current, o.MinSize().Width)
		}
	}
	st.settle()
}

// TestHeightOfEveryField: where a field lies on its page is known without the driver, which does not know before it has drawn.
func TestHeightOfEveryField(t *testing.T) {
	st := newStage(t)
	driver := fyne.CurrentApp().Driver()
	for _, ind := range st.Values.Edition.Indicators() {
		for _, card := range st.page(t, ind.No).cards {
			for _, f := range card.fields {
				y, ok := widgets.HeightOf(st.desk.pane.scroll.Content, f.box)
				want := driver.AbsolutePositionForObject(f.box).Y - driver.AbsolutePositionForObject(st.desk.pane.scroll.Content).Y
				if !ok || y != want {
					t.Errorf("%s lies at %v (%v), drawn at %v", f.path, y, ok, want)
				}
			}
		}
	}
	st.settle()
}
