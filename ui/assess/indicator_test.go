package assess

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"zicha/ui/widgets"
)

// TestFirstSentenceIsOffered: grey while nothing is written, taken over by one click, and never in the place of what was written.
func TestFirstSentenceIsOffered(t *testing.T) {
	st := newStage(t)
	p := st.page(t, 5)
	if p.opening.proposal.Visible() || !p.opening.take.Disabled() {
		t.Error("a sentence about nothing is offered")
	}
	enter(t, p.cards[0].fields[0], "是")
	enter(t, p.cards[2].fields[0], "3")
	want := "县级层面已开展诚信文化主题宣传活动；在当地主流媒体刊发宣传稿件3篇。"
	if !p.opening.proposal.Visible() || p.opening.sentence.Text() != want || st.Values.Narrative("5") != "" {
		t.Fatalf("offers %q, holds %q", p.opening.sentence.Text(), st.Values.Narrative("5"))
	}
	test.Tap(p.opening.proposal)
	if p.narrative.entry.Text != want || st.Values.Narrative("5") != want || p.opening.proposal.Visible() || !p.opening.take.Disabled() {
		t.Errorf("after one click: %q", p.narrative.entry.Text)
	}
	enter(t, p.narrative, "  已组织宣传2场。")
	if p.opening.proposal.Visible() || p.opening.take.Disabled() {
		t.Error("with words of the user's own, the sentence lies over them or cannot be had")
	}
	test.Tap(p.opening.take)
	if got := st.Values.Narrative("5"); got != want+"已组织宣传2场。" {
		t.Errorf("generated in front of what was written: %q", got)
	}
	done := false
	st.Undo(func(string, error) { done = true })
	st.until(t, func() bool { return done })
	if got := st.Values.Narrative("5"); got != "  已组织宣传2场。" {
		t.Errorf("undone: %q", got)
	}
	st.Values.Final = true
	st.desk.Refresh()
	test.Tap(p.opening.take)
	if st.Values.Narrative("5") != "  已组织宣传2场。" {
		t.Error("a finalized dossier was changed")
	}
}

func TestNotesStayAsTheyWereLeft(t *testing.T) {
	st := newStage(t)
	p := st.page(t, 10)
	notes := p.folds()[0]
	if notes.Open() {
		t.Error("the notes are open from the start")
	}
	notes.Head.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	st.desk.Go(11)
	if again := st.page(t, 10); !again.folds()[0].Open() {
		t.Error("after coming back the notes are closed")
	}
}

func TestHeadSaysWhoScores(t *testing.T) {
	st := newStage(t)
	for _, ind := range st.Values.Edition.Indicators() {
		p := st.page(t, ind.No)
		words := strings.Join(textsOf(p.box), "\n")
		for _, want := range []string{ind.Title, "分值" + ind.Max.Short() + "分", ind.SourceText} {
			if !strings.Contains(words, want) {
				t.Errorf("the page of %d does not say %q", ind.No, want)
			}
		}
		if strings.Contains(words, "市里核定：") == ind.Source.Self() {
			t.Errorf("the page of %d is wrong about who scores", ind.No)
		}
	}
}

// textsOf collects the paragraphs in sight.
func textsOf(o fyne.CanvasObject) []string {
	switch o := o.(type) {
	case *widgets.Text:
		return []string{o.Text()}
	case *fyne.Container:
		var out []string
		for _, child := range o.Objects {
			if child.Visible() {
				out = append(out, textsOf(child)...)
			}
		}
		return out
	}
	return nil
}

func TestOfficialTextToTheClipboard(t *testing.T) {
	st := newStage(t)
	p := st.page(t, 9)
	p.onCopy()
	if fyne.CurrentApp().Clipboard().Content() != p.ind.Text || p.copied.Text() == "" {
		t.Error("the official text is not on the clipboard")
	}
}

// TestPagesFitInLargeType: in large letters on a small screen no page is wider than its room.
func TestPagesFitInLargeType(t *testing.T) {
	st := newStage(t)
	lookFor(t, widgets.Look{Zoom: 125})
	st.win.Resize(fyne.NewSize(1024, 700))
	fill(t, st.Session, func(int) bool { return true })
	for _, c := range st.Values.Edition.Criteria() {
		if _, err := st.AddApart(c.ID, "关于开展“诚信涡阳、德润老子故里”主题宣传活动并报送有关情况的通知"); err != nil {
			t.Fatal(err)
		}
	}
	for _, ind := range st.Values.Edition.Indicators() {
		p := st.page(t, ind.No)
		if least, room := p.object().MinSize().Width, st.desk.pane.scroll.Size().Width-40; least > room {
			t.Errorf("page %d needs a width of %v, there are %v", ind.No, least, room)
		}
	}
	st.settle()
}
