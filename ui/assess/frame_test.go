package assess

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"zicha/forms"
	"zicha/ui/widgets"
)

// forgetSide takes back what was chosen for the figures beside the page.
func forgetSide(t *testing.T) {
	t.Cleanup(func() { fyne.CurrentApp().Preferences().RemoveValue(sideKey) })
}

// inside reports whether an object lies within the visible part of a scroll.
func inside(scroll *widgets.Scroll, o fyne.CanvasObject) bool {
	y, ok := widgets.HeightOf(scroll.Content, o)
	return ok && y >= scroll.Offset.Y-1 && y+o.Size().Height <= scroll.Offset.Y+scroll.Size().Height+1
}

// What is wanted every day stays on the left while the indicators scroll, what is wanted now and then stands at the foot; the selected
// line is in sight however low the window is.
func TestListKeepsWhatIsWantedAlways(t *testing.T) {
	st := newStage(t)
	n := st.desk.nav
	for _, l := range []*widgets.Line{n.overview, n.profile, n.problems, n.gains, n.departments, n.publicity, n.versions} {
		if _, scrolls := widgets.HeightOf(n.scroll.Content, l); scrolls || !l.Visible() {
			t.Errorf("a line that is to stay scrolls: %v", textsOf(l))
		}
	}
	st.desk.Go(25)
	for _, high := range []float32{760, 560, 900} {
		st.win.Resize(fyne.NewSize(1280, high))
		if !inside(n.scroll, n.lines[24].line) {
			t.Errorf("in a window %v high the selected line is out of sight", high)
		}
	}
	test.Tap(n.departments)
	if st.desk.pane.current != pageDepartments || n.chosen != nil {
		t.Errorf("the departments open %q", st.desk.pane.current)
	}
	test.Tap(n.versions)
	if len(st.told) != 1 || !strings.HasPrefix(st.told[0], "还没有定稿") {
		t.Errorf("the versions of a draft: %q", st.told)
	}
	if other := stageBy(t, "parts/veto.toml"); other.desk.nav.publicity != nil {
		t.Error("双公示 is in the list of an edition that takes nothing from it")
	}
	st.settle()
}

// The figures fold away and back; folded, or in a narrow window, they stand in the head line, so that the three totals are always seen. The
// choice is kept for the next desk.
func TestFiguresFoldIntoTheHead(t *testing.T) {
	forgetSide(t)
	st := newStage(t)
	enter(t, st.page(t, 5).cards[0].fields[0], "是")
	d := st.desk
	seen := func(what string, beside bool) {
		t.Helper()
		checkHead(t, d)
		if d.side.box.Visible() != beside || d.head.scores.box.Visible() == beside || d.Folded() == beside {
			t.Errorf("%s: beside %t, in the head %t", what, d.side.box.Visible(), d.head.scores.box.Visible())
		}
		if got, want := d.head.scores.values[0].Text(), "4.00/68"; got != want {
			t.Errorf("%s: the head says %q, want %q", what, got, want)
		}
	}
	seen("at first", true)
	wide := d.pane.scroll.Size().Width
	f := st.page(t, 1).cards[1].fields[0]
	d.pane.goField([]*field{f}, f.path)
	y, _ := widgets.HeightOf(d.pane.scroll.Content, f.choices)
	stood := y - d.pane.scroll.Offset.Y
	d.Fold() // as by its key
	seen("folded", false)
	if y, _ = widgets.HeightOf(d.pane.scroll.Content, f.choices); st.win.Canvas().Focused() != fyne.Focusable(f.choices) || y-d.pane.scroll.Offset.Y != stood {
		t.Errorf("the question with the keyboard (%T) went from %v to %v", st.win.Canvas().Focused(), stood, y-d.pane.scroll.Offset.Y)
	}
	if d.pane.scroll.Size().Width <= wide {
		t.Error("the page has not got the room")
	}
	st.win.Resize(fyne.NewSize(1366, 760))
	seen("folded and wider", false)
	again := NewDesk(d.host, st.Session)
	st.win.SetContent(again.Object())
	if !again.Folded() {
		t.Error("the next desk has forgotten it")
	}
	d = again
	test.Tap(again.head.scores.unfold)
	seen("unfolded", true)
	st.win.Resize(fyne.NewSize(900, 700))
	seen("wanted in a narrow window", true)
	st.win.Resize(fyne.NewSize(700, 700))
	seen("where there is no room", false)
	fyne.CurrentApp().Preferences().RemoveValue(sideKey)
	st.win.Resize(fyne.NewSize(900, 701))
	seen("narrow, nothing chosen", false)
	st.win.Resize(fyne.NewSize(1024, 700))
	seen("wide enough again", true)
	st.settle()
}

