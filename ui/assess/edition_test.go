package assess

import (
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/editions"
	"zicha/forms/formtest"
	"zicha/scoring"
)

// otherRules is the rulebook of the stage's dossier under the same id, by which 22 departments give 2.50 instead of 3.00.
func otherRules(t *testing.T) *scoring.Edition {
	t.Helper()
	text := strings.NewReplacer(`partial = "2"`, `partial = "1.5"`, `{ from = "20", points = "3" }`, `{ from = "20", points = "2.5" }`).Replace(formtest.Rules(t))
	e, err := scoring.LoadEdition("edition.toml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// Other rules under the id of the dossier's own are only taken over where that is wanted; before, it is shown what becomes of the scores. What
// is filled in stays, and what was just typed is saved first.
func TestOtherRulesAreAskedAbout(t *testing.T) {
	st := newStage(t)
	shown := 0
	st.desk.host.Reshow = func() { shown++ }
	other := otherRules(t)
	own := st.Values.Edition.Hash()
	enter(t, st.page(t, 10).card("10.1").fields[0], "22")
	offered := func() bool { return st.desk.OfferBook(editions.Book{Edition: other}) }
	if !offered() {
		t.Fatal("not offered")
	}
	st.shows(t, "第10项 公共信用信息归集覆盖面：3.00→2.50")
	st.shows(t, "自评合计：3.00→2.50")
	st.shows(t, "规则码：现在用的 "+forms.RulesCode(st.Values.Edition)+"，新规则 "+forms.RulesCode(other))
	st.press(t, "暂不改用")
	st.settle()
	if st.Values.Edition.Hash() != own || st.File.Dossier().Edition.Hash() != own || st.desk.host.Asking() {
		t.Fatal("taken over without being wanted")
	}
	offered()
	st.press(t, "改用新规则")
	st.settle()
	for what, d := range map[string]*forms.Dossier{"screen": st.Values, "file": st.File.Dossier()} {
		if d.Edition.Hash() != other.Hash() || d.Get(forms.AnswerPath("10.1", "departments")) != "22" || d.Score().Self.Score.String() != "2.50" {
			t.Errorf("%s: by the new rules %t, %q, %s", what, d.Edition.Hash() == other.Hash(), d.Get(forms.AnswerPath("10.1", "departments")), d.Score().Self.Score)
		}
	}
	if shown != 1 {
		t.Errorf("the window was set anew %d times", shown)
	}
	if offered() || st.desk.host.Asking() {
		t.Error("asked again about the rules it has")
	}
}

// A rulebook that is not for this dossier, or has its rules, is not asked about, and nothing is asked of a finalized dossier.
func TestRulesThatAreNotOffered(t *testing.T) {
	st := newStage(t)
	next, err := scoring.LoadEdition("edition.toml", []byte(strings.Replace(formtest.Rules(t), `id = "bozhou-2017"`, `id = "bozhou-2018"`, 1)))
	if err != nil {
		t.Fatal(err)
	}
	for what, e := range map[string]*scoring.Edition{"its own": st.Values.Edition, "another year's": next} {
		if st.desk.OfferBook(editions.Book{Edition: e}) || st.desk.host.Asking() {
			t.Errorf("%s: asked about", what)
		}
	}
	st.desk.OfferEdition()
	if st.desk.host.Asking() {
		t.Error("asked without any rules that are known")
	}
	st.ready(t)
	st.finalize(t)
	st.closeAll()
	if st.desk.OfferBook(editions.Book{Edition: otherRules(t)}) || st.desk.host.Asking() {
		t.Error("asked of a finalized dossier")
	}
	st.desk.offerRules(otherRules(t))
	if st.desk.host.Asking() {
		t.Error("shown for a finalized dossier")
	}
}
