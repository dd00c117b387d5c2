package review

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"zicha/forms/formtest"
	"zicha/forms/review"
	"zicha/scoring"
	"zicha/ui/widgets"
	"zicha/ui/work"
)

// rankingStage is 排名与名次余量 over the book of six units.
type rankingStage struct {
	*gridStage
	page *rankingPage
}

func newRankingStage(t *testing.T) *rankingStage {
	t.Helper()
	st := &rankingStage{gridStage: newGridStage(t, bureau)}
	st.office.desk.Show(pageRanking)
	st.page = st.office.desk.pages[pageRanking].(*rankingPage)
	st.ready()
	return st
}

// ready lets the ranking come back.
func (st *rankingStage) ready() {
	st.t.Helper()
	for until := time.Now().Add(20 * time.Second); ; {
		st.settle()
		if !st.page.counting {
			return
		}
		if time.Now().After(until) {
			st.t.Fatal("the ranking does not come back")
		}
	}
}

// shownRow are the words of a row of the table, line by line.
func (st *rankingStage) shownRow(row int) string {
	var out []string
	for col := range st.page.columns() {
		out = append(out, strings.Join(st.page.roll.Shown(row, col), ""))
	}
	return strings.Join(out, "|")
}

// The table and the words below it say what review rank says, of the ranking as the view has it: best first, ties shared, what is open.
func TestRankingPageSaysWhatTheCommandSays(t *testing.T) {
	st := newRankingStage(t)
	s, err := st.office.desk.session.Book.Standings()
	if err != nil {
		t.Fatal(err)
	}
	view := st.office.desk.session.View
	if st.page.roll.Rows() != len(view.Units) {
		t.Fatalf("%d rows", st.page.roll.Rows())
	}
	last := scoring.Points(math.MaxInt64)
	for row, u := range view.Ranking() {
		if u.Total > last {
			t.Errorf("%s stands below %s", u.Name, last)
		}
		last = u.Total
		shown := st.shownRow(row)
		for _, want := range []string{strconv.Itoa(u.Rank), u.Name, u.Total.String(), u.Objective.String(), "未核定" + strconv.Itoa(u.Open) + "项"} {
			if !strings.Contains(shown, want) {
				t.Errorf("row %d: %s is not in %s", row, want, shown)
			}
		}
		st.page.choose(row)
		place, margin := s.Words(&s.List[row])
		if st.page.foot.Text() != place+"\n"+margin {
			t.Errorf("row %d is told as %s", row, st.page.foot.Text())
		}
	}
	if told := st.page.state.Text(); !strings.HasPrefix(told, s.StateWords()) || !strings.Contains(told, s.OpenWords()) || !strings.Contains(told, s.ObjectiveWords()) {
		t.Errorf("told %q", told)
	}
}

// A key goes from unit to unit, Enter opens one along its indicators, a name that is typed is gone to; Ctrl+C takes all along.
func TestRankingPageByKeys(t *testing.T) {
	st := newRankingStage(t)
	st.office.key(fyne.KeyHome)
	list := st.page.standings.List
	if st.page.at != list[0].Code || st.page.roll.Row() != 0 {
		t.Errorf("Home goes to %s", st.page.at)
	}
	st.office.key(fyne.KeyDown)
	st.office.key(fyne.KeyDown)
	if st.page.at != list[2].Code || st.page.roll.Row() != 2 {
		t.Errorf("at %s in row %d", st.page.at, st.page.roll.Row())
	}
	st.office.desk.Find()
	test.Type(st.win.Canvas().Focused(), list[4].Name)
	if st.page.at != list[4].Code {
		t.Errorf("%s is sought, %s found", list[4].Name, st.page.at)
	}
	st.office.desk.Copy()
	lines := strings.Split(fyne.CurrentApp().Clipboard().Content(), "\n")
	if len(lines) != len(list)+1 || !strings.HasPrefix(lines[0], "位次\t") || !strings.Contains(lines[5], "\t"+list[4].Name+"\t"+list[4].Code+"\t"+list[4].Total.String()+"\t") {
		t.Errorf("copied %q", lines)
	}
	st.win.Canvas().Unfocus()
	st.office.key(fyne.KeyReturn)
	if at, _ := st.office.desk.Place(); at != pageDown || st.office.desk.at.County != list[4].Code {
		t.Errorf("Enter goes to %s of %s", at, st.office.desk.at.County)
	}
}