// Wherever one is taken to, the question that has the keyboard is in sight with its label; and where the wheel has taken the page away,
// it comes back with the first key.
func TestNothingIsAnsweredUnseen(t *testing.T) {
	st := newStage(t)
	st.win.Resize(fyne.NewSize(1024, 560))
	scroll := st.desk.pane.scroll
	for range 30 {
		st.desk.NextBlank()
		f, ok := st.win.Canvas().Focused().(fyne.CanvasObject)
		if ok && !inside(scroll, f) {
			t.Fatalf("on page %s the question at the keyboard is out of sight", st.desk.pane.current)
		}
	}
	f := st.page(t, 1).cards[2].fields[0]
	st.desk.GoProblem(forms.Problem{Criterion: "1.3", Where: f.path})
	scroll.ScrollToTop()
	st.win.Resize(fyne.NewSize(1024, 420))
	if inside(scroll, f.choices) {
		t.Fatal("the page is too low for this test")
	}
	st.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	if got := st.Values.Get(f.path); got != "true" || !inside(scroll, f.choices) {
		t.Errorf("answered %q, in sight %t", got, inside(scroll, f.choices))
	}
	st.settle()
}

// F3 goes on through what was looked for last.
func TestF3GoesToTheNextPlaceFound(t *testing.T) {
	st := newStage(t)
	st.desk.Find()
	test.Type(st.win.Canvas().Focused(), "宣传")
	st.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	hits, _ := search(st.Values, "宣传")
	if len(hits) < 2 || st.desk.last.at != 0 {
		t.Fatalf("%d hits, gone to %d", len(hits), st.desk.last.at)
	}
	for i := range hits {
		st.desk.FindNext()
		if want := (i + 1) % len(hits); st.desk.last.at != want || !strings.Contains(st.desk.head.saved.Text(), "共") {
			t.Errorf("F3 went to %d, want %d: %q", st.desk.last.at, want, st.desk.head.saved.Text())
		}
	}
	st.settle()
}

// A button that goes away once nothing is left for it moves nothing: the question answered stays where it was on the screen.
func TestPageDoesNotJump(t *testing.T) {
	st := newStage(t)
	for _, no := range []int{8, 1, 7} {
		p := st.page(t, no)
		for _, card := range p.cards {
			for len(card.blankYes()) > 1 {
				f := card.blankYes()[0]
				f.choices.Resize(fyne.NewSize(600, f.choices.HeightFor(600)))
				st.desk.pane.reveal(f.box)
				y, _ := widgets.HeightOf(st.desk.pane.scroll.Content, f.choices)
				before := y - st.desk.pane.scroll.Offset.Y
				test.TapAt(f.choices, f.choices.Middle("true"))
				y, _ = widgets.HeightOf(st.desk.pane.scroll.Content, f.choices)
				if after := y - st.desk.pane.scroll.Offset.Y; after != before && st.Values.Get(f.path) == "true" {
					t.Errorf("%s: the question moved from %v to %v", f.path, before, after)
				}
			}
		}
	}
	st.settle()
}
