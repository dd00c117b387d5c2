package review

import (
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"zicha/forms"
	"zicha/forms/formtest"
)

var (
	bureau     = Person{By: "甲", Role: "审核员", Unit: "市信息局"}
	commission = Person{By: "乙", Role: "审核员", Unit: "市发展改革委"}
)

// newBookAt makes a book by the rulebook of 2017.
func newBookAt(t *testing.T) *Book {
	t.Helper()
	b, err := Create(filepath.Join(t.TempDir(), "a.huizong"), formtest.Edition(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.Close() })
	return b
}

// version is a county's version of the perfect dossier, with changes.
func version(t *testing.T, county string, n int, changes ...forms.Change) Incoming {
	t.Helper()
	d := formtest.Perfect(t)
	d.Apply(forms.Change{Path: forms.CountyPath("code"), New: county})
	d.Apply(changes...)
	d.Version, d.Final = n, true
	return Incoming{Submission: SubmissionOf(d, d.Edition.Hash(), d.Code(), nil), File: county + ".xlsx"}
}

func receive(t *testing.T, b *Book, list ...Incoming) []Receipt {
	t.Helper()
	out, err := b.Receive(bureau, list...)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func view(t *testing.T, b *Book) *View {
	t.Helper()
	v, err := b.View()
	if err != nil {
		t.Fatal(err)
	}
	anew, err := b.viewOf(b.ledger.judge(b.sound))
	if err != nil {
		t.Fatal(err)
	}
	for i, u := range anew.Units {
		got := v.Units[i]
		if v.Unit(u.Unit.Code) != got || got.Total != u.Total || got.Open != u.Open || got.Version != u.Version || len(got.Rivals) != len(u.Rivals) {
			t.Fatalf("%s: %+v followed, %+v worked out anew", u.Unit.Name, got, u)
		}
		for k, c := range u.Cells {
			if !reflect.DeepEqual(c, got.Cells[k]) {
				t.Fatalf("%s: %+v followed, %+v worked out anew", v.Label(c), got.Cells[k], c)
			}
		}
	}
	if !reflect.DeepEqual(anew.Cases, v.Cases) || !reflect.DeepEqual(anew.Figures, v.Figures) || !reflect.DeepEqual(anew.Disputes, v.Disputes) {
		t.Fatal("cases, figures or disputes are others when they are worked out anew")
	}
	return v
}

// What has changed since a decision reads as on the county's screen, not as it is kept.
func TestChangesAreReadByPeople(t *testing.T) {
	b := newBookAt(t)
	receive(t, b, version(t, "341621", 1))
	must(t, b.Decide(bureau, initial("341621", 1, "5", "核对")))
	receive(t, b, version(t, "341621", 2, forms.Change{Path: forms.AnswerPath("1.1", "issuer"), New: "other"}, forms.Change{Path: forms.AnswerPath("1.1", "tasks"), New: "false"}))
	list, _, err := b.Changes("341621", 1)
	must(t, err)
	read := map[string]string{}
	for _, d := range list {
		read[d.Key] = d.Want + "→" + d.Got
	}
	e := b.Edition()
	issuer := e.Criterion("1.1").Fields[0]
	if got, want := read["answer/1.1/issuer"], issuer.OptionLabel("government")+"→"+issuer.OptionLabel("other"); got != want || read["answer/1.1/tasks"] != "是→否" {
		t.Errorf("%v, want %s", read, want)
	}
}

// must fails on a refusal that was not expected.
func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// refused wants a refusal that says so.
func refused(t *testing.T, err error, words string) {
	t.Helper()
	if err == nil || !strings.Contains(err.Error(), words) {
		t.Errorf("got %v, want a refusal with “%s”", err, words)
	}
}

func initial(county string, no int, score, reason string) Decision {
	return Decision{County: county, Indicator: no, Stage: StageInitial, Score: score, Reason: reason}
}

func confirm(county string, no int, score, reason string) Decision {
	return Decision{County: county, Indicator: no, Stage: StageConfirmed, Score: score, Reason: reason}
}

// The whole way of one cell: claimed, scored, confirmed, reopened by a second version, withdrawn, returned, answered, voided.
func TestCellGoesItsWay(t *testing.T) {
	b := newBookAt(t)
	if got := receive(t, b, version(t, "341621", 1)); got[0] != First {
		t.Fatal(got)
	}
	state := func(want State, score string) {
		t.Helper()
		c := view(t, b).Cell("341621", 5)
		if c.State != want || c.Score.String() != score {
			t.Errorf("%s %s, want %s %s", c.State, c.Score, want, score)
		}
	}
	state(Unreviewed, "8.00")
	refused(t, b.Decide(commission, initial("涡阳县", 5, "7", "媒体不足")), "初评由市信息局作出")
	refused(t, b.Decide(commission, confirm("涡阳县", 5, "7", "")), "还没有初评")
	refused(t, b.Decide(bureau, initial("涡阳县", 5, "7", "")), "请写明理由")
	refused(t, b.Decide(bureau, initial("涡阳县", 5, "8.01", "多")), "0至8")
	refused(t, b.Decide(bureau, initial("涡阳县", 5, "7.555", "多")), "最多两位小数")
	refused(t, b.Decide(bureau, initial("涡阳县", 11, "6", "")), "请直接评分")
	refused(t, b.Decide(bureau, Decision{County: "涡阳县", Indicator: 5, Stage: StageDirect, Score: "8"}), "不能直接评分")
	must(t, b.Decide(bureau, initial("涡阳县", 5, "７．５", "媒体只有3篇")))
	state(InitiallyScored, "8.00")
	must(t, b.Decide(commission, confirm("涡阳县", 5, "7.50", "")))
	state(ConfirmedState, "7.50")
	refused(t, b.Decide(bureau, initial("涡阳县", 5, "6", "再查")), "请先撤回确认")
	refused(t, b.Withdraw(bureau, "341621", 5, "写错"), "也由它撤回")
	must(t, b.Withdraw(commission, "341621", 5, "写错"))
	state(InitiallyScored, "8.00")
	must(t, b.Decide(commission, confirm("涡阳县", 5, "7.25", "合并计算")))
	if got := receive(t, b, version(t, "341621", 1)); got[0] != Unchanged {
		t.Error(got)
	}
	receive(t, b, version(t, "341621", 2, forms.Change{Path: forms.NarrativePath("5"), New: "完成情况另写"}))
	state(Stale, "7.25")
	if n, err := b.Uphold(commission, "341621", "", 5); n != 0 || err == nil {
		t.Error("upheld without a reason")
	}
	_, err := b.Uphold(commission, "341621", "文字修改，不影响得分", 5)
	must(t, err)
	state(ConfirmedState, "7.25")
	must(t, b.Withdraw(commission, "341621", 5, "再看"))
	must(t, b.Withdraw(bureau, "341621", 5, "再看"))
	state(Unreviewed, "8.00")
	must(t, b.Return(bureau, "341621", 5, "缺媒体截图"))
	state(ReturnedState, "8.00")
	receive(t, b, version(t, "341621", 3, forms.Change{Path: forms.NarrativePath("5"), New: "补了截图"}))
	state(Resubmitted, "8.00")
	id, err := b.Case(bureau, CaseAct{County: "341621", Indicator: 5, Step: CaseOpened, Text: "截图日期被改过"})
	must(t, err)
	_, err = b.Case(commission, CaseAct{ID: id, Step: CaseVoided, Text: "属实", Second: "丙", Evidence: []string{"5-01"}})
	refused(t, err, "之前，要有核查记录")
	for _, step := range []string{CaseChecked, CaseTold} {
		_, err = b.Case(bureau, CaseAct{ID: id, Step: step, Text: "已核"})
		must(t, err)
	}
	_, err = b.Case(commission, CaseAct{ID: id, Step: CaseVoided, Text: "属实", Second: "乙", Evidence: []string{"5-01"}})
	refused(t, err, "两个人署名")
	_, err = b.Case(commission, CaseAct{ID: id, Step: CaseVoided, Text: "属实", Second: "丙", Evidence: []string{"5-01"}})
	must(t, err)
	state(VoidedState, "0.00")
	if c := view(t, b).Cases[0]; !c.Void || c.Open || len(c.Steps) != 4 {
		t.Errorf("%+v", c)
	}
	must(t, b.Withdraw(commission, "341621", 5, "原件找到了"))
	state(Resubmitted, "8.00")
	if c := view(t, b).Cases[0]; c.Void || c.Open {
		t.Errorf("%+v", c)
	}
	again(t, b)
}

// again proves that a book says the same after it was closed and opened.
func again(t *testing.T, b *Book) {
	t.Helper()
	want, path := view(t, b), b.Path()
	must(t, b.Close())
	other, err := Open(path, Options{})
	must(t, err)
	defer other.Close()
	got := view(t, other)
	for i, u := range want.Units {
		for j, c := range u.Cells {
			if g := got.Units[i].Cells[j]; g.State != c.State || g.Score != c.Score || g.Facts != c.Facts {
				t.Errorf("%s第%d项 %s %s, was %s %s", u.Unit.Name, c.Indicator.No, g.State, g.Score, c.State, c.Score)
			}
		}
	}
}

// A version that changes one register row reopens exactly the cells whose rule reads it.
func TestOneRowReopensItsCellAlone(t *testing.T) {
	b := newBookAt(t)
	receive(t, b, version(t, "341621", 1))
	e := formtest.Edition(t)
	for _, ind := range e.Indicators() {
		if ind.Source.Self() {
			claim := view(t, b).Cell("341621", ind.No).Claim.String()
			must(t, b.Decide(bureau, initial("341621", ind.No, claim, "")))
			must(t, b.Decide(commission, confirm("341621", ind.No, claim, "")))
		} else {
			must(t, b.Decide(commission, Decision{County: "341621", Indicator: ind.No, Stage: StageDirect, Score: "1", Reason: "按监测"}))
		}
	}
	d := formtest.Perfect(t)
	next := version(t, "341621", 2, d.AddRows("15.1", map[string]string{"matter": "招标投标"})...)
	_, reopened, err := b.PlanReceipt(next)
	must(t, err)
	if len(reopened) != 1 || reopened[0].Indicator.No != 15 {
		t.Fatalf("would reopen %d cells", len(reopened))
	}
	receive(t, b, next)
	list, proved, err := b.Changes("涡阳县", 15)
	must(t, err)
	if !proved || len(list) != 1 || list[0].Want != "" || list[0].Got != "招标投标" {
		t.Errorf("%t %v", proved, list)
	}
	if list, _, err = b.Changes("涡阳县", 5); err != nil || len(list) != 0 {
		t.Error(list, err)
	}
	for _, c := range view(t, b).Unit("341621").Cells {
		if want := c.Indicator.No == 15; (c.State == Stale) != want {
			t.Errorf("第%d项 %s", c.Indicator.No, c.State)
		}
	}
	n, err := b.Uphold(commission, "341621", "")
	if err == nil { // the commission keeps what it confirmed or scored directly
		if n != 24 {
			t.Errorf("%d upheld, want 24", n)
		}
	} else {
		t.Error(err)
	}
}

// What the city holds is scored by its figures until it is decided.
func TestCityFigures(t *testing.T) {
	b := newBookAt(t)
	receive(t, b, version(t, "341621", 1))
	_, err := b.SetFigures(bureau, Figure{County: "涡阳县", Field: "5.3.articles", Value: "3"})
	refused(t, err, "不能代填")
	_, err = b.SetFigures(bureau, Figure{County: "涡阳县", Field: "11.1.standard", Value: "五十"})
	refused(t, err, "11.1.standard")
	n, err := b.SetFigures(bureau, Figure{County: "涡阳县", Field: "11.1.standard", Value: "50"}, Figure{County: "涡阳县", Field: "11.1.updated", Value: "37.25"})
	must(t, err)
	c := view(t, b).Cell("341621", 11)
	if n != 2 || c.Score.String() != "4.47" || c.Decided { // 37.25÷50×6＝4.47
		t.Errorf("%d %s", n, c.Score)
	}
	must(t, b.Decide(commission, Decision{County: "341621", Indicator: 11, Stage: StageDirect, Score: "4.47"}))
	if n, err = b.SetFigures(bureau, Figure{County: "341621", Field: "11.1.standard", Value: "50"}); n != 0 || err != nil {
		t.Error("the same figure again", n, err)
	}
	_, err = b.SetFigures(bureau, Figure{County: "341621", Field: "11.1.standard", Value: "40"})
	must(t, err)
	if c := view(t, b).Cell("341621", 11); c.State != Stale || c.Score.String() != "4.47" {
		t.Error(c.State, c.Score)
	}
	again(t, b)
}

// A ruling changes scores only once it is applied, reopens what was decided under the old reading, and is taken away as a whole.
func TestRuling(t *testing.T) {
	b := newBookAt(t)
	zero := forms.Change{Path: forms.AnswerPath("10.1", "departments"), New: "0"}
	d := formtest.Perfect(t)
	var without []forms.Change
	for _, r := range d.Rows("10.1") {
		without = append(without, d.RemoveRows("10.1", r.ID)...)
	}
	in := version(t, "341621", 1, append(without, zero)...)
	receive(t, b, in)
	rule := "kind = \"bands\"\ncount = \"departments\"\nbands = [{ from = \"30\", points = \"5\" }, { from = \"20\", points = \"3\" }, { from = \"0\", points = \"1\" }]"
	effect, err := b.Rule(commission, "10.1", "0家得1分", rule)
	must(t, err)
	if was, is := effect.Before.Cell("341621", 10).Score, effect.After.Cell("341621", 10).Score; is-was != 100 {
		t.Errorf("%s → %s", was, is)
	}
	if view(t, b).Cell("341621", 10).Score != effect.Before.Cell("341621", 10).Score {
		t.Error("applied before Apply")
	}
	must(t, b.Decide(bureau, initial("341621", 10, effect.Before.Cell("341621", 10).Score.String(), "")))
	refused(t, b.Apply(effect), "请重新预览")
	effect, err = b.Rule(commission, "10.1", "0家得1分", rule)
	must(t, err)
	must(t, b.Apply(effect))
	if c := view(t, b).Cell("341621", 10); c.State != Stale || c.Claim.String() != "1.00" {
		t.Error(c.State, c.Claim)
	}
	again(t, b)
}

// The gate names what stands in the way, each alone, and lets nothing by without a reason.
func TestGate(t *testing.T) {
	e := formtest.Edition(t)
	b := newBookAt(t)
	for _, u := range e.Units {
		receive(t, b, version(t, u.Code, 1))
		for _, ind := range e.Indicators() {
			if ind.Source.Self() {
				must(t, b.Decide(bureau, initial(u.Code, ind.No, "1", "按核查")))
				must(t, b.Decide(commission, confirm(u.Code, ind.No, "1", "")))
			} else {
				must(t, b.Decide(commission, Decision{County: u.Code, Indicator: ind.No, Stage: StageDirect, Score: "1", Reason: "按监测"}))
			}
		}
	}
	left := func() (out []string) {
		list, err := b.Blockers()
		must(t, err)
		for _, l := range list {
			out = append(out, l.Key)
		}
		return out
	}
	if got := left(); len(got) != 2*len(e.Units) {
		t.Fatalf("blockers %v", got)
	}
	_, list, err := b.Finalize(t.Context(), commission)
	refused(t, err, "8处")
	if len(list) != 8 {
		t.Error(list)
	}
	_, _, err = b.Finalize(t.Context(), commission, Waiver{"standard:*", ""})
	refused(t, err, "要写明理由")
	s, _, err := b.Finalize(t.Context(), commission, Waiver{"standard:*", "考核标准另发"})
	must(t, err)
	if len(s.Accepted) != 8 || len(s.Code) != 19 || s.Units[0].Rank != 1 || s.Units[3].Rank != 1 || s.Units[0].Total.String() != "25.00" {
		t.Errorf("%+v", s.Units[0])
	}
	got, err := b.Result("")
	must(t, err)
	if got.Code != s.Code || got.Approval != nil {
		t.Error(got.Code, s.Code)
	}
	must(t, b.Approve(commission, "", "2018-02-20", "亳政秘〔2018〕1号（示例）"))
	if got, err = b.Result(s.Code); err != nil || got.Approval == nil || got.Approval.Date != "2018-02-20" {
		t.Error(err)
	}
}
