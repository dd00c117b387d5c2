package assess

import (
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"zicha/forms"
	"zicha/forms/pack"
	"zicha/scoring"
)

// carried puts marks and notes of last year into the stage's dossier.
func (st *stage) carried(t *testing.T) {
	t.Helper()
	st.Do("上年", []forms.Change{
		{Path: forms.AnswerPath("5.1", "met"), New: "true"},
		{Path: forms.LastYearPath("5.2"), New: "（2016年度）部门已开展：是"},
		{Path: forms.LastYearPath("5"), New: "（2016年度）上年写的完成情况"},
		{Path: forms.LastYearPath("plans"), New: "（2016年度）上年的打算"},
		{Path: forms.LastYearPath(forms.LastYearOther), New: "（2016年度）没有了的一项"},
	})
	st.Do("上年", st.Values.Doubt([]string{"5.1", "5.3"}))
	st.settle()
}

// A card says that its answers are last year's until 确认 is pressed; undo brings it back.
func TestConfirmLastYear(t *testing.T) {
	st := newStage(t)
	st.carried(t)
	p := st.page(t, 5)
	first, second := p.card("5.1").last, p.card("5.2").last
	if !first.line.Visible() || first.note.Visible() || second.line.Visible() || !strings.Contains(second.note.Text(), "部门已开展：是") {
		t.Error("the cards say something else")
	}
	if other := st.page(t, 6).card("6.1").last; other.box.Visible() {
		t.Error("a card without last year's answers speaks of them")
	}
	p = st.page(t, 5)
	test.Tap(first.confirm)
	st.settle()
	if first.box.Visible() || st.Values.Unconfirmed("5.1") || st.File.Dossier().Unconfirmed("5.1") {
		t.Error("confirmed, and still marked")
	}
	st.desk.Undo()
	st.settle()
	if !first.line.Visible() || !st.File.Dossier().Unconfirmed("5.1") {
		t.Error("undo does not bring the mark back")
	}
	if p.narrative.entry.Text != "" || st.Values.Narrative("5") != "" {
		t.Error("last year's words stand as this year's")
	}
}

// Typing an answer confirms the criterion, in the same step; typing the old value anew confirms too, and the disk knows.
func TestTypingConfirms(t *testing.T) {
	st := newStage(t)
	st.carried(t)
	p := st.page(t, 5)
	enter(t, p.card("5.1").fields[0], "否")
	f := p.card("5.3").fields[0]
	test.Type(f.entry, "3")
	if st.Values.Unconfirmed("5.1") || st.Values.Unconfirmed("5.3") {
		t.Error("an answer leaves the mark")
	}
	f.entry.SetText("")
	st.settle()
	if d := st.File.Dossier(); d.Unconfirmed("5.1") || d.Unconfirmed("5.3") || d.Get(forms.AnswerPath("5.3", "articles")) != "" {
		t.Error("the disk has the mark still")
	}
	if !st.Saved() {
		t.Error("not everything is saved")
	}
}

// Nothing unconfirmed can be finalized; the problem leads to the card.
func TestUnconfirmedProblem(t *testing.T) {
	st := newStage(t)
	st.carried(t)
	for _, p := range st.Problems {
		if p.Code == "unconfirmed" && p.Criterion == "5.1" {
			st.desk.Overview()
			st.desk.GoProblem(p)
			if st.desk.pane.current != "5" {
				t.Errorf("leads to %s", st.desk.pane.current)
			}
			return
		}
	}
	t.Error("not among the problems")
}

// Last year's evidence is copied under numbers of its own; what was not taken over is not to be confirmed.
func TestCarryEvidenceFromTheWindow(t *testing.T) {
	st := newStage(t)
	old, path, err := pack.Demo(t.Context(), t.TempDir(), []*scoring.Edition{loadEdition(t)})
	if err != nil {
		t.Fatal(err)
	}
	if err := old.Close(); err != nil {
		t.Fatal(err)
	}
	st.desk.CarryEvidence(path)
	st.shows(t, "编号重新给出")
	if items := st.Values.Evidence("5.1"); len(items) == 0 || st.Values.Unconfirmed("5.1") || len(items[0].Files) == 0 || !st.File.Holds(items[0].Files[0]) {
		t.Errorf("5.1 has %v", items)
	}
	st.closeAll()
	st.desk.CarryEvidence(filepath.Join(t.TempDir(), "没有.zicha"))
	st.shows(t, "没有找到")
}
