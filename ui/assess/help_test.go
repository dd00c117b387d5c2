package assess

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"zicha/forms/wording"
	"zicha/ui/widgets"
)

// tipWords are the lines of the tip on show, joined.
func (st *stage) tipWords() string {
	var out strings.Builder
	for _, o := range test.LaidOutObjects(st.win.Content()) {
		if text, ok := o.(*canvas.Text); ok && text.Visible() && text.Color == theme.Color(theme.ColorNameBackground) {
			out.WriteString(text.Text)
		}
	}
	return out.String()
}

// The question marks beside the words say what they mean when they are pressed, by pointer and by keyboard, in the words of the glossary.
func TestWordsAreExplainedWhereTheyStand(t *testing.T) {
	st := newStage(t)
	st.win.SetContent(widgets.TippedAfter(func(time.Duration, func()) {}, st.desk.Object())) // time stands still: the words stay
	w := &st.Values.Edition.Words
	p := st.page(t, 5)
	for what, c := range map[string]struct {
		help *widgets.Action
		term wording.Term
	}{
		"the lights":   {st.desk.nav.help, wording.TermBacked},
		"the figures":  {st.desk.side.help, wording.TermBackedSum},
		"the evidence": {p.card("5.1").evidence.help, wording.TermCited},
	} {
		test.Tap(c.help)
		if got := st.tipWords(); !strings.Contains(got, wording.Explain(c.term, w)) {
			t.Errorf("%s: it says %q", what, got)
		}
		st.win.Canvas().Focus(c.help)
		st.win.Canvas().Unfocus()
		if got := st.tipWords(); strings.Contains(got, wording.Explain(c.term, w)) {
			t.Errorf("%s: left, it still says %q", what, got)
		}
		st.win.Canvas().Focus(c.help)
		st.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
		if got := st.tipWords(); !strings.Contains(got, wording.Explain(c.term, w)) {
			t.Errorf("%s: by keyboard it says %q", what, got)
		}
		st.win.Canvas().Unfocus()
	}
}

// A state in place of points is explained only where it stands.
func TestPendingIsExplained(t *testing.T) {
	st := newStage(t)
	card := st.page(t, 11).cards[0]
	if card.state.Visible() {
		t.Error("what is not filled in is explained as something else")
	}
	for _, f := range card.fields {
		if f.spec.By == "" {
			enter(t, f, "120")
		}
	}
	if words := card.points.Text(); words != "待定" || !card.state.Visible() {
		t.Errorf("the points are %q, explained: %v", words, card.state.Visible())
	}
}

// How a text is read stands in the card of the criterion it is about; found by search it opens.
func TestReadingStandsAtItsCriterion(t *testing.T) {
	st := newStage(t)
	p := st.page(t, 5)
	if p.card("5.3").reading == nil || p.card("5.1").reading != nil || p.notes != nil {
		t.Fatal("the reading of 5.3 does not stand at 5.3 alone")
	}
	p.showNotes()
	if !p.card("5.3").reading.Open() || !strings.Contains(st.onPage(), "同一篇稿件多家刊发按1篇计") {
		t.Error("it does not open")
	}
	if p := st.page(t, 9); p.notes == nil || p.card("9.1").reading != nil {
		t.Error("what is about the whole of 9 does not stand with the whole")
	}
}