// textAt finds where words are drawn in a chart, from the upper left corner of what holds them.
func textAt(o fyne.Widget, words string) (fyne.Position, bool) {
	for _, child := range test.WidgetRenderer(o).Objects() {
		if text, ok := child.(*canvas.Text); ok && text.Text == words {
			return text.Position(), true
		}
	}
	return fyne.Position{}, false
}

// Both charts draw each unit in a row, in the ranking's order; a click chooses it for all three, a second one opens it.
func TestRankingCharts(t *testing.T) {
	st := newRankingStage(t)
	list := st.page.standings.List
	for _, way := range []string{rankBars, rankGaps} {
		st.page.views.Pick(way)
		v := st.page.bars
		if way == rankGaps {
			v = st.page.gaps
		}
		if v.chart == nil || v.chart.Rows != len(list) {
			t.Fatalf("%s is not drawn", way)
		}
		before := float32(-1)
		for _, r := range list {
			at, ok := textAt(v.body, r.Name)
			if !ok || at.Y <= before {
				t.Errorf("%s: %s stands at %v, drawn %v", way, r.Name, at, ok)
			}
			before = at.Y
		}
		at, _ := textAt(v.body, list[3].Name)
		test.TapAt(v.body, at.AddXY(2, 4))
		if st.page.at != list[3].Code || st.page.roll.Row() != 3 || !strings.Contains(st.page.foot.Text(), list[3].Name) {
			t.Errorf("%s: a click on %s chooses %s", way, list[3].Name, st.page.at)
		}
	}
	at, _ := textAt(st.page.gaps.body, list[1].Name)
	test.TapAt(st.page.gaps.body, at.AddXY(2, 4))
	test.TapAt(st.page.gaps.body, at.AddXY(2, 4))
	if at, _ := st.office.desk.Place(); at != pageDown || st.office.desk.at.County != list[1].Code {
		t.Errorf("two clicks go to %s of %s", at, st.office.desk.at.County)
	}
}

// The ranking follows what is decided: the unit chosen stays chosen, where its rank goes.
func TestRankingFollowsDecisions(t *testing.T) {
	st := newRankingStage(t)
	list := st.page.standings.List
	last := list[len(list)-1]
	st.page.choose(len(list) - 1)
	var give []review.Decision
	for _, ind := range st.office.desk.session.View.Edition.Indicators() {
		c := st.office.cell(last.Code, ind.No)
		if !ind.Source.Self() && st.office.desk.session.View.MayConfirm(commission, c) == nil || !ind.Source.Self() && c.State == review.Unreviewed {
			give = append(give, review.Decision{County: last.Code, Indicator: ind.No, Stage: review.StageDirect, Score: ind.Max.String(), Reason: "监测"})
		}
	}
	st.office.desk.session.Me = commission
	refused := error(nil)
	st.office.desk.session.Decide(give, func(err error) { refused = err })
	st.ready()
	if refused != nil || len(give) == 0 {
		t.Fatalf("%d decisions: %v", len(give), refused)
	}
	row := st.page.standings.Row(last.Code)
	if now := st.page.standings.List[row]; now.Total <= last.Total || st.page.standings.View != st.office.desk.session.View {
		t.Errorf("%s has %s, before %s", now.Name, now.Total, last.Total)
	}
	if st.page.at != last.Code || st.page.roll.Row() != row || !strings.Contains(st.shownRow(row), st.page.standings.List[row].Total.String()) {
		t.Errorf("row %d is chosen, %s stands in %d", st.page.roll.Row(), last.Name, row)
	}
}

// While the ranking is worked out the page says so, and does not hold up the window.
func TestRankingIsWorkedOutAside(t *testing.T) {
	st := newRankingStage(t)
	st.office.desk.pages[pageRanking] = nil
	st.office.desk.Show(pageRanking)
	p := st.office.desk.pages[pageRanking].(*rankingPage)
	if !p.counting || !strings.Contains(p.state.Text(), "正在计算") || p.roll.Rows() != 0 || !p.buttons[0].Disabled() {
		t.Errorf("counting %v, told %q, %d rows", p.counting, p.state.Text(), p.roll.Rows())
	}
	st.page = p
	st.ready()
	if strings.Contains(p.state.Text(), "正在") || p.roll.Rows() != 6 || p.buttons[0].Disabled() {
		t.Errorf("told %q, %d rows", p.state.Text(), p.roll.Rows())
	}
}

