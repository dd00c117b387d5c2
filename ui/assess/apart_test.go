package assess

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/dossier"
	"zicha/scoring"
)

// stageBy is a stage on a new dossier by one of the rulebooks that scoring has its cases of.
func stageBy(t *testing.T, name string) *stage {
	t.Helper()
	data, err := os.ReadFile("../../scoring/testdata/parts/" + name)
	if err != nil {
		t.Fatal(err)
	}
	e, err := scoring.LoadEdition(name, data)
	if err != nil {
		t.Fatal(err)
	}
	f, err := dossier.Create(filepath.Join(t.TempDir(), "a.zicha"), e, forms.Begin(e, e.Units[0].Code, ""))
	if err != nil {
		t.Fatal(err)
	}
	return stageOn(t, f)
}

// fill sets answers, "criterion/field" and the value in turn.
func (st *stage) fill(t *testing.T, pairs ...string) {
	t.Helper()
	for i := 0; i < len(pairs); i += 2 {
		id, key, _ := strings.Cut(pairs[i], "/")
		if err := st.Set(forms.AnswerPath(id, key), pairs[i+1]); err != nil {
			t.Fatal(err)
		}
	}
}

// An indicator is marked 不涉及 on its page, with the reason and evidence; that is undone like any entry.
func TestAbsentIsMarkedOnThePage(t *testing.T) {
	st := stageBy(t, "veto.toml")
	if st.page(t, 1).mark != nil {
		t.Error("an indicator that must be answered can be marked")
	}
	p := st.page(t, 2)
	if p.mark.proof.Visible() || p.score.Text() != "自评 未填报 / 10" {
		t.Errorf("before: %q", p.score.Text())
	}
	enter(t, p.mark.fields[0], "是")
	if !p.mark.proof.Visible() || p.mark.follows.Text() != "不涉及，按满分计，得10分" || p.score.Text() != "自评 10.00 / 10" || p.cards[0].points.Text() != "不涉及" {
		t.Errorf("marked: %q, %q, %q", p.mark.follows.Text(), p.score.Text(), p.cards[0].points.Text())
	}
	enter(t, p.mark.fields[1], "无涉农主体")
	if got := st.Values.Get("answer/2/reason"); got != "无涉农主体" {
		t.Errorf("the reason kept is %q", got)
	}
	if got := st.desk.nav.lines[1].points.Text(); got != "10.00" {
		t.Errorf("the list says %q", got)
	}
	st.desk.Undo()
	st.desk.Undo()
	st.settle()
	if st.Values.Get("answer/2/absent") != "" || p.mark.proof.Visible() {
		t.Error("not undone")
	}
	st.desk.GoCriterion(st.Values.Edition.Criterion("2"))
}

// Bonus, penalty and veto stand apart from the total in the list, the overview and the column on the right, and the overall total with its
// grade and arithmetic follows them.
func TestWhatIsOutsideTheTotalStandsApart(t *testing.T) {
	st := stageBy(t, "veto.toml")
	st.desk.Overview()
	d := st.desk
	over := d.pane.pages[pageOverview].(*overviewPage)
	if got := d.side.beyond.overall.Text(); got != "待定" {
		t.Errorf("at first the overall total is %q", got)
	}
	st.fill(t, "1.1/claimed", "88", "2.1/claimed", "8", "3.1/events", "2", "3.2/named", "false", "4.1/met", "true")
	st.settle()
	d.Refresh()
	for _, c := range []struct{ what, got, want string }{
		{"nav penalty", d.nav.sections[1].self.Text(), "扣4.00/5"},
		{"nav veto", d.nav.sections[2].self.Text(), "未填报"},
		{"side penalty", d.side.beyond.penalty.value.Text(), "4.00 / 5"},
		{"side veto", d.side.beyond.vetoes.Text(), "1个要点未填报完整"},
		{"side total", d.side.figures[0].value.Text(), "96.00 / 100"},
		{"overview penalty", over.sections[1].figures[0].Text(), "4.00"},
		{"overview line", over.lines[2].figures[2].Text(), "扣4.00"},
		{"overview total", over.total[0].Text(), "96.00"},
		{"what a section can take", sectionWords(st.Values.Edition.Sections[1]), "二、扣分项（最多扣5分）"},
		{"what a section decides", sectionWords(st.Values.Edition.Sections[2]), "三、基础性指标（一票否决）"},
		{"page of the penalty", st.page(t, 3).score.Text(), "扣分 4.00 / 10"},
		{"criterion of the penalty", st.page(t, 3).cards[0].points.Text(), "扣4.00"},
		{"criterion without", st.page(t, 3).cards[1].points.Text(), "不扣分"},
		{"veto passed", st.page(t, 4).cards[0].points.Text(), "通过"},
	} {
		if c.got != c.want {
			t.Errorf("%s: %q, want %q", c.what, c.got, c.want)
		}
	}
	st.fill(t, "4.2/none", "true")
	d.Overview()
	d.Refresh()
	if got := over.overall.total.Text() + "｜" + over.overall.words.Text(); got != "总评　92.00 / 100　优秀｜自评96－扣分4＝92；等次为“优秀”" {
		t.Errorf("all passed: %s", got)
	}
	st.fill(t, "4.2/none", "false")
	if got := d.side.beyond.overall.Text() + "｜" + d.side.beyond.vetoes.Text() + "｜" + d.nav.sections[2].self.Text(); got != "92.00 / 100　不合格｜4.2未通过｜未通过" {
		t.Errorf("struck: %s", got)
	}
}

// A bonus says what it adds and what there is to add in all.
func TestBonusIsAddedApart(t *testing.T) {
	st := stageBy(t, "bonus.toml")
	st.fill(t, "6.1/held", "3", "7.1/claimed", "6")
	st.desk.Overview()
	d := st.desk
	if got := d.nav.sections[5].self.Text() + "｜" + d.side.beyond.bonus.value.Text() + "｜" + d.side.figures[0].value.Text(); got != "加10.00/10｜10.00 / 10｜0.00 / 80" {
		t.Error(got)
	}
	if got := st.page(t, 6).score.Text() + "｜" + st.page(t, 6).cards[0].points.Text(); got != "加分 6.00 / 6｜得6.00" {
		t.Error(got)
	}
}

// A pool says what was taken from it and what is left; a criterion of it what it takes.
func TestPoolSaysWhatIsLeft(t *testing.T) {
	st := stageBy(t, "pool.toml")
	st.fill(t, "2.1/missed", "2")
	p := st.page(t, 2)
	if got := p.pools[0].Text(); got != "2.1、2.2共用5分，各要点都填报完整后计算" {
		t.Error(got)
	}
	st.fill(t, "2.2/wrong", "1")
	if got := p.pools[0].Text() + "｜" + p.cards[0].points.Text(); got != "2.1、2.2共用5分，已扣0.70分，剩4.30分｜扣0.20" {
		t.Error(got)
	}
	st.fill(t, "2.2/wrong", "20")
	if got := p.pools[0].Text(); got != "2.1、2.2共用5分，已扣完，得0.00分" {
		t.Error(got)
	}
}