// What is done to the book by other ways than the session's is no reason to work the ranking out over and over.
func TestRankingIsWorkedOutOnce(t *testing.T) {
	st := newRankingStage(t)
	s := st.office.desk.session
	s.View, _ = s.Book.View()
	if _, err := s.Book.SetFigures(commission, review.Figure{County: s.View.Units[0].Unit.Code, Field: "11.1.standard", Value: "77"}); err != nil {
		t.Fatal(err)
	}
	counted := 0
	st.page.asked = nil
	st.office.desk.Refresh()
	for range 3 {
		fn := <-st.later
		fn()
		if counted++; !st.page.counting {
			break
		}
	}
	if counted != 1 || st.page.counting {
		t.Errorf("worked out %d times, and still at it: %v", counted, st.page.counting)
	}
}

// The page with the table, and the charts, as they are drawn.
func TestRankingPageMaster(t *testing.T) {
	st := newRankingStage(t)
	st.page.choose(0)
	test.AssertObjectRendersToMarkup(t, "ranking.xml", st.page.box)
	st.page.views.Pick(rankGaps)
	test.AssertObjectRendersToMarkup(t, "rankinggaps.xml", st.page.gaps.box)
}

// Where the theme is another one the charts are made for its type and drawn in its colours.
func TestRankingChartsFollowTheTheme(t *testing.T) {
	st := newRankingStage(t)
	st.page.views.Pick(rankBars)
	v := st.page.bars
	small, high := v.chart.Wide, v.rowHeight()
	defer setLook(widgets.Look{})
	setLook(widgets.Look{Zoom: 125, Contrast: true})
	st.win.Content().Refresh()
	if v.chart.Wide >= small || v.rowHeight() <= high {
		t.Errorf("%.0f mm wide after %.0f, rows of %.0f after %.0f", v.chart.Wide, small, v.rowHeight(), high)
	}
	name := st.page.standings.List[0].Name
	i := slices.IndexFunc(v.body.pool.texts, func(o fyne.CanvasObject) bool { return o.(*canvas.Text).Text == name })
	if i < 0 || v.body.pool.texts[i].(*canvas.Text).TextSize != fyne.CurrentApp().Settings().Theme().Size(widgets.SizeList) {
		t.Error("the names are not in the large type")
	}
}

// BenchmarkRanking works the ranking of 2,844 units out (ms aside, off the window's goroutine) and draws it (ms on it: table, then each chart).
func BenchmarkRanking(b *testing.B) {
	var units []scoring.Unit
	for i := range 2844 {
		units = append(units, scoring.Unit{Code: fmt.Sprintf("%06d", 100000+i), Name: fmt.Sprintf("示例%d县", i), Signatory: fmt.Sprintf("示例%d县人民政府", i)})
	}
	e, err := formtest.Edition(b).Listing(units)
	if err != nil {
		b.Fatal(err)
	}
	book, err := review.Create(b.TempDir()+"/a.huizong", e)
	if err != nil {
		b.Fatal(err)
	}
	later := make(chan func(), 100)
	s, err := NewSession(book, func(fn func()) { later <- fn })
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	var list []review.Decision
	for i, u := range units {
		list = append(list, review.Decision{County: u.Code, Indicator: 11, Stage: review.StageDirect, Score: scoring.Points(i % 401).String(), Reason: "监测"})
	}
	if err := book.Decide(commission, list...); err != nil {
		b.Fatal(err)
	}
	if s.View, err = book.View(); err != nil {
		b.Fatal(err)
	}
	win := test.NewTempWindow(b, nil)
	desk := NewDesk(Host{Host: work.Host{Window: win}}, s)
	win.SetContent(desk.Object())
	win.Resize(fyne.NewSize(1280, 800))
	var aside, shown [4]time.Duration
	for b.Loop() {
		desk.pages[pageRanking] = nil
		begun := time.Now()
		desk.Show(pageRanking)
		shown[0] += time.Since(begun)
		p := desk.pages[pageRanking].(*rankingPage)
		for p.counting {
			fn := <-later
			aside[0] += time.Since(begun)
			begun = time.Now()
			fn()
			shown[1] += time.Since(begun)
		}
		for i, way := range []string{rankBars, rankGaps} {
			begun = time.Now()
			p.views.Pick(way)
			shown[2+i] += time.Since(begun)
		}
	}
	ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 / float64(b.N) }
	b.ReportMetric(ms(aside[0]), "aside-ms")
	b.ReportMetric(ms(shown[0]), "open-ms")
	b.ReportMetric(ms(shown[1]), "table-ms")
	b.ReportMetric(ms(shown[2]), "bars-ms")
	b.ReportMetric(ms(shown[3]), "gaps-ms")
}
